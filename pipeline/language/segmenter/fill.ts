import type { Token, TokenKind } from "../../types/tokens.ts";
import type { Codes } from "../codes.ts";
import { fold } from "../fold.ts";
import { numeralAt } from "../syllables.ts";
import { writingAt } from "../writings.ts";
import { CLASS_MASK, DIGIT, IS_LOWER, IS_ODD, IS_UPPER, LETTER, LINE, lowerOf, SPACE, traitsOf } from "./characters.ts";
import {
  BREAK,
  CAPITAL_SHAPE,
  DATE,
  FRACTION,
  INITIAL_SHAPE,
  LOWER_SHAPE,
  MOST_TOKENS,
  NUMBER,
  NUMERAL_SHAPE,
  PAD,
  PERCENT,
  PUNCT,
  punctShape,
  SIGN,
  type Stretch,
  UPPER_SHAPE,
  WORD,
} from "./stretch.ts";
import { ABBREVIATION, hashKey, mixUnit, SECOND_SEED, symbolByHash, type Vocabulary } from "./vocabulary.ts";

const KINDS: Readonly<Record<TokenKind, number>> = {
  word: WORD,
  number: NUMBER,
  percent: PERCENT,
  fraction: FRACTION,
  date: DATE,
  sign: SIGN,
  punct: PUNCT,
  break: BREAK,
};
/** All numbers enter the features as one, all dates as one: a figure says nothing of the words beside it. */
const NUMERAL_HASHES = Int32Array.from(["#word", "#number", "#percent", "#fraction", "#date", "#sign"], hashKey);

function isStop(stretch: Stretch, vocabulary: Vocabulary, at: number): boolean {
  const mark = stretch.value[at];
  if (stretch.kind[at] !== PUNCT || (mark !== 0x2e && mark !== 0x21 && mark !== 0x3f && mark !== 0x2026)) return false;
  if (mark !== 0x2e || stretch.glued[at] !== 1 || at === PAD) return true;
  const before = at - 1;
  return !(
    stretch.shape[before] === INITIAL_SHAPE || ((vocabulary.roles[stretch.symbol[before] as number] as number) & ABBREVIATION) !== 0
  );
}

/** Does a new sentence begin with the token that follows the last one of the stretch? Closing quotes and brackets are glued, so they stay. */
function beginsSentence(stretch: Stretch, vocabulary: Vocabulary, start: number, shape: number): boolean {
  const last = stretch.length - 1 + PAD;
  if (stretch.length >= MOST_TOKENS) return true;
  if (stretch.length === 0 || shape === LOWER_SHAPE || stretch.end[last] === start) return false;
  return (
    isStop(stretch, vocabulary, last) ||
    (stretch.length > 1 && stretch.glued[last] === 1 && stretch.kind[last] === PUNCT && isStop(stretch, vocabulary, last - 1))
  );
}

function wordShape(token: Token): number {
  if (token.case === "lower") return LOWER_SHAPE;
  if (token.case === "upper") return UPPER_SHAPE;
  return token.end - token.start === 1 ? INITIAL_SHAPE : CAPITAL_SHAPE;
}

/**
 * Fills the stretch with the tokens from `from` up to the next line break or sentence end; returns the index behind them. `tokens[from]` is not
 * a break.
 */
export function fillFromTokens(stretch: Stretch, tokens: readonly Token[], from: number, vocabulary: Vocabulary): number {
  stretch.length = 0;
  let i = from;
  for (; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const kind = KINDS[token.kind];
    if (kind === BREAK) break;
    const mark = kind === PUNCT ? token.key.charCodeAt(0) : -1;
    const shape = kind === WORD ? wordShape(token) : kind === PUNCT ? punctShape(mark) : NUMERAL_SHAPE;
    if (beginsSentence(stretch, vocabulary, token.start, shape)) break;
    const at = stretch.length++ + PAD;
    const symbol = vocabulary.symbols.get(token.key) ?? 0;
    stretch.start[at] = token.start;
    stretch.end[at] = token.end;
    stretch.glued[at] = at > PAD && stretch.end[at - 1] === token.start ? 1 : 0;
    stretch.kind[at] = kind;
    stretch.shape[at] = shape;
    stretch.symbol[at] = symbol;
    stretch.value[at] = kind === NUMBER && token.key.length <= 2 ? Number(token.key) : mark;
    if (kind !== WORD && kind !== PUNCT) stretch.hash[at] = NUMERAL_HASHES[kind] as number;
    else stretch.hash[at] = symbol === 0 ? hashKey(token.key) : (vocabulary.hash[symbol] as number);
  }
  return i;
}

/**
 * Where the letters from `start` to `end` are parted: behind three or more capitals of an issuer with a word glued to them, as in syllables.ts
 * ("TCCSĐvà"); `end` when they are not.
 */
function gluedEnd({ text, units }: Codes, start: number, end: number): number {
  let capitals = start;
  for (; capitals < end; capitals++) {
    const code = units[capitals] as number;
    if ((code < 0x41 || code > 0x5a) && code !== 0x110) break;
  }
  if (capitals - start < 3 || capitals + 1 >= end || capitals + 1 >= start + 24) return end;
  return /^\p{Ll}\p{L}/u.test(text.slice(capitals, capitals + 2)) ? capitals : end;
}

/**
 * Numerals are cut by syllables.ts, so that both ways of scanning agree; what is plainly a bare number is not worth asking for. Leaves end,
 * symbol, hash and shape in `spelled` and returns the kind.
 */
function spellNumeral(codes: Codes, start: number, vocabulary: Vocabulary): number {
  const { units } = codes;
  let first = 0x811c9dc5;
  let second = SECOND_SEED;
  let end = start;
  for (let code = units[end] as number; code >= 0x30 && code <= 0x39; code = units[++end] as number) {
    first = Math.imul(first ^ code, 0x01000193);
    second = mixUnit(second, code);
  }
  spelled.shape = NUMERAL_SHAPE;
  spelled.end = end;
  spelled.symbol = symbolByHash(vocabulary, first | 0, second | 0);
  spelled.hash = NUMERAL_HASHES[NUMBER] as number;
  return isBareNumber(units, end) ? NUMBER : spellLongNumeral(codes, start, vocabulary);
}

/** Do the digits that end here end the numeral, for want of a joiner, a dash or a percent sign? */
function isBareNumber(units: Uint16Array, end: number): boolean {
  const next = units[end] as number;
  const far = next === 0x20 ? (units[end + 1] as number) : next;
  if (far === 0x2d || far === 0x2013 || far === 0x2014 || far === 0x25 || next === 0x2f) return false;
  if (next !== 0x2e && next !== 0x2c) return true;
  const digit = units[end + 1] as number;
  return !(digit >= 0x30 && digit <= 0x39);
}

function spellLongNumeral(codes: Codes, start: number, vocabulary: Vocabulary): number {
  const numeral = numeralAt(codes, start);
  const kind = KINDS[numeral.kind];
  spelled.end = numeral.end;
  spelled.symbol = symbolOf(writingAt(codes, start, numeral.end).key, vocabulary);
  spelled.hash = NUMERAL_HASHES[kind] as number;
  return kind;
}

/** Symbol, hash and shape of a punctuation mark. */
function spellMark(code: number, vocabulary: Vocabulary): void {
  spelled.shape = punctShape(code);
  spelled.hash = Math.imul(0x811c9dc5 ^ code, 0x01000193) | 0;
  spelled.symbol = symbolByHash(vocabulary, spelled.hash, mixUnit(SECOND_SEED, code) | 0);
}

/** What `spell` and the branches of `fillFromText` find of one token. One record serves all: it is read at once and never kept. */
const spelled = { end: 0, hash: 0, symbol: 0, shape: 0 };

/** The slow and sure way for a word whose letters are odd or whose syllable is unknown. */
function spellSlowly(raw: string, vocabulary: Vocabulary): void {
  const key = fold(raw);
  spelled.symbol = symbolOf(key, vocabulary);
  spelled.hash = hashKey(key);
  if (raw === raw.toLowerCase()) spelled.shape = LOWER_SHAPE;
  else if (raw.length > 1 && raw === raw.toUpperCase()) spelled.shape = UPPER_SHAPE;
  else spelled.shape = raw.length === 1 ? INITIAL_SHAPE : CAPITAL_SHAPE;
}

/** End, hash, symbol and shape of the letters at `start`, without making a string where the syllable is known. */
function spell(codes: Codes, start: number, vocabulary: Vocabulary): void {
  const { text, units, length } = codes;
  let first = 0x811c9dc5;
  let second = SECOND_SEED;
  let all = 0;
  let end = start;
  for (; end < length; end++) {
    const code = units[end] as number;
    const traits = traitsOf(code);
    if ((traits & CLASS_MASK) !== LETTER) break;
    all |= traits;
    const small = lowerOf(code);
    first = Math.imul(first ^ small, 0x01000193);
    second = mixUnit(second, small);
  }
  spelled.end = end;
  const isMixed = (all & IS_UPPER) !== 0 && (all & IS_LOWER) !== 0;
  if (isMixed && end - start > 3) spelled.end = gluedEnd(codes, start, end);
  const symbol = (all & IS_ODD) !== 0 || spelled.end !== end ? 0 : symbolByHash(vocabulary, first | 0, second | 0);
  if (symbol === 0) {
    spellSlowly(text.slice(start, spelled.end), vocabulary);
    return;
  }
  spelled.symbol = symbol;
  spelled.hash = vocabulary.hash[symbol] as number;
  if ((all & IS_UPPER) === 0) spelled.shape = LOWER_SHAPE;
  else if (end - start === 1) spelled.shape = INITIAL_SHAPE;
  else spelled.shape = (all & IS_LOWER) === 0 ? UPPER_SHAPE : CAPITAL_SHAPE;
}

function skipSpace({ units, length }: Codes, from: number): number {
  let i = from;
  for (; i < length; i++) {
    const kind = traitsOf(units[i] as number) & CLASS_MASK;
    if (kind !== SPACE && kind !== LINE) break;
  }
  return i;
}

/**
 * Fills the stretch from a normalised text, white space and line ends before it skipped; returns the position behind its last token. The
 * tokens are those of `scanTokens`. An empty stretch means the end of the text.
 */
export function fillFromText(stretch: Stretch, codes: Codes, from: number, vocabulary: Vocabulary): number {
  const { text, units, length } = codes;
  stretch.length = 0;
  let i = skipSpace(codes, from);
  while (i < length) {
    const code = units[i] as number;
    const group = traitsOf(code) & CLASS_MASK;
    if (group === LINE) break;
    if (group === SPACE) {
      i++;
      continue;
    }
    let end = i + 1;
    let kind = PUNCT;
    let value = -1;
    if (group === LETTER) {
      spell(codes, i, vocabulary);
      end = spelled.end;
      kind = WORD;
    } else if (group === DIGIT) {
      kind = spellNumeral(codes, i, vocabulary);
      end = spelled.end;
      if (kind === NUMBER && end - i <= 2) value = Number(text.slice(i, end));
    } else {
      value = code;
      spellMark(code, vocabulary);
    }
    if (beginsSentence(stretch, vocabulary, i, spelled.shape)) break;
    const at = stretch.length++ + PAD;
    stretch.start[at] = i;
    stretch.end[at] = end;
    stretch.glued[at] = at > PAD && stretch.end[at - 1] === i ? 1 : 0;
    stretch.kind[at] = kind;
    stretch.shape[at] = spelled.shape;
    stretch.symbol[at] = spelled.symbol;
    stretch.value[at] = value;
    stretch.hash[at] = spelled.hash;
    i = end;
  }
  return i;
}

function symbolOf(key: string, vocabulary: Vocabulary): number {
  return vocabulary.symbols.get(key) ?? 0;
}
