/** A run of a text: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A run that carries its words: `text.slice(start, end) === quote`, always. */
export interface Quoted extends Span {
  readonly quote: string;
}

/**
 * Where the characters of a normalised text stood in the original. Run k covers positions `at[k]` up to `at[k + 1]`, and position p
 * in it came from `origin[k] + (p - at[k])`. Where normalising joined or dropped characters, a new run begins.
 */
export interface OffsetMap {
  readonly at: Int32Array;
  readonly origin: Int32Array;
  /** Length of the normalised text and of the original. */
  readonly length: number;
  readonly originLength: number;
}

/**
 * What a token is, by its shape alone.
 * `word`: letters (one syllable, or an abbreviation such as TCCSĐ). `number`: 1.168, 69,99, 08. `percent`: a number with its sign, 69,99%.
 * `fraction`: 45/48 (also what may be a short date, 14/9). `date`: 14/10/1930, 13-3-2012. `sign`: a document number, 21-NQ/TW, 318/QĐ-TTg.
 * `punct`: one character of punctuation. `break`: a line break between blocks.
 */
export type TokenKind = "word" | "number" | "percent" | "fraction" | "date" | "sign" | "punct" | "break";

/** `lower`: đảng; `capital`: Đảng; `upper`: TCCSĐ, HĐND; `none` for what is not a word. */
export type TokenCase = "lower" | "capital" | "upper" | "none";

export interface Token extends Span {
  readonly kind: TokenKind;
  readonly case: TokenCase;
  /** The folded writing under which two tokens are the same word: lower case, one tone placement (`fold` of language/fold.ts). */
  readonly key: string;
}

/** Layers over a text; the text is never changed. Tokens tile everything but white space. */
export interface TokenLayers {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Words as runs of tokens: word i covers tokens `words[i]` up to `words[i + 1]`. */
  readonly words: Int32Array;
  /** Sentences as runs of tokens, in the same way: sentence i covers tokens `sentences[i]` up to `sentences[i + 1]`. */
  readonly sentences: Int32Array;
  /** Version of the code and model that made the layers. */
  readonly madeBy: string;
}
