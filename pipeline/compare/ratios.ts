import type { Label } from "../types/indicator.ts";
import type { Dims, IndicatorCode, Measure } from "../types/observation.ts";
import type { Cell, PeriodKind, TableSpec } from "../types/table.ts";
import { type Amount, addUp, boundOfSum, roundTwo } from "./derive.ts";
import type { Filled, Grid } from "./grid.ts";
import type { Adding } from "./totals.ts";

/** A side of a ratio. */
interface Side {
  readonly indicator: IndicatorCode;
  readonly dims: Dims;
}

/** A ratio of two counts of one province and year, which a table shows as it shows an indicator. */
export interface Ratio {
  /** What `TableSpec.indicator` says. */
  readonly code: string;
  readonly label: Label;
  readonly definition: Label;
  readonly numerator: Side;
  readonly denominator: Side;
  /** 100 for a percentage, 1000 for "per 1,000". */
  readonly factor: number;
  /** `share` for a percentage, `count` for the others. */
  readonly measure: Extract<Measure, "count" | "share">;
}

const MEMBERS: Side = { indicator: "members.total", dims: {} };
const of = (indicator: IndicatorCode, dims: Dims = {}): Side => ({ indicator, dims });

/** All ratios: one more is one more entry here. */
export const RATIOS: readonly Ratio[] = [
  {
    code: "ratio.admitted",
    label: { vi: "Đảng viên mới kết nạp so với tổng số đảng viên (%)", en: "Members admitted, % of members" },
    definition: {
      vi: "Số đảng viên kết nạp trong kỳ chia cho tổng số đảng viên của tỉnh trong năm đó, nhân 100.",
      en: "Members admitted in the period over all members of the province in that year, times 100.",
    },
    numerator: of("members.admitted"),
    denominator: MEMBERS,
    factor: 100,
    measure: "share",
  },
  {
    code: "ratio.disciplined",
    label: { vi: "Đảng viên bị kỷ luật trên 1.000 đảng viên", en: "Members disciplined per 1,000 members" },
    definition: {
      vi: "Số đảng viên bị thi hành kỷ luật trong kỳ chia cho tổng số đảng viên của tỉnh trong năm đó, nhân 1.000.",
      en: "Members disciplined in the period over all members of the province in that year, times 1,000.",
    },
    numerator: of("discipline.members"),
    denominator: MEMBERS,
    factor: 1000,
    measure: "count",
  },
  {
    code: "ratio.struck_off",
    label: { vi: "Đảng viên bị xóa tên trên 1.000 đảng viên", en: "Members struck off per 1,000 members" },
    definition: {
      vi: "Số đảng viên bị xóa tên trong kỳ chia cho tổng số đảng viên của tỉnh trong năm đó, nhân 1.000.",
      en: "Members struck off in the period over all members of the province in that year, times 1,000.",
    },
    numerator: of("members.struck_off"),
    denominator: MEMBERS,
    factor: 1000,
    measure: "count",
  },
  {
    code: "ratio.members_per_grassroots",
    label: { vi: "Số đảng viên bình quân một tổ chức cơ sở đảng", en: "Members per grassroots organisation" },
    definition: {
      vi: "Tổng số đảng viên chia cho số tổ chức cơ sở đảng của tỉnh trong cùng năm.",
      en: "All members over the grassroots organisations of the province in the same year.",
    },
    numerator: MEMBERS,
    denominator: of("orgs.total", { kind: "grassroots" }),
    factor: 1,
    measure: "count",
  },
];

/** The ratio of this code; null for a code of the codebook. */
export function ratioOf(code: string): Ratio | null {
  return RATIOS.find((ratio) => ratio.code === code) ?? null;
}

/** The questions about the two sides. Numbers of members are told once a year, so that the denominator of a half-year, quarter or month is that of its year. */
export function sidesOf(ratio: Ratio, spec: TableSpec): { readonly numerator: TableSpec; readonly denominator: TableSpec } {
  const { years, boundaries, period, untrusted } = spec;
  const shared = { measure: "count" as const, status: spec.status, years, boundaries, ...(untrusted ? { untrusted } : {}) };
  const finer: readonly (PeriodKind | undefined)[] = ["half", "quarter", "month"];
  const yearly = finer.includes(period) ? {} : period === undefined ? {} : { period };
  return {
    numerator: { ...ratio.numerator, ...shared, ...(period === undefined ? {} : { period }) },
    denominator: { ...ratio.denominator, ...shared, status: "actual", ...yearly },
  };
}

/** Larger wholes make smaller ratios. */
const TURNED: Readonly<Record<Amount["bound"], Amount["bound"]>> = {
  exact: "exact",
  about: "about",
  more_than: "less_than",
  at_least: "at_most",
  less_than: "more_than",
  at_most: "at_least",
};

/** The bound of a quotient of counts: a floor over an exact number is a floor, an exact number over a floor a ceiling. */
export function boundOfQuotient(top: Amount["bound"], bottom: Amount["bound"]): Amount["bound"] {
  return boundOfSum([top, TURNED[bottom]]);
}

/** Quotients of several provinces together are the quotient of their sums. */
export function addingOf(ratio: Ratio): Adding {
  return { method: "ratio", valueFrom: (amounts) => (amounts.length === 0 ? null : quotient(ratio, addUp(amounts))) };
}

function quotient({ factor }: Ratio, { top, bottom }: Amount): number {
  return roundTwo(top * factor, bottom);
}

/** Where the column of the denominator stands for each column of the numerator. */
export type ColumnMatch = readonly (number | null)[];

/**
 * The grid of a ratio out of those of its sides: a cell where the numerator has a value, with both sides as inputs; `partial` where the denominator is lacking
 * or 0, or where the numerator itself lacks a part. What the sides say of their own (parts of a merged province, rivals) is kept.
 */
export function divideGrids(ratio: Ratio, sides: { numerator: Grid; denominator: Grid }, match: ColumnMatch): Grid {
  return new Map(
    [...sides.numerator].map(([province, row]) => [
      province,
      row.map((numerator, column) => {
        const at = match[column] ?? null;
        return divide(ratio, numerator, at === null ? null : (sides.denominator.get(province)?.[at] ?? null));
      }),
    ]),
  );
}

function divide(ratio: Ratio, numerator: Filled | null, denominator: Filled | null): Filled | null {
  if (numerator === null) return null;
  const { province, year, period, value: top } = numerator.cell;
  const bottom = denominator?.cell.value ?? null;
  const inputs = [...inputsOf(numerator.cell, "numerator"), ...(denominator === null ? [] : inputsOf(denominator.cell, "denominator"))];
  const place = { province, year, ...(period === undefined ? {} : { period }) };
  const base = { ...place, candidates: [], agree: 0, inputs, dissent: [...numerator.cell.dissent, ...(denominator?.cell.dissent ?? [])] };
  const checks = [...numerator.cell.checks, ...(denominator?.cell.checks ?? [])];
  if (top === null) {
    const { missing = [] } = numerator.cell;
    return { cell: { ...base, kind: "partial", value: null, bound: "exact", lacks: "numerator", missing, checks }, amount: null };
  }
  if (denominator === null || bottom === null || bottom <= 0) {
    return {
      cell: { ...base, kind: "partial", value: null, bound: "exact", lacks: "denominator", ...partsOf(denominator), checks },
      amount: null,
    };
  }
  const bound = boundOfQuotient(numerator.cell.bound, denominator.cell.bound);
  const amount = { top, bottom, bound, isWeighted: false };
  const isUnfinished = numerator.cell.isUnfinished === true || denominator.cell.isUnfinished === true;
  const cell: Cell = {
    ...base,
    kind: "derived",
    value: quotient(ratio, amount),
    bound,
    method: "ratio",
    formula: `${ratio.factor === 1 ? "" : `${ratio.factor} × `}${top} / ${bottom}`,
    checks,
    ...(isUnfinished ? { isUnfinished: true as const } : {}),
  };
  return { cell, amount: isUnfinished ? null : amount };
}

const partsOf = (side: Filled | null): Pick<Cell, "missing"> => (side?.cell.missing === undefined ? {} : { missing: side.cell.missing });

function inputsOf({ province, candidates, inputs = [] }: Cell, role: "numerator" | "denominator"): NonNullable<Cell["inputs"]> {
  const [winner] = candidates;
  if (winner !== undefined) return [{ province, winner, role }];
  return inputs.map((input) => ({ province: input.province, winner: input.winner, role }));
}
