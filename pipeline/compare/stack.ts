import type { Table, TableRow } from "../types/table.ts";

/** A table with only the years in which some province has a cell, and the breaks that lie between them; the years left out are `dropped`. */
export function dropEmptyYears(table: Table): { readonly table: Table; readonly dropped: readonly number[] } {
  const kept = table.years.map((_, i) => table.rows.some(({ cells }) => cells[i] !== null && cells[i] !== undefined));
  const isKept = (_: unknown, i: number): boolean => kept[i] === true;
  const years = table.years.filter(isKept);
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  return {
    table: {
      ...table,
      years,
      ...(table.columns === undefined ? {} : { columns: table.columns.filter(isKept) }),
      rows: table.rows.map((row) => ({ ...row, cells: row.cells.filter(isKept) })),
      coverage: table.coverage.filter(isKept),
      breaks: table.breaks.filter(({ beforeYear }) => beforeYear > first && beforeYear <= last),
    },
    dropped: table.years.filter((_, i) => kept[i] !== true),
  };
}

/**
 * Several tables over the same years as one, for reading side by side: the rows of a province stand together, each named after its table (`variant`). A year's
 * coverage counts a province once, whatever it reported. Throws nothing; no tables give null.
 */
export function stackTables(variants: readonly { readonly table: Table; readonly variant: string }[]): Table | null {
  const first = variants[0]?.table;
  if (first === undefined) return null;
  const provinces = [...new Set(variants.flatMap(({ table }) => table.rows.map(({ province }) => province)))].sort();
  const rows = provinces.flatMap((province) =>
    variants.flatMap(({ table, variant }): TableRow[] =>
      table.rows.filter((row) => row.province === province).map((row) => ({ ...row, name: `${row.name} · ${variant}` })),
    ),
  );
  const reported = (column: number): number =>
    new Set(rows.filter(({ cells }) => cells[column]?.value !== null && cells[column] !== null).map(({ province }) => province)).size;
  return { ...first, rows, coverage: first.coverage.map((one, column) => ({ ...one, reported: reported(column) })) };
}
