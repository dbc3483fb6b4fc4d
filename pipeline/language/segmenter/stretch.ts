/** Unused cells before and behind a stretch, so that features may look past its ends. */
export const PAD = 4;
/** Longest lexicon word, in syllables. Longer ones are terms (terms.ts). */
export const LONGEST = 5;
/** Cells per token in `word`: index of the length. */
export const LENGTHS = 6;
/** Tokens after which a stretch is cut whatever stands there: bounds the memory that a text without sentence ends can ask for. */
export const MOST_TOKENS = 4096;

/** Kinds of tokens as numbers, in the order of TokenKind. */
export const WORD = 0;
export const NUMBER = 1;
export const PERCENT = 2;
export const FRACTION = 3;
export const DATE = 4;
export const SIGN = 5;
export const PUNCT = 6;
export const BREAK = 7;

/** Shapes of tokens as the features see them. */
export const NUMERAL_SHAPE = 1;
export const PUNCT_SHAPE = 2;
export const LOWER_SHAPE = 3;
export const CAPITAL_SHAPE = 4;
export const UPPER_SHAPE = 5;
export const INITIAL_SHAPE = 6;
const STOP_SHAPE = 7;
const BEFORE_SHAPE = 8;
const BEHIND_SHAPE = 9;
const DASH_SHAPE = 10;
const COMMA_SHAPE = 11;

/** What `allow` says of joining a token to the one before: apart, as the model decides, together. */
export const APART = 0;
export const FREE = 1;
export const TOGETHER = 2;

/**
 * The tokens of one sentence (about), as columns; token i stands at index i + PAD. One object is filled again and again: a text is cut
 * stretch by stretch, so memory does not grow with it.
 */
export interface Stretch {
  length: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly kind: Uint8Array;
  readonly shape: Uint8Array;
  /** 1 when no white space stands before the token. */
  readonly glued: Uint8Array;
  /** Number in the vocabulary, 0 for unknown. */
  readonly symbol: Int32Array;
  readonly hash: Int32Array;
  /** A number of one or two digits, or the character of a punctuation mark; -1 otherwise. */
  readonly value: Int32Array;
  /** Lexicon value of the word of length L that begins at a token: index (i + PAD) * LENGTHS + L. */
  readonly word: Uint8Array;
  /** Bit L: a place name of length L begins here. */
  readonly place: Uint8Array;
  /** How strongly the pair (token before, token) goes together in running text, 0–15. */
  readonly pair: Uint8Array;
  /** Derived from `word` (lookup.ts): bits of the lengths that begin here and that cover the boundary before; value of the longest cover. */
  readonly begins: Uint8Array;
  readonly covers: Uint8Array;
  readonly cover: Uint8Array;
  readonly coverLength: Uint8Array;
  /** Bits of the lengths of words that end right before a token. */
  readonly ends: Uint8Array;
  /** Longest match from the left and from the right: 1 inside a word, 0 at its beginning, 2 outside the stretch. */
  readonly fromLeft: Uint8Array;
  readonly fromRight: Uint8Array;
  readonly allow: Uint8Array;
  /** Result: 1 when the token continues the word before. */
  readonly joined: Uint8Array;
  readonly score: Float64Array;
  readonly back: Uint8Array;
}

/** An empty stretch with room for MOST_TOKENS tokens. */
export function createStretch(): Stretch {
  const cells = MOST_TOKENS + 2 * PAD;
  const bytes = (): Uint8Array => new Uint8Array(cells);
  const ints = (): Int32Array => new Int32Array(cells);
  return {
    length: 0,
    start: ints(),
    end: ints(),
    kind: bytes(),
    shape: bytes(),
    glued: bytes(),
    symbol: ints(),
    hash: ints(),
    value: ints(),
    word: new Uint8Array(cells * LENGTHS),
    place: bytes(),
    pair: bytes(),
    begins: bytes(),
    covers: bytes(),
    cover: bytes(),
    coverLength: bytes(),
    ends: bytes(),
    fromLeft: bytes(),
    fromRight: bytes(),
    allow: bytes(),
    joined: bytes(),
    score: new Float64Array(cells),
    back: new Uint8Array(2 * cells),
  };
}

/** The shape of a punctuation mark, by its character. */
export function punctShape(code: number): number {
  if (code === 0x2e) return STOP_SHAPE;
  if (code === 0x2d || code === 0x2013) return DASH_SHAPE;
  return code === 0x2c ? COMMA_SHAPE : PUNCT_SHAPE;
}

/** Marks the cells around a filled stretch as outside. */
export function padStretch(stretch: Stretch): void {
  const behind = stretch.length + PAD;
  for (let k = 0; k < PAD; k++) {
    const before = PAD - 1 - k;
    stretch.hash[before] = 10 - k;
    stretch.hash[behind + k] = 19 + 7 * k;
    stretch.shape[before] = BEFORE_SHAPE;
    stretch.shape[behind + k] = BEHIND_SHAPE;
    markOutside(stretch, before);
    markOutside(stretch, behind + k);
  }
}

function markOutside(stretch: Stretch, at: number): void {
  stretch.symbol[at] = 0;
  stretch.kind[at] = BREAK;
  stretch.pair[at] = 0;
  stretch.fromLeft[at] = 2;
  stretch.fromRight[at] = 2;
  const cell = at * LENGTHS;
  for (let length = 2; length <= LONGEST; length++) stretch.word[cell + length] = 0;
}
