import type { Check, Dims, IndicatorCode, Measure, Observation, Status } from "./observation.ts";
import type { ArticleHead } from "./store.ts";

/** `then`: the provinces of the period (63 to 2025-06, 34 since); `now`: everything on the 34 of today. */
export type Boundaries = "then" | "now";

/** What a comparison table shows: indicator × province × year. */
export interface TableSpec {
  readonly indicator: IndicatorCode;
  readonly dims: Dims;
  readonly measure: Measure;
  readonly status: Exclude<Status, "change">;
  readonly years: { readonly from: number; readonly to: number };
  readonly boundaries: Boundaries;
}

/** One report's answer for a cell. */
export interface Candidate {
  readonly observation: Observation;
  readonly head: ArticleHead;
}

/** `reported`: the winner's own value; `derived`: computed by `formula` from `inputs`; `partial`: parts are missing (`missing`), no value. */
export interface Cell {
  readonly province: string;
  readonly year: number;
  readonly kind: "reported" | "derived" | "partial";
  readonly value: number | null;
  readonly bound: Observation["bound"];
  /** First is the winner; empty for a derived cell, whose candidates are in `inputs`. */
  readonly candidates: readonly Candidate[];
  /** How many of the candidates say the winner's value, and those that say another. */
  readonly agree: number;
  readonly dissent: readonly Candidate[];
  readonly formula?: string;
  readonly inputs?: readonly { readonly province: string; readonly winner: Candidate }[];
  readonly missing?: readonly string[];
  readonly checks: readonly Check[];
}

export interface TableRow {
  readonly province: string;
  readonly name: string;
  readonly cells: readonly (Cell | null)[];
}

/** A break of codebook section 6 between two columns of the table. */
export interface SeriesBreak {
  readonly beforeYear: number;
  readonly note: { readonly vi: string; readonly en: string };
}

export interface Table {
  readonly spec: TableSpec;
  readonly years: readonly number[];
  readonly rows: readonly TableRow[];
  /** Per year: how many provinces have a value, of how many that existed. */
  readonly coverage: readonly { readonly year: number; readonly reported: number; readonly of: number }[];
  readonly breaks: readonly SeriesBreak[];
}
