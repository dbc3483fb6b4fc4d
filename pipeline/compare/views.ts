import type { Cell, Column, SeriesBreak, Table } from "../types/table.ts";
import type { Point, ProvinceSeries, Slope, SlopeLine } from "../types/table-views.ts";
import { roundTwo, tidy } from "./derive.ts";

/** The columns of a table, or its years where it was made without them. */
export function columnsIn(table: Table): readonly Column[] {
  return table.columns ?? table.years.map((year) => ({ key: String(year), year, from: `${year}-01-01`, to: `${year}-12-31` }));
}

function breaksAt({ breaks }: Table, column: Column): readonly SeriesBreak[] {
  return breaks.filter(({ beforeYear, beforePeriod }) =>
    beforePeriod === undefined ? beforeYear === column.year : beforePeriod === column.key,
  );
}

function pointOf(column: Column, cell: Cell | null | undefined): Point | null {
  if (cell == null || cell.value === null) return null;
  return { key: column.key, value: cell.value, bound: cell.bound, kind: cell.kind, isUnfinished: cell.isUnfinished === true };
}

/** The time series of every province that has a value, in the order of the rows. */
export function seriesOf(table: Table): readonly ProvinceSeries[] {
  const columns = columnsIn(table);
  const isBreak = columns.map((column) => breaksAt(table, column).length > 0);
  return table.rows.flatMap(({ province, name, cells }) => {
    const points = columns.map((column, at) => pointOf(column, cells[at]));
    const segments: Point[][] = [];
    points.forEach((point, at) => {
      if (point === null) return;
      const goesOn = at > 0 && points[at - 1] !== null && !isBreak[at];
      if (goesOn) segments.at(-1)?.push(point);
      else segments.push([point]);
    });
    return segments.length === 0 ? [] : [{ province, name, points: points.filter((point) => point !== null), segments }];
  });
}

/** Small multiples: a panel a province, all over the same columns and the same range of values, so that they can be compared by eye. */
export interface Multiples {
  readonly columns: readonly Column[];
  /** Smallest and largest value of all panels; of counts from 0. Null when there is no value. */
  readonly range: { readonly low: number; readonly high: number } | null;
  readonly panels: readonly ProvinceSeries[];
  readonly breaks: readonly SeriesBreak[];
}

export function multiplesOf(table: Table): Multiples {
  const panels = seriesOf(table);
  const values = panels.flatMap(({ points }) => points.map(({ value }) => value));
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  const range = values.length === 0 ? null : { low: table.spec.measure === "count" ? Math.min(0, least) : least, high: most };
  return { columns: columnsIn(table), range, panels, breaks: table.breaks };
}

/** The slope of every province between two columns, by their keys ("2014", "2020-H1"). Unfinished years are no ends. Null when a key is no column of the table. */
export function slopeOf(table: Table, from: string, to: string): Slope | null {
  const columns = columnsIn(table);
  const [a, b] = [columns.findIndex(({ key }) => key === from), columns.findIndex(({ key }) => key === to)];
  if (a < 0 || b < 0) return null;
  const lines: SlopeLine[] = [];
  const without: { province: string; name: string }[] = [];
  for (const { province, name, cells } of table.rows) {
    const [one, other] = [finished(cells[a]), finished(cells[b])];
    if (one !== null && other !== null) lines.push({ province, name, ...lineOf(table, one, other) });
    else if (one !== null || other !== null) without.push({ province, name });
  }
  lines.sort((x, y) => y.difference - x.difference || (x.province < y.province ? -1 : 1));
  const across = columns.slice(Math.min(a, b) + 1, Math.max(a, b) + 1).flatMap((column) => breaksAt(table, column));
  return { from, to, lines, without, across };
}

type Valued = Cell & { readonly value: number };

function finished(cell: Cell | null | undefined): Valued | null {
  return cell == null || cell.value === null || cell.isUnfinished === true ? null : { ...cell, value: cell.value };
}

function lineOf({ spec }: Table, from: Valued, to: Valued): Omit<SlopeLine, "province" | "name"> {
  const difference = tidy(to.value - from.value);
  const percent = spec.measure === "count" && from.value !== 0 ? roundTwo(difference * 100, from.value) : null;
  const bound = from.bound === "exact" && to.bound === "exact" ? "exact" : "about";
  return { from: from.value, to: to.value, difference, percent, bound };
}

/** How the values of one column lie. Quartiles by linear interpolation (Hyndman and Fan's type 7: R's default, QUARTILE.INC of spreadsheets). */
export interface Distribution {
  readonly key: string;
  readonly count: number;
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
  /** Ends of the whiskers: the outermost values within 1.5 times the distance of the quartiles from them (Tukey). */
  readonly low: number;
  readonly high: number;
  /** Provinces beyond the whiskers, smallest first. */
  readonly outliers: readonly { readonly province: string; readonly name: string; readonly value: number }[];
}

/** Stated with every distribution. */
export const QUARTILE_METHOD = "Hyndman–Fan 7";

/** The value below which this part of the sorted values lies, by linear interpolation. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const [below = 0, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return tidy(below + (above - below) * (at - Math.floor(at)));
}

/** The distribution over the provinces of one column, by its key; unfinished years do not count. Null when no province has a value. */
export function distributionOf(table: Table, key: string): Distribution | null {
  const at = columnsIn(table).findIndex((column) => column.key === key);
  const valued = table.rows.flatMap(({ province, name, cells }) => {
    const cell = finished(cells[at]);
    return cell === null ? [] : [{ province, name, value: cell.value }];
  });
  const sorted = valued.sort((a, b) => a.value - b.value || (a.province < b.province ? -1 : 1));
  const values = sorted.map(({ value }) => value);
  const [min, max] = [values[0], values.at(-1)];
  if (min === undefined || max === undefined) return null;
  const [q1, median, q3] = [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)];
  const reach = 1.5 * (q3 - q1);
  const isInside = (value: number): boolean => value >= q1 - reach && value <= q3 + reach;
  const inside = values.filter(isInside);
  const whiskers = { low: inside[0] ?? min, high: inside.at(-1) ?? max };
  return { key, count: values.length, min, q1, median, q3, max, ...whiskers, outliers: sorted.filter(({ value }) => !isInside(value)) };
}
