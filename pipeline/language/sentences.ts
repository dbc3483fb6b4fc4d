import type { Token } from "../types/tokens.ts";

/** Abbreviations whose full stop ends no sentence, folded: titles, "TP." and "TX.", "v.v.". */
const ABBREVIATED = new Set(["tp", "tx", "tt", "ts", "ths", "gs", "pgs", "bs", "ks", "cn", "đ", "tr", "v", "q", "p", "h", "x", "t"]);
const CLOSERS = new Set([")", "]", "”", "’", '"', "»", "″", "'"]);
/** The same sign opens and closes: it closes what it is glued to. */
const STRAIGHT = new Set(['"', "'", "″"]);
const ENDERS = new Set([".", "!", "?", "…"]);

/** "1.", "2.3.", "IV.", "a.": what stands before the full stop of a list entry. */
const ENTRY_MARK = /^(?:[ivx]{1,5}|[a-zđ])$/u;

/** Behind the mark that ends a sentence: closing quotes and brackets, more marks, and "./." with which documents close. Returns where the next token begins. */
function skipClosers(tokens: readonly Token[], from: number): number {
  let next = from;
  for (let token = tokens[next]; token !== undefined; token = tokens[next]) {
    const isClosing = token.key === "/" && tokens[next + 1]?.key === "." && tokens[next + 1]?.start === token.end;
    const isOpening = STRAIGHT.has(token.key) && tokens[next - 1]?.end !== token.start;
    if (isOpening || (!CLOSERS.has(token.key) && !ENDERS.has(token.key) && !isClosing)) break;
    next++;
  }
  return next;
}

/** Does the mark at `i`, with the closers up to `next`, end the sentence that began at `start`? Not after an abbreviation or an entry's number, not before lower case. */
function endsSentence(tokens: readonly Token[], i: number, { start, next }: { start: number; next: number }): boolean {
  const token = tokens[i] as Token;
  const following = tokens[next];
  if (following === undefined || following.kind === "break") return true;
  const previous = tokens[i - 1];
  if (token.key === "." && previous !== undefined && previous.end === token.start) {
    if (i - start === 1 && (previous.kind === "number" || ENTRY_MARK.test(previous.key))) return false;
    if (isAbbreviation(previous)) return following.case !== "lower" && mayEndSentence(tokens, i);
  }
  return following.kind !== "word" || following.case !== "lower";
}

const isAbbreviation = (token: Token): boolean => token.kind === "word" && token.end - token.start <= 4 && ABBREVIATED.has(token.key);

/** Abbreviations that a sentence may end with: longer ones in small letters, and "v.v.". */
function mayEndSentence(tokens: readonly Token[], i: number): boolean {
  const [before, previous] = [tokens[i - 2], tokens[i - 1] as Token];
  if (previous.case === "lower" && previous.end - previous.start > 2) return true;
  return previous.key === "v" && before?.key === "." && before.end === previous.start;
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
    if (token.kind !== "punct" || !ENDERS.has(token.key)) continue;
    const next = skipClosers(tokens, i + 1);
    open = !endsSentence(tokens, i, { start: starts.at(-1) as number, next });
    i = next - 1;
  }
  starts.push(tokens.length);
  return Int32Array.from(starts);
}
