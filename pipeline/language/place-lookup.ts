import type { Place } from "../types/observation.ts";
import type { Token } from "../types/tokens.ts";
import { beginsPerson } from "./organisations.ts";
import { isJoint, longestPhrase } from "./phrase-trie.ts";
import type { PlaceHead, PlaceKind } from "./place-heads.ts";
import { type District, isNameRun, type ProvinceName } from "./place-names.ts";
import { addMention, type Reading, type Run, sliceOf } from "./place-reading.ts";
import { isCentralCity } from "./provinces.ts";

export interface Named {
  readonly to: number;
  readonly place: Place;
  readonly reason: string;
}

/** The name that stands at token `at` after the word of a kind; its place has no `name` yet. */
export function nameAfter(reading: Reading, of: PlaceKind, word: string, at: number): Named | null {
  if (of === "province") return provinceAt(reading, at);
  if (of === "commune") return communeOrUnlisted(reading, at, word);
  const city = of === "city" ? provinceAt(reading, at) : null;
  if (city !== null && city.place.province !== null && isCentralCity(city.place.province, cityDay(reading))) return city;
  const district = districtAt(reading, at, word);
  if (district !== null && (city === null || district.to >= city.to)) return district;
  if (city !== null)
    return { ...city, place: { level: "district", province: city.place.province, name: null }, reason: "thành phố thuộc tỉnh cùng tên" };
  return unlistedAt(reading, at, "district");
}

/** Communes of 2025 are not listed: there a longer run of capitals is the name. */
function communeOrUnlisted(reading: Reading, at: number, word: string): Named | null {
  const listed = communeAt(reading, at, word);
  const unlisted = listed === null || reading.merged ? unlistedAt(reading, at, "commune") : null;
  return unlisted !== null && (listed === null || unlisted.to > listed.to) ? unlisted : listed;
}

/** The day on which "thành phố X" is asked for: without a date, the last day of the system in question. */
export function cityDay({ context, merged }: Reading): string | null {
  return context.date ?? (merged ? null : "2024-12-31");
}

export function provinceAt(reading: Reading, at: number): Named | null {
  const { text, tokens, gazetteer } = reading;
  const match = longestPhrase(gazetteer.provinces, tokens, at, (from, to, name) =>
    isNameRun(text, tokens, { from, to, irregular: name.irregular }),
  );
  if (match === null) return null;
  const province = pickProvince(reading, match.value);
  if (province === null) return null;
  return { to: match.to, place: { level: "province", province, name: null }, reason: "tên tỉnh, thành phố" };
}

/** The unit that a name means at the time of the text; null when initials stand for several ("QN"). */
export function pickProvince({ merged, own, context }: Reading, name: ProvinceName): string | null {
  const [first, second] = merged ? [name.ids34, name.ids63] : [name.ids63, name.ids34];
  const ids = first.length > 0 ? first : second;
  if (ids.length === 1) return ids[0] as string;
  return ids.find((id) => own.includes(id) || id === context.province) ?? null;
}

export function districtAt(reading: Reading, at: number, word: string | null): Named | null {
  const { text, tokens, gazetteer } = reading;
  const isQuarter = word === "quận";
  const match = longestPhrase(
    gazetteer.districts,
    tokens,
    at,
    (from, to) => (isQuarter || tokens[from]?.kind === "word") && isNameRun(text, tokens, { from, to }),
  );
  if (match === null) return null;
  const province = pickDistrict(reading, match.value, word);
  return {
    to: match.to,
    place: { level: "district", province, name: null },
    reason: province === null ? "tên huyện có ở nhiều tỉnh" : "tên trong danh mục cấp huyện",
  };
}

/** What is left of a list by a test, or the list where nothing would be left. */
function narrow(list: readonly District[], keep: (district: District) => boolean): readonly District[] {
  const kept = list.filter(keep);
  return kept.length > 0 ? kept : list;
}

/** The province of a district: of its kind, then of the article's province, then the only one there is. */
function pickDistrict({ own, context }: Reading, candidates: readonly District[], word: string | null): string | null {
  const { date } = context;
  const ofKind = narrow(candidates, (district) => word === null || district.type === word);
  const living = date === null ? ofKind : narrow(ofKind, (district) => (district.from ?? "") <= date && date < district.to);
  const near = narrow(living, (district) => own.includes(district.province));
  const found = new Set(near.map((district) => district.province));
  if (found.size === 2 && found.has("63-28") && found.has("63-01")) return "63-01";
  return found.size === 1 ? ([...found][0] as string) : null;
}

/** The commune whose name begins at `at`, the longest first. */
export function communeAt(reading: Reading, at: number, word: string | null): Named | null {
  const { text, tokens, gazetteer, own, context, merged } = reading;
  const ends = nameEnds(tokens, at);
  for (const to of ends.reverse()) {
    if (!isNameRun(text, tokens, { from: at, to })) continue;
    const isNumber = to === at + 1 && (tokens[at] as Token).kind === "number";
    if (isNumber && word !== "phường") continue;
    const candidates = gazetteer.communes().get(keyOf(tokens, at, to));
    if (candidates === undefined) continue;
    const here = candidates.filter((commune) => own.includes(commune.province) || (commune.province === "63-01" && own.includes("63-28")));
    const ofKind = candidates.filter((commune) => commune.type === word);
    const others = new Set((ofKind.length > 0 ? ofKind : candidates).map((commune) => commune.province));
    const elsewhere = others.size === 1 && !merged ? ([...others][0] as string) : context.province;
    return {
      to,
      place: { level: "commune", province: here.length > 0 ? context.province : elsewhere, name: null },
      reason: "tên trong danh mục cấp xã",
    };
  }
  return null;
}

/** Where a name that begins at `at` may end: after each of up to six words or numbers, joints between them stepped over. */
function nameEnds(tokens: readonly Token[], at: number): number[] {
  const ends: number[] = [];
  for (let i = at; i < tokens.length && ends.length < 6; i++) {
    const token = tokens[i] as Token;
    if (token.kind === "word" || token.kind === "number") ends.push(i + 1);
    else if (!isJoint(token) || i === at) break;
  }
  return ends;
}

function keyOf(tokens: readonly Token[], from: number, to: number): string {
  let key = "";
  for (let i = from; i < to; i++) {
    const token = tokens[i] as Token;
    if (!isJoint(token)) key = key === "" ? token.key : `${key} ${token.key}`;
  }
  return key;
}

/** First words of a run of capitals that is no name of a place: "huyện Đảng bộ", "xã Hội". */
export const NO_NAME = new Set(["đảng", "ủy", "hội", "mặt", "ban", "bí", "chủ", "chi", "tỉnh", "hđnd", "ubnd", "nông"]);

/** A name that no list has (a commune of 2025, a misprint): a run of up to four capitals. */
function unlistedAt(reading: Reading, at: number, level: "district" | "commune"): Named | null {
  const to = capitalRun(reading, at);
  if (to === at || NO_NAME.has((reading.tokens[at] as Token).key)) return null;
  // "Đảng ủy xã Nguyễn Văn An" names its secretary; "phường Nguyễn Trãi" has two syllables.
  if (to - at > 2 && beginsPerson(reading.tokens, at)) return null;
  return { to, place: { level, province: reading.context.province, name: null }, reason: "tên viết hoa sau từ chỉ cấp" };
}

export function capitalRun({ tokens }: Reading, at: number): number {
  let to = at;
  const limit = (tokens[at] as Token | undefined)?.case === "upper" ? 2 : 4;
  for (let i = at; i < tokens.length && to - at < limit; i++) {
    const token = tokens[i] as Token;
    if (token.kind === "word" && token.case !== "lower" && (i === at || !beginsPerson(tokens, i))) to = i + 1;
    else if (!isJoint(token) || i === at || token.start !== (tokens[i - 1] as Token).end) break;
  }
  return to;
}

export interface LevelRun extends Run {
  /** Where the whole mention begins: at "Đảng bộ" before "huyện". */
  readonly start: number;
  readonly form: "name" | "organisation";
}

/** "huyện Bắc Sơn", "TP. Cần Thơ", "các xã A, B": adds the mentions; returns `start` when no name follows. */
export function readLevel(reading: Reading, head: PlaceHead & { kind: "level" }, run: LevelRun): number {
  const { tokens } = reading;
  let at = run.to;
  if (tokens[at]?.key === ":" && tokens[run.from - 1]?.key === "các") at++;
  const first = tokens[at];
  if (first === undefined || (head.dotted === true && (first.kind !== "number" || first.start !== (tokens[run.to - 1] as Token).end)))
    return run.start;
  const named = nameAfter(reading, head.of, head.word, at);
  if (named === null) return run.start;
  const whole = { from: run.start, to: named.to };
  const name =
    named.place.level === "province"
      ? null
      : `${sliceOf(reading, { from: run.from, to: run.to })}${gapBetween(reading, run.to, at)}${sliceOf(reading, { from: at, to: named.to })}`;
  addMention(reading, whole, { place: { ...named.place, name }, form: run.form, reason: named.reason });
  return named.place.level === "province" ? named.to : readList(reading, head, { to: named.to, place: named.place, form: run.form });
}

/** The blank between the word for a kind and the name as a name keeps it: none in "Q.9", one after "các huyện:". */
function gapBetween({ tokens }: Reading, kindEnd: number, at: number): string {
  return kindEnd === at && tokens[at - 1]?.end === tokens[at]?.start ? "" : " ";
}

/** "các huyện Bắc Sơn, Chi Lăng và Hữu Lũng": the items after the first, as long as each is listed for the same province. */
function readList(
  reading: Reading,
  head: PlaceHead & { kind: "level" },
  last: { to: number; place: Place; form: "name" | "organisation" },
): number {
  const { tokens } = reading;
  let { to } = last;
  for (;;) {
    const joint = tokens[to]?.key;
    if (joint !== "," && joint !== "và" && joint !== ";") return to;
    const item = listItem(reading, head, to + 1);
    if (item === null || item.place.province !== last.place.province) return to;
    const run = { from: to + 1, to: item.to };
    addMention(reading, run, {
      place: { ...item.place, name: `${head.word} ${sliceOf(reading, run)}` },
      form: last.form,
      reason: "trong danh sách sau từ chỉ cấp",
    });
    to = item.to;
  }
}

function listItem(reading: Reading, head: PlaceHead & { kind: "level" }, at: number): Named | null {
  const { tokens, gazetteer } = reading;
  const first = tokens[at];
  if (first === undefined || longestPhrase(gazetteer.heads, tokens, at) !== null) return null;
  if (first.kind !== "number" && (first.kind !== "word" || first.case === "lower")) return null;
  const item = head.of === "commune" ? communeAt(reading, at, head.word) : districtAt(reading, at, head.word);
  if (item === null) return null;
  const next = tokens[item.to];
  if (first.kind === "number") return next === undefined || next.kind === "punct" || next.key === "và" ? item : null;
  const province = provinceAt(reading, at);
  // "huyện Chi Lăng, Lạng Sơn": what follows is the province, unless it is listed under this very kind.
  if (province !== null && province.to >= item.to && !isListedAs(reading, at, head.word)) return null;
  return next?.kind === "word" && next.case === "capital" && !beginsPerson(tokens, item.to) ? null : item;
}

function isListedAs(reading: Reading, at: number, word: string): boolean {
  const match = longestPhrase(reading.gazetteer.districts, reading.tokens, at);
  return match?.value.some((district) => district.type === word && reading.own.includes(district.province)) ?? false;
}
