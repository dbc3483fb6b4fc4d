import * as z from "zod";
import type { Dims, Measure } from "../../types/observation.ts";
import type { TableSpec } from "../../types/table.ts";
import { findIndicator } from "../figures.ts";
import { oneOf, type Parameter, readOne, readQuery } from "../query.ts";
import type { IndicatorInfo } from "../services.ts";
import { href, type View } from "../view.ts";

/** Measures of a level; the others measure a change, which tables do not show. */
const LEVEL_MEASURES: ReadonlySet<Measure> = new Set<Measure>(["count", "share", "attainment"]);
export const TABLE_STATUSES = ["actual", "target"] as const;
export const TABLE_BOUNDARIES = ["then", "now"] as const;
const FIRST_YEAR = 1930;
const LAST_YEAR = 2100;
const MOST_YEARS = 60;
/** The first year of the reference facts: before it hardly any report is on line. */
const USUAL_FROM = 2006;

type Years = TableSpec["years"];

const YEARS: z.ZodType<Years, string> = z
  .string()
  .regex(/^\d{4}\.\.\d{4}$/)
  .transform((value) => ({ from: Number(value.slice(0, 4)), to: Number(value.slice(6)) }))
  .refine(({ from, to }) => from >= FIRST_YEAR && to <= LAST_YEAR && from <= to && to - from < MOST_YEARS);

function yearsParameter(view: View): Parameter<Years> {
  const thisYear = view.services.now().getUTCFullYear();
  return {
    pageName: "nam",
    schema: YEARS,
    fallback: { from: Math.min(USUAL_FROM, thisYear), to: thisYear },
    allowed: (labels) => labels.errors.years,
  };
}

/** One end of the years as forms send it; it stands in for that end of `years`. */
function yearParameter(pageName: string): Parameter<number | null> {
  const schema = z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .pipe(z.number().min(FIRST_YEAR).max(LAST_YEAR));
  return { pageName, schema, fallback: null, allowed: (labels) => labels.errors.wholeNumber(String(FIRST_YEAR), String(LAST_YEAR)) };
}

/** The tables that a request asks for: those of a permalink, side by side, or the one of the form. Throws RequestProblem (400) and WrongUse. */
export function readTableSpecs(view: View): readonly TableSpec[] {
  const { questions } = view.services;
  return isPermalink(view) && questions !== undefined ? questions(view.query.toString()) : [readTableSpec(view)];
}

/** Was a table asked for by its permalink (compare/link.ts)? */
export function isPermalink(view: View): boolean {
  return view.query.has("i");
}

/** The address of tables by their permalink, as page or as data. */
export function linkHref(view: View, path: "/bang" | "/api/v1/table" | "/api/v1/table.csv", link: string): string {
  return `${path}?${link}${view.lang === "en" ? "&lang=en" : ""}`;
}

/**
 * The table that a request asks for. Which dimensions there are depends on the indicator, so that is read first;
 * an absent indicator is the first one, an absent dimension means "all". Throws RequestProblem (400).
 */
export function readTableSpec(view: View): TableSpec {
  const { indicators, ratios = [] } = view.services;
  const codes = [...indicators, ...ratios].map(({ code }) => code);
  const indicatorParameter = oneOf("chiso", codes, codes[0] ?? "");
  const indicator = readOne(view, "indicator", indicatorParameter);
  const dimensions = dimensionParameters(findIndicator(view, indicator));
  const measures = tableMeasures(findIndicator(view, indicator));
  const values = readQuery(view, {
    ...dimensions,
    indicator: indicatorParameter,
    years: yearsParameter(view),
    from: yearParameter("tu"),
    to: yearParameter("den"),
    boundaries: oneOf("ranhgioi", TABLE_BOUNDARIES, "then"),
    measure: oneOf("phep", measures, measures[0] ?? "count"),
    status: oneOf("trangthai", TABLE_STATUSES, "actual"),
  });
  const { boundaries, measure, status } = values;
  return { indicator, dims: readDims(view, dimensions), measure, status, years: readYears(view, values), boundaries };
}

/** The years asked for, with the ends that a form sent put in; ends that do not fit together are refused as `years`. */
function readYears(view: View, asked: { readonly years: Years; readonly from: number | null; readonly to: number | null }): Years {
  const years = `${asked.from ?? asked.years.from}..${asked.to ?? asked.years.to}`;
  return readOne({ ...view, query: new URLSearchParams({ years, nam: years }) }, "years", yearsParameter(view));
}

/** The measures of an indicator that a table can show, the usual one first. */
export function tableMeasures(indicator: IndicatorInfo | undefined): readonly Measure[] {
  return (indicator?.measures ?? []).filter((measure) => LEVEL_MEASURES.has(measure));
}

function dimensionParameters(indicator: IndicatorInfo | undefined): Record<string, Parameter<string | null>> {
  const entries = (indicator?.dims ?? []).map(
    ({ name, values }) =>
      [
        name,
        oneOf<string, null>(
          name,
          values.map(({ code }) => String(code)),
          null,
        ),
      ] as const,
  );
  return Object.fromEntries(entries);
}

function readDims(view: View, dimensions: Record<string, Parameter<string | null>>): Dims {
  const dims: Record<string, string | boolean> = {};
  for (const [name, parameter] of Object.entries(dimensions)) {
    const value = readOne(view, name, parameter);
    if (value !== null) dims[name] = value === "true" ? true : value;
  }
  return dims;
}

/** The page of a table; what is left out takes its usual value. */
export function tableHref(view: View, spec: Pick<TableSpec, "indicator"> & Partial<TableSpec>): string {
  const { indicator, dims, measure, status, years, boundaries } = spec;
  return href(view, "/bang", {
    chiso: indicator,
    ...textDims(dims),
    nam: years === undefined ? undefined : `${years.from}..${years.to}`,
    ranhgioi: boundaries,
    phep: measure,
    trangthai: status,
  });
}

/** The same table as data. */
export function tableDataHref(view: View, spec: TableSpec, format: "json" | "csv"): string {
  const { indicator, dims, measure, status, years, boundaries } = spec;
  return href(view, format === "json" ? "/api/v1/table" : "/api/v1/table.csv", {
    indicator,
    ...textDims(dims),
    years: `${years.from}..${years.to}`,
    boundaries,
    measure,
    status,
  });
}

function textDims(dims: Dims = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(dims).map(([name, value]) => [name, String(value)]));
}
