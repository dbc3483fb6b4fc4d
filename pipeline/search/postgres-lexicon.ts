import type { Connection, Row } from "../database/statements.ts";
import { plainOf } from "./analyze.ts";
import { isOneOff, type Lexicon, type LexiconTerm, type MemoryLexicon, MOST_ALTERNATIVES, mostFrequent, orderTerms } from "./lexicon.ts";

type CountedWord = readonly [word: string, articles: number];

/** Behind every text that begins with these letters. */
const LAST = "\u{10ffff}";

/** The words of an index in PostgreSQL: those of its segments, and with them those of the articles that wait, which are in memory. */
export class PostgresLexicon implements Lexicon {
  readonly #connection: Connection;
  readonly #waiting: () => MemoryLexicon;

  constructor(connection: Connection, waiting: () => MemoryLexicon) {
    this.#connection = connection;
    this.#waiting = waiting;
  }

  has(word: string): boolean {
    return this.#waiting().has(word) || this.#words("word = ?", [word]).length > 0;
  }

  startingWith(letters: string): readonly string[] {
    const found = this.#words("word > ? AND word < ? ORDER BY articles DESC, word LIMIT ?", [
      letters,
      `${letters}${LAST}`,
      MOST_ALTERNATIVES,
    ]);
    return mostFrequent(this.#withWaiting(found, (word) => word !== letters && word.startsWith(letters)));
  }

  near(word: string): readonly string[] {
    const found = this.#words("word > '~' AND word < ? AND length(word) BETWEEN ? AND ?", [`~${LAST}`, word.length - 1, word.length + 1]);
    const isNear = (other: string): boolean => other.startsWith("~") && isOneOff(word, other);
    return mostFrequent(
      this.#withWaiting(
        found.filter(([other]) => isNear(other)),
        isNear,
      ),
    );
  }

  completing(plain: string): readonly LexiconTerm[] {
    const best = "ORDER BY CASE WHEN strpos(plain, '_') > 0 THEN 0 ELSE 1 END, articles DESC, term LIMIT ?";
    const found = this.#terms(`plain >= ? AND plain < ? ${best}`, [plain, `${plain}${LAST}`, MOST_ALTERNATIVES]);
    return orderTerms(this.#termsWithWaiting(found, (other) => other.startsWith(plain)));
  }

  writings(plain: string): readonly LexiconTerm[] {
    return orderTerms(this.#termsWithWaiting(this.#terms("plain = ?", [plain]), (other) => other === plain));
  }

  articlesWith(terms: readonly string[]): ReadonlyMap<string, number> {
    const lists = [terms.map(plainOf), terms].map((list) => JSON.stringify(list));
    const found = this.#terms("plain = ANY(json_texts(?)) AND term = ANY(json_texts(?))", lists);
    const counts = new Map(this.#waiting().articlesWith(terms));
    for (const { term, articles } of found) counts.set(term, articles + (counts.get(term) ?? 0));
    return counts;
  }

  likeTerms(plain: string): readonly LexiconTerm[] {
    const [first = ""] = plain;
    const found = this.#terms("plain >= ? AND plain < ? AND length(plain) BETWEEN ? AND ? AND strpos(plain, '_') > 0", [
      first,
      `${first}${LAST}`,
      plain.length - 1,
      plain.length + 1,
    ]);
    const isLike = (other: string): boolean => other[0] === first && other.includes("_") && isOneOff(plain, other);
    return orderTerms(
      this.#termsWithWaiting(
        found.filter((other) => isLike(other.plain)),
        isLike,
      ),
    );
  }

  /** What stands in both counts together; of the waiting ones that were not found the segments are asked once more, as they may stand behind the best there. */
  #withWaiting(found: readonly CountedWord[], fits: (word: string) => boolean): readonly CountedWord[] {
    const waiting = this.#waiting().wordsWhere(fits);
    const known = new Map(found);
    const others = waiting.flatMap(([word]) => (known.has(word) ? [] : [word]));
    if (others.length > 0) for (const [word, n] of this.#words("word = ANY(json_texts(?))", [JSON.stringify(others)])) known.set(word, n);
    for (const [word, articles] of waiting) known.set(word, (known.get(word) ?? 0) + articles);
    return [...known];
  }

  #termsWithWaiting(found: readonly LexiconTerm[], fits: (plain: string) => boolean): readonly LexiconTerm[] {
    const waiting = this.#waiting().termsWhere(fits);
    const known = new Map(found.map((one) => [one.term, one]));
    const others = waiting.filter(({ term }) => !known.has(term));
    if (others.length > 0) {
      const lists = [others.map(({ plain }) => plain), others.map(({ term }) => term)].map((list) => JSON.stringify(list));
      for (const one of this.#terms("plain = ANY(json_texts(?)) AND term = ANY(json_texts(?))", lists)) known.set(one.term, one);
    }
    for (const one of waiting) known.set(one.term, { ...one, articles: one.articles + (known.get(one.term)?.articles ?? 0) });
    return [...known.values()];
  }

  #words(where: string, bindings: readonly (string | number)[]): readonly CountedWord[] {
    return this.#rows(`SELECT word, articles FROM search_words WHERE ${where}`, bindings).map(({ word, articles }) => [
      String(word),
      Number(articles),
    ]);
  }

  #terms(where: string, bindings: readonly (string | number)[]): readonly LexiconTerm[] {
    return this.#rows(`SELECT plain, term, articles FROM search_terms WHERE ${where}`, bindings).map(({ plain, term, articles }) => ({
      plain: String(plain),
      term: String(term),
      articles: Number(articles),
    }));
  }

  /** No word has the character that PostgreSQL takes for no text. */
  #rows(sql: string, bindings: readonly (string | number)[]): readonly Row[] {
    return bindings.some((value) => String(value).includes("\0")) ? [] : this.#connection.rows(sql, bindings);
  }
}
