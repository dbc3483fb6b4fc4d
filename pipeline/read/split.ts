import { datelineOf } from "../language/publishers.ts";
import type { Removal } from "../types/article.ts";
import { readDateLine } from "./dates.ts";
import { type Line, removal } from "./draft.ts";
import { isListBorder, reasonBelow } from "./furniture.ts";
import { hasFinalMark } from "./lines.ts";
import { readSignature } from "./people.ts";

/** The lines of one article of a page, its furniture still among them. */
export interface Section {
  /** The title where the split has found it apart from the lines. */
  readonly title: Line | null;
  readonly lines: readonly Line[];
  readonly removed: readonly Removal[];
}

/** An article of a page of several has at least this much text; teasers have less. */
const ARTICLE_LENGTH = 300;
/** How many lines below a title its date line or dateline may stand. */
const HEAD_LINES = 4;

/** The articles of a page as runs of its lines; a page of one article gives one section with all of them. */
export function splitSections(lines: readonly Line[]): readonly Section[] {
  const bordered = splitAtBorders(lines);
  if (bordered !== null) return bordered;
  return splitAtHeads(lines);
}

function textLength(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + (line.text.length >= 60 ? line.text.length : 0), 0);
}

/** Index behind the list items that follow a border at `from`. */
function listEnd(lines: readonly Line[], from: number): number {
  let end = from;
  while (end < lines.length && isBullet(lines[end] as Line)) end++;
  return end;
}

function isBullet(line: Line): boolean {
  return line.marker !== "" && !/^[-–—*+]$/u.test(line.marker);
}

/**
 * Pages of aggregators set each article between two lists of links under borders such as "--- Bài mới hơn ---". Their lists have swallowed a line each:
 * the list before a text ends with the text's own first line, the list before another border ends with the title of the next article.
 * Null when the page has fewer than two such lists.
 */
function splitAtBorders(lines: readonly Line[]): readonly Section[] | null {
  const borders = lines.filter((line, index) => isListBorder(line.text) && listEnd(lines, index + 1) > index + 2);
  if (borders.length < 2) return null;
  const sections: Section[] = [];
  let open: { title: Line | null; lines: Line[]; removed: Removal[] } = { title: null, lines: [], removed: [] };
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line;
    const end = isListBorder(line.text) ? listEnd(lines, i + 1) : i;
    if (end <= i + 2) {
      open.lines.push(line);
      i++;
      continue;
    }
    const items = lines.slice(i + 1, end);
    const next = lines[end];
    const isClosing = next === undefined || isListBorder(next.text);
    const swallowed = isClosing ? (next === undefined ? null : items.at(-1)) : gluedText(items);
    for (const item of [line, ...items]) if (item !== swallowed) open.removed.push(removal("split", "danh sách liên kết", item.text));
    if (isClosing && next !== undefined && textLength(open.lines) > 0) {
      sections.push(open);
      open = { title: swallowed ?? null, lines: [], removed: [] };
    } else if (isClosing && open.title === null && open.lines.length === 0) open.title = swallowed ?? null;
    else if (swallowed !== null && swallowed !== undefined && !isClosing) open.lines.push({ ...swallowed, kind: "paragraph", marker: "" });
    i = end;
  }
  if (textLength(open.lines) > 0) sections.push(open);
  return sections.length === 0 ? null : sections;
}

/** The last item of a list, when it is no link like the others but the first line of the text below. */
function gluedText(items: readonly Line[]): Line | null {
  const last = items.at(-1) as Line;
  const others = items.slice(0, -1);
  const isTitled = others.filter((item) => capitalShare(item.text) > 0.7).length * 3 >= others.length * 2;
  const isText =
    hasFinalMark(last.text) ||
    last.text.length > 160 ||
    readDateLine(last.text) !== null ||
    readSignature(last.text) !== null ||
    /[(\s]ảnh\b/iu.test(last.text);
  return isText || (isTitled && capitalShare(last.text) < 0.7) ? last : null;
}

/** How many of the words begin with a capital: link titles of such pages are Written Like This. */
function capitalShare(text: string): number {
  const words = text.slice(0, 400).match(/\p{L}+/gu) ?? [];
  return words.length === 0 ? 0 : words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length;
}

/** Parts a page where a title with its own date line, or a title right after the signature of the article before, opens a text of its own. */
function splitAtHeads(lines: readonly Line[]): readonly Section[] {
  const known: Heads = { lines, dates: [], signatures: [] };
  const heads = lines.map((_, index) => index).filter((index) => isHead(known, index));
  const starts: number[] = [];
  for (const head of heads) {
    const previous = starts.at(-1) ?? 0;
    if (head - previous < 2 && starts.length > 0) continue;
    if (textLength(lines.slice(previous, head)) >= ARTICLE_LENGTH || starts.length === 0) starts.push(head);
  }
  const real = starts.filter((start, k) => articleLength(lines.slice(start, starts[k + 1] ?? lines.length)) >= ARTICLE_LENGTH);
  if (real.length < 2) return [{ title: null, lines, removed: [] }];
  return real.map((start, k) => ({ title: null, lines: lines.slice(k === 0 ? 0 : start, real[k + 1] ?? lines.length), removed: [] }));
}

/** Text up to the first line that opens the part below an article. */
function articleLength(lines: readonly Line[]): number {
  const below = lines.findIndex((line, index) => index > 0 && reasonBelow(line.text) !== null);
  return textLength(below < 0 ? lines : lines.slice(0, below));
}

/** What the lines say as heads of articles: each is asked about for several others, so that every answer is kept. */
interface Heads {
  readonly lines: readonly Line[];
  readonly dates: (boolean | undefined)[];
  readonly signatures: (boolean | undefined)[];
}

function isDate({ lines, dates }: Heads, index: number): boolean {
  const text = lines[index]?.text ?? "";
  dates[index] ??= /\d/u.test(text) && readDateLine(text)?.looksLikeClock === false;
  return dates[index] as boolean;
}

function isSignature({ lines, signatures }: Heads, index: number): boolean {
  const line = lines[index];
  signatures[index] ??= line !== undefined && readSignature(line.text) !== null;
  return signatures[index] as boolean;
}

function isHead(heads: Heads, index: number): boolean {
  const { lines } = heads;
  const line = lines[index] as Line;
  if (line.marker !== "" || !mayBeTitle(line.text)) return false;
  return (isAboveDate(heads, index) || isBehindSignature(heads, index)) && !isOther(heads, index) && !isBelowList(heads, index);
}

/** Stands a date line below it, with nothing but titles and leads between? */
function isAboveDate(heads: Heads, index: number): boolean {
  const { lines } = heads;
  for (let below = index + 1; below <= index + HEAD_LINES && below < lines.length; below++) {
    if (isDate(heads, below)) return true;
    if ((lines[below] as Line).text.length < 15) return false;
  }
  return false;
}

/** Stands it right behind the signature of another article, and above a text? */
function isBehindSignature(heads: Heads, index: number): boolean {
  const opens = heads.lines.slice(index + 1, index + 3).some(({ text }) => text.length >= ARTICLE_LENGTH || datelineOf(text) !== null);
  return opens && isSignature(heads, index - 1);
}

/** Stands the line under "Bài liên quan" or the like, with no text of its own between? */
function isBelowList(heads: Heads, index: number): boolean {
  const { lines } = heads;
  for (let i = index - 1; i >= 0 && i >= index - 12; i--) {
    const text = (lines[i] as Line).text;
    if (reasonBelow(text) === "bài liên quan" || reasonBelow(text) === "bài nổi bật") return true;
    if (text.length >= ARTICLE_LENGTH || isSignature(heads, i)) return false;
  }
  return false;
}

/** By length and last character: all that most lines are asked. */
function mayBeTitle(text: string): boolean {
  return text.length >= 15 && text.length <= 200 && !/[.;:,]$/u.test(text);
}

function isOther(heads: Heads, index: number): boolean {
  const { text } = heads.lines[index] as Line;
  return readDateLine(text) !== null || isSignature(heads, index) || reasonBelow(text) !== null;
}
