import MiniSearch, { type AsPlainObject, type SearchResult as Found, type Options, type Query } from "minisearch";
import { Catalog } from "./catalog.ts";
import { type Change, type Engine, type Narrowing, orderRanked, type Question, type Ranked } from "./engine.ts";
import { type FacetValue, FIELD_WEIGHTS, type IndexedArticle, TEXT_FIELDS, type TextField, termsAmong, wordsAmong } from "./indexed.ts";
import { MemoryLexicon } from "./lexicon.ts";
import type { Choice, Clause, Leaf, Plan } from "./plan.ts";
import { BM25 } from "./scoring.ts";

const SEPARATOR = "\n";

/** An article as MiniSearch takes it: its number, and fields as terms parted by line feeds. */
type MiniArticle = Readonly<Record<TextField, string>> & { readonly id: number };

const OPTIONS: Options<MiniArticle> = {
  fields: [...TEXT_FIELDS],
  tokenize: (text) => (text === "" ? [] : text.split(SEPARATOR)),
  processTerm: (term) => term,
  // Vacuuming runs in the background and would make results depend on when one asks; a rebuild does its work.
  autoVacuum: false,
};

/** What is kept of an article beside MiniSearch's own data. `stream`: its terms in order, for phrases. */
interface Kept {
  readonly number: number;
  readonly id: string;
  readonly digest: string;
  readonly stream: string;
}

/** A `MiniEngine` as it is saved. */
export interface SavedMini {
  readonly mini: AsPlainObject;
  readonly kept: readonly Kept[];
  readonly values: readonly FacetValue[];
  readonly entries: readonly number[];
  readonly words: readonly (readonly [string, number])[];
  readonly terms: readonly (readonly [string, number])[];
  readonly next: number;
}

/** Full-text search in memory over MiniSearch. */
export class MiniEngine implements Engine {
  readonly name = "minisearch";
  readonly catalog = new Catalog();
  readonly lexicon: MemoryLexicon;
  readonly #mini: MiniSearch<MiniArticle>;
  readonly #kept = new Map<number, Kept>();
  readonly #numbers = new Map<string, number>();
  #next = 1;
  #fingerprint: string;
  #last: { readonly plan: Plan; readonly found: readonly Found[] } | null = null;

  /** An empty index, or a saved one. Throws Error when the saved data are no index of MiniSearch. */
  constructor(saved: SavedMini | null, fingerprint: string) {
    this.#mini = saved === null ? new MiniSearch(OPTIONS) : MiniSearch.loadJS(saved.mini, OPTIONS);
    this.#fingerprint = fingerprint;
    this.lexicon = new MemoryLexicon(saved?.words, saved?.terms);
    if (saved === null) return;
    for (const kept of saved.kept) this.#keep(kept);
    for (const value of saved.values) this.catalog.numberOf(value);
    this.catalog.append(saved.entries);
    this.#next = saved.next;
  }

  get size(): number {
    return this.#kept.size;
  }

  get fingerprint(): string {
    return this.#fingerprint;
  }

  get state(): string {
    return `${this.#fingerprint} ${this.size}`;
  }

  /** It is in memory: nobody else can write to it. */
  refresh(): void {}

  match(question: Question): readonly number[] {
    return this.#find(question).map(({ id }) => id as number);
  }

  rank(question: Question, depth: number): readonly Ranked[] {
    const ranked = this.#find(question).map(({ id, score }) => ({
      number: id as number,
      id: this.#kept.get(id as number)?.id ?? "",
      score,
    }));
    return orderRanked(ranked, this.catalog).slice(0, depth);
  }

  idsOf(numbers: readonly number[]): ReadonlyMap<number, string> {
    return new Map(numbers.map((number) => [number, this.#kept.get(number)?.id ?? ""]));
  }

  numbersOf(ids: readonly string[]): ReadonlyMap<string, number> {
    return new Map(
      ids.flatMap((id) => {
        const number = this.#numbers.get(id);
        return number === undefined ? [] : [[id, number] as const];
      }),
    );
  }

  digests(): ReadonlyMap<string, string> {
    return new Map([...this.#kept.values()].map(({ id, digest }) => [id, digest]));
  }

  replace({ add, drop, fingerprint }: Change): void {
    for (const id of drop) this.#drop(id);
    for (const article of add) {
      this.#drop(article.id);
      this.#add(article);
    }
    this.#fingerprint = fingerprint;
    this.#last = null;
  }

  toJSON(): SavedMini {
    return {
      mini: this.#mini.toJSON(),
      kept: [...this.#kept.values()],
      values: this.catalog.values,
      entries: this.catalog.toRow(),
      words: this.lexicon.toJSON(),
      terms: this.lexicon.termsToJSON(),
      next: this.#next,
    };
  }

  close(): void {}

  #keep(kept: Kept): void {
    this.#kept.set(kept.number, kept);
    this.#numbers.set(kept.id, kept.number);
  }

  #add({ id, digest, date, fields, values }: IndexedArticle): void {
    const number = this.#next++;
    const text = (field: TextField): string => fields[field].join(SEPARATOR);
    const [title, sapo, body, plain, cited] = [text("title"), text("sapo"), text("body"), text("plain"), text("cited")];
    this.#mini.add({ id: number, title, sapo, body, plain, cited });
    this.catalog.add({ number, date, values: values.map((value) => this.catalog.numberOf(value)) });
    const terms = Object.values(fields).flat();
    this.lexicon.add(wordsAmong(terms), termsAmong(terms));
    // A blank line keeps phrases from running on from one field into the next.
    const stream = ["", title, "", sapo, "", body, "", plain, ""].join(SEPARATOR);
    this.#keep({ number, id, digest, stream });
  }

  #drop(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#numbers.delete(id);
    this.#kept.delete(number);
    this.#mini.discard(number);
  }

  #find({ plan, narrowing, without }: Question): readonly Found[] {
    const found = plan === null ? this.#everything() : this.#carryOut(plan);
    if (narrowing.length === 0 && without.length === 0) return found;
    const isExcluded = (number: number): boolean => without.length > 0 && this.catalog.has(number, [without]);
    return found.filter(({ id }) => isWanted(this.catalog, id as number, narrowing) && !isExcluded(id as number));
  }

  /** Remembered for the plan of the last question: matching, ranking and counting ask the same one after the other. */
  #carryOut(plan: Plan): readonly Found[] {
    if (this.#last?.plan === plan) return this.#last.found;
    const found = this.#mini.search(toMiniQuery(plan)).filter(({ id }) => this.#hasPhrases(id as number, plan));
    this.#last = { plan, found };
    return found;
  }

  #everything(): readonly Found[] {
    return [...this.#kept.keys()].map((id) => ({ id, score: 1, terms: [], queryTerms: [], match: {} }));
  }

  /** MiniSearch knows which terms a text has, not where: phrases are looked up in the terms themselves. */
  #hasPhrases(number: number, { phrases, excludedPhrases }: Plan): boolean {
    if (phrases.length === 0 && excludedPhrases.length === 0) return true;
    const stream = this.#kept.get(number)?.stream ?? "";
    const has = (phrase: readonly string[]): boolean => stream.includes(`${SEPARATOR}${phrase.join(SEPARATOR)}${SEPARATOR}`);
    return phrases.every(has) && !excludedPhrases.some(has);
  }
}

const isWanted = (catalog: Catalog, number: number, narrowing: Narrowing): boolean =>
  narrowing.length === 0 || catalog.has(number, narrowing);

function toMiniQuery({ combine, clauses, phrases, excluded }: Plan): Query {
  const wanted = [...clauses.map(clauseQuery), ...phrases.map((terms) => allOf(terms.map((term) => leafQuery({ term, weight: 1 }))))];
  const query: Query = { combineWith: combine, boost: FIELD_WEIGHTS, bm25: BM25, queries: wanted };
  return excluded.length === 0 ? query : { combineWith: "AND_NOT", queries: [query, ...excluded.map(choiceQuery)] };
}

const allOf = (queries: Query[]): Query => ({ combineWith: "AND", queries });
const leafQuery = ({ term, weight }: Leaf): Query => ({ queries: [term], boostTerm: () => weight });
const choiceQuery = (choice: Choice): Query => ({ combineWith: "OR", queries: choice.map(leafQuery) });

function clauseQuery({ choices, whole }: Clause): Query {
  const words = allOf(choices.map(choiceQuery));
  return whole === null ? words : { combineWith: "OR", queries: [words, leafQuery(whole)] };
}
