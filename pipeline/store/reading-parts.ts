import type { Statements } from "../database/statements.ts";
import { documentOf, isDivided, yearsOf } from "./partitions.ts";

/** What was read out of an article, for one of its tables; the place in the list is the row's number. */
export interface Parts {
  readonly table: "observations" | "citations" | "checks" | "readings";
  readonly article: string;
  readonly year: number;
  readonly rows: readonly unknown[];
}

/** Writes rows of a document's articles: in PostgreSQL all of them by one statement. */
export function saveParts(sql: Statements, document: string, parts: readonly Parts[]): void {
  if (isDivided(sql)) saveTogether(sql, document, parts);
  else for (const part of parts) saveOneByOne(sql, part);
}

function saveOneByOne(sql: Statements, { table, article, rows }: Parts): void {
  rows.forEach((row, n) => {
    sql.put(`INSERT INTO ${table} (article, n, data) VALUES (?, ?, ?)`, [article, n, JSON.stringify(row)]);
  });
}

const TABLES = ["observations", "citations", "checks", "readings"] as const;

function saveTogether(sql: Statements, document: string, parts: readonly Parts[]): void {
  const found = TABLES.map((table) => ({ table, rows: parts.filter((part) => part.table === table).flatMap(rowsOf) }));
  const [first, ...others] = found.filter(({ rows }) => rows.length > 0).map(({ table, rows }) => ({ table, json: jsonOf(rows) }));
  if (first === undefined) return;
  const insert = (table: string): string =>
    `INSERT INTO ${table} (${table === "citations" ? "in_document" : "document"}, year, article, n, data)
     SELECT :document, year, article, n, data FROM json_to_recordset(CAST(:${table} AS json)) AS r (year integer, article text, n integer, data json)`;
  const before = others.map(({ table }) => `${table}_too AS (${insert(table)})`);
  const values = Object.fromEntries([first, ...others].map(({ table, json }) => [table, json]));
  sql.put(`${before.length === 0 ? "" : `WITH ${before.join()} `}${insert(first.table)}`, { document, ...values });
}

const rowsOf = ({ article, year, rows }: Parts) => rows.map((data, n) => ({ article, year, n, data }));

/** As JSON that PostgreSQL can read text out of: without what is no text, which is nowhere in what people write. */
function jsonOf(rows: readonly unknown[]): string {
  const json = JSON.stringify(rows);
  if (!/\\u(?:0000|d[89a-f])/u.test(json)) return json;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "string" ? value.replaceAll(/\p{Surrogate}|\0/gu, "") : value));
}

/** Takes away what was read out of a body. */
export function removeReadings(sql: Statements, sha256: string): void {
  if (!isDivided(sql)) {
    sql.put("DELETE FROM articles WHERE page = ?", [sha256]);
    return;
  }
  const document = documentOf(sha256);
  const of = "= :document AND year = ANY(json_bigints(:years))";
  const parts = TABLES.map(
    (table) => `${table}_too AS (DELETE FROM ${table} WHERE ${table === "citations" ? "in_document" : "document"} ${of})`,
  );
  sql.put(`WITH ${parts.join()} DELETE FROM articles WHERE document ${of}`, { document, years: yearsOf(sql, document) });
}
