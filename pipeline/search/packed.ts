import { ByteReader, ByteWriter } from "./bytes.ts";
import { type IndexedArticle, TEXT_FIELDS } from "./indexed.ts";

/** A term of an article: how often it stands in each field, in the order of `TEXT_FIELDS`, and at which places. */
export interface Occurrence {
  readonly term: string;
  readonly times: ArrayLike<number>;
  readonly places: readonly number[];
}

/** What is counted of an article. `lengths`: different terms by field; `values`: numbers of facet values, as the database has them. */
export interface PackedEntry {
  readonly date: number;
  readonly lengths: readonly number[];
  readonly values: readonly number[];
}

/** An article as it waits to be merged. */
export interface PackedArticle extends PackedEntry {
  readonly terms: readonly Occurrence[];
}

/** Documents that are only cited have no place in the text: the last field. */
const PLACED = TEXT_FIELDS.length - 1;

/** The terms of an article. Places are counted through all fields, with one left free between two, so that no phrase runs on from one field into the next. */
function occurrencesOf({ fields }: IndexedArticle): readonly Occurrence[] {
  const found = new Map<string, { term: string; times: number[]; places: number[] }>();
  let place = 0;
  TEXT_FIELDS.forEach((field, at) => {
    for (const term of fields[field]) {
      const known = found.get(term) ?? { term, times: TEXT_FIELDS.map(() => 0), places: [] };
      found.set(term, known);
      known.times[at] = (known.times[at] as number) + 1;
      if (at < PLACED) known.places.push(place);
      place++;
    }
    place++;
  });
  return [...found.values()];
}

/** How often a term stands in the fields: which of them have it, as bits, then the numbers of those. */
export function writeTimes(bytes: ByteWriter, times: ArrayLike<number>): void {
  let mask = 0;
  for (let at = 0; at < times.length; at++) if (times[at] !== 0) mask |= 1 << at;
  bytes.number(mask);
  for (let at = 0; at < times.length; at++) if (times[at] !== 0) bytes.number(times[at] as number);
}

/** Into `times`, which is filled anew. */
export function readTimes(bytes: ByteReader, times: Uint32Array): void {
  const mask = bytes.number();
  for (let at = 0; at < times.length; at++) times[at] = (mask >> at) & 1 ? bytes.number() : 0;
}

/** Places, each by its distance from the one before; how many there are the times say. */
export function writePlaces(bytes: ByteWriter, places: readonly number[]): void {
  let last = 0;
  for (const place of places) {
    bytes.number(place - last);
    last = place;
  }
}

export function readPlaces(bytes: ByteReader, times: ArrayLike<number>): number[] {
  const places: number[] = [];
  let [left, place] = [placesIn(times), 0];
  for (; left > 0; left--) {
    place += bytes.number();
    places.push(place);
  }
  return places;
}

function placesIn(times: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < PLACED; at++) sum += times[at] as number;
  return sum;
}

const writeList = (bytes: ByteWriter, list: readonly number[]): void => {
  bytes.number(list.length);
  for (const one of list) bytes.number(one);
};
const readList = (bytes: ByteReader): readonly number[] => Array.from({ length: bytes.number() }, () => bytes.number());

export function writeEntry(bytes: ByteWriter, { date, lengths, values }: PackedEntry): void {
  bytes.number(date);
  for (const length of lengths) bytes.number(length);
  writeList(bytes, values);
}

export function readEntry(bytes: ByteReader): PackedEntry {
  const date = bytes.number();
  const lengths = TEXT_FIELDS.map(() => bytes.number());
  return { date, lengths, values: readList(bytes) };
}

/** An article in some 6 kB; `values`: the numbers of its facet values. */
export function packArticle(article: IndexedArticle, values: readonly number[]): Uint8Array {
  const terms = occurrencesOf(article);
  const lengths = TEXT_FIELDS.map((_, at) => terms.filter(({ times }) => times[at] !== 0).length);
  const bytes = new ByteWriter(8192);
  writeEntry(bytes, { date: article.date, lengths, values });
  bytes.number(terms.length);
  for (const { term, times, places } of terms) {
    bytes.text(term);
    writeTimes(bytes, times);
    writePlaces(bytes, places);
  }
  return bytes.bytes();
}

/** What `packArticle` has packed. */
export function unpackArticle(packed: Uint8Array): PackedArticle {
  const bytes = new ByteReader(packed);
  const entry = readEntry(bytes);
  const terms = Array.from({ length: bytes.number() }, () => {
    const term = bytes.text();
    const times = new Uint32Array(TEXT_FIELDS.length);
    readTimes(bytes, times);
    return { term, times, places: readPlaces(bytes, times) };
  });
  return { ...entry, terms };
}
