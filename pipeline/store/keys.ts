import type { Dialect } from "../database/dialect.ts";

/** What PostgreSQL needs beside SQLite to find rows in one part of the store only: each function returns a condition to be added to others, nothing for SQLite. */

/** A row of the article of this id, an expression, stands in the part that the beginning of the id names. */
export const ofArticle = ({ name }: Dialect, column: string, article: string): string =>
  name === "postgres" ? ` AND ${column} = substr(${article}, 1, 16)` : "";

/** Two rows are of one document. */
export const ofCard = ({ name }: Dialect, one: string, other: string): string =>
  name === "postgres" ? ` AND ${one}.document = ${other}.document` : "";

/** Two rows are of one document and year; `key`: the column of the first that names the document. */
export const inArticleOf = (dialect: Dialect, one: string, other: string, key = "document"): string =>
  dialect.name === "postgres" ? ` AND ${one}.${key} = ${other}.document AND ${one}.year = ${other}.year` : "";
