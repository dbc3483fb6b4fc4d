import type { BlockKind } from "../../types/article.ts";
import { hasFinalMark, takeMarker } from "../lines.ts";
import { leadingOf, type Region } from "./columns.ts";
import { meanSure } from "./grid.ts";
import { type Ink, joinLines, type Row, textOf } from "./lines.ts";

/** A paragraph, heading or table of a page, before its text is normalised. */
export interface Passage {
  readonly kind: Extract<BlockKind, "paragraph" | "heading" | "list" | "table">;
  /** A table has one line a row. */
  readonly lines: readonly string[];
  readonly text: string;
  readonly marker: string;
  readonly size: number;
  readonly isBold: boolean;
  readonly isCentred: boolean;
  /** Its last line is full: the next page or column may go on with it. */
  readonly isOpen: boolean;
  /** It begins at the margin and without a mark: it may go on with what the page before began. */
  readonly continues: boolean;
  /** The first and the last of its page or column. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly page: number;
  /** How sure the recognition of characters was, 0–1; null for text that came as text. */
  readonly sure: number | null;
}

/** A line with what tells where paragraphs begin. */
interface PrintLine {
  readonly row: Row;
  readonly text: string;
  readonly isBold: boolean;
  readonly isCentred: boolean;
  readonly isFinal: boolean;
  /** Width of its first word. */
  readonly first: number;
}

interface Margins {
  readonly x0: number;
  readonly x1: number;
  readonly leading: number;
}

/** Marks that begin a list item, a section, an article. */
const MARK =
  /^(?:[-–—•+*▪●○■◦‣➤✓]\s*(?=\S)|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s\p{Lu})|[IVXLC]{1,6}\s?[.)–-](?=\s)|[a-zđ][.)](?=\s)|\(?[a-zđ]\)(?=\s)|(?:Điều|Chương|Mục|Phần|PHẦN|CHƯƠNG|MỤC)\s+[\dIVXLC]+)/u;
const KIND_LINE =
  /^(?:BÁO CÁO|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|QUYẾT ĐỊNH|QUY ĐỊNH|HƯỚNG DẪN|KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|THÔNG BÁO|QUY CHẾ|TỜ TRÌNH|THÔNG TRI|CÔNG VĂN|BÀI PHÁT BIỂU)$/u;

/** Sizes of letters: lines this far apart in size are of different paragraphs. */
const SIZE_STEP = 1.08;
/** Line gaps this much wider than usual part paragraphs. */
const WIDER = 1.3;
/** No text is set wider than this, in sizes of the letters. */
const WIDEST = 2.6;
/** A full line of the narrowest column has so many letters. */
const FULL_LENGTH = 20;
/** Longer texts are not joined any further: no paragraph has a tenth of it. */
const MOST_JOINED = 50_000;
/** An indent, in sizes of the letters. */
const INDENT = 0.8;

/** The paragraphs of a region, from top to bottom. */
export function paragraphsOf(region: Region, page: number): readonly Passage[] {
  if (region.kind === "table") return [tablePassage(region.lines, region.words, page)];
  const text = region.rows.filter((row) => row.words.every((word) => word.table === undefined));
  const margins = marginsOf(text);
  const passages: Passage[] = [];
  let open: PrintLine[] = [];
  const flush = (): void => {
    if (open.length > 0) passages.push(toPassage(open, margins, page));
    open = [];
  };
  for (const row of region.rows) {
    const tables = row.words.filter((word) => word.table !== undefined);
    if (tables.length > 0) {
      flush();
      for (const word of tables) passages.push(tablePassage(word.table ?? [], [word], page));
      continue;
    }
    const line = toLine(row, margins);
    const previous = open.at(-1);
    if (previous !== undefined && begins(line, { previous, isSecond: open.length === 1, margins })) flush();
    open.push(line);
  }
  flush();
  return passages.map((passage, index) => ({ ...passage, isFirst: index === 0, isLast: index === passages.length - 1 }));
}

function tablePassage(lines: readonly string[], words: readonly Ink[], page: number): Passage {
  const shared = { marker: "", isBold: false, isCentred: false, isOpen: false, continues: false, isFirst: true, isLast: true };
  return { kind: "table", lines, text: lines.join("\n"), size: words[0]?.size ?? 0, page, sure: meanSure(words), ...shared };
}

function marginsOf(rows: readonly Row[]): Margins {
  return {
    x0: rows.reduce((least, row) => Math.min(least, row.x0), Infinity),
    x1: rows.reduce((most, row) => Math.max(most, row.x1), -Infinity),
    leading: Math.min(leadingOf(rows), WIDEST * (rows[0]?.size ?? 0)),
  };
}

function toLine(row: Row, margins: Margins): PrintLine {
  const text = textOf(row.words);
  const [left, right] = [row.x0 - margins.x0, margins.x1 - row.x1];
  return {
    row,
    text,
    isBold: row.words.every((word) => word.isBold),
    isCentred: Math.min(left, right) > row.size * 1.5 && Math.abs(left - right) < Math.max(row.size * 2, (left + right) * 0.15),
    isFinal: hasFinalMark(text),
    first: firstWidth(row),
  };
}

function firstWidth(row: Row): number {
  const [first, ...others] = row.words as [Ink, ...Ink[]];
  let end = first.x1;
  for (const word of others) {
    if (word.isSpaced || word.x0 - end > row.size * 0.16) break;
    end = word.x1;
  }
  return end - first.x0;
}

/** Is the line the first of a new paragraph? */
function begins(line: PrintLine, { previous, isSecond, margins }: { previous: PrintLine; isSecond: boolean; margins: Margins }): boolean {
  const size = Math.max(line.row.size, previous.row.size);
  const goesOn = !previous.isFinal && /^\p{Ll}/u.test(line.text);
  if (line.row.y - previous.row.y > Math.max(margins.leading, size) * WIDER) return true;
  if (size > Math.min(line.row.size, previous.row.size) * SIZE_STEP && !goesOn) return true;
  if (line.isBold !== previous.isBold && !goesOn) return true;
  const hasRoom = hasRoomFor(line, previous, margins);
  if (MARK.test(line.text) && (hasRoom || /[.!?…:;,]$/u.test(previous.text) || Math.abs(line.row.x0 - previous.row.x0) > INDENT * size))
    return true;
  if (line.isCentred && previous.isCentred)
    return KIND_LINE.test(previous.text) || isCapital(line.text) !== isCapital(previous.text) || previous.isFinal;
  if (hasRoom || isCapitalLine(previous.text, line.text)) return true;
  return line.row.x0 - previous.row.x0 > INDENT * size && !(isSecond && MARK.test(previous.text));
}

/** Would the line's first word have fitted on the line before? Then that line was ended on purpose. */
function hasRoomFor(line: PrintLine, previous: PrintLine, margins: Margins): boolean {
  return margins.x1 - previous.row.x1 > line.first + previous.row.size * 0.6;
}

/** A line of capitals above one that begins like a sentence: a heading as wide as the column. */
function isCapitalLine(text: string, below: string): boolean {
  return /\p{Lu}{2}.*\s.*\p{Lu}{2}/u.test(text) && isCapital(text) && /^\p{Lu}\p{Ll}/u.test(below);
}

function isCapital(text: string): boolean {
  return text === text.toUpperCase();
}

function toPassage(lines: readonly PrintLine[], margins: Margins, page: number): Passage {
  const [first, last] = [lines[0] as PrintLine, lines.at(-1) as PrintLine];
  const { marker, text } = takeMarker(joinLines(lines.map((line) => line.text)));
  return {
    kind: marker === "" || marker === "*" ? "paragraph" : "list",
    lines: [text],
    text,
    marker,
    size: first.row.size,
    isBold: lines.every((line) => line.isBold),
    isCentred: lines.every((line) => line.isCentred),
    isOpen: margins.x1 - last.row.x1 < last.row.size * 3 && last.text.length >= FULL_LENGTH && !last.isCentred,
    isFirst: true,
    isLast: true,
    continues: !MARK.test(first.text) && first.row.x0 - margins.x0 < INDENT * first.row.size,
    page,
    sure: meanSure(lines.flatMap((line) => line.row.words)),
  };
}

/** Joins what the end of a page or column has parted: paragraphs that go on, tables that go on under the same columns. */
export function joinPassages(passages: readonly Passage[]): readonly Passage[] {
  const joined: Passage[] = [];
  for (const passage of passages) {
    const before = joined.at(-1);
    const both = before === undefined ? null : joinTwo(before, passage);
    if (both === null) joined.push(passage);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

function joinTwo(before: Passage, passage: Passage): Passage | null {
  if (before.kind === "table" && passage.kind === "table") return joinTables(before, passage);
  if (!before.isLast || !passage.isFirst) return null;
  if (before.kind === "table" || passage.kind !== "paragraph" || hasFinalMark(before.text)) return null;
  if (before.text.length > MOST_JOINED) return null;
  if (Math.max(before.size, passage.size) > Math.min(before.size, passage.size) * SIZE_STEP || before.isCentred) return null;
  const goesOn = /^\p{Ll}/u.test(passage.text) && !MARK.test(passage.text);
  if (!(before.isOpen && passage.continues) && !goesOn) return null;
  if (before.isBold !== passage.isBold && !goesOn) return null;
  const text = joinLines([before.text, passage.text]);
  return {
    ...before,
    text,
    lines: [text],
    isOpen: passage.isOpen,
    isLast: passage.isLast,
    page: passage.page,
    sure: meanOf(before, passage),
  };
}

/** A table goes on at the top of the next page when it has as many columns there; a head that is printed again is left out. */
function joinTables(before: Passage, passage: Passage): Passage | null {
  if (before.text.length > MOST_JOINED * 10 || passage.page !== before.page + 1 || widthOf(before) !== widthOf(passage)) return null;
  const [head] = before.lines;
  const lines = [...before.lines, ...(passage.lines[0] === head ? passage.lines.slice(1) : passage.lines)];
  return { ...before, lines, text: lines.join("\n"), page: passage.page, sure: meanOf(before, passage) };
}

/** By the length of their texts. */
function meanOf(a: Passage, b: Passage): number | null {
  if (a.sure === null || b.sure === null) return a.sure ?? b.sure;
  return (a.sure * a.text.length + b.sure * b.text.length) / Math.max(1, a.text.length + b.text.length);
}

function widthOf({ lines }: Passage): number {
  return Math.max(...lines.map((line) => line.split(" | ").length));
}

/** The size that most letters have, in points. */
export function bodySize(passages: readonly Passage[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of passages) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}
