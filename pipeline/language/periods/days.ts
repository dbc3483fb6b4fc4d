import type { Token } from "../../types/tokens.ts";
import { isDay, smallNumber, yearOf } from "./calendar.ts";
import type { Read } from "./stretches.ts";
import { isDash, keyAt } from "./tokens.ts";
import type { YearRef } from "./year-names.ts";
import { readYearName } from "./year-names.ts";

/** The two parts of "14/9", "14.9" as a day and a month, or null. 29 February is let through: the year decides. */
export function dayAndMonth(key: string): { day: number; month: number } | null {
  let cut = key.indexOf("/");
  if (cut < 0) cut = key.indexOf(".");
  if (cut < 1) return null;
  return checkedDay(smallNumber(key.slice(0, cut)), smallNumber(key.slice(cut + 1)));
}

function checkedDay(day: number, month: number): { day: number; month: number } | null {
  return isDay(2000, month, day) ? { day, month } : null;
}

/** The three numbers of a `date` token, whatever separates them. */
function splitDate(key: string): [number, number, number] {
  const [first, second, third] = key.split(/[/.-]/u);
  return [smallNumber(first ?? ""), smallNumber(second ?? ""), yearOf(third ?? "")];
}

/** Day, month and year of a `date` token ("14/10/1930", "13-3-2012"), or null where the calendar has no such day. */
function readDate(key: string): Read["stretch"] | null {
  const [day, month, year] = splitDate(key);
  return year > 0 && isDay(year, month, day) ? { is: "day", year, month, day } : null;
}

/** "1-9/2021" behind "tháng": a `date` token by its shape, but months from–to. Null for a day. */
export function readMonthSpan(key: string): Read["stretch"] | null {
  if (!key.includes("-") || !key.includes("/")) return null;
  const [first, last, year] = splitDate(key);
  return first >= 1 && first < last && last <= 12 ? { is: "months", year, first, last } : null;
}

/** A year behind a day: "năm 2019", "năm nay", ", năm 2019". */
function readYearOfDay(tokens: readonly Token[], i: number): { year: YearRef; to: number } {
  const at = keyAt(tokens, i) === "," && keyAt(tokens, i + 1) === "năm" ? i + 1 : i;
  const named = keyAt(tokens, at) === "năm" ? readYearName(tokens, at + 1) : null;
  if (named === null || (at > i && typeof named.year !== "number")) return { year: "open", to: i };
  return named;
}

function withYear(tokens: readonly Token[], found: { day: number; month: number }, to: number): Read {
  if (keyAt(tokens, to) === "âm" && keyAt(tokens, to + 1) === "lịch") return { stretch: { is: "vague" }, to: to + 2 };
  const named = readYearOfDay(tokens, to);
  return { stretch: { is: "day", year: named.year, month: found.month, day: found.day }, to: named.to };
}

/**
 * A day at `i`, however it is separated: "14/9", "14.9", "14 - 9", "2 tháng 9 năm 2019", "14/9/2022". The caller knows that a day is meant:
 * "14/9" alone may be a fraction. "9/2021" is a month.
 */
export function readDay(tokens: readonly Token[], i: number): Read | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (token.kind === "date") {
    const stretch = readDate(token.key);
    return stretch === null ? null : { stretch, to: i + 1 };
  }
  if (token.kind === "fraction") return readFractionDay(tokens, i);
  if (token.kind !== "number") return null;
  if (token.key.includes(".")) {
    const found = dayAndMonth(token.key);
    return found === null ? null : withYear(tokens, found, i + 1);
  }
  const day = smallNumber(token.key);
  if (day === 0) return null;
  const separator = keyAt(tokens, i + 1);
  if (separator !== "tháng" && !isDash(separator)) return null;
  const month = tokens[i + 2]?.kind === "number" ? smallNumber(keyAt(tokens, i + 2)) : 0;
  const found = checkedDay(day, month);
  if (found === null) return readLongDay(tokens, i, day);
  return withYear(tokens, found, i + 3);
}

/** "2 tháng 9/2019": the month carries the year. */
function readLongDay(tokens: readonly Token[], i: number, day: number): Read | null {
  const token = tokens[i + 2];
  if (token?.kind !== "fraction" || keyAt(tokens, i + 1) !== "tháng") return null;
  const cut = token.key.indexOf("/");
  const month = smallNumber(token.key.slice(0, cut));
  const year = yearOf(token.key.slice(cut + 1));
  return year > 0 && isDay(year, month, day) ? { stretch: { is: "day", year, month, day }, to: i + 3 } : null;
}

function readFractionDay(tokens: readonly Token[], i: number): Read | null {
  const key = (tokens[i] as Token).key;
  const cut = key.indexOf("/");
  const year = yearOf(key.slice(cut + 1));
  const month = smallNumber(key.slice(0, cut));
  if (year > 0 && month >= 1 && month <= 12) return { stretch: { is: "months", year, first: month, last: month }, to: i + 1 };
  const found = dayAndMonth(key);
  return found === null ? null : withYear(tokens, found, i + 1);
}

/** Words that show that the fraction or number behind them is a day. */
const BEFORE_DAY: ReadonlySet<string> = new Set([
  "ngày",
  "sáng",
  "trưa",
  "chiều",
  "tối",
  "đêm",
  "đợt",
  "dịp",
  "hôm",
  "lễ",
  "nay",
  "qua",
  "mai",
  "mùng",
  "mồng",
  "rạng",
  "khuya",
]);
const WEEKDAYS: ReadonlySet<string> = new Set(["hai", "ba", "tư", "năm", "sáu", "bảy", "nhật", "2", "3", "4", "5", "6", "7"]);

/** "ngày thành lập Đảng 3/2", "Quốc khánh 2/9", "3/2 vừa qua": a day by what it celebrates or by what follows. */
function isFestive(tokens: readonly Token[], i: number): boolean {
  const isDashed = tokens[i]?.kind === "number" && isDash(keyAt(tokens, i + 1)) && tokens[i + 2]?.kind === "number";
  if (tokens[i]?.kind !== "fraction" && !isDashed) return false;
  const behind = isDashed ? i + 3 : i + 1;
  const before = keyAt(tokens, i - 1);
  // "thành lập 01/01 tổ chức": only a day that is called so is celebrated
  const isFounding = before === "lập" && keyAt(tokens, i - 3) === "ngày";
  const isNamed = isFounding || before === "khánh" || before === "sinh" || (before === "đảng" && keyAt(tokens, i - 2) === "lập");
  return isNamed || (keyAt(tokens, behind) === "vừa" && (keyAt(tokens, behind + 1) === "qua" || keyAt(tokens, behind + 1) === "rồi"));
}

/** Does what stands before `i` show that a day follows: "ngày", "chiều", "đợt", "thứ Sáu,", "chiều nay (", "Chủ nhật,"? */
export function isDayExpected(tokens: readonly Token[], i: number): boolean {
  const before = keyAt(tokens, i - 1);
  if (BEFORE_DAY.has(before) || isFestive(tokens, i)) return true;
  const at = before === "," || before === "(" ? i - 2 : i - 1;
  const word = keyAt(tokens, at);
  if (WEEKDAYS.has(word) && (keyAt(tokens, at - 1) === "thứ" || keyAt(tokens, at - 1) === "chủ")) return true;
  return (
    at < i - 1 &&
    (word === "nay" || word === "qua" || word === "mai" || word === "ngày" || word === "sáng" || word === "chiều" || word === "tối")
  );
}

/** Where a day expression begins, with "ngày", "đợt", "sáng" before it; `i` is its first token. */
export function startOfDay(tokens: readonly Token[], i: number): number {
  let from = i;
  while (from > 0 && BEFORE_DAY.has(keyAt(tokens, from - 1)) && from > i - 3 && keyAt(tokens, from - 1) !== "lễ") from--;
  return from;
}
