import { formatNumber, type Lang } from "./format.ts";

type Values = Readonly<Record<string, string | number>>;

/** What an alarm says, and what to do about it. */
interface AlarmWords {
  readonly says: (values: Values) => string;
  readonly hint: (values: Values) => string;
}

export type AlarmName =
  | "ended"
  | "stopped"
  | "failures"
  | "selectors"
  | "undated"
  | "few-figures"
  | "silent"
  | "unreadable"
  | "conflicts"
  | "disk"
  | "notify"
  | "bulletin";

/** Numbers within alarms are written in the language before they come here. */
const viAlarms: Readonly<Record<AlarmName, AlarmWords>> = {
  ended: { says: ({ message }) => `Đêm này bị dừng giữa chừng: ${message}`, hint: ({ hint }) => String(hint) },
  stopped: {
    says: ({ reason }) => `nguồn bị bỏ dở: ${reason}`,
    hint: ({ source }) => `Mở trang của nguồn xem còn hoạt động không, rồi chạy: dangvu sources check ${source}`,
  },
  failures: {
    says: ({ count, kind }) => `${count} yêu cầu hỏng, nhiều nhất là ${kind}`,
    hint: ({ source }) => `Đêm sau sẽ thử lại; nếu lặp lại, chạy: dangvu sources check ${source}`,
  },
  selectors: {
    says: ({ fields, pages }) => `giao diện có thể đã đổi: bộ chọn ${fields} không khớp gì trên ${pages} trang mới`,
    hint: ({ source }) => `Chạy dangvu sources check ${source} rồi sửa selectors trong tệp nguồn.`,
  },
  undated: {
    says: ({ undated, articles }) => `${undated} trên ${articles} bài mới không có ngày đăng`,
    hint: ({ source }) => `Chạy dangvu sources check ${source} rồi sửa bộ chọn published; sau đó dangvu reread --source ${source} --all`,
  },
  "few-figures": {
    says: ({ figures, articles, expected }) => `chỉ ${figures} số liệu từ ${articles} bài, thường được khoảng ${expected}`,
    hint: ({ source }) => `Xem vài bài mới có bị cắt mất thân bài không: dangvu sources check ${source}`,
  },
  silent: {
    says: ({ nights }) => `${nights} đêm liền không có bài mới`,
    hint: ({ source }) => `Trang chuyên mục hoặc RSS có thể đã chuyển chỗ: dangvu sources check ${source}`,
  },
  unreadable: {
    says: ({ count }) => `${count} trang tải về không đọc được`,
    hint: () => "Xem các dòng read/unreadable trong nhật ký; trang quét ảnh cần thành phần nhận dạng chữ (dangvu doctor).",
  },
  conflicts: {
    says: ({ count }) => `${count} số liệu mới trái với số liệu đã biết`,
    hint: () => "Xem bảng bên dưới; quyết định bằng dangvu review.",
  },
  disk: {
    says: ({ free }) => `đĩa chỉ còn trống ${free}`,
    hint: () => "Giải phóng dung lượng, hoặc chuyển thư mục dữ liệu sang đĩa khác (--data).",
  },
  notify: {
    says: ({ channel, error }) => `không gửi được thông báo qua ${channel}: ${error}`,
    hint: () => "Kiểm tra khóa notify trong dangvu.config.json và biến môi trường DANGVU_SMTP_PASSWORD, DANGVU_WEBHOOK_SECRET.",
  },
  bulletin: { says: ({ series, message }) => `không làm được bản tin của loạt ${series}: ${message}`, hint: ({ hint }) => String(hint) },
};

const enAlarms: typeof viAlarms = {
  ended: { says: ({ message }) => `The night was cut short: ${message}`, hint: ({ hint }) => String(hint) },
  stopped: {
    says: ({ reason }) => `source left before its end: ${reason}`,
    hint: ({ source }) => `Look whether the site is up, then run: dangvu sources check ${source}`,
  },
  failures: {
    says: ({ count, kind }) => `${count} requests failed, most of them by ${kind}`,
    hint: ({ source }) => `They are tried again tomorrow; if it goes on, run: dangvu sources check ${source}`,
  },
  selectors: {
    says: ({ fields, pages }) => `the layout may have changed: selectors ${fields} match nothing on ${pages} new pages`,
    hint: ({ source }) => `Run dangvu sources check ${source} and mend the selectors of the entry.`,
  },
  undated: {
    says: ({ undated, articles }) => `${undated} of ${articles} new articles have no date`,
    hint: ({ source }) => `Run dangvu sources check ${source}, mend the selector of the date, then dangvu reread --source ${source} --all`,
  },
  "few-figures": {
    says: ({ figures, articles, expected }) => `only ${figures} figures from ${articles} articles; about ${expected} are usual`,
    hint: ({ source }) => `Look whether new articles lack their body: dangvu sources check ${source}`,
  },
  silent: {
    says: ({ nights }) => `nothing new in ${nights} nights`,
    hint: ({ source }) => `Its listing pages or feeds may have moved: dangvu sources check ${source}`,
  },
  unreadable: {
    says: ({ count }) => `${count} pages could not be read`,
    hint: () => "See the lines read/unreadable of the log; scanned pages need recognition of characters (dangvu doctor).",
  },
  conflicts: {
    says: ({ count }) => `${count} new figures disagree with known ones`,
    hint: () => "See the table below; decide with dangvu review.",
  },
  disk: { says: ({ free }) => `only ${free} left on the disk`, hint: () => "Make room, or move the data folder to another disk (--data)." },
  notify: {
    says: ({ channel, error }) => `no message went out by ${channel}: ${error}`,
    hint: () => "Check notify in dangvu.config.json and the variables DANGVU_SMTP_PASSWORD, DANGVU_WEBHOOK_SECRET.",
  },
  bulletin: {
    says: ({ series, message }) => `the bulletin of series ${series} could not be made: ${message}`,
    hint: ({ hint }) => String(hint),
  },
};

/** Kinds of failures (crawl/fetch-errors.ts) in words. */
const viFailures: Readonly<Record<string, string>> = {
  timeout: "quá giờ",
  connection: "không nối được",
  "cut-off": "đứt giữa chừng",
  protocol: "trả lời sai giao thức",
  busy: "máy chủ bận",
  "server-error": "máy chủ lỗi",
  forbidden: "bị cấm",
  "not-found": "không còn trang",
  status: "mã trả lời lạ",
  redirect: "chuyển hướng sai",
  "private-address": "địa chỉ nội bộ",
  certificate: "chứng chỉ hỏng",
  "too-large": "quá lớn",
  encoding: "không giải nén được",
  "media-type": "loại tệp không đọc",
  unreadable: "không đọc được",
  crashed: "lỗi chương trình",
};

const vi = {
  title: (time: string, bad: number, sources: number) =>
    bad === 0 ? `Đêm ${time}: ${sources} nguồn, không có gì hỏng` : `Đêm ${time}: ${bad} trên ${sources} nguồn bị bỏ dở`,
  titleEnded: (time: string) => `Đêm ${time}: bị dừng giữa chừng`,
  todo: "Việc cần làm",
  nothingToDo: "Không có việc gì cần làm.",
  sources: "Nguồn",
  sourceHead: ["nguồn", "tải", "mới", "đổi", "mất", "lỗi", "số liệu", "vì sao lỗi"],
  /** Sources without anything to tell are only counted. */
  quiet: (count: string) => `${count} nguồn khác: không có gì mới, không có lỗi.`,
  indicators: "Số liệu mới theo chỉ số",
  indicatorHead: ["chỉ số", "số liệu"],
  checks: (count: string) => `Kiểm tra không khớp: ${count}`,
  checkHead: ["bài", "điều không khớp", "địa chỉ"],
  conflicts: (count: string) => `Số liệu trái nhau: ${count}`,
  conflictHead: ["chỉ số", "tỉnh", "bài mới viết", "đã biết", "địa chỉ mới", "địa chỉ cũ"],
  hosts: "Máy chủ chậm nhất",
  hostHead: ["máy chủ", "yêu cầu", "giây mỗi yêu cầu"],
  disk: "Đĩa",
  diskHead: ["phần", "dung lượng"],
  diskParts: { store: "kho", warc: "trang gốc", frontier: "hàng đợi", indexes: "chỉ mục", runs: "báo cáo", free: "còn trống" },
  run: (id: string) => `Lượt chạy ${id}`,
  failures: viFailures,
  alarms: viAlarms,
};

const en: typeof vi = {
  title: (time, bad, sources) =>
    bad === 0 ? `Night of ${time}: ${sources} sources, nothing broken` : `Night of ${time}: ${bad} of ${sources} sources left`,
  titleEnded: (time) => `Night of ${time}: cut short`,
  todo: "To do",
  nothingToDo: "Nothing to do.",
  sources: "Sources",
  sourceHead: ["source", "fetched", "new", "changed", "gone", "failed", "figures", "why"],
  quiet: (count) => `${count} other sources: nothing new, nothing failed.`,
  indicators: "New figures by indicator",
  indicatorHead: ["indicator", "figures"],
  checks: (count) => `Checks that failed: ${count}`,
  checkHead: ["article", "what fails", "address"],
  conflicts: (count) => `Figures that disagree: ${count}`,
  conflictHead: ["indicator", "province", "new report", "known", "new address", "known address"],
  hosts: "Slowest hosts",
  hostHead: ["host", "requests", "seconds a request"],
  disk: "Disk",
  diskHead: ["part", "size"],
  diskParts: { store: "store", warc: "raw pages", frontier: "frontier", indexes: "indexes", runs: "reports", free: "free" },
  run: (id) => `Run ${id}`,
  failures: {},
  alarms: enAlarms,
};

export type NightLabels = Omit<typeof vi, "alarms"> & {
  /** An alarm as a sentence and what to do about it; numbers among the values are written in the language. */
  readonly alarm: (kind: AlarmName, values: Values) => { readonly says: string; readonly hint: string };
  readonly n: (value: number) => string;
  /** "1,5 GB": the largest unit that leaves a whole number before the comma. */
  readonly bytes: (value: number) => string;
};

const UNITS = ["B", "kB", "MB", "GB", "TB"];

function bytesOf(value: number, lang: Lang): string {
  const power = Math.min(UNITS.length - 1, value < 1024 ? 0 : Math.floor(Math.log2(value) / 10));
  return `${formatNumber(Number((value / 1024 ** power).toFixed(1)), lang)} ${UNITS[power]}`;
}

/** Words of a night's report. */
export function nightLabels(lang: Lang): NightLabels {
  const { alarms, ...words } = lang === "vi" ? vi : en;
  const n = (value: number): string => formatNumber(value, lang);
  const bytes = (value: number): string => bytesOf(value, lang);
  const written = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value : name === "free" ? bytes(value) : n(value)]),
    );
  return {
    ...words,
    n,
    bytes,
    alarm: (kind, values) => {
      const { kind: failure, ...rest } = values;
      const named = failure === undefined ? rest : { ...rest, kind: words.failures[String(failure)] ?? failure };
      const all = written(named);
      return { says: alarms[kind].says(all), hint: alarms[kind].hint(all) };
    },
  };
}
