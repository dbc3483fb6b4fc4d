import type { Candidate, Cell, Table, TableRow } from "../types/table.ts";

/** A spreadsheet takes a text that begins so for a formula and may run it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

type Field = string | number | null;

/** RFC 4180: quotes doubled, and around what holds a comma, a quote or a line end. Numbers stay numbers; texts get an apostrophe before a formula. */
function writeField(field: Field): string {
  if (field === null) return "";
  if (typeof field === "number") return String(field);
  const safe = FORMULA.test(field) ? `'${field}` : field;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = [
  "indicator",
  "dims",
  "measure",
  "status",
  "boundaries",
  "province",
  "province_name",
  "year",
  "value",
  "bound",
  "kind",
  "reports_agreeing",
  "reports_dissenting",
  "formula",
  "missing",
  "checks_failed",
  "quote",
  "start",
  "end",
  "article",
  "title",
  "publisher",
  "published",
  "url",
  "source_url",
];

/** The report behind a cell, as its last columns; of a derived cell, each input's, parted by " | ". */
function reportFields(cell: Cell): readonly Field[] {
  const behind: readonly Candidate[] =
    cell.candidates.length > 0 ? cell.candidates.slice(0, 1) : (cell.inputs ?? []).map(({ winner }) => winner);
  const join = (read: (candidate: Candidate) => string | number | null): Field => {
    const values = behind.map(read);
    return values.length === 1 ? (values[0] ?? null) : values.map((value) => value ?? "").join(" | ") || null;
  };
  return [
    join(({ observation }) => observation.quote),
    join(({ observation }) => observation.start),
    join(({ observation }) => observation.end),
    join(({ head }) => head.id),
    join(({ head }) => head.title),
    join(({ head }) => head.publisher),
    join(({ head }) => head.publishedAt),
    join(({ head }) => head.url),
    join(({ head }) => head.basedOn),
  ];
}

function cellFields(table: Table, row: TableRow, cell: Cell): readonly Field[] {
  const { indicator, dims, measure, status, boundaries } = table.spec;
  const dimsText = Object.entries(dims)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(";");
  const failed = cell.checks.filter(({ holds }) => !holds).map(({ detail }) => detail);
  const about = [indicator, dimsText, measure, status, boundaries, row.province, row.name, cell.year];
  const figure = [cell.value, cell.value === null ? null : cell.bound, cell.kind, cell.agree, cell.dissent.length];
  return [...about, ...figure, cell.formula ?? null, cell.missing?.join(";") ?? null, failed.join("; ") || null, ...reportFields(cell)];
}

/**
 * The table as CSV in long form, one line a cell that holds something, with the words and the address of the report behind it. RFC 4180: comma, CRLF,
 * UTF-8; `bom` puts a byte order mark first, which Excel needs to see Vietnamese. Percent is 0–100, the decimal sign a dot. An empty value is no zero.
 */
export function writeCsv(table: Table, options: { readonly bom?: boolean } = {}): string {
  const lines = table.rows.flatMap((row) => row.cells.flatMap((cell) => (cell === null ? [] : [cellFields(table, row, cell)])));
  const text = [COLUMNS, ...lines].map((fields) => `${fields.map(writeField).join()}\r\n`).join("");
  return options.bom ? `\uFEFF${text}` : text;
}
