import { formatNumber, type Lang } from "./format.ts";

/** Words of the terminal about the source entries and what the check of a source finds. */
const vi = {
  columns: ["mã", "tên", "tỉnh", "bật", "thử lần cuối", "họ"],
  national: "cả nước",
  yes: "bật",
  no: "tắt",
  never: "chưa",
  ownSelectors: "riêng",
  total: (all: string, enabled: string, checked: string) => `${all} nguồn: ${enabled} đang bật, ${checked} đã thử trên trang thật.`,
  verdict: { ok: "ổn", attention: "cần xem", failed: "không đọc được" },
  fields: {
    robots: "robots.txt",
    feed: "kênh tin",
    sitemap: "sơ đồ trang",
    listing: "trang mục",
    sample: "trang mẫu",
    charset: "bảng mã",
    title: "tiêu đề",
    sapo: "phần dẫn",
    body: "thân bài",
    published: "ngày đăng",
    byline: "bút danh",
    captions: "chú thích",
    dateline: "mã mở đầu",
    must: "phải có",
    mustNot: "không được có",
    selectors: "bộ chọn",
  },
  nothing: "không thấy",
};

const en: typeof vi = {
  columns: ["id", "name", "province", "on", "last tried", "family"],
  national: "national",
  yes: "on",
  no: "off",
  never: "never",
  ownSelectors: "own",
  total: (all, enabled, checked) => `${all} sources: ${enabled} on, ${checked} tried on the live site.`,
  verdict: { ok: "ok", attention: "needs a look", failed: "cannot be read" },
  fields: {
    robots: "robots.txt",
    feed: "feed",
    sitemap: "sitemap",
    listing: "listing",
    sample: "sample page",
    charset: "charset",
    title: "title",
    sapo: "sapo",
    body: "body",
    published: "published",
    byline: "byline",
    captions: "captions",
    dateline: "dateline",
    must: "must have",
    mustNot: "must not have",
    selectors: "selectors",
  },
  nothing: "nothing",
};

export interface SourceLabels extends Omit<typeof vi, "total"> {
  readonly total: (counts: { readonly all: number; readonly enabled: number; readonly checked: number }) => string;
}

/** The words about sources in a language, with numbers in its writing. */
export function sourceLabels(lang: Lang): SourceLabels {
  const words = lang === "vi" ? vi : en;
  const n = (value: number): string => formatNumber(value, lang);
  return { ...words, total: ({ all, enabled, checked }) => words.total(n(all), n(enabled), n(checked)) };
}
