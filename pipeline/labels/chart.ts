import type { Lang } from "./format.ts";

/** What charts say besides the texts they are given. */
export interface ChartWords {
  readonly noData: string;
  readonly derived: string;
  readonly unfinished: string;
  readonly rank: (rank: number) => string;
  readonly range: (from: string, to: string) => string;
  /** An archipelago with the unit it belongs to. */
  readonly partOf: (island: string, unit: string) => string;
  readonly change: (from: string, to: string) => string;
  readonly breakNote: (number: number, note: string) => string;
  readonly more: (count: number) => string;
  readonly offMap: (figures: string) => string;
  readonly named: (named: number, all: number) => string;
}

const vi: ChartWords = {
  noData: "chưa có số liệu",
  derived: "Cột nhạt: tính từ các số khác, không bài nào viết nguyên số này.",
  unfinished: "Điểm rỗng: năm chưa hết.",
  rank: (rank) => `hạng ${rank}`,
  range: (from, to) => `${from} – ${to}`,
  partOf: (island, unit) => `${island} (${unit})`,
  change: (from, to) => `từ ${from} đến ${to}`,
  breakNote: (number, note) => `Vạch đứt ${number}: ${note}`,
  named: (named, all) => `Ghi tên ${named} trong ${all} dòng: các dòng được chọn và các dòng đổi nhiều nhất.`,
  offMap: (figures) => `Không có ô trên bản đồ này: ${figures}.`,
  more: (count) => `Còn ${count} dòng không vẽ ở đây.`,
};

const en: ChartWords = {
  noData: "no figure yet",
  derived: "Pale bars: computed from other figures, no article gives this number.",
  unfinished: "Hollow points: a year not yet over.",
  rank: (rank) => `rank ${rank}`,
  range: (from, to) => `${from} – ${to}`,
  partOf: (island, unit) => `${island} (${unit})`,
  change: (from, to) => `from ${from} to ${to}`,
  breakNote: (number, note) => `Dashed line ${number}: ${note}`,
  named: (named, all) => `${named} of ${all} lines are named: the chosen ones and those that change most.`,
  offMap: (figures) => `Without a tile on this map: ${figures}.`,
  more: (count) => `${count} more not drawn here.`,
};

export const chartWords = (lang: Lang): ChartWords => (lang === "en" ? en : vi);
