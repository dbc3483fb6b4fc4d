import type { DataTable } from "../../types/dataset.ts";
import type { Candidate, Cell, Table, TableRow } from "../../types/table.ts";
import { type Column, column, needed, tabulate } from "./columns.ts";
import { dimsText } from "./observations.ts";

interface Filled {
  readonly table: Table;
  readonly row: TableRow;
  readonly cell: Cell;
}

/** What is read off the reports behind a cell: the winner's, or, of a derived cell, each input's, parted by " | ". */
function behind(cell: Cell, read: (candidate: Candidate) => string | number | null): string | null {
  const candidates = cell.candidates.length > 0 ? cell.candidates.slice(0, 1) : (cell.inputs ?? []).map(({ winner }) => winner);
  return candidates.map((candidate) => read(candidate) ?? "").join(" | ") || null;
}

const said = (name: string, title: readonly [string, string], read: (candidate: Candidate) => string | number | null): Column<Filled> =>
  column(name, "string", title, ({ cell }) => behind(cell, read));

const failed = ({ checks }: Cell): string | null =>
  checks
    .filter(({ holds }) => !holds)
    .map(({ detail }) => detail)
    .join("; ") || null;

const COLUMNS: readonly Column<Filled>[] = [
  needed("indicator", "string", ["Chỉ số", "Indicator"], ({ table }) => table.spec.indicator),
  column("dims", "string", ["Các chiều", "Dimensions"], ({ table }) => dimsText(table.spec.dims) || null),
  needed("measure", "string", ["Cách đo", "Measure"], ({ table }) => table.spec.measure),
  needed("status", "string", ["Kết quả hay chỉ tiêu", "Status"], ({ table }) => table.spec.status),
  needed("boundaries", "string", ["Địa giới", "Boundaries"], ({ table }) => table.spec.boundaries),
  needed("province", "string", ["Mã tỉnh", "Province"], ({ row }) => row.province),
  needed("province_name", "string", ["Tỉnh", "Name of the province"], ({ row }) => row.name),
  needed("year", "integer", ["Năm", "Year"], ({ cell }) => cell.year),
  column("value", "number", ["Giá trị (phần trăm: 0–100)", "Value (percent: 0–100)"], ({ cell }) => cell.value),
  column("bound", "string", ["Chính xác hay làm tròn", "Bound"], ({ cell }) => (cell.value === null ? null : cell.bound)),
  needed("kind", "string", ["Báo cáo nói, tính ra hay thiếu phần", "Reported, derived or partial"], ({ cell }) => cell.kind),
  needed("reports_agreeing", "integer", ["Số báo cáo nói thế", "Reports that agree"], ({ cell }) => cell.agree),
  needed("reports_dissenting", "integer", ["Số báo cáo nói khác", "Reports that dissent"], ({ cell }) => cell.dissent.length),
  column("formula", "string", ["Công thức", "Formula"], ({ cell }) => cell.formula ?? null),
  column("missing", "string", ["Phần còn thiếu", "Missing parts"], ({ cell }) => cell.missing?.join(";") ?? null),
  column("checks_failed", "string", ["Kiểm tra không khớp", "Failed checks"], ({ cell }) => failed(cell)),
  said("quote", ["Chữ trong bài", "Quote"], ({ observation }) => observation.quote),
  said("start", ["Bắt đầu ở ký tự", "Start"], ({ observation }) => observation.start),
  said("end", ["Kết thúc ở ký tự", "End"], ({ observation }) => observation.end),
  said("article", ["Mã bài", "Report"], ({ head }) => head.id),
  said("title", ["Tên bài", "Title"], ({ head }) => head.title),
  said("publisher", ["Cơ quan đăng", "Publisher"], ({ head }) => head.publisher),
  said("published", ["Ngày đăng", "Published"], ({ head }) => head.publishedAt),
  said("url", ["Địa chỉ", "Address"], ({ head }) => head.url),
  said("source_url", ["Bài gốc được dẫn", "Based on"], ({ head }) => head.basedOn),
];

/** Of tables whose columns are no years: "2014-H1", "2014-Q3", "2015-2020". */
const PERIOD: Column<Filled> = needed("period", "string", ["Kỳ", "Period"], ({ cell }) => cell.period ?? String(cell.year));

function* filled(table: Table): Generator<Filled> {
  for (const row of table.rows) for (const cell of row.cells) if (cell !== null) yield { table, row, cell };
}

/** A comparison table in long form: one row a cell that holds something, with the words and the address of the report behind it. */
export function cellsTable(table: Table): DataTable {
  const title = { vi: "Bảng so sánh", en: "Comparison table" };
  const asYears = table.rows.every(({ cells }) => cells.every((cell) => cell?.period === undefined));
  if (asYears) return tabulate({ name: "cells", title, primaryKey: ["province", "year"] }, COLUMNS, () => filled(table));
  return tabulate({ name: "cells", title, primaryKey: ["province", "period"] }, [...COLUMNS, PERIOD], () => filled(table));
}
