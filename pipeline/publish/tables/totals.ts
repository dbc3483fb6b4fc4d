import type { DataTable } from "../../types/dataset.ts";
import type { Table, TotalCell, TotalRow } from "../../types/table.ts";
import { type Column, column, needed, tabulate } from "./columns.ts";
import { dimsText } from "./observations.ts";

interface Told {
  readonly table: Table;
  readonly row: TotalRow;
  readonly cell: TotalCell;
}

const COLUMNS: readonly Column<Told>[] = [
  needed("indicator", "string", ["Chỉ số", "Indicator"], ({ table }) => table.spec.indicator),
  column("dims", "string", ["Các chiều", "Dimensions"], ({ table }) => dimsText(table.spec.dims) || null),
  needed("measure", "string", ["Cách đo", "Measure"], ({ table }) => table.spec.measure),
  needed("status", "string", ["Kết quả hay chỉ tiêu", "Status"], ({ table }) => table.spec.status),
  needed("boundaries", "string", ["Địa giới", "Boundaries"], ({ table }) => table.spec.boundaries),
  needed("level", "string", ["Cả nước hay vùng", "Country or region"], ({ row }) => row.level),
  column("region", "string", ["Mã vùng", "Region"], ({ row }) => row.code),
  needed("name", "string", ["Tên", "Name"], ({ row }) => row.name.vi),
  needed("period", "string", ["Kỳ", "Period"], ({ cell }) => cell.period),
  column("sum", "number", ["Cộng các tỉnh có số", "Sum of the provinces that have one"], ({ cell }) => cell.sum),
  needed("reported", "integer", ["Số tỉnh có số", "Provinces that have one"], ({ cell }) => cell.reported),
  needed("of", "integer", ["Trong số tỉnh", "Of provinces"], ({ cell }) => cell.of),
  needed("method", "string", ["Cách tính", "Method"], ({ cell }) => cell.method),
  column("published", "number", ["Số được công bố", "As published"], ({ cell }) => cell.published?.value ?? null),
  column("quote", "string", ["Chữ trong bài", "Quote"], ({ cell }) => cell.published?.candidates[0]?.observation.quote ?? null),
  column("url", "string", ["Địa chỉ", "Address"], ({ cell }) => cell.published?.candidates[0]?.head.url ?? null),
];

function* told(tables: readonly Table[]): Generator<Told> {
  for (const table of tables)
    for (const row of table.totals ?? [])
      for (const cell of row.cells) if (cell.reported > 0 || cell.published !== null) yield { table, row, cell };
}

/** The country and its regions in long form: what the provinces add up to, of how many, beside what is published. */
export function totalsTable(tables: readonly Table[]): DataTable {
  const title = { vi: "Cả nước và các vùng", en: "Country and regions" };
  const primaryKey = ["indicator", "dims", "measure", "status", "level", "region", "period"];
  return tabulate({ name: "totals", title, primaryKey }, COLUMNS, () => told(tables));
}
