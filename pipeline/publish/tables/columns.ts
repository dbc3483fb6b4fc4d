import type { DataTable, Field, FieldType, Value } from "../../types/dataset.ts";
import type { Quoted } from "../../types/tokens.ts";

/** A field and how it is read off a row. */
export interface Column<Row> extends Field {
  readonly read: (row: Row) => Value;
}

/** A column in one line: `column("value", "number", "Giá trị", "Value", (row) => …)`. */
export function column<Row>(name: string, type: FieldType, [vi, en]: readonly [string, string], read: (row: Row) => Value): Column<Row> {
  return { name, type, title: { vi, en }, read };
}

/** The same for a column that is never empty. */
export function needed<Row>(name: string, type: FieldType, title: readonly [string, string], read: (row: Row) => Value): Column<Row> {
  return { ...column(name, type, title, read), required: true };
}

/** Where a row's passage stands in its report: the words, and the characters from and to. */
export function passage<Row>(quotedOf: (row: Row) => Quoted): readonly Column<Row>[] {
  return [
    needed("quote", "string", ["Chữ trong bài", "Quote"], (row) => quotedOf(row).quote),
    needed("start", "integer", ["Bắt đầu ở ký tự", "Start"], (row) => quotedOf(row).start),
    needed("end", "integer", ["Kết thúc ở ký tự", "End"], (row) => quotedOf(row).end),
  ];
}

/** A table out of columns and the things that its rows are about. */
export function tabulate<Row>(
  about: Omit<DataTable, "fields" | "rows" | "foreignKeys"> & Partial<Pick<DataTable, "foreignKeys">>,
  columns: readonly Column<Row>[],
  rows: () => Iterable<Row>,
): DataTable {
  function* values(): Generator<readonly Value[]> {
    for (const row of rows()) yield columns.map(({ read }) => read(row));
  }
  const fields = columns.map(({ read: _read, ...field }) => field);
  return { foreignKeys: [], ...about, fields, rows: values };
}

/** The day of an ISO time; null for what is no whole day. */
export function dayOf(time: string | null): string | null {
  return time !== null && /^\d{4}-\d{2}-\d{2}/u.test(time) ? time.slice(0, 10) : null;
}
