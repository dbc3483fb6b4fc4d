import type { Token } from "../../types/tokens.ts";
import { COUNTABLES, isCounted } from "../amounts/words.ts";
import { dayAndMonth, isDayExpected, readDay, startOfDay } from "./days.ts";
import { monthAndYear } from "./months.ts";
import type { Reader } from "./ranges.ts";
import { inOrRange, whole } from "./ranges.ts";
import type { Edge } from "./stretches.ts";
import type { Found } from "./times.ts";
import { isDash, keyAt } from "./tokens.ts";

/** Two days that share a month: "ngày 14 và 15/9", "từ ngày 14 đến 16/10/2020"; `i` is the first day's number. */
export function readDayPair(tokens: readonly Token[], from: number, i: number): readonly Found[] | null {
  if (tokens[i]?.kind !== "number") return null;
  const joint = keyAt(tokens, i + 1);
  if (joint !== "và" && joint !== "," && joint !== "đến" && !isDash(joint)) return null;
  const last = readDay(tokens, keyAt(tokens, i + 2) === "ngày" ? i + 3 : i + 2);
  const first = Number(keyAt(tokens, i));
  if (last?.stretch.is !== "day" || !(first >= 1 && first < last.stretch.day && Number.isInteger(first))) return null;
  const start = whole({ ...last.stretch, day: first }, i + 1);
  return [{ from, to: last.to, time: { shape: "range", start, end: whole(last.stretch, last.to) } }];
}

export const readDayWord: Reader = (tokens, i, free) => {
  const from = Math.max(startOfDay(tokens, i), free);
  const pair = readDayPair(tokens, from, i + 1);
  if (pair !== null) return pair;
  const read = readDay(tokens, i + 1);
  return read === null ? null : inOrRange(tokens, from, whole(read.stretch, read.to));
};

/** "hôm nay", "chiều nay", "sáng qua", with the day in brackets or behind a comma when it stands there. */
export const readDayPart: Reader = (tokens, i) => {
  const next = keyAt(tokens, i + 1);
  if (next !== "nay" && next !== "qua") return null;
  let at = i + 2;
  if (keyAt(tokens, at) === "(" || keyAt(tokens, at) === ",") {
    at += keyAt(tokens, at + 1) === "ngày" ? 2 : 1;
    const day = readDay(tokens, at);
    if (day?.stretch.is === "day") return [{ from: i, to: day.to, time: { shape: "in", edge: whole(day.stretch, day.to) } }];
  }
  if (next === "qua" && keyAt(tokens, i) !== "hôm") return null;
  return [{ from: i, to: i + 2, time: { shape: "in", edge: whole({ is: "today", shift: next === "qua" ? -1 : 0 }, i + 2) } }];
};

/** A fraction that is a day or a month: "(2/7)", "chiều 14/9", "9/2021", the second of "3/2 và 19/5". */
export const readFraction: Reader = (tokens, i, free) => {
  const key = (tokens[i] as Token).key;
  if (monthAndYear(tokens[i]) !== null) {
    return isCounted(keyAt(tokens, i + 1), keyAt(tokens, i + 2))
      ? null
      : inOrRange(tokens, i, { ...(readDay(tokens, i) as Edge), part: "whole" });
  }
  if (dayAndMonth(key) === null) return null;
  const isDayHere = isDayExpected(tokens, i) || isBracketed(tokens, i) || isJoinedDay(tokens, i, free);
  if (!isDayHere || (COUNTABLES.has(keyAt(tokens, i + 1)) && !isDayExpected(tokens, i))) return null;
  const read = readDay(tokens, i);
  return read === null ? null : inOrRange(tokens, Math.max(startOfDay(tokens, i), free), whole(read.stretch, read.to));
};

/** "(2/7)", "(Tiền Giang, 13/10)", but not a share in brackets: "71,4% (5/7)", "đạt loại tốt 5 (5/7)". */
function isBracketed(tokens: readonly Token[], i: number): boolean {
  const key = keyAt(tokens, i - 1);
  if (keyAt(tokens, i + 1) !== ")" || (key !== "(" && key !== ",")) return false;
  if (key === ",") return keyAt(tokens, i - 3) === "(" || keyAt(tokens, i - 4) === "(" || keyAt(tokens, i - 5) === "(";
  const before = tokens[i - 2];
  return (
    before === undefined ||
    before.kind === "break" ||
    before.kind === "punct" ||
    (before.kind === "word" && !COUNTABLES.has(before.key) && !isGradeEnd(before.key))
  );
}

/** Last syllables of grades: a fraction in brackets behind them is a share. */
function isGradeEnd(key: string): boolean {
  return (
    key === "vụ" ||
    key === "mạnh" ||
    key === "tsvm" ||
    key === "tốt" ||
    key === "sắc" ||
    key === "kém" ||
    key === "viên" ||
    key === "bộ" ||
    key === "đảng" ||
    key === "lệ"
  );
}

/** The second day of "3/2 và 19/5" or "1/1 - 30/6". */
function isJoinedDay(tokens: readonly Token[], i: number, free: number): boolean {
  const joint = keyAt(tokens, i - 1);
  const isJoint = joint === "và" || joint === "," || isDash(joint);
  return (
    isJoint &&
    free > 0 &&
    free === i - 1 &&
    (tokens[i - 2]?.kind === "fraction" || tokens[i - 2]?.kind === "date") &&
    dayAndMonth(keyAt(tokens, i - 2)) !== null
  );
}

export const readDateToken: Reader = (tokens, i, free) => {
  const read = readDay(tokens, i);
  return read === null ? null : inOrRange(tokens, Math.max(startOfDay(tokens, i), free), whole(read.stretch, read.to));
};
