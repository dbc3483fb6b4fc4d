import type { TokenLayers } from "../types/tokens.ts";
import { findSentences } from "./sentences.ts";
import { scanTokens } from "./syllables.ts";
import { segmentWords } from "./words.ts";

/** Raised whenever tokens, words or sentences come out differently: whatever was derived from older layers is then made again. */
export const LANGUAGE_VERSION = "language-2";

/**
 * Tokens, words and sentences of a normalised text (normalize.ts). The layers point into the text and never change it. Words are cut when they
 * are first asked for: reading figures needs tokens and sentences only, search needs words.
 *
 * @example analyze("Đảng bộ tỉnh kết nạp 320 đảng viên.").tokens.length === 9
 */
export function analyze(text: string): TokenLayers {
  const tokens = scanTokens(text);
  let words: Int32Array | undefined;
  return {
    text,
    tokens,
    get words() {
      words ??= segmentWords(tokens);
      return words;
    },
    sentences: findSentences(tokens),
    madeBy: LANGUAGE_VERSION,
  };
}
