import type { Bound } from "../../types/observation.ts";
import type { SeriesBreak, Table, TableSpec } from "../../types/table.ts";
import { type Coverage, coverageOf } from "../coverage.ts";
import { articleHref, provinceName } from "../figures.ts";
import type { IndicatorInfo } from "../services.ts";
import { tableHref, tableMeasures } from "../table/query.ts";
import { fullestQuestion } from "../table/variants.ts";
import type { View } from "../view.ts";

/** An indicator's declaration with what is known of it. */
export interface IndicatorView extends IndicatorInfo {
  readonly coverage: Coverage;
  readonly table: string;
}

/** What reports say of the whole country in a year. */
export interface NationalValue {
  readonly year: number;
  readonly value: number;
  readonly bound: Bound;
  /** Our page of the article that says it, at the figure; null for a computed one. */
  readonly href: string | null;
}

/** What provinces answered to the indicator's fullest question. */
export interface IndicatorAnswers {
  readonly question: Pick<TableSpec, "dims" | "measure" | "status" | "years">;
  /** By year: how many of the provinces of the time have a value. */
  readonly perYear: Table["coverage"];
  /** Provinces with a value, of both systems, and in how many years. */
  readonly perProvince: readonly { readonly province: string; readonly name: string; readonly years: number }[];
  readonly national: readonly NationalValue[];
  readonly breaks: readonly SeriesBreak[];
}

export interface IndicatorData extends IndicatorView {
  /** Null where nothing is known. */
  readonly answers: IndicatorAnswers | null;
}

/** The data and the table that they were taken from, for charts. */
export interface IndicatorPage {
  readonly data: IndicatorData;
  readonly table: Table | null;
}

/** As many years as a table may have. */
const MOST_YEARS = 60;
/** Where ratios begin, whose figures the store does not count. */
const USUAL_FROM = 2006;

export function viewIndicator(view: View, indicator: IndicatorInfo): IndicatorView {
  // Named one by one: a codebook entry carries its rules too.
  const { code, kind, label, definition, dims, measures } = indicator;
  return {
    ...{ code, kind, label, definition, dims, measures },
    coverage: coverageOf(view.services, indicator),
    table: tableHref(view, { indicator: code, ...fullestQuestion(view.services, indicator) }),
  };
}

/** Everything that the page of an indicator shows. */
export function viewIndicatorPage(view: View, indicator: IndicatorInfo): IndicatorPage {
  const data = viewIndicator(view, indicator);
  const spec = fullestSpec(view, indicator, data.coverage);
  const table = spec === null ? null : view.services.table(spec);
  return { data: { ...data, answers: table === null ? null : answersOf(view, table) }, table };
}

/** The question that provinces have answered most, over all years; null where they have answered none. */
function fullestSpec(view: View, indicator: IndicatorInfo, { years }: Coverage): TableSpec | null {
  const isRatio = view.services.ratios?.some(({ code }) => code === indicator.code) === true;
  if (years === null && !isRatio) return null;
  const { dims = {}, measure = tableMeasures(indicator)[0] ?? "count", status = "actual" } = fullestQuestion(view.services, indicator);
  const asked = JSON.stringify([dims, measure, status]);
  // Targets reach years ahead: the question itself may have fewer.
  const own = view.services.store.tallies
    .questions(indicator.code)
    .find((one) => JSON.stringify([one.dims, one.measure, one.status]) === asked);
  const span = own?.years ?? years;
  const to = span?.to ?? view.services.now().getUTCFullYear();
  const from = Math.max(span?.from ?? USUAL_FROM, to - MOST_YEARS + 1);
  return {
    indicator: indicator.code,
    dims,
    measure,
    status,
    years: { from, to },
    boundaries: "then",
    ...(isRatio ? {} : { totals: true }),
  };
}

function answersOf(view: View, table: Table): IndicatorAnswers {
  const { dims, measure, status, years } = table.spec;
  const perProvince = table.rows.map(({ province, name, cells }) => ({
    province,
    name: provinceName(view, province) ?? name,
    years: cells.filter((cell) => cell !== null && cell.value !== null).length,
  }));
  return {
    question: { dims, measure, status, years },
    perYear: table.coverage.filter(({ reported }) => reported > 0),
    perProvince: perProvince.filter((one) => one.years > 0).sort((a, b) => b.years - a.years || (a.province < b.province ? -1 : 1)),
    national: nationalOf(view, table),
    breaks: table.breaks,
  };
}

function nationalOf(view: View, table: Table): readonly NationalValue[] {
  const row = table.totals?.find(({ level }) => level === "national");
  return (row?.cells ?? []).flatMap(({ published }) => {
    if (published === null || published.value === null) return [];
    const said = published.candidates[0]?.observation;
    const href = said === undefined ? null : articleHref(view, said.article, said.start);
    return [{ year: published.year, value: published.value, bound: published.bound, href }];
  });
}
