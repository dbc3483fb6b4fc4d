import type { Label } from "./indicator.ts";
import type { Check, Dims, IndicatorCode, Measure, Observation, Status } from "./observation.ts";
import type { ArticleHead } from "./store.ts";

/** `then`: the provinces of the period (63 to 2025-06, 34 since); `now`: everything on the 34 of today. */
export type Boundaries = "then" | "now";

/** What a column of a table is. A term runs from one congress to the next: 2010–2015, 2015–2020, 2020–2025. */
export type PeriodKind = "year" | "half" | "quarter" | "month" | "term";

/** What a comparison table shows: indicator × province × period. `indicator` is a code of the codebook, or that of a ratio (compare/ratios.ts). */
export interface TableSpec {
  readonly indicator: IndicatorCode;
  readonly dims: Dims;
  readonly measure: Measure;
  readonly status: Exclude<Status, "change">;
  readonly years: { readonly from: number; readonly to: number };
  readonly boundaries: Boundaries;
  /** Years when absent. */
  readonly period?: PeriodKind;
  /** Each cell with its change on the year before. */
  readonly changes?: true;
  /** Each cell with its rank in the column: the largest first, or the smallest. */
  readonly ranks?: "high" | "low";
  /** With rows for the country and for its regions. */
  readonly totals?: true;
  /** Also figures of articles whose years or letters are not to be trusted. */
  readonly untrusted?: true;
}

/** A column. `key`: `2014`, `2014-H1`, `2014-Q3`, `2014-07`, `2015-2020`; `from` and `to` are its first and last day, ISO. */
export interface Column {
  readonly key: string;
  /** The calendar year that it lies in; of a term the last. */
  readonly year: number;
  readonly from: string;
  readonly to: string;
}

/** How a cell stands to the same column a year (for terms: a term) before. Null where there is nothing to compare with: no value, or none of a whole period. */
export interface Change {
  /** Column of the value compared with. */
  readonly on: string;
  readonly before: number;
  /** In the unit of the table; of percentages null. */
  readonly absolute: number | null;
  /** In percent of the value before, two decimals; null when that is 0, and of percentages. */
  readonly percent: number | null;
  /** Percentage points; of counts null. */
  readonly points: number | null;
  /** `exact` when both values are. */
  readonly bound: "exact" | "about";
  /** Breaks of the series and mergers that lie between the two: a change across them must be shown with them. */
  readonly across: readonly SeriesBreak[];
}

/** Place among the provinces with a value in the column; equal values share one and the next is left out. */
export interface CellRank {
  readonly place: number;
  readonly of: number;
  readonly isTied: boolean;
}

/** What an input of a derived cell is: a summand, the whole that shares are weighted by, or a side of a ratio. */
export type InputRole = "part" | "weight" | "numerator" | "denominator";

/** One report's answer for a cell. */
export interface Candidate {
  readonly observation: Observation;
  readonly head: ArticleHead;
  /** The article is a reprint, and its original gives another figure for this cell: no report of its own, but an error of one of the two. */
  readonly changesOriginal?: true;
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
  readonly inputs?: readonly { readonly province: string; readonly winner: Candidate; readonly role?: InputRole }[];
  readonly missing?: readonly string[];
  readonly checks: readonly Check[];
  /** How a derived value came about; `weighted`: shares weighted by what was rated, as numerators and denominators are missing. */
  readonly method?: "sum" | "fractions" | "weighted" | "ratio";
  /** Key of the column; absent in tables of years. */
  readonly period?: string;
  /** The flow was told before the year was over: no summand, and not compared with another year. */
  readonly isUnfinished?: true;
  /** The side of a ratio that no report gives. */
  readonly lacks?: "numerator" | "denominator";
  readonly change?: Change | null;
  readonly rank?: CellRank;
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
  /** Key of the first column behind the break; absent in tables of years. */
  readonly beforePeriod?: string;
}

/** The country's or a region's cell: what reports say of the whole, beside what the provinces add up to. */
export interface TotalCell {
  /** Key of the column. */
  readonly period: string;
  readonly published: Cell | null;
  /** Sum (of shares: the share of the whole) over the provinces that have a usable value; null when none has. Below `of` it is no figure of the whole. */
  readonly sum: number | null;
  readonly bound: Observation["bound"];
  readonly method: "sum" | "fractions" | "weighted" | "ratio";
  /** How many provinces entered the sum, of how many that there are. */
  readonly reported: number;
  readonly of: number;
}

export interface TotalRow {
  readonly level: "national" | "region";
  /** Of a region its system and code: `63-TN`. */
  readonly code: string | null;
  readonly name: Label;
  readonly cells: readonly TotalCell[];
}

/** What a table was made of. Equal data give an equal hash, in whatever order they came. */
export interface TableData {
  /** SHA-256, hex, over the observations that entered. */
  readonly hash: string;
  readonly observations: number;
}

export interface Table {
  readonly spec: TableSpec;
  readonly years: readonly number[];
  readonly rows: readonly TableRow[];
  /** The columns, one for each of `years`; `years` has the year of each. Absent in tables made elsewhere than compare/table.ts. */
  readonly columns?: readonly Column[];
  /** Per column: how many provinces have a value, of how many that existed. */
  readonly coverage: readonly { readonly year: number; readonly reported: number; readonly of: number }[];
  readonly breaks: readonly SeriesBreak[];
  /** The country first, then its regions; present when asked for. */
  readonly totals?: readonly TotalRow[];
  readonly data?: TableData;
  /** Canonical query string that asks for this table (compare/link.ts). */
  readonly link?: string;
}
