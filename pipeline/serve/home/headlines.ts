import type { Bound, Dims, Measure } from "../../types/observation.ts";
import type { Cell, Table, TableSpec } from "../../types/table.ts";
import { coverageOf } from "../coverage.ts";
import { tableHref } from "../table/query.ts";
import { fullestQuestion } from "../table/variants.ts";
import { href, type View } from "../view.ts";

const SHOWN = 6;
/** How many indicators are tried for them: a question costs time. */
const TRIED = 12;
const YEARS_SHOWN = 20;
/** A median of fewer provinces would be a province's own value. */
const FEWEST_PROVINCES = 3;

/** One value of a headline's curve. */
export interface HeadlinePoint {
  readonly year: number;
  readonly value: number;
  readonly bound: Bound;
  /** How many provinces the median is of; null for a value published of the whole country. */
  readonly provinces: number | null;
}

/** An indicator in one number and a curve: what is published of the whole country, or the median of the provinces that have a value. */
export interface Headline {
  readonly indicator: string;
  readonly dims: Dims;
  readonly measure: Measure;
  readonly basis: "national" | "median";
  /** Oldest first, no year twice; years without a value are left out. */
  readonly points: readonly HeadlinePoint[];
  readonly href: string;
  readonly table: string;
}

/** The indicators with most figures, each by the question that most provinces have answered; those of which no year can be told are left out. */
export function readHeadlines(view: View): readonly Headline[] {
  const { services } = view;
  const known = services.indicators
    .map((indicator) => ({ indicator, figures: coverageOf(services, indicator).figures }))
    .filter(({ figures }) => figures > 0)
    .sort((a, b) => b.figures - a.figures);
  const headlines = known.slice(0, TRIED).flatMap(({ indicator }) => {
    const { dims = {}, measure = indicator.measures[0] ?? "count", status = "actual" } = fullestQuestion(services, indicator);
    const to = services.now().getUTCFullYear();
    const years = { from: to - YEARS_SHOWN + 1, to };
    const spec: TableSpec = { indicator: indicator.code, dims, measure, status, years, boundaries: "then", totals: true };
    const { basis, points } = curveOf(services.table(spec));
    if (points.length === 0) return [];
    const page = href(view, `/chi-so/${indicator.code}`);
    return [{ indicator: indicator.code, dims, measure, basis, points, href: page, table: tableHref(view, spec) }];
  });
  return headlines.slice(0, SHOWN);
}

function curveOf(table: Table): Pick<Headline, "basis" | "points"> {
  const national = table.years.flatMap((year, at) => nationalPoint(table, year, at) ?? []);
  if (national.length > 1) return { basis: "national", points: national };
  return { basis: "median", points: table.years.flatMap((year, at) => medianPoint(table, year, at) ?? []) };
}

function nationalPoint({ totals = [] }: Table, year: number, at: number): HeadlinePoint | null {
  const published = totals.find(({ level }) => level === "national")?.cells[at]?.published;
  return published == null || published.value === null || published.isUnfinished === true
    ? null
    : { year, value: published.value, bound: published.bound, provinces: null };
}

type Told = Cell & { readonly value: number };

function medianPoint({ rows }: Table, year: number, at: number): HeadlinePoint | null {
  const cells = rows.map(({ cells: row }) => row[at]).filter((cell): cell is Told => cell?.value != null && cell.isUnfinished !== true);
  if (cells.length < FEWEST_PROVINCES) return null;
  const sorted = cells.map(({ value }) => value).sort((a, b) => a - b);
  const [below = 0, above = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  const bound = cells.every((cell) => cell.bound === "exact") ? "exact" : "about";
  // Two decimals, as reports print shares.
  return { year, value: Math.round((below + above) * 50) / 100, bound, provinces: cells.length };
}
