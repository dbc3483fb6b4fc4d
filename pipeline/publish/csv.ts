import type { DataTable, Value } from "../types/dataset.ts";
import type { Table } from "../types/table.ts";
import { cellsTable } from "./tables/cells.ts";

/** A spreadsheet takes a text that begins so for a formula and may run it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

/** RFC 4180: quotes doubled, and around what holds a comma, a quote or a line end. Numbers stay numbers; texts get an apostrophe before a formula. */
function writeField(field: Value): string {
  if (field === null) return "";
  if (typeof field !== "string") return String(field);
  const safe = FORMULA.test(field) ? `'${field}` : field;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const writeLine = (fields: readonly Value[]): string => `${fields.map(writeField).join()}\r\n`;

/**
 * A table as CSV, line by line, names first. RFC 4180: comma, CRLF, UTF-8; `bom` puts a byte order mark first, which Excel needs to see Vietnamese. The decimal
 * sign is a dot, truth values are `true` and `false`. An empty value is no zero.
 */
export function* csvOf({ fields, rows }: DataTable, options: { readonly bom?: boolean } = {}): Generator<string> {
  yield (options.bom === true ? "\uFEFF" : "") + writeLine(fields.map(({ name }) => name));
  for (const row of rows()) yield writeLine(row);
}

/** A comparison table as CSV in long form, one line a cell that holds something, with the words and the address of the report behind it. */
export function writeCsv(table: Table, options: { readonly bom?: boolean } = {}): string {
  return [...csvOf(cellsTable(table), options)].join("");
}
