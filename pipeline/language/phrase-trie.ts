import type { Token } from "../types/tokens.ts";
import { scanTokens } from "./syllables.ts";

/** A trie over token keys; one step a token, so that looking up costs the length of the phrase and not the size of the vocabulary. */
export interface PhraseTrie<Value> {
  readonly next: Map<string, PhraseTrie<Value>>;
  value: Value | undefined;
}

export interface PhraseMatch<Value> {
  /** Token index, end exclusive. */
  readonly to: number;
  readonly value: Value;
}

const DASHES = new Set(["-", "–", "—"]);
const APOSTROPHES = new Set(["'", "’", "‘", "`", "´"]);

/** Is this token only a joint inside a name: a dash or an apostrophe ("Bà Rịa - Vũng Tàu", "Cư M'gar")? */
export function isJoint(token: Token): boolean {
  return token.kind === "punct" && (DASHES.has(token.key) || APOSTROPHES.has(token.key));
}

export function emptyTrie<Value>(): PhraseTrie<Value> {
  return { next: new Map(), value: undefined };
}

const PLAIN = /^[\p{L}\p{M} ]+$/u;

/** The keys that a phrase has in a text, joints left out. Names of letters and blanks, which most are, need no scanner. */
export function phraseKeys(phrase: string, foldKey: (word: string) => string): string[] {
  if (PLAIN.test(phrase)) return phrase.split(" ").map(foldKey);
  return scanTokens(phrase)
    .filter((token) => !isJoint(token))
    .map((token) => token.key);
}

/** Adds a phrase, or merges with `join` into what stands at the same keys. */
export function addPhrase<Value>(
  root: PhraseTrie<Value>,
  keys: readonly string[],
  value: Value,
  join?: (old: Value, added: Value) => Value,
): void {
  let node = root;
  for (const key of keys) {
    let next = node.next.get(key);
    if (next === undefined) {
      next = emptyTrie();
      node.next.set(key, next);
    }
    node = next;
  }
  node.value = node.value === undefined || join === undefined ? value : join(node.value, value);
}

/**
 * The longest phrase that begins at token `from` and whose run passes `accept`; null when there is none. A joint between two
 * tokens of the text is stepped over unless the phrase itself has it.
 */
export function longestPhrase<Value>(
  root: PhraseTrie<Value>,
  tokens: readonly Token[],
  from: number,
  accept?: (from: number, to: number, value: Value) => boolean,
): PhraseMatch<Value> | null {
  let node = root;
  let found: PhraseMatch<Value> | null = null;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const next = node.next.get(token.key);
    if (next === undefined) {
      if (i > from && isJoint(token) && node.next.size > 0) continue;
      break;
    }
    node = next;
    if (node.value !== undefined && (accept === undefined || accept(from, i + 1, node.value))) found = { to: i + 1, value: node.value };
  }
  return found;
}
