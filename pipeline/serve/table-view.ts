import type { Bound } from "../types/observation.ts";
import type { Cell, SeriesBreak, Table, TableSpec } from "../types/table.ts";
import { type FigureView, provinceName, viewFigure } from "./figures.ts";
import { createSentenceFinder, type SentenceFinder } from "./sentences.ts";
import type { View } from "./view.ts";

/** A cell with every figure behind it traced to its sentence. */
export interface CellView {
  readonly province: string;
  readonly year: number;
  readonly kind: Cell["kind"];
  readonly value: number | null;
  readonly bound: Bound;
  /** The figure whose value the cell shows; null for a derived or partial cell. */
  readonly winner: FigureView | null;
  readonly agree: number;
  /** Other reports that give the same value. */
  readonly others: readonly FigureView[];
  /** Reports that give another value. */
  readonly dissent: readonly FigureView[];
  readonly formula: string | null;
  readonly inputs: readonly { readonly province: string; readonly name: string | null; readonly figure: FigureView }[];
  readonly missing: readonly { readonly province: string; readonly name: string | null }[];
  readonly checks: Cell["checks"];
}

/** A comparison table as page and API show it. */
export interface TableView {
  readonly spec: TableSpec;
  readonly years: readonly number[];
  readonly rows: readonly { readonly province: string; readonly name: string; readonly cells: readonly (CellView | null)[] }[];
  readonly coverage: Table["coverage"];
  readonly breaks: readonly SeriesBreak[];
}

/** The table with its figures traced. */
export function viewTable(view: View, table: Table): TableView {
  const findSentence = createSentenceFinder(view.services.store);
  const rows = table.rows.map(({ province, name, cells }) => ({
    province,
    name,
    cells: cells.map((cell) => (cell === null ? null : viewCell(view, cell, findSentence))),
  }));
  return { spec: table.spec, years: table.years, rows, coverage: table.coverage, breaks: table.breaks };
}

function viewCell(view: View, cell: Cell, findSentence: SentenceFinder): CellView {
  const figure = (candidate: Cell["candidates"][number]) => viewFigure(view, candidate, findSentence);
  const [winner, ...rest] = cell.candidates;
  return {
    province: cell.province,
    year: cell.year,
    kind: cell.kind,
    value: cell.value,
    bound: cell.bound,
    winner: cell.kind === "reported" && winner !== undefined ? figure(winner) : null,
    agree: cell.agree,
    others: rest.filter((candidate) => !cell.dissent.includes(candidate)).map(figure),
    dissent: cell.dissent.map(figure),
    formula: cell.formula ?? null,
    inputs: (cell.inputs ?? []).map(({ province, winner: input }) => ({
      province,
      name: provinceName(view, province),
      figure: figure(input),
    })),
    missing: (cell.missing ?? []).map((province) => ({ province, name: provinceName(view, province) })),
    checks: cell.checks,
  };
}

/** The fullest year's coverage, null for a table without years. */
export function fullestYear(table: TableView): TableView["coverage"][number] | null {
  return table.coverage.reduce<TableView["coverage"][number] | null>(
    (best, year) => (best === null || year.reported > best.reported ? year : best),
    null,
  );
}
