import type { Level, Place } from "../types/observation.ts";
import type { Token } from "../types/tokens.ts";
import type { PhraseTrie } from "./phrase-trie.ts";
import type { PlaceHead } from "./place-heads.ts";
import type { CommuneIndex, District, ProvinceName } from "./place-names.ts";

/** Names of places as look-up structures; `communes` is built when the first commune is met. */
export interface Gazetteer {
  readonly heads: PhraseTrie<PlaceHead>;
  readonly provinces: PhraseTrie<ProvinceName>;
  readonly districts: PhraseTrie<readonly District[]>;
  readonly sinceMerger: PhraseTrie<true>;
  communes(): CommuneIndex;
}

/**
 * One mention of a place or of a Party organisation. `from`/`to` are token indexes, `start`/`end` offsets into the text.
 * `form`: a place by its name, an organisation as such ("Đảng bộ huyện Bắc Sơn"), or what the text is about itself ("toàn tỉnh").
 * `selfLevel` is there exactly for `self`: null when no level is said ("toàn Đảng bộ"); `place.level` is then only the likeliest.
 */
export interface PlaceMention {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly place: Place;
  readonly form: "name" | "organisation" | "self";
  readonly selfLevel?: Level | null;
  readonly reason: string;
}

export interface PlaceContext {
  /** The province that the article is about, where known (`63-20`, `34-08`). */
  readonly province: string | null;
  /** ISO day of publication, where known. */
  readonly date: string | null;
}

/** What the functions below share while they go over one text. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly gazetteer: Gazetteer;
  readonly context: PlaceContext;
  /** Provinces of the 63 that the article's province stands for. */
  readonly own: readonly string[];
  /** Does a name mean the units since the merger? */
  readonly merged: boolean;
  readonly sentenceStarts: ReadonlySet<number>;
  readonly mentions: PlaceMention[];
}

export interface Run {
  readonly from: number;
  readonly to: number;
}

export type Found = Omit<PlaceMention, "from" | "to" | "start" | "end">;

export function addMention(reading: Reading, run: Run, found: Found): number {
  const { tokens } = reading;
  const { from, to } = run;
  const { place, form, selfLevel, reason } = found;
  const start = (tokens[from] as Token).start;
  const end = (tokens[to - 1] as Token).end;
  reading.mentions.push(
    selfLevel === undefined ? { from, to, start, end, place, form, reason } : { from, to, start, end, place, form, selfLevel, reason },
  );
  return to;
}

/** White space that is more than one blank. */
const WIDE_SPACE = /\s{2}|[^\S ]/u;

/** The words of a run, single blanks between them. */
export function sliceOf({ text, tokens }: Reading, run: Run): string {
  const slice = text.slice((tokens[run.from] as Token).start, (tokens[run.to - 1] as Token).end);
  return WIDE_SPACE.test(slice) ? slice.replace(/\s+/gu, " ") : slice;
}
