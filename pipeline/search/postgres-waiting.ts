import { termsAmong, wordsAmong } from "./indexed.ts";
import { MemoryLexicon } from "./lexicon.ts";
import type { PackedArticle } from "./packed.ts";
import { type Posting, PostingWriter } from "./postings.ts";

/** The articles of a segment in its order: their numbers, and how many different terms they have, field by field. */
export interface Segment {
  readonly id: number;
  readonly numbers: Uint32Array;
  readonly lengths: Uint16Array;
}

/** What waits to be merged counts as a segment of this number. */
export const WAITING = 0;

/** Longer fields count as so long. */
export const LONGEST = 0xffff;

/** The articles that wait, as a segment in memory. */
export class Waiting {
  readonly lexicon = new MemoryLexicon();
  readonly #numbers: number[] = [];
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, PostingWriter>();

  postingOf(term: string): Posting | undefined {
    return this.#postings.get(term);
  }

  add(number: number, { terms, lengths }: PackedArticle): void {
    const place = this.#numbers.push(number) - 1;
    this.#lengths.push(...lengths);
    for (const { term, times, places } of terms) {
      const posting = this.#postings.get(term) ?? new PostingWriter();
      this.#postings.set(term, posting);
      posting.add(place, times, places);
    }
    const all = terms.map(({ term }) => term);
    this.lexicon.add(wordsAmong(all), termsAmong(all));
  }

  /** No longer counts an article that is gone. */
  discount({ terms }: PackedArticle): void {
    for (const { term, times } of terms) this.#postings.get(term)?.discount(times);
    const all = terms.map(({ term }) => term);
    this.lexicon.remove(wordsAmong(all), termsAmong(all));
  }

  segment(): Segment {
    return segmentOf(WAITING, this.#numbers, this.#lengths);
  }
}

export const segmentOf = (id: number, numbers: readonly number[], lengths: readonly number[]): Segment => ({
  id,
  numbers: Uint32Array.from(numbers),
  lengths: Uint16Array.from(lengths, (length) => Math.min(length, LONGEST)),
});
