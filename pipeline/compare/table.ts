import type { Check, Dims, Observation } from "../types/observation.ts";
import type { ProvinceUnit } from "../types/province.ts";
import type { ArticleHead, StoredObservation } from "../types/store.ts";
import type { Cell, Table, TableRow, TableSpec } from "../types/table.ts";
import { type Entry, homeByName, judge, type Verdict } from "./candidates.ts";
import { deriveCell } from "./derive.ts";
import { fitYear } from "./periods.ts";
import { existsIn, formerUnits, partsIn, standsAtEndOf } from "./provinces.ts";
import { findBreaks, isFlow } from "./series.ts";

export interface TableInput {
  readonly spec: TableSpec;
  readonly observations: readonly StoredObservation[];
  /** Both systems; rows come in this order. */
  readonly provinces: readonly ProvinceUnit[];
  /** The province whose paper or portal published the article; by default read off the publisher's name. */
  readonly homeOf?: (head: ArticleHead) => string | null;
}

/** What is known, by province and year. */
type Evidence = ReadonlyMap<string, ReadonlyMap<number, readonly Entry[]>>;

/**
 * The comparison table: indicator × province × year, with the reports behind each cell. Pure; the order of the observations does not matter.
 *
 * Only figures of a whole province count, whose indicator, dims, measure and status are exactly the spec's (a missing dim means "all"), said in
 * trusted articles of current page versions; never those without period, those of chosen bodies (`subset`), yearly averages (`per`) or one decider's
 * part (`decidedBy`), nor a flow with a day instead of a span. `fitYear` says which periods stand for a year; a flow told in early December shows only where nothing better exists, as "at
 * least" and with a check "đến <date>". Rows are the provinces with at least one cell: under `then` one of the 63 has cells to 2025, one of the 34
 * since 2025; under `now` all is on the 34, own figures first, else out of the former provinces (`deriveCell`).
 */
export function makeTable(input: TableInput): Table {
  const { spec, provinces } = input;
  const years = listYears(spec.years);
  const evidence = gather(input);
  const rows = spec.boundaries === "then" ? rowsThen(provinces, years, evidence) : rowsNow(provinces, years, evidence);
  return { spec, years, rows, coverage: cover({ ...input, years, rows }), breaks: findBreaks(spec) };
}

function listYears({ from, to }: TableSpec["years"]): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function dimsKey(dims: Dims): string {
  return Object.entries(dims)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join();
}

/** May this figure fill a cell of such a table at all? */
function answers(spec: TableSpec, dims: string, { observation, head }: StoredObservation): boolean {
  const { indicator, measure, status, place, period } = observation;
  if (indicator !== spec.indicator || measure !== spec.measure || status !== spec.status) return false;
  if (place.level !== "province" || place.province === null || period === null) return false;
  if ("at" in period && status === "actual" && isFlow(spec)) return false;
  if (observation.subset || observation.per !== undefined || observation.decidedBy !== undefined) return false;
  return head.trust === "ok" && head.current && dimsKey(observation.dims) === dims;
}

function gather({ spec, observations, provinces, homeOf = homeByName(provinces) }: TableInput): Evidence {
  const dims = dimsKey(spec.dims);
  const evidence = new Map<string, Map<number, Entry[]>>();
  const today = todayById(provinces);
  for (const stored of observations) {
    if (!answers(spec, dims, stored)) continue;
    const { province } = stored.observation.place;
    const fit = stored.observation.period === null ? null : fitYear(stored.observation.period);
    if (province === null || !today.has(province) || fit === null || fit.year < spec.years.from || fit.year > spec.years.to) continue;
    const home = homeOf(stored.head);
    const isOwn = home !== null && (home === province || today.get(home) === province || today.get(province) === home);
    const years = evidence.get(province) ?? new Map<number, Entry[]>();
    const entries = years.get(fit.year) ?? [];
    entries.push({ candidate: stored, fit, isOwn });
    evidence.set(province, years.set(fit.year, entries));
  }
  return evidence;
}

/** Each unit's unit of today: a paper of a merged province goes on reporting on the new one. */
function todayById(provinces: readonly ProvinceUnit[]): ReadonlyMap<string, string> {
  const today = new Map(provinces.map(({ id }) => [id, id]));
  for (const [id, former] of formerUnits(provinces)) for (const unit of former) today.set(unit.id, id);
  return today;
}

function entriesOf(evidence: Evidence, province: string, year: number): readonly Entry[] {
  return evidence.get(province)?.get(year) ?? [];
}

function rowsThen(provinces: readonly ProvinceUnit[], years: readonly number[], evidence: Evidence): readonly TableRow[] {
  const cellOf = (unit: ProvinceUnit, year: number): Cell | null =>
    existsIn(unit, year) ? reportedCell(unit.id, year, judge(entriesOf(evidence, unit.id, year))) : null;
  return withCells(provinces.map((unit) => ({ province: unit.id, name: unit.name, cells: years.map((year) => cellOf(unit, year)) })));
}

/** A province that no merger touched is the same organisation under a new id: its reports are pooled. */
function rowsNow(provinces: readonly ProvinceUnit[], years: readonly number[], evidence: Evidence): readonly TableRow[] {
  const former = formerUnits(provinces);
  const cellOf = (unit: ProvinceUnit, year: number): Cell | null => {
    const parts = partsIn(year, former.get(unit.id) ?? []);
    const pooled = parts.length === 1 ? parts.flatMap(({ id }) => entriesOf(evidence, id, year)) : [];
    const own = judge([...entriesOf(evidence, unit.id, year), ...pooled]);
    if (own !== null || parts.length < 2) return reportedCell(unit.id, year, own);
    return deriveCell({
      province: unit.id,
      year,
      parts: parts.map(({ id }) => ({ province: id, verdict: judge(entriesOf(evidence, id, year)) })),
    });
  };
  const units = provinces.filter((unit) => unit.validTo === null);
  return withCells(units.map((unit) => ({ province: unit.id, name: unit.name, cells: years.map((year) => cellOf(unit, year)) })));
}

function withCells(rows: readonly TableRow[]): readonly TableRow[] {
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null));
}

function reportedCell(province: string, year: number, verdict: Verdict | null): Cell | null {
  if (verdict === null) return null;
  const { winner, entries, agree, dissent } = verdict;
  const { observation } = winner.candidate;
  const isUnfinished = winner.fit.fit === "unfinished";
  return {
    province,
    year,
    kind: "reported",
    value: observation.value,
    bound: isUnfinished ? boundOfUnfinished(observation) : observation.bound,
    candidates: entries.map(({ candidate }) => candidate),
    agree,
    dissent: dissent.map(({ candidate }) => candidate),
    checks: [...observation.checks, ...(isUnfinished ? [untilCheck(winner)] : [])],
  };
}

/** What happened by early December happened in the year, so a count is a floor; a percentage may still move both ways. */
function boundOfUnfinished({ bound, measure }: Observation): Observation["bound"] {
  if (measure !== "count") return "about";
  if (bound === "exact") return "at_least";
  return bound === "less_than" || bound === "at_most" ? "about" : bound;
}

function untilCheck({ fit }: Entry): Check {
  return { what: "date", holds: false, parts: [], computed: null, printed: null, detail: `đến ${fit.until}` };
}

/**
 * Per year, how many of the provinces that stood at its end have a value. In a year in which provinces were merged under `then`, a new one also counts
 * when every part of it has a value.
 */
function cover(input: TableInput & { years: readonly number[]; rows: readonly TableRow[] }): Table["coverage"] {
  const former = formerUnits(input.provinces);
  return input.years.map((year, column) => {
    const filled = new Set(input.rows.flatMap(({ province, cells }) => (cells[column]?.value == null ? [] : [province])));
    const units = input.provinces.filter((unit) => (input.spec.boundaries === "now" ? unit.validTo === null : standsAtEndOf(unit, year)));
    const hasValue = ({ id }: ProvinceUnit): boolean => {
      const parts = partsIn(year, former.get(id) ?? []);
      return filled.has(id) || (parts.length > 0 && parts.every((part) => filled.has(part.id)));
    };
    return { year, reported: units.filter(hasValue).length, of: units.length };
  });
}
