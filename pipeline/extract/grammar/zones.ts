import type { Unit } from "./units.ts";
import { isPunct, isSign, isWord, seek } from "./walk.ts";

/** The unit at which the words behind a number end: the next number, a comma, a stop, a closing bracket, or "và" before a number. */
export function endOfRightZone(units: readonly Unit[], at: number): number {
  for (let i = at + 1; i < units.length; i++) {
    const unit = units[i] as Unit;
    if (unit.kind === "amount" || isPunct(unit, ",;:.)]!?–-…/")) return i;
    if (isPunct(unit, "([")) {
      const close = closeOfBracket(units, i);
      if (close < 0 || i === at + 1) return i;
      i = close;
      continue;
    }
    if (
      isWord(unit, "và", "cùng", "hoặc") &&
      seek(units, { from: i + 1, to: Math.min(i + 3, units.length - 1) }, (next) => next.kind === "amount") > 0
    )
      return i;
  }
  return units.length;
}

/** The closing bracket of one that holds no number ("(TCCSĐ)", "(khóa XI)"), -1 for one that does. */
function closeOfBracket(units: readonly Unit[], open: number): number {
  for (let i = open + 1; i < units.length && i < open + 12; i++) {
    if (units[i]?.kind === "amount") return -1;
    if (isPunct(units[i], ")]")) return i;
  }
  return -1;
}

/** Where the words before a number begin: behind the number, comma or stop before it. */
export function startOfLeftZone(units: readonly Unit[], at: number): number {
  for (let i = at - 1; i >= 0; i--) {
    const unit = units[i] as Unit;
    // "tỷ lệ … đạt khá cao, bình quân 93%": only words of averaging stand behind the comma.
    if (isPunct(unit, ",") && i === at - 2 && isSign(units[at - 1], "mean")) continue;
    if (unit.kind === "amount" || isPunct(unit, ",;.)]!?(")) return i + 1;
  }
  return 0;
}
