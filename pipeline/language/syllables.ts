import type { Token, TokenKind } from "../types/tokens.ts";
import { type Codes, codesOf } from "./codes.ts";
import { writingAt } from "./writings.ts";

/** Character classes; everything above the table is looked up by Unicode property once and remembered. */
const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const OTHER = 3;
const LINE = 4;

const classes = new Uint8Array(0x10000).fill(255);

function classOf(code: number): number {
  const known = classes[code] as number;
  if (known !== 255) return known;
  const character = String.fromCharCode(code);
  let found = OTHER;
  if (code === 0x0a) found = LINE;
  else if (/\s/u.test(character)) found = SPACE;
  else if (code >= 0x30 && code <= 0x39) found = DIGIT;
  else if ((code >= 0xd800 && code <= 0xdfff) || /[\p{L}\p{M}]/u.test(character)) found = LETTER;
  classes[code] = found;
  return found;
}

/**
 * Document signs, tried where a digit begins: `21-NQ/TW`, `09 – NQ/TU`, `318/QĐ-TTg`, `335/2025/NĐ-CP`, `02-HD/BTCTW`, and glued to
 * the next word (`21-KL/TWvà`: the issuer's capitals end where lower case begins). Bounded, so that the cost stays linear.
 */
const PARTY_SIGN =
  /\d{1,4} ?[-–—] ?(?:NQ|CT|KL|QĐi|QĐ|QC|TB|BC|KH|CTr|CTHĐ|TTr|CV|BB|ĐA|PA|HD|TT|TLĐ|ĐL)(?: ?[/-] ?)(?:QUTW|BTCTW|UBKTTW|VPTW|BTGTW|BDVTW|BTCTU|UBKTTU|VPTU|BTGTU|TW|TƯ|TU|HU|QU|ThU|TXU|ĐUK|ĐU|CB|ĐH)/uy;
const STATE_SIGN =
  /\d{1,5}\/(?:\d{4}\/)?(?:(?:QĐ|NĐ|NQ|CT|TT|TB|KH|KL|HD|BC)[-–](?:TTg|CP|UBTVQH\d{0,2}|UBND|HĐND|[A-ZĐ]{2,8})(?![\p{Lu}\d])|(?:QĐ|NĐ|NQ|CT|TT|TB|KH|(?:UBTV)?QH\d{1,2}|KL|HD|BC)(?![\p{L}\d]))/uy;
const DATE = /(?:0?[1-9]|[12]\d|3[01])(?:[/.-])(?:0?[1-9]|1[0-2])(?:[/.-])(?:19|20)\d{2}(?!\d)/uy;
/** 1.168 · 1 168 is not joined here (it may be two numbers) · 69,99 · 0,5 · 1.234,5. */
const NUMBER = /\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?/uy;
const FRACTION_TAIL = /\/(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d/])/uy;
const PERCENT_TAIL = / ?%/uy;

function matchAt(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The characters that may stand between the digits of one numeral, or between its number and a sign. */
const SLASH = 0x2f;
const POINT = 0x2e;
const COMMA = 0x2c;
const PERCENT = 0x25;
const BLANK = 0x20;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isDash(code: number): boolean {
  return code === 0x2d || code === 0x2013 || code === 0x2014;
}

/** Do the digits that end here end the numeral? Most do: only what these characters join to them needs the patterns above. */
function endsNumeral({ units }: Codes, end: number): boolean {
  const next = units[end] as number;
  if (next === POINT || next === COMMA) return !isDigit(units[end + 1] as number);
  const far = next === BLANK ? (units[end + 1] as number) : next;
  return next !== SLASH && far !== PERCENT && !isDash(far);
}

interface Numeral {
  readonly kind: TokenKind;
  readonly end: number;
}

/** A token that begins with a digit and goes on behind its first digits. */
function scanJoined(text: string, start: number): Numeral {
  const sign = Math.max(matchAt(PARTY_SIGN, text, start), matchAt(STATE_SIGN, text, start));
  if (sign > 0) return { kind: "sign", end: sign };
  const date = matchAt(DATE, text, start);
  if (date > 0) return { kind: "date", end: date };
  const number = matchAt(NUMBER, text, start);
  const percent = matchAt(PERCENT_TAIL, text, number);
  if (percent > 0) return { kind: "percent", end: percent };
  const fraction = matchAt(FRACTION_TAIL, text, number);
  if (fraction > 0) return { kind: "fraction", end: fraction };
  return { kind: "number", end: number };
}

/** The token that begins with the digit at `start`: its kind and where it ends. */
export function numeralAt(codes: Codes, start: number): Numeral {
  let end = start + 1;
  while (isDigit(codes.units[end] as number)) end++;
  return endsNumeral(codes, end) ? { kind: "number", end } : scanJoined(codes.text, start);
}

function scanNumeral(tokens: Token[], codes: Codes, start: number): number {
  const { kind, end } = numeralAt(codes, start);
  tokens.push({ start, end, kind, case: "none", key: writingAt(codes, start, end).key });
  return end;
}

/** A run of letters; in two tokens where a word has been glued to an issuer ("21-KL/TWvà", "TCCSĐvà"). */
function scanWord(tokens: Token[], codes: Codes, start: number): number {
  const { units, length } = codes;
  let end = start + 1;
  while (end < length && classOf(units[end] as number) === LETTER) end++;
  const writing = writingAt(codes, start, end);
  if (writing.gluedAt === 0) {
    tokens.push({ start, end, kind: "word", case: writing.case, key: writing.key });
    return end;
  }
  const cut = start + writing.gluedAt;
  const [first, second] = [writingAt(codes, start, cut), writingAt(codes, cut, end)];
  tokens.push({ start, end: cut, kind: "word", case: first.case, key: first.key });
  tokens.push({ start: cut, end, kind: "word", case: second.case, key: second.key });
  return end;
}

/**
 * Cuts a normalised text into tokens that tile everything but white space: syllables, numbers, percentages, fractions, dates, document signs and
 * single punctuation marks; a line feed gives a `break`. Linear in the length of the text.
 *
 * @example scanTokens("21-KL/TWvà 69,99%").map((t) => t.kind) // sign, word, percent
 */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const codes = codesOf(text);
  const { units, length } = codes;
  for (let i = 0; i < length; ) {
    const kind = classOf(units[i] as number);
    if (kind === SPACE) i++;
    else if (kind === LETTER) i = scanWord(tokens, codes, i);
    else if (kind === DIGIT) i = scanNumeral(tokens, codes, i);
    else {
      tokens.push({ start: i, end: i + 1, kind: kind === LINE ? "break" : "punct", case: "none", key: writingAt(codes, i, i + 1).raw });
      i++;
    }
  }
  return tokens;
}
