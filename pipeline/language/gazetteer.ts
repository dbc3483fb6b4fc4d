import type { Level } from "../types/observation.ts";
import type { Token, TokenLayers } from "../types/tokens.ts";
import { continuesName, readBareName } from "./bare-places.ts";
import { fold } from "./fold.ts";
import { lastBloc, readCell, readCommittee, readParty, readSelf, readStandingUnit } from "./party-places.ts";
import { addPhrase, emptyTrie, longestPhrase } from "./phrase-trie.ts";
import { GATHERINGS, headTrie, type PlaceHead, SINCE_MERGER } from "./place-heads.ts";
import { readLevel } from "./place-lookup.ts";
import { type CommuneIndex, communeIndex, districtTrie, provinceTrie } from "./place-names.ts";
import { addMention, type Gazetteer, type PlaceContext, type PlaceMention, type Reading, type Run, sliceOf } from "./place-reading.ts";
import { MERGER_DAY, parts, successor } from "./provinces.ts";

export type { Gazetteer, PlaceContext, PlaceMention } from "./place-reading.ts";
export { MERGER_DAY, parts, provinceById, provinces, resolveProvince, successor } from "./provinces.ts";

let loaded: Gazetteer | undefined;

/** The gazetteer out of `corpus/reference`; made once. Throws BadEntry when a reference file is damaged. */
export function loadGazetteer(): Gazetteer {
  loaded ??= buildGazetteer();
  return loaded;
}

function buildGazetteer(): Gazetteer {
  let communes: CommuneIndex | undefined;
  const sinceMerger = emptyTrie<true>();
  for (const phrase of SINCE_MERGER) addPhrase(sinceMerger, phrase.split(" ").map(fold), true);
  return {
    heads: headTrie(),
    provinces: provinceTrie(),
    districts: districtTrie(),
    sinceMerger,
    communes: () => {
      communes ??= communeIndex();
      return communes;
    },
  };
}

/** What does not depend on the article's province: where a mention may begin, and whether the text speaks of the units since the merger. */
export interface PlaceStarts {
  readonly at: readonly number[];
  readonly saysMerger: () => boolean;
}

/** The `PlaceStarts` of a text, for those who look at it for more than one province. */
export function placeStarts({ tokens }: Pick<TokenLayers, "tokens">, gazetteer: Gazetteer): PlaceStarts {
  const heads = gazetteer.heads.next;
  const at: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.kind === "word" && (token.case !== "lower" || heads.has(token.key))) at.push(i);
  }
  let says: boolean | undefined;
  return {
    at,
    saysMerger: () => {
      says ??= saysMerger(tokens, gazetteer);
      return says;
    },
  };
}

/**
 * All places and Party organisations that a text names, in the order of the text, none inside another. One pass over the tokens. `starts` may be handed in
 * when they are known already (`placeStarts`).
 *
 * @example findPlaces(analyze("Đảng bộ huyện Bắc Sơn"), gazetteer, { province: "63-20", date: null })
 *   // [{ form: "organisation", place: { level: "district", province: "63-20", name: "huyện Bắc Sơn" } }]
 */
export function findPlaces(
  layers: TokenLayers,
  gazetteer: Gazetteer,
  context: PlaceContext,
  starts: PlaceStarts = placeStarts(layers, gazetteer),
): readonly PlaceMention[] {
  const { text, tokens, sentences } = layers;
  const reading: Reading = {
    text,
    tokens,
    gazetteer,
    context,
    own: context.province === null ? [] : parts(context.province),
    merged: speaksOfMergedUnits(starts, context),
    sentenceStarts: new Set(sentences),
    mentions: [],
  };
  let next = 0;
  for (const i of starts.at) if (i >= next) next = readAt(reading, i);
  return adoptProvinces(reading);
}

function speaksOfMergedUnits(starts: PlaceStarts, context: PlaceContext): boolean {
  if (context.date !== null) return context.date >= MERGER_DAY;
  return context.province?.startsWith("34-") === true || starts.saysMerger();
}

function saysMerger(tokens: readonly Token[], gazetteer: Gazetteer): boolean {
  const starts = gazetteer.sinceMerger.next;
  for (let i = 0; i < tokens.length; i++)
    if (starts.has((tokens[i] as Token).key) && longestPhrase(gazetteer.sinceMerger, tokens, i) !== null) return true;
  return false;
}

/** Reads what begins at token `i` and returns the token to go on with; `i` when nothing does. */
function readAt(reading: Reading, i: number): number {
  const token = reading.tokens[i] as Token;
  const head = longestPhrase(reading.gazetteer.heads, reading.tokens, i);
  const after = head === null ? i : readHead(reading, head.value, { from: i, to: head.to });
  if (after > i) return after;
  if (token.case === "lower") return i;
  return readStandingUnit(reading, i) || readBareName(reading, i);
}

function readHead(reading: Reading, head: PlaceHead, run: Run): number {
  const { tokens, context } = reading;
  switch (head.kind) {
    case "skip":
      return run.to;
    case "level":
      return readLevel(reading, head, { from: run.from, to: run.to, start: run.from, form: "name" });
    case "committee":
      return readCommittee(reading, head, run);
    case "party":
      return readParty(reading, head.whole, run);
    case "cell":
      return readCell(reading, run);
    case "self":
      return readSelf(reading, head, run);
    case "bloc":
      return addMention(reading, run, {
        place: { level: "unit", province: context.province, name: lastBloc(reading) },
        form: "self",
        selfLevel: "unit",
        reason: "toàn khối",
      });
    case "national": {
      const before = tokens[run.from - 1]?.key ?? "";
      const isGathering = tokens[run.to - 1]?.key === "quốc" && GATHERINGS.has(before);
      if (isGathering || tokens[run.to]?.key === "viên") return run.to;
      return addMention(reading, run, {
        place: { level: "national", province: null, name: null },
        form: "self",
        selfLevel: "national",
        reason: "nói về cả nước",
      });
    }
    case "region":
      if (tokens[run.from]?.case === "lower" && !/^(?:đồng|duyên)$/u.test(tokens[run.from]?.key ?? "")) return run.from;
      if (continuesName(reading, run)) return run.from;
      return addMention(reading, run, {
        place: { level: "region", province: null, name: sliceOf(reading, run) },
        form: "name",
        reason: "tên vùng",
      });
  }
}

const NEARBY = new Set([",", "(", "-", "–", "của", "thuộc"]);

const RANK: Readonly<Record<Level, number>> = { unit: 0, commune: 1, district: 2, province: 3, region: 4, national: 5 };

/** "xã Hòa Sơn, huyện Hữu Lũng, Lạng Sơn": what follows says in which province the smaller place lies. */
function adoptProvinces(reading: Reading): readonly PlaceMention[] {
  const { mentions, tokens } = reading;
  for (let k = mentions.length - 2; k >= 0; k--) {
    const inner = mentions[k] as PlaceMention;
    const outer = mentions[k + 1] as PlaceMention;
    const gap = outer.from - inner.to;
    const isNear = gap === 0 || (gap === 1 && NEARBY.has((tokens[inner.to] as Token).key));
    if (!isNear || outer.form === "self" || inner.form === "self" || outer.place.province === null) continue;
    if (inner.place.level === "unit" || RANK[inner.place.level] >= RANK[outer.place.level]) continue;
    if (inner.place.province !== null && successor(inner.place.province) === outer.place.province) continue;
    mentions[k] = {
      ...inner,
      place: { ...inner.place, province: outer.place.province },
      reason: `${inner.reason}, thuộc nơi nêu ngay sau`,
    };
  }
  return mentions;
}
