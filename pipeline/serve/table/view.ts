import type { Bound } from "../../types/observation.ts";
import type { Cell, SeriesBreak, Table, TableSpec, TotalCell, TotalRow } from "../../types/table.ts";
import { type FigureView, provinceName, viewFigure } from "../figures.ts";
import type { SentenceFinder } from "../sentences.ts";
import type { View } from "../view.ts";

/** A cell with every figure behind it. */
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
  readonly method?: Cell["method"];
  readonly period?: string;
  readonly isUnfinished?: true;
  readonly lacks?: Cell["lacks"];
  readonly change?: Cell["change"];
  readonly rank?: Cell["rank"];
}

/** A comparison table as page and API show it. */
export interface TableView {
  readonly spec: TableSpec;
  readonly years: readonly number[];
  readonly rows: readonly { readonly province: string; readonly name: string; readonly cells: readonly (CellView | null)[] }[];
  readonly coverage: Table["coverage"];
  readonly breaks: readonly SeriesBreak[];
  readonly columns?: Table["columns"];
  readonly totals?: readonly TotalView[];
  readonly data?: Table["data"];
  readonly link?: string;
}

/** A row of the country or a region, with what is published of it traced. */
export interface TotalView extends Omit<TotalRow, "cells"> {
  readonly cells: readonly (Omit<TotalCell, "published"> & { readonly published: CellView | null })[];
}

/**
 * The table with its figures. Sentences, which would have every article read, and the reports that say the same, which are many, are told cell by cell (cell.ts): here `sentence` is
 * null and `others` is empty, while `agree` counts them.
 */
export function viewTable(view: View, table: Table): TableView {
  const findSentence: SentenceFinder = () => null;
  const rows = table.rows.map(({ province, name, cells }) => ({
    province,
    name,
    cells: cells.map((cell) => (cell === null ? null : viewCell(view, withoutOthers(cell), findSentence))),
  }));
  const { spec, years, coverage, breaks, columns, totals, data, link } = table;
  const told = totals?.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({
      ...cell,
      published: cell.published === null ? null : viewCell(view, withoutOthers(cell.published), findSentence),
    })),
  }));
  const more = { ...(columns && { columns }), ...(told && { totals: told }), ...(data && { data }), ...(link && { link }) };
  return { spec, years, rows, coverage, breaks, ...more };
}

/** A cell with the first of its candidates and those that dissent. */
function withoutOthers(cell: Cell): Cell {
  return { ...cell, candidates: cell.candidates.slice(0, 1) };
}

/** A cell as the API shows it. */
export function viewCell(view: View, cell: Cell, findSentence: SentenceFinder): CellView {
  const figure = (candidate: Cell["candidates"][number]) => viewFigure(view, candidate, findSentence);
  const [winner, ...rest] = cell.candidates;
  const { method, period, isUnfinished, lacks, change, rank } = cell;
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
    ...(method && { method }),
    ...(period && { period }),
    ...(isUnfinished && { isUnfinished }),
    ...(lacks && { lacks }),
    ...(change !== undefined && { change }),
    ...(rank && { rank }),
  };
}
