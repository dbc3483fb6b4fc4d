import { plainOf } from "./analyze.ts";

/** A word of one or several syllables as it is stored ("kết_nạp"), with its marks; `plain` is it without them. */
export interface LexiconTerm {
  readonly plain: string;
  readonly term: string;
  readonly articles: number;
}

/** The words (stored terms of letters, with and without marks) that the articles have. */
export interface Lexicon {
  has(word: string): boolean;
  /** Words that go on from these letters, those of most articles first, at most `MOST_ALTERNATIVES`. */
  startingWith(letters: string): readonly string[];
  /** Unmarked words (`~…`) that differ from this one by one letter, in the same order and number. */
  near(word: string): readonly string[];
  /** Words that begin, without marks, with these letters: those of several syllables first, then by their articles; at most `MOST_ALTERNATIVES`. */
  completing(plain: string): readonly LexiconTerm[];
  /** Words that are this without marks, in the same order and number. */
  writings(plain: string): readonly LexiconTerm[];
  /** In how many articles these words of letters stand, with their marks; without those that are unknown. */
  articlesWith(terms: readonly string[]): ReadonlyMap<string, number>;
  /** Words of several syllables that differ from this one, without marks, by one letter behind the first, in the same order and number. */
  likeTerms(plain: string): readonly LexiconTerm[];
}

/** More alternatives for one word find everything and mean nothing. */
export const MOST_ALTERNATIVES = 20;

/** Those of most articles first, then by the alphabet. */
export function mostFrequent(counted: readonly (readonly [word: string, articles: number])[]): readonly string[] {
  const sorted = [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.slice(0, MOST_ALTERNATIVES).map(([word]) => word);
}

const isCompound = ({ plain }: LexiconTerm): boolean => plain.includes("_");

/** Words of several syllables, which say more, first; then those of most articles, then by the alphabet. */
export function orderTerms(terms: readonly LexiconTerm[]): readonly LexiconTerm[] {
  const sorted = [...terms].sort(
    (a, b) => Number(isCompound(b)) - Number(isCompound(a)) || b.articles - a.articles || (a.term < b.term ? -1 : 1),
  );
  return sorted.slice(0, MOST_ALTERNATIVES);
}

/** Is one letter of `a` missing, added or another in `b`, or are two neighbours swapped? False for equal words. */
export function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (a === b || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  const rest = (text: string, skipped: number): string => text.slice(from + skipped);
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  if (rest(short, 1) === rest(long, 1)) return true;
  return short[from] === long[from + 1] && short[from + 1] === long[from] && rest(short, 2) === rest(long, 2);
}

/** A lexicon in memory, with the number of articles that each word has ever stood in. */
export class MemoryLexicon implements Lexicon {
  readonly #articles: Map<string, number>;
  readonly #terms = new Map<string, LexiconTerm>();

  constructor(counted: Iterable<readonly [string, number]> = [], terms: Iterable<readonly [string, number]> = []) {
    this.#articles = new Map(counted);
    for (const [term, articles] of terms) this.#terms.set(term, { plain: plainOf(term), term, articles });
  }

  /** The words of one article, each once; `terms`: its words of one or several syllables with their marks. */
  add(words: Iterable<string>, terms: Iterable<string>): void {
    for (const word of words) this.#articles.set(word, (this.#articles.get(word) ?? 0) + 1);
    for (const term of terms) this.#terms.set(term, { plain: plainOf(term), term, articles: (this.#terms.get(term)?.articles ?? 0) + 1 });
  }

  /** Takes back what `add` was given for one article. */
  remove(words: Iterable<string>, terms: Iterable<string>): void {
    for (const word of words) {
      const left = (this.#articles.get(word) ?? 0) - 1;
      if (left > 0) this.#articles.set(word, left);
      else this.#articles.delete(word);
    }
    for (const term of terms) {
      const left = (this.#terms.get(term)?.articles ?? 0) - 1;
      if (left > 0) this.#terms.set(term, { plain: plainOf(term), term, articles: left });
      else this.#terms.delete(term);
    }
  }

  has(word: string): boolean {
    return this.#articles.has(word);
  }

  startingWith(letters: string): readonly string[] {
    return mostFrequent(this.wordsWhere((word) => word !== letters && word.startsWith(letters)));
  }

  near(word: string): readonly string[] {
    return mostFrequent(this.wordsWhere((other) => other.startsWith("~") && isOneOff(word, other)));
  }

  /** The words that fit with their articles, in no order. */
  wordsWhere(fits: (word: string) => boolean): readonly (readonly [word: string, articles: number])[] {
    return [...this.#articles].filter(([word]) => fits(word));
  }

  /** The terms whose writing without marks fits, in no order. */
  termsWhere(fits: (plain: string) => boolean): readonly LexiconTerm[] {
    return [...this.#terms.values()].filter(({ plain }) => fits(plain));
  }

  completing(plain: string): readonly LexiconTerm[] {
    return orderTerms(this.termsWhere((other) => other.startsWith(plain)));
  }

  writings(plain: string): readonly LexiconTerm[] {
    return orderTerms(this.termsWhere((other) => other === plain));
  }

  likeTerms(plain: string): readonly LexiconTerm[] {
    return orderTerms(this.termsWhere((other) => other[0] === plain[0] && other.includes("_") && isOneOff(plain, other)));
  }

  articlesWith(terms: readonly string[]): ReadonlyMap<string, number> {
    return new Map(
      terms.flatMap((term) => {
        const known = this.#terms.get(term);
        return known === undefined ? [] : [[term, known.articles] as const];
      }),
    );
  }

  toJSON(): readonly (readonly [string, number])[] {
    return [...this.#articles];
  }

  termsToJSON(): readonly (readonly [string, number])[] {
    return [...this.#terms.values()].map(({ term, articles }) => [term, articles]);
  }
}
