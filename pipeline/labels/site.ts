import type { Lang } from "./format.ts";

const vi = {
  table: "Bảng so sánh",
  provinces: "Tỉnh",
  indicators: "Chỉ số",
  documents: "Văn bản",
  bulletins: "Bản tin",
  search: "Tìm",
  runs: "Lượt chạy và nguồn",
  review: "Soát số liệu",
  api: "API",
  feed: "Nguồn tin Atom",
  above: "Trang cấp trên",
};

const en: typeof vi = {
  table: "Comparison table",
  provinces: "Provinces",
  indicators: "Indicators",
  documents: "Documents",
  bulletins: "Bulletins",
  search: "Search",
  runs: "Runs and sources",
  review: "Review",
  api: "API",
  feed: "Atom feed",
  above: "Pages above this one",
};

/** Words of the menus. */
export const siteWords = (lang: Lang): typeof vi => (lang === "en" ? en : vi);
