import type { Trust } from "../types/article.ts";
import type { FacetName, SearchReading, SearchSort } from "../types/search.ts";
import type { Lang } from "./format.ts";

/** What a suggestion names. */
export type SuggestionKind = "term" | "province" | "indicator" | "document";

/** One line of the help on how to ask: what to type, and what it does. */
export interface SearchExample {
  readonly query: string;
  readonly meaning: string;
}

/** The words of search, on pages and in the terminal. */
export interface SearchWords {
  /** What the lists of facets are headed with. */
  readonly facets: Readonly<Record<FacetName, string>>;
  /** What is said of a query that was not met word for word. */
  readonly reading: Readonly<Record<SearchReading, string | null>>;
  readonly next: string;
  readonly trust: Readonly<Record<Trust, string>>;
  readonly sorts: Readonly<Record<SearchSort, string>>;
  readonly suggestions: Readonly<Record<SuggestionKind, string>>;
  readonly sortBy: string;
  readonly found: (total: string) => string;
  readonly foundFor: (total: string, query: string) => string;
  readonly took: (ms: string) => string;
  readonly narrow: string;
  readonly toNarrow: string;
  readonly chosen: string;
  readonly remove: string;
  readonly removeAll: string;
  readonly more: (count: string) => string;
  readonly articles: (count: string) => string;
  readonly instead: string;
  readonly none: string;
  readonly noneFor: (query: string) => string;
  readonly without: (facet: string, values: string) => string;
  readonly withoutAll: string;
  readonly figuresShown: string;
  readonly similar: string;
  readonly reprints: (count: string) => string;
  readonly reprintOf: (host: string) => string;
  readonly feed: string;
  readonly feedTitle: (query: string) => string;
  readonly suggestionList: string;
  readonly provinceUntil: string;
  readonly help: string;
  readonly examples: readonly SearchExample[];
  readonly pageNumber: (page: string) => string;
}

const vi: SearchWords = {
  facets: {
    province63: "Tỉnh (đến 30-6-2025)",
    province34: "Tỉnh (từ 1-7-2025)",
    year: "Năm đăng",
    publisher: "Báo",
    indicator: "Chỉ số",
    document: "Văn bản được dẫn",
    trust: "Độ tin của chữ",
  },
  reading: {
    all: null,
    near: "Không bài nào có đủ các từ như đã gõ: đây là các bài có từ gần giống.",
    some: "Không bài nào có đủ các từ: đây là các bài có một phần.",
  },
  next: "Trang sau",
  trust: { ok: "chữ đáng tin", years_rewritten: "năm trong bài đã bị sửa", scrambled: "chữ bị xáo trộn" },
  sorts: { relevance: "Khớp nhất", date: "Mới nhất" },
  suggestions: { term: "Từ", province: "Tỉnh", indicator: "Chỉ số", document: "Văn bản" },
  sortBy: "Xếp theo",
  found: (total) => `${total} bài`,
  foundFor: (total, query) => `${total} bài có “${query}”`,
  took: (ms) => `tìm trong ${ms} ms`,
  narrow: "Thu hẹp kết quả",
  toNarrow: "Thu hẹp theo tỉnh, năm, báo…",
  chosen: "Đang thu hẹp theo",
  remove: "Bỏ",
  removeAll: "Bỏ tất cả",
  more: (count) => `${count} giá trị nữa`,
  articles: (count) => `${count} bài`,
  instead: "Có phải bạn tìm",
  none: "Không có bài nào.",
  noneFor: (query) => `Không có bài nào cho “${query}”.`,
  without: (facet, values) => `Bỏ “${facet}: ${values}”`,
  withoutAll: "Bỏ mọi điều kiện thu hẹp",
  figuresShown: "Số liệu trong bài",
  similar: "Bài tương tự",
  reprints: (count) => `đăng lại ở ${count} nơi khác`,
  reprintOf: (host) => `đăng lại từ ${host}`,
  feed: "Báo khi có bài mới (Atom)",
  feedTitle: (query) => `Bài mới: ${query}`,
  suggestionList: "Gợi ý",
  provinceUntil: "đến 30-6-2025",
  help: "Cách tìm chính xác hơn",
  examples: [
    { query: "kết nạp đảng viên", meaning: "bài có đủ các từ này, gõ có dấu hay không dấu đều được" },
    { query: '"trong sạch, vững mạnh"', meaning: "đúng cụm từ trong ngoặc kép" },
    { query: "kỷ luật -khai trừ", meaning: "dấu trừ liền trước một từ: bỏ bài có từ đó" },
    { query: "21-NQ/TW", meaning: "số hiệu văn bản, viết kiểu nào cũng được" },
    { query: 'đảng viên tinh:"Lạng Sơn"', meaning: "chỉ bài về một tỉnh, cũ hay mới" },
    { query: "kết nạp nam:2015..2020", meaning: "chỉ bài đăng trong các năm này" },
    { query: "kỷ luật bao:nhan-dan", meaning: "chỉ báo có tên này" },
    { query: "chiso:members.admitted", meaning: "chỉ bài có số liệu của chỉ số này" },
    { query: "vb:21-NQ/TW", meaning: "chỉ bài dẫn văn bản này" },
  ],
  pageNumber: (page) => `Trang ${page}`,
};

const en: SearchWords = {
  facets: {
    province63: "Province (to 2025-06-30)",
    province34: "Province (since 2025-07-01)",
    year: "Year published",
    publisher: "Publisher",
    indicator: "Indicator",
    document: "Document cited",
    trust: "Trust in the text",
  },
  reading: {
    all: null,
    near: "No article has all words as typed: these have similar ones.",
    some: "No article has all words: these have some of them.",
  },
  next: "Next page",
  trust: { ok: "text is sound", years_rewritten: "years in the text were rewritten", scrambled: "text is scrambled" },
  sorts: { relevance: "Best match", date: "Newest" },
  suggestions: { term: "Words", province: "Province", indicator: "Indicator", document: "Document" },
  sortBy: "Sort by",
  found: (total) => (total === "1" ? "1 article" : `${total} articles`),
  foundFor: (total, query) => (total === "1" ? `1 article has “${query}”` : `${total} articles have “${query}”`),
  took: (ms) => `searched in ${ms} ms`,
  narrow: "Narrow the results",
  toNarrow: "Narrow by province, year, publisher…",
  chosen: "Narrowed to",
  remove: "Remove",
  removeAll: "Remove all",
  more: (count) => `${count} more`,
  articles: (count) => (count === "1" ? "1 article" : `${count} articles`),
  instead: "Did you mean",
  none: "No article found.",
  noneFor: (query) => `No article for “${query}”.`,
  without: (facet, values) => `Without “${facet}: ${values}”`,
  withoutAll: "Without any narrowing",
  figuresShown: "Figures in the article",
  similar: "Similar articles",
  reprints: (count) => (count === "1" ? "reprinted in 1 other place" : `reprinted in ${count} other places`),
  reprintOf: (host) => `reprinted from ${host}`,
  feed: "Tell me of new articles (Atom)",
  feedTitle: (query) => `New articles: ${query}`,
  suggestionList: "Suggestions",
  provinceUntil: "to 2025-06-30",
  help: "How to ask more precisely",
  examples: [
    { query: "kết nạp đảng viên", meaning: "articles with all of these words, typed with or without marks" },
    { query: '"trong sạch, vững mạnh"', meaning: "exactly the words in quotes" },
    { query: "kỷ luật -khai trừ", meaning: "a hyphen before a word leaves out articles that have it" },
    { query: "21-NQ/TW", meaning: "a document's number, in any writing" },
    { query: 'đảng viên province:"Lạng Sơn"', meaning: "only articles about a province, old or new" },
    { query: "kết nạp year:2015..2020", meaning: "only articles published in these years" },
    { query: "kỷ luật paper:nhan-dan", meaning: "only a publisher of this name" },
    { query: "indicator:members.admitted", meaning: "only articles with figures of this indicator" },
    { query: "doc:21-NQ/TW", meaning: "only articles that cite this document" },
  ],
  pageNumber: (page) => `Page ${page}`,
};

export const searchWords = (lang: Lang): SearchWords => (lang === "en" ? en : vi);
