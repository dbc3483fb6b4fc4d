import { datelineOf } from "../language/publishers.ts";
import type { Removal } from "../types/article.ts";
import { isCertainCaption, mayBeCaption } from "./captions.ts";
import { type DateLine, readDateLine } from "./dates.ts";
import { type Line, removal } from "./draft.ts";
import { isBanner, isMenu, reasonBelow, reasonNoise, withoutButtons } from "./furniture.ts";
import { hasFinalMark } from "./lines.ts";
import { readSignature, type Signature } from "./people.ts";

/** What stands above the body of a plain text. */
export interface Head {
  readonly kicker: Line | null;
  readonly titles: readonly Line[];
  readonly sapo: readonly Line[];
  readonly date: DateLine | null;
  readonly signature: Signature | null;
  readonly captions: readonly string[];
  readonly removed: readonly Removal[];
  /** Index of the first line of the body. */
  readonly bodyFrom: number;
}

/** A line as long as this that ends as a sentence is text; a shorter one may be a title. */
const SENTENCE_LENGTH = 60;
const PARAGRAPH_LENGTH = 200;
const KICKER_LENGTH = 80;

interface Sorted {
  readonly candidates: number[];
  readonly dates: { readonly index: number; readonly date: DateLine }[];
  readonly removed: Removal[];
}

/** Sorts the lines above the body into title, kicker, date, signature, captions and furniture. `title` is the one that the split has found. */
export function readHead(lines: readonly Line[], title: Line | null): Head {
  const start = bodyStart(lines, title !== null);
  const sorted = sortHead(lines.slice(0, start));
  const chosen = title === null ? chooseTitle(lines, sorted, start) : -1;
  const { sapo, bodyFrom, late } = readSapo(lines, start);
  const kicker = chosen > 0 ? kickerOf(lines, sorted, chosen) : null;
  const first = title ?? (chosen >= 0 ? (lines[chosen] as Line) : null);
  const { titles, captions, signatures } = sortBelow(lines, sorted, { chosen, kicker });
  return {
    kicker,
    titles: distinct([first, ...titles], sorted.removed).map((line, index) => asTitle(line, index)),
    sapo: sapo.map((line) => ({ ...line, kind: "sapo" })),
    date: chooseDate(sorted, chosen, late),
    signature: signatures[0] ?? sorted.dates.map(({ date }) => readSignature(date.rest)).find((signature) => signature !== null) ?? null,
    captions,
    removed: sorted.removed,
    bodyFrom,
  };
}

/** What stands below the title: second titles, captions, the author. What stands above it goes, but for the kicker. */
function sortBelow(lines: readonly Line[], sorted: Sorted, { chosen, kicker }: { chosen: number; kicker: Line | null }) {
  const titles: Line[] = [];
  const captions: string[] = [];
  const signatures: Signature[] = [];
  for (const index of sorted.candidates) {
    const line = lines[index] as Line;
    const signature = readSignature(line.text);
    if (index < chosen) {
      if (line.text !== kicker?.text) sorted.removed.push(removal("head", "trên tiêu đề", line.text));
    } else if (index > chosen && signature !== null) signatures.push(signature);
    else if (index > chosen && (isCertainCaption(line.text) || mayBeCaption(line.text, false))) captions.push(line.text);
    else if (index > chosen) titles.push(line);
  }
  return { titles, captions, signatures };
}

/** Index of the first line that is text of the article. */
function bodyStart(lines: readonly Line[], hasTitle: boolean): number {
  const found = lines.findIndex((line, index) => (index > 0 || hasTitle || lines.length === 1) && isText(line));
  if (found >= 0) return found;
  const long = lines.findIndex((line) => isText(line));
  if (long >= 0) return long;
  return lines.length > 1 && !hasTitle ? 1 : 0;
}

function isText(line: Line): boolean {
  const { text } = line;
  if (isCertainCaption(text) || readDateLine(text) !== null || isBanner(text)) return false;
  if (datelineOf(text) !== null && text.length >= SENTENCE_LENGTH) return true;
  if (text.length >= PARAGRAPH_LENGTH) return hasFinalMark(text) || /[.!?]\s+\p{Lu}/u.test(text);
  return text.length >= SENTENCE_LENGTH && hasFinalMark(text) && !/[?!]$/u.test(text);
}

function sortHead(lines: readonly Line[]): Sorted {
  const sorted: Sorted = { candidates: [], dates: [], removed: [] };
  lines.forEach((line, index) => {
    const { text } = line;
    const date = readDateLine(text);
    const reason = reasonNoise(text) ?? reasonBelow(text) ?? (isMenu(text) ? "thực đơn" : isBanner(text) ? "khẩu hiệu" : null);
    if (reason !== null) sorted.removed.push(removal("head", reason, text));
    else if (date !== null) sorted.dates.push({ index, date });
    else sorted.candidates.push(index);
  });
  return sorted;
}

/** Names of sites and their slogans. */
const SITE_NAME = /^(?:báo(?! cáo)|tạp chí|cổng|trang|đài|cơ quan (?:của|ngôn luận)|tiếng nói)(?![\p{L}])/iu;
/** "Kỷ cương - Trách nhiệm - Nêu gương": short parts of one kind. */
const SLOGAN = /^\p{Lu}[^–-]{2,20}(?: [–-] \p{Lu}[^–-]{2,20}){1,4}$/u;
/** How much of the text is looked at for the words of a title. */
const BODY_SAMPLE = 3000;

/** The line most likely to be the title: above a date line, near the text and with its words, long enough, not the name of the site. -1 when there is none. */
function chooseTitle(lines: readonly Line[], sorted: Sorted, start: number): number {
  const words = wordsOf(
    lines
      .slice(start)
      .map((line) => line.text)
      .join(" ")
      .slice(0, BODY_SAMPLE),
  );
  const scored = sorted.candidates.map((index) => ({ index, score: titleScore(lines, { index, start, words, dates: sorted.dates }) }));
  return scored.sort((a, b) => b.score - a.score)[0]?.index ?? -1;
}

interface Candidate {
  readonly index: number;
  readonly start: number;
  readonly words: ReadonlySet<string>;
  readonly dates: Sorted["dates"];
}

function titleScore(lines: readonly Line[], { index, start, words, dates }: Candidate): number {
  const { text } = lines[index] as Line;
  const own = [...wordsOf(withoutButtons(text))];
  let score = 2 * (own.filter((word) => words.has(word)).length / Math.max(1, own.length)) - 0.3 * (start - index);
  if (dates.some((entry) => entry.index === index + 1)) score += 3;
  if (text.length >= 30 && lines.some((other, k) => k !== index && other.text === text)) score += 2;
  if (text.length >= 30) score += 1.5;
  if (text.length < 15) score -= 3;
  if (SLOGAN.test(text)) score -= 2;
  if (/\sin (?:trang|bài(?: viết)?)$/iu.test(text)) score += 2;
  if (/:$/u.test(text) && text.length <= KICKER_LENGTH) score -= 3;
  if (SITE_NAME.test(text) && text.length < 60) score -= 2;
  if (readSignature(text) !== null || isCertainCaption(text)) score -= 3;
  else if (mayBeCaption(text, false)) score -= 1;
  return score;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** The short line right above the title, if it speaks as kickers do: with a colon, in capitals, or in five words and more. */
function kickerOf(lines: readonly Line[], sorted: Sorted, title: number): Line | null {
  const line = sorted.candidates.includes(title - 1) ? lines[title - 1] : undefined;
  if (line === undefined || line.text.length > KICKER_LENGTH || SITE_NAME.test(line.text)) return null;
  const { text } = line;
  const isKicker = text.endsWith(":") || (text === text.toUpperCase() && text.length >= 6) || text.split(/\s+/u).length >= 5;
  return isKicker ? { ...line, kind: "kicker" } : null;
}

/** A lead that stands above the date line, or above the paragraph that opens with the paper's code. */
function readSapo(lines: readonly Line[], start: number): { sapo: readonly Line[]; bodyFrom: number; late: DateLine | null } {
  for (let index = start + 1; index <= start + 2 && index < lines.length; index++) {
    const late = readDateLine((lines[index] as Line).text);
    if (late !== null && !late.looksLikeClock) return { sapo: lines.slice(start, index), bodyFrom: index + 1, late };
  }
  const [first, second] = [lines[start], lines[start + 1]];
  const opensBelow = first !== undefined && second !== undefined && datelineOf(first.text) === null && datelineOf(second.text) !== null;
  return opensBelow ? { sapo: lines.slice(start, start + 1), bodyFrom: start + 1, late: null } : { sapo: [], bodyFrom: start, late: null };
}

/** The article's date: below the title before above it, and above it only what cannot be the visitor's clock. */
function chooseDate(sorted: Sorted, title: number, late: DateLine | null): DateLine | null {
  const refused = (date: DateLine, reason: string): void => {
    sorted.removed.push(removal("head", reason, date.date.iso));
  };
  const below = sorted.dates.filter((entry) => entry.index > title).map((entry) => entry.date);
  const above = sorted.dates.filter((entry) => entry.index < title).map((entry) => entry.date);
  const own = [...below, ...(late === null ? [] : [late])].filter((date) => !date.looksLikeClock);
  const chosen = own.find((date) => !date.isModified) ?? own[0];
  if (chosen !== undefined) return chosen;
  for (const date of above) {
    if (date.isLabelled || (date.date.hasTime && !date.looksLikeClock)) return date;
    refused(date, "đồng hồ của người xem");
  }
  for (const date of below) refused(date, "đồng hồ của người xem");
  return null;
}

function distinct(lines: readonly (Line | null)[], removed: Removal[]): readonly Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    if (line === null) continue;
    if (kept.some((other) => other.text === line.text)) removed.push(removal("head", "tiêu đề lặp lại", line.text));
    else kept.push(line);
  }
  return kept;
}

/** The first is the title, without buttons glued to it; further lines above the body are second titles. */
function asTitle(line: Line, index: number): Line {
  const text = index === 0 ? withoutButtons(line.text) : line.text;
  if (text === line.text || line.pieces.length !== 1) return { ...line, kind: "title", marker: "" };
  return { ...line, kind: "title", marker: "", text, pieces: line.pieces.map((piece) => ({ ...piece, text })) };
}
