/**
 * The few things that the two engines say differently. All other SQL is written so that both take it: `ON CONFLICT DO NOTHING`, `IS NOT DISTINCT FROM`, `CASE WHEN`, `NULLS LAST`
 * where the place of nulls matters, flags compared as `current = 1`. Types of columns are `text`, `bigint`, `integer` in PostgreSQL, its text sorts by bytes (`COLLATE "C"`), as SQLite's does.
 */
export interface Dialect {
  readonly name: "sqlite" | "postgres";
  /** The condition that a column has one of the values of a JSON list, which is bound as text: `among("f.question", ":questions", "integer")`. */
  readonly among: (column: string, placeholder: string, type: "text" | "integer") => string;
  /** Values of a JSON list as rows with one column `value`, to be joined: `FROM ${listed(":cards", "integer")} j JOIN …`. */
  readonly listed: (placeholder: string, type: "text" | "integer") => string;
  /** All rows as one JSON list of lists, `[]` for none (read with `tuples`): the driver takes a microsecond for every field of a row, JSON a twentieth of that. */
  readonly tuples: (columns: readonly string[]) => string;
  /** All values of a column as one JSON list, in the order of the rows. */
  readonly list: (column: string) => string;
  /** What stands in a JSON column under these names, as text: `field("data", ["place", "province"])`. */
  readonly field: (column: string, path: readonly string[]) => string;
  /** "INDEXED BY x" for SQLite, which has no statistics; PostgreSQL plans by itself. */
  readonly by: (index: string) => string;
  /** A join in the order in which it is written: SQLite keeps to it; PostgreSQL plans by itself. Takes `ON`. */
  readonly join: string;
  /** A condition that no index is to be used for. */
  readonly unindexed: (condition: string) => string;
  /** Text with a number in it, as a number. */
  readonly number: (column: string) => string;
}

export const SQLITE: Dialect = {
  name: "sqlite",
  among: (column, placeholder) => `${column} IN (SELECT value FROM json_each(${placeholder}))`,
  listed: (placeholder) => `json_each(${placeholder})`,
  tuples: (columns) => `json_group_array(json_array(${columns.join()}))`,
  list: (column) => `json_group_array(${column})`,
  field: (column, path) => `${column} ->> '$.${path.join(".")}'`,
  by: (index) => `INDEXED BY ${index}`,
  join: "CROSS JOIN",
  unindexed: (condition) => `+${condition}`,
  number: (column) => `CAST(${column} AS REAL)`,
};

/** `json_texts` and `json_bigints` are functions of ours (foundation.sql): their results are constants to the planner, which can choose indexes and leave out partitions by them. */
export const POSTGRES: Dialect = {
  name: "postgres",
  among: (column, placeholder, type) => `${column} = ANY(${listOf(placeholder, type)})`,
  listed: (placeholder, type) => `(SELECT unnest(${listOf(placeholder, type)}) AS value)`,
  tuples: (columns) => `coalesce(json_agg(json_build_array(${columns.join()})), '[]')`,
  list: (column) => `coalesce(json_agg(${column}), '[]')`,
  field: (column, path) => `${column} #>> '{${path.join()}}'`,
  by: () => "",
  join: "JOIN",
  unindexed: (condition) => condition,
  number: (column) => `CAST(${column} AS double precision)`,
};

const listOf = (placeholder: string, type: "text" | "integer"): string =>
  type === "text" ? `json_texts(${placeholder})` : `json_bigints(${placeholder})`;

/** What `Dialect.tuples` has put into a row. */
export function tuples(row: Readonly<Record<string, unknown>> | undefined, column: string): readonly (readonly unknown[])[] {
  const list: unknown = JSON.parse(String(row?.[column] ?? "[]"));
  return Array.isArray(list) && list.every(Array.isArray) ? list : [];
}
