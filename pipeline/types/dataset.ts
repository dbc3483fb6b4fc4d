import type { Label } from "./indicator.ts";

/** A value of a table that people take away. Percent is 0–100, a date ISO; null where nothing is known, which is no zero. */
export type Value = string | number | boolean | null;

/** `date` is a whole ISO day; a date that may be a month or a year is a `string`. */
export type FieldType = "string" | "integer" | "number" | "boolean" | "date";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly title: Label;
  /** Never null. */
  readonly required?: true;
}

/** `documents` are the reports that figures were read in; `cells` is a comparison table in long form, `wide` on paper's, `totals` its country and regions. */
export type TableName = "observations" | "citations" | "documents" | "places" | "codebook" | "checks" | "cells" | "wide" | "totals";

/** A table whose rows are made while they are read, so that it may be larger than the memory. */
export interface DataTable {
  readonly name: TableName;
  readonly title: Label;
  readonly fields: readonly Field[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly { readonly field: string; readonly table: TableName; readonly reference: string }[];
  /** The rows from the first on, values in the order of `fields`; may be asked for again. */
  readonly rows: () => Iterable<readonly Value[]>;
}

/** What is said about data that leaves the project: where it comes from and by what it was made. */
export interface About {
  /** ISO time. */
  readonly createdAt: string;
  readonly version: string;
  /** The commit of the code, where it is known. */
  readonly commit: string | null;
  readonly rules: string;
  /** The store's fingerprint. */
  readonly fingerprint: string;
  /** What was asked for, as a canonical query string; empty for everything. */
  readonly query: string;
}

/** Bytes or text of a file, in order. */
export type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** A file among those that an export writes. */
export interface Entry {
  /** Relative, with slashes. */
  readonly path: string;
  readonly chunks: () => Chunks;
}
