import type { Bound } from "../../types/observation.ts";
import type { Token } from "../../types/tokens.ts";
import type { Amount, AmountKind, AmountNote } from "../amounts.ts";
import type { Numeral } from "../numerals.ts";
import { beginsNumberWord, readDigits, readNumeral } from "../numerals.ts";
import { isDash, keyAt } from "../periods/tokens.ts";
import { readBoundBefore } from "./bounds.ts";
import { isFigureInWords, isJoint, readZero } from "./in-words.ts";
import { isLabel, isLabelFraction, isMeasure } from "./labels.ts";
import { isCounted } from "./words.ts";

/** The number of an amount, without the bound words around it unless they are part of how it is said ("cơ bản không còn"). */
export interface Figure {
  readonly from: number;
  readonly to: number;
  readonly kind: AmountKind;
  readonly value: number;
  readonly words: boolean;
  readonly upper?: number | undefined;
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  readonly zero?: true;
  readonly note?: AmountNote | undefined;
  readonly bound?: { readonly bound: Bound; readonly from: number };
}

export interface FigureContext {
  /** The token at which the next time expression begins. */
  readonly nextTime: number;
  readonly previous: Amount | undefined;
}

/** May a figure begin at a token? One look-up, so that most words of a text cost no more. */
export function mayBeginFigure(token: Token): boolean {
  switch (token.kind) {
    case "number":
    case "percent":
    case "fraction":
      return true;
    case "word":
      return token.key === "nửa" || token.key === "gấp" || beginsNumberWord(token.key);
    default:
      return false;
  }
}

/** The figure that begins at token `i`, or null. */
export function readFigure(tokens: readonly Token[], i: number, context: FigureContext): Figure | null {
  const token = tokens[i] as Token;
  switch (token.kind) {
    case "percent":
      return readPercent(tokens, i);
    case "fraction":
      return readFraction(tokens, i);
    case "number":
      return isLabel(tokens, i, context.nextTime) ? null : readCount(tokens, i, context);
    case "word":
      return readWord(tokens, i, context);
    default:
      return null;
  }
}

/** A percent token is 0–100 and some; full stops in it are decimal points ("93.28%"). */
function percentOf(key: string): { value: number; note?: "point" } | null {
  const raw = key.slice(0, -1).trimEnd();
  if (raw.includes(".") && !raw.includes(",")) {
    const value = Number(raw);
    return Number.isFinite(value) ? { value, note: "point" } : null;
  }
  const value = readDigits(raw);
  return value === null ? null : { value };
}

function readPercent(tokens: readonly Token[], i: number): Figure | null {
  const lower = percentOf(keyAt(tokens, i));
  if (lower === null) return null;
  const upper = isJoint(tokens, i + 1) && tokens[i + 2]?.kind === "percent" ? percentOf(keyAt(tokens, i + 2)) : null;
  const { value, note } = lower;
  const isRange = upper !== null && upper.value > value;
  return { from: i, to: isRange ? i + 3 : i + 1, kind: "percent", value, upper: isRange ? upper.value : undefined, words: false, note };
}

/** "2/3 số đảng viên", "1/2 tổng số": a share of a whole that is not counted. */
function isProportion(tokens: readonly Token[], to: number): boolean {
  return keyAt(tokens, to) === "số" || (keyAt(tokens, to) === "tổng" && keyAt(tokens, to + 1) === "số");
}

function readFraction(tokens: readonly Token[], i: number): Figure | null {
  const key = keyAt(tokens, i);
  const cut = key.indexOf("/");
  const numerator = readDigits(key.slice(0, cut));
  const denominator = readDigits(key.slice(cut + 1));
  if (numerator === null || denominator === null || isLabelFraction(tokens, i, denominator)) return null;
  return fractionOf({ from: i, to: i + 1, numerator, denominator }, tokens);
}

function fractionOf(parts: { from: number; to: number; numerator: number; denominator: number }, tokens: readonly Token[]): Figure {
  const { from, to, numerator, denominator } = parts;
  const note = isProportion(tokens, to) ? "proportion" : undefined;
  return { from, to, kind: "fraction", value: numerator, numerator, denominator, words: false, note };
}

/** "45 / 48": a fraction with spaces around its stroke. */
function readSpacedFraction(tokens: readonly Token[], i: number): Figure | null {
  if (keyAt(tokens, i + 1) !== "/" || tokens[i + 2]?.kind !== "number") return null;
  const numerator = readDigits(keyAt(tokens, i));
  const denominator = readDigits(keyAt(tokens, i + 2));
  return numerator === null || denominator === null || denominator === 0
    ? null
    : fractionOf({ from: i, to: i + 3, numerator, denominator }, tokens);
}

/** What a unit behind the number makes of it: "phần trăm", "điểm phần trăm", "điểm %". */
function readUnit(tokens: readonly Token[], to: number): { kind: "count" | "percent"; to: number; note?: "points" } {
  const at = keyAt(tokens, to) === "điểm" ? to + 1 : to;
  const isWords = keyAt(tokens, at) === "phần" && keyAt(tokens, at + 1) === "trăm";
  if (!isWords && !(at > to && keyAt(tokens, at) === "%")) return { kind: "count", to };
  const end = isWords ? at + 2 : at + 1;
  return at > to ? { kind: "percent", to: end, note: "points" } : { kind: "percent", to: end };
}

/** Is "1,783 đảng viên" written with a comma for thousands? People come in whole numbers. */
function isCommaThousands(tokens: readonly Token[], numeral: Numeral): boolean {
  const key = keyAt(tokens, numeral.from);
  const comma = key.indexOf(",");
  const isShape = comma >= 1 && comma <= 3 && key.length === comma + 4 && !key.includes(".") && key.charCodeAt(0) !== 48;
  return isShape && numeral.to === numeral.from + 1 && isCounted(keyAt(tokens, numeral.to), keyAt(tokens, numeral.to + 1));
}

/** A figure in digits: a count, a percentage in words, a range, a spaced fraction, a ratio. */
function readCount(tokens: readonly Token[], i: number, context: FigureContext): Figure | null {
  const fraction = readSpacedFraction(tokens, i);
  if (fraction !== null) return fraction;
  const numeral = readNumeral(tokens, i);
  return numeral === null || isMeasure(tokens, numeral.to, context.nextTime) ? null : figureOf(tokens, numeral, context);
}

function figureOf(tokens: readonly Token[], numeral: Numeral, context: FigureContext): Figure {
  const range = readRange(tokens, numeral, context);
  if (range !== null) return range;
  const { from, words } = numeral;
  const ratio = readRatio(tokens, numeral);
  if (ratio !== null) return ratio;
  const unit = readUnit(tokens, numeral.to);
  const note = unit.note ?? numeral.note;
  if (unit.kind === "count" && isCommaThousands(tokens, numeral))
    return { from, to: unit.to, kind: "count", value: Math.round(numeral.value * 1000), words, note: "comma" };
  return { from, to: unit.to, kind: unit.kind, value: numeral.value, words, note };
}

/** The upper end of a range at `at`: a number or a percent token. */
function readUpper(tokens: readonly Token[], at: number): { value: number; to: number; isPercent: boolean; factor: number } | null {
  if (tokens[at]?.kind === "percent") {
    const percent = percentOf(keyAt(tokens, at));
    return percent === null ? null : { value: percent.value, to: at + 1, isPercent: true, factor: 1 };
  }
  const numeral = readNumeral(tokens, at);
  if (numeral === null) return null;
  const unit = readUnit(tokens, numeral.to);
  const bare = tokens[at]?.kind === "number" && numeral.note !== "spaced" ? readDigits(keyAt(tokens, at)) : null;
  const factor = bare !== null && bare > 0 ? numeral.value / bare : 1;
  return { value: numeral.value, to: unit.to, isPercent: unit.kind === "percent", factor };
}

/** "50 - 60", "3 đến 4%", "4-5 nghìn", "hai đến ba": a range, its lower end in the unit of the upper. */
function readRange(tokens: readonly Token[], lower: Numeral, context: FigureContext): Figure | null {
  if (!isJoint(tokens, lower.to) || lower.to >= context.nextTime) return null;
  const at = keyAt(tokens, lower.to + 1) === "khoảng" ? lower.to + 2 : lower.to + 1;
  const upper = readUpper(tokens, at);
  if (upper === null || upper.to > context.nextTime || isMeasure(tokens, upper.to, context.nextTime)) return null;
  if (tokens[at]?.kind === "number" && isLabel(tokens, at, context.nextTime) && !isDash(keyAt(tokens, lower.to))) return null;
  const isPlain = lower.to === lower.from + 1 && lower.note === undefined;
  const value = isPlain && lower.value < upper.value / upper.factor ? Number((lower.value * upper.factor).toPrecision(15)) : lower.value;
  if (value >= upper.value) return null;
  return { from: lower.from, to: upper.to, kind: upper.isPercent ? "percent" : "count", value, upper: upper.value, words: lower.words };
}

const RATIO_BEFORE: ReadonlySet<string> = new Set(["gấp", "tăng", "bằng", "giảm", "cao", "lớn", "nhiều"]);

/** "gấp 1,5 lần", "tăng hơn 2 lần", "gấp hai lần". */
function readRatio(tokens: readonly Token[], numeral: Numeral): Figure | null {
  const hasTimes = keyAt(tokens, numeral.to) === "lần";
  const before = keyAt(tokens, readBoundBefore(tokens, numeral.from, "").from - 1);
  if (before !== "gấp" && !(hasTimes && RATIO_BEFORE.has(before))) return null;
  return { from: numeral.from, to: hasTimes ? numeral.to + 1 : numeral.to, kind: "ratio", value: numeral.value, words: numeral.words };
}

/** What a word begins: a number in words, "một nửa", "gấp đôi", "không có …". */
function readWord(tokens: readonly Token[], i: number, context: FigureContext): Figure | null {
  const { key } = tokens[i] as Token;
  switch (key) {
    case "không":
      return readZero(tokens, i);
    case "nửa":
      return isProportion(tokens, i + 1) ? half(i, i + 1) : null;
    case "gấp":
      return readNamedRatio(tokens, i);
    case "một":
      if (keyAt(tokens, i + 1) === "nửa" && !isTermOrYear(keyAt(tokens, i + 2))) return half(i, i + 2);
  }
  if (!beginsNumberWord(key)) return null;
  const numeral = readNumeral(tokens, i);
  if (numeral === null) return null;
  if (keyAt(tokens, numeral.to) === "phần" && keyAt(tokens, numeral.to + 1) !== "trăm") return readWordFraction(tokens, numeral);
  return isFigureInWords(tokens, numeral, context) ? figureOf(tokens, numeral, context) : null;
}

function isTermOrYear(key: string): boolean {
  return key === "nhiệm" || key === "năm" || key === "tháng" || key === "ngày" || key === "thế";
}

function half(from: number, to: number): Figure {
  return { from, to, kind: "fraction", value: 1, numerator: 1, denominator: 2, words: true, note: "proportion" };
}

/** "hai phần ba". */
function readWordFraction(tokens: readonly Token[], numerator: Numeral): Figure | null {
  const denominator = readNumeral(tokens, numerator.to + 1);
  if (denominator === null || denominator.value <= numerator.value || denominator.value > 10) return null;
  return {
    from: numerator.from,
    to: denominator.to,
    kind: "fraction",
    value: numerator.value,
    numerator: numerator.value,
    denominator: denominator.value,
    words: true,
    note: "proportion",
  };
}

const NAMED_RATIOS: ReadonlyMap<string, number> = new Map([
  ["đôi", 2],
  ["rưỡi", 1.5],
]);

function readNamedRatio(tokens: readonly Token[], i: number): Figure | null {
  const value = NAMED_RATIOS.get(keyAt(tokens, i + 1));
  return value === undefined ? null : { from: i, to: i + 2, kind: "ratio", value, words: true };
}
