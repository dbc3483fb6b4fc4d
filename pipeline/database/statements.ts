import type { Dialect } from "./dialect.ts";

export type Binding = string | number | Uint8Array | null;
export type Bindings = readonly Binding[] | Readonly<Record<string, Binding>>;
export type Row = Readonly<Record<string, unknown>>;

/**
 * SQL on one connection, answered before the call returns. Values go in as bindings only: `?`, `?2` for those of a list, `:name` for named ones. Whole numbers come back as
 * numbers, truth as 0 and 1, JSON as text, on both engines. Every function throws the driver's errors, of PostgreSQL DatabaseFailed.
 */
export interface Statements {
  readonly dialect: Dialect;
  readonly rows: (sql: string, bindings: Bindings) => readonly Row[];
  /** The first row, if there is one. */
  readonly row: (sql: string, bindings: Bindings) => Row | undefined;
  /** How many rows were changed. */
  readonly run: (sql: string, bindings: Bindings) => number;
  /** As `run`, for who does not ask how many: inside of a transaction PostgreSQL may be told only with the next question, and what it refuses is thrown there, at the latest by the transaction's end. */
  readonly put: (sql: string, bindings: Bindings) => void;
  /** `put`s one row. */
  readonly insert: (table: string, columns: Readonly<Record<string, Binding>>) => void;
}

/** A database that is open. */
export interface Connection extends Statements {
  /** Where it is, without passwords: for messages. */
  readonly place: string;
  /** Several statements, without bindings. */
  readonly exec: (sql: string) => void;
  /**
   * Runs `work` in one transaction, which is undone when it throws; inside of another it is a part of that one. `read`: all questions are answered out of one moment.
   * `write`: waits for its turn; PostgreSQL may run `work` again when it had to be undone for another transaction's sake, so it must do nothing that stays but through this connection.
   */
  readonly transact: <T>(kind: "read" | "write", work: () => T) => T;
  readonly isInTransaction: () => boolean;
  /** Begins one moment out of which all questions are answered until the returned function is called; nothing may be written meanwhile. For work that waits in between. */
  readonly hold: () => () => void;
  /** Keeps others with one of these keys waiting until the transaction ends; SQLite has one writer anyway. */
  readonly lock: (keys: readonly string[]) => void;
  /** Rows changed since it was opened. */
  readonly changes: () => number;
  readonly close: () => void;
}

/** "WHERE a AND b" of what is asked for, or nothing. */
export function where(conditions: readonly (string | false)[]): string {
  const asked = conditions.filter((condition) => condition !== false);
  return asked.length === 0 ? "" : `WHERE ${asked.join(" AND ")}`;
}

/** Only what is given: the driver refuses names that the statement does not use. */
export function named(values: Readonly<Record<string, Binding | undefined>>): Readonly<Record<string, Binding>> {
  const given = Object.entries(values).filter((entry): entry is [string, Binding] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

/** "INSERT INTO t (a,b) VALUES (:a,:b)". */
export function insertText(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `:${name}`).join()})`;
}
