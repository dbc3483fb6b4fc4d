import type Database from "libsql";

export type Binding = string | number | Uint8Array | null;
export type Bindings = readonly Binding[] | Readonly<Record<string, Binding>>;
export type Row = Readonly<Record<string, unknown>>;

/** SQL on one connection; values go in as bindings only. Every function throws the driver's errors. */
export interface Statements {
  readonly rows: (sql: string, bindings: Bindings) => readonly Row[];
  /** The first row, if there is one. */
  readonly row: (sql: string, bindings: Bindings) => Row | undefined;
  /** How many rows were changed. */
  readonly run: (sql: string, bindings: Bindings) => number;
  readonly insert: (table: string, columns: Readonly<Record<string, Binding>>) => void;
}

/** The texts of statements are few: values go in as bindings. */
const MOST_PREPARED = 200;

export function makeStatements(db: Database.Database): Statements {
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    if (prepared.size < MOST_PREPARED) prepared.set(sql, statement);
    return statement;
  };
  const rows: Statements["rows"] = (sql, bindings) => prepare(sql).all(bindings) as readonly Row[];
  const run: Statements["run"] = (sql, bindings) => prepare(sql).run(bindings).changes;
  return {
    rows,
    run,
    row: (sql, bindings) => rows(sql, bindings)[0],
    insert: (table, columns) => {
      const names = Object.keys(columns);
      run(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`, columns);
    },
  };
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
