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

const CHANGES: readonly Column<Filled>[] = [
  column("change_on", "string", ["So với kỳ", "Compared with"], ({ cell }) => cell.change?.on ?? null),
  column("change", "number", ["Thay đổi", "Change"], ({ cell }) => cell.change?.absolute ?? null),
  column("change_percent", "number", ["Thay đổi (%)", "Change (%)"], ({ cell }) => cell.change?.percent ?? null),
  column("change_points", "number", ["Thay đổi (điểm phần trăm)", "Change (points)"], ({ cell }) => cell.change?.points ?? null),
  column("change_across", "string", ["Qua chỗ đứt của chuỗi", "Across breaks"], ({ cell }) =>
    cell.change == null ? null : cell.change.across.map(({ note }) => note.vi).join(" | ") || null,
  ),
];

const RANKS: readonly Column<Filled>[] = [
  column("rank", "integer", ["Hạng", "Rank"], ({ cell }) => cell.rank?.place ?? null),
  column("rank_of", "integer", ["Trong số tỉnh", "Of provinces"], ({ cell }) => cell.rank?.of ?? null),
];

function* filled(tables: readonly Table[]): Generator<Filled> {
  for (const table of tables) for (const row of table.rows) for (const cell of row.cells) if (cell !== null) yield { table, row, cell };
}

/**
 * Comparison tables in long form: one row a cell that holds something, with the words and the address of the report behind it, and its change and rank where one of the tables
 * was asked for them.
 */
export function cellsTable(...tables: readonly Table[]): DataTable {
  const title = { vi: "Từng ô của bảng so sánh", en: "Cells of the comparison table" };
  const asYears = tables.every(({ rows }) => rows.every(({ cells }) => cells.every((cell) => cell?.period === undefined)));
  const columns = [
    ...COLUMNS,
    ...(asYears ? [] : [PERIOD]),
    ...(tables.some(({ spec }) => spec.changes === true) ? CHANGES : []),
    ...(tables.some(({ spec }) => spec.ranks !== undefined) ? RANKS : []),
  ];
  const question = tables.length > 1 ? ["indicator", "dims", "measure", "status"] : [];
  const primaryKey = [...question, "province", asYears ? "year" : "period"];
  return tabulate({ name: "cells", title, primaryKey }, columns, () => filled(tables));
}
