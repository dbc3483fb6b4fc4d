import type { Token } from "../../types/tokens.ts";
import { yearOf } from "../periods/calendar.ts";
import { isDash, keyAt } from "../periods/tokens.ts";
import { COUNTABLES, DOCUMENT_KINDS, isCounted, LABELS, NUMBERED, UNITS } from "./words.ts";

function areGlued(tokens: readonly Token[], left: number, right: number): boolean {
  return tokens[left] !== undefined && tokens[left]?.end === tokens[right]?.start;
}

function isLineStart(tokens: readonly Token[], i: number): boolean {
  return i === 0 || tokens[i - 1]?.kind === "break";
}

/** Part of a clock time, a telephone number, a version, a name ("Covid-19", "GMT+7", "m2", "1A"): something is glued to the digits. */
function isGluedIn(tokens: readonly Token[], i: number): boolean {
  if (areGlued(tokens, i - 1, i)) {
    const before = tokens[i - 1] as Token;
    // a number glued to a word of the sentence is a misprint, one glued to a letter or an abbreviation a name
    if (before.kind === "word") return before.case !== "lower" || before.end - before.start < 3;
    const isJoint =
      before.key === "-" || before.key === "+" || before.key === ":" || before.key === "." || before.key === "@" || before.key === "#";
    if (
      isJoint &&
      areGlued(tokens, i - 2, i - 1) &&
      (tokens[i - 2]?.kind === "number" ? before.key !== "-" : before.key !== ":" && before.key !== ".")
    )
      return true;
  }
  if (!areGlued(tokens, i, i + 1)) return false;
  const after = tokens[i + 1] as Token;
  if (after.kind === "word") return after.end - after.start === 1;
  const isNumberNext = areGlued(tokens, i + 1, i + 2) && tokens[i + 2]?.kind === "number";
  if ((after.key === ":" || after.key === ".") && isNumberNext) return true;
  return (after.key === "/" || after.key === "-") && areGlued(tokens, i + 1, i + 2) && tokens[i + 2]?.case === "upper";
}

/** "0974", "0280.3855", "002390294": nobody counts with leading zeros. */
function hasLeadingZeros(key: string): boolean {
  return key.charCodeAt(0) === 48 && key.length >= 3 && !key.includes(",");
}

/** Does a telephone number begin at most four tokens before `i`, with nothing but numbers, stops and dashes between? */
function isInTelephone(tokens: readonly Token[], i: number): boolean {
  for (let at = i; at >= 0 && at >= i - 4; at--) {
    const { kind, key } = tokens[at] as Token;
    if (kind === "number" && hasLeadingZeros(key)) return true;
    if (kind !== "number" && key !== "." && key !== "-") return false;
  }
  return false;
}

/** Telephone numbers, counters, codes: leading zeros, eight digits and more, or groups joined by dashes. */
function isCode(tokens: readonly Token[], i: number): boolean {
  const { key } = tokens[i] as Token;
  if (isInTelephone(tokens, i)) return true;
  if (key.length >= 8 && !key.includes(",") && !key.includes(".")) return true;
  const isJoined = isDash(keyAt(tokens, i + 1)) && areGlued(tokens, i, i + 1) && areGlued(tokens, i + 1, i + 2);
  return isJoined && isDash(keyAt(tokens, i + 3)) && areGlued(tokens, i + 2, i + 3);
}

/** "1.", "2)", "1.2 Về …", "(3) Đẩy mạnh", "nước(1)", "[2]": numbering of sections and notes. */
function isNumbering(tokens: readonly Token[], i: number): boolean {
  const { key } = tokens[i] as Token;
  const after = keyAt(tokens, i + 1);
  if (key.length > 4) return false;
  if (isLineStart(tokens, i)) {
    if (after === "." || after === ")" || after === "/" || after === ":" || (isDash(after) && !areGlued(tokens, i + 1, i + 2)))
      return tokens[i + 2]?.kind !== "number";
    return key.includes(".") && tokens[i + 1]?.case === "capital";
  }
  if (key.length > 2) return false;
  const before = keyAt(tokens, i - 1);
  if (before === "[" && after === "]") return true;
  if (after !== ")") return false;
  if (before === ";" || before === ":" || before === ".") return true;
  if (before !== "(") return false;
  const outer = tokens[i - 2];
  if (outer === undefined || outer.kind === "break") return true;
  return areGlued(tokens, i - 2, i - 1) || (outer.kind === "punct" && tokens[i + 2]?.kind === "word");
}

/** "số 33", but not "tổng số 686", "con số 54", "trong số 5 đảng viên", "dân tộc thiểu số 23". */
function isNumbered(tokens: readonly Token[], i: number): boolean {
  const before = keyAt(tokens, i - 2);
  return (
    before !== "tổng" &&
    before !== "con" &&
    before !== "trong" &&
    before !== "chiếm" &&
    before !== "thiểu" &&
    !COUNTABLES.has(keyAt(tokens, i + 1))
  );
}

/** "kết nạp 402 đảng viên (kế hoạch 380)": a plan in brackets beside the result, and no paper of that number. */
function isPlanInBrackets(tokens: readonly Token[], i: number): boolean {
  const opens = keyAt(tokens, i - 3) === "(" && keyAt(tokens, i - 2) === "kế" && keyAt(tokens, i - 1) === "hoạch";
  return opens && tokens[i - 2]?.case === "lower" && keyAt(tokens, i + 1) === ")";
}

/** Is the number at `i` a name by the word before it: "Điều 23", "Nghị quyết 09", "thôn 5", "Chi bộ 3"? */
function isLabelled(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  if (before === undefined || before.kind !== "word") return false;
  const { key } = before;
  if (LABELS.has(key)) return true;
  if (key === "số") return isNumbered(tokens, i);
  const isCounting = COUNTABLES.has(keyAt(tokens, i + 1));
  if (isPlanInBrackets(tokens, i)) return false;
  if (DOCUMENT_KINDS.get(key)?.has(keyAt(tokens, i - 2)) === true) return !isCounting;
  if (key === "bộ") return !isCounting && tokens[i - 2]?.case === "capital" && tokens[i - 2]?.key === "chi";
  return NUMBERED.has(key) && !isCounting;
}

/** "30, 40, 45 năm tuổi Đảng": the unit stands behind the last number of the list. */
function isListOfAges(tokens: readonly Token[], i: number): boolean {
  let at = i + 1;
  for (let count = 0; count < 8; count++) {
    const key = keyAt(tokens, at);
    if (key === "năm") return keyAt(tokens, at + 1) === "tuổi" || keyAt(tokens, at + 1) === ")";
    if ((key !== "," && key !== "và" && key !== "đến" && !isDash(key)) || tokens[at + 1]?.kind !== "number") return false;
    at += 2;
  }
  return false;
}

/** "trong độ tuổi từ 18 đến 30". */
function isAge(tokens: readonly Token[], i: number): boolean {
  const before = keyAt(tokens, i - 1);
  const isUpperEnd = (before === "đến" || isDash(before)) && tokens[i - 2]?.kind === "number";
  if (isUpperEnd && (keyAt(tokens, i - 3) === "tuổi" || keyAt(tokens, i - 4) === "tuổi")) return true;
  return before === "tuổi" || ((before === "từ" || before === "đến") && keyAt(tokens, i - 2) === "tuổi");
}

/** Is what follows a number, up to token `to`, a unit of time, age or measure? A "năm" that begins a time of its own is none. */
export function isMeasure(tokens: readonly Token[], to: number, nextTime: number): boolean {
  const token = tokens[to];
  return (
    token !== undefined && to !== nextTime && UNITS.has(token.key) && (token.case === "lower" || token.key === "km" || token.key === "gb")
  );
}

/**
 * Is the number token at `i` no amount: an ordinal, a label, a section number, a telephone number, a clock time, an age, a bare year?
 * `nextTime` is the token at which the next time expression begins.
 */
export function isLabel(tokens: readonly Token[], i: number, nextTime: number): boolean {
  if (
    isGluedIn(tokens, i) ||
    isCode(tokens, i) ||
    isLabelled(tokens, i) ||
    isNumbering(tokens, i) ||
    isListOfAges(tokens, i) ||
    isAge(tokens, i)
  )
    return true;
  if (isMeasure(tokens, i + 1, nextTime)) return true;
  const isYear = yearOf(keyAt(tokens, i)) > 0;
  return isYear && !isCounted(keyAt(tokens, i + 1), keyAt(tokens, i + 2)) && !COUNTABLES.has(keyAt(tokens, i + 1));
}

/** Is the fraction at `i` the number of a document or a school year: "số 12/3", "2010/2011"? */
export function isLabelFraction(tokens: readonly Token[], i: number, denominator: number): boolean {
  const before = keyAt(tokens, i - 1);
  if (before === "số" && isNumbered(tokens, i)) return true;
  // "đảng viên lớp 3/2": those who were admitted on a day
  if (before === "lớp") return true;
  if (DOCUMENT_KINDS.get(before)?.has(keyAt(tokens, i - 2)) === true && !COUNTABLES.has(keyAt(tokens, i + 1))) return true;
  const { key } = tokens[i] as Token;
  const cut = key.indexOf("/");
  return denominator === 0 || (yearOf(key.slice(cut + 1)) > 0 && yearOf(key.slice(0, cut)) > 0) || LABELS.has(before);
}
