// biome-ignore-all lint/suspicious/noAssignInExpressions: each line finds a feature, keeps it and adds its weight; apart, this hot loop is a fifth slower
import { LIST_MASK } from "./lookup.ts";
import { LENGTHS, type Stretch } from "./stretch.ts";
import { NAME_SHIFT, type Vocabulary } from "./vocabulary.ts";

/** Entries of the weight table: 2^16 stay in the processor's cache; 2^20 were half as fast at the same accuracy. */
export const WEIGHTS = 1 << 16;
/** Features of one token. */
export const FEATURES = 34;

/**
 * The dictionary profile of a syllable, packed: bits 0–3 parts of speech of the syllable as a word (noun, verb, adjective, other); 4–6 how often
 * it stands alone in running text (0 too rare to say, 1 never … 5 nearly always); 7–9 and 10–12 in how many two-syllable head words
 * it comes first and last (0 none … 7 a hundred and more).
 */
export function packProfile(profile: {
  readonly speech: number;
  readonly alone: number;
  readonly asFirst: number;
  readonly asLast: number;
}): number {
  return profile.speech | (profile.alone << 4) | (profile.asFirst << 7) | (profile.asLast << 10);
}

/** Where the weight of template `k` with this value stands: multiplicative hashing, of which the upper bits are the good ones. */
function slot(k: number, value: number): number {
  return Math.imul(value ^ Math.imul(k, 0x9e3779b1), 0x85ebca6b) >>> 16;
}

/** Two values as one, in order. */
function join(a: number, b: number): number {
  return Math.imul(a, 0x2c1b3c6d) ^ b;
}

/** Where `scoreBoundary` takes the weights from, and where it puts the features it found. */
export interface Scoring {
  readonly vocabulary: Vocabulary;
  readonly weights: Int16Array;
  readonly out: Int32Array;
  from: number;
}

/**
 * The score of joining token `at` to the one before: the sum of the weights of its features. The features themselves, as positions in the weight
 * table, are left in `out` from `from` on: training reads them there, so both see the same. Numbers below 16 share a value by four bits each. The
 * templates were chosen by leaving out one after the other and cross-validating on the training text; with so
 * little text, more of them did harm.
 */
export function scoreBoundary(stretch: Stretch, at: number, { vocabulary, weights, out, from }: Scoring): number {
  const { hash, shape, word, pair, symbol, fromLeft, fromRight } = stretch;
  const { profile, roles } = vocabulary;
  const h0 = hash[at]!;
  const h1 = hash[at - 1]!;
  const next = hash[at + 1]!;
  const two = join(h1, h0);
  const twoBefore = join(hash[at - 2]!, h1);
  const shapes = (shape[at - 1]! << 4) | shape[at]!;
  const shapes3 = (shape[at - 2]! << 8) | shapes;
  const cell = at * LENGTHS;
  const here = word[cell + 2]!;
  const before = word[cell - LENGTHS + 2]!;
  const beforeThat = word[cell - 2 * LENGTHS + 2]!;
  const twos = (before << 4) | here;
  const covers = stretch.covers[at]!;
  const left = fromLeft[at]!;
  const matches = (left << 2) | fromRight[at]!;
  const strength = pair[at]!;
  const p0 = profile[symbol[at]!]!;
  const p1 = profile[symbol[at - 1]!]!;
  const names = (nameBits(roles[symbol[at - 2]!]!) << 4) | (nameBits(roles[symbol[at - 1]!]!) << 2) | nameBits(roles[symbol[at]!]!);
  let o = from;
  let sum = 0;
  // The syllables themselves.
  sum += weights[(out[o++] = slot(1, 0))]!;
  sum += weights[(out[o++] = slot(2, h0))]!;
  sum += weights[(out[o++] = slot(3, h1))]!;
  sum += weights[(out[o++] = slot(4, two))]!;
  sum += weights[(out[o++] = slot(5, join(h0, next)))]!;
  sum += weights[(out[o++] = slot(6, twoBefore))]!;
  sum += weights[(out[o++] = slot(7, join(two, next)))]!;
  sum += weights[(out[o++] = slot(8, join(twoBefore, h0)))]!;
  // Their shapes.
  sum += weights[(out[o++] = slot(9, (shapes << 4) | shape[at + 1]!))]!;
  sum += weights[(out[o++] = slot(10, shapes3))]!;
  sum += weights[(out[o++] = slot(11, h1 ^ (shapes << 24)))]!;
  sum += weights[(out[o++] = slot(12, h0 ^ (shapes << 24)))]!;
  sum += weights[(out[o++] = slot(13, (stretch.glued[at]! << 8) | shapes))]!;
  // Words of the lexicon that end, begin or run on here.
  sum += weights[(out[o++] = slot(14, twos))]!;
  sum += weights[(out[o++] = slot(15, (word[cell - 2 * LENGTHS + 3]! << 8) | (word[cell - LENGTHS + 3]! << 4) | word[cell + 3]!))]!;
  sum += weights[(out[o++] = slot(16, (beforeThat << 8) | twos))]!;
  sum += weights[(out[o++] = slot(17, (covers << 4) | stretch.begins[at]!))]!;
  sum += weights[(out[o++] = slot(18, h0 ^ (twos << 24)))]!;
  sum += weights[(out[o++] = slot(19, h1 ^ (twos << 24)))]!;
  sum += weights[(out[o++] = slot(20, (shapes << 8) | (before << 4) | left))]!;
  sum += weights[(out[o++] = slot(21, (before << 8) | (beforeThat << 4) | covers))]!;
  sum += weights[(out[o++] = slot(22, (stretch.cover[at]! << 4) | matches))]!;
  sum += weights[(out[o++] = slot(23, ((twos & TWO_LISTS) << 4) | matches))]!;
  // Longest match from the left and from the right.
  sum += weights[(out[o++] = slot(24, (fromLeft[at - 1]! << 4) | (left << 2) | fromLeft[at + 1]!))]!;
  sum += weights[(out[o++] = slot(26, h0 ^ (left << 24)))]!;
  sum += weights[(out[o++] = slot(27, h1 ^ (left << 24)))]!;
  sum += weights[(out[o++] = slot(28, (matches << 8) | (covers << 4) | stretch.begins[at]!))]!;
  // Pairs in running text and what the dictionary says of the syllables.
  sum += weights[(out[o++] = slot(30, (strength << 8) | (matches << 4) | before))]!;
  sum += weights[(out[o++] = slot(31, (pair[at - 1]! << 8) | (strength << 4) | pair[at + 1]!))]!;
  sum += weights[(out[o++] = slot(32, ((p1 & ALONE) << 7) | ((p0 & ALONE) << 4) | (before << 4) | covers))]!;
  sum += weights[(out[o++] = slot(33, ((p1 & AS_LAST) << 1) | (p0 & AS_FIRST) | before))]!;
  sum += weights[(out[o++] = slot(34, ((p1 & SPEECH) << 12) | ((p0 & SPEECH) << 8) | (before << 4) | covers))]!;
  // Names of persons, and doubled syllables.
  sum += weights[(out[o++] = slot(35, (names << 12) | shapes3))]!;
  sum += weights[(out[o] = slot(36, ((h0 === h1 ? 1 : 0) << 4) | before))]!;
  return sum;
}

/** Parts of a profile (packProfile), and the list parts of two word values. */
const SPEECH = 0xf;
const ALONE = 0x70;
const AS_FIRST = 0x380;
const AS_LAST = 0x1c00;
const TWO_LISTS = (LIST_MASK << 4) | LIST_MASK;

/** 1 for a surname, 2 for a given name, 3 for both. */
function nameBits(roles: number): number {
  return (roles >> NAME_SHIFT) & 3;
}
