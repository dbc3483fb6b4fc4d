import { ordinalOf, romanTerm } from "../../language/documents.ts";
import type { Place } from "../../types/observation.ts";
import type { Head, RawMention } from "./heads.ts";
import { issuerAt } from "./issuers.ts";
import { type CitationText, hasKeys, keyAt, sliceTokens, tokenAt } from "./text.ts";
import { termToken, titleAt, trailerAt, yearsAt } from "./trailers.ts";

/** What stands between the word for the kind and the number of a plenum; the longer first. */
const SESSION_LEADS = [
  "hội nghị ban chấp hành trung ương đảng",
  "hội nghị ban chấp hành trung ương",
  "hội nghị trung ương",
  "hội nghị tw",
  "hội nghị bch trung ương",
  "trung ương",
  "tw",
  "tư",
  "t . ư",
  "t . w",
].map((lead) => lead.split(" "));

/** "Nghị quyết Trung ương 4, 7, 8 khóa XII", "NQTW4", "Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa XIII": one mention a plenum and term. */
export function readSession(source: CitationText, found: RawMention[], head: Head, from: number): number | null {
  const lead = SESSION_LEADS.find((keys) => hasKeys(source, from, keys));
  const at = from + (lead?.length ?? 0);
  const ordinal = ordinalSession(source, from);
  if (ordinal !== null) return addSessions(source, found, { head, sessions: [ordinal.session], at: ordinal.to });
  const skip = hasKeys(source, at, ["lần", "thứ"]) ? at + 2 : keyAt(source, at) === "lần" ? at + 1 : at;
  const list = sessionList(source, skip);
  // "Nghị quyết 4 khóa XII" is a plenum's; "nghị quyết 5 nội dung" is none.
  if (list !== null && lead === undefined && !isPlenumAbbreviation(source, head) && trailerAt(source, list.to).terms.length === 0)
    return null;
  return list === null ? null : addSessions(source, found, { head, sessions: list.sessions, at: list.to });
}

function isPlenumAbbreviation(source: CitationText, head: Head): boolean {
  const key = keyAt(source, head.from);
  return key === "nqtw" || key === "nqtư";
}

/** "Hội nghị lần thứ 5, Ban Chấp hành Trung ương Đảng", "Hội nghị Trung ương lần thứ tư". */
function ordinalSession(source: CitationText, from: number): { session: string; to: number } | null {
  let at = from;
  const opening =
    [["hội", "nghị", "trung", "ương"], ["hội", "nghị"], ["trung", "ương"], []].find((keys) => hasKeys(source, at, keys)) ?? [];
  at += opening.length;
  if (!hasKeys(source, at, ["lần", "thứ"])) return null;
  const number = ordinalAt(source, at + 2);
  if (number === null) return null;
  at = number.to;
  if (keyAt(source, at) === "," || keyAt(source, at) === "của") at++;
  const issuer = issuerAt(source, at);
  const isPlenum = opening.includes("ương") || (issuer !== null && issuer.code === "TW" && keyAt(source, issuer.from) !== "đảng");
  return isPlenum ? { session: String(number.value), to: issuer?.code === "TW" ? issuer.to : number.to } : null;
}

function ordinalAt(source: CitationText, at: number): { value: number; to: number } | null {
  const key = keyAt(source, at) ?? "";
  if (/^\d{1,2}$/u.test(key)) return { value: Number(key), to: at + 1 };
  const two = ordinalOf(`${key} ${keyAt(source, at + 1) ?? ""}`);
  if (two !== null) return { value: two, to: at + 2 };
  const one = ordinalOf(key);
  return one === null ? null : { value: one, to: at + 1 };
}

/** "4, 7, 8", "6 (lần 2)": plenums at token `at`, and where the list ends. */
function sessionList(source: CitationText, at: number): { sessions: string[]; to: number } | null {
  const sessions: string[] = [];
  let to = at;
  for (;;) {
    const key = keyAt(source, to) ?? "";
    if (tokenAt(source, to)?.kind !== "number" || !/^\d{1,2}$/u.test(key) || Number(key) === 0 || Number(key) > 16)
      return sessions.length === 0 ? null : { sessions, to: to - 1 };
    const twice = /^[([]$/u.test(keyAt(source, to + 1) ?? "") && keyAt(source, to + 2) === "lần" ? keyAt(source, to + 3) : undefined;
    sessions.push(twice === undefined ? String(Number(key)) : `${Number(key)}(${twice})`);
    to += twice === undefined ? 1 : 5;
    const joint = keyAt(source, to);
    if (joint !== "," && joint !== "và") return { sessions, to };
    to++;
  }
}

function addSessions(source: CitationText, found: RawMention[], input: { head: Head; sessions: readonly string[]; at: number }): number {
  const { head, sessions } = input;
  let at = input.at;
  if (keyAt(source, at) === "," && keyAt(source, at + 1) === "khóa") at++;
  const trailer = trailerAt(source, at);
  const title = titleAt(source, trailer.to)?.title ?? null;
  const to = trailer.terms.length > 0 ? trailer.to : input.at;
  const terms = trailer.terms.length > 0 ? trailer.terms : [null];
  const { from, word } = head;
  for (const term of terms)
    for (const session of sessions) found.push({ form: "session", from, to, type: word.type, kind: word.kind, title, session, term });
  return moreSessions(source, found, head, to);
}

/** "…4 khóa XI, 4 khóa XII": another plenum with its own term goes on with the same words. */
function moreSessions(source: CitationText, found: RawMention[], head: Head, at: number): number {
  const joint = keyAt(source, at);
  if (joint !== "," && joint !== "và" && joint !== ";") return at;
  const list = sessionList(source, at + 1);
  if (list === null || trailerAt(source, list.to).terms.length === 0) return at;
  return addSessions(source, found, { head, sessions: list.sessions, at: list.to });
}

/** Words that describe a congress and do not tell it from others. */
const CONGRESS_WORDS = [
  ["đại", "biểu"],
  ["toàn", "quốc"],
  ["cộng", "sản", "việt", "nam"],
  ["lần", "thứ"],
  ["lần"],
  ["khóa"],
  ["của"],
  [","],
  ["("],
  [")"],
];

const LONGEST_CONGRESS = 16;

/** Congresses of the whole Party so far; a higher number is a province's. */
const NATIONAL_CONGRESSES = 14;

interface CongressRead {
  /** How far the words have been read, and how far they belong to the mention. */
  readonly at: number;
  readonly to: number;
  readonly term: string | null;
  readonly years: string | null;
  readonly place: Place | null;
  readonly saysParty: boolean;
}

/** One more word or name that belongs to a congress; null when what follows does not. */
function congressStep(source: CitationText, read: CongressRead): CongressRead | null {
  const { at } = read;
  const mention = source.placeAt.get(at);
  if (mention !== undefined && read.place === null && mention.form !== "name" && mention.place.level !== "national") {
    return { ...read, place: mention.place, at: mention.to, to: mention.to };
  }
  const numeral = read.term === null ? (termToken(source, at) ?? ordinalTerm(source, at)) : null;
  if (numeral !== null) return { ...read, term: numeral, at: at + 1, to: at + 1 };
  const span = read.years === null ? yearsAt(source, at) : null;
  if (span !== null) return { ...read, years: span.years, at: span.to, to: span.to };
  const isParty =
    keyAt(source, at) === "đảng" &&
    tokenAt(source, at)?.case !== "lower" &&
    keyAt(source, at + 1) !== "bộ" &&
    keyAt(source, at + 1) !== "ủy";
  if (isParty) return { ...read, saysParty: true, at: at + 1, to: at + 1 };
  const words = CONGRESS_WORDS.find((keys) => hasKeys(source, at, keys));
  if (words === undefined) return null;
  return { ...read, at: at + words.length, to: words[0] === "toàn" || words[0] === "cộng" ? at + words.length : read.to };
}

/** "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội Đảng bộ huyện": null for "các cấp" and when nothing tells which congress. */
export function readCongress(source: CitationText, found: RawMention[], head: Head): number | null {
  if (!hasKeys(source, head.to, ["đại", "hội"])) return null;
  const start = head.to + 2;
  let read: CongressRead = { at: start, to: start, term: null, years: null, place: null, saysParty: false };
  for (let next: CongressRead | null = read; next !== null && next.at < start + LONGEST_CONGRESS; next = congressStep(source, next))
    read = next;
  const isOfAll = hasKeys(source, read.at, ["các", "cấp"]) || (read.place === null && hasKeys(source, read.at, ["đảng", "bộ"]));
  if (isOfAll || (read.place === null && read.term === null)) return null;
  const isLocal = read.place === null && !read.saysParty && read.term !== null && ROMAN_ORDER.indexOf(read.term) >= NATIONAL_CONGRESSES;
  const place: Place | null = isLocal ? { level: "province", province: source.province, name: null } : read.place;
  const closes = keyAt(source, read.to) === ")" && sliceTokens(source, head.to, read.to).includes("(");
  const to = closes ? read.to + 1 : read.to;
  found.push({
    form: "congress",
    from: head.from,
    to,
    type: "NQ",
    kind: "resolution",
    title: null,
    term: read.term,
    years: read.years,
    place,
  });
  return to;
}

const ROMAN_ORDER = Array.from({ length: 30 }, (_, i) => romanTerm(String(i + 1)) as string);

/** "lần thứ mười ba", "lần thứ 13": only after "thứ", so that no other number is taken for a congress. */
function ordinalTerm(source: CitationText, at: number): string | null {
  if (keyAt(source, at - 1) !== "thứ") return null;
  const ordinal = ordinalAt(source, at);
  return ordinal === null || ordinal.to > at + 1 ? null : romanTerm(String(ordinal.value));
}
