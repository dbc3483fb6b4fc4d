import { makeTable, type Needed, neededFor } from "../compare/table.ts";
import { CODEBOOK } from "../extract/codebook.ts";
import type { IndicatorSeries, ProvinceUnit } from "../types/province.ts";
import type { QuestionTally, Store, StoredObservation } from "../types/store.ts";
import type { Table, TableSpec } from "../types/table.ts";
import { provinceUnits } from "./tables.ts";

/** So many questions of an indicator, the most answered first, are tried until the province has an answer to one. */
const TRIED_QUESTIONS = 12;

type SeriesStore = Pick<Store, "figures" | "manyFigures" | "tallies">;

/** The unit and, of one of today, all whose land is in it, by way of Hà Nội for Hà Tây. */
function familyOf(unit: ProvinceUnit, units: readonly ProvinceUnit[]): readonly ProvinceUnit[] {
  if (unit.validTo !== null) return [unit];
  const taken = units.filter(({ mergedInto }) => mergedInto === unit.id);
  return [unit, ...taken, ...units.filter(({ mergedInto }) => taken.some(({ id }) => id === mergedInto))];
}

/**
 * The series of every indicator that a province has figures of, in the order of the codebook: of each the question that provinces have answered most among those this one has a value for.
 * One of the 63 has its own figures, to 2025; one of the 34 those on its own boundaries, before the merger out of the provinces that make it up (as tables under `now`).
 */
export function provinceSeries(store: SeriesStore, id: string): readonly IndicatorSeries[] {
  const units = provinceUnits();
  const unit = units.find((candidate) => candidate.id === id);
  if (unit === undefined) return [];
  const family = familyOf(unit, units);
  const known = new Map<string, number[]>();
  for (const part of family)
    for (const { indicator, years } of store.tallies.ofProvince(part.id)) known.set(indicator, [...(known.get(indicator) ?? []), ...years]);
  const boundaries = unit.system === 34 ? "now" : "then";
  const asked = CODEBOOK.flatMap(({ code }): readonly (readonly TableSpec[])[] => {
    const years = known.get(code);
    if (years === undefined || years.length === 0) return [];
    const span = { from: Math.min(...years), to: Math.max(...years) };
    const questions = store.tallies.questions(code).slice(0, TRIED_QUESTIONS);
    return [questions.map((question) => ({ ...questionSpec(question), years: span, boundaries }))];
  });
  const answers = answersOf(
    store,
    family,
    asked.flatMap(([first]) => first ?? []),
  );
  return asked.flatMap((specs) => firstAnswer(specs, (spec) => seriesOf(answers, family, spec)));
}

const questionSpec = ({ indicator, dims, measure, status }: QuestionTally) => ({ indicator, dims, measure, status });

type Answers = (needed: Needed) => readonly StoredObservation[];

/** What the store answers about the family; what these tables need is asked at once, as almost every series is the first that is tried. */
function answersOf(store: SeriesStore, family: readonly ProvinceUnit[], first: readonly TableSpec[]): Answers {
  const ids = family.map(({ id }) => id);
  const needed = new Map(first.flatMap(neededFor).map((one) => [JSON.stringify(one), one]));
  const lists = store.manyFigures([...needed.values()].map(ofProvinces), ids);
  const known = new Map([...needed.keys()].map((key, at) => [key, lists[at] ?? []]));
  return (one) => known.get(JSON.stringify(one)) ?? store.figures({ ...ofProvinces(one), provinces: ids });
}

const ofProvinces = (needed: Needed) => ({ ...needed, level: "province" as const });

function firstAnswer(specs: readonly TableSpec[], answer: (spec: TableSpec) => IndicatorSeries | null): readonly IndicatorSeries[] {
  let partial: IndicatorSeries | null = null;
  for (const spec of specs) {
    const series = answer(spec);
    if (series?.cells.some((cell) => cell !== null && cell.value !== null)) return [series];
    // Better than nothing: it names the parts that are missing.
    partial ??= series;
  }
  return partial === null ? [] : [partial];
}

/** The row that the table of this question would have for the first of the family; null when it would have none. */
function seriesOf(answers: Answers, family: readonly ProvinceUnit[], spec: TableSpec): IndicatorSeries | null {
  const observations = neededFor(spec).flatMap(answers);
  if (observations.length === 0) return null;
  const { years, rows, breaks }: Table = makeTable({ spec, observations, provinces: family });
  const row = rows.find(({ province }) => province === family[0]?.id);
  return row === undefined ? null : { spec, years, cells: row.cells, breaks };
}
