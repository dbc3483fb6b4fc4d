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

interface CitationInput {
  readonly layers: TokenLayers;
  readonly province: string | null;
  readonly places: readonly PlaceMention[];
  readonly isTrusted: boolean;
}

/** Makes the two look-ups when they are first asked for, as many articles cite nothing. A class for the reason told in language/layers.ts. */
class LazyText implements CitationText {
  readonly layers: TokenLayers;
  readonly province: string | null;
  readonly places: readonly PlaceMention[];
  readonly isTrusted: boolean;
  #placeAt: ReadonlyMap<number, PlaceMention> | undefined;
  #sentenceOf: Int32Array | undefined;

  constructor({ layers, province, places, isTrusted }: CitationInput) {
    this.layers = layers;
    this.province = province;
    this.places = places;
    this.isTrusted = isTrusted;
  }

  get placeAt(): ReadonlyMap<number, PlaceMention> {
    this.#placeAt ??= new Map(this.places.map((place) => [place.from, place]));
    return this.#placeAt;
  }

  get sentenceOf(): Int32Array {
    this.#sentenceOf ??= sentenceNumbers(this.layers);
    return this.#sentenceOf;
  }
}

export const citationText = (input: CitationInput): CitationText => new LazyText(input);

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
