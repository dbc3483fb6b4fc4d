import { foldPhrase } from "../../fold.ts";
import { scanTokens } from "../../syllables.ts";
import { FEATURES, type Scoring, scoreBoundary } from "../features.ts";
import { fillFromTokens } from "../fill.ts";
import { DICTIONARY, deriveMatches, lookUp, OWN, PLACE, PLACE_LIST, SEEN, TEXT_ONLY } from "../lookup.ts";
import { type Model, type ModelParts, packModel, readModel } from "../model-file.ts";
import { applyRules, evenHeading } from "../rules.ts";
import { createStretch, LENGTHS, LONGEST, PAD, type Stretch } from "../stretch.ts";
import { GIVEN_NAME, SURNAME, VIETNAMESE } from "../vocabulary.ts";
import type { Dictionary } from "./dictionary.ts";
import { type Example, obeyRules, quantize, train } from "./learn.ts";
import { detokenize, type GoldSentence, goldEnds } from "./treebank.ts";

/** Everything a model is made of besides gold sentences. All words folded. */
export interface LexiconSources {
  readonly dictionary: Dictionary;
  readonly ownWords: readonly string[];
  readonly places: readonly string[];
  readonly surnames: readonly string[];
  readonly givenNames: readonly string[];
}

export interface BuildOptions {
  readonly epochs: number;
  readonly seeds: number;
}

type Counts = ReadonlyMap<string, number>;

function countWords(sentences: readonly GoldSentence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of sentences) {
    for (const word of words) {
      if (!/\p{L} \p{L}/u.test(word)) continue;
      const key = foldPhrase(word);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** The lexicon value of every phrase: the best list that has it, and the bits for gold text and places. */
function phraseValues(sources: LexiconSources, seen: Counts): Map<string, number> {
  const values = new Map<string, number>();
  const put = (phrases: Iterable<string>, list: number): void => {
    for (const phrase of phrases) if (!values.has(phrase)) values.set(phrase, list);
  };
  put(sources.dictionary.words, DICTIONARY);
  put(sources.ownWords, OWN);
  put(sources.places, PLACE_LIST);
  put(seen.keys(), TEXT_ONLY);
  for (const place of sources.places) values.set(place, (values.get(place) as number) | PLACE);
  for (const word of seen.keys()) values.set(word, (values.get(word) as number) | SEEN);
  for (const phrase of values.keys()) {
    const length = phrase.split(" ").length;
    if (length < 2 || length > LONGEST) values.delete(phrase);
  }
  return values;
}

/** The parts of a model whose weights are still nought. */
function lexiconParts(sources: LexiconSources, seen: Counts): Omit<ModelParts, "weights" | "transitions"> {
  const { dictionary } = sources;
  const values = phraseValues(sources, seen);
  const keys = new Set<string>([...dictionary.profiles.keys(), ...dictionary.syllables, ...sources.surnames, ...sources.givenNames]);
  for (const phrase of values.keys()) for (const syllable of phrase.split(" ")) keys.add(syllable);
  const sorted = [...keys].sort();
  const symbolOf = new Map(sorted.map((key, i) => [key, i + 1]));
  const surnames = new Set(sources.surnames);
  const givenNames = new Set(sources.givenNames);
  const rolesOf = (key: string): number =>
    (surnames.has(key) ? SURNAME : 0) | (givenNames.has(key) ? GIVEN_NAME : 0) | (dictionary.syllables.has(key) ? VIETNAMESE : 0);
  const phrases = (map: ReadonlyMap<string, number>): ModelParts["words"] =>
    [...map].map(([phrase, value]) => ({ symbols: phrase.split(" ").map((key) => symbolOf.get(key) as number), value }));
  return {
    syllables: sorted.map((key) => ({ key, profile: dictionary.profiles.get(key) ?? 0, roles: rolesOf(key) })),
    words: phrases(values),
    pairs: phrases(dictionary.pairs),
  };
}

/**
 * Takes from the words found what only this sentence vouches for: in training, a sentence must look as an unseen one would, or the model
 * learns to trust the list of gold words blindly.
 */
function forgetOwnWords(stretch: Stretch, keys: readonly string[], elsewhere: (word: string) => boolean): void {
  for (let i = 0; i < keys.length; i++) {
    for (let length = 2; length <= LONGEST; length++) {
      const cell = (i + PAD) * LENGTHS + length;
      const value = stretch.word[cell] as number;
      if ((value & SEEN) === 0 || elsewhere(keys.slice(i, i + length).join(" "))) continue;
      const isOurs = value === (SEEN | TEXT_ONLY);
      stretch.word[cell] = isOurs ? 0 : value & ~SEEN;
      if (isOurs) stretch.begins[i + PAD] = (stretch.begins[i + PAD] as number) & ~(1 << (length - 2));
    }
  }
}

/** The training examples of one sentence: one for each stretch of it. */
function examplesOf(sentence: GoldSentence, model: Model, seen: Counts): Example[] {
  const text = detokenize(sentence.text);
  const tokens = scanTokens(text);
  const ends = new Set(goldEnds(sentence));
  const own = countWords([sentence]);
  const elsewhere = (word: string): boolean => (seen.get(word) ?? 0) > (own.get(word) ?? 0);
  const stretch = createOnce();
  const examples: Example[] = [];
  let ink = 0;
  for (let i = 0; i < tokens.length; ) {
    const next = fillFromTokens(stretch, tokens, i, model.vocabulary);
    const part = tokens.slice(i, next);
    evenHeading(stretch);
    lookUp(stretch, model.lexicon);
    forgetOwnWords(
      stretch,
      part.map((token) => token.key),
      elsewhere,
    );
    deriveMatches(stretch);
    applyRules(stretch, model.vocabulary);
    const features = new Int32Array(part.length * FEATURES);
    const scoring: Scoring = { vocabulary: model.vocabulary, weights: model.weights, out: features, from: 0 };
    for (let k = 0; k < part.length; k++, scoring.from += FEATURES) scoreBoundary(stretch, k + PAD, scoring);
    const allow = stretch.allow.slice(PAD, PAD + part.length);
    const joined = Uint8Array.from(part, (token) => {
      const isInside = ink > 0 && !ends.has(ink);
      ink += text.slice(token.start, token.end).replace(/\s/gu, "").length;
      return isInside ? 1 : 0;
    });
    examples.push({ length: part.length, features, allow, joined: obeyRules(allow, joined) });
    i = next;
  }
  return examples;
}

let once: Stretch | undefined;
function createOnce(): Stretch {
  once ??= createStretch();
  return once;
}

/** Trains a model: the lexicon's words and those of the gold sentences, weights from the gold sentences. Gives the bytes of its file. */
export function buildModel(sentences: readonly GoldSentence[], sources: LexiconSources, options: BuildOptions): Buffer {
  const seen = countWords(sentences);
  const parts = lexiconParts(sources, seen);
  const empty = { weights: new Int16Array(1 << 16), transitions: new Float64Array(4) };
  const model = readModel(packModel({ ...parts, ...empty }), "(đang tạo)");
  const examples = sentences.flatMap((sentence) => examplesOf(sentence, model, seen));
  return packModel({ ...parts, ...quantize(train(examples, { ...options, features: FEATURES })) });
}
