import { readFileSync } from "node:fs";
import type { Token } from "../../types/tokens.ts";
import { normalize, originOf } from "../normalize.ts";
import { needsNormalizing } from "./characters.ts";
import { decode } from "./decode.ts";
import { extractFeatures, FEATURES } from "./features.ts";
import { fillFromText, fillFromTokens } from "./fill.ts";
import { deriveMatches, lookUp } from "./lookup.ts";
import { type Model, readModel } from "./model-file.ts";
import { applyRules } from "./rules.ts";
import { createStretch, FREE, PAD, type Stretch } from "./stretch.ts";
import { createTerms, holdTerms, readTermList, type Terms } from "./terms.ts";

const FOLDER = new URL("../../../corpus/segmenter/", import.meta.url);

/** Cuts Vietnamese text into words. It holds a working area of its own, so one segmenter serves one thread. */
export interface Segmenter {
  /** Words as indexes into the tokens of `scanTokens`: word i covers tokens `result[i]` up to `result[i + 1]`; the last entry is their number. */
  segmentTokens(tokens: readonly Token[]): Int32Array;
  /** Words as pairs of UTF-16 offsets (start, end exclusive) into the text as given, normalised or not. White space lies between them. */
  segmentSpans(text: string): Int32Array;
  /** The words themselves, as written. */
  tag(text: string): string[];
}

export interface SegmenterOptions {
  /** Terms of the user's own that stay whole, beside those of corpus/segmenter/domain-terms.txt. */
  readonly terms?: readonly string[];
  /** Leave out the terms of corpus/segmenter/domain-terms.txt (measures on general text). */
  readonly withoutDomainTerms?: boolean;
  /** Another model than the one in corpus/segmenter. */
  readonly model?: Model;
}

interface Machine {
  readonly model: Model;
  readonly terms: Terms;
  readonly stretch: Stretch;
  readonly features: Int32Array;
}

/** Decides all boundaries of a filled stretch. */
function cutStretch({ model, terms, stretch, features }: Machine): void {
  lookUp(stretch, model.lexicon);
  deriveMatches(stretch);
  applyRules(stretch, model.vocabulary);
  holdTerms(stretch, terms, model.vocabulary);
  const { weights } = model;
  const { allow, score } = stretch;
  const behind = stretch.length + PAD;
  for (let at = PAD + 1; at < behind; at++) {
    if (allow[at] !== FREE) {
      score[at] = 0;
      continue;
    }
    extractFeatures(stretch, model.vocabulary, at, features, 0);
    let sum = 0;
    for (let k = 0; k < FEATURES; k++) sum += weights[features[k]!]!;
    score[at] = sum;
  }
  decode(stretch, model.transitions);
}

function segmentTokens(machine: Machine, tokens: readonly Token[]): Int32Array {
  const { stretch, model } = machine;
  const words = new Int32Array(tokens.length + 1);
  let count = 0;
  for (let i = 0; i < tokens.length; ) {
    if ((tokens[i] as Token).kind === "break") {
      words[count++] = i++;
      continue;
    }
    const next = fillFromTokens(stretch, tokens, i, model.vocabulary);
    cutStretch(machine);
    for (let k = 0; k < stretch.length; k++) if (stretch.joined[k + PAD] === 0) words[count++] = i + k;
    i = next;
  }
  words[count++] = tokens.length;
  return words.slice(0, count);
}

/** Pairs of offsets that grow as needed. */
function createPairs(room: number): { add(start: number, end: number): void; done(): Int32Array } {
  let pairs = new Int32Array(Math.max(16, room));
  let count = 0;
  return {
    add(start, end) {
      if (count + 2 > pairs.length) {
        const wider = new Int32Array(pairs.length * 2);
        wider.set(pairs);
        pairs = wider;
      }
      pairs[count++] = start;
      pairs[count++] = end;
    },
    done: () => pairs.slice(0, count),
  };
}

function segmentNormalized(machine: Machine, text: string): Int32Array {
  const { stretch, model } = machine;
  // A word has some six characters with its space, and each takes two entries.
  const pairs = createPairs(text.length >> 1);
  for (let position = 0; ; ) {
    position = fillFromText(stretch, text, position, model.vocabulary);
    if (stretch.length === 0) return pairs.done();
    cutStretch(machine);
    const behind = stretch.length + PAD;
    for (let at = PAD; at < behind; ) {
      const first = at++;
      while (at < behind && stretch.joined[at] === 1) at++;
      pairs.add(stretch.start[first] as number, stretch.end[at - 1] as number);
    }
  }
}

function segmentSpans(machine: Machine, text: string): Int32Array {
  if (!needsNormalizing(text)) return segmentNormalized(machine, text);
  const normalized = normalize(text);
  const spans = segmentNormalized(machine, normalized.text);
  for (let i = 0; i < spans.length; i += 2) {
    const origin = originOf(normalized.offsets, { start: spans[i] as number, end: spans[i + 1] as number });
    spans[i] = origin.start;
    spans[i + 1] = origin.end;
  }
  return spans;
}

function wordsOf(machine: Machine, text: string): string[] {
  const spans = segmentSpans(machine, text);
  const words: string[] = [];
  for (let i = 0; i < spans.length; i += 2) words.push(text.slice(spans[i], spans[i + 1]));
  return words;
}

/** The model of corpus/segmenter/model.bin, read anew. */
export function loadModel(): Model {
  const file = new URL("model.bin", FOLDER);
  return readModel(readFileSync(file), "corpus/segmenter/model.bin");
}

/**
 * A segmenter with the project's terms and, on top, the user's. Takes some 20 ms; keep it.
 *
 * @example loadSegmenter({ terms: ["câu lạc bộ mẹ và bé"] }).tag("Câu lạc bộ mẹ và bé họp.") // ["Câu lạc bộ mẹ và bé", "họp", "."]
 */
export function loadSegmenter(options: SegmenterOptions = {}): Segmenter {
  const model = options.model ?? loadModel();
  const own = options.withoutDomainTerms === true ? [] : readTermList(readFileSync(new URL("domain-terms.txt", FOLDER), "utf8"));
  const terms = createTerms([...own, ...(options.terms ?? [])], model.vocabulary);
  const machine: Machine = { model, terms, stretch: createStretch(), features: new Int32Array(FEATURES) };
  return {
    segmentTokens: (tokens) => segmentTokens(machine, tokens),
    segmentSpans: (text) => segmentSpans(machine, text),
    tag: (text) => wordsOf(machine, text),
  };
}
