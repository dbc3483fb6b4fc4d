import type { Lang } from "./format.ts";

/** What the files of a bulletin say besides its text. */
export interface BulletinFileWords {
  readonly table: string;
  readonly chart: string;
  readonly notes: string;
  readonly note: (number: number) => string;
  /** Of a link from a footnote back to where it stands; `occurrence` from 1. */
  readonly back: (number: number, occurrence: number) => string;
  readonly keywords: string;
  /** The day as office documents write it, of year, month and day as numbers. */
  readonly day: (year: number, month: number, day: number) => string;
}

/** Office documents write days below 10 and the months 1 and 2 with a zero (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.4). */
const zeroed = (number: number, below: number): string => (number < below ? `0${number}` : String(number));
const MONTHS = "January February March April May June July August September October November December".split(" ");

const vi: BulletinFileWords = {
  table: "Bảng",
  chart: "Biểu đồ",
  notes: "Chú thích",
  note: (number) => `Chú thích ${number}`,
  back: (number, occurrence) => `Về chỗ ghi chú thích ${number}${occurrence > 1 ? `, lần ${occurrence}` : ""}`,
  keywords: "bản tin; xây dựng Đảng; dangvu",
  day: (year, month, day) => `ngày ${zeroed(day, 10)} tháng ${zeroed(month, 3)} năm ${year}`,
};

const en: BulletinFileWords = {
  table: "Table",
  chart: "Figure",
  notes: "Notes",
  note: (number) => `Note ${number}`,
  back: (number, occurrence) => `Back to where note ${number} stands${occurrence > 1 ? ` (${occurrence})` : ""}`,
  keywords: "bulletin; Party building; dangvu",
  day: (year, month, day) => `${day} ${MONTHS[month - 1] ?? month} ${year}`,
};

export const bulletinFileWords = (lang: Lang): BulletinFileWords => (lang === "en" ? en : vi);
