import type { Cell, Column, Table, TableSpec } from "../types/table.ts";
import { columnsIn } from "./views.ts";

/** One cell of one table, as a row of a tidy table. */
export interface LongRow {
  readonly spec: TableSpec;
  readonly province: string;
  readonly name: string;
  readonly column: Column;
  readonly cell: Cell;
}

/** Several tables in long form: a row for each cell that holds something, table by table, province by province. */
export function longOf(tables: readonly Table[]): readonly LongRow[] {
  return tables.flatMap((table) => {
    const columns = columnsIn(table);
    return table.rows.flatMap(({ province, name, cells }) =>
      cells.flatMap((cell, at): LongRow[] => {
        const column = columns[at];
        return cell === null || column === undefined ? [] : [{ spec: table.spec, province, name, column, cell }];
      }),
    );
  });
}

/** Several tables in wide form: a row for each province, a column for each table and period; null where there is no value. */
export interface Wide {
  readonly columns: readonly { readonly table: number; readonly key: string }[];
  readonly rows: readonly { readonly province: string; readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** The provinces come as in the first table that has them; columns are those of the tables, one table behind the other. */
export function wideOf(tables: readonly Table[]): Wide {
  const columns = tables.flatMap((table, index) => columnsIn(table).map(({ key }) => ({ table: index, key })));
  const names = new Map(tables.flatMap((table) => table.rows.map(({ province, name }) => [province, name] as const)));
  const found = tables.map((table) => new Map(table.rows.map(({ province, cells }) => [province, cells])));
  const rows = [...names]
    .sort(([a], [b]) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1))
    .map(([province, name]) => ({
      province,
      name,
      values: tables.flatMap((table, index) => columnsIn(table).map((_, at) => found[index]?.get(province)?.[at]?.value ?? null)),
    }));
  return { columns, rows };
}

/** The 63 before the 34. */
const orderOf = (province: string): number => (province.startsWith("63-") ? 0 : 1);
