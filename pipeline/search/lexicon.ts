/** The words (stored terms of letters, with and without marks) that the articles have. */
export interface Lexicon {
  has(word: string): boolean;
  /** Words that go on from these letters, those of most articles first, at most `MOST_ALTERNATIVES`. */
  startingWith(letters: string): readonly string[];
  /** Unmarked words (`~…`) that differ from this one by one letter, in the same order and number. */
  near(word: string): readonly string[];
}

/** More alternatives for one word find everything and mean nothing. */
export const MOST_ALTERNATIVES = 20;

/** Those of most articles first, then by the alphabet. */
export function mostFrequent(counted: readonly (readonly [word: string, articles: number])[]): readonly string[] {
  const sorted = [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.slice(0, MOST_ALTERNATIVES).map(([word]) => word);
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

  constructor(counted: Iterable<readonly [string, number]> = []) {
    this.#articles = new Map(counted);
  }

  /** The words of one article, each once. */
  add(words: Iterable<string>): void {
    for (const word of words) this.#articles.set(word, (this.#articles.get(word) ?? 0) + 1);
  }

  has(word: string): boolean {
    return this.#articles.has(word);
  }

  startingWith(letters: string): readonly string[] {
    return mostFrequent([...this.#articles].filter(([word]) => word !== letters && word.startsWith(letters)));
  }

  near(word: string): readonly string[] {
    return mostFrequent([...this.#articles].filter(([other]) => other.startsWith("~") && isOneOff(word, other)));
  }

  toJSON(): readonly (readonly [string, number])[] {
    return [...this.#articles];
  }
}
