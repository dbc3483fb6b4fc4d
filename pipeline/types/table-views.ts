import type { Label } from "./indicator.ts";
import type { Cell, SeriesBreak, Table } from "./table.ts";

/** One value of a series. */
export interface Point {
  readonly key: string;
  readonly value: number;
  readonly bound: Cell["bound"];
  readonly kind: Cell["kind"];
  /** The flow was told before the year was over. */
  readonly isUnfinished: boolean;
}

/** A province's values over time. `segments` are the runs that may be drawn as one line: they end where a column is empty, and before a break of the series. */
export interface ProvinceSeries {
  readonly province: string;
  readonly name: string;
  readonly points: readonly Point[];
  readonly segments: readonly (readonly Point[])[];
}

/** A province at two columns. */
export interface SlopeLine {
  readonly province: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Of counts in the table's unit; of percentages in points. */
  readonly difference: number;
  /** Of counts, two decimals; null for percentages and where `from` is 0. */
  readonly percent: number | null;
  readonly bound: "exact" | "about";
}

export interface Slope {
  readonly from: string;
  readonly to: string;
  /** Largest rise first. */
  readonly lines: readonly SlopeLine[];
  /** Provinces with a value at one end only. */
  readonly without: readonly { readonly province: string; readonly name: string }[];
  /** Breaks that lie between: a slope across them must be shown with them. */
  readonly across: readonly SeriesBreak[];
}

/** Other ways to look at a table (compare/views.ts). */
export interface TableViews {
  readonly series: (table: Table) => readonly ProvinceSeries[];
  /** Null when a key is no column of the table. */
  readonly slope: (table: Table, from: string, to: string) => Slope | null;
}

/** `long`: a line a cell, with the report behind it; `wide`: a line a province, as on paper. */
export type TableForm = "long" | "wide";

/** A kind of file that tables can be taken away in. */
export interface ExportFormat {
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly description: Label;
  readonly forms: readonly TableForm[];
}

/** Tables as files (publish/data-formats.ts). */
export interface TableExports {
  readonly formats: readonly ExportFormat[];
  /** The file; of one format several tables are one file. Throws WrongUse for a format or form that is not there. */
  readonly write: (
    tables: readonly Table[],
    options: { readonly format: string; readonly form: TableForm; readonly lang: "vi" | "en" },
  ) => Promise<Uint8Array<ArrayBuffer>>;
}
