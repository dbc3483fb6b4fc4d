import { toRows } from "./grid.ts";
import { type Ink, joinLines, type Row, rowOf, textOf } from "./lines.ts";

/** Cells of a table without frame stand at least this far apart, in sizes of the letters. */
const CELL_GAP = 0.6;
/** A cell of a table of figures: a number, a dash, a percentage. */
const FIGURE = /^[-–—+]?[\d.,]*\d[\d.,]*\s?%?$|^[-–—x]$|^\d[\d.,]*\s?\/\s?\d[\d.,]*$/u;
/** Text columns fill their lines: so many letters, and so much of the width. */
const PROSE_LENGTH = 25;
const PROSE_WIDTH = 0.8;
/** A line this much nearer to one neighbour than to the other belongs to that cell. */
const NEARER = 1.15;
/** Lines of one cell stand nearer to one another than this, in sizes of the letters. */
const LOOSE = 1.7;

/** The rows of a table that has no frame, as lines with cells parted by " | "; null when its columns are columns of text. */
export function readAlignedTable(rows: readonly Row[]): readonly string[] | null {
  if (rows.some((row) => row.words.some((word) => word.table !== undefined))) return null;
  const columns = columnsOf(rows);
  if (columns.length < 2) return null;
  const cells = rows.map((row) => columns.map((column) => wordsIn(row, column)));
  if (!isTable(cells, columns)) return null;
  return toRows(group(rows, cells).map((lines) => columns.map((_, index) => cellText(lines, index))));
}

interface Column {
  readonly x0: number;
  readonly x1: number;
}

/** The strips that words fill, parted by strips that no row crosses. */
function columnsOf(rows: readonly Row[]): readonly Column[] {
  const words = rows.flatMap((row) => row.words).sort((a, b) => a.x0 - b.x0);
  const columns: { x0: number; x1: number }[] = [];
  for (const word of words) {
    const last = columns.at(-1);
    if (last !== undefined && word.x0 - last.x1 < CELL_GAP * word.size) last.x1 = Math.max(last.x1, word.x1);
    else columns.push({ x0: word.x0, x1: word.x1 });
  }
  return columns;
}

function wordsIn(row: Row, column: Column): readonly Ink[] {
  return row.words.filter((word) => word.x0 >= column.x0 && word.x1 <= column.x1);
}

type Cells = readonly (readonly Ink[])[];

function isTable(rows: readonly Cells[], columns: readonly Column[]): boolean {
  const right = rows.filter((row) => row.filter((cell) => cell.length > 0).length > 1).flatMap((row) => row.slice(1));
  const texts = right.filter((cell) => cell.length > 0).map(textOf);
  const figures = texts.filter((text) => FIGURE.test(text)).length;
  if (figures * 2 >= texts.length) return true;
  return columns.length > 2 && figures > 0 && !isProse(rows, columns);
}

function isProse(rows: readonly Cells[], columns: readonly Column[]): boolean {
  const filled = rows
    .flatMap((row) => row.map((cell, index) => ({ cell, column: columns[index] as Column })))
    .filter(({ cell }) => cell.length > 0);
  const long = filled.filter(({ cell, column }) => {
    const row = rowOf(cell);
    return textOf(cell).length >= PROSE_LENGTH && row.x1 - row.x0 >= (column.x1 - column.x0) * PROSE_WIDTH;
  });
  return long.length * 2 >= filled.length;
}

/** Which lines are one row of the table: the lines of the head, and a line with cells missing with the nearer of its neighbours. */
function group(rows: readonly Row[], cells: readonly Cells[]): readonly (readonly Cells[])[] {
  const head = headLines(rows, cells);
  const groups: Cells[][] = head === 0 ? [] : [cells.slice(0, head) as Cells[]];
  let opensNext = false;
  cells.slice(head).forEach((row, position) => {
    const index = position + head;
    const above = index === 0 ? Infinity : gapAbove(rows, index);
    const below = index + 1 === rows.length ? Infinity : gapAbove(rows, index + 1);
    const last = position === 0 ? undefined : groups.at(-1);
    const isPart = row.some((cell) => cell.length === 0);
    if (last !== undefined && (opensNext || (isPart && goesUp(row, { above, below })))) last.push(row);
    else groups.push([row]);
    opensNext = isPart && !hasFigure(row) && below * NEARER < above && index > 0;
  });
  return groups;
}

function gapAbove(rows: readonly Row[], at: number): number {
  return (rows[at] as Row).y - (rows[at - 1] as Row).y;
}

/** How many lines the head has: those that name columns, above the first figures and close to one another. */
function headLines(rows: readonly Row[], cells: readonly Cells[]): number {
  const figures = cells.findIndex(hasFigure);
  const end = cells.slice(0, Math.max(0, figures)).findLastIndex((row) => row.slice(1).some((cell) => cell.length > 0)) + 1;
  const loose = rows.slice(1, end).findIndex((_, index) => gapAbove(rows, index + 1) > LOOSE * (rows[index] as Row).size);
  return loose < 0 ? end : loose + 1;
}

/** Does a line with empty cells continue the row above? Not when it stands nearer to the one below, and not when it brings a figure under a label of its own. */
function goesUp(row: Cells, { above, below }: { above: number; below: number }): boolean {
  const hasLabel = (row[0] ?? []).length > 0;
  if (hasLabel && hasFigure(row)) return false;
  if (above > below * NEARER) return false;
  return !hasLabel || above * NEARER < below || /^[\p{Ll}(]/u.test(textOf(row[0] as readonly Ink[]));
}

function hasFigure(row: Cells): boolean {
  return row.slice(1).some((cell) => FIGURE.test(textOf(cell)));
}

function cellText(lines: readonly Cells[], column: number): string {
  return joinLines(lines.map((row) => textOf(row[column] ?? [])).filter((text) => text !== "")).replace(/\|/gu, "/");
}
