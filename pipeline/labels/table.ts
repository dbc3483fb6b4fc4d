import type { Column, TotalCell } from "../types/table.ts";
import type { Lang } from "./format.ts";

/** Words about tables on the command line and the pages, beside those of vi.ts and en.ts. */
export interface TableLabels {
  readonly column: (column: Column) => string;
  readonly permalink: string;
  readonly data: (hash: string, observations: string) => string;
  readonly totals: string;
  readonly sum: string;
  readonly published: string;
  readonly method: Readonly<Record<TotalCell["method"], string>>;
  readonly changes: string;
  readonly ranks: string;
  readonly rank: (place: number, of: number) => string;
  readonly province: string;
  readonly percent: string;
  readonly points: (value: string) => string;
  readonly slope: (from: string, to: string) => string;
  readonly across: string;
  readonly without: (names: string) => string;
  readonly distribution: (method: string) => string;
  readonly box: readonly [string, string, string, string, string, string, string, string, string];
  readonly outliers: string;
  readonly nothing: string;
}

/** "2014-H1" as its parts. */
function partOf({ key }: Column): { readonly kind: string; readonly n: string; readonly year: string } {
  const match = /^(\d{4})-(H|Q|)(\d{1,2})$/u.exec(key);
  return { kind: match?.[2] ?? "", n: match?.[3] ?? "", year: match?.[1] ?? "" };
}

const isTerm = ({ key }: Column): boolean => /^\d{4}-\d{4}$/u.test(key);
const isYear = ({ key }: Column): boolean => /^\d{4}$/u.test(key);
const ROMAN = ["", "I", "II", "III", "IV"];

const vi: TableLabels = {
  column: (column) => {
    if (isYear(column)) return column.key;
    if (isTerm(column)) return column.key.replace("-", "–");
    const { kind, n, year } = partOf(column);
    if (kind === "H") return `6T ${n === "1" ? "đầu" : "cuối"} ${year}`;
    return kind === "Q" ? `Quý ${ROMAN[Number(n)]}/${year}` : `${n}/${year}`;
  },
  permalink: "Đường dẫn của bảng",
  data: (hash, observations) => `Làm từ ${observations} số liệu, mã băm ${hash}`,
  totals: "Cả nước và các vùng",
  sum: "Cộng các tỉnh",
  published: "Số được công bố",
  method: { sum: "cộng", fractions: "từ tử số và mẫu số", weighted: "có phần tính theo số được xếp loại", ratio: "tỷ lệ của các tổng" },
  changes: "Thay đổi so với năm trước",
  ranks: "Thứ hạng",
  rank: (place, of) => `${place}/${of}`,
  province: "Tỉnh",
  percent: "Phần trăm",
  points: (value) => `${value} điểm`,
  slope: (from, to) => `Từ ${from} đến ${to}`,
  across: "‡ qua chỗ đứt của chuỗi số liệu",
  without: (names) => `Chỉ có số liệu một đầu: ${names}`,
  distribution: (method) =>
    `Phân bố giữa các tỉnh (tứ phân vị: nội suy tuyến tính, ${method}; ngoại lệ: cách tứ phân vị quá 1,5 lần khoảng tứ phân vị)`,
  box: ["Kỳ", "Số tỉnh", "Nhỏ nhất", "Râu dưới", "Q1", "Trung vị", "Q3", "Râu trên", "Lớn nhất"],
  outliers: "Ngoại lệ",
  nothing: "Chưa có số liệu cho bảng này.",
};

const en: TableLabels = {
  column: (column) => {
    if (isYear(column)) return column.key;
    if (isTerm(column)) return column.key.replace("-", "–");
    const { kind, n, year } = partOf(column);
    return kind === "" ? `${n}/${year}` : `${kind}${n} ${year}`;
  },
  permalink: "Link to this table",
  data: (hash, observations) => `Made from ${observations} figures, hash ${hash}`,
  totals: "Country and regions",
  sum: "Provinces together",
  published: "As published",
  method: {
    sum: "added up",
    fractions: "from numerators and denominators",
    weighted: "partly weighted by what was rated",
    ratio: "ratio of the sums",
  },
  changes: "Change on the year before",
  ranks: "Rank",
  rank: (place, of) => `${place}/${of}`,
  province: "Province",
  percent: "Percent",
  points: (value) => `${value} pts`,
  slope: (from, to) => `From ${from} to ${to}`,
  across: "‡ across a break in the series",
  without: (names) => `With figures at one end only: ${names}`,
  distribution: (method) =>
    `Distribution over the provinces (quartiles: linear interpolation, ${method}; outliers: beyond 1.5 times the interquartile range)`,
  box: ["Period", "Provinces", "Min", "Low whisker", "Q1", "Median", "Q3", "High whisker", "Max"],
  outliers: "Outliers",
  nothing: "No figures for this table yet.",
};

/** The words of a language. */
export function tableLabels(lang: Lang): TableLabels {
  return lang === "vi" ? vi : en;
}
