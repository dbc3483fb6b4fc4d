import { html } from "hono/html";
import * as z from "zod";
import { formatNumber } from "../../labels/format.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Dims, Measure } from "../../types/observation.ts";
import type { PeriodKind, TableSpec } from "../../types/table.ts";
import { findIndicator } from "../figures.ts";
import { type Html, renderLanguageField } from "../layout.ts";
import { RequestProblem } from "../problem.ts";
import { oneOf, type Parameter, readOne, readQuery } from "../query.ts";
import type { IndicatorInfo, Services } from "../services.ts";
import { href, isApi, type View } from "../view.ts";
import { LOOK_PARAMETERS, type Look, lookQuery, readable } from "./look.ts";

/** Measures of a level; the others measure a change, which tables do not show. */
const LEVEL_MEASURES: ReadonlySet<Measure> = new Set<Measure>(["count", "share", "attainment"]);
export const TABLE_STATUSES = ["actual", "target"] as const;
export const TABLE_BOUNDARIES = ["then", "now"] as const;
export const TABLE_PERIODS = ["year", "half", "quarter", "month", "term"] as const;
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

function yearsParameter(view: { readonly services: Pick<Services, "now"> }): Parameter<Years> {
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

/** What a request asks for: tables, one or several side by side, and how they are looked at. */
export interface Asked {
  readonly specs: readonly TableSpec[];
  readonly look: Look;
}

/** Columns of all tables of a request together: twenty years by months, or ten indicators over 24 years. More is a download, not a page. */
const MOST_COLUMNS = 240;
/** Columns of a year. */
const COLUMNS_A_YEAR: Readonly<Record<PeriodKind, number>> = { year: 1, half: 2, quarter: 4, month: 12, term: 1 };
/** The words of a permalink's question (compare/link.ts). */
const LINK_WORDS = ["i", "y", "b", "p", "c", "r", "t", "u"] as const;

/** What a request asks for, by permalink or by form. Throws RequestProblem (400) and WrongUse. */
export function readAsked(view: View): Asked {
  const joined = joinPins(view);
  const asked = isPermalink(view) ? readLink(joined) : readForm(joined);
  assertSensible(view, asked.specs);
  return asked;
}

/** A parameter of the route itself, which has its Vietnamese name in permalinks, and the request without it. */
export function readOwn<Value>(view: View, key: string, parameter: Parameter<Value>): { readonly value: Value; readonly rest: View } {
  const named = isPermalink(view) ? { ...view, path: "/bang" } : view;
  const value = readOne(named, key, parameter);
  const query = new URLSearchParams(view.query);
  query.delete(isApi(named.path) ? key : parameter.pageName);
  return { value, rest: { ...view, query } };
}

function readLink(view: View): Asked {
  const { rest, question } = splitLink(view);
  return { specs: view.services.questions(question), look: lookOf(readQuery(rest, LOOK_PARAMETERS)) };
}

function lookOf({ view, column, base, against, sort, pins, name }: Look): Look {
  return { view, column, base, against, sort, pins, name };
}

/** Boxes of a form come one by one. */
function joinPins(view: View): View {
  const name = isApi(view.path) && !isPermalink(view) ? "pins" : LOOK_PARAMETERS.pins.pageName;
  const pins = view.query.getAll(name).filter((pin) => pin !== "");
  if (pins.length < 2) return view;
  const query = new URLSearchParams(view.query);
  query.set(name, pins.join(","));
  return { ...view, query };
}

/** The question of a permalink, and the rest of the request, whose words are those of pages everywhere. */
function splitLink(view: View): { readonly rest: View; readonly question: string } {
  const isQuestion = ([key]: [string, string]) => LINK_WORDS.some((word) => word === key);
  const words = [...view.query];
  const rest = new URLSearchParams(words.filter((word) => !isQuestion(word)));
  return { rest: { ...view, path: "/bang", query: rest }, question: readable(new URLSearchParams(words.filter(isQuestion))) };
}

function assertSensible(view: View, specs: readonly TableSpec[]): void {
  const columns = specs.reduce((sum, { years, period = "year" }) => sum + (years.to - years.from + 1) * COLUMNS_A_YEAR[period], 0);
  if (columns <= MOST_COLUMNS) return;
  const words = tablePageWords(view.lang);
  const [name, value] = [...view.query].find(([key]) => ["y", "nam", "years"].includes(key)) ?? ["nam", String(columns)];
  const most = formatNumber(MOST_COLUMNS, view.lang);
  throw new RequestProblem(400, words.tooMany(formatNumber(columns, view.lang), most), { name, value, allowed: words.mostColumns(most) });
}

/** Was a table asked for by its permalink (compare/link.ts)? */
export function isPermalink(view: View): boolean {
  return view.query.has("i");
}

/** The address of what is asked for, by permalink; a permalink reads the same on pages and in the API. */
export function askedHref(view: View, path: string, { specs, look }: Asked, more: Readonly<Record<string, string>> = {}): string {
  const own = readable(new URLSearchParams({ ...more, ...(view.lang === "en" ? { lang: "en" } : {}) }));
  return `${path}?${[view.services.link(specs), lookQuery(look), own].filter((words) => words !== "").join("&")}`;
}

/** The words of `askedHref` as hidden fields of a form, but for those that the form asks for itself. */
export function askedFields(view: View, { specs, look }: Asked, without: readonly string[] = []): Html {
  const words = new URLSearchParams([view.services.link(specs), lookQuery(look)].filter((part) => part !== "").join("&"));
  const kept = [...words].filter(([name]) => !without.includes(name));
  return html`${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${renderLanguageField(view)}`;
}

/**
 * The table that a request asks for. Which dimensions there are depends on the indicator, so that is read first;
 * an absent indicator is the first one, an absent dimension means "all". Throws RequestProblem (400).
 */
function readForm(view: View): Asked {
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
    measure: oneOf("phep", measures, measures[0] ?? "count"),
    ...FRAME_PARAMETERS,
    ...LOOK_PARAMETERS,
  });
  const { measure, status } = values;
  const spec: TableSpec = {
    indicator,
    dims: readDims(view, dimensions),
    measure,
    status,
    years: readYears(view, values),
    ...frameOf(values),
  };
  // What the form cannot know (a ratio has no terms) is refused where permalinks are read.
  return { specs: view.services.questions(view.services.link([spec])), look: lookOf(values) };
}

const FLAG = ["1"] as const;

/** What a form asks for beside indicator and years. */
const FRAME_PARAMETERS = {
  boundaries: oneOf("ranhgioi", TABLE_BOUNDARIES, "then"),
  status: oneOf("trangthai", TABLE_STATUSES, "actual"),
  period: oneOf("ky", TABLE_PERIODS, "year"),
  changes: oneOf("thaydoi", FLAG, null),
  ranks: oneOf("hang", ["high", "low"] as const, null),
  totals: oneOf("tong", FLAG, null),
  untrusted: oneOf("nghi", FLAG, null),
} as const;

type Frame = Pick<TableSpec, "boundaries" | "period" | "changes" | "ranks" | "totals" | "untrusted">;
type FrameValues = {
  readonly boundaries: TableSpec["boundaries"];
  readonly period: PeriodKind;
  readonly ranks: "high" | "low" | null;
} & Readonly<Record<"changes" | "totals" | "untrusted", "1" | null>>;

function frameOf({ boundaries, period, changes, ranks, totals, untrusted }: FrameValues): Frame {
  return {
    boundaries,
    ...(period === "year" ? {} : { period }),
    ...(changes === null ? {} : { changes: true as const }),
    ...(ranks === null ? {} : { ranks }),
    ...(totals === null ? {} : { totals: true as const }),
    ...(untrusted === null ? {} : { untrusted: true as const }),
  };
}

/** The parameters of a table's form, for the reference of the API: dimensions are those of all indicators. */
export function tableParameters(services: Services): Readonly<Record<string, Parameter<unknown>>> {
  const { indicators, ratios = [] } = services;
  const codes = [...indicators, ...ratios].map(({ code }) => code);
  const measures = [...new Set([...indicators, ...ratios].flatMap(tableMeasures))];
  return {
    indicator: oneOf("chiso", codes, codes[0] ?? ""),
    ...Object.assign({}, ...indicators.map(dimensionParameters)),
    years: yearsParameter({ services }),
    from: yearParameter("tu"),
    to: yearParameter("den"),
    measure: oneOf("phep", measures, "count"),
    ...FRAME_PARAMETERS,
    ...LOOK_PARAMETERS,
  };
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

function textDims(dims: Dims = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(dims).map(([name, value]) => [name, String(value)]));
}
