import { type Ink, joinLines, rowsOf, textOf } from "./lines.ts";
import type { PdfRule } from "./page.ts";

/** Ends of lines that lie this near to one another meet, in points. */
const MEET = 3;

/** The frame of a table. */
interface Grid extends PdfRule {
  readonly rules: readonly PdfRule[];
  /** Where its lines stand, sorted: one more than there are columns, and rows. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

const isUpright = (rule: PdfRule): boolean => rule.y1 - rule.y0 > rule.x1 - rule.x0;

/** Puts each framed table in place of its words: one row of text a row of cells, cells parted by " | ". Frames around one text are no tables. */
export function withTables(words: readonly Ink[], rules: readonly PdfRule[]): readonly Ink[] {
  const grids = findGrids(rules);
  let rest = words;
  const tables: Ink[] = [];
  for (const grid of grids) {
    const inside = rest.filter((word) => isInside(word, grid));
    const table = inside.length === 0 ? null : toTable(inside, grid);
    if (table === null) continue;
    const taken = new Set(inside);
    rest = rest.filter((word) => !taken.has(word));
    tables.push(table);
  }
  return [...rest, ...tables];
}

function isInside(word: Ink, box: PdfRule): boolean {
  const x = (word.x0 + word.x1) / 2;
  return x >= box.x0 && x <= box.x1 && word.y >= box.y0 && word.y - word.size * 0.5 <= box.y1;
}

/** More lines than this on one page are a drawing. */
const MOST_RULES = 2000;

function findGrids(rules: readonly PdfRule[]): readonly Grid[] {
  if (rules.length > MOST_RULES) return [];
  return connected(rules).flatMap((group) => {
    const xs = positions(group.filter(isUpright).map((rule) => (rule.x0 + rule.x1) / 2));
    const ys = positions(group.filter((rule) => !isUpright(rule)).map((rule) => (rule.y0 + rule.y1) / 2));
    if (xs.length < 3 || ys.length < 2) return [];
    return [{ rules: group, xs, ys, x0: xs[0] as number, x1: xs.at(-1) as number, y0: ys[0] as number, y1: ys.at(-1) as number }];
  });
}

/** Lines that touch one another, directly or through others. */
function connected(rules: readonly PdfRule[]): readonly (readonly PdfRule[])[] {
  const groups: PdfRule[][] = [];
  const left = new Set(rules);
  for (const first of rules) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (let i = 0; i < group.length; i++)
      for (const rule of left)
        if (touch(group[i] as PdfRule, rule)) {
          left.delete(rule);
          group.push(rule);
        }
    groups.push(group);
  }
  return groups;
}

function touch(a: PdfRule, b: PdfRule): boolean {
  return a.x0 - MEET <= b.x1 && b.x0 - MEET <= a.x1 && a.y0 - MEET <= b.y1 && b.y0 - MEET <= a.y1;
}

function positions(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value - (sorted[index - 1] as number) > MEET);
}

function toTable(inside: readonly Ink[], grid: Grid): Ink | null {
  const cells = new Map<string, Ink[]>();
  for (const word of inside) {
    const place = `${rowAt(word, grid)}|${columnAt(word, grid)}`;
    const cell = cells.get(place);
    if (cell === undefined) cells.set(place, [word]);
    else cell.push(word);
  }
  const rows = grid.ys.map((_, row) => grid.xs.map((_, column) => cellText(cells.get(`${row}|${column}`) ?? [])));
  const lines = toRows(rows);
  if (!lines.some((line) => line.includes(" | "))) return null;
  const sure = meanSure(inside);
  const size = (inside[0] as Ink).size;
  return { text: "", x0: grid.x0, x1: grid.x1, y: grid.y0 + size, size, isBold: false, isSpaced: false, sure, table: lines };
}

/** The line above or left of a word, of those that pass it: cells may be merged. */
function rowAt(word: Ink, grid: Grid): number {
  const x = (word.x0 + word.x1) / 2;
  const y = word.y - word.size * 0.3;
  const above = grid.rules.filter((rule) => !isUpright(rule) && rule.x0 - MEET <= x && rule.x1 + MEET >= x && rule.y0 <= y);
  return indexOf(grid.ys, Math.max(...above.map((rule) => (rule.y0 + rule.y1) / 2), grid.y0));
}

function columnAt(word: Ink, grid: Grid): number {
  const x = (word.x0 + word.x1) / 2;
  const y = word.y - word.size * 0.3;
  const before = grid.rules.filter((rule) => isUpright(rule) && rule.y0 - MEET <= y && rule.y1 + MEET >= y && rule.x0 <= x);
  return indexOf(grid.xs, Math.max(...before.map((rule) => (rule.x0 + rule.x1) / 2), grid.x0));
}

function indexOf(positions: readonly number[], value: number): number {
  return Math.max(
    0,
    positions.findLastIndex((position) => position <= value + MEET),
  );
}

function cellText(words: readonly Ink[]): string {
  // the bar parts cells
  return joinLines(rowsOf(words).map((row) => textOf(row.words))).replace(/\|/gu, "/");
}

/** Rows of cells as lines; columns and rows without any text are left out, empty cells between others are kept. */
export function toRows(cells: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...cells.map((row) => row.length));
  const used = Array.from({ length: width }, (_, column) => column).filter((column) => cells.some((row) => row[column]));
  return cells
    .map((row) => used.map((column) => row[column] ?? ""))
    .filter((row) => row.some((cell) => cell !== ""))
    .map((row) => row.join(" | ").replace(/[ |]+$/u, ""));
}

/** The mean of what is known of the words' recognition; null for text that came as text. */
export function meanSure(words: readonly Ink[]): number | null {
  const known = words.flatMap(({ sure }) => (sure === null ? [] : [sure]));
  return known.length === 0 ? null : known.reduce((sum, sure) => sum + sure, 0) / known.length;
}
