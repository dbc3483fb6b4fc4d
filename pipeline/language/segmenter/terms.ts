import { scanTokens } from "../syllables.ts";
import { APART, CAPITAL_SHAPE, LENGTHS, LONGEST, PAD, type Stretch, TOGETHER } from "./stretch.ts";
import { addPhrase, createTrie, nodeIn, stepTrie, type Trie, valueIn } from "./trie.ts";
import { internKey, SURNAME, type Vocabulary } from "./vocabulary.ts";

/** Terms that stay whole, as phrases over the vocabulary. */
export interface Terms {
  readonly trie: Trie;
  /** By symbol: does any term begin with it? Symbols beyond its end begin none. */
  starts: Uint8Array;
}

/** The terms of a list's text: one a line, `#` begins a comment line, blank lines are skipped. */
export function readTermList(list: string): string[] {
  return list
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Terms of more than one token each (a term of one token needs no help); their syllables enter the vocabulary. */
export function createTerms(list: readonly string[], vocabulary: Vocabulary): Terms {
  const trie = createTrie(list.length * 4);
  const begun: number[] = [];
  for (const term of list) {
    const keys = scanTokens(term.normalize("NFC")).map((token) => token.key);
    const symbols = keys.map((key) => internKey(vocabulary, key));
    if (symbols.length < 2 || symbols.includes(0)) continue;
    addPhrase(trie, symbols, 1);
    begun.push(symbols[0] as number);
  }
  const starts = new Uint8Array(vocabulary.symbols.size + 1);
  for (const symbol of begun) starts[symbol] = 1;
  return { trie, starts };
}

/** Tokens of the longest term that begins at `at` and ends before `behind`; 0 when none does. */
function longestTerm(stretch: Stretch, terms: Terms, at: number, behind = stretch.length + PAD): number {
  let node = stretch.symbol[at] as number;
  let longest = 0;
  for (let i = at + 1; i < behind; i++) {
    const symbol = stretch.symbol[i] as number;
    if (symbol === 0) break;
    const cell = stepTrie(terms.trie, node, symbol);
    if (cell === -1) break;
    node = nodeIn(terms.trie, cell);
    if (valueIn(terms.trie, cell) !== 0) longest = i + 1 - at;
  }
  return longest;
}

/** May the last token of a term go to a term that begins with it ("xây dựng đảng bộ" is "xây dựng", "đảng bộ")? */
function yieldsLast(stretch: Stretch, terms: Terms, at: number, length: number): boolean {
  const last = at + length - 1;
  if (length < 3 || terms.starts[stretch.symbol[last] as number] !== 1 || longestTerm(stretch, terms, last) < 2) return false;
  // What is left must be a word: of the lexicon, or a shorter term.
  if (length - 1 <= LONGEST && stretch.word[at * LENGTHS + length - 1] !== 0) return true;
  return longestTerm(stretch, terms, at, last) === length - 1;
}

/** Does the lexicon have a longer word around the term of two syllables at `at` ("hướng dẫn" in "hướng dẫn viên")? Then the model decides. */
function isInsideLongerWord(stretch: Stretch, at: number, length: number): boolean {
  if (length !== 2) return false;
  for (let first = at; first >= PAD && first > at + 2 - LONGEST; first--) {
    const reaching = (stretch.begins[first] as number) >> Math.max(1, at - first + 1);
    if (reaching !== 0) return true;
  }
  return false;
}

/** "Nguyễn Quốc Phòng" is a person: capitals behind a surname in capitals are a name, whatever they spell. */
function isPersonName(stretch: Stretch, vocabulary: Vocabulary, at: number): boolean {
  const roles = vocabulary.roles[stretch.symbol[at - 1] as number] as number;
  const { shape } = stretch;
  return (roles & SURNAME) !== 0 && shape[at - 1] === CAPITAL_SHAPE && shape[at] === CAPITAL_SHAPE && shape[at + 1] === CAPITAL_SHAPE;
}

/** Holds every term together, longest first and from the left, and parts it from what stands around it. */
export function holdTerms(stretch: Stretch, terms: Terms, vocabulary: Vocabulary): void {
  const behind = stretch.length + PAD;
  for (let at = PAD; at < behind; ) {
    let length = terms.starts[stretch.symbol[at] as number] === 1 ? longestTerm(stretch, terms, at) : 0;
    if (yieldsLast(stretch, terms, at, length)) length--;
    if (length === 0 || isPersonName(stretch, vocabulary, at)) {
      at++;
      continue;
    }
    const isPart = isInsideLongerWord(stretch, at, length);
    if (!isPart) stretch.allow[at] = APART;
    for (let k = 1; k < length; k++) stretch.allow[at + k] = TOGETHER;
    at += length;
    if (at < behind && !isPart) stretch.allow[at] = APART;
  }
}
