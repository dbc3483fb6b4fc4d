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
  const heads = lines.map((_, index) => index).filter((index) => isHead(lines, index));
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

function isHead(lines: readonly Line[], index: number): boolean {
  const line = lines[index] as Line;
  if (line.marker !== "" || !looksLikeTitle(line.text) || isBelowList(lines, index)) return false;
  const below = lines.slice(index + 1, index + 1 + HEAD_LINES);
  // every line is looked at several times: what has no digit is no date
  const date = below.findIndex((other) => /\d/u.test(other.text) && readDateLine(other.text)?.looksLikeClock === false);
  if (date >= 0 && below.slice(0, date).every((other) => other.text.length >= 15)) return true;
  const previous = lines[index - 1];
  const follows = previous !== undefined && readSignature(previous.text) !== null;
  return follows && below.slice(0, 2).some((other) => datelineOf(other.text) !== null || other.text.length >= ARTICLE_LENGTH);
}

/** Stands the line under "Bài liên quan" or the like, with no text of its own between? */
function isBelowList(lines: readonly Line[], index: number): boolean {
  for (let i = index - 1; i >= 0 && i >= index - 12; i--) {
    const text = (lines[i] as Line).text;
    if (reasonBelow(text) === "bài liên quan" || reasonBelow(text) === "bài nổi bật") return true;
    if (text.length >= ARTICLE_LENGTH || readSignature(text) !== null) return false;
  }
  return false;
}

function looksLikeTitle(text: string): boolean {
  return (
    text.length >= 15 &&
    text.length <= 200 &&
    !/[.;:,]$/u.test(text) &&
    readDateLine(text) === null &&
    readSignature(text) === null &&
    reasonBelow(text) === null
  );
}
