import { formatNumber, type Lang } from "./format.ts";

export interface NightSummary {
  readonly sources: number;
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly figures: number;
  readonly seconds: number;
}

export interface SparseTable {
  readonly provinces: number;
  readonly from: number;
  readonly to: number;
  /** Years without any figure. */
  readonly without: number;
}

/** Words of the terminal about a run of the pipeline. */
const vi = {
  began: "Chạy đường ống trên báo mẫu: thu thập, đọc, trích số liệu, lưu…",
  summary: (night: NightSummary, n: (value: number) => string) =>
    `${n(night.sources)} nguồn: ${n(night.fresh)} trang mới, ${n(night.changed)} trang đổi, ${n(night.unchanged)} không đổi, ${n(night.failed)} lỗi; ${n(night.figures)} số liệu; ${night.seconds.toFixed(1).replace(".", ",")} giây`,
  nothingNew: "Không có gì mới.",
  noDate: "không có ngày",
  more: (count: string) => `và ${count} bài nữa`,
  imported: { new: "đã thêm", changed: "bản mới của", same: "đã có", reread: "đọc lại", unreadable: "không đọc được" },
  address: (url: string) => `Trang web: ${url} (Ctrl-C để dừng)`,
  admittedTable: "Đảng viên mới kết nạp trong năm, theo tỉnh",
  gradeTable: "Xếp loại tổ chức cơ sở đảng trong năm, theo tỉnh và mức",
  orBetter: "trở lên",
  noTable: "Chưa có số liệu.",
  sparse: (n: (value: number) => string, table: SparseTable) =>
    `Bảng thưa: ${n(table.provinces)} tỉnh có số liệu cả năm; ${n(table.without)} năm trong ${table.from}–${table.to} không có số liệu nào và không in. Số nửa năm, quý, nhiệm kỳ không xếp chung với số cả năm.`,
  healthy: "ổn",
  broken: "hỏng",
};

const en: typeof vi = {
  began: "Running the pipeline over the sample press: crawl, read, extract, store…",
  summary: (night, n) =>
    `${n(night.sources)} sources: ${n(night.fresh)} new pages, ${n(night.changed)} changed, ${n(night.unchanged)} unchanged, ${n(night.failed)} failed; ${n(night.figures)} figures; ${night.seconds.toFixed(1)} s`,
  nothingNew: "Nothing new.",
  noDate: "no date",
  more: (count) => `and ${count} more articles`,
  imported: { new: "added", changed: "new version of", same: "known already", reread: "read again", unreadable: "cannot read" },
  address: (url) => `Web page: ${url} (Ctrl-C to stop)`,
  admittedTable: "Members admitted in the year, by province",
  gradeTable: "Grassroots organisations by grade of the yearly rating, by province",
  orBetter: "or better",
  noTable: "No figures yet.",
  sparse: (n, table) =>
    `Sparse: ${n(table.provinces)} provinces have a figure of a whole year; ${n(table.without)} years of ${table.from}–${table.to} have none and are not printed. Half-years, quarters and terms do not stand beside years.`,
  healthy: "ok",
  broken: "broken",
};

export interface RunLabels {
  readonly began: string;
  readonly summary: (night: NightSummary) => string;
  readonly nothingNew: string;
  readonly noDate: string;
  readonly more: (count: number) => string;
  readonly imported: typeof vi.imported;
  readonly address: (url: string) => string;
  readonly admittedTable: string;
  readonly gradeTable: string;
  readonly orBetter: string;
  readonly noTable: string;
  readonly sparse: (table: SparseTable) => string;
  readonly healthy: string;
  readonly broken: string;
}

/** The run's words in a language, with numbers in its writing. */
export function runLabels(lang: Lang): RunLabels {
  const words = lang === "vi" ? vi : en;
  const n = (value: number): string => formatNumber(value, lang);
  return {
    ...words,
    summary: (night) => words.summary(night, n),
    more: (count) => words.more(n(count)),
    sparse: (table) => words.sparse(n, table),
  };
}
