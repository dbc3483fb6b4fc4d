import { ByteReader, ByteWriter } from "./bytes.ts";
import { TEXT_FIELDS } from "./indexed.ts";
import { readPlaces, readTimes, writePlaces, writeTimes } from "./packed.ts";

/** Where a term stands in the articles of a segment, which count them from 0 in an order of their own. */
export interface Posting {
  readonly articles: number;
  /** Articles with the term by field, in the order of `TEXT_FIELDS`. */
  readonly inField: ArrayLike<number>;
  readonly counts: Uint8Array;
  /** Empty where it was not asked for. */
  readonly positions: Uint8Array;
}

/** A posting as it is saved. */
export interface SavedPosting {
  readonly counts: Uint8Array;
  readonly positions: Uint8Array;
}

const NOTHING: Uint8Array = new Uint8Array(0);

/** Takes in where one term stands, article by article in their order. */
export class PostingWriter implements Posting {
  articles = 0;
  readonly inField = new Uint32Array(TEXT_FIELDS.length);
  readonly #counts = new ByteWriter();
  readonly #positions = new ByteWriter();
  #last = -1;

  get counts(): Uint8Array {
    return this.#counts.bytes();
  }

  get positions(): Uint8Array {
    return this.#positions.bytes();
  }

  add(article: number, times: ArrayLike<number>, places: readonly number[]): void {
    this.#counts.number(article - this.#last - 1);
    this.#last = article;
    writeTimes(this.#counts, times);
    writePlaces(this.#positions, places);
    this.#count(times, 1);
  }

  /** No longer counts an article that is gone; it keeps its place. */
  discount(times: ArrayLike<number>): void {
    this.#count(times, -1);
  }

  #count(times: ArrayLike<number>, more: number): void {
    this.articles += more;
    for (let at = 0; at < times.length; at++) if (times[at] !== 0) this.inField[at] = (this.inField[at] as number) + more;
  }
}

export function savePosting({ articles, inField, counts, positions }: Posting): SavedPosting {
  const bytes = new ByteWriter(counts.length + 16);
  bytes.number(articles);
  for (let at = 0; at < inField.length; at++) bytes.number(inField[at] as number);
  bytes.append(counts);
  return { counts: bytes.bytes(), positions };
}

export function loadPosting(counts: Uint8Array, positions = NOTHING): Posting {
  const bytes = new ByteReader(counts);
  const articles = bytes.number();
  const inField = TEXT_FIELDS.map(() => bytes.number());
  return { articles, inField, counts: bytes.rest(), positions };
}

/** Goes through the articles of a posting. */
export class PostingReader {
  /** The article that was read last, and how often the term stands in its fields. */
  article = -1;
  readonly times = new Uint32Array(TEXT_FIELDS.length);
  readonly #counts: ByteReader;
  readonly #positions: ByteReader;

  constructor({ counts, positions }: Posting) {
    this.#counts = new ByteReader(counts);
    this.#positions = new ByteReader(positions);
  }

  /** False at the end. */
  next(): boolean {
    if (this.#counts.isAtEnd) return false;
    this.article += this.#counts.number() + 1;
    readTimes(this.#counts, this.times);
    return true;
  }

  /** The places in the article that was read last: to be asked for each, or for none. */
  places(): number[] {
    return readPlaces(this.#positions, this.times);
  }
}
