import type { Token } from "../../types/tokens.ts";
import { readNumeral } from "../numerals.ts";
import { readMonthCount } from "./months.ts";
import type { Edge, Stretch } from "./stretches.ts";
import type { Found } from "./times.ts";
import { keyAt } from "./tokens.ts";
import { readYearName, readYearRange, yearAt } from "./year-names.ts";

/** Words behind "N năm", "N tháng" that count back from now. */
const BACK: ReadonlySet<string> = new Set(["qua", "nay", "gần", "vừa", "trở", "lại"]);
/** Words behind "N năm" that make it a stretch without dates. */
const ONGOING: ReadonlySet<string> = new Set(["tới", "đầu", "liền", "liên", "thực", "triển", "thi", "xây", "trước", "sau", "cuối"]);
/** Words before "N năm" (past "hơn", "gần") that do the same. */
const DURING: ReadonlySet<string> = new Set(["trong", "sau", "qua", "suốt", "đây"]);
const ROUGHLY: ReadonlySet<string> = new Set(["hơn", "gần", "khoảng", "trên", "chưa", "đầy"]);
/** Words before "N tháng" that make it a length of time, not the months since January. */
const LENGTH_BEFORE: ReadonlySet<string> = new Set([
  "mỗi",
  "cứ",
  "vòng",
  "định",
  "hạn",
  "sau",
  "đủ",
  "hơn",
  "gần",
  "ngoài",
  "còn",
  "gian",
  "dưới",
  "trên",
  "mấy",
  "là",
]);
const LENGTH_AFTER: ReadonlySet<string> = new Set([
  "tuổi",
  "một",
  "1",
  "lần",
  "trở",
  "nữa",
  "trước",
  "sau",
  "lương",
  "tù",
  "dự",
  "đối",
  "thử",
]);

function found(from: number, to: number, stretch: Stretch): readonly Found[] {
  const edge: Edge = { stretch, part: "whole", to };
  return [{ from, to, time: { shape: "in", edge } }];
}

/** The token behind "qua", "vừa qua", "gần đây", "trở lại đây", "nay" at `i`. */
function behindBack(tokens: readonly Token[], i: number): number {
  const key = keyAt(tokens, i);
  if (key === "qua" || key === "nay") return i + 1;
  if (key === "vừa") return keyAt(tokens, i + 1) === "qua" || keyAt(tokens, i + 1) === "rồi" ? i + 2 : 0;
  if (key === "gần") return keyAt(tokens, i + 1) === "đây" ? i + 2 : 0;
  const at = key === "trở" ? i + 1 : i;
  return keyAt(tokens, at) === "lại" && keyAt(tokens, at + 1) === "đây" ? at + 2 : 0;
}

/** "5 năm qua", "10 năm (2008 - 2018)", "trong gần 3 năm"; `i` is "năm". Ages and anniversaries are no times. */
function readYears(tokens: readonly Token[], from: number, i: number, count: number): readonly Found[] | null {
  const next = keyAt(tokens, i + 1);
  if (next === "tuổi" || count > 200) return null;
  const range = readYearRange(tokens, i + 1, false);
  if (range !== null) return found(from, range.to, range.stretch);
  if (yearAt(tokens, i + 1) > 0) return null; // "2 năm 2014, 2015": a list of years
  if (BACK.has(next)) {
    const to = behindBack(tokens, i + 1);
    if (to > 0) return found(from, to, { is: "back", count, unit: "year" });
  }
  let before = from - 1;
  while (before >= 0 && before > from - 4 && ROUGHLY.has(keyAt(tokens, before))) before--;
  if (keyAt(tokens, before) === "niệm") return null;
  if (next === "này" || next === "ấy" || next === "đó") return found(from, i + 2, { is: "these" });
  if (!ONGOING.has(next) && !DURING.has(keyAt(tokens, before))) return null;
  return found(from, next === "tới" || next === "trước" || next === "sau" ? i + 2 : i + 1, { is: "vague" });
}

/** Is "9 tháng" without "đầu năm" the months since January? Nine and six are what reports sum up; others need "trong". */
function isSinceJanuary(tokens: readonly Token[], from: number, i: number, count: number): boolean {
  if (count < 3 || count > 11 || LENGTH_BEFORE.has(keyAt(tokens, from - 1)) || LENGTH_AFTER.has(keyAt(tokens, i + 1))) return false;
  return count === 6 || count === 9 || keyAt(tokens, from - 1) === "trong";
}

/** `i` is "tháng". */
function readMonths(tokens: readonly Token[], from: number, i: number, count: number): readonly Found[] | null {
  const counted = readMonthCount(tokens, i + 1, count);
  if (counted !== null) return found(from, counted.to, counted.stretch);
  if (BACK.has(keyAt(tokens, i + 1))) {
    const to = behindBack(tokens, i + 1);
    if (to > 0) return found(from, to, { is: "back", count, unit: "month" });
  }
  return isSinceJanuary(tokens, from, i, count) ? found(from, i + 1, { is: "months", year: "open", first: 1, last: count }) : null;
}

/** "2 quý đầu năm 2022", "3 quý"; `i` is "quý". */
function readQuarters(tokens: readonly Token[], from: number, i: number, count: number): readonly Found[] | null {
  if (count > 3 || count < 2) return null;
  const side = keyAt(tokens, i + 1);
  const at = side === "đầu" || side === "cuối" ? i + 2 : i + 1;
  if (keyAt(tokens, at) !== "năm")
    return side === "đầu" || side === "cuối" || keyAt(tokens, from - 1) !== "sau"
      ? null
      : found(from, i + 1, { is: "months", year: "open", first: 1, last: count * 3 });
  const named = readYearName(tokens, at + 1) ?? { year: "open" as const, to: at + 1 };
  const months = side === "cuối" ? { first: 13 - count * 3, last: 12 } : { first: 1, last: count * 3 };
  return found(from, named.to, { is: "months", year: named.year, ...months });
}

/** What a count of years, months or quarters names, beginning at the number: "6 tháng đầu năm", "hai năm qua", "ba quý đầu năm". */
export function readCountedTime(tokens: readonly Token[], i: number, _free: number): readonly Found[] | null {
  let unit = i + 1;
  let count: number;
  if (tokens[i]?.kind === "number") {
    const key = keyAt(tokens, unit);
    if (key !== "tháng" && key !== "năm" && key !== "quý") return null;
    count = Number(keyAt(tokens, i));
  } else {
    const numeral = readNumeral(tokens, i);
    if (numeral === null) return null;
    unit = numeral.to;
    count = numeral.value;
  }
  if (!Number.isInteger(count) || count < 1) return null;
  if (keyAt(tokens, i - 1) === "thứ" || keyAt(tokens, i - 1) === "tháng") return null;
  switch (keyAt(tokens, unit)) {
    case "tháng":
      return readMonths(tokens, i, unit, count);
    case "năm":
      return readYears(tokens, i, unit, count);
    case "quý":
      return readQuarters(tokens, i, unit, count);
    default:
      return null;
  }
}
