import type { Removal } from "../types/article.ts";
import { hasFigure, isCertainCaption, mayBeCaption } from "./captions.ts";
import { readDateLine } from "./dates.ts";
import { type Line, removal } from "./draft.ts";
import { reasonBelow, reasonNoise } from "./furniture.ts";
import { hasFinalMark } from "./lines.ts";
import { readSignature, type Signature } from "./people.ts";

/** The body of a plain text, what belongs to it but stands apart, and what was no part of it. */
export interface Body {
  readonly lines: readonly Line[];
  readonly captions: readonly string[];
  readonly signature: Signature | null;
  readonly removed: readonly Removal[];
}

export interface BodyOptions {
  /** Whether captions are told by their words alone; off for HTML, whose markup tells them. */
  readonly guessCaptions: boolean;
}

/** A paragraph as long as this carries an article on. */
const PARAGRAPH_LENGTH = 120;
/** A caption with a full stop stands between paragraphs at least half as long again. */
const NEIGHBOUR = 1.5;
const HEADING_LENGTH = 140;

/** Ends the body where the site's own matter begins, and takes captions, signatures, picture names and repeated lines out of it. */
export function readBody(lines: readonly Line[], above: readonly Line[], options: BodyOptions = { guessCaptions: true }): Body {
  const removed: Removal[] = [];
  const kept = withoutTail(lines, removed, options);
  const { captions, rest } = takeCaptions(kept, removed, options);
  const { signature, body } = takeSignatures(rest, removed);
  const once = withoutRepeats(body, above, removed);
  const blocks = tables(once).map(asBlock);
  const own = options.guessCaptions ? withoutHeadlines(blocks, removed) : blocks;
  return { lines: withoutLooseEnds(own, removed, options), captions, signature, removed };
}

/** Cuts at the first line of the site's own matter, unless the article goes on to its signature further down: then only the inserted list goes. */
function withoutTail(lines: readonly Line[], removed: Removal[], { guessCaptions }: BodyOptions): readonly Line[] {
  const kept: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const reason = reasonBelow(line.text);
    if (reason === null) {
      kept.push(line);
      continue;
    }
    const goesOn = !guessCaptions && textLength(lines.slice(i)) > textLength(lines) * BELOW_SHARE;
    const resume = goesOn ? i + 1 : guessCaptions || !INSERTED.has(reason) ? resumesAt(lines, i + 1) : nextParagraph(lines, i + 1);
    for (const dropped of lines.slice(i, resume)) removed.push(removal("body", reason, dropped.text));
    i = resume - 1;
  }
  return kept;
}

/** What also stands in the midst of an article; in HTML the links that follow such a line have gone already, so the next paragraph is the article's. */
const INSERTED: ReadonlySet<string> = new Set(["bài liên quan", "bài nổi bật", "chia sẻ", "bộ đếm", "thời tiết"]);
const INSERTED_LINES = 4;

function nextParagraph(lines: readonly Line[], from: number): number {
  const next = lines.findIndex((line, index) => index >= from && line.text.length >= PARAGRAPH_LENGTH && hasFinalMark(line.text));
  return next < 0 || next > from + INSERTED_LINES ? lines.length : next;
}

/** What follows below an article of a page has at most this share of its paragraphs; "Facebook" in the midst of a text ends nothing. */
const BELOW_SHARE = 0.4;

function textLength(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + (line.text.length >= PARAGRAPH_LENGTH ? line.text.length : 0), 0);
}

/** Where the article goes on after an inserted list of links: at a paragraph that a signature follows later; the end when it does not go on. */
function resumesAt(lines: readonly Line[], from: number): number {
  const last = lines.findLastIndex((line, index) => index >= from && readSignature(line.text) !== null);
  const next = lines.findIndex(
    (line, index) => index >= from && line.text.length >= PARAGRAPH_LENGTH && hasFinalMark(line.text) && line.marker === "",
  );
  if (next < 0 || last < next || next - from > 4) return lines.length;
  const isOwn =
    lines.slice(next, last).every((line) => reasonBelow(line.text) === null) &&
    lines.slice(next, last).filter((line) => line.text.length >= PARAGRAPH_LENGTH).length >= 2;
  return isOwn ? next : lines.length;
}

function takeCaptions(lines: readonly Line[], removed: Removal[], { guessCaptions }: BodyOptions): { captions: string[]; rest: Line[] } {
  const captions: string[] = [];
  const rest: Line[] = [];
  let afterPicture = false;
  lines.forEach((line, index) => {
    const reason = reasonNoise(line.text);
    if (reason !== null) {
      removed.push(removal("body", reason, line.text));
      afterPicture = reason === "tên tệp ảnh" || (afterPicture && reason === "dòng chỉ có dấu câu");
      return;
    }
    if (captions.includes(line.text)) removed.push(removal("body", "chú thích ảnh lặp lại", line.text));
    else if (guessCaptions ? isCaption(lines, index, afterPicture) : isMarkedCaption(line)) captions.push(line.text);
    else rest.push(line);
    afterPicture = false;
  });
  return { captions, rest };
}

function isMarkedCaption(line: Line): boolean {
  return line.kind === "paragraph" && isCertainCaption(line.text) && readSignature(line.text) === null;
}

function isCaption(lines: readonly Line[], index: number, afterPicture: boolean): boolean {
  const line = lines[index] as Line;
  if (line.marker !== "" || readSignature(line.text) !== null) return false;
  if (isCertainCaption(line.text)) return true;
  const isOneSentence = !/[.!?…]\s+\p{Lu}/u.test(line.text);
  if (afterPicture && line.text.length <= 250 && isOneSentence) return true;
  if (lines[index + 1]?.text === line.text && line.text.length <= 250 && !hasFinalMark(line.text)) return true;
  return mayBeCaption(line.text, isBetweenParagraphs(lines, index));
}

function isBetweenParagraphs(lines: readonly Line[], index: number): boolean {
  const least = (lines[index] as Line).text.length * NEIGHBOUR;
  const before = lines.slice(Math.max(0, index - 2), index).some((line) => line.text.length >= least && line.marker === "");
  const after = lines.slice(index + 1, index + 3).some((line) => line.text.length >= least && line.marker === "");
  return before && after;
}

/** Signatures stand at the end, or before the first paragraph; a name between two paragraphs is left alone. */
function takeSignatures(all: readonly Line[], removed: Removal[]): { signature: Signature | null; body: readonly Line[] } {
  const notes = all.length - footnotes(all);
  const lines = all.slice(0, notes);
  const found: Signature[] = [];
  const take = (line: Line | undefined): boolean => {
    const signature = line === undefined ? null : readSignature(line.text);
    if (signature !== null) found.push(signature);
    return signature !== null;
  };
  let to = endAtSignature(lines, removed);
  while (to > 0 && (take(lines[to - 1]) || dropDate(lines[to - 1], removed))) to--;
  found.reverse();
  let from = 0;
  while (from < to && (take(lines[from]) || dropDate(lines[from], removed))) from++;
  const byline = found.find((signature) => signature.byline !== null)?.byline ?? null;
  const publisher = found.find((signature) => signature.publisher !== null)?.publisher ?? null;
  return { signature: found.length === 0 ? null : { byline, publisher }, body: [...lines.slice(from, to), ...all.slice(notes)] };
}

/** Notes to the text ("(1) Số liệu …") stand below the signature; how many there are. */
function footnotes(lines: readonly Line[]): number {
  const last = lines.findLastIndex((line) => !/^(?:\(\d{1,2}\)|\[\d{1,2}\])\s?\S/u.test(line.text));
  const count = lines.length - 1 - last;
  return count > 0 && last > 0 && readSignature((lines[last] as Line).text) !== null ? count : 0;
}

/** How many scraps of the site may stand below a signature without a heading of their own. */
const SCRAPS = 8;

/** The end of the article: behind its signature, when only scraps follow (buttons, headlines), else behind its last line. */
function endAtSignature(lines: readonly Line[], removed: Removal[]): number {
  for (let index = lines.length - 1; index > 0 && index >= lines.length - SCRAPS; index--) {
    const line = lines[index] as Line;
    if (readSignature(line.text) !== null) {
      for (const dropped of lines.slice(index + 1)) removed.push(removal("body", "dưới tên tác giả", dropped.text));
      return index + 1;
    }
    if (line.text.length >= PARAGRAPH_LENGTH || (line.text.length >= 60 && hasFinalMark(line.text))) break;
  }
  return lines.length;
}

function dropDate(line: Line | undefined, removed: Removal[]): boolean {
  if (line === undefined || readDateLine(line.text) === null) return false;
  removed.push(removal("body", "dòng ngày", line.text));
  return true;
}

/** A line as long as this is never said twice on purpose; shorter ones ("Kết quả như sau:") may be, but not right after one another. */
const UNREPEATED = 60;

/** Leads, titles and captions are often printed twice, word for word: the first one stays. */
function withoutRepeats(lines: readonly Line[], above: readonly Line[], removed: Removal[]): readonly Line[] {
  const seen = new Set(above.map((line) => line.text));
  let previous = "";
  return lines.filter((line) => {
    const isRepeat =
      line.text.length >= UNREPEATED ? seen.has(line.text) : line.text === previous || above.some((other) => other.text === line.text);
    if (isRepeat) removed.push(removal("body", "lặp lại", line.text));
    else if (line.text.length >= UNREPEATED) seen.add(line.text);
    previous = line.text;
    return !isRepeat;
  });
}

const ROW = /\t\s*\S.*\t|\s\|\s/u;

/** Lines of cells, parted by tabs or bars, are the rows of one table. */
export function tables(lines: readonly Line[]): readonly Line[] {
  const result: Line[] = [];
  for (const line of lines) {
    const isRow = line.text.length < 400 && ROW.test(line.text);
    const previous = result.at(-1);
    if (isRow && previous?.kind === "table")
      result[result.length - 1] = { ...previous, pieces: [...previous.pieces, ...line.pieces], text: `${previous.text}\n${line.text}` };
    else result.push(isRow ? { ...line, kind: "table" } : line);
  }
  return result;
}

/** Short lines without a final mark, and starred ones, are headings. */
function asBlock(line: Line): Line {
  if (line.kind !== "paragraph") return line;
  const isStarred = line.marker === "*" && line.text.length <= 100;
  const isHeading = isStarred || (line.text.length <= HEADING_LENGTH && !hasFinalMark(line.text) && !/[,;–-]$/u.test(line.text));
  return isHeading ? { ...line, kind: "heading" } : line;
}

/** In a plain text a heading with a figure is the headline of another article, set between the paragraphs: headings of one's own say no figures. */
function withoutHeadlines(lines: readonly Line[], removed: Removal[]): readonly Line[] {
  return lines.filter((line) => {
    const isOther = line.kind === "heading" && line.marker === "" && hasFigure(line.text.replace(/^[\dIVX.]{1,6}[.)\s-]/u, ""));
    if (isOther) removed.push(removal("body", "đầu đề của bài khác", line.text));
    return !isOther;
  });
}

/** A heading that nothing follows heads nothing: it is a leftover of the page. */
function withoutLooseEnds(lines: readonly Line[], removed: Removal[], { guessCaptions }: BodyOptions): readonly Line[] {
  let end = lines.length;
  // in HTML a line with a whole sentence in it is text, whatever it ends with: "… 50 Euro. (bsc)"
  const isLoose = ({ kind, text }: Line): boolean => kind === "heading" && (guessCaptions || !/\p{Ll}[.!?]\s/u.test(text));
  while (end > 1 && isLoose(lines[end - 1] as Line)) {
    removed.push(removal("body", "tiêu đề không có đoạn nào theo sau", (lines[end - 1] as Line).text));
    end--;
  }
  return lines.slice(0, end);
}
