import type { ProvinceUnit } from "../types/province.ts";
import type { Cell, Column, TableSpec, TotalCell, TotalRow } from "../types/table.ts";
import { judge } from "./candidates.ts";
import { type Amount, addUp, boundOfSum, boundOfTotal, totalOf } from "./derive.ts";
import type { Evidence } from "./evidence.ts";
import { type Grid, reportedCell } from "./grid.ts";
import { formerUnits, partsIn, standsAtEndOf } from "./provinces.ts";
import { regionName } from "./regions.ts";

/** How amounts become the value of a total: by the measure, or as a ratio. */
export interface Adding {
  readonly method: "sum" | "share" | "ratio";
  readonly valueFrom: (amounts: readonly Amount[]) => number | null;
}

interface TotalsParts extends TotalsInput {
  readonly former: ReturnType<typeof formerUnits>;
}

interface TotalsInput {
  readonly spec: TableSpec;
  readonly columns: readonly Column[];
  readonly provinces: readonly ProvinceUnit[];
  readonly grid: Grid;
  /** What reports say of the whole country and of regions; null where no report says such a thing (ratios). */
  readonly evidence: Evidence | null;
  readonly adding?: Adding;
}

/** The units that a column is complete with: those of today, or those that stand when it ends. */
export function unitsIn(spec: TableSpec, provinces: readonly ProvinceUnit[], column: Column): readonly ProvinceUnit[] {
  return provinces.filter((unit) => (spec.boundaries === "now" ? unit.validTo === null : standsAtEndOf(unit, column)));
}

/**
 * A row for the country and one for each region: what reports say of the whole, beside the provinces together. Counts are added up; shares are computed from
 * numerators and denominators, or weighted by what was rated, and only where every province enters: a share of some says nothing of the whole. A province that gives neither, has only an unfinished year or lacks a part does not enter, and
 * `reported` of `of` says how many did. Under `then` a province that came out of a merger in the column also enters by its parts.
 */
export function makeTotals(asked: TotalsInput): readonly TotalRow[] {
  const input = { ...asked, former: formerUnits(asked.provinces) };
  const all = { vi: "Cả nước", en: "Whole country" };
  const national: TotalRow = {
    level: "national",
    code: null,
    name: all,
    cells: input.columns.map((column, at) =>
      totalCell(input, { column, at, place: "national", units: unitsIn(input.spec, input.provinces, column) }),
    ),
  };
  return [national, ...regionsOf(input).map((region) => regionRow(input, region))];
}

/** The regions of the systems that the table shows, in the order of the provinces. */
function regionsOf({ spec, provinces, columns }: TotalsInput): readonly { system: number; code: string }[] {
  const shown = new Set(columns.flatMap((column) => unitsIn(spec, provinces, column)));
  const keys = new Set([...shown].flatMap(({ system, region }) => (region === null ? [] : [`${system}-${region}`])));
  return [...keys].map((key) => ({ system: Number(key.slice(0, 2)), code: key.slice(3) }));
}

function regionRow(input: TotalsParts, { system, code }: { system: number; code: string }): TotalRow {
  const cells = input.columns.map((column, at) => {
    const units = unitsIn(input.spec, input.provinces, column).filter((unit) => unit.system === system && unit.region === code);
    return totalCell(input, { column, at, place: units.length === 0 ? null : `region:${code}`, units });
  });
  return { level: "region", code: `${system}-${code}`, name: regionName(code), cells };
}

function totalCell(
  input: TotalsParts,
  { column, at, place, units }: { column: Column; at: number; place: string | null; units: readonly ProvinceUnit[] },
): TotalCell {
  const { former } = input;
  const amountAt = (id: string): Amount | null => input.grid.get(id)?.[at]?.amount ?? null;
  const amounts = units.flatMap(({ id }) => {
    const own = amountAt(id);
    if (own !== null) return [own];
    const parts = partsIn(column, former.get(id) ?? []).map((part) => amountAt(part.id));
    const told = parts.filter((part) => part !== null);
    return told.length > 0 && told.length === parts.length ? [addUp(told)] : [];
  });
  const { measure } = input.spec;
  const { method, valueFrom } = input.adding ?? {
    method: measure === "count" ? "sum" : "share",
    valueFrom: (list) => totalOf(list, measure),
  };
  const isWeighted = amounts.some((amount) => amount.isWeighted);
  const isComplete = amounts.length === units.length;
  return {
    period: column.key,
    published: place === null ? null : publishedCell(input, column, place),
    sum: method === "sum" || isComplete ? valueFrom(amounts) : null,
    bound: boundOf({ amounts, isComplete }),
    method: method === "share" ? (isWeighted ? "weighted" : "fractions") : method,
    reported: amounts.length,
    of: units.length,
  };
}

/** Provinces that are missing make a sum a floor. */
function boundOf({ amounts, isComplete }: { amounts: readonly Amount[]; isComplete: boolean }): TotalCell["bound"] {
  if (amounts.length === 0) return "exact";
  return isComplete ? boundOfTotal(amounts) : boundOfSum([...amounts.map(({ bound }) => bound), "at_least"]);
}

function publishedCell({ spec, evidence }: TotalsInput, column: Column, place: string): Cell | null {
  const verdict = judge(evidence?.at(place, column.key) ?? []);
  if (verdict === null) return null;
  const cell = reportedCell(place, column.year, verdict);
  return (spec.period ?? "year") === "year" ? cell : { ...cell, period: column.key };
}
