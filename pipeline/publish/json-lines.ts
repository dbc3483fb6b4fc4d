import type { DataTable } from "../types/dataset.ts";

/** A table as JSON Lines: one object a row with every field under its name, unknown ones null; UTF-8, line feeds. */
export function* jsonLinesOf({ fields, rows }: DataTable): Generator<string> {
  for (const row of rows()) yield `${JSON.stringify(Object.fromEntries(fields.map(({ name }, index) => [name, row[index] ?? null])))}\n`;
}
