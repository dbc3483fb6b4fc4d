import { scanTokens } from "./syllables.ts";

/** Minima kept of each text; the share of equal ones estimates how alike two texts are, to ±0.09 (two standard errors at a half). */
const MINIMA = 126;
/** Minima of a band. */
const ROWS = 3;
/**
 * Copies are looked for under the keys of their 42 bands and share so many of them. Of copies that share 40 % of their runs 76 in 100 do, of 47 % (half of the text is lost) 94, of 65 % and
 * more all; of different reports that share 10 % one pair in a thousand does, where one band is shared by four in a hundred: too many to compare among a million.
 */
export const SHARED_BANDS = 2;
/** Syllables of a run. Standing phrases of the genre ("tổ chức cơ sở đảng", "trong sạch, vững mạnh") are shorter. */
const RUN = 5;
/** Shorter texts are alike by chance. */
const LEAST_SYLLABLES = 40;

/**
 * Texts from here on are one report in several papers. Measured on the sample press: a corrected version 0.84, copies that lost a third of their text
 * 0.65, copies that lost half 0.47, any two different reports at most 0.06 (8,128 pairs).
 */
export const SAME_REPORT = 0.4;

/** What is remembered of a text to find its copies: 126 minima (MinHash over runs of five syllables). */
export type Likeness = Uint32Array;

/** Odd multipliers and offsets of the 126 hash functions, made by one fixed generator (xorshift32): likenesses are kept in the store. */
const functions = ((): { readonly factor: Int32Array; readonly offset: Int32Array } => {
  const factor = new Int32Array(MINIMA);
  const offset = new Int32Array(MINIMA);
  let state = 0x2545f491;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
  for (let i = 0; i < MINIMA; i++) {
    factor[i] = next() | 1;
    offset[i] = next();
  }
  return { factor, offset };
})();

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spreads the bits of a hash (the last step of MurmurHash3): the multipliers above need all of them. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The likeness of a text, whatever its case, tone placement, punctuation and line breaks; null for one too short to be told from others. */
export function likenessOf(text: string): Likeness | null {
  const syllables: number[] = [];
  for (const { kind, key } of scanTokens(text)) if (kind !== "punct" && kind !== "break") syllables.push(hashText(key));
  if (syllables.length < LEAST_SYLLABLES) return null;
  const { factor, offset } = functions;
  const minima = new Uint32Array(MINIMA).fill(0xffffffff);
  for (let end = RUN; end <= syllables.length; end++) {
    let run = 0;
    for (let i = end - RUN; i < end; i++) run = Math.imul(run, 31) + (syllables[i] as number);
    const mixed = mix(run | 0);
    for (let i = 0; i < MINIMA; i++) {
      const value = (Math.imul(mixed, factor[i] as number) + (offset[i] as number)) >>> 0;
      if (value < (minima[i] as number)) minima[i] = value;
    }
  }
  return minima;
}

/** How alike two texts are, from 0 to 1: the share of their runs of five syllables that they have in common (Jaccard), estimated. */
export function compareLikeness(a: Likeness, b: Likeness): number {
  let equal = 0;
  for (let i = 0; i < MINIMA; i++) if (a[i] === b[i]) equal++;
  return equal / MINIMA;
}

/** Whether two texts are one report in two papers. The same whichever is asked first. */
export function isSameReport(a: Likeness, b: Likeness): boolean {
  return compareLikeness(a, b) >= SAME_REPORT && sharedBands(a, b) >= SHARED_BANDS;
}

function sharedBands(a: Likeness, b: Likeness): number {
  let shared = 0;
  for (let i = 0; i < MINIMA; i += ROWS) if (a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2]) shared++;
  return shared;
}

/** The 42 keys under which a text is looked up. */
export function bandsOf(likeness: Likeness): readonly number[] {
  return Array.from({ length: MINIMA / ROWS }, (_, band) => {
    let key = band;
    for (let i = band * ROWS; i < (band + 1) * ROWS; i++) key = mix(Math.imul(key, 31) + (likeness[i] as number));
    return key;
  });
}
