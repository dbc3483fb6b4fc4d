import type { Connection } from "../database/statements.ts";
import type { Catalog } from "./catalog.ts";
import { type Change, type Engine, orderRanked, type Question, type Ranked } from "./engine.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Plan } from "./plan.ts";
import { PostgresContents } from "./postgres-contents.ts";
import { PostgresLexicon } from "./postgres-lexicon.ts";
import { mergeWhenFull, WRITING } from "./postgres-merge.ts";
import { PostgresPostings, type Postings } from "./postgres-postings.ts";
import type { Segment } from "./postgres-waiting.ts";
import { documentOf, noteLibrary, writeArticles } from "./postgres-write.ts";
import { byField, type FieldNumbers, type Statistics } from "./scoring.ts";
import { findIn, type PostingsOf } from "./segment.ts";
import { makeScorer } from "./segment-score.ts";

/** What a plan has found in one segment. */
interface Found {
  readonly segment: Segment;
  readonly articles: Uint32Array;
}

/** A plan carried out, remembered for the next question: matching, ranking and counting ask the same one after the other. */
interface Answer {
  readonly plan: Plan;
  readonly state: string;
  readonly found: readonly Found[];
  readonly postings: Postings;
}

/** Full-text search in PostgreSQL over tables of our own (migrations-postgres/0001-search.sql). What fails throws DatabaseFailed. */
export class PostgresEngine implements Engine {
  readonly name = "postgres";
  readonly lexicon: Lexicon;
  readonly #connection: Connection;
  readonly #postings: PostgresPostings;
  #contents: PostgresContents;
  #last: Answer | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#contents = new PostgresContents(connection);
    this.#postings = new PostgresPostings(connection);
    this.lexicon = new PostgresLexicon(connection, () => this.#contents.waiting.lexicon);
  }

  get size(): number {
    return this.catalog.size;
  }

  get fingerprint(): string {
    return this.#contents.fingerprint;
  }

  get state(): string {
    return this.#contents.state;
  }

  get catalog(): Catalog {
    return this.#contents.catalog;
  }

  refresh(): void {
    try {
      this.#contents.refresh();
    } catch (cause) {
      // Perhaps it was half done: all is read anew next time.
      this.#contents = new PostgresContents(this.#connection);
      throw cause;
    }
  }

  match(question: Question): ArrayLike<number> {
    const numbers = question.plan === null ? this.catalog.all() : numbersOf(this.#carryOut(question.plan).found);
    return numbers.filter(this.#chooser(question));
  }

  /** Is an article there still, with the values that are asked for? */
  #chooser({ narrowing, without }: Question): (number: number) => boolean {
    const { catalog } = this;
    const excluded = [without];
    if (narrowing.length === 0 && without.length === 0) return (number) => catalog.knows(number);
    return (number) =>
      catalog.knows(number) &&
      (narrowing.length === 0 || catalog.has(number, narrowing)) &&
      !(without.length > 0 && catalog.has(number, excluded));
  }

  rank(question: Question, depth: number): readonly Ranked[] {
    const { plan } = question;
    if (plan === null) return [];
    const answer = this.#carryOut(plan);
    const scorer = makeScorer(plan, this.#statistics(answer.postings));
    const isWanted = this.#chooser(question);
    const numbers = numbersOf(answer.found);
    const scores = new Float64Array(numbers.length);
    let from = 0;
    for (const { segment, articles } of answer.found) {
      scores.set(scorer.scores(articles, { lengths: segment.lengths, postingsOf: inSegment(answer.postings, segment) }), from);
      from += articles.length;
    }
    numbers.forEach((number, i) => {
      if (!isWanted(number)) scores[i] = -1;
    });
    return this.#best(numbers, scores, depth);
  }

  idsOf(numbers: readonly number[]): ReadonlyMap<number, string> {
    const rows = this.#connection.rows("SELECT number, id FROM search_articles WHERE number = ANY(json_bigints(?))", [
      JSON.stringify(numbers),
    ]);
    return new Map(rows.map(({ number, id }) => [Number(number), String(id)]));
  }

  numbersOf(ids: readonly string[]): ReadonlyMap<string, number> {
    const rows = this.#connection.rows(
      "SELECT number, id FROM search_articles WHERE document = ANY(json_texts(?)) AND id = ANY(json_texts(?))",
      [JSON.stringify([...new Set(ids.map(documentOf))]), JSON.stringify(ids)],
    );
    return new Map(rows.map(({ number, id }) => [String(id), Number(number)]));
  }

  digests(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (let after = ""; ; ) {
      const rows = this.#connection.rows(
        "SELECT id, digest FROM search_articles WHERE document >= left(?1, 16) AND id > ?1 ORDER BY document, id LIMIT 20000",
        [after],
      );
      for (const { id, digest } of rows) found.set(String(id), String(digest));
      const last = rows.at(-1);
      if (last === undefined) return found;
      after = String(last.id);
    }
  }

  replace({ add, drop, fingerprint }: Change): void {
    this.#connection.transact("write", () => {
      writeArticles(this.#connection, { add, drop });
      mergeWhenFull(this.#connection, WRITING);
      noteLibrary(this.#connection, fingerprint);
    });
    this.refresh();
  }

  /** The connection is the caller's. */
  close(): void {}

  #carryOut(plan: Plan): Answer {
    for (;;) {
      const { state } = this.#contents;
      if (this.#last?.plan === plan && this.#last.state === state) return this.#last;
      const postings = this.#postings.load(plan, this.#contents);
      if (postings === null) {
        this.refresh();
        continue;
      }
      const found = this.#contents.segments().map((segment) => ({
        segment,
        articles: findIn(segment.numbers.length, plan, inSegment(postings, segment)),
      }));
      this.#last = { plan, state, found, postings };
      return this.#last;
    }
  }

  #statistics(postings: Postings): Statistics {
    const { size } = this;
    const sums = this.#contents.lengths;
    const counted = new Map<string, FieldNumbers>();
    const articlesWith = (term: string): FieldNumbers => {
      const known = counted.get(term);
      if (known !== undefined) return known;
      const own = [...postings.values()].flatMap((segment) => segment.get(term) ?? []);
      const frequencies = byField((_, at) => own.reduce((sum, { inField }) => sum + (inField[at] as number), 0));
      counted.set(term, frequencies);
      return frequencies;
    };
    return { size, averages: byField((_, at) => (sums[at] as number) / Math.max(size, 1)), articlesWith };
  }

  /** The first in the order of `orderRanked`, of those with a score; ids are read of those only that may be among them. */
  #best(numbers: Uint32Array, scores: Float64Array, depth: number): readonly Ranked[] {
    const least = Math.max(0, greatest(scores, depth) * (1 - NEAR));
    const best: { number: number; score: number }[] = [];
    numbers.forEach((number, i) => {
      if ((scores[i] as number) >= least) best.push({ number, score: scores[i] as number });
    });
    const ids = this.idsOf(best.map(({ number }) => number));
    const ranked = best.flatMap(({ number, score }) => {
      const id = ids.get(number);
      return id === undefined ? [] : [{ number, id, score }];
    });
    return orderRanked(ranked, this.catalog).slice(0, depth);
  }
}

/** The least of the so many greatest values; the least of all where there are fewer. */
function greatest(values: Float64Array, many: number): number {
  const heap = new Float64Array(Math.min(many, values.length)).fill(Number.NEGATIVE_INFINITY);
  if (heap.length === 0) return 0;
  for (const value of values) {
    if (value <= (heap[0] as number)) continue;
    // The new one takes the place of the least and sinks to where it belongs.
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++;
      if ((heap[child] as number) >= value) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = value;
  }
  return heap[0] as number;
}

/** Scores that differ by less may be the same when they are rounded. */
const NEAR = 1e-5;

const inSegment =
  (postings: Postings, { id }: Segment): PostingsOf =>
  (term) =>
    postings.get(id)?.get(term);

function numbersOf(found: readonly Found[]): Uint32Array {
  const numbers = new Uint32Array(found.reduce((sum, { articles }) => sum + articles.length, 0));
  let next = 0;
  for (const { segment, articles } of found) for (const article of articles) numbers[next++] = segment.numbers[article] as number;
  return numbers;
}
