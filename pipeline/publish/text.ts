import { tableLabels } from "../labels/table.ts";
import type { Bound, Measure } from "../types/observation.ts";
import type { Cell, Table } from "../types/table.ts";

/** The words of a table on the terminal, in the reader's language (`labels/`). */
export interface TextLabels {
  readonly lang: "vi" | "en";
  /** Head of the first column: "Tỉnh". */
  readonly province: string;
  /** First cell of the last row: "Số tỉnh có số liệu". */
  readonly coverage: string;
  /** A cell of the last row: "34/63". */
  readonly reported: (reported: string, of: string) => string;
  readonly empty: string;
  /** Legends of the marks `*`, `…` and `≠`; each is printed only where its mark stands. */
  readonly derived: string;
  readonly partial: string;
  readonly dissent: string;
  /** A figure with bound and unit: "hơn 1.168", "69,99%". */
  readonly figure: (figure: { readonly value: number; readonly bound: Bound; readonly measure: Measure }) => string;
}

interface Column {
  readonly head: string;
  readonly cells: readonly string[];
}

const DERIVED = "*";
const PARTIAL = "…";
const DISSENT = "≠";
const NOTHING = "–";
const GAP = "  ";

/** Columns of the terminal that a text takes: marks over letters take none. */
function widthOf(text: string): number {
  return text.replace(/\p{M}/gu, "").length;
}

function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

function marksOf(cell: Cell): string {
  return (cell.kind === "derived" ? DERIVED : "") + (cell.dissent.length > 0 ? DISSENT : "");
}

/** Figures stand under one another by their last digit; marks hang behind. */
function yearColumn(table: Table, column: number, labels: TextLabels): Column {
  const cells = table.rows.map((row) => row.cells[column] ?? null);
  const tail = Math.max(0, ...cells.map((cell) => (cell === null ? 0 : marksOf(cell).length)));
  const texts = cells.map((cell) => {
    if (cell === null) return NOTHING + " ".repeat(tail);
    const { value, bound } = cell;
    const measure = cell.candidates[0]?.observation.measure ?? table.spec.measure;
    const figure = value === null ? PARTIAL : labels.figure({ value, bound, measure });
    return figure + marksOf(cell).padEnd(tail);
  });
  const { reported, of } = table.coverage[column] ?? { reported: 0, of: 0 };
  return {
    head: headOf(table, column, labels.lang) + " ".repeat(tail),
    cells: [...texts, labels.reported(String(reported), String(of)) + " ".repeat(tail)],
  };
}

function headOf({ columns, years }: Table, column: number, lang: "vi" | "en"): string {
  const shown = columns?.[column];
  return shown === undefined ? String(years[column]) : tableLabels(lang).column(shown);
}

/** Year columns side by side, as many as the width takes; at least one. */
function splitColumns(columns: readonly Column[], room: number): readonly (readonly Column[])[] {
  const blocks: Column[][] = [];
  let used = 0;
  for (const column of columns) {
    const width = columnWidth(column) + GAP.length;
    if (blocks.length === 0 || used + width > room) {
      blocks.push([]);
      used = 0;
    }
    blocks.at(-1)?.push(column);
    used += width;
  }
  return blocks;
}

function columnWidth({ head, cells }: Column): number {
  return Math.max(...[head, ...cells].map(widthOf));
}

function drawBlock(names: readonly string[], columns: readonly Column[]): readonly string[] {
  const nameWidth = Math.max(...names.map(widthOf));
  return names.map((name, line) => {
    const cells = columns.map((column) => padStart([column.head, ...column.cells][line] ?? "", columnWidth(column)));
    return [padEnd(name, nameWidth), ...cells].join(GAP).trimEnd();
  });
}

/** One line a note, with all years before which the series breaks so. */
function drawBreaks({ breaks }: Table, lang: "vi" | "en"): readonly string[] {
  const years = new Map<string, number[]>();
  for (const { beforeYear, note } of breaks) years.set(note[lang], [...(years.get(note[lang]) ?? []), beforeYear]);
  return [...years].map(([note, list]) => `| ${list.join(", ")}: ${note}`);
}

function drawNotes(table: Table, { lang, derived, partial, dissent }: TextLabels): readonly string[] {
  const cells = table.rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? []));
  return [
    ...(cells.some(({ kind }) => kind === "derived") ? [derived] : []),
    ...(cells.some(({ kind }) => kind === "partial") ? [partial] : []),
    ...(cells.some((cell) => cell.dissent.length > 0) ? [dissent] : []),
    ...drawBreaks(table, lang),
  ];
}

/**
 * The table for a terminal: provinces down, years across, how many provinces reported in the last row, then what the marks mean and where the series
 * breaks. Years that do not fit into `width` columns go into a block below. Ends with a line feed.
 */
export function writeText(table: Table, labels: TextLabels, width = Number.POSITIVE_INFINITY): string {
  if (table.rows.length === 0) return `${labels.empty}\n`;
  const names = [labels.province, ...table.rows.map(({ name }) => name), labels.coverage];
  const columns = table.years.map((_, column) => yearColumn(table, column, labels));
  const blocks = splitColumns(columns, width - Math.max(...names.map(widthOf)));
  const drawn = blocks.map((block) => drawBlock(names, block).join("\n"));
  const notes = drawNotes(table, labels).join("\n");
  return `${[...drawn, ...(notes === "" ? [] : [notes])].join("\n\n")}\n`;
}
