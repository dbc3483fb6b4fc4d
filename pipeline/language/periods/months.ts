import type { Token } from "../../types/tokens.ts";
import { smallNumber, yearOf } from "./calendar.ts";
import { readMonthSpan } from "./days.ts";
import type { Read, Stretch } from "./stretches.ts";
import { isDash, keyAt } from "./tokens.ts";
import type { YearRef } from "./year-names.ts";
import { readYearAfter, readYearName } from "./year-names.ts";

const ROMAN: ReadonlyMap<string, number> = new Map([
  ["i", 1],
  ["ii", 2],
  ["iii", 3],
  ["iv", 4],
]);

/** The quarter that a token names (I–IV, 1–4), or 0. */
export function quarterAt(tokens: readonly Token[], i: number): number {
  const token = tokens[i];
  if (token === undefined) return 0;
  if (token.kind === "word") return token.case === "upper" || token.case === "capital" ? (ROMAN.get(token.key) ?? 0) : 0;
  const number = token.kind === "number" ? smallNumber(token.key) : 0;
  return number <= 4 ? number : 0;
}

/** Months written as words behind "tháng". "tháng năm" is left out: it is nearly always "tháng, năm". Giêng and Chạp are lunar. */
const MONTH_WORDS: ReadonlyMap<string, number> = new Map([
  ["hai", 2],
  ["ba", 3],
  ["tư", 4],
  ["sáu", 6],
  ["bảy", 7],
  ["tám", 8],
  ["chín", 9],
  ["mười", 10],
]);

/** Months of one year, both ends included. */
export function months(year: YearRef, first: number, last: number): Stretch {
  return { is: "months", year, first, last };
}

function isLunar(tokens: readonly Token[], i: number): boolean {
  return (keyAt(tokens, i) === "âm" && keyAt(tokens, i + 1) === "lịch") || (keyAt(tokens, i) === "(" && keyAt(tokens, i + 1) === "âm");
}

function readMonthNumber(tokens: readonly Token[], i: number): Read | null {
  const first = smallNumber(keyAt(tokens, i));
  if (first === 0 || first > 12 || keyAt(tokens, i + 1) === "lần") return null;
  const rangeTo = isDash(keyAt(tokens, i + 1)) ? monthAndYear(tokens[i + 2]) : null;
  if (rangeTo !== null && rangeTo.month > first) return { stretch: months(rangeTo.year, first, rangeTo.month), to: i + 3 };
  const named = readYearAfter(tokens, i + 1);
  if (named.year === "open" && isLunar(tokens, i + 1)) return { stretch: { is: "vague" }, to: i + 3 };
  return { stretch: months(named.year, first, first), to: named.to };
}

/** A token "9/2021" (or "9.2021"), as month and year; a plain month "9" with its year open. */
export function monthAndYear(token: Token | undefined): { month: number; year: YearRef } | null {
  if (token === undefined || (token.kind !== "fraction" && token.kind !== "number")) return null;
  const cut = Math.max(token.key.indexOf("/"), token.key.indexOf("."));
  const month = smallNumber(cut < 0 ? token.key : token.key.slice(0, cut));
  if (month === 0 || month > 12) return null;
  if (cut < 0) return { month, year: "open" };
  const year = yearOf(token.key.slice(cut + 1));
  return year > 0 ? { month, year } : null;
}

const MONTH_SHIFTS: ReadonlyMap<string, number> = new Map([
  ["qua", -1],
  ["trước", -1],
  ["này", 0],
]);

/** Behind "tháng". */
export function readMonth(tokens: readonly Token[], i: number): Read | null {
  const key = keyAt(tokens, i);
  if (tokens[i]?.kind === "number" && !key.includes(".")) return readMonthNumber(tokens, i);
  const span = tokens[i]?.kind === "date" ? readMonthSpan(key) : null;
  if (span !== null) return { stretch: span, to: i + 1 };
  const written = monthAndYear(tokens[i]);
  if (written !== null) return { stretch: months(written.year, written.month, written.month), to: i + 1 };
  if (key === "giêng" || key === "chạp") return { stretch: { is: "vague" }, to: i + 1 };
  const shift = MONTH_SHIFTS.get(key === "vừa" ? keyAt(tokens, i + 1) : key);
  if (shift !== undefined) return { stretch: { is: "month", shift }, to: key === "vừa" ? i + 2 : i + 1 };
  const word = MONTH_WORDS.get(key);
  if (word === undefined || keyAt(tokens, i - 2) === "mạng" || keyAt(tokens, i + 1) === "lần") return null;
  const isTeen = word === 10 && (keyAt(tokens, i + 1) === "một" || keyAt(tokens, i + 1) === "hai");
  const month = isTeen ? (keyAt(tokens, i + 1) === "một" ? 11 : 12) : word;
  const named = readYearAfter(tokens, isTeen ? i + 2 : i + 1);
  if (isLunar(tokens, named.to)) return { stretch: { is: "vague" }, to: named.to + 2 };
  return { stretch: months(named.year, month, month), to: named.to };
}

/** Behind "quý": "I/2021", "1/2021", "II", "đầu năm". */
export function readQuarter(tokens: readonly Token[], i: number): Read | null {
  const key = keyAt(tokens, i);
  if (key === "đầu" || key === "cuối") {
    if (keyAt(tokens, i + 1) !== "năm") return null;
    const named = readYearName(tokens, i + 2) ?? { year: "open", to: i + 2 };
    return { stretch: key === "đầu" ? months(named.year, 1, 3) : months(named.year, 10, 12), to: named.to };
  }
  const written = tokens[i]?.kind === "fraction" ? monthAndYear(tokens[i]) : null;
  const quarter = written !== null && written.month <= 4 ? written.month : quarterAt(tokens, i);
  if (quarter === 0 || keyAt(tokens, i - 2) === "phú") return null;
  const named = written ?? readYearAfter(tokens, i + 1);
  return { stretch: months(named.year, quarter * 3 - 2, quarter * 3), to: "to" in named ? named.to : i + 1 };
}

/** "6 tháng đầu năm 2022", "9 tháng năm 2020", "3 tháng cuối năm"; `count` has been read, `i` stands behind "tháng". */
export function readMonthCount(tokens: readonly Token[], i: number, count: number): Read | null {
  const key = keyAt(tokens, i);
  if (count < 1 || count > 12) return null;
  if (key === "đầu" || key === "cuối") {
    if (keyAt(tokens, i + 1) !== "năm") return null;
    const named = readYearName(tokens, i + 2) ?? { year: "open" as const, to: i + 2 };
    return { stretch: key === "đầu" ? months(named.year, 1, count) : months(named.year, 13 - count, 12), to: named.to };
  }
  const named = readYearAfter(tokens, i);
  return named.year === "open" ? null : { stretch: months(named.year, 1, count), to: named.to };
}
