import type { ProvinceUnit } from "../types/province.ts";
import type { ArticleHead, StoredObservation } from "../types/store.ts";
import type { Column, SeriesBreak, Table, TableRow, TableSpec } from "../types/table.ts";
import { addChanges } from "./changes.ts";
import { type Evidence, gather, joinData } from "./evidence.ts";
import { type Grid, makeGrid } from "./grid.ts";
import { formatLink } from "./link.ts";
import { columnsOf, yearsBack } from "./periods.ts";
import { formerUnits, partsIn } from "./provinces.ts";
import { addRanks } from "./rank.ts";
import { addingOf, divideGrids, type Ratio, ratioOf, sidesOf } from "./ratios.ts";
import { findBreaks } from "./series.ts";
import { type Adding, makeTotals, unitsIn } from "./totals.ts";

export interface TableInput {
  readonly spec: TableSpec;
  /** At least those that `neededFor` names; others are passed over. */
  readonly observations: readonly StoredObservation[];
  /** Both systems; rows come in this order. */
  readonly provinces: readonly ProvinceUnit[];
  /** The province whose paper or portal published the article; by default read off the publisher's name. */
  readonly homeOf?: (head: ArticleHead) => string | null;
}

/** The cells of a table before they are put into rows. */
interface Made {
  readonly grid: Grid;
  /** What reports say of the country and of regions; null for a ratio, which no report states. */
  readonly evidence: Evidence | null;
  readonly sources: readonly Evidence[];
  readonly adding?: Adding;
  readonly breaks: readonly SeriesBreak[];
}

/** By what the shares of an indicator may be weighted; null for the others. */
function weightSpec(spec: TableSpec): TableSpec | null {
  if (spec.measure !== "share") return null;
  const { kind } = spec.dims;
  const count = { ...spec, measure: "count" as const, status: "actual" as const };
  if (spec.indicator === "members.rating") return { ...count, indicator: "members.rated", dims: {} };
  return spec.indicator === "orgs.rating" ? { ...count, indicator: "orgs.rated", dims: kind === undefined ? {} : { kind } } : null;
}

/** A question whose answers a table is made of. */
export type Needed = Pick<TableSpec, "indicator" | "dims" | "measure" | "status">;

/** The figures that a table of this question is made of: its own, those that shares are weighted by, the two sides of a ratio; each question once. */
export function neededFor(spec: TableSpec): readonly Needed[] {
  const ratio = ratioOf(spec.indicator);
  const specs = ratio === null ? [spec, weightSpec(spec)] : Object.values(sidesOf(ratio, spec));
  const needed = specs.flatMap((one) => (one === null ? [] : [questionOf(one)]));
  return needed.filter((one, at) => needed.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at);
}

const questionOf = ({ indicator, dims, measure, status }: TableSpec): Needed => ({ indicator, dims, measure, status });

/**
 * The comparison table: indicator × province × period, with the reports behind each cell. Pure; the order of the observations does not matter.
 *
 * Only figures of a whole province count, whose indicator, dims, measure and status are exactly the spec's (a missing dim means "all"), said in
 * trusted articles of current page versions; never those without period, those of chosen bodies (`subset`), yearly averages (`per`) or one decider's
 * part (`decidedBy`), nor a flow with a day instead of a span. `fitColumn` says which periods stand for a column; a flow told in early December shows only where nothing better exists, as "at
 * least" and with a check "đến <date>". Rows are the provinces with at least one cell: under `then` one of the 63 has cells to 2025, one of the 34
 * since 2025; under `now` all is on the 34, own figures first, else out of the former provinces (`deriveCell`).
 *
 * What is asked for beside the cells: `changes` (addChanges), `ranks` (addRanks), `totals` (makeTotals). A code of ratios.ts is computed from its two sides.
 */
export function makeTable(input: TableInput): Table {
  const { spec, provinces } = input;
  const shown = columnsOf(spec);
  const columns =
    spec.changes === true ? columnsOf({ ...spec, years: { ...spec.years, from: spec.years.from - yearsBack(spec.period) } }) : shown;
  const ratio = ratioOf(spec.indicator);
  const made = ratio === null ? makePlain(input, columns) : makeRatio(input, { ratio, columns });
  const first = columns.length - shown.length;
  const rows = finishRows(input, { made, columns, first });
  const totals = spec.totals === true ? makeTotals({ spec, provinces, columns, ...made }) : null;
  return {
    spec,
    years: shown.map(({ year }) => year),
    columns: shown,
    rows,
    coverage: cover(input, { grid: made.grid, columns, first }),
    breaks: first === 0 ? made.breaks : breaksIn(shown, made.breaks),
    ...(totals === null ? {} : { totals: totals.map((row) => ({ ...row, cells: row.cells.slice(first) })) }),
    data: joinData(made.sources.map((source) => source.data())),
    link: formatLink([spec]),
  };
}

function makePlain({ spec, observations, provinces, homeOf }: TableInput, columns: readonly Column[]): Made {
  const shared = { columns, observations, provinces, homeOf };
  const evidence = gather({ ...shared, spec });
  const weighing = weightSpec(spec);
  const weights = weighing === null ? null : gather({ ...shared, spec: weighing });
  const grid = makeGrid({ spec, columns, provinces, evidence, weights });
  return { grid, evidence, sources: weights === null ? [evidence] : [evidence, weights], breaks: findBreaks(spec, columns) };
}

function makeRatio(input: TableInput, { ratio, columns }: { ratio: Ratio; columns: readonly Column[] }): Made {
  const sides = sidesOf(ratio, input.spec);
  const years = { from: Math.min(...columns.map(({ from }) => Number(from.slice(0, 4)))), to: input.spec.years.to };
  const below = sides.denominator.period === sides.numerator.period ? columns : columnsOf({ ...sides.denominator, years });
  const numerator = makePlain({ ...input, spec: sides.numerator }, columns);
  const denominator = makePlain({ ...input, spec: sides.denominator }, below);
  const match = columns.map((column) =>
    below.findIndex(({ key, year }) => (below === columns ? key === column.key : year === column.year)),
  );
  const breaks = [...numerator.breaks, ...findBreaks({ ...sides.denominator, ...periodOf(input.spec) }, columns)];
  return {
    grid: divideGrids(ratio, { numerator: numerator.grid, denominator: denominator.grid }, match),
    evidence: null,
    sources: [...numerator.sources, ...denominator.sources],
    adding: addingOf(ratio),
    breaks: breaks
      .filter(({ note }, at) => breaks.findIndex((one) => one.note === note) === at)
      .sort((a, b) => a.beforeYear - b.beforeYear),
  };
}

const periodOf = ({ period }: TableSpec): Pick<TableSpec, "period"> => (period === undefined ? {} : { period });

/** The breaks that lie between the columns shown, when more columns were computed. */
function breaksIn(columns: readonly Column[], breaks: readonly SeriesBreak[]): readonly SeriesBreak[] {
  const behind = columns.slice(1);
  return breaks.filter(({ beforeYear, beforePeriod }) =>
    behind.some(({ key, year }) => (beforePeriod === undefined ? year === beforeYear : key === beforePeriod)),
  );
}

/** The grid as rows, with what was asked for beside each cell; columns before `first` were only needed for changes. */
function finishRows(
  { spec, provinces }: TableInput,
  { made, columns, first }: { made: Made; columns: readonly Column[]; first: number },
): readonly TableRow[] {
  const all = provinces.flatMap(({ id, name }): TableRow[] => {
    const cells = made.grid.get(id);
    return cells === undefined ? [] : [{ province: id, name, cells: cells.map((filled) => filled?.cell ?? null) }];
  });
  const changed = spec.changes === true ? addChanges({ spec, columns, rows: all, breaks: made.breaks, provinces }) : all;
  const shown = changed
    .map((row) => (first === 0 ? row : { ...row, cells: row.cells.slice(first) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null));
  if (spec.ranks === undefined) return shown;
  const competing = columns.slice(first).map((column) => new Set(unitsIn(spec, provinces, column).map(({ id }) => id)));
  return addRanks(shown, { order: spec.ranks, competes: (province, column) => competing[column]?.has(province) ?? false });
}

/**
 * Per column, how many of the provinces that stood at its end have a value. In a column in which provinces were merged under `then`, a new one also counts
 * when every part of it has a value.
 */
function cover(
  { spec, provinces }: TableInput,
  { grid, columns, first }: { grid: Grid; columns: readonly Column[]; first: number },
): Table["coverage"] {
  const former = formerUnits(provinces);
  return columns.slice(first).map((column, index) => {
    const isFilled = (id: string): boolean => (grid.get(id)?.[first + index]?.cell.value ?? null) !== null;
    const units = unitsIn(spec, provinces, column);
    const hasValue = ({ id }: ProvinceUnit): boolean => {
      const parts = partsIn(column, former.get(id) ?? []);
      return isFilled(id) || (parts.length > 0 && parts.every((part) => isFilled(part.id)));
    };
    return { year: column.year, reported: units.filter(hasValue).length, of: units.length };
  });
}
