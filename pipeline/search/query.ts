import type {
  FacetName,
  SearchFilters,
  SearchHit,
  SearchIndex,
  SearchOptions,
  SearchReading,
  SearchResult,
  SearchSort,
} from "../types/search.ts";
import type { ArticleHead, ReadArticle, Store } from "../types/store.ts";
import { questionKey, readCursor, staleCursor, writeCursor } from "./cursor.ts";
import { byDate } from "./dates.ts";
import type { Engine, Question, Ranked } from "./engine.ts";
import { countFacets, FACETS, joinFilters, narrowingOf } from "./facets.ts";
import { resolveField } from "./fields.ts";
import { nearestFigures } from "./figures.ts";
import { toIndexed } from "./indexed.ts";
import { findKeywords, type Keyword } from "./keywords.ts";
import { type ParsedQuery, parseQuery } from "./parse.ts";
import { asksForWords, leavesOf, makePlan, type Plan, planOfWords, READINGS } from "./plan.ts";
import { bestSentence } from "./sentence.ts";

/** What the index asks of the store: heads and texts of its hits, and whether it is still up to date. */
export type Library = Pick<Store, "article" | "articles" | "head" | "fingerprint" | "pages" | "versions">;

/** How many of an article's telling words make others similar to it. */
const TELLING_WORDS = 12;
/** How many articles, spread over the library, show what is said everywhere: enough to tell "kết nạp" from the name of a village. */
const BACKGROUND = 300;
/** What stands for a province in keywords: its newest articles. */
const MOST_OF_PROVINCE = 60;
const FIGURES_SHOWN = 5;

interface Asked {
  readonly question: Question;
  readonly reading: SearchReading;
  readonly hits: ArrayLike<number>;
}

/** Search over one engine; texts and heads of the hits come from the library. */
export class ArticleIndex implements SearchIndex {
  readonly #engine: Engine;
  readonly #library: Library;
  #background: { readonly fingerprint: string; readonly texts: readonly string[] } | null = null;

  constructor(engine: Engine, library: Library) {
    this.#engine = engine;
    this.#library = library;
  }

  get engine(): Engine["name"] {
    return this.#engine.name;
  }

  get size(): number {
    return this.#engine.size;
  }

  /** The library's fingerprint as of the articles in the index; "" when articles were added since. */
  get fingerprint(): string {
    return this.#engine.fingerprint;
  }

  search(query: string, options: SearchOptions): SearchResult {
    const parsed = parseQuery(query);
    const { filters, without } = this.#filtersOf(parsed, options.filters ?? {});
    const asked = this.#ask(parsed, { filters, without });
    if (asked === null) return { query, total: 0, hits: [], reading: "all", facets: [], next: null };
    const { question, reading, hits } = asked;
    const sort: SearchSort = options.sort === "date" || question.plan === null ? "date" : "relevance";
    const key = questionKey([query, options.filters ?? {}, sort], this.fingerprint);
    const cursor = options.cursor === undefined ? null : readCursor(options.cursor, key);
    const from = cursor?.passed ?? options.offset;
    const first = cursor === null ? from : from - 1;
    const listed = this.#order(asked, sort, { from: first, to: from + options.limit });
    if (cursor !== null && listed[0]?.id !== cursor.last) throw staleCursor();
    const shown = cursor === null ? listed : listed.slice(1);
    const end = from + shown.length;
    const last = shown.at(-1);
    const wanted = wantedOf(question.plan);
    return {
      query,
      total: hits.length,
      hits: shown.flatMap((one) => this.#toHit(one, wanted) ?? []),
      reading,
      facets: options.withoutFacets === true ? [] : this.#facets(asked, filters),
      next: last === undefined || end >= hits.length ? null : writeCursor({ last: last.id, passed: end, key }),
    };
  }

  similar(article: string, limit: number): readonly SearchHit[] {
    const words = this.keywordsOf([article], TELLING_WORDS).map(({ word }) => word);
    if (words.length === 0) return [];
    const plan = planOfWords(words);
    const ranked = this.#engine.rank({ plan, narrowing: [], without: [] }, limit + 1);
    const others = ranked.filter(({ id }) => id !== article).slice(0, limit);
    const wanted = new Set(words.flatMap((word) => word.split(" ")));
    return others.flatMap((one) => this.#toHit(one, wanted) ?? []);
  }

  /** The words that tell these articles from the library's others; articles that are not there are passed over. */
  keywordsOf(articles: readonly string[], limit: number): readonly Keyword[] {
    const texts = articles.flatMap((id) => this.#library.article(id)?.article.text ?? []);
    return texts.length === 0 ? [] : findKeywords(texts, this.#backgroundTexts(), limit);
  }

  /** The words that tell a province's newest articles from the library's others; `province` is an id of either system. */
  keywordsOfProvince(province: string, limit: number): readonly Keyword[] {
    const filters: SearchFilters = province.startsWith("34-") ? { province34: [province] } : { province63: [province] };
    const { hits } = this.search("", { limit: MOST_OF_PROVINCE, offset: 0, sort: "date", filters, withoutFacets: true });
    return this.keywordsOf(
      hits.map(({ head }) => head.id),
      limit,
    );
  }

  add(articles: readonly { head: ArticleHead; read: ReadArticle }[]): void {
    const digests = digestsOfPages(this.#library);
    const older = articles.flatMap(({ head }) => this.#library.versions(head.url).filter(({ current }) => !current));
    this.#engine.replace({
      add: articles.map(({ head, read }) => toIndexed(read, digestOf(head, digests))),
      drop: older.map(({ id }) => id),
      fingerprint: "",
    });
  }

  close(): void {
    this.#engine.close();
  }

  /** Filters of the query's fields joined with those beside it, and the numbers of values that must not be there. */
  #filtersOf({ fields }: ParsedQuery, beside: SearchFilters): { filters: SearchFilters; without: readonly number[] } {
    const { catalog } = this.#engine;
    const resolve = (field: ParsedQuery["fields"][number]): SearchFilters => resolveField(field, (facet) => catalog.valuesOf(facet));
    const wanted = fields.filter(({ isExcluded }) => !isExcluded).map(resolve);
    const excluded = fields.filter(({ isExcluded }) => isExcluded).map(resolve);
    const without = excluded.flatMap((filters) =>
      FACETS.flatMap((facet) => (filters[facet] ?? []).flatMap((value) => catalog.find({ facet, value }) ?? [])),
    );
    return { filters: joinFilters([beside, ...wanted]), without };
  }

  /** The first way to read the query that finds something, else the strict one; null for a query that asks for nothing. */
  #ask(parsed: ParsedQuery, { filters, without }: { filters: SearchFilters; without: readonly number[] }): Asked | null {
    const narrowing = narrowingOf(filters, this.#engine.catalog);
    if (!asksForWords(parsed)) return narrowing.length === 0 ? null : this.#carryOut("all", { plan: null, narrowing, without });
    let strict: Asked | null = null;
    for (const reading of READINGS) {
      const asked = this.#carryOut(reading, { plan: makePlan(parsed, reading, this.#engine.lexicon), narrowing, without });
      if (asked.hits.length > 0) return asked;
      strict ??= asked;
    }
    return strict;
  }

  #carryOut(reading: SearchReading, question: Question): Asked {
    return { question, reading, hits: this.#engine.match(question) };
  }

  #order({ question, hits }: Asked, sort: SearchSort, { from, to }: { from: number; to: number }): readonly Ranked[] {
    return sort === "date" ? byDate(this.#engine, hits, { from, to }) : this.#engine.rank(question, to).slice(from);
  }

  #facets({ question, hits }: Asked, filters: SearchFilters) {
    const hitsWithout = (facet: FacetName): ArrayLike<number> => {
      const narrowing = narrowingOf(filters, this.#engine.catalog, facet);
      return this.#engine.match({ ...question, narrowing });
    };
    return countFacets(this.#engine.catalog, { hits, filters, hitsWithout });
  }

  #toHit({ id, score }: Ranked, wanted: ReadonlySet<string>): SearchHit | null {
    const [head, read] = [this.#library.head(id), this.#library.article(id)];
    if (head === null || read === null) return null;
    const sentence = bestSentence(read.article, wanted);
    return { head, score, sentence, figures: nearestFigures(read.observations, sentence, FIGURES_SHOWN) };
  }

  #backgroundTexts(): readonly string[] {
    const fingerprint = this.#library.fingerprint();
    if (this.#background?.fingerprint === fingerprint) return this.#background.texts;
    const heads = this.#library.articles({});
    const step = Math.max(1, Math.floor(heads.length / BACKGROUND));
    const sample = heads.filter((_, i) => i % step === 0).slice(0, BACKGROUND);
    const texts = sample.flatMap(({ id }) => this.#library.article(id)?.article.text ?? []);
    this.#background = { fingerprint, texts };
    return texts;
  }
}

const wantedOf = (plan: Plan | null): ReadonlySet<string> => new Set(plan === null ? [] : leavesOf(plan).map(({ term }) => term));

/** The digests of the library's pages by the beginning of their hashes, as the ids of their articles have it. */
export function digestsOfPages(library: Pick<Library, "pages">): ReadonlyMap<string, string> {
  return new Map(library.pages({}).map(({ sha256, digest }) => [sha256.slice(0, 16), digest]));
}

/** What changes when the article, or what was read out of it, does. */
export function digestOf({ id, title, publishedAt, trust, figures }: ArticleHead, pages: ReadonlyMap<string, string>): string {
  return pages.get(id.slice(0, 16)) ?? [title, publishedAt, trust, figures].join("\n");
}
