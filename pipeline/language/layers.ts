import type { Token, TokenLayers } from "../types/tokens.ts";
import { findSentences } from "./sentences.ts";
import { scanTokens } from "./syllables.ts";
import { segmentWords } from "./words.ts";

/** Raised whenever tokens, words or sentences come out differently: whatever was derived from older layers is then made again. */
export const LANGUAGE_VERSION = "language-3";

/**
 * The layers of one text. A class, as an object literal with a getter gets a hidden class of its own each time, which V8 keeps, with the tokens that the getter
 * holds, until its next full collection: that cost 100 MB of resident memory and a tenth of the reading time.
 */
class Layers implements TokenLayers {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: Int32Array;
  readonly madeBy = LANGUAGE_VERSION;
  #words: Int32Array | undefined;

  constructor(text: string) {
    this.text = text;
    this.tokens = scanTokens(text);
    this.sentences = findSentences(this.tokens);
  }

  get words(): Int32Array {
    this.#words ??= segmentWords(this.tokens);
    return this.#words;
  }
}

/**
 * Tokens, words and sentences of a normalised text (normalize.ts). The layers point into the text and never change it. Words are cut when they
 * are first asked for: reading figures needs tokens and sentences only, search needs words.
 *
 * @example analyze("Đảng bộ tỉnh kết nạp 320 đảng viên.").tokens.length === 9
 */
export function analyze(text: string): TokenLayers {
  return new Layers(text);
}
