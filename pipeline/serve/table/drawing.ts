import { formatDayOf, formatNumber } from "../../labels/format.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Chart, ChartFrame } from "../../types/chart.ts";
import type { Cell, Column, SeriesBreak, Table, TableRow } from "../../types/table.ts";
import type { View } from "../view.ts";
import type { Look } from "./look.ts";
import { cellText, columnAt, columnsOf, columnText, roundDerived } from "./rows.ts";
import { questionText } from "./titles.ts";

/** What a chart is made of. */
export interface ChartQuestion {
  readonly table: Table;
  readonly look: Look;
  /** The second table of a scatter; null for other views. */
  readonly against: Table | null;
}

/** A chart with the same data in words. */
export interface Drawing {
  readonly chart: Chart;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Provinces that are not drawn as they have no figure, or have one at one end only. */
  readonly missing: readonly string[];
  readonly breaks: readonly SeriesBreak[];
  /** What to know of what is drawn. */
  readonly notes: readonly string[];
  /** Keys of the columns that are shown, where they are chosen: the one that map, bars and scatter show, and the two ends of a slope. */
  readonly column: string | null;
  readonly base: string | null;
}

/** A cell that has a value. */
export type Valued = Cell & { readonly value: number };

/** The cell of a row in a column, computed values rounded; null for one without a value. */
export function valued(row: TableRow, at: number): Valued | null {
  const cell = row.cells[at] ?? null;
  return cell === null || cell.value === null ? null : { ...cell, value: roundDerived(cell, cell.value) };
}

/** The system of the provinces that tell a column: the one that most of them are of. */
export function systemOf(values: readonly Ranged[]): "63" | "34" {
  const of34 = values.filter(({ row }) => row.province.startsWith("34-")).length;
  return of34 * 2 > values.length ? "34" : "63";
}

/** A province with its value. */
export interface Ranged {
  readonly row: TableRow;
  readonly cell: Valued;
}

/** The provinces with a value in a column, largest first. */
export function ranged(table: Table, at: number): readonly Ranged[] {
  return table.rows
    .flatMap((row) => {
      const cell = valued(row, at);
      return cell === null ? [] : [{ row, cell }];
    })
    .sort((a, b) => b.cell.value - a.cell.value || (a.row.province < b.row.province ? -1 : 1));
}

interface Framing {
  readonly table: Table;
  readonly period: string;
  readonly values: readonly Ranged[];
  readonly of: number;
}

/** What every chart says of itself. */
export function frameOf(view: View, { table, period, values, of }: Framing): ChartFrame {
  const words = tablePageWords(view.lang);
  const { measure } = table.spec;
  const [first, last] = [values[0], values.at(-1)];
  const told = ({ row, cell }: Ranged): [string, string] => [row.name, cellText(cell, measure, view.lang)];
  const extremes = first === undefined || last === undefined ? [] : [words.largest(...told(first)), words.smallest(...told(last))];
  const title = `${questionText(view, table.spec)} · ${period}`;
  return {
    lang: view.lang,
    title,
    description: [title, words.reported(formatNumber(values.length, view.lang), formatNumber(of, view.lang)), ...extremes]
      .join(". ")
      .replaceAll("..", "."),
    unit: view.labels.measures[measure],
    measure,
    source: sourceText(view, table),
  };
}

/** "21 bài làm nguồn, dangvu 0.1.0, 22/11/2026" */
function sourceText(view: View, table: Table): string {
  const cells = table.rows.flatMap((row) => row.cells).filter((cell) => cell !== null);
  const ids = cells
    .flatMap(({ candidates, inputs = [] }) => [...candidates.slice(0, 1), ...inputs.map(({ winner }) => winner)])
    .map(({ head }) => head.id);
  const { services, lang } = view;
  return tablePageWords(lang).source(
    formatNumber(new Set(ids).size, lang),
    services.version,
    formatDayOf(services.now().toISOString(), lang),
  );
}

/** The provinces of a system that stood in a column. */
export function standing(view: View, system: "63" | "34", { from, to }: Column): View["services"]["provinces"] {
  const { provinces } = view.services;
  return provinces.filter((one) => one.system === system && (one.validTo ?? "9999") > from && (one.validFrom ?? "") <= to);
}

/** Names of the provinces of a system that stood in a column and have no value. */
export function missingNames(stood: View["services"]["provinces"], present: ReadonlySet<string>): readonly string[] {
  return stood.filter(({ id }) => !present.has(id)).map(({ name }) => name);
}

/** What the views of one column begin with; null where nothing is told. */
export function columnFacts(view: View, { table, look }: ChartQuestion) {
  const at = columnAt(table, look.column);
  const column = columnsOf(table)[at];
  const values = at < 0 ? [] : ranged(table, at);
  if (column === undefined || values.length === 0) return null;
  const system = systemOf(values);
  const stood = standing(view, system, column);
  const missing = missingNames(stood, new Set(values.map(({ row }) => row.province)));
  const period = columnText(column, view.lang);
  const frame = frameOf(view, { table, period, values, of: values.length + missing.length });
  return { column, values, system, stood, missing, frame };
}

/** Names, ranks and values as a table has them. */
export function rankRows(view: View, { spec }: Table, values: readonly Ranged[]): readonly (readonly string[])[] {
  const rankOf = ({ cell }: Ranged): number => values.findIndex((other) => other.cell.value === cell.value) + 1;
  return values.map((one) => [String(rankOf(one)), one.row.name, cellText(one.cell, spec.measure, view.lang)]);
}

/** What `rankRows` are headed with. */
export function rankHeads(view: View): readonly string[] {
  const words = tablePageWords(view.lang);
  return [words.rank, view.labels.table.province, words.value];
}
