import type { Lang } from "./format.ts";

const vi = {
  question: "Câu hỏi có nhiều số nhất",
  questionNote: "Các hình dưới đây theo câu hỏi này; các câu hỏi khác ở bảng so sánh.",
  all: "tất cả",
  coverageMap: {
    "63": "Số năm có số liệu, 63 tỉnh, thành phố (đến 30/6/2025)",
    "34": "Số năm có số liệu, 34 tỉnh, thành phố (từ 1/7/2025)",
  },
  coverageDescription: (known: string, of: string, name: string, years: string) =>
    `${known}/${of} đơn vị có số liệu; nhiều năm nhất là ${name}, ${years} năm.`,
  coverageUnit: "năm",
  coverageYears: (years: string) => `${years} năm`,
  perYear: "Số tỉnh có số liệu theo năm",
  year: "Năm",
  provinces: "Số tỉnh",
  provincesOf: (reported: string, of: string) => `${reported}/${of}`,
  series: "Các năm",
  seriesTitle: (indicator: string) => `${indicator}: các tỉnh có nhiều năm nhất`,
  seriesDescription: (names: string, from: string, to: string) => `Đường của ${names}, từ ${from} đến ${to}.`,
  seriesNote: (shown: string, of: string) => `Vẽ ${shown} tỉnh có nhiều năm nhất trong ${of} tỉnh có số liệu.`,
  national: "Cả nước, theo các báo cáo",
  nationalNote: "Số mà các báo cáo nói về cả nước, không phải cộng các tỉnh.",
  value: "Giá trị",
  breaks: "Chỗ đứt của chuỗi số liệu",
  breakAt: (year: string) => `Năm ${year}`,
  province: "Tỉnh",
  feed: (indicator: string) => `Số mới: ${indicator}`,
  nothing: "Chưa có số liệu nào của chỉ số này.",
  source: (count: string) => `dangvu, ${count} số liệu`,
};

const en: typeof vi = {
  question: "The question with most figures",
  questionNote: "The pictures below are of this question; the others are in the comparison table.",
  all: "all",
  coverageMap: {
    "63": "Years with figures, 63 provinces and cities (to 2025-06-30)",
    "34": "Years with figures, 34 provinces and cities (since 2025-07-01)",
  },
  coverageDescription: (known, of, name, years) => `${known} of ${of} units have figures; most years has ${name}, ${years}.`,
  coverageUnit: "years",
  coverageYears: (years) => `${years} years`,
  perYear: "Provinces with figures by year",
  year: "Year",
  provinces: "Provinces",
  provincesOf: (reported, of) => `${reported} of ${of}`,
  series: "Over the years",
  seriesTitle: (indicator) => `${indicator}: provinces with most years`,
  seriesDescription: (names, from, to) => `Lines of ${names}, from ${from} to ${to}.`,
  seriesNote: (shown, of) => `The ${shown} provinces with most years are drawn, of ${of} with figures.`,
  national: "The country, as reports say",
  nationalNote: "What reports say of the whole country, not a sum of provinces.",
  value: "Value",
  breaks: "Breaks of the series",
  breakAt: (year) => `Year ${year}`,
  province: "Province",
  feed: (indicator) => `New figures: ${indicator}`,
  nothing: "No figure of this indicator is known yet.",
  source: (count) => `dangvu, ${count} figures`,
};

/** Words of the page of an indicator beside those of vi.ts and en.ts. */
export const indicatorWords = (lang: Lang): typeof vi => (lang === "en" ? en : vi);
