import type { Token } from "../types/tokens.ts";
import { scanTokens } from "./syllables.ts";

/** Digits as words. "tư", "lăm", "nhăm" and "mốt" only stand behind a ten, "năm" also means "year". */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ["không", 0],
  ["một", 1],
  ["hai", 2],
  ["ba", 3],
  ["bốn", 4],
  ["năm", 5],
  ["sáu", 6],
  ["bảy", 7],
  ["bẩy", 7],
  ["tám", 8],
  ["chín", 9],
]);

/** What the unit may be called behind "mươi" and "mười", where plain "năm" means years ("hai mươi năm" is twenty years). */
const UNITS_AFTER_TEN: ReadonlyMap<string, number> = new Map([
  ...[...DIGITS].filter(([, value]) => value !== 0 && value !== 5),
  ["mốt", 1],
  ["tư", 4],
  ["lăm", 5],
  ["nhăm", 5],
]);

const SCALES: ReadonlyMap<string, number> = new Map([
  ["nghìn", 1e3],
  ["ngàn", 1e3],
  ["vạn", 1e4],
  ["triệu", 1e6],
  ["tỷ", 1e9],
  ["tỉ", 1e9],
]);

const MULTIPLIERS: ReadonlyMap<string, number> = new Map([...SCALES, ["chục", 10], ["trăm", 100]]);

/** A number that begins at token `from` and ends before token `to`. */
export interface Numeral {
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** Written in words ("bốn", "hai mươi ba"). */
  readonly words: boolean;
  /** How the digits were grouped where it is not the usual way: "1 168" or a decimal point. */
  readonly note?: "spaced" | "point";
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Are `raw[from, to)` one or more digits, and nothing else? */
function isDigits(raw: string, from: number, to: number): boolean {
  if (from >= to) return false;
  for (let i = from; i < to; i++) if (!isDigit(raw.charCodeAt(i))) return false;
  return true;
}

/** Is a number grouped by full stops: 1.168, 12.345.678 (not 0.500, not 12.5)? */
function isGrouped(raw: string, end: number): boolean {
  const first = raw.indexOf(".");
  if (first < 1 || first > 3 || raw.charCodeAt(0) === 48) return false;
  if (!isDigits(raw, 0, first)) return false;
  for (let at = first; at < end; at += 4) {
    if (raw[at] !== "." || !isDigits(raw, at + 1, Math.min(at + 4, end)) || at + 4 > end) return false;
  }
  return true;
}

/**
 * The value of digits as reports write them, or null: full stops group thousands, a comma begins the decimals; a full stop that groups
 * nothing is a decimal point.
 *
 * @example readDigits("1.168") === 1168; readDigits("69,99") === 69.99; readDigits("08") === 8; readDigits("12.5") === 12.5
 */
export function readDigits(raw: string): number | null {
  const comma = raw.indexOf(",");
  const end = comma < 0 ? raw.length : comma;
  if (comma >= 0 && !isDigits(raw, comma + 1, raw.length)) return null;
  const decimals = comma < 0 ? "" : `.${raw.slice(comma + 1)}`;
  if (isDigits(raw, 0, end)) return Number(raw.slice(0, end) + decimals);
  if (isGrouped(raw, end)) return Number(raw.slice(0, end).replaceAll(".", "") + decimals);
  const point = raw.indexOf(".");
  return comma < 0 && isDigits(raw, 0, point) && isDigits(raw, point + 1, raw.length) ? Number(raw) : null;
}

/** Products of decimals without the noise of binary fractions: 4,7 triệu is 4700000. */
function times(value: number, factor: number): number {
  return Number((value * factor).toPrecision(15));
}

function keyAt(tokens: readonly Token[], i: number): string {
  return tokens[i]?.key ?? "";
}

/** The multiplier at a token ("nghìn", "triệu"): lower case, as Triệu Phong is a place, and not the "tỷ" of "tỷ lệ". 0 for none. */
function multiplierAt(tokens: readonly Token[], i: number): number {
  const token = tokens[i];
  if (token === undefined || token.case !== "lower") return 0;
  const factor = MULTIPLIERS.get(token.key) ?? 0;
  if (factor === 1e9 && (keyAt(tokens, i + 1) === "lệ" || keyAt(tokens, i + 1) === "trọng")) return 0;
  return factor;
}

/** Three digits that continue a number after one space ("1 168"). */
function continuesSpaced(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1] as Token;
  const token = tokens[i];
  return token?.kind === "number" && token.key.length === 3 && isDigits(token.key, 0, 3) && token.start === before.end + 1;
}

function readDigitRun(tokens: readonly Token[], at: number): Numeral | null {
  const first = tokens[at] as Token;
  let value = readDigits(first.key);
  if (value === null) return null;
  let to = at + 1;
  const mayContinue = first.key.length <= 3 && first.key.charCodeAt(0) !== 48 && isDigits(first.key, 0, first.key.length);
  if (mayContinue) while (to - at < 4 && continuesSpaced(tokens, to)) value = value * 1000 + Number(keyAt(tokens, to++));
  if (to > at + 1) return { value, from: at, to, words: false, note: "spaced" };
  const isPoint = first.key.includes(".") && !first.key.includes(",") && !isGrouped(first.key, first.key.length);
  return isPoint ? { value, from: at, to, words: false, note: "point" } : { value, from: at, to, words: false };
}

/** Applies "nghìn", "triệu", "nghìn tỷ", "rưỡi" and a smaller part behind them ("2 triệu 300 nghìn") to a number in digits. */
function readMultiplied(tokens: readonly Token[], base: Numeral): Numeral {
  let factor = multiplierAt(tokens, base.to);
  if (factor === 0) return base;
  let to = base.to + 1;
  const next = multiplierAt(tokens, to);
  if (next > factor) {
    factor *= next;
    to++;
  }
  let value = times(base.value, factor);
  if (keyAt(tokens, to) === "rưỡi") return { ...base, value: value + factor / 2, to: to + 1 };
  const part = tokens[to]?.kind === "number" ? readDigits(keyAt(tokens, to)) : null;
  const partFactor = part === null ? 0 : multiplierAt(tokens, to + 1);
  if (part !== null && part < 1000 && partFactor > 0 && partFactor < factor) {
    value += times(part, partFactor);
    to += 2;
  }
  return { ...base, value, to };
}

/** The value of some words and the next token; a value below 0 stands for "no number here". */
interface Read {
  readonly value: number;
  readonly to: number;
}
const NOTHING: Read = { value: -1, to: 0 };

/** One digit as a word, or -1; a lone "năm" counts as five here. */
function readUnitWord(tokens: readonly Token[], i: number): number {
  return isWord(tokens, i) ? (DIGITS.get(keyAt(tokens, i)) ?? -1) : -1;
}

/** Words inside a number are lower case, or all capitals in a headline. */
function isWord(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return (
    token !== undefined &&
    token.kind === "word" &&
    (token.case !== "capital" || i === 0 || tokens[i - 1]?.kind !== "word" || !DIGITS.has(keyAt(tokens, i - 1)))
  );
}

function isTen(key: string): boolean {
  return key === "mươi" || key === "chục";
}

/** Tens and units at `i`: "hai mươi ba", "mười lăm", "hai chục". */
function readTens(tokens: readonly Token[], i: number): Read {
  const key = keyAt(tokens, i);
  const digit = readUnitWord(tokens, i);
  if (key !== "mười" && !(digit > 0 && isTen(keyAt(tokens, i + 1)))) return NOTHING;
  const value = key === "mười" ? 10 : digit * 10;
  const to = key === "mười" ? i + 1 : i + 2;
  if (keyAt(tokens, to - 1) === "chục") return { value, to };
  const unit = UNITS_AFTER_TEN.get(keyAt(tokens, to));
  const isScale = unit !== undefined && keyAt(tokens, to + 1) === "trăm";
  return unit === undefined || isScale || (tokens[to]?.case !== tokens[to - 1]?.case && tokens[to]?.case !== "lower")
    ? { value, to }
    : { value: value + unit, to: to + 1 };
}

/** What follows "trăm" or a scale below a hundred: "linh năm", "lẻ hai", "hai mươi ba". */
function readBelowHundred(tokens: readonly Token[], i: number): Read {
  const key = keyAt(tokens, i);
  if (key === "linh" || key === "lẻ") {
    const unit = readUnitWord(tokens, i + 1);
    return unit > 0 ? { value: unit, to: i + 2 } : NOTHING;
  }
  return readTens(tokens, i);
}

/** Hundreds, tens and units at `i`: up to 999. A lone digit counts too. */
function readBelowThousand(tokens: readonly Token[], i: number): Read {
  const digit = readUnitWord(tokens, i);
  if (digit >= 0 && keyAt(tokens, i + 1) === "trăm") {
    const below = readBelowHundred(tokens, i + 2);
    if (below.value >= 0) return { value: digit * 100 + below.value, to: below.to };
    return keyAt(tokens, i + 2) === "rưỡi" ? { value: digit * 100 + 50, to: i + 3 } : { value: digit * 100, to: i + 2 };
  }
  const tens = readBelowHundred(tokens, i);
  if (tens.value >= 0) return tens;
  return digit > 0 ? { value: digit, to: i + 1 } : NOTHING;
}

/** Is the group that ends at `to` a lone digit with nothing that makes it part of a longer number? Behind a scale it means tenths. */
function isLoneDigit(group: Read, from: number): boolean {
  return group.to === from + 1 && group.value < 10;
}

/** A number in words: groups below a thousand with falling scales ("hai triệu ba trăm nghìn"); "tỷ" multiplies all before it. */
function readWords(tokens: readonly Token[], at: number): Numeral | null {
  let billions = 0;
  let value = 0;
  let limit = Number.POSITIVE_INFINITY;
  let to = at;
  for (;;) {
    const group = readBelowThousand(tokens, to);
    if (group.value < 0) break;
    const scale = SCALES.has(keyAt(tokens, group.to)) ? multiplierAt(tokens, group.to) : 0;
    if (scale === 0 || (scale >= limit && scale !== 1e9)) {
      const isTenth = isLoneDigit(group, to) && to > at;
      // "hai triệu ba" is 2,3 million, but "hai nghìn năm" are two thousand years
      if (isTenth && keyAt(tokens, to) === "năm") break;
      value += isTenth ? group.value * (limit / 10) : group.value;
      to = group.to;
      break;
    }
    if (scale === 1e9) {
      if (billions > 0) break;
      billions = (value + group.value) * 1e9;
      value = 0;
    } else value += group.value * scale;
    limit = scale;
    to = group.to + 1;
    if (keyAt(tokens, to) === "tỷ" && billions === 0 && multiplierAt(tokens, to) > 0) {
      billions = value * 1e9;
      value = 0;
      limit = 1e9;
      to++;
    } else if (keyAt(tokens, to) === "rưỡi") {
      value += scale === 1e9 ? 5e8 : scale / 2;
      to++;
      break;
    }
  }
  return to === at ? null : { value: billions + value, from: at, to, words: true };
}

/** Can a number in words begin with this key? A fast look-up before `readNumeral`. */
export function beginsNumberWord(key: string): boolean {
  return key === "mười" || DIGITS.has(key);
}

/**
 * The longest number that begins at a token, its multipliers included ("32,7 nghìn", "hai mươi ba"), or null. A lone "năm" is read as five:
 * whether it means a year is for the caller to say.
 */
export function readNumeral(tokens: readonly Token[], at: number): Numeral | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "number") {
    const run = readDigitRun(tokens, at);
    return run === null ? null : readMultiplied(tokens, run);
  }
  return token.kind === "word" && beginsNumberWord(token.key) ? readWords(tokens, at) : null;
}

/**
 * The value of a number that stands alone, in digits or words, or null.
 *
 * @example parseNumeral("một trăm linh năm") === 105; parseNumeral("4,7 triệu") === 4700000
 */
export function parseNumeral(text: string): number | null {
  const tokens = scanTokens(text.trim());
  if (tokens.length === 1 && tokens[0]?.key === "không") return 0;
  const numeral = readNumeral(tokens, 0);
  return numeral !== null && numeral.to === tokens.length ? numeral.value : null;
}
