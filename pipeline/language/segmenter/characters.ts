/** What the scanner must know of a character, packed into one byte of a table that is filled as characters are met. */
export const CLASS_MASK = 7;
export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const OTHER = 3;
export const LINE = 4;
/** The character has another lower-case (upper-case) form: "Đ" is IS_UPPER, "đ" is IS_LOWER. */
export const IS_UPPER = 8;
export const IS_LOWER = 16;
/** Case or folding of this character depends on more than itself (surrogates, İ, final sigma): such tokens take the slow way. */
export const IS_ODD = 32;
/** `normalize` may change this character or join it with the one before. */
export const IS_RAW = 64;
const UNSEEN = 128;

const traits = new Uint8Array(0x10000).fill(UNSEEN);
const lower = new Uint16Array(0x10000);

function classOf(code: number, character: string): number {
  if (code === 0x0a) return LINE;
  if (/\s/u.test(character)) return SPACE;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  return (code >= 0xd800 && code <= 0xdfff) || /[\p{L}\p{M}]/u.test(character) ? LETTER : OTHER;
}

/** Controls, look-alikes, odd spaces and combining marks: everything that normalize.ts treats. Wider than needed does no harm. */
function isRaw(code: number, character: string): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  if (code < 0x7f) return false;
  return /[\p{M}\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/u.test(character) || character.normalize("NFC") !== character || RAW_SINGLES.has(code);
}
const RAW_SINGLES = new Set([0x7f, 0xd0, 0x189, 0xf0, 0x256, 0x2010, 0x2011, 0x2212, 0xff0c, 0xff05]);

function learn(code: number): number {
  const character = String.fromCharCode(code);
  const small = character.toLowerCase();
  const big = character.toUpperCase();
  let trait = classOf(code, character);
  if (small !== character) trait |= IS_UPPER;
  if (big !== character) trait |= IS_LOWER;
  if (small.length !== 1 || (code >= 0xd800 && code <= 0xdfff) || code === 0x3a3) trait |= IS_ODD;
  if (isRaw(code, character)) trait |= IS_RAW;
  lower[code] = small === "ð" ? 0x111 : small.charCodeAt(0);
  traits[code] = trait;
  return trait;
}

/** The traits of a UTF-16 unit; NaN (past the end of a text) counts as a line end. */
export function traitsOf(code: number): number {
  const known = traits[code];
  if (known === undefined) return LINE;
  return known === UNSEEN ? learn(code) : known;
}

/** The lower-case form of a unit whose traits have been asked for, ð folded to đ. */
export function lowerOf(code: number): number {
  return lower[code] as number;
}

/** Does the text hold a character that `normalize` might change? Linear, about one nanosecond a character. */
export function needsNormalizing(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if ((traitsOf(text.charCodeAt(i)) & IS_RAW) !== 0) return true;
  }
  return false;
}
