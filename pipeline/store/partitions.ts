import type { Statements } from "../database/statements.ts";

/**
 * PostgreSQL may hold the store in many parts: each row about a document says whose it is (`document`), and what articles say lies in partitions by the year of publication (`year`).
 * SQLite has neither column; there the conditions below only take the values.
 */

/** What all rows about a document have in common: of a body's SHA-256, or of an article's id, the first 16 letters. */
export const documentOf = (id: string): string => id.slice(0, 16);

/** The partition that an article lies in, by its day of publication; 0 for none. */
export function yearOf(publishedAt: string | null): number {
  return /^\d{4}/u.test(publishedAt ?? "") ? Number(publishedAt?.slice(0, 4)) : 0;
}

/** Has the store the columns `document` and `year`? */
export const isDivided = (sql: Statements): boolean => sql.dialect.name === "postgres";

/** The condition that a row is of the document that is bound as `:document`. */
export function inDocument(sql: Statements, column = "document"): string {
  return isDivided(sql) ? `${column} = :document` : ":document IS NOT NULL";
}

/** The condition that a row is of one of the years that are bound as `:years`, a JSON list. */
export function inYears(sql: Statements, column = "year"): string {
  return isDivided(sql) ? sql.dialect.among(column, ":years", "integer") : ":years IS NOT NULL";
}

/** The years of a document's articles, as a JSON list; one question, in PostgreSQL only. */
export function yearsOf(sql: Statements, document: string): string {
  if (!isDivided(sql)) return "[]";
  const rows = sql.rows(`SELECT DISTINCT year FROM cards WHERE document = :document`, { document });
  return JSON.stringify(rows.map(({ year }) => year));
}

/** The columns by which rows about documents are told apart: `onlyOne(sql, "id")`. */
export const onlyOne = (sql: Statements, columns: string): string => (isDivided(sql) ? `document, ${columns}` : columns);

/** Columns that only PostgreSQL has, for a new row. */
export function keyColumns(
  sql: Statements,
  columns: { readonly document: string; readonly year?: number },
): Readonly<Record<string, string | number>> {
  if (!isDivided(sql)) return {};
  const { document, year } = columns;
  return year === undefined ? { document } : { document, year };
}
