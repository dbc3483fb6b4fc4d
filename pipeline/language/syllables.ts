import type { Token, TokenCase, TokenKind } from "../types/tokens.ts";
import { fold } from "./fold.ts";

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
const PARTY_SIGN = /\d{1,4} ?[-–—] ?(?:NQ|CT|KL|QĐi|QĐ|QC|TB|BC|KH|CTr|CTHĐ|TTr|CV|BB|ĐA|PA|HD|TT|TLĐ|ĐL)(?: ?[/-] ?)(?:QUTW|BTCTW|UBKTTW|VPTW|BTGTW|BDVTW|BTCTU|UBKTTU|VPTU|BTGTU|TW|TƯ|TU|HU|QU|ThU|TXU|ĐUK|ĐU|CB|ĐH)/uy;
const STATE_SIGN = /\d{1,5}\/(?:\d{4}\/)?(?:QĐ|NĐ|NQ|CT|TT|TB|KH|QH\d{1,2}|KL|HD|BC)(?:[-–](?:TTg|CP|UBTVQH\d{0,2}|UBND|HĐND|[A-ZĐ]{2,8}))?(?![\p{L}\d])/uy;
const DATE = /(?:0?[1-9]|[12]\d|3[01])(?:[/.-])(?:0?[1-9]|1[0-2])(?:[/.-])(?:19|20)\d{2}(?!\d)/uy;
/** 1.168 · 1 168 is not joined here (it may be two numbers) · 69,99 · 0,5 · 1.234,5. */
const NUMBER = /\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?/uy;
const FRACTION_TAIL = /\/(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d/])/uy;
const PERCENT_TAIL = / ?%/uy;

function matchAt(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** A token that begins with a digit: its kind and its end. */
function scanNumeral(text: string, start: number): { kind: TokenKind; end: number } {
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

function caseOf(raw: string): TokenCase {
  const lower = raw.toLowerCase();
  if (raw === lower) return "lower";
  return raw.length > 1 && raw === raw.toUpperCase() ? "upper" : "capital";
}

/** The end of a run of letters. "QĐi", "TTg" stay whole; "TWvà" is parted where lower case follows two capitals of an issuer sign. */
function scanLetters(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && classOf(text.charCodeAt(end)) === LETTER) end++;
  return end;
}

/** "TCCSĐvà" → 5: where lower-case letters are glued to three or more capitals, a word has been glued on. 0 when nothing is. */
function gluedAt(raw: string): number {
  const capitals = /^(?:[A-ZĐ]{3,})(?=\p{Ll}\p{L})/u.exec(raw);
  return capitals === null ? 0 : capitals[0].length;
}

/**
 * Cuts a normalised text into tokens that tile everything but white space: syllables, numbers, percentages, fractions, dates, document signs and
 * single punctuation marks; a line feed gives a `break`. Linear in the length of the text.
 *
 * @example scanTokens("21-KL/TWvà 69,99%").map((t) => t.kind) // sign, word, percent
 */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const push = (start: number, end: number, kind: TokenKind): void => {
    const raw = text.slice(start, end);
    tokens.push({ start, end, kind, case: kind === "word" ? caseOf(raw) : "none", key: kind === "punct" || kind === "break" ? raw : fold(raw) });
  };
  for (let i = 0; i < text.length; ) {
    const kind = classOf(text.charCodeAt(i));
    if (kind === SPACE) i++;
    else if (kind === LETTER) {
      const end = scanLetters(text, i);
      const cut = gluedAt(text.slice(i, Math.min(end, i + 24)));
      if (cut > 0) push(i, i + cut, "word");
      push(i + cut, end, "word");
      i = end;
    } else if (kind === DIGIT) {
      const numeral = scanNumeral(text, i);
      push(i, numeral.end, numeral.kind);
      i = numeral.end;
    } else {
      push(i, i + 1, kind === LINE ? "break" : "punct");
      i++;
    }
  }
  return tokens;
}
