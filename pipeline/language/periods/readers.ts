import type { Token } from "../../types/tokens.ts";
import { isCounted } from "../amounts/words.ts";
import { readNowWord, readPerYear, readRate, readSame } from "./base-readers.ts";
import { readCountedTime } from "./counted.ts";
import { readDateToken, readDayPair, readDayPart, readDayWord, readFraction } from "./day-readers.ts";
import { isDayExpected, readDay, startOfDay } from "./days.ts";
import { readMonthList, readQuarterList, readYearList } from "./lists.ts";
import type { Reader } from "./ranges.ts";
import { inOrRange, isOpenYear, readEnd, TODAY, vagueUntil, whole } from "./ranges.ts";
import { readEdge, readNow, readStretch } from "./stretches.ts";
import type { Found } from "./times.ts";
import { isDash, keyAt } from "./tokens.ts";
import { readYearName, readYearRange, yearAt } from "./year-names.ts";

/** "từ …", "kể từ …", "tính từ …". */
const readSince: Reader = (tokens, i, free) => {
  const before = keyAt(tokens, i - 1);
  const from = (before === "kể" || before === "tính") && i > free ? i - 1 : i;
  if (keyAt(tokens, i + 1) === "ngày") {
    const pair = readDayPair(tokens, from, i + 2);
    if (pair !== null) return pair;
  }
  const start = readEdge(tokens, i + 1);
  if (start === null || (isOpenYear(start) && start.part === "whole")) return null;
  const end = readEnd(tokens, start);
  if (end !== null) return [{ from, to: end.to, time: { shape: "range", start, end } }];
  if (start.stretch.is === "today") return null;
  if (start.stretch.is === "years" || start.stretch.is === "vague") return [{ from, to: start.to, time: { shape: "in", edge: start } }];
  // "ngay từ đầu năm" says when something was begun, "từ đầu năm" how long it has gone on
  const isMoment = keyAt(tokens, i - 1) === "ngay" || (start.part === "end" && isOpenYear(start));
  return [{ from, to: start.to, time: { shape: isMoment ? "in" : "since", edge: start } }];
};

/** "đến …", "tính đến …", "đến hết …". */
const readUntil: Reader = (tokens, i, free) => {
  const before = keyAt(tokens, i - 1);
  const from = (before === "tính" || before === "cho") && i > free ? i - 1 : i;
  const edge = readEdge(tokens, i + 1);
  if (edge === null || (isOpenYear(edge) && edge.part === "whole")) return null;
  return [{ from, to: edge.to, time: { shape: "until", edge } }];
};

/** "hết năm 2019", "hết quý I". */
const readClose: Reader = (tokens, i) => {
  const edge = readEdge(tokens, i);
  if (edge === null || isOpenYear(edge)) return null;
  return [{ from: i, to: edge.to, time: { shape: "until", edge } }];
};

/** "trước năm 2010", "sau tháng 6/2020". */
const readBeside: Reader = (tokens, i) => {
  const isBefore = keyAt(tokens, i) === "trước";
  const edge = readEdge(tokens, i + 1);
  if (edge === null || isOpenYear(edge) || (edge.stretch.is !== "year" && edge.stretch.is !== "months" && edge.stretch.is !== "day"))
    return null;
  return [{ from: i, to: edge.to, time: { shape: isBefore ? "before" : "after", edge } }];
};

/** Words after which an open "cuối năm" is a moment of the report and not a habit ("kiểm điểm cuối năm"). */
const MOMENT_BEFORE: ReadonlySet<string> = new Set(["vào", "từ", "đến", ",", ".", ";", ":", "(", "thời", "mặt", "với"]);

/** "đầu năm 2011", "cuối nhiệm kỳ", "nửa đầu năm". */
const readPart: Reader = (tokens, i) => {
  const edge = readEdge(tokens, i);
  if (edge === null) return null;
  const before = tokens[i - 1];
  const isMoment = before === undefined || before.kind === "break" || MOMENT_BEFORE.has(before.key);
  if (isOpenYear(edge) && !isMoment) return null;
  return inOrRange(tokens, i, edge);
};

/** Spans that only words for "the last" make a time: "các năm qua", "những năm gần đây", "nhiều năm liền". */
function isVagueYears(tokens: readonly Token[], i: number): boolean {
  const before = keyAt(tokens, i - 1);
  if (before !== "các" && before !== "những" && before !== "nhiều" && before !== "mấy" && before !== "vài") return false;
  const next = keyAt(tokens, i + 1);
  return (
    next === "qua" ||
    next === "gần" ||
    next === "trước" ||
    next === "tới" ||
    next === "liền" ||
    next === "tiếp" ||
    next === "vừa" ||
    next === "sau"
  );
}

const readYear: Reader = (tokens, i) => {
  const before = keyAt(tokens, i - 1);
  if (before === "thứ") return null;
  if (isVagueYears(tokens, i)) return vagueUntil(i - 1, keyAt(tokens, i + 1) === "gần" ? i + 3 : i + 2);
  if (keyAt(tokens, i + 1) === "tuổi") return null;
  const list = readYearList(tokens, i);
  if (list !== null) return list;
  const read = readStretch(tokens, i, before === "trong" || before === "cả");
  if (read === null) return null;
  // "trong năm", "cả năm": nothing but the word itself
  const isBare = read.to === i + 1;
  if (isBare && keyAt(tokens, i + 1) === "đảng" && keyAt(tokens, i + 2) === "viên") return null; // five members
  return inOrRange(tokens, isBare ? i - 1 : i, whole(read.stretch, read.to));
};

const readMonth: Reader = (tokens, i) => {
  const before = keyAt(tokens, i - 1);
  if (before === "những" || before === "các") return vagueMonths(tokens, i);
  const list = readMonthList(tokens, i);
  if (list !== null) return list;
  const read = readStretch(tokens, i, false);
  if (read !== null) return inOrRange(tokens, i, whole(read.stretch, read.to));
  const isThisMonth = before === "trong" && (keyAt(tokens, i + 1) === "," || tokens[i + 1]?.case === "capital");
  return isThisMonth ? [{ from: i - 1, to: i + 1, time: { shape: "in", edge: whole({ is: "month", shift: 0 }, i + 1) } }] : null;
};

/** "những tháng đầu năm 2022": how many is not said. "các tháng 1, 2, 3" is a list. */
function vagueMonths(tokens: readonly Token[], i: number): readonly Found[] | null {
  const key = keyAt(tokens, i + 1);
  if (key !== "đầu" && key !== "cuối") return readMonthList(tokens, i);
  if (keyAt(tokens, i + 2) !== "năm") return null;
  return vagueUntil(i - 1, readYearName(tokens, i + 3)?.to ?? i + 3);
}

const readQuarter: Reader = (tokens, i) => {
  const list = readQuarterList(tokens, i);
  if (list !== null) return list;
  const read = readStretch(tokens, i, false);
  return read === null ? null : inOrRange(tokens, i, whole(read.stretch, read.to));
};

/** Words that make "nhiệm kỳ" without years the time of something. */
const TERM_BEFORE: ReadonlySet<string> = new Set(["trong", "cả", "suốt", "toàn"]);

const readTermWord: Reader = (tokens, i) => {
  const read = readStretch(tokens, i, false);
  if (read === null) return null;
  if (read.stretch.is === "term" && read.stretch.which === "bare" && !TERM_BEFORE.has(keyAt(tokens, i - 1))) return null;
  return inOrRange(tokens, i, whole(read.stretch, read.to));
};

/** "thời điểm này", or a stage "thời kỳ 1930 - 1945". */
const readTimeWord: Reader = (tokens, i) => {
  const now = readNow(tokens, i);
  if (now > 0) return [{ from: i, to: now, time: { shape: "in", edge: whole(TODAY, now) } }];
  return readTermWord(tokens, i, 0);
};

/** Words directly before a year without "năm". */
const BARE_YEAR_BEFORE: ReadonlySet<string> = new Set(["với", "so", "xuân", "tết", "hè", "sang"]);

/** A number: years, "6 tháng đầu năm", "5 năm qua", or a day where one is expected. */
const readNumber: Reader = (tokens, i, free) => {
  const counted = readCountedTime(tokens, i, free);
  if (counted !== null) return counted;
  const range = readYearRange(tokens, i, false);
  if (range !== null) return [{ from: i, to: range.to, time: { shape: "in", edge: whole(range.stretch, range.to) } }];
  const year = yearAt(tokens, i);
  if (year > 0) return isBareYear(tokens, i) ? inOrRange(tokens, i, whole({ is: "year", year }, i + 1)) : null;
  if (!isDayExpected(tokens, i)) return null;
  const read = readDay(tokens, i);
  if (read?.stretch.is !== "day" || (isDash(keyAt(tokens, i + 1)) && isCounted(keyAt(tokens, read.to), keyAt(tokens, read.to + 1))))
    return null;
  return inOrRange(tokens, Math.max(startOfDay(tokens, i), free), whole(read.stretch, read.to));
};

function isBareYear(tokens: readonly Token[], i: number): boolean {
  const before = keyAt(tokens, i - 1);
  const after = keyAt(tokens, i + 1);
  if (before === "(" || before === ";" || before === ",") return (before === "(" && after === ")") || after === ":";
  return BARE_YEAR_BEFORE.has(before) || (after === "đến" && readEdge(tokens, i + 2) !== null);
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["từ", readSince],
  ["đến", readUntil],
  ["tới", readUntil],
  ["hết", readClose],
  ["trước", readBeside],
  ["sau", readBeside],
  ["đầu", readPart],
  ["cuối", readPart],
  ["giữa", readPart],
  ["nửa", readPart],
  ["năm", readYear],
  ["tháng", readMonth],
  ["quý", readQuarter],
  ["ngày", readDayWord],
  ["hôm", readDayPart],
  ["sáng", readDayPart],
  ["trưa", readDayPart],
  ["chiều", readDayPart],
  ["tối", readDayPart],
  ["nhiệm", readTermWord],
  ["giai", readTermWord],
  ["thời", readTimeWord],
  ["hiện", readNowWord],
  ["cùng", readSame],
  ["hằng", readRate],
  ["hàng", readRate],
  ["mỗi", readRate],
  ["bình", readRate],
  ["/", readPerYear],
  ...["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "một"]
    .filter((key) => key !== "năm")
    .map((key): [string, Reader] => [key, readCountedTime]),
]);

/** The reader for what may begin at a token; one look-up. */
export function readerFor(token: Token): Reader | undefined {
  switch (token.kind) {
    case "word":
    case "punct":
      return READERS.get(token.key);
    case "number":
      return readNumber;
    case "fraction":
      return readFraction;
    case "date":
      return readDateToken;
    default:
      return undefined;
  }
}
