import type { Lang } from "./format.ts";

const vi = {
  fresh: "Mới trong 7 ngày qua",
  freshText: (articles: string, figures: string) => `${articles} bài mới đọc hoặc vừa đổi, ${figures} số liệu.`,
  freshNothing: "Không có bài nào mới trong 7 ngày qua.",
  freshAll: "Tìm trong mọi bài",
  headlines: "Chỉ số chính",
  national: (year: string) => `cả nước, ${year}`,
  median: (provinces: string, year: string) => `trung vị của ${provinces} tỉnh có số liệu, ${year}`,
  curve: (name: string, from: string, to: string) => `${name}, ${from}–${to}`,
  curveText: (first: string, last: string) => `Từ ${first} đến ${last}.`,
  map: "Tỉnh nào đã có số liệu",
  mapText: (provinces: string, of: string) => `${provinces}/${of} tỉnh, thành phố có ít nhất một số liệu; chọn một ô để xem tỉnh đó.`,
  mapTitle: "Số liệu đã đọc được của mỗi tỉnh, thành phố",
  mapUnit: "số liệu",
  mapMost: (name: string, figures: string) => `Nhiều nhất: ${name}, ${figures} số liệu.`,
  source: "Nguồn: các bài đã đọc, dangvu",
  night: "Đêm chạy gần nhất",
  nightOk: "Không có việc gì phải làm.",
  nightTodo: "Việc cần làm",
  nightNext: (time: string) => `Đêm sau bắt đầu lúc ${time}.`,
  nightReport: "Xem báo cáo đêm",
  allRuns: "Mọi lượt chạy",
  tables: "Mở bảng của từng chỉ số",
};

const en: typeof vi = {
  fresh: "New in the last 7 days",
  freshText: (articles, figures) => `${articles} articles read for the first time or changed, ${figures} figures.`,
  freshNothing: "No new articles in the last 7 days.",
  freshAll: "Search all articles",
  headlines: "Headline indicators",
  national: (year) => `whole country, ${year}`,
  median: (provinces, year) => `median of the ${provinces} provinces with a figure, ${year}`,
  curve: (name, from, to) => `${name}, ${from}–${to}`,
  curveText: (first, last) => `From ${first} to ${last}.`,
  map: "Which provinces have figures",
  mapText: (provinces, of) => `${provinces} of ${of} provinces have at least one figure; choose a tile to open its province.`,
  mapTitle: "Figures read of each province",
  mapUnit: "figures",
  mapMost: (name, figures) => `Most: ${name}, ${figures} figures.`,
  source: "Source: the articles read, dangvu",
  night: "The last night",
  nightOk: "Nothing asks for attention.",
  nightTodo: "To do",
  nightNext: (time) => `The next night begins at ${time}.`,
  nightReport: "Report of the night",
  allRuns: "All runs",
  tables: "Open the table of each indicator",
};

/** Words of the home page, beside those of vi.ts and en.ts. */
export const homeWords = (lang: Lang): typeof vi => (lang === "en" ? en : vi);
