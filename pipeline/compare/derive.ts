import type { Bound, Check, Measure, Observation } from "../types/observation.ts";
import type { Candidate, Cell, InputRole } from "../types/table.ts";
import { saysSame, type Verdict } from "./candidates.ts";

/** A former province and what the reports say about it in the column; null where they say nothing. */
export interface Part {
  readonly province: string;
  readonly verdict: Verdict | null;
  /** How many organisations or members were rated there: what its share may be weighted by. */
  readonly weight?: Verdict | null;
}

interface Input {
  readonly province: string;
  readonly winner: Candidate;
  readonly role?: InputRole;
}

/**
 * What a value brings into a sum. A count is `top` over 1. A percentage is `top` over `bottom`, the whole that it is said of, with `top` in units of 0.0001 % of
 * one, so that sums of them are whole numbers and exact.
 */
export interface Amount {
  readonly top: number;
  readonly bottom: number;
  readonly bound: Bound;
  /** The whole is what was rated that year, as the report gives no numerator and denominator. */
  readonly isWeighted: boolean;
}

/** A part of a derived cell as it enters: the amount, how the formula writes it, and the reports. */
interface Summand {
  readonly amount: Amount;
  readonly text: { readonly top: string; readonly bottom: string };
  readonly inputs: readonly Input[];
}

/** Whole numbers stand for percentages of up to four decimals. */
const PERCENT_UNITS = 10_000;

/**
 * The bound of a sum: exact parts give an exact sum, floors a floor, ceilings a ceiling; anything else gives "about".
 */
export function boundOfSum(bounds: readonly Bound[]): Bound {
  const within = (...allowed: readonly Bound[]): boolean => bounds.every((bound) => allowed.includes(bound));
  if (within("exact")) return "exact";
  if (within("exact", "at_least", "more_than")) return bounds.includes("more_than") ? "more_than" : "at_least";
  if (within("exact", "at_most", "less_than")) return bounds.includes("less_than") ? "less_than" : "at_most";
  return "about";
}

/** Sums of decimals (0.1 + 0.2) are cut to 9 digits; counts are whole numbers and stay as they are. */
export function tidy(value: number): number {
  return Number(value.toFixed(9));
}

/** Two decimals, as reports print percentages; halves away from zero. */
export function roundTwo(top: number, bottom = 1): number {
  return (Math.sign(top) * Math.round((Math.abs(top) * 100) / bottom)) / 100;
}

/** The value of amounts together: of counts their sum, of percentages that of the whole. Null for none. */
export function totalOf(amounts: readonly Amount[], measure: Measure): number | null {
  if (amounts.length === 0) return null;
  const top = amounts.reduce((sum, amount) => sum + amount.top, 0);
  if (measure === "count") return tidy(top);
  const bottom = amounts.reduce((sum, amount) => sum + amount.bottom, 0);
  return roundTwo(top, bottom * PERCENT_UNITS);
}

/** The bound of amounts together. A weighted share is "about": what was rated need not be the whole that the report took its percentage of. */
export function boundOfTotal(amounts: readonly Amount[]): Bound {
  return amounts.some(({ isWeighted }) => isWeighted) ? "about" : boundOfSum(amounts.map(({ bound }) => bound));
}

/** What a province's figure of the column brings into a sum; null for one of an unfinished year, and for a percentage whose whole nothing tells. */
export function amountOf(part: Part): Amount | null {
  return summandOf(part)?.amount ?? null;
}

function summandOf({ province, verdict, weight = null }: Part): Summand | null {
  if (verdict === null) return null;
  if (verdict.winner.candidate.observation.measure === "count") return countSummand(province, verdict);
  return fractionSummand(province, verdict) ?? weightedSummand(province, verdict, weight);
}

/** A figure of an unfinished year is no summand: the sum would mix kinds of periods. */
function countSummand(province: string, { winner }: Verdict): Summand | null {
  if (winner.fit.fit !== "whole") return null;
  const { value, bound } = winner.candidate.observation;
  const amount = { top: value, bottom: 1, bound, isWeighted: false };
  return { amount, text: { top: String(value), bottom: "1" }, inputs: [{ province, winner: winner.candidate }] };
}

/** By the winner, or by the best report that agrees with it and gives the fraction. */
function fractionSummand(province: string, { winner, entries }: Verdict): Summand | null {
  const said = winner.candidate.observation;
  const found = entries.find(
    ({ candidate, fit }) => fit.fit === "whole" && hasFraction(candidate.observation) && saysSame(said, candidate.observation),
  )?.candidate;
  if (found === undefined) return null;
  const { numerator = 0, denominator = 0, bound } = found.observation;
  const amount = { top: numerator * 100 * PERCENT_UNITS, bottom: denominator, bound, isWeighted: false };
  return { amount, text: { top: String(numerator), bottom: String(denominator) }, inputs: [{ province, winner: found }] };
}

function hasFraction({ numerator, denominator }: Observation): boolean {
  return numerator !== undefined && denominator !== undefined && denominator > 0;
}

function weightedSummand(province: string, { winner }: Verdict, weight: Verdict | null): Summand | null {
  const rated = weight?.winner;
  if (winner.fit.fit !== "whole" || rated === undefined || rated.fit.fit !== "whole") return null;
  const { value, bound } = winner.candidate.observation;
  const whole = rated.candidate.observation.value;
  if (whole <= 0) return null;
  const amount = { top: Math.round(value * PERCENT_UNITS) * whole, bottom: whole, bound, isWeighted: true };
  const inputs: readonly Input[] = [
    { province, winner: winner.candidate },
    { province, winner: rated.candidate, role: "weight" },
  ];
  return { amount, text: { top: `${value} × ${whole}`, bottom: String(whole) }, inputs };
}

/**
 * The cell of a merged province out of its parts, and what it brings into a sum itself. Counts and stocks add up when every part has a figure of the whole
 * column. Percentages are computed again from numerators and denominators; a part that gives none enters with its percentage, weighted by the organisations or
 * members rated there, and the cell is then "about". Else it is `partial`: no value, and which parts are missing. Null when no part has a figure.
 */
export function deriveCell(input: {
  province: string;
  year: number;
  parts: readonly Part[];
}): { cell: Cell; amount: Amount | null } | null {
  const measure = input.parts.find(({ verdict }) => verdict !== null)?.verdict?.winner.candidate.observation.measure;
  if (measure === undefined) return null;
  const summands = input.parts.flatMap((part) => summandOf(part) ?? []);
  const entered = new Set(summands.map(({ inputs }) => inputs[0]?.province));
  const missing = input.parts.flatMap(({ province }) => (entered.has(province) ? [] : [province]));
  const inputs = summands.flatMap((summand) => summand.inputs);
  const cell = { province: input.province, year: input.year, candidates: [], agree: 0, dissent: [], inputs };
  if (missing.length > 0) {
    return { cell: { ...cell, kind: "partial", value: null, bound: "exact", missing, checks: [] }, amount: null };
  }
  const amounts = summands.map(({ amount }) => amount);
  const amount = addUp(amounts);
  const bound = boundOfTotal(amounts);
  const method = methodOf(measure, amount);
  const derived = { kind: "derived" as const, value: totalOf(amounts, measure), bound, method, formula: formulaOf(summands, method) };
  return { cell: { ...cell, ...derived, checks: compareDays(inputs) }, amount };
}

function methodOf(measure: Measure, amount: Amount): "sum" | "fractions" | "weighted" {
  if (measure === "count") return "sum";
  return amount.isWeighted ? "weighted" : "fractions";
}

/** Amounts as one, as a merged province enters a sum of provinces. */
export function addUp(amounts: readonly Amount[]): Amount {
  return {
    top: amounts.reduce((sum, { top }) => sum + top, 0),
    bottom: amounts.reduce((sum, { bottom }) => sum + bottom, 0),
    bound: boundOfSum(amounts.map(({ bound }) => bound)),
    isWeighted: amounts.some(({ isWeighted }) => isWeighted),
  };
}

function formulaOf(summands: readonly Summand[], method: "sum" | "fractions" | "weighted"): string {
  const bottoms = summands.map(({ text }) => text.bottom).join(" + ");
  const tops = summands.map(({ text, amount }) => (method === "weighted" && !amount.isWeighted ? `100 × ${text.top}` : text.top));
  if (method === "sum") return tops.join(" + ");
  return method === "fractions" ? `100 × (${tops.join(" + ")}) / (${bottoms})` : `(${tops.join(" + ")}) / (${bottoms})`;
}

/** Stocks of different days add up to a sum of no single day: said beside it. */
function compareDays(inputs: readonly Input[]): readonly Check[] {
  const days = inputs.flatMap(({ winner }) =>
    winner.observation.period !== null && "at" in winner.observation.period ? [winner.observation.period.at] : [],
  );
  if (new Set(days).size <= 1) return [];
  const detail = `các phần có số liệu ở những ngày khác nhau: ${days.join(", ")}`;
  return [{ what: "date", holds: false, parts: [], computed: null, printed: null, detail }];
}
