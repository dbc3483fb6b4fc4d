import { LIST_MASK } from "./lookup.ts";
import { LENGTHS, type Stretch } from "./stretch.ts";
import { GIVEN_NAME, SURNAME, type Vocabulary } from "./vocabulary.ts";

/** Entries of the weight table: 2^16 stay in the processor's cache; 2^20 were half as fast at the same accuracy. */
export const WEIGHTS = 1 << 16;
const MASK = WEIGHTS - 1;
/** Features of one token. */
export const FEATURES = 36;

/**
 * The dictionary profile of a syllable, packed: bits 0–3 parts of speech of the syllable as a word (noun, verb, adjective, other); 4–6 how often
 * it stands alone in running text (0 too rare to say, 1 never … 5 nearly always); 7–9 and 10–12 in how many two-syllable head words
 * it comes first and last (0 none … 7 a hundred and more).
 */
export function packProfile(profile: { readonly speech: number; readonly alone: number; readonly asFirst: number; readonly asLast: number }): number {
  return profile.speech | (profile.alone << 4) | (profile.asFirst << 7) | (profile.asLast << 10);
}

/** Where the weight of template `k` with these three values stands. */
function slot(k: number, a: number, b: number, c: number): number {
  let hash = Math.imul(k + 1, 0x9e3779b1) ^ a;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) ^ b;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) ^ c;
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) & MASK;
}

/**
 * The features of the boundary before token `at`, as positions in the weight table, written to `out` from `from` on. The templates were
 * chosen by leaving out one after the other and cross-validating on the training text; with so little text, more of them did harm.
 */
export function extractFeatures(stretch: Stretch, vocabulary: Vocabulary, at: number, out: Int32Array, from: number): void {
  const { hash, shape, word, pair, symbol, fromLeft, fromRight } = stretch;
  const h0 = hash[at]!;
  const h1 = hash[at - 1]!;
  const h2 = hash[at - 2]!;
  const next = hash[at + 1]!;
  const s0 = shape[at]!;
  const s1 = shape[at - 1]!;
  const shapes = (s1 << 4) | s0;
  const cell = at * LENGTHS;
  const here = word[cell + 2]!;
  const before = word[cell - LENGTHS + 2]!;
  const beforeThat = word[cell - 2 * LENGTHS + 2]!;
  const twos = before * 16 + here;
  const covers = stretch.covers[at]!;
  const begins = stretch.begins[at]!;
  const left = fromLeft[at]!;
  const matches = left * 4 + fromRight[at]!;
  const p0 = vocabulary.profile[symbol[at]!]!;
  const p1 = vocabulary.profile[symbol[at - 1]!]!;
  const alone = ((p1 >> 4) & 7) * 8 + ((p0 >> 4) & 7);
  const names0 = nameBits(vocabulary.roles[symbol[at]!]!);
  const names1 = nameBits(vocabulary.roles[symbol[at - 1]!]!);
  const names2 = nameBits(vocabulary.roles[symbol[at - 2]!]!);
  let o = from;
  // The syllables themselves.
  out[o++] = slot(0, 1, 0, 0);
  out[o++] = slot(1, h0, 0, 0);
  out[o++] = slot(2, h1, 0, 0);
  out[o++] = slot(4, h1, h0, 0);
  out[o++] = slot(5, h0, next, 0);
  out[o++] = slot(6, h2, h1, 0);
  out[o++] = slot(7, h1, h0, next);
  out[o++] = slot(8, h2, h1, h0);
  // Their shapes.
  out[o++] = slot(9, s1, s0, shape[at + 1]!);
  out[o++] = slot(10, shape[at - 2]! * 16 + s1, s0, 0);
  out[o++] = slot(11, s1, s0, h1);
  out[o++] = slot(12, s1, s0, h0);
  out[o++] = slot(27, stretch.glued[at]!, s1, s0);
  // Words of the lexicon that end, begin or run on here.
  out[o++] = slot(15, before, here, 0);
  out[o++] = slot(16, word[cell - 2 * LENGTHS + 3]!, word[cell - LENGTHS + 3]!, word[cell + 3]!);
  out[o++] = slot(17, beforeThat, before, here);
  out[o++] = slot(18, covers, begins, 0);
  out[o++] = slot(23, twos, h0, 0);
  out[o++] = slot(24, twos, h1, 0);
  out[o++] = slot(25, shapes, before, left);
  out[o++] = slot(26, before, beforeThat, covers);
  out[o++] = slot(38, stretch.cover[at]!, matches, 0);
  out[o++] = slot(39, before & LIST_MASK, here & LIST_MASK, matches);
  // Longest match from the left and from the right.
  out[o++] = slot(19, fromLeft[at - 1]! * 9 + left * 3 + fromLeft[at + 1]!, 0, 0);
  out[o++] = slot(20, left, covers, before);
  out[o++] = slot(21, left, h0, 0);
  out[o++] = slot(22, left, h1, 0);
  out[o++] = slot(28, matches, covers, begins);
  // Pairs in running text and what the dictionary says of the syllables.
  out[o++] = slot(29, pair[at]!, before !== 0 ? 1 : 0, shapes);
  out[o++] = slot(30, pair[at]!, matches, before);
  out[o++] = slot(40, pair[at - 1]!, pair[at]!, pair[at + 1]!);
  out[o++] = slot(31, alone, before, covers);
  out[o++] = slot(32, ((p1 >> 10) & 7) * 8 + ((p0 >> 7) & 7), before, 0);
  out[o++] = slot(33, (p1 & 15) * 16 + (p0 & 15), before, covers);
  // Names of persons, and doubled syllables.
  out[o++] = slot(35, names2 * 4 + names1, names0, (shape[at - 2]! << 8) | shapes);
  out[o] = slot(37, h0 === h1 ? 1 : 0, before, 0);
}

/** 1 for a surname, 2 for a given name, 3 for both. */
function nameBits(roles: number): number {
  return ((roles & SURNAME) !== 0 ? 1 : 0) | ((roles & GIVEN_NAME) !== 0 ? 2 : 0);
}
