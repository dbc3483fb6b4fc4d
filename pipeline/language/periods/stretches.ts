import type { Token } from "../../types/tokens.ts";
import { COUNTABLES } from "../amounts/words.ts";
import { smallNumber } from "./calendar.ts";
import { isDayExpected, readDay } from "./days.ts";
import { months, readMonth, readMonthCount, readQuarter } from "./months.ts";
import { isDash, keyAt } from "./tokens.ts";
import type { YearRef } from "./year-names.ts";
import { readYearName, readYearRange, yearAt } from "./year-names.ts";

/** A stretch of the calendar as the words name it, before anything is computed. */
export type Stretch =
  | { readonly is: "year"; readonly year: YearRef }
  | { readonly is: "months"; readonly year: YearRef; readonly first: number; readonly last: number }
  | { readonly is: "day"; readonly year: YearRef; readonly month: number; readonly day: number }
  /** A term, a stage or several years: "nhiệm kỳ 2015 – 2020". */
  | { readonly is: "years"; readonly first: number; readonly last: number; readonly isTerm: boolean }
  | { readonly is: "term"; readonly which: "this" | "past" | "before" | "next" | "bare" }
  /** "10 năm này": the years told before. */
  | { readonly is: "these" }
  | { readonly is: "today"; readonly shift: number }
  /** "tháng này", "tháng qua": months counted from the one of publication. */
  | { readonly is: "month"; readonly shift: number }
  | { readonly is: "back"; readonly count: number; readonly unit: "year" | "month" }
  /** A time that nothing in a text can turn into dates: "tháng Giêng", "những năm qua", "sau 10 năm". */
  | { readonly is: "vague" };

export type Part = "whole" | "start" | "middle" | "end" | "half";

/** A stretch, or a part of one, up to token `to`. */
export interface Edge {
  readonly stretch: Stretch;
  readonly part: Part;
  readonly to: number;
}

/** A stretch that has been read, up to token `to`. */
export interface Read {
  readonly stretch: Stretch;
  readonly to: number;
}

const TERM_WORDS: ReadonlyMap<string, "this" | "past" | "before" | "next"> = new Map<string, "this" | "past" | "before" | "next">([
  ["này", "this"],
  ["nay", "this"],
  ["qua", "past"],
  ["trước", "before"],
  ["tới", "next"],
  ["mới", "next"],
  ["sau", "next"],
]);

/** Behind "nhiệm kỳ". */
function readTerm(tokens: readonly Token[], i: number): Read {
  const range = readYearRange(tokens, i, true);
  if (range !== null) return range;
  const key = keyAt(tokens, i);
  if (key === "vừa")
    return { stretch: { is: "term", which: "past" }, to: keyAt(tokens, i + 1) === "qua" || keyAt(tokens, i + 1) === "rồi" ? i + 2 : i };
  const which = TERM_WORDS.get(key);
  return which === undefined ? { stretch: { is: "term", which: "bare" }, to: i } : { stretch: { is: "term", which }, to: i + 1 };
}

/** Is this "nhiệm kỳ", "giai đoạn" or "thời kỳ"? */
export function isTermWord(tokens: readonly Token[], i: number): boolean {
  return keyAt(tokens, i) === "nhiệm" && (keyAt(tokens, i + 1) === "kỳ" || keyAt(tokens, i + 1) === "kì");
}

/** Is the moment of writing named at `i`: "nay", "hiện nay", "thời điểm này", "hôm nay"? The token behind it, or 0. */
export function readNow(tokens: readonly Token[], i: number): number {
  const key = keyAt(tokens, i);
  const next = keyAt(tokens, i + 1);
  if (key === "nay") return i + 1;
  if (key === "hiện" && (next === "nay" || next === "tại")) return i + 2;
  if (key === "hôm" && next === "nay") return i + 2;
  if (key === "này" && keyAt(tokens, i - 1) === "đến") return i + 1; // a misprint that papers share
  if (key === "thời" && next === "điểm") {
    const after = keyAt(tokens, i + 2);
    if (after === "này") return i + 3;
    if (after === "hiện" && (keyAt(tokens, i + 3) === "nay" || keyAt(tokens, i + 3) === "tại")) return i + 4;
  }
  return 0;
}

/** The stretch that begins at a word or number token, or null. A bare "năm" counts as the open year where `mayBeOpen`. */
export function readStretch(tokens: readonly Token[], i: number, mayBeOpen: boolean): Read | null {
  const token = tokens[i];
  if (token === undefined) return null;
  if (token.kind === "date") return readDay(tokens, i);
  if (token.kind === "fraction") return COUNTABLES.has(keyAt(tokens, i + 1)) && !isDayExpected(tokens, i) ? null : readDay(tokens, i);
  if (token.kind === "number") return readNumberStretch(tokens, i);
  switch (token.key) {
    case "năm": {
      const range = readYearRange(tokens, i + 1, false);
      if (range !== null) return range;
      const named = readYearName(tokens, i + 1);
      if (named !== null) return { stretch: { is: "year", year: named.year }, to: named.to };
      return mayBeOpen ? { stretch: { is: "year", year: "open" }, to: i + 1 } : null;
    }
    case "tháng":
      return readMonth(tokens, i + 1);
    case "quý":
      return readQuarter(tokens, i + 1);
    case "ngày":
      return readDay(tokens, i + 1);
    case "nhiệm":
      return isTermWord(tokens, i) ? readTerm(tokens, i + 2) : null;
    case "giai":
    case "thời": {
      const isStage = keyAt(tokens, i + 1) === (token.key === "giai" ? "đoạn" : "kỳ");
      const range = isStage ? readYearRange(tokens, i + 2, false) : null;
      if (range !== null) return range;
    }
  }
  const now = readNow(tokens, i);
  return now > 0 ? { stretch: { is: "today", shift: 0 }, to: now } : null;
}

/** A stretch that begins with a number: years, "6 tháng đầu năm", a day with dashes or stops. */
function readNumberStretch(tokens: readonly Token[], i: number): Read | null {
  const range = readYearRange(tokens, i, false);
  if (range !== null) return range;
  const year = yearAt(tokens, i);
  if (year > 0) return { stretch: { is: "year", year }, to: i + 1 };
  if (keyAt(tokens, i + 1) === "tháng") {
    const counted = readMonthCount(tokens, i + 2, smallNumber(keyAt(tokens, i)));
    if (counted !== null) return counted;
  }
  return isSureDay(tokens, i) ? readDay(tokens, i) : null;
}

/** Is "15-11" or "15.11" a day? Behind a word for days; else only glued with a dash and counting nothing ("từ 3 - 4 đảng viên"). */
function isSureDay(tokens: readonly Token[], i: number): boolean {
  if (isDayExpected(tokens, i)) return true;
  const [day, dash, month] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  const isGlued = isDash(dash?.key ?? "") && day?.end === dash?.start && dash?.end === month?.start && month?.kind === "number";
  return (isGlued && !COUNTABLES.has(keyAt(tokens, i + 3)) && tokens[i + 3]?.case !== "lower") || keyAt(tokens, i + 1) === "tháng";
}

const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ["đầu", "start"],
  ["cuối", "end"],
  ["hết", "end"],
  ["giữa", "middle"],
]);

/** A stretch with "đầu", "cuối", "hết", "giữa" before it, or "nửa đầu năm"; the whole one when nothing stands before. */
export function readEdge(tokens: readonly Token[], i: number): Edge | null {
  const part = PARTS.get(keyAt(tokens, i));
  if (part !== undefined) {
    const inner = keyAt(tokens, i) === "hết" && keyAt(tokens, i + 1) !== "hết" ? readEdge(tokens, i + 1) : null;
    if (inner !== null) return { stretch: inner.stretch, part: "end", to: inner.to };
    const read = readStretch(tokens, i + 1, true);
    return read === null || read.stretch.is === "today" ? null : { stretch: read.stretch, part, to: read.to };
  }
  if (keyAt(tokens, i) === "nửa") return readHalf(tokens, i + 1);
  const read = readStretch(tokens, i, false);
  return read === null ? null : { stretch: read.stretch, part: "whole", to: read.to };
}

/** Behind "nửa": "đầu năm 2021", "cuối năm", "năm đầu", "nhiệm kỳ qua". */
function readHalf(tokens: readonly Token[], i: number): Edge | null {
  const key = keyAt(tokens, i);
  if (key === "năm" && (keyAt(tokens, i + 1) === "qua" || (keyAt(tokens, i + 1) === "vừa" && keyAt(tokens, i + 2) === "qua")))
    return { stretch: { is: "back", count: 6, unit: "month" }, part: "whole", to: keyAt(tokens, i + 1) === "qua" ? i + 2 : i + 3 };
  const isSided = key === "đầu" || key === "cuối";
  const at = isSided ? i + 1 : i;
  if (isTermWord(tokens, at)) {
    const term = readTerm(tokens, at + 2);
    return { stretch: term.stretch, part: key === "cuối" ? "end" : "half", to: term.to };
  }
  const counted = keyAt(tokens, at) === "của" ? at + 1 : at;
  if (!isSided || keyAt(tokens, counted) !== "năm") return null;
  const named = readYearName(tokens, counted + 1) ?? { year: "open" as const, to: counted + 1 };
  return { stretch: key === "đầu" ? months(named.year, 1, 6) : months(named.year, 7, 12), part: "whole", to: named.to };
}
