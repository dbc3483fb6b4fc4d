import { formatFigure, formatNumber } from "../../labels/format.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Chart } from "../../types/chart.ts";
import type { Table } from "../../types/table.ts";
import type { View } from "../view.ts";
import {
  type ChartQuestion,
  columnFacts,
  type Drawing,
  frameOf,
  missingNames,
  type Ranged,
  ranged,
  rankHeads,
  rankRows,
  standing,
  systemOf,
  type Valued,
  valued,
} from "./drawing.ts";
import type { Look } from "./look.ts";
import { askedHref } from "./query.ts";
import { cellText, columnAt, columnsOf, columnText } from "./rows.ts";
import { questionText } from "./titles.ts";

/** More lines than these are not all named by the chart. */
const NAMED_LINES = 8;

/** The chart of a view; null where there are too few figures to draw. */
export function drawTable(view: View, question: ChartQuestion): Drawing | null {
  const drawing = { table: () => null, map: drawMap, bars: drawBars, lines: drawLines, slope: drawSlope, scatter: drawScatter }[
    question.look.view
  ];
  return drawing(view, question);
}

function drawMap(view: View, question: ChartQuestion): Drawing | null {
  const facts = columnFacts(view, question);
  if (facts === null) return null;
  const { table, look } = question;
  const { column, values, system, stood, missing, frame } = facts;
  const byId = new Map(values.map(({ row, cell }) => [row.province, cell]));
  const tiles = stood.map(({ id, name }) => {
    const cell = byId.get(id);
    if (cell === undefined) return { province: id, name, value: null, text: view.labels.table.emptyCell };
    const href = askedHref(view, "/bang/o", { specs: [table.spec], look: { ...look, name: "" } }, { o: `${id}.${column.key}` });
    return { province: id, name, value: cell.value, text: cellText(cell, table.spec.measure, view.lang), href };
  });
  const chart: Chart = { ...frame, kind: "tiles", system, tiles };
  return {
    chart,
    heads: rankHeads(view),
    rows: rankRows(view, table, values),
    missing,
    breaks: [],
    notes: [],
    column: column.key,
    base: null,
  };
}

function drawBars(view: View, question: ChartQuestion): Drawing | null {
  const facts = columnFacts(view, question);
  if (facts === null) return null;
  const { table, look } = question;
  const { column, values, missing, frame } = facts;
  // Low first where that is what ranks count from.
  const ordered = table.spec.ranks === "low" ? [...values].reverse() : values;
  const rows = rankRows(view, table, ordered);
  const bars = ordered.map(({ row, cell }, i) => ({
    name: row.name,
    value: cell.value,
    bound: cell.bound,
    rank: Number(rows[i]?.[0] ?? 0),
    isDerived: cell.kind === "derived",
    ...(look.pins.includes(row.province) ? { isMarked: true } : {}),
  }));
  return {
    chart: { ...frame, kind: "bars", bars },
    heads: rankHeads(view),
    rows,
    missing,
    breaks: [],
    notes: [],
    column: column.key,
    base: null,
  };
}

function drawLines(view: View, { table, look }: ChartQuestion): Drawing | null {
  const words = tablePageWords(view.lang);
  const { measure } = table.spec;
  const all = view.services.views.series(table);
  const pinned = new Set(look.pins);
  const filled = new Set(all.flatMap(({ points }) => points.map(({ key }) => key)));
  const columns = columnsOf(table);
  const used = columns.slice(
    columns.findIndex(({ key }) => filled.has(key)),
    columns.findLastIndex(({ key }) => filled.has(key)) + 1,
  );
  if (used.length === 0) return null;
  const keys = new Set(used.slice(1).map(({ key }) => key));
  const breaks = table.breaks.filter(({ beforeYear, beforePeriod }) => keys.has(beforePeriod ?? String(beforeYear)));
  const rowOf = new Map(table.rows.map((row) => [row.province, row]));
  const latest = all.flatMap(({ province, points }) => {
    const row = rowOf.get(province);
    const cell =
      row === undefined
        ? null
        : valued(
            row,
            columns.findIndex(({ key }) => key === points.at(-1)?.key),
          );
    return row === undefined || cell === null ? [] : [{ row, cell }];
  });
  const [from, to] = [used[0], used.at(-1)].map((column) => (column === undefined ? "" : columnText(column, view.lang)));
  const period = from === to ? (from ?? "") : `${from}–${to}`;
  const values = [...latest].sort((a, b) => b.cell.value - a.cell.value);
  const chart: Chart = {
    ...frameOf(view, { table, period, values, of: table.rows.length }),
    kind: "lines",
    columns: used.map((column) => ({ key: column.key, label: columnText(column, view.lang) })),
    series: all.map(({ province, name, segments }) => ({
      name,
      ...(pinned.has(province) ? { isMarked: true } : {}),
      segments: segments.map((points) =>
        points.map(({ key, value, isUnfinished }) => ({ key, value, ...(isUnfinished ? { isUnfinished } : {}) })),
      ),
    })),
    breaks: breaks.map(({ beforeYear, beforePeriod, note }) => ({ beforeKey: beforePeriod ?? String(beforeYear), note: note[view.lang] })),
  };
  const rows = all.map(({ province, name }) => [
    name,
    ...used.map(({ key }) => {
      const cell = rowOf.get(province)?.cells[columns.findIndex((column) => column.key === key)] ?? null;
      return cell === null ? "" : cellText(cell, measure, view.lang);
    }),
  ]);
  const missing = table.rows.filter(({ province }) => all.every((series) => series.province !== province)).map(({ name }) => name);
  const notes = [
    ...(pinned.size === 0 && all.length > NAMED_LINES ? [words.pinLines] : []),
    ...(all.some(({ points }) => points.some(({ isUnfinished }) => isUnfinished)) ? [words.unfinished] : []),
  ];
  return {
    chart,
    heads: [view.labels.table.province, ...used.map((column) => columnText(column, view.lang))],
    rows,
    missing,
    breaks,
    notes,
    column: null,
    base: null,
  };
}

/** The two columns of a slope: those asked for, else the first and the last that half as many provinces tell as the fullest. */
function slopeEnds(table: Table, { base, column }: Look): { readonly from: string; readonly to: string } | null {
  const columns = columnsOf(table);
  const counts = columns.map((_, at) => table.rows.filter((row) => valued(row, at) !== null).length);
  const most = counts.reduce((high, count) => Math.max(high, count), 0);
  const full = columns.filter((_, at) => (counts[at] ?? 0) > 0 && (counts[at] ?? 0) * 2 >= most);
  const known = (key: string | null): string | undefined => columns.find((one) => one.key === key)?.key;
  const from = known(base) ?? full[0]?.key;
  const to = known(column) ?? full.at(-1)?.key;
  return from === undefined || to === undefined || from === to ? null : { from, to };
}

function drawSlope(view: View, { table, look }: ChartQuestion): Drawing | null {
  const ends = slopeEnds(table, look);
  const slope = ends === null ? null : view.services.views.slope(table, ends.from, ends.to);
  if (slope === null || slope.lines.length === 0) return null;
  const columns = columnsOf(table);
  const label = (key: string): string => {
    const column = columns.find((one) => one.key === key);
    return column === undefined ? key : columnText(column, view.lang);
  };
  const words = tablePageWords(view.lang);
  const [from, to] = [label(slope.from), label(slope.to)];
  const at = columns.findIndex(({ key }) => key === slope.to);
  const drawn = new Set(slope.lines.map(({ province }) => province));
  const values = ranged(table, at).filter(({ row }) => drawn.has(row.province));
  const lines = slope.lines.map((line) => ({
    name: line.name,
    from: line.from,
    to: line.to,
    ...(look.pins.includes(line.province) ? { isMarked: true } : {}),
  }));
  const figure = (value: number): string => formatFigure({ value, bound: "exact", measure: table.spec.measure }, view.lang);
  const signed = (value: number): string => `${value > 0 ? "+" : ""}${formatNumber(value, view.lang)}`;
  return {
    chart: { ...frameOf(view, { table, period: `${from} → ${to}`, values, of: table.rows.length }), kind: "slope", from, to, lines },
    heads: [view.labels.table.province, from, to, words.difference],
    rows: slope.lines.map((line) => [
      line.name,
      figure(line.from),
      figure(line.to),
      line.percent === null ? signed(line.difference) : `${signed(line.difference)} (${signed(line.percent)}%)`,
    ]),
    missing: slope.without.map(({ name }) => name),
    breaks: slope.across,
    notes: [],
    column: slope.to,
    base: slope.from,
  };
}

function drawScatter(view: View, { table, against, look }: ChartQuestion): Drawing | null {
  if (against === null) return null;
  const at = columnAt(table, look.column ?? commonColumn(table, against));
  const column = columnsOf(table)[at];
  const other = columnsOf(against).findIndex(({ key }) => key === column?.key);
  if (column === undefined || other < 0) return null;
  const across = new Map(ranged(against, other).map(({ row, cell }) => [row.province, cell]));
  const values = ranged(table, at).filter(({ row }) => across.has(row.province));
  if (values.length === 0) return null;
  const period = columnText(column, view.lang);
  const x = { title: questionText(view, against.spec), unit: view.labels.measures[against.spec.measure] };
  const xOf = ({ row }: Ranged): Valued => across.get(row.province) as Valued;
  const points = values.map((one) => ({
    name: one.row.name,
    x: xOf(one).value,
    y: one.cell.value,
    ...(look.pins.includes(one.row.province) ? { isMarked: true } : {}),
  }));
  const present = new Set(values.map(({ row }) => row.province));
  const missing = missingNames(standing(view, systemOf(values), column), present);
  return {
    chart: { ...frameOf(view, { table, period, values, of: values.length + missing.length }), kind: "scatter", x, points },
    heads: [view.labels.table.province, x.title, questionText(view, table.spec)],
    rows: values.map((one) => [
      one.row.name,
      cellText(xOf(one), against.spec.measure, view.lang),
      cellText(one.cell, table.spec.measure, view.lang),
    ]),
    missing,
    breaks: [],
    notes: [],
    column: column.key,
    base: null,
  };
}

/** The column in which most provinces tell both; null where none does. */
function commonColumn(table: Table, against: Table): string | null {
  const others = columnsOf(against);
  const told = new Map(against.rows.map((row) => [row.province, row]));
  let best: string | null = null;
  let most = 0;
  for (const [at, { key }] of columnsOf(table).entries()) {
    const other = others.findIndex((column) => column.key === key);
    const count = table.rows.filter((row) => {
      const twin = told.get(row.province);
      return valued(row, at) !== null && twin !== undefined && valued(twin, other) !== null;
    }).length;
    if (count >= most && count > 0) [best, most] = [key, count];
  }
  return best;
}
