import * as z from "zod";
import type { Statements } from "../../database/statements.ts";
import type { Column, FlatTable, OwnedTable } from "./tables.ts";

/** Documents behind `after`, up to and with `upTo`. */
export interface Documents {
  readonly after: string;
  readonly upTo: string;
}

/** Rows of a flat table behind the key `after`, up to and with `upTo`; null: from the beginning, to the end. */
export interface Keys {
  readonly after: readonly (string | number)[] | null;
  readonly upTo: readonly (string | number)[] | null;
}

/** Behind every letter that an id or a hash is made of. */
export const BEHIND = "~";

const isPostgres = (sql: Statements): boolean => sql.dialect.name === "postgres";
const quoted = (name: string): string => `"${name}"`;
const namesOf = (columns: readonly Column[]): string => columns.map(({ name }) => quoted(name)).join();

/** Rows as one JSON list of objects: PostgreSQL takes it as SQLite has written it, and the other way round. */
function objectsOf(sql: Statements, columns: readonly Column[], needs: Readonly<Record<string, string>>): string {
  const fields = [
    ...columns.map((column) => `'${column.name}', ${readOf(sql, column)}`),
    ...Object.entries(needs).map(([name, from]) => `'${name}', ${from}`),
  ];
  return isPostgres(sql)
    ? `coalesce(CAST(json_agg(json_build_object(${fields.join()})) AS text), '[]')`
    : `json_group_array(json_object(${fields.join()}))`;
}

function readOf(sql: Statements, { name, type }: Column): string {
  const column = `t.${quoted(name)}`;
  if (type === "json") return `CAST(${column} AS text)`;
  if (type === "bytes") return isPostgres(sql) ? `encode(${column}, 'hex')` : `lower(hex(${column}))`;
  return column;
}

/** The condition that a column's beginning is one of the documents. */
const within = (column: string): string => `${column} > :after AND ${column} < :upTo`;
/** Of ids and hashes, which go on behind the document's name. */
const beginnings = ({ after, upTo }: Documents) => ({ after: after === "" ? "" : after + BEHIND, upTo: upTo + BEHIND });

/** The rows of these documents as JSON. */
export function readOwned(sql: Statements, table: OwnedTable, documents: Documents): string {
  if (isPostgres(sql)) {
    const column = `t.${table.postgres.document}`;
    const asked = `SELECT ${objectsOf(sql, comparedOf(table), {})} AS rows FROM ${table.name} t WHERE ${column} > :after AND ${column} <= :upTo`;
    return String(sql.row(asked, { ...documents })?.rows);
  }
  const { from, owner } = table.sqlite;
  const asked = `SELECT ${objectsOf(sql, table.columns, table.needs ?? {})} AS rows FROM ${from} WHERE ${within(owner)}`;
  return String(sql.row(asked, beginnings(documents))?.rows);
}

export function removeOwned(sql: Statements, table: OwnedTable, documents: Documents): void {
  const column = table.postgres.document;
  if (isPostgres(sql)) sql.run(`DELETE FROM ${table.name} WHERE ${column} > :after AND ${column} <= :upTo`, { ...documents });
  else sql.run(`DELETE FROM ${table.name} WHERE ${table.sqlite.remove(within)}`, beginnings(documents));
}

/** Writes rows that `readOwned` has given on the other engine. */
export function writeOwned(sql: Statements, { name, columns, added, needs = {} }: OwnedTable, rows: string): void {
  const more: readonly Column[] = Object.keys(needs).map((column) => ({ name: column, type: "text" }));
  write(sql, { name, columns, more, added }, rows);
}

export function readFlat(sql: Statements, { name, columns, key }: FlatTable, keys: Keys): string {
  const { condition, values } = between(key, keys);
  return String(sql.row(`SELECT ${objectsOf(sql, columns, {})} AS rows FROM ${name} t ${condition}`, values)?.rows);
}

export function removeFlat(sql: Statements, { name, key }: FlatTable, keys: Keys): void {
  const { condition, values } = between(key, keys);
  sql.run(`DELETE FROM ${name} ${condition}`, values);
}

export function writeFlat(sql: Statements, { name, columns }: FlatTable, rows: string): void {
  write(sql, { name, columns, more: [], added: {} }, rows);
}

/** The key of the last of so many rows behind `after`; null where there are not so many. */
export function endOfFlat(sql: Statements, { name, key }: FlatTable, after: Keys["after"], count: number): Keys["upTo"] {
  const { condition, values } = between(key, { after, upTo: null });
  const names = key.map(quoted).join();
  const row = sql.row(`SELECT ${names} FROM ${name} ${condition} ORDER BY ${names} LIMIT 1 OFFSET ${count - 1}`, values);
  return row === undefined ? null : key.map((column) => keyPart.parse(row[column]));
}

const keyPart = z.union([z.string(), z.number()]);

function between(key: readonly string[], { after, upTo }: Keys) {
  const names = `(${key.map(quoted).join()})`;
  const bound = (side: string): string => `(${key.map((_, i) => `:${side}${i}`).join()})`;
  const conditions = [
    ...(after === null ? [] : [`${names} > ${bound("after")}`]),
    ...(upTo === null ? [] : [`${names} <= ${bound("upTo")}`]),
  ];
  const sides = { after: after ?? [], upTo: upTo ?? [] };
  const values = Object.entries(sides).flatMap(([side, parts]) =>
    parts.map((value, i): [string, string | number] => [`${side}${i}`, value]),
  );
  return { condition: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`, values: Object.fromEntries(values) };
}

interface Writing {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns of the rows that are not written. */
  readonly more: readonly Column[];
  readonly added: Readonly<Record<string, string>>;
}

function write(sql: Statements, { name, columns, more, added }: Writing, rows: string): void {
  if (rows === "[]") return;
  if (!isPostgres(sql)) {
    const values = columns.map((column) =>
      column.type === "bytes" ? `unhex(value ->> '$.${column.name}')` : `value ->> '$.${column.name}'`,
    );
    sql.run(`INSERT INTO ${name} (${namesOf(columns)}) SELECT ${values.join()} FROM json_each(:rows)`, { rows });
    return;
  }
  const values = [...columns.map(takenOf), ...Object.values(added)];
  const names = [namesOf(columns), ...Object.keys(added).map(quoted)].join();
  const record = [...columns, ...more].map((column) => `${quoted(column.name)} ${column.type === "integer" ? "bigint" : "text"}`).join();
  sql.run(`INSERT INTO ${name} (${names}) SELECT ${values.join()} FROM json_to_recordset(CAST(:rows AS json)) AS r (${record})`, { rows });
}

function takenOf({ name, type }: Column): string {
  const column = `r.${quoted(name)}`;
  if (type === "json") return `CAST(${column} AS json)`;
  return type === "bytes" ? `decode(${column}, 'hex')` : column;
}

/** The columns that both engines have, and those of PostgreSQL alone that SQLite's rows tell too. */
function comparedOf({ columns, added, needs = {} }: OwnedTable): readonly Column[] {
  const told = Object.keys(added).filter((name) => name in needs);
  return [...columns, ...told.map((name): Column => ({ name, type: "text" }))];
}

/** Do these hold the same rows of a table, whatever their order? */
export const areSameOwned = (table: OwnedTable, one: string, other: string): boolean => areSame(comparedOf(table), one, other);
export const areSameFlat = ({ columns }: FlatTable, one: string, other: string): boolean => areSame(columns, one, other);

function areSame(columns: readonly Column[], one: string, other: string): boolean {
  const [ours, theirs] = [comparable(one, columns), comparable(other, columns)];
  return ours.length === theirs.length && ours.every((row, i) => row === theirs[i]);
}

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/** Rows as text that is equal on both engines, in an order of their own. */
function comparable(rows: string, columns: readonly Column[]): readonly string[] {
  return rowsSchema
    .parse(JSON.parse(rows))
    .map((row) => JSON.stringify(columns.map(({ name }) => row[name])))
    .sort();
}
