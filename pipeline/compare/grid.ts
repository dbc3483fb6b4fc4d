import type { Check, Observation } from "../types/observation.ts";
import type { ProvinceUnit } from "../types/province.ts";
import type { Cell, Column, TableSpec } from "../types/table.ts";
import { type Entry, judge, type Verdict } from "./candidates.ts";
import { type Amount, amountOf, deriveCell, type Part } from "./derive.ts";
import type { Evidence } from "./evidence.ts";
import { existsIn, formerUnits, partsIn } from "./provinces.ts";
import { isFlow } from "./series.ts";

/** A cell and what it brings into a sum over provinces; null for one that brings nothing (an unfinished year, a percentage of an unknown whole). */
export interface Filled {
  readonly cell: Cell;
  readonly amount: Amount | null;
}

/** The cells of a table by province, one for each column. */
export type Grid = ReadonlyMap<string, readonly (Filled | null)[]>;

export interface GridInput {
  readonly spec: TableSpec;
  readonly columns: readonly Column[];
  readonly provinces: readonly ProvinceUnit[];
  readonly evidence: Evidence;
  /** Numbers of the organisations or members rated, for weighting shares; null for other indicators. */
  readonly weights: Evidence | null;
}

/** The cells of all units: under `then` one of the 63 has cells to 2025, one of the 34 since 2025; under `now` all is on the 34. */
export function makeGrid(input: GridInput): Grid {
  const { spec, provinces, columns } = input;
  if (spec.boundaries === "then")
    return new Map(provinces.map((unit) => [unit.id, columns.map((column) => cellThen(input, unit, column))]));
  const former = formerUnits(provinces);
  const units = provinces.filter((unit) => unit.validTo === null);
  return new Map(
    units.map((unit) => [unit.id, columns.map((column) => cellNow(input, { unit, former: former.get(unit.id) ?? [], column }))]),
  );
}

function cellThen(input: GridInput, unit: ProvinceUnit, column: Column): Filled | null {
  return existsIn(unit, column) ? reported(input, { ids: [unit.id], unit, column }) : null;
}

/** A province that no merger touched is the same organisation under a new id: its reports are pooled. */
function cellNow(
  input: GridInput,
  { unit, former, column }: { unit: ProvinceUnit; former: readonly ProvinceUnit[]; column: Column },
): Filled | null {
  const parts = partsIn(column, former);
  const ids = parts.length === 1 ? [unit.id, ...parts.map(({ id }) => id)] : [unit.id];
  const own = reported(input, { ids, unit, column });
  if (own !== null || parts.length < 2) return own;
  const derived = deriveCell({
    province: unit.id,
    year: column.year,
    parts: partsOf(
      input,
      parts.map(({ id }) => id),
      column,
    ),
  });
  return derived === null ? null : { cell: inColumn(input.spec, column, derived.cell), amount: derived.amount };
}

/** What is told of the parts; of stocks on the last day that all of them have, where there is one, as a sum is of one day. */
function partsOf({ spec, evidence, weights }: GridInput, ids: readonly string[], column: Column): readonly Part[] {
  const told = ids.map((province) => ({ province, entries: evidence.at(province, column.key) }));
  const day = isFlow(spec) ? null : commonDay(told.map(({ entries }) => entries));
  return told.map(({ province, entries }) => ({
    province,
    verdict: judge(day === null ? entries : entries.filter(({ fit }) => fit.until === day)),
    weight: judge(weights?.at(province, column.key) ?? []),
  }));
}

function commonDay(told: readonly (readonly Entry[])[]): string | null {
  const [first = [], ...others] = told.map((entries) => new Set(entries.map(({ fit }) => fit.until)));
  const common = [...first].filter((day) => others.every((days) => days.has(day)));
  return common.sort().at(-1) ?? null;
}

function reported(
  { spec, evidence, weights }: GridInput,
  { ids, unit, column }: { ids: readonly string[]; unit: ProvinceUnit; column: Column },
): Filled | null {
  const verdict = judge(gathered(evidence, ids, column));
  if (verdict === null) return null;
  const weight = weights === null ? null : judge(gathered(weights, ids, column));
  return {
    cell: inColumn(spec, column, reportedCell(unit.id, column.year, verdict)),
    amount: amountOf({ province: unit.id, verdict, weight }),
  };
}

function gathered(evidence: Evidence, ids: readonly string[], column: Column): readonly Entry[] {
  const [only, ...others] = ids.map((id) => evidence.at(id, column.key));
  return others.length === 0 ? (only ?? []) : [...(only ?? []), ...others.flat()];
}

function inColumn(spec: TableSpec, column: Column, cell: Cell): Cell {
  return (spec.period ?? "year") === "year" ? cell : { ...cell, period: column.key };
}

/** The cell of what the reports say of a whole place. */
export function reportedCell(province: string, year: number, { winner, entries, agree, dissent }: Verdict): Cell {
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
    ...(isUnfinished ? { isUnfinished: true as const } : {}),
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
