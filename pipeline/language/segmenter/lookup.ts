import { LENGTHS, LONGEST, PAD, padStretch, type Stretch } from "./stretch.ts";
import { stepTrie, type Trie, valueAt } from "./trie.ts";

/** Lexicon value of a phrase: list (below), plus SEEN when the training text has it as a word, plus PLACE; pair strengths in the high half. */
export const DICTIONARY = 1;
export const OWN = 2;
export const PLACE_LIST = 3;
export const TEXT_ONLY = 4;
/** What features see: list + 5 * seen, below 16. */
export const SEEN = 8;
export const LIST_MASK = 7;
export const WORD_MASK = 15;
export const PLACE = 16;

/** The lexicon: words of two to five syllables, and pairs of syllables with their strength. */
export interface Lexicon {
  readonly words: Trie;
  /** Pairs that go together in running text, most of them no words: value 1–15. */
  readonly pairs: Trie;
}

/** Looks up every word and pair of a filled stretch. */
export function lookUp(stretch: Stretch, lexicon: Lexicon): void {
  const { symbol, word, place, pair } = stretch;
  const behind = stretch.length + PAD;
  padStretch(stretch);
  word.fill(0, 0, (behind + PAD) * LENGTHS);
  for (let at = PAD; at < behind; at++) {
    place[at] = 0;
    pair[at] = 0;
    const before = symbol[at - 1] as number;
    if (before !== 0 && symbol[at] !== 0) {
      const node = stepTrie(lexicon.pairs, before, symbol[at] as number);
      if (node !== 0) pair[at] = valueAt(lexicon.pairs, node);
    }
    let node = symbol[at] as number;
    for (let length = 2; node !== 0 && length <= LONGEST; length++) {
      const next = symbol[at + length - 1] as number;
      if (next === 0 || at + length > behind) break;
      node = stepTrie(lexicon.words, node, next);
      if (node === 0) break;
      const value = valueAt(lexicon.words, node);
      if (value === 0) continue;
      word[at * LENGTHS + length] = value & WORD_MASK;
      if ((value & PLACE) !== 0) place[at] = (place[at] as number) | (1 << length);
    }
  }
}

/** Everything that follows from the words found: which boundaries they cover and how longest match would cut. */
export function deriveMatches(stretch: Stretch): void {
  const { word, begins, covers, cover, coverLength, fromLeft, fromRight } = stretch;
  const behind = stretch.length + PAD;
  for (const column of [begins, covers, cover, coverLength, fromLeft, fromRight]) column.fill(0, PAD, behind);
  for (let at = PAD; at < behind; at++) {
    for (let length = 2; length <= LONGEST; length++) {
      const value = word[at * LENGTHS + length] as number;
      if (value === 0) continue;
      const bit = 1 << (length - 2);
      begins[at] = (begins[at] as number) | bit;
      for (let k = 1; k < length; k++) {
        covers[at + k] = (covers[at + k] as number) | bit;
        if (length > 2 && length > (coverLength[at + k] as number)) {
          cover[at + k] = value;
          coverLength[at + k] = length;
        }
      }
    }
  }
  for (let at = PAD; at < behind; ) {
    const length = longestFrom(stretch, at);
    for (let k = 1; k < length; k++) fromLeft[at + k] = 1;
    at += length;
  }
  for (let end = behind; end > PAD; ) {
    const length = longestTo(stretch, end);
    for (let k = 1; k < length; k++) fromRight[end - k] = 1;
    end -= length;
  }
}

function longestFrom(stretch: Stretch, at: number): number {
  for (let length = LONGEST; length > 1; length--) if (stretch.word[at * LENGTHS + length] !== 0) return length;
  return 1;
}

function longestTo(stretch: Stretch, end: number): number {
  for (let length = LONGEST; length > 1; length--) {
    if (end - length >= PAD && stretch.word[(end - length) * LENGTHS + length] !== 0) return length;
  }
  return 1;
}
