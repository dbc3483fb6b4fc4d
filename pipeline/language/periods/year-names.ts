import type { Token } from "../../types/tokens.ts";
import { isCounted } from "../amounts/words.ts";
import { yearOf } from "./calendar.ts";
import type { Read } from "./stretches.ts";
import { isDash, keyAt } from "./tokens.ts";

/** A year as it is named; `open` when it is not. `last` is "năm ngoái", `before` "năm trước" (of the year told), `past` "năm qua", `that` "năm đó". */
export type YearRef = number | "open" | "this" | "last" | "before" | "past" | "next" | "that";

/** The year that a token writes, unless what follows shows that it counts ("2015 đảng viên"); 0 for none. */
export function yearAt(tokens: readonly Token[], i: number): number {
  const token = tokens[i];
  if (token?.kind !== "number") return 0;
  const year = yearOf(token.key);
  return year > 0 && !isCounted(keyAt(tokens, i + 1), keyAt(tokens, i + 2)) ? year : 0;
}

interface NamedYear {
  readonly year: YearRef;
  readonly to: number;
}

const YEAR_WORDS: ReadonlyMap<string, YearRef> = new Map<string, YearRef>([
  ["nay", "this"],
  ["ngoái", "last"],
  ["trước", "before"],
  ["qua", "past"],
  ["rồi", "past"],
  ["tới", "next"],
  ["sau", "next"],
  ["đó", "that"],
  ["ấy", "that"],
  ["này", "that"],
]);

/** The year that a token writes, whatever follows: "năm 2010 Đảng bộ kết nạp …". */
function sureYearAt(tokens: readonly Token[], i: number): number {
  return tokens[i]?.kind === "number" ? yearOf(keyAt(tokens, i)) : 0;
}

/** What stands behind "năm": a year or a word for one. */
export function readYearName(tokens: readonly Token[], i: number): NamedYear | null {
  const year = sureYearAt(tokens, i);
  if (year > 0) return { year, to: i + 1 };
  const key = keyAt(tokens, i);
  if (key === "vừa") {
    const next = keyAt(tokens, i + 1);
    return next === "qua" || next === "rồi" ? { year: "past", to: i + 2 } : null;
  }
  const word = YEAR_WORDS.get(key);
  if (word === undefined) return null;
  const isLong = key === "trước" && (keyAt(tokens, i + 1) === "đó" || keyAt(tokens, i + 1) === "đây");
  return { year: word, to: isLong ? i + 2 : i + 1 };
}

/** The year behind a month or a quarter: "/2021", "-2021", "năm 2021", "của năm nay", ", năm 2021"; open when there is none. */
export function readYearAfter(tokens: readonly Token[], i: number): NamedYear {
  const key = keyAt(tokens, i);
  if (key === "/" || isDash(key)) {
    const year = sureYearAt(tokens, i + 1);
    if (year > 0) return { year, to: i + 2 };
  } else if (key === "năm") {
    const named = readYearName(tokens, i + 1);
    if (named !== null) return named;
  } else if ((key === "của" || key === "," || key === "trong") && keyAt(tokens, i + 1) === "năm") {
    const named = readYearName(tokens, i + 2);
    if (named !== null && (key !== "," || typeof named.year === "number")) return named;
  } else if (key === "(") {
    const at = keyAt(tokens, i + 1) === "năm" ? i + 2 : i + 1;
    const year = yearAt(tokens, at);
    if (year > 0 && keyAt(tokens, at + 1) === ")") return { year, to: at + 2 };
  }
  const year = yearAt(tokens, i);
  return year > 0 ? { year, to: i + 1 } : { year: "open", to: i };
}

/** Years from–to: "2015 – 2020", "2015 đến năm 2020", "2015-20"; a range that goes nowhere ("2022 – 2022", rewritten years) is vague. */
export function readYearRange(tokens: readonly Token[], i: number, isTerm: boolean): Read | null {
  const open = keyAt(tokens, i) === "(";
  const at = open ? i + 1 : i;
  const first = sureYearAt(tokens, at);
  if (first === 0) return null;
  const joint = keyAt(tokens, at + 1);
  if (!isDash(joint) && joint !== "đến" && joint !== "tới") return null;
  const lastAt = keyAt(tokens, at + 2) === "năm" ? at + 3 : at + 2;
  const key = keyAt(tokens, lastAt);
  const isShort = isDash(joint) && key.length === 2 && tokens[lastAt]?.kind === "number" && tokens[lastAt]?.start === tokens[at + 1]?.end;
  const last = isShort ? Math.floor(first / 100) * 100 + Number(key) : sureYearAt(tokens, lastAt);
  if (last === 0) return null;
  if (isShort && last <= first) return null;
  const to = open && keyAt(tokens, lastAt + 1) === ")" ? lastAt + 2 : lastAt + 1;
  return { stretch: last > first ? { is: "years", first, last, isTerm } : { is: "vague" }, to };
}
