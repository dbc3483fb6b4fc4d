import { normalize } from "../../language/normalize.ts";
import { type Line, lineOf } from "../draft.ts";
import { hasFinalMark, takeMarker } from "../lines.ts";
import type { Cell, DocumentBlock, Paragraph, ReadRun, Table } from "./blocks.ts";

/** A cell with more text than this is no cell: the table only lays out the page. */
const CELL_LENGTH = 400;
/** A table of so few rows with paragraphs in its cells sets the head or the foot of a letter. */
const LAYOUT_ROWS = 2;
/** A table wider than this is a trap, not a table. */
const MOST_COLUMNS = 100;
const HEADING_LENGTH = 140;
const SECTION = /^(?:[IVX]{1,5}|[A-Z])[.)]\s/u;

/** The lines of a document: paragraphs cut at line breaks, tables as rows of cells parted by " | ", tables that only lay out the page cell after cell. */
export function documentLines(blocks: readonly DocumentBlock[], read: ReadRun): readonly Line[] {
  return blocks.flatMap((block) => (block.kind === "paragraph" ? paragraphLines(block, read) : tableLines(block, read)));
}

function textOf(paragraph: Paragraph, read: ReadRun): string {
  return normalize(paragraph.runs.map(read).join("")).text;
}

function paragraphLines(paragraph: Paragraph, read: ReadRun): readonly Line[] {
  const isBold = paragraph.runs.length > 0 && paragraph.runs.every((run) => run.isBold || run.text.trim() === "");
  return textOf(paragraph, read)
    .split("\n")
    .map(collapsed)
    .filter((text) => text !== "")
    .map((text) => paragraphLine(text, paragraph, isBold));
}

/** White space collapsed, but for tabs inside the line: they part columns. */
function collapsed(text: string): string {
  return text
    .replace(/[^\S\t\n]+/gu, " ")
    .replace(/ *\t[\t ]*/gu, "\t")
    .trim();
}

function paragraphLine(text: string, { role, isCentered }: Paragraph, isBold: boolean): Line {
  if (role === "title" || role === "heading") return lineOf(role, flat(text));
  const { marker, text: rest } = takeMarker(text);
  if (role === "list" || marker !== "") return lineOf("list", flat(rest), marker === "" ? "•" : marker);
  const isHeading =
    (isBold || isCentered || SECTION.test(text)) && text.length <= HEADING_LENGTH && !hasFinalMark(text) && !/[,;–-]$/u.test(text);
  return lineOf(isHeading ? "heading" : "paragraph", flat(text));
}

/** One tab parts a number from its heading, or two columns of a signature: a blank does. */
function flat(text: string): string {
  return text.replace(/\t/gu, " ");
}

function tableLines(table: Table, read: ReadRun): readonly Line[] {
  if (isLayout(table, read)) return table.rows.flatMap((row) => row.flatMap((cell) => documentLines(cell.blocks, read)));
  const rows = withOneHead(gridOf(table, read), headDepth(table)).filter((row) => row.some((text) => text !== ""));
  return rows.length === 0 ? [] : [rowsLine(rows.map((row) => row.join(" | ").replace(/[\s|]+$/u, "")))];
}

function isLayout({ rows }: Table, read: ReadRun): boolean {
  if (rows.some((row) => row.length > MOST_COLUMNS)) return true;
  const cells = rows.flat();
  const isNarrow = rows.every((row) => row.filter((cell) => cellText(cell, read) !== "").length <= 1);
  const isLetter =
    rows.length <= LAYOUT_ROWS && cells.some((cell) => cell.blocks.filter((block) => blockText(block, read) !== "").length >= 2);
  return isNarrow || isLetter || cells.some((cell) => cellText(cell, read).length > CELL_LENGTH);
}

function blockText(block: DocumentBlock, read: ReadRun): string {
  return block.kind === "paragraph"
    ? textOf(block, read).replace(/\s+/gu, " ").trim()
    : block.rows.map((row) => row.map((cell) => cellText(cell, read)).join(" ")).join(" ");
}

function cellText(cell: Cell, read: ReadRun): string {
  return cell.blocks
    .map((block) => blockText(block, read))
    .filter((text) => text !== "")
    .join(" ");
}

/** The table as a grid: a cell over several columns or rows stands in the first of its places, and in all of them in the head. */
function gridOf({ rows }: Table, read: ReadRun): readonly string[][] {
  const grid: string[][] = rows.map(() => []);
  const depth = headDepth({ kind: "table", rows });
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (grid[y]?.[x] !== undefined && x < MOST_COLUMNS) x++;
      const text = cellText(cell, read);
      const [right, down] = [Math.min(x + Math.max(1, cell.columns), MOST_COLUMNS), Math.min(y + Math.max(1, cell.rows), rows.length)];
      for (let i = y; i < down; i++)
        for (let k = x; k < right; k++) (grid[i] as string[])[k] = i < depth || (i === y && k === x) ? text : "";
      x = right;
    }
  });
  return grid.map((row) => Array.from(row, (text) => text ?? ""));
}

/** How many rows the head has: as many as its tallest cell covers, when a cell of the first row covers several columns. */
function headDepth({ rows }: Table): number {
  const [first] = rows;
  if (first === undefined || !first.some((cell) => cell.columns > 1) || first.every((cell) => cell.rows === 1)) return 1;
  return Math.min(rows.length, 3, Math.max(...first.map((cell) => cell.rows)));
}

/** A head of several rows becomes one: "Kết nạp" over "Tổng số" and "Nữ" heads columns "Kết nạp Tổng số" and "Kết nạp Nữ". */
function withOneHead(grid: readonly string[][], depth: number): readonly (readonly string[])[] {
  if (depth <= 1) return grid;
  const heads = grid.slice(0, depth);
  const columns = Math.max(...heads.map((row) => row.length));
  const head = Array.from({ length: columns }, (_, x) =>
    [...new Set(heads.map((row) => row[x] ?? ""))].filter((text) => text !== "").join(" "),
  );
  return [head, ...grid.slice(depth)];
}

function rowsLine(rows: readonly string[]): Line {
  return { ...lineOf("table", rows.join("\n")), pieces: rows.map((text) => ({ text, from: -1 })) };
}
