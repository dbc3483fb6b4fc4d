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
