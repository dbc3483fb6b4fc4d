import { LENGTHS, LONGEST, PAD, padStretch, type Stretch } from "./stretch.ts";
import { nodeIn, stepTrie, type Trie, valueIn } from "./trie.ts";

/** The list that has a word: the dictionary, our own list, the places, or the training text alone. */
export const DICTIONARY = 1;
export const OWN = 2;
export const PLACE_LIST = 3;
export const TEXT_ONLY = 4;
export const LIST_MASK = 7;
/** The training text has the phrase as a word. */
export const SEEN = 8;
/** What features see of a word: its list and SEEN. */
export const WORD_MASK = 15;
/** The phrase is the name of a place, whatever other list has it. */
export const PLACE = 16;
/** From this bit on: how strongly a pair of syllables goes together in running text, 0–15. Most such pairs are no words. */
export const PAIR_SHIFT = 8;

/** Looks up every word and pair of a filled stretch, whose lexicon is `trie`. */
export function lookUp(stretch: Stretch, trie: Trie): void {
  const { symbol, word, place, pair, begins } = stretch;
  const behind = stretch.length + PAD;
  padStretch(stretch);
  for (let at = PAD; at < behind; at++) {
    const cell = at * LENGTHS;
    for (let length = 2; length <= LONGEST; length++) word[cell + length] = 0;
    begins[at] = 0;
    place[at] = 0;
    let node = symbol[at]!;
    for (let length = 2; length <= LONGEST; length++) {
      // Behind the stretch the symbol is 0, so no word runs out of it.
      const next = symbol[at + length - 1]!;
      const found = next === 0 || node === 0 ? -1 : stepTrie(trie, node, next);
      const value = found === -1 ? 0 : valueIn(trie, found);
      if (length === 2) pair[at + 1] = value >> PAIR_SHIFT;
      if ((value & WORD_MASK) !== 0) {
        word[cell + length] = value & WORD_MASK;
        begins[at] = begins[at]! | (1 << (length - 2));
        if ((value & PLACE) !== 0) place[at] = place[at]! | (1 << length);
      }
      if (found === -1) break;
      node = nodeIn(trie, found);
    }
  }
}

/** Everything that follows from the words found: which boundaries they cover and how longest match would cut. */
export function deriveMatches(stretch: Stretch): void {
  const { begins, covers, cover, coverLength, ends, fromLeft, fromRight } = stretch;
  const behind = stretch.length + PAD;
  for (let at = PAD; at <= behind; at++) {
    covers[at] = 0;
    cover[at] = 0;
    coverLength[at] = 0;
    ends[at] = 0;
    fromRight[at] = 0;
  }
  for (let at = PAD; at < behind; at++) if (begins[at] !== 0) coverBoundaries(stretch, at);
  for (let at = PAD; at < behind; ) {
    const length = longestOf(begins[at]!);
    fromLeft[at++] = 0;
    for (let k = 1; k < length; k++) fromLeft[at++] = 1;
  }
  for (let end = behind; end > PAD; ) {
    const length = longestOf(ends[end]!);
    for (let k = 1; k < length; k++) fromRight[end - k] = 1;
    end -= length;
  }
  fromRight[behind] = 2;
}

/** The longest length whose bit is set; 1 when none is. */
function longestOf(bits: number): number {
  return bits === 0 ? 1 : 33 - Math.clz32(bits);
}

function coverBoundaries({ begins, word, covers, cover, coverLength, ends }: Stretch, at: number): void {
  for (let length = 2; length <= LONGEST; length++) {
    const bit = 1 << (length - 2);
    if ((begins[at]! & bit) === 0) continue;
    ends[at + length] = ends[at + length]! | bit;
    for (let k = 1; k < length; k++) {
      covers[at + k] = covers[at + k]! | bit;
      if (length > 2 && length > coverLength[at + k]!) {
        cover[at + k] = word[at * LENGTHS + length]!;
        coverLength[at + k] = length;
      }
    }
  }
}
