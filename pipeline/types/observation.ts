import type { ArticleId } from "./article.ts";
import type { Quoted } from "./tokens.ts";

export type IndicatorCode = string;

/** Codebook section 1. Percentages are 0–100. */
export type Measure = "count" | "share" | "attainment" | "points" | "percent_change";
export type Bound = "exact" | "about" | "more_than" | "at_least" | "less_than" | "at_most";
export type Status = "actual" | "target" | "change";
export type Against = "year_before" | "same_period" | "target" | "other";
export type Basis = "explicit" | "relative" | "inferred" | "unknown";
export type Decider = "committee" | "commission" | "cell";
export type Level = "national" | "region" | "province" | "district" | "commune" | "unit";

/** The Party organisation that a figure describes. `province`: `63-68` (to 2025-06-30) or `34-68` (since); `name` below province level. */
export interface Place {
  readonly level: Level;
  readonly province: string | null;
  readonly name: string | null;
}

/** ISO dates, year or month precision allowed; `from`/`to` for what happens over time, `at` for a stock; an open end is null. */
export type Period = { readonly from: string | null; readonly to: string | null } | { readonly at: string };

export type Dims = Readonly<Record<string, string | boolean>>;

/** One step of how a figure came about: what was decided, and the reason in words (`place`: "Đảng bộ huyện A governs the clause"). */
export interface Link {
  readonly what: "indicator" | "place" | "period" | "status" | "subset" | "value";
  readonly reason: string;
}

export type CheckKind = "sum" | "share" | "change" | "target" | "date";

/** A check of codebook section 5. `printed` is the number in the text that was tested against `computed`. */
export interface Check {
  readonly what: CheckKind;
  readonly holds: boolean;
  readonly parts: readonly number[];
  readonly computed: number | null;
  readonly printed: number | string | null;
  readonly detail: string;
}

/** That a person has looked at the figure: it holds as it is, or as corrected. Rejected figures are left out altogether. */
export interface Review {
  /** The decision's id. */
  readonly id: string;
  readonly verdict: "confirm" | "correct";
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  readonly why: string;
}

/** One figure, said once, in one place of one article. Offsets are into `Article.text`. */
export interface Observation extends Quoted {
  readonly article: ArticleId;
  readonly indicator: IndicatorCode;
  readonly dims: Dims;
  readonly measure: Measure;
  readonly value: number;
  readonly bound: Bound;
  readonly status: Status;
  readonly place: Place;
  /** Null exactly when `basis` is `unknown`. */
  readonly period: Period | null;
  readonly basis: Basis;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly against?: Against;
  readonly per?: "year";
  readonly subset?: true;
  readonly decidedBy?: Decider;
  readonly rule: string;
  readonly confidence: number;
  readonly links: readonly Link[];
  readonly checks: readonly Check[];
  readonly review?: Review;
}
