import { readAlignedTable } from "./aligned.ts";
import { type Ink, type Row, rowOf, textOf } from "./lines.ts";

/** Lines that are read one below the other, between the same margins, or the rows of a table. */
export type Region =
  | { readonly kind: "text"; readonly rows: readonly Row[] }
  | { readonly kind: "table"; readonly lines: readonly string[]; readonly words: readonly Ink[] };

/** A gap between columns is at least this wide, in sizes of the letters. */
const GUTTER = 0.9;
/** So many lines on both sides of a gap make two columns; the head and the foot of a document have fewer. */
const COLUMN_LINES = 3;
/** Words of the head and the foot of a document, without accents: scans lose them. */
const HEAD = /DANG CONG SAN VIET NAM|CONG HOA XA HOI CHU NGHIA|^\s*noi nhan\b|(?:^|\s)T[/.]?M[. ]|XAC NHAN CUA/iu;
/** How much further apart than usual lines are that belong to different parts of the page. */
const APART = 1.7;
/** Short lines that belong to the columns above follow at most so much wider than usual. */
const FOLLOWING = 1.6;
/** A column goes on alone for at most so many lines. */
const MOST_ALONE = 150;
/** Columns stand in columns no deeper than this. */
const DEPTH = 4;

/** The rows of a page or column in the order in which they are read: columns one after another, lines across the page between them. */
export function arrange(rows: readonly Row[], depth = 0): readonly Region[] {
  const regions: Region[] = [];
  let plain: Row[] = [];
  const flush = (): void => {
    if (plain.length > 0) regions.push({ kind: "text", rows: plain });
    plain = [];
  };
  for (let i = 0; i < rows.length; ) {
    const band = depth < DEPTH ? bandAt(rows, i) : null;
    if (band === null) {
      plain.push(rows[i] as Row);
      i++;
      continue;
    }
    flush();
    regions.push(...readBand(rows.slice(i, band.end), band.gutter, depth));
    i = band.end;
  }
  flush();
  return regions;
}

function isHeadLine(text: string): boolean {
  return HEAD.test(text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/gu, "D"));
}

interface Gap {
  readonly x0: number;
  readonly x1: number;
}

interface Band {
  readonly end: number;
  readonly gutter: Gap;
  /** How many of its rows stand on both sides of the gutter. */
  readonly both: number;
}

/** The columns that begin at row `from`: the gap of that row which stays open over the most rows below. Null when there are none. */
function bandAt(rows: readonly Row[], from: number): Band | null {
  let best: Band | null = null;
  for (const gap of [...gapsOf(rows[from] as Row), ...gapBeside(rows, from)]) {
    const band = follow(rows, from, gap);
    if (best === null || band.both > best.both) best = band;
  }
  if (best === null) return null;
  const text = rows.slice(from, best.end).map((row) => textOf(row.words));
  return best.both >= COLUMN_LINES || text.some(isHeadLine) ? best : null;
}

function gapsOf(row: Row): readonly Gap[] {
  const gaps: Gap[] = [];
  let end = row.x0;
  for (const word of row.words) {
    if (word.x0 - end >= GUTTER * row.size) gaps.push({ x0: end, x1: word.x0 });
    end = Math.max(end, word.x1);
  }
  return gaps;
}

/** Lines of two columns may stand at different heights: nearer to one another than lines of one text do, and side by side. */
function isBeside(rows: readonly Row[], at: number): boolean {
  const [above, row] = [rows[at - 1], rows[at]];
  if (above === undefined || row === undefined || row.y - above.y > Math.max(row.size, above.size)) return false;
  return Math.max(row.x0 - above.x1, above.x0 - row.x1) >= GUTTER * row.size;
}

function gapBeside(rows: readonly Row[], at: number): readonly Gap[] {
  if (!isBeside(rows, at + 1)) return [];
  const [row, below] = [rows[at], rows[at + 1]] as [Row, Row];
  return [{ x0: Math.min(row.x1, below.x1), x1: Math.max(row.x0, below.x0) }];
}

/** Follows a gap downwards as long as no line crosses it. */
function follow(rows: readonly Row[], from: number, start: Gap): Band {
  let gutter = start;
  let both = 0;
  let lastBoth = from;
  let end = from;
  for (; end < rows.length; end++) {
    const row = rows[end] as Row;
    const open = openIn(row, gutter);
    if (open === null || end - lastBoth > MOST_ALONE || isFarBelow(rows, from, end)) break;
    if ((row.x0 < open.x0 + 1 && row.x1 > open.x1 - 1) || (end > from && isBeside(rows, end))) {
      both++;
      lastBoth = end;
    }
    gutter = open;
  }
  return { end: withRest(rows, { from, lastBoth, end, both }), gutter, both };
}

/** Short lines below the last row that has both sides belong to the columns while they follow closely; a column of text may be much longer than the other. */
function withRest(
  rows: readonly Row[],
  { from, lastBoth, end, both }: { from: number; lastBoth: number; end: number; both: number },
): number {
  if (both >= COLUMN_LINES * 3) return end;
  const usual = leadingOf(rows.slice(from, Math.max(lastBoth + 1, from + 2)));
  let last = lastBoth + 1;
  while (last < end && gapAbove(rows, last) <= usual * FOLLOWING) last++;
  return last;
}

function isFarBelow(rows: readonly Row[], from: number, at: number): boolean {
  return at > from && gapAbove(rows, at) > APART * 2.5 * (rows[at] as Row).size;
}

function gapAbove(rows: readonly Row[], at: number): number {
  return (rows[at] as Row).y - (rows[at - 1] as Row).y;
}

/** The usual distance of one baseline to the next. */
export function leadingOf(rows: readonly Row[]): number {
  const gaps = rows
    .slice(1)
    .map((_, index) => gapAbove(rows, index + 1))
    .sort((a, b) => a - b);
  return gaps[(gaps.length - 1) >> 1] ?? (rows[0]?.size ?? 12) * 1.2;
}

/** What is left of a gap beside the words of a row; null when the row crosses it. */
function openIn(row: Row, gap: Gap): Gap | null {
  let best: Gap | null = null;
  let start = gap.x0;
  const offer = (x1: number): void => {
    if (x1 - start >= GUTTER * row.size * 0.8 && (best === null || x1 - start > best.x1 - best.x0)) best = { x0: start, x1 };
  };
  for (const word of row.words) {
    if (word.x1 <= gap.x0 || word.x0 >= gap.x1) continue;
    offer(word.x0);
    start = Math.max(start, word.x1);
  }
  offer(gap.x1);
  return best;
}

const MARK = /^(?:[-–—•+*▪●○■]|\d{1,3}[.)]?|[IVXLC]{1,5}[.)]?|[a-zđ][.)])$/u;

/** The mark of a list item whose text is set apart from it. */
const isMark = (row: Row): boolean => MARK.test(textOf(row.words));

/** What columns hold; marks with their items, and labels ("Họ tên:") with what stands behind them, are no columns. */
function readBand(rows: readonly Row[], gutter: Gap, depth: number): readonly Region[] {
  const middle = (gutter.x0 + gutter.x1) / 2;
  const side = (isLeft: boolean): readonly Row[] =>
    rows.flatMap((row) => {
      const words = row.words.filter((word) => word.x0 + word.x1 < 2 * middle === isLeft);
      return words.length === 0 ? [] : [rowOf(words)];
    });
  const left = side(true);
  const isHead = rows.some((row) => isHeadLine(textOf(row.words)));
  if (!isHead && left.every(isMark) && !isMostlyShort(side(false))) return [{ kind: "text", rows }];
  if (!isHead && left.filter((row) => textOf(row.words).endsWith(":")).length * 2 > left.length) return [{ kind: "text", rows }];
  const table = isHead ? null : readAlignedTable(rows);
  if (table !== null) return [{ kind: "table", lines: table, words: rows.flatMap((row) => row.words) }];
  return [...arrange(left, depth + 1), ...arrange(side(false), depth + 1)];
}

function isMostlyShort(rows: readonly Row[]): boolean {
  return rows.filter((row) => gapsOf(row).length > 0).length * 2 > rows.length;
}
