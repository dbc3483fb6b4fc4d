import type { FacetName, SearchReading } from "../types/search.ts";
import type { Lang } from "./format.ts";

/** What the lists of facets are headed with, and what is said of a query that was not met word for word. */
export interface SearchWords {
  readonly facets: Readonly<Record<FacetName, string>>;
  readonly reading: Readonly<Record<SearchReading, string | null>>;
  readonly next: string;
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
};

export const searchWords = (lang: Lang): SearchWords => (lang === "en" ? en : vi);
