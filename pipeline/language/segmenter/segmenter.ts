import { readFileSync } from "node:fs";
import type { Token } from "../../types/tokens.ts";
import { codesOf } from "../codes.ts";
import { normalize, originOf } from "../normalize.ts";
import { needsNormalizing } from "./characters.ts";
import { decode } from "./decode.ts";
import { FEATURES, type Scoring, scoreBoundary } from "./features.ts";
import { fillFromText, fillFromTokens } from "./fill.ts";
import { deriveMatches, lookUp } from "./lookup.ts";
import { type Model, readModel } from "./model-file.ts";
import { applyRules, evenHeading } from "./rules.ts";
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
  readonly scoring: Scoring;
}

/** Decides all boundaries of a filled stretch. */
function cutStretch({ model, terms, stretch, scoring }: Machine): void {
  evenHeading(stretch);
  lookUp(stretch, model.lexicon);
  deriveMatches(stretch);
  applyRules(stretch, model.vocabulary);
  holdTerms(stretch, terms, model.vocabulary);
  const { allow, score } = stretch;
  const behind = stretch.length + PAD;
  for (let at = PAD + 1; at < behind; at++) score[at] = allow[at] === FREE ? scoreBoundary(stretch, at, scoring) : 0;
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

function segmentNormalized(machine: Machine, text: string): Int32Array {
  const { stretch, model } = machine;
  const codes = codesOf(text);
  // A word has some six characters with its space, and each takes two entries.
  let pairs = new Int32Array((text.length >> 1) + 16);
  let count = 0;
  for (let position = 0; ; ) {
    position = fillFromText(stretch, codes, position, model.vocabulary);
    if (stretch.length === 0) return pairs.subarray(0, count);
    cutStretch(machine);
    if (count + 2 * stretch.length > pairs.length) pairs = widen(pairs, 2 * stretch.length);
    const behind = stretch.length + PAD;
    for (let at = PAD; at < behind; ) {
      const first = at++;
      while (at < behind && stretch.joined[at] === 1) at++;
      pairs[count++] = stretch.start[first]!;
      pairs[count++] = stretch.end[at - 1]!;
    }
  }
}

function widen(pairs: Int32Array<ArrayBuffer>, more: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(pairs.length * 2 + more);
  wider.set(pairs);
  return wider;
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
  const scoring = { vocabulary: model.vocabulary, weights: model.weights, out: new Int32Array(FEATURES), from: 0 };
  const machine: Machine = { model, terms, stretch: createStretch(), scoring };
  return {
    segmentTokens: (tokens) => segmentTokens(machine, tokens),
    segmentSpans: (text) => segmentSpans(machine, text),
    tag: (text) => wordsOf(machine, text),
  };
}
