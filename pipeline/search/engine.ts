import type { Catalog } from "./catalog.ts";
import type { IndexedArticle } from "./indexed.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Plan } from "./plan.ts";

/** An article that a plan finds. */
export interface Ranked {
  readonly number: number;
  readonly id: string;
  readonly score: number;
}

/** Lists of value numbers (catalog.ts); an article must have one value of each. */
export type Narrowing = readonly (readonly number[])[];

/** What a plan selects: words, and facet values that must or must not be there. Without a plan the values alone select. */
export interface Question {
  readonly plan: Plan | null;
  readonly narrowing: Narrowing;
  readonly without: readonly number[];
}

export interface Change {
  readonly add: readonly IndexedArticle[];
  /** Ids of articles that go; those of `add` are replaced anyway. */
  readonly drop: readonly string[];
  /** The library's fingerprint once this is done; "" when the index is not whole then. */
  readonly fingerprint: string;
}

/** An inverted index. Articles have numbers in it, which are never given again. */
export interface Engine {
  readonly name: "minisearch" | "fts5" | "postgres";
  readonly size: number;
  /** The library's fingerprint as of the articles in the index; "" when it is not whole. */
  readonly fingerprint: string;
  /** Changes with every change of the articles. */
  readonly state: string;
  readonly catalog: Catalog;
  readonly lexicon: Lexicon;
  /** Looks whether others have written to the index; to be called before a question, whose parts are then answered out of one state. */
  refresh(): void;
  /** The numbers of all articles that a question selects. */
  match(question: Question): ArrayLike<number>;
  /** The best of them, best first, as many as asked for. */
  rank(question: Question, depth: number): readonly Ranked[];
  idsOf(numbers: readonly number[]): ReadonlyMap<number, string>;
  /** The numbers of those of these articles that are in the index. */
  numbersOf(ids: readonly string[]): ReadonlyMap<string, number>;
  /** Ids of all articles with their digests. */
  digests(): ReadonlyMap<string, string>;
  replace(change: Change): void;
  close(): void;
}

/** Better score, then newer, then by id. Scores are compared to six digits, as sums of floats depend on the order of adding. */
export function orderRanked(ranked: readonly Ranked[], catalog: Catalog): readonly Ranked[] {
  const keyed = ranked.map((one) => ({ one, score: Number(one.score.toPrecision(6)), date: catalog.dateOf(one.number) }));
  keyed.sort((a, b) => b.score - a.score || b.date - a.date || (a.one.id < b.one.id ? -1 : 1));
  return keyed.map(({ one }) => one);
}
