import type { Token } from "../../types/tokens.ts";
import { COUNTABLES } from "../amounts/words.ts";
import { smallNumber, yearOf } from "./calendar.ts";
import { monthAndYear, quarterAt } from "./months.ts";
import type { Stretch } from "./stretches.ts";
import type { Found } from "./times.ts";
import { isDash, keyAt } from "./tokens.ts";
import type { YearRef } from "./year-names.ts";
import { readYearAfter, yearAt } from "./year-names.ts";

function found(from: number, to: number, stretch: Stretch): Found {
  return { from, to, time: { shape: "in", edge: { stretch, part: "whole", to } } };
}

function isComma(key: string): boolean {
  return key === "," || key === "và" || key === ";";
}

/** Words before "năm" that announce several years, so that a comma goes on with the next. */
const SEVERAL: ReadonlySet<string> = new Set(["các", "những", "hai", "ba", "bốn", "2", "3", "4"]);

/** Does a noun follow that numbers count? "2022 kết nạp" is none, "12 kết luận" is. */
const isCounted = (tokens: readonly Token[], i: number): boolean =>
  COUNTABLES.has(keyAt(tokens, i + 1)) && !(keyAt(tokens, i + 1) === "kết" && keyAt(tokens, i + 2) === "nạp");

/** May the year at `i` be the next of a list? "năm 2020, 2000 đảng viên" is none. */
function isNextYear(tokens: readonly Token[], i: number, previous: number, isAnnounced: boolean): boolean {
  const year = yearAt(tokens, i);
  if (year === 0 || Math.abs(year - previous) > 10 || isCounted(tokens, i)) return false;
  if (isDash(keyAt(tokens, i + 1))) return false;
  const next = keyAt(tokens, i + 1);
  // "năm 2021, 2022 lần lượt là": nobody writes 2,022 things without a point right behind the year before.
  const goesOn = year === previous + 1 && tokens[i + 1]?.kind === "word";
  return isAnnounced || keyAt(tokens, i - 1) === "và" || isComma(next) || next === "." || goesOn;
}

/** "năm 2014 và 2015", "các năm 2016, 2017 và 2018": one find a year, or null when `i` ("năm") begins no list. */
export function readYearList(tokens: readonly Token[], i: number): readonly Found[] | null {
  let year = tokens[i + 1]?.kind === "number" ? yearOf(keyAt(tokens, i + 1)) : 0;
  if (year === 0 || !isComma(keyAt(tokens, i + 2))) return null;
  const isAnnounced = SEVERAL.has(keyAt(tokens, i - 1));
  const list = [found(i, i + 2, { is: "year", year })];
  for (let at = i + 3; isComma(keyAt(tokens, at - 1)) && isNextYear(tokens, at, year, isAnnounced); at += 2) {
    year = yearAt(tokens, at);
    list.push(found(at, at + 1, { is: "year", year }));
  }
  return list.length > 1 ? list : null;
}

/** "quý II và III năm 2021", "quý I, II/2022": one find a quarter, the year shared. */
export function readQuarterList(tokens: readonly Token[], i: number): readonly Found[] | null {
  const quarters = [{ at: i, number: quarterAt(tokens, i + 1) }];
  if (quarters[0]?.number === 0 || keyAt(tokens, i - 1) === "phú") return null;
  let at = i + 2;
  while ((isComma(keyAt(tokens, at)) || isDash(keyAt(tokens, at))) && tokens[at + 1]?.kind === "word" && quarterAt(tokens, at + 1) > 0) {
    quarters.push({ at: at + 1, number: quarterAt(tokens, at + 1) });
    at += 2;
  }
  if (quarters.length === 1) return null;
  const named = readYearAfter(tokens, at);
  return quarters.map(({ at: from, number }, k) => {
    const end = k === quarters.length - 1 ? named.to : k === 0 ? i + 2 : from + 1;
    return found(from, end, { is: "months", year: named.year, first: number * 3 - 2, last: number * 3 });
  });
}

/** "tháng 7, 8/2022", "tháng 1, 2 và 3 năm 2020": one find a month; only where the last one names the year. */
export function readMonthList(tokens: readonly Token[], i: number): readonly Found[] | null {
  const first = tokens[i + 1]?.kind === "number" ? smallNumber(keyAt(tokens, i + 1)) : 0;
  if (first === 0 || first > 12) return null;
  const list = [{ at: i, month: first }];
  let year: YearRef = "open";
  let to = i + 2;
  while (isComma(keyAt(tokens, to)) && year === "open") {
    const next = monthAndYear(tokens[to + 1]);
    if (next === null) break;
    list.push({ at: to + 1, month: next.month });
    to += 2;
    const named = next.year === "open" ? readYearAfter(tokens, to) : { year: next.year, to };
    year = named.year;
    to = named.to;
  }
  if (list.length === 1 || year === "open") return null;
  const last = list.length - 1;
  return list.map(({ at, month }, k) =>
    found(at, k === last ? to : k === 0 ? i + 2 : at + 1, { is: "months", year, first: month, last: month }),
  );
}
