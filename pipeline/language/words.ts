import type { Token } from "../types/tokens.ts";
import { loadSegmenter, type Segmenter } from "./segmenter/segmenter.ts";

export { loadSegmenter, type Segmenter, type SegmenterOptions } from "./segmenter/segmenter.ts";

let shared: Segmenter | undefined;

/** The segmenter with the project's own terms, made when it is first asked for. */
function sharedSegmenter(): Segmenter {
  shared ??= loadSegmenter();
  return shared;
}

/**
 * Words over the tokens of a normalised text, as indexes: word i covers tokens `result[i]` up to `result[i + 1]`, and the last entry is
 * `tokens.length`. A line break is a word of its own.
 */
export function segmentWords(tokens: readonly Token[]): Int32Array {
  return sharedSegmenter().segmentTokens(tokens);
}

/** Words of any text as pairs of UTF-16 offsets: start, end (exclusive), start, end … */
export function segmentSpans(text: string): Int32Array {
  return sharedSegmenter().segmentSpans(text);
}

/**
 * A tokenizer with the interface of vntk's.
 *
 * @example wordTokenizer().tag("Chi bộ kết nạp 3 đảng viên.") // ["Chi bộ", "kết nạp", "3", "đảng viên", "."]
 */
export function wordTokenizer(): { tag(text: string): string[] } {
  return { tag: (text) => sharedSegmenter().tag(text) };
}
