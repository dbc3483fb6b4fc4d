import type { PlaceMention } from "../../language/gazetteer.ts";
import type { Token, TokenLayers } from "../../types/tokens.ts";

/** A text with what the reading of citations needs beside its tokens. */
export interface CitationText {
  readonly layers: TokenLayers;
  /** The article's province, where known. */
  readonly province: string | null;
  /** Places in the order of the text, and by the token that they begin at. */
  readonly places: readonly PlaceMention[];
  readonly placeAt: ReadonlyMap<number, PlaceMention>;
  /** Number of the sentence of each token. */
  readonly sentenceOf: Int32Array;
  readonly isTrusted: boolean;
}

export function citationText(input: {
  layers: TokenLayers;
  province: string | null;
  places: readonly PlaceMention[];
  isTrusted: boolean;
}): CitationText {
  const { layers, province, places, isTrusted } = input;
  let placeAt: ReadonlyMap<number, PlaceMention> | undefined;
  let sentenceOf: Int32Array | undefined;
  // Many articles cite nothing, and need neither.
  return {
    layers,
    province,
    places,
    isTrusted,
    get placeAt() {
      placeAt ??= new Map(places.map((place) => [place.from, place]));
      return placeAt;
    },
    get sentenceOf() {
      sentenceOf ??= sentenceNumbers(layers);
      return sentenceOf;
    },
  };
}

function sentenceNumbers({ tokens, sentences }: TokenLayers): Int32Array {
  const numbers = new Int32Array(tokens.length);
  for (let s = 0; s + 1 < sentences.length; s++) numbers.fill(s, sentences[s], sentences[s + 1]);
  return numbers;
}

export function tokenAt(source: CitationText, i: number): Token | undefined {
  return source.layers.tokens[i];
}

export function keyAt(source: CitationText, i: number): string | undefined {
  return source.layers.tokens[i]?.key;
}

/** Do the tokens from `at` on have these keys? */
export function hasKeys(source: CitationText, at: number, keys: readonly string[]): boolean {
  return keys.every((key, i) => keyAt(source, at + i) === key);
}

export function sliceTokens(source: CitationText, from: number, to: number): string {
  const first = tokenAt(source, from);
  const last = tokenAt(source, to - 1);
  return first === undefined || last === undefined ? "" : source.layers.text.slice(first.start, last.end);
}

/** First token after the sentence of token `i`. */
export function sentenceEnd(source: CitationText, i: number): number {
  return source.layers.sentences[(source.sentenceOf[i] ?? 0) + 1] ?? source.layers.tokens.length;
}

export function sentenceStart(source: CitationText, i: number): number {
  return source.layers.sentences[source.sentenceOf[i] ?? 0] ?? 0;
}
