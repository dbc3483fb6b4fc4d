import type { Dialect } from "../database/dialect.ts";
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

/** The condition that a row is of one of the documents that are bound as `:documents`, a JSON list. */
export function inDocuments(sql: Statements, column = "document"): string {
  return isDivided(sql) ? sql.dialect.among(column, ":documents", "text") : ":documents IS NOT NULL";
}

/** The documents of these ids, as a JSON list. */
export const documentsOf = (ids: readonly string[]): string => JSON.stringify([...new Set(ids.map(documentOf))]);

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

/* To be added to other conditions, so that rows are found in one part of the store only; nothing for SQLite. */

/** A row of the article of this id, an expression, stands in the part that the beginning of the id names. */
export const ofArticle = ({ name }: Dialect, column: string, article: string): string =>
  name === "postgres" ? ` AND ${column} = substr(${article}, 1, 16)` : "";

/** Two rows are of one document. */
export const ofCard = ({ name }: Dialect, one: string, other: string): string =>
  name === "postgres" ? ` AND ${one}.document = ${other}.document` : "";

/** Two rows are of one document and year; `key`: the column of the first that names the document. */
export const inArticleOf = (dialect: Dialect, one: string, other: string, key = "document"): string =>
  dialect.name === "postgres" ? ` AND ${one}.${key} = ${other}.document AND ${one}.year = ${other}.year` : "";
