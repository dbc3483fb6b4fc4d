import type { Bound, Check, Observation } from "../types/observation.ts";
import type { Candidate, Cell } from "../types/table.ts";
import { saysSame, type Verdict } from "./candidates.ts";

/** A former province and what the reports say about it in the year; null where they say nothing. */
export interface Part {
  readonly province: string;
  readonly verdict: Verdict | null;
}

interface Input {
  readonly province: string;
  readonly winner: Candidate;
}

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

/**
 * The cell of a merged province out of its parts: counts and stocks add up when every part has a figure of the whole year; percentages are computed
 * again from numerators and denominators when every part gives them. Else it is `partial`: no value, and which parts are missing. Null when no part
 * has a figure.
 */
export function deriveCell(input: { province: string; year: number; parts: readonly Part[] }): Cell | null {
  const measure = input.parts.find(({ verdict }) => verdict !== null)?.verdict?.winner.candidate.observation.measure;
  if (measure === undefined) return null;
  const read = measure === "count" ? usableWhole : usableFraction;
  const inputs: Input[] = [];
  const missing: string[] = [];
  for (const { province, verdict } of input.parts) {
    const winner = verdict === null ? null : read(verdict);
    if (winner === null) missing.push(province);
    else inputs.push({ province, winner });
  }
  const cell = { province: input.province, year: input.year, candidates: [], agree: 0, dissent: [], inputs };
  if (missing.length > 0) return { ...cell, kind: "partial", value: null, bound: "exact", missing, checks: [] };
  const { value, formula } = measure === "count" ? addUp(inputs) : divide(inputs);
  const bound = boundOfSum(inputs.map(({ winner }) => winner.observation.bound));
  return { ...cell, kind: "derived", value, bound, formula, checks: compareDays(inputs) };
}

/** A figure of an unfinished year is no summand: the sum would mix kinds of periods. */
function usableWhole({ winner }: Verdict): Candidate | null {
  return winner.fit.fit === "whole" ? winner.candidate : null;
}

/** The winner, or the best report that agrees with it and gives the fraction. */
function usableFraction({ winner, entries }: Verdict): Candidate | null {
  const said = winner.candidate.observation;
  const found = entries.find(
    ({ candidate, fit }) => fit.fit === "whole" && hasFraction(candidate.observation) && saysSame(said, candidate.observation),
  );
  return found?.candidate ?? null;
}

function hasFraction({ numerator, denominator }: Observation): boolean {
  return numerator !== undefined && denominator !== undefined && denominator > 0;
}

/** Sums of decimals (0.1 + 0.2) are cut to 9 digits; counts are whole numbers and stay as they are. */
function tidy(value: number): number {
  return Number(value.toFixed(9));
}

function addUp(inputs: readonly Input[]): { value: number; formula: string } {
  const values = inputs.map(({ winner }) => winner.observation.value);
  return { value: tidy(values.reduce((sum, value) => sum + value, 0)), formula: values.join(" + ") };
}

/** Percent with two decimals, as reports print it. */
function divide(inputs: readonly Input[]): { value: number; formula: string } {
  const numerators = inputs.map(({ winner }) => winner.observation.numerator ?? 0);
  const denominators = inputs.map(({ winner }) => winner.observation.denominator ?? 0);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const value = Math.round((sum(numerators) / sum(denominators)) * 10_000) / 100;
  return { value, formula: `100 × (${numerators.join(" + ")}) / (${denominators.join(" + ")})` };
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
