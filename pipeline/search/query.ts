import type MiniSearch from "minisearch";
import type { SearchResult as Found, Query } from "minisearch";
import { foldAccents } from "../language/fold.ts";
import { scanTokens } from "../language/syllables.ts";
import type { SearchHit, SearchIndex, SearchResult } from "../types/search.ts";
import type { ArticleHead, ReadArticle, Store } from "../types/store.ts";
import { simpleTerms, type Term } from "./analyze.ts";
import { type IndexedArticle, toIndexed } from "./index-fields.ts";
import { type Group, type ParsedQuery, parseQuery, type Unit } from "./parse.ts";
import { bestSentence, type Matched } from "./sentence.ts";

/** What the index asks of the store: heads and texts of its hits, and whether it is still up to date. */
export type Library = Pick<Store, "article" | "articles" | "head" | "fingerprint">;

const MARKED = ["title", "text", "cited"];
const ALL = [...MARKED, "plain"];
/** A term in the title says more than one in the text; without diacritics it says less. What matters is their order. */
const BOOST = { title: 3, cited: 2, text: 1, plain: 0.3 };
/** How much a whole word ("đảng viên" as one) adds over its syllables somewhere in the text. */
const WORD_BOOST = 2;
/** A misspelling is forgiven from this length on: one letter. Shorter syllables differ from their neighbours by one letter as a rule. */
const FUZZY_FROM = 4;
/** A last term shorter than this is not yet the beginning of anything. */
const PREFIX_FROM = 2;

/** How a query is read, the strict way first: the next one is tried only when a way finds nothing. */
const WAYS = [
  { combine: "AND", fuzzy: false },
  { combine: "AND", fuzzy: true },
  { combine: "OR", fuzzy: false },
] as const;
type Way = (typeof WAYS)[number];

/** Full-text search in memory over MiniSearch; texts and heads of the hits come from the library. */
export class MemoryIndex implements SearchIndex {
  readonly #mini: MiniSearch<IndexedArticle>;
  readonly #ids: Set<string>;
  readonly #library: Library;
  #fingerprint: string;

  /** `ids` are those of the articles in `mini`, `fingerprint` is the library's as of them. */
  constructor(made: { mini: MiniSearch<IndexedArticle>; ids: readonly string[]; library: Library; fingerprint: string }) {
    this.#mini = made.mini;
    this.#ids = new Set(made.ids);
    this.#library = made.library;
    this.#fingerprint = made.fingerprint;
  }

  get size(): number {
    return this.#mini.documentCount;
  }

  /** The library's fingerprint as of the articles in the index; "" when articles were added that do not make it whole. */
  get fingerprint(): string {
    return this.#fingerprint;
  }

  search(query: string, page: { limit: number; offset: number }): SearchResult {
    const parsed = parseQuery(query);
    const found = this.#find(parsed);
    const shown = found.slice(page.offset, page.offset + page.limit);
    return { query, total: found.length, hits: shown.flatMap((result) => this.#toHit(result) ?? []) };
  }

  /** Adds articles, each in place of itself and of older versions of its page. */
  add(articles: readonly { head: ArticleHead; read: ReadArticle }[]): void {
    const current = new Set(this.#library.articles({}).map(({ id }) => id));
    for (const { read } of articles) {
      this.#drop(read.article.id);
      this.#mini.add(toIndexed(read));
      this.#ids.add(read.article.id);
    }
    for (const id of this.#ids) if (!current.has(id)) this.#drop(id);
    this.#fingerprint = this.#ids.size === current.size ? this.#library.fingerprint() : "";
  }

  /** For saving. */
  toJSON(): unknown {
    return this.#mini.toJSON();
  }

  #drop(id: string): void {
    if (this.#ids.delete(id)) this.#mini.discard(id);
  }

  #find(parsed: ParsedQuery): readonly Found[] {
    if (parsed.groups.length === 0 && parsed.phrases.length === 0) return [];
    for (const way of WAYS) {
      const found = this.#mini.search(toMiniQuery(parsed, way)).filter((result) => this.#hasPhrases(result, parsed));
      if (found.length > 0) return found.sort(compareFound);
    }
    return [];
  }

  /** MiniSearch knows which terms a text has, not where: phrases are looked up in the text itself. */
  #hasPhrases(result: Found, { phrases, excludedPhrases, hasMarks }: ParsedQuery): boolean {
    if (phrases.length === 0 && excludedPhrases.length === 0) return true;
    const text = this.#library.article(String(result.id))?.article.text ?? "";
    const terms = simpleTerms(scanTokens(text));
    const has = (phrase: readonly string[]): boolean => hasPhrase(terms, phrase, hasMarks);
    return phrases.every(has) && !excludedPhrases.some(has);
  }

  #toHit(result: Found): SearchHit | null {
    const id = String(result.id);
    const [head, read] = [this.#library.head(id), this.#library.article(id)];
    if (head === null || read === null) return null;
    return { head, score: result.score, sentence: bestSentence(read.article, matchedTerms(result)) };
  }
}

function hasPhrase(terms: readonly Term[], phrase: readonly string[], hasMarks: boolean): boolean {
  const said = terms.map(({ term, plain }) => (hasMarks ? term : plain));
  const wanted = hasMarks ? phrase : phrase.map(foldAccents);
  return said.some((first, at) => first === wanted[0] && wanted.every((term, step) => said[at + step] === term));
}

/** Better score, then newer, then by id. Scores are compared to six digits, as sums of floats depend on the order of adding. */
function compareFound(a: Found, b: Found): number {
  const score = Number(b.score.toPrecision(6)) - Number(a.score.toPrecision(6));
  const [first, second] = [String(a.publishedAt ?? ""), String(b.publishedAt ?? "")];
  return score || (first < second ? 1 : first > second ? -1 : 0) || (String(a.id) < String(b.id) ? -1 : 1);
}

function matchedTerms({ match }: Found): Matched {
  const inField = (isPlain: boolean): ReadonlySet<string> =>
    new Set(Object.entries(match).flatMap(([term, fields]) => (fields.some((field) => (field === "plain") === isPlain) ? [term] : [])));
  return { marked: inField(false), plain: inField(true) };
}

function toMiniQuery(parsed: ParsedQuery, way: Way): Query {
  const { groups, phrases, excluded, hasMarks } = parsed;
  const last = groups.at(-1)?.units.at(-1) ?? null;
  const ask = { hasMarks, way, last };
  const wanted: readonly Query[] = [
    ...groups.map((group) => groupQuery(group, ask)),
    ...phrases.map((terms) => allOf(terms.map((term) => unitQuery({ kind: "simple", term }, { hasMarks, way: WAYS[0], last: null })))),
  ];
  const query: Query = { combineWith: way.combine, boost: BOOST, queries: [...wanted] };
  if (excluded.length === 0) return query;
  const strict = { hasMarks, way: WAYS[0], last: null };
  return { combineWith: "AND_NOT", queries: [query, ...excluded.map((unit) => unitQuery(unit, strict))] };
}

interface Ask {
  readonly hasMarks: boolean;
  readonly way: Way;
  /** The unit that the user may still be typing. */
  readonly last: Unit | null;
}

function allOf(queries: readonly Query[]): Query {
  return { combineWith: "AND", queries: [...queries] };
}

/** A word's syllables, all of them; the whole word counts extra and selects nothing more. */
function groupQuery({ units, word }: Group, ask: Ask): Query {
  const syllables = allOf(units.map((unit) => unitQuery(unit, ask)));
  if (word === null) return syllables;
  const whole: Query = {
    queries: [ask.hasMarks ? word : foldAccents(word)],
    fields: ask.hasMarks ? ["title", "text"] : ["plain"],
    boostTerm: () => WORD_BOOST,
  };
  return { combineWith: "OR", queries: [syllables, whole] };
}

function unitQuery({ kind, term }: Unit, { hasMarks, way, last }: Ask): Query {
  if (kind !== "simple") return { queries: [term], fields: kind === "concept" ? ["title", "text"] : MARKED };
  const prefix = last?.term === term && last.kind === "simple" && term.length >= PREFIX_FROM;
  const fuzzy = way.fuzzy && term.length >= FUZZY_FROM ? 1 : false;
  if (!hasMarks) return { queries: [term], fields: ALL, prefix, fuzzy };
  const marked: Query = { queries: [term], fields: MARKED, prefix, fuzzy };
  if (!way.fuzzy) return marked;
  return { combineWith: "OR", queries: [marked, { queries: [foldAccents(term)], fields: ["plain"], prefix, fuzzy }] };
}
