import type { Token } from "../types/tokens.ts";

/** Every token a word of its own. */
export function segmentWords(tokens: readonly Token[]): Int32Array {
  return Int32Array.from({ length: tokens.length + 1 }, (_, i) => i);
}
