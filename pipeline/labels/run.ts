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

export interface RereadSummary {
  readonly reread: number;
  readonly same: number;
  readonly unreadable: number;
  readonly figuresBefore: number;
  readonly figuresAfter: number;
  readonly seconds: number;
}

export interface NightProgress {
  readonly sourcesAsked: number;
  readonly sources: number;
  readonly requests: number;
  /** Pages that came new or in a new version. */
  readonly pages: number;
  readonly figures: number;
}

interface Copies {
  readonly files: number;
  /** In words: "1,5 GB". */
  readonly size: string;
}

export interface BackedUp extends Copies {
  readonly folder: string;
  readonly written: string;
}

export interface Verified extends Copies {
  readonly folder: string;
  readonly madeAt: string;
}

export interface Restored extends Copies {
  readonly data: string;
  readonly madeAt: string;
  /** Where the data that were there before are now. */
  readonly aside: string | null;
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
  openToOthers: (host: string) =>
    `Chú ý: trang nghe ở ${host}, máy khác trong mạng xem được. Không có mã hóa: nếu có người soát, đặt một máy chủ https đứng trước và thêm --trust-proxy.`,
  admittedTable: "Đảng viên mới kết nạp trong năm, theo tỉnh",
  gradeTable: "Xếp loại tổ chức cơ sở đảng trong năm, theo tỉnh và mức",
  orBetter: "trở lên",
  noTable: "Chưa có số liệu.",
  sparse: (n: (value: number) => string, table: SparseTable) =>
    `Bảng thưa: ${n(table.provinces)} tỉnh có số liệu cả năm; ${n(table.without)} năm trong ${table.from}–${table.to} không có số liệu nào và không in. Số nửa năm, quý, nhiệm kỳ không xếp chung với số cả năm.`,
  passedOver: (total: string, parts: string) => `bỏ qua ${total} bản ghi (${parts})`,
  passedOverFor: {
    revisit: "trang không đổi",
    status: "trang không tải được",
    type: "loại tệp không đọc",
    address: "không phải địa chỉ web",
    incomplete: "trang bị cắt lúc thu",
    encoding: "không giải nén được",
    damaged: "hỏng",
    "cut-off": "đứt ở cuối tệp",
    "too-large": "quá lớn",
  } satisfies Readonly<Record<string, string>>,
  rereading: (done: string) => `đã đọc lại ${done} trang…`,
  reread: (report: RereadSummary, n: (value: number) => string) =>
    report.reread + report.same + report.unreadable === 0
      ? "Không có trang nào cần đọc lại: bộ quy tắc hiện tại đã đọc tất cả."
      : `Đọc lại ${n(report.reread)} trang, ${n(report.same)} trang không khác, ${n(report.unreadable)} trang không đọc được; ${n(report.figuresBefore)} → ${n(report.figuresAfter)} số liệu; ${report.seconds.toFixed(1).replace(".", ",")} giây`,
  nightProgress: (n: (value: number) => string, night: NightProgress) =>
    `${n(night.sourcesAsked)}/${n(night.sources)} nguồn đã hỏi · ${n(night.requests)} yêu cầu · ${n(night.pages)} trang mới hoặc đổi · ${n(night.figures)} số liệu`,
  noRuns: "Chưa có lượt chạy nào.",
  runHead: ["lượt chạy", "việc", "bắt đầu", "kéo dài", "trang mới", "số liệu", "kết quả"],
  runOutcome: { done: "xong", failed: "có phần hỏng", cutOff: "đứt giữa chừng" },
  counters: "Bộ đếm",
  backedUp: ({ folder, files, size, written }: BackedUp, n: (value: number) => string) =>
    `Đã sao lưu ${n(files)} tệp, ${size} vào ${folder}; mới chép ${written}.`,
  verified: ({ folder, files, size, madeAt }: Verified, n: (value: number) => string) =>
    `Bản sao lưu ${folder} nguyên vẹn: ${n(files)} tệp, ${size}, lập lúc ${madeAt}.`,
  restored: ({ data, files, size, madeAt, aside }: Restored, n: (value: number) => string) =>
    `Đã khôi phục ${n(files)} tệp, ${size} vào ${data}, như lúc ${madeAt}.${aside === null ? "" : ` Dữ liệu cũ nằm ở ${aside}.`}`,
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
  openToOthers: (host) =>
    `Note: the site listens on ${host} and can be seen from other machines. It is not encrypted: where there are reviewers, put an https server in front and add --trust-proxy.`,
  admittedTable: "Members admitted in the year, by province",
  gradeTable: "Grassroots organisations by grade of the yearly rating, by province",
  orBetter: "or better",
  noTable: "No figures yet.",
  sparse: (n, table) =>
    `Sparse: ${n(table.provinces)} provinces have a figure of a whole year; ${n(table.without)} years of ${table.from}–${table.to} have none and are not printed. Half-years, quarters and terms do not stand beside years.`,
  passedOver: (total, parts) => `${total} records passed over (${parts})`,
  passedOverFor: {
    revisit: "page unchanged",
    status: "page not delivered",
    type: "file type not read",
    address: "no web address",
    incomplete: "cut off when it was fetched",
    encoding: "cannot be unpacked",
    damaged: "damaged",
    "cut-off": "cut off by the end of the file",
    "too-large": "too large",
  },
  rereading: (done) => `${done} pages read again…`,
  reread: (report, n) =>
    report.reread + report.same + report.unreadable === 0
      ? "No page needs to be read again: the rules of today have read them all."
      : `${n(report.reread)} pages read again, ${n(report.same)} without difference, ${n(report.unreadable)} unreadable; ${n(report.figuresBefore)} → ${n(report.figuresAfter)} figures; ${report.seconds.toFixed(1)} s`,
  nightProgress: (n, night) =>
    `${n(night.sourcesAsked)}/${n(night.sources)} sources asked · ${n(night.requests)} requests · ${n(night.pages)} pages new or changed · ${n(night.figures)} figures`,
  noRuns: "No run yet.",
  runHead: ["run", "job", "began", "took", "new pages", "figures", "outcome"],
  runOutcome: { done: "done", failed: "failed in part", cutOff: "cut off" },
  counters: "Counters",
  backedUp: ({ folder, files, size, written }, n) => `${n(files)} files backed up, ${size}, to ${folder}; ${written} copied now.`,
  verified: ({ folder, files, size, madeAt }, n) => `Backup ${folder} is whole: ${n(files)} files, ${size}, made at ${madeAt}.`,
  restored: ({ data, files, size, madeAt, aside }, n) =>
    `${n(files)} files restored, ${size}, into ${data}, as of ${madeAt}.${aside === null ? "" : ` What was there before is in ${aside}.`}`,
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
  readonly openToOthers: (host: string) => string;
  readonly admittedTable: string;
  readonly gradeTable: string;
  readonly orBetter: string;
  readonly noTable: string;
  readonly sparse: (table: SparseTable) => string;
  /** How many records of an archive gave no page, by why. */
  readonly passedOver: (counts: readonly (readonly [why: string, count: number])[]) => string;
  readonly rereading: (done: number) => string;
  readonly reread: (report: RereadSummary) => string;
  /** How far a night has come, in one line. */
  readonly nightProgress: (night: NightProgress) => string;
  readonly noRuns: string;
  readonly runHead: readonly string[];
  readonly runOutcome: typeof vi.runOutcome;
  readonly counters: string;
  readonly backedUp: (backup: BackedUp) => string;
  readonly verified: (backup: Verified) => string;
  readonly restored: (backup: Restored) => string;
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
    rereading: (done) => words.rereading(n(done)),
    reread: (report) => words.reread(report, n),
    backedUp: (backup) => words.backedUp(backup, n),
    verified: (backup) => words.verified(backup, n),
    restored: (backup) => words.restored(backup, n),
    nightProgress: (night) => words.nightProgress(n, night),
    passedOver: (counts) => {
      const names: Readonly<Record<string, string>> = words.passedOverFor;
      const total = counts.reduce((sum, [, count]) => sum + count, 0);
      return words.passedOver(n(total), counts.map(([why, count]) => `${n(count)} ${names[why] ?? why}`).join(", "));
    },
    sparse: (table) => words.sparse(n, table),
  };
}
