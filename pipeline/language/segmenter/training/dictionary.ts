import { readFileSync } from "node:fs";
import { z } from "zod";
import { fold, foldPhrase } from "../../fold.ts";
import { packProfile } from "../features.ts";
import { LONGEST } from "../stretch.ts";

/** Entries of `data/dictionary.json` of @vntk/dictionary 1.0.0: what is used of them. */
const fileSchema = z.record(
  z.string(),
  z.array(z.object({ pos: z.string().optional(), definition: z.string().optional(), example: z.string().optional() })),
);

/** What the segmenter takes from the dictionary: its head words, and counts over the text of its definitions and examples. */
export interface Dictionary {
  /** Head words of two and more syllables, folded. */
  readonly words: ReadonlySet<string>;
  /** Packed profile of each syllable (features.ts). */
  readonly profiles: ReadonlyMap<string, number>;
  /** Pairs of syllables that occur together more often than chance would have it: strength 1–15. */
  readonly pairs: ReadonlyMap<string, number>;
  /** Syllables of head words. */
  readonly syllables: ReadonlySet<string>;
}

const SPEECH: Readonly<Record<string, number>> = { N: 1, V: 2, A: 4 };
const isWord = (key: string): boolean => /^\p{L}+( \p{L}+)*$/u.test(key);
const isSyllable = (token: string): boolean => /^\p{L}/u.test(token);

type Counts = Map<string, number>;
const add = (counts: Counts, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
const of = (counts: Counts, key: string): number => counts.get(key) ?? 0;

/** Steps of a count: 0, 1, 2–3, 4–7, 8–15, 16–39, 40–99, 100 and more. */
function step(count: number): number {
  return [1, 2, 4, 8, 16, 40, 100].filter((least) => count >= least).length;
}

/** 0 too rare to say, 1 hardly ever alone … 5 mostly alone. */
function aloneStep(alone: number, bound: number): number {
  if (alone + bound < 3) return 0;
  return 1 + [0.05, 0.2, 0.5, 0.8].filter((share) => alone / (alone + bound + 1) >= share).length;
}

/** How strongly a pair holds: by its count and by its pointwise mutual information in bits; 0 for a pair of chance. */
function pairStrength(count: number, information: number): number {
  if (count < 3 || information < 3) return 0;
  return (count < 4 ? 1 : count < 12 ? 2 : 3) * 4 + [4, 6, 8].filter((bits) => information >= bits).length;
}

function longestHead(tokens: readonly string[], at: number, heads: ReadonlySet<string>): number {
  for (let length = Math.min(LONGEST, tokens.length - at); length > 1; length--) {
    if (heads.has(tokens.slice(at, at + length).join(" "))) return length;
  }
  return 1;
}

interface TextCounts {
  total: number;
  readonly single: Counts;
  readonly pair: Counts;
  readonly alone: Counts;
  readonly bound: Counts;
}

function countText(text: string, heads: ReadonlySet<string>, counts: TextCounts): void {
  const tokens = (text.normalize("NFC").match(/[\p{L}\p{M}]+|[^\s\p{L}\p{M}]/gu) ?? []).map(fold);
  tokens.forEach((token, i) => {
    if (!isSyllable(token)) return;
    counts.total++;
    add(counts.single, token);
    const next = tokens[i + 1];
    if (next !== undefined && isSyllable(next)) add(counts.pair, `${token} ${next}`);
  });
  for (let i = 0; i < tokens.length; ) {
    const length = longestHead(tokens, i, heads);
    if (isSyllable(tokens[i] as string))
      for (const token of tokens.slice(i, i + length)) add(length === 1 ? counts.alone : counts.bound, token);
    i += length;
  }
}

function strongPairs(counts: TextCounts): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const [pair, count] of counts.pair) {
    const [a, b] = pair.split(" ") as [string, string];
    const strength = pairStrength(count, Math.log2((count * counts.total) / of(counts.single, a) / of(counts.single, b)));
    if (strength > 0) pairs.set(pair, strength);
  }
  return pairs;
}

/** Reads `data/dictionary.json` of the package @vntk/dictionary. */
export function readDictionary(file: string): Dictionary {
  const entries = Object.entries(fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))));
  const speech: Counts = new Map();
  for (const [head, senses] of entries) {
    const key = foldPhrase(head.normalize("NFC"));
    if (!isWord(key)) continue;
    for (const sense of senses) speech.set(key, of(speech, key) | (SPEECH[sense.pos?.toUpperCase() ?? ""] ?? 8));
    if (!speech.has(key)) speech.set(key, 0);
  }
  const heads = new Set(speech.keys());
  const counts: TextCounts = { total: 0, single: new Map(), pair: new Map(), alone: new Map(), bound: new Map() };
  for (const [, senses] of entries) {
    // The same sentence often stands under several senses; ";" and "~" part examples.
    const texts = new Set(senses.flatMap((sense) => [sense.definition ?? "", sense.example ?? ""]));
    for (const text of texts) for (const part of text.split(/[~;]/u)) countText(part, heads, counts);
  }
  const words = new Set([...heads].filter((key) => key.includes(" ")));
  return {
    words,
    profiles: profilesOf({ speech, counts, words }),
    pairs: strongPairs(counts),
    syllables: new Set([...heads].flatMap((key) => key.split(" "))),
  };
}

function profilesOf(from: {
  readonly speech: Counts;
  readonly counts: TextCounts;
  readonly words: ReadonlySet<string>;
}): Map<string, number> {
  const { speech, counts, words } = from;
  const first: Counts = new Map();
  const last: Counts = new Map();
  for (const word of words) {
    const [a, b, more] = word.split(" ") as [string, string, string | undefined];
    if (more !== undefined) continue;
    add(first, a);
    add(last, b);
  }
  const profiles = new Map<string, number>();
  for (const key of new Set([...counts.single.keys(), ...first.keys(), ...last.keys()])) {
    const alone = aloneStep(of(counts.alone, key), of(counts.bound, key));
    profiles.set(key, packProfile({ speech: of(speech, key), alone, asFirst: step(of(first, key)), asLast: step(of(last, key)) }));
  }
  return profiles;
}
