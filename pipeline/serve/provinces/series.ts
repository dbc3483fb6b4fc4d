import { formatFigure } from "../../labels/format.ts";
import { provinceWords } from "../../labels/province.ts";
import type { Sparkline } from "../../types/chart.ts";
import type { IndicatorSeries } from "../../types/province.ts";
import type { Cell, SeriesBreak, TableSpec } from "../../types/table.ts";
import { articleHref, dimsText, indicatorLabel, provinceName } from "../figures.ts";
import { tableHref } from "../table/query.ts";
import type { View } from "../view.ts";
import { MERGER_DAY } from "./names.ts";

/** A value of a series: the cell of the table, in short. */
export interface SeriesValue {
  readonly year: number;
  /** Null where parts of a merged province are missing. */
  readonly value: number | null;
  readonly bound: Cell["bound"];
  readonly kind: Cell["kind"];
  /** Names of the parts that no report gives. */
  readonly missing: readonly string[];
  readonly isUnfinished: boolean;
  /** Some report gives another value. */
  readonly isDisputed: boolean;
  /** Our page of the article that says it, at the figure; null for a derived value. */
  readonly href: string | null;
}

/** One indicator of a province over the years. */
export interface SeriesView extends Pick<TableSpec, "indicator" | "dims" | "measure" | "status" | "boundaries"> {
  /** In order; years without a figure are left out. */
  readonly values: readonly SeriesValue[];
  readonly breaks: readonly SeriesBreak[];
  /** Our page of the table that the values are taken from. */
  readonly table: string;
}

function viewCell(view: View, year: number, cell: Cell): SeriesValue {
  const said = cell.candidates[0]?.observation;
  return {
    year,
    value: cell.value,
    bound: cell.bound,
    kind: cell.kind,
    missing: (cell.missing ?? []).map((id) => provinceName(view, id) ?? id),
    isUnfinished: cell.isUnfinished === true,
    isDisputed: cell.dissent.length > 0,
    href: said === undefined ? null : articleHref(view, said.article, said.start),
  };
}

/** A series as page and API show it. */
export function viewSeries(view: View, { spec, years, cells, breaks }: IndicatorSeries): SeriesView {
  const values = years.flatMap((year, at) => {
    const cell = cells[at] ?? null;
    return cell === null ? [] : [viewCell(view, year, cell)];
  });
  const { indicator, dims, measure, status, boundaries } = spec;
  return { indicator, dims, measure, status, boundaries, values, breaks, table: tableHref(view, spec) };
}

/** The last year that has a value. */
export function latestOf({ values }: SeriesView): SeriesValue | undefined {
  return values.findLast(({ value }) => value !== null);
}

/** "1.168", "từ 90% trở lên". */
export function seriesValueText(view: View, { measure }: SeriesView, { value, bound }: SeriesValue): string {
  return value === null ? "–" : formatFigure({ value, bound, measure }, view.lang);
}

/** The indicator and what of it the series is: "Xếp loại tổ chức đảng · xuất sắc · Tỷ lệ (%)". */
export function questionText(view: View, { indicator, dims, measure, status }: SeriesView): string {
  const parts = [dimsText(view, indicator, dims), view.labels.measures[measure], status === "actual" ? "" : view.labels.statuses[status]];
  return parts.filter((part) => part !== "").join(" · ");
}

const MERGER_YEAR = Number(MERGER_DAY.slice(0, 4));

/** Years before which the curve is cut: breaks of the series, and the merger, whichever boundaries the figures are on. */
function cutsOf({ breaks }: SeriesView): ReadonlySet<number> {
  return new Set([MERGER_YEAR, ...breaks.map(({ beforeYear }) => beforeYear)]);
}

/** The curve of a series, with a gap where a year has no value and where the series breaks. */
export function sparkOf(view: View, series: SeriesView, province: string): Sparkline {
  const words = provinceWords(view.lang);
  const known = series.values.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const cuts = cutsOf(series);
  const values: (number | null)[] = [];
  for (let year = first?.year ?? 0; year <= (last?.year ?? -1); year++) {
    if (cuts.has(year) && values.length > 0) values.push(null);
    values.push(known.find((one) => one.year === year)?.value ?? null);
  }
  return {
    kind: "spark",
    lang: view.lang,
    title: words.chartTitle(indicatorLabel(view, series.indicator), province),
    description:
      first === undefined || last === undefined
        ? ""
        : first === last
          ? words.chartOne(String(first.year), seriesValueText(view, series, first))
          : words.chartDescription(
              String(first.year),
              seriesValueText(view, series, first),
              String(last.year),
              seriesValueText(view, series, last),
              String(known.length),
            ),
    unit: view.labels.measures[series.measure],
    source: "",
    values,
  };
}
