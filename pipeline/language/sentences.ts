import type { Token } from "../types/tokens.ts";

/** Abbreviations whose full stop ends no sentence, folded: titles, "TP." and "TX.", "v.v.". */
const ABBREVIATED = new Set(["tp", "tx", "tt", "ts", "ths", "gs", "pgs", "bs", "ks", "cn", "đ", "tr", "v", "q", "p", "h", "x", "t"]);
const CLOSERS = new Set([")", "]", "”", "’", '"', "»", "″", "'"]);
const ENDERS = new Set([".", "!", "?", "…"]);

/** Does the full stop at `i` end a sentence? Not after an abbreviation, not before lower case, not inside "4.000 -". */
function endsSentence(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  if (token.kind !== "punct" || !ENDERS.has(token.key)) return false;
  let next = i + 1;
  while (next < tokens.length && (CLOSERS.has((tokens[next] as Token).key) || ENDERS.has((tokens[next] as Token).key))) next++;
  const following = tokens[next];
  if (following === undefined || following.kind === "break") return true;
  const previous = tokens[i - 1];
  const isGlued = previous !== undefined && previous.end === token.start;
  if (token.key === "." && isGlued && previous.kind === "word" && ABBREVIATED.has(previous.key) && previous.end - previous.start <= 4) return previous.case === "lower" && following.case !== "lower" && previous.end - previous.start > 2;
  if (following.kind === "word" && following.case === "lower") return false;
  return true;
}

/**
 * Where sentences begin, as indexes into `tokens`, with `tokens.length` as the last entry: sentence i covers tokens `result[i]` up to `result[i + 1]`.
 * Line breaks always end a sentence; closing quotes and brackets stay with the sentence that they close.
 */
export function findSentences(tokens: readonly Token[]): Int32Array {
  const starts: number[] = [];
  let open = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.kind === "break") {
      open = false;
      continue;
    }
    if (!open) {
      starts.push(i);
      open = true;
    }
    if (endsSentence(tokens, i)) {
      while (i + 1 < tokens.length && (CLOSERS.has((tokens[i + 1] as Token).key) || ENDERS.has((tokens[i + 1] as Token).key))) i++;
      open = false;
    }
  }
  starts.push(tokens.length);
  return Int32Array.from(starts);
}
