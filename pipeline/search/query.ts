import type {
  FacetName,
  SearchFilters,
  SearchHit,
  SearchIndex,
  SearchOptions,
  SearchReading,
  SearchResult,
  SearchSort,
  SearchSuggestions,
} from "../types/search.ts";
import type { ArticleHead, ReadArticle, Store } from "../types/store.ts";
import { correct } from "./correct.ts";
import { questionKey, readCursor, staleCursor, writeCursor } from "./cursor.ts";
import { byDate } from "./dates.ts";
import type { Engine, Question, Ranked } from "./engine.ts";
import { FACETS, joinFilters, listFacets, narrowingOf } from "./facets.ts";
import { resolveField } from "./fields.ts";
import { nearestFigures } from "./figures.ts";
import { type IndexedFacet, storedTerm, toIndexed } from "./indexed.ts";
import { findKeywords, type Keyword, tellingWords } from "./keywords.ts";
import { type ParsedQuery, parseQuery } from "./parse.ts";
import { asksForWords, leavesOf, makePlan, type Plan, planOfWords, READINGS } from "./plan.ts";
import { type Carriers, carriersIn, countReports, type Folded, foldReports } from "./reports.ts";
import { bestSentence } from "./sentence.ts";
import { completeText, documentsLike, type KnownDocument, listDocuments } from "./suggest.ts";

/** What the index asks of the store: heads and texts of its hits, and whether it is still up to date. */
export type Library = Pick<Store, "article" | "articles" | "head" | "fingerprint" | "pages" | "versions">;

/** How many of an article's telling words make others similar to it. */
const TELLING_WORDS = 12;
/** Ranking costs the same up to here (`RESCORED` of the FTS5 engine). */
const FIRST_RANKED = 200;
/** So many times the articles that are wanted are looked at: reprints stand among them. */
const DEEP_ENOUGH = 4;
/** How many articles, spread over the library, show what is said everywhere: enough to tell "kết nạp" from the name of a village. */
const BACKGROUND = 300;
/** What stands for a province in keywords: its newest articles. */
const MOST_OF_PROVINCE = 60;
const FIGURES_SHOWN = 5;

interface Asked {
  readonly question: Question;
  readonly reading: SearchReading;
  readonly hits: ArrayLike<number>;
  readonly folded: Folded;
}

/** What is found out once about the articles in the index, until they change. */
interface Surveyed {
  readonly state: string;
  readonly carriers: Carriers;
  readonly countsOf: (facet: FacetName) => ReadonlyMap<string, number>;
  readonly documents: () => readonly KnownDocument[];
}

/** Search over one engine; texts and heads of the hits come from the library. */
export class ArticleIndex implements SearchIndex {
  readonly #engine: Engine;
  readonly #library: Library;
  #surveyed: Surveyed | null = null;
  #background: { readonly fingerprint: string; readonly texts: readonly string[] } | null = null;

  constructor(engine: Engine, library: Library) {
    this.#engine = engine;
    this.#library = library;
  }

  get engine(): Engine["name"] {
    return this.#engine.name;
  }

  get size(): number {
    this.#engine.refresh();
    return this.#engine.size;
  }

  /** The library's fingerprint as of the articles in the index; "" when articles were added since. */
  get fingerprint(): string {
    this.#engine.refresh();
    return this.#engine.fingerprint;
  }

  get version(): string {
    this.#engine.refresh();
    return this.#engine.state;
  }

  search(query: string, options: SearchOptions): SearchResult {
    this.#engine.refresh();
    const parsed = parseQuery(query);
    const { filters, without } = this.#filtersOf(parsed, options.filters ?? {});
    const asked = this.#ask(parsed, { filters, without });
    if (asked === null) return { query, total: 0, hits: [], reading: "all", instead: null, facets: [], next: null };
    const { question, reading, folded } = asked;
    const total = folded.shown.length;
    const sort: SearchSort = options.sort === "date" || question.plan === null ? "date" : "relevance";
    const key = questionKey([query, options.filters ?? {}, sort], this.#stateOfCursors());
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
      total,
      hits: shown.flatMap((one) => this.#toHit(one, wanted) ?? []),
      reading,
      instead: total > 0 && reading === "all" ? null : this.#instead(query, { filters, without }),
      facets: options.withoutFacets === true ? [] : this.#facets(asked, filters),
      next: last === undefined || end >= total ? null : writeCursor({ last: last.id, passed: end, key }),
    };
  }

  similar(article: string, limit: number): readonly SearchHit[] {
    const read = this.#library.article(article);
    if (read === null) return [];
    this.#engine.refresh();
    const articlesWith = (words: readonly string[]) => {
      const counts = this.#engine.lexicon.articlesWith(words.map(storedTerm));
      return (word: string): number => counts.get(storedTerm(word)) ?? 0;
    };
    const words = tellingWords(read.article.text, { size: this.#engine.size, articlesWith, limit: TELLING_WORDS });
    if (words.length === 0) return [];
    const plan = planOfWords(words);
    const { reportOf } = this.#survey().carriers;
    const own = this.#engine.numbersOf([article]).get(article) ?? 0;
    const ranked = this.#engine.rank({ plan, narrowing: [], without: [] }, DEEP_ENOUGH * limit + 1);
    const seen = new Set([reportOf.get(own)]);
    const others = ranked.filter(({ number }) => {
      const report = reportOf.get(number);
      const isNew = number !== own && (report === undefined || !seen.has(report));
      seen.add(report);
      return isNew;
    });
    const wanted = new Set(words.flatMap((word) => word.split(" ")));
    return others.slice(0, limit).flatMap((one) => this.#toHit(one, wanted) ?? []);
  }

  suggest(text: string, limit: number): SearchSuggestions {
    this.#engine.refresh();
    const documents = documentsLike(text, this.#survey().documents(), limit);
    return { terms: completeText(text, this.#engine.lexicon, limit), documents };
  }

  countsOf(facet: FacetName): ReadonlyMap<string, number> {
    this.#engine.refresh();
    return this.#survey().countsOf(facet);
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
    const digests = digestsOfArticles(
      this.#library,
      articles.map(({ head }) => head.id),
    );
    const older = articles.flatMap(({ head }) => this.#library.versions(head.url).filter(({ current }) => !current));
    this.#engine.replace({
      add: articles.map(({ head, read }) => toIndexed(read, digestOf(head, digests), head.reprintOf)),
      drop: older.map(({ id }) => id),
      fingerprint: "",
    });
    this.#surveyed = null;
  }

  close(): void {
    this.#engine.close();
  }

  /** A cursor goes on in an index that workers fill all the time as long as the order is the same up to it; in a saved one only while nothing has changed. */
  #stateOfCursors(): string {
    return this.#engine.name === "postgres" ? "" : this.#engine.fingerprint;
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
    const hits = this.#engine.match(question);
    return { question, reading, hits, folded: foldReports(hits, this.#survey().carriers) };
  }

  #survey(): Surveyed {
    const { state } = this.#engine;
    if (this.#surveyed?.state === state) return this.#surveyed;
    const counts = once(() => this.#countAll());
    const countsOf = (facet: FacetName): ReadonlyMap<string, number> => counts().get(facet) ?? new Map();
    const documents = once(() => listDocuments(countsOf("document")));
    this.#surveyed = { state, carriers: carriersIn(this.#engine), countsOf, documents };
    return this.#surveyed;
  }

  #countAll(): ReadonlyMap<IndexedFacet, ReadonlyMap<string, number>> {
    const { catalog } = this.#engine;
    const counts = catalog.count(this.#engine.match({ plan: null, narrowing: [], without: [] }));
    const byFacet = new Map<IndexedFacet, Map<string, number>>();
    catalog.values.forEach(({ facet, value }, number) => {
      const count = counts[number] as number;
      if (count > 0) byFacet.set(facet, (byFacet.get(facet) ?? new Map<string, number>()).set(value, count));
    });
    return byFacet;
  }

  #instead(query: string, { filters, without }: { filters: SearchFilters; without: readonly number[] }): string | null {
    const instead = correct(query, this.#engine.lexicon);
    if (instead === null) return null;
    const narrowing = narrowingOf(filters, this.#engine.catalog);
    const plan = makePlan(parseQuery(instead), "all", this.#engine.lexicon);
    return this.#engine.match({ plan, narrowing, without }).length > 0 ? instead : null;
  }

  #order({ question, folded }: Asked, sort: SearchSort, { from, to }: { from: number; to: number }): readonly Ranked[] {
    if (sort === "date") return byDate(this.#engine, folded.shown, { from, to });
    return this.#ranked(question, { to, isShown: (number) => !folded.hidden.has(number) }).slice(from);
  }

  /** The best that are to be shown, as many as asked for: at once more than that, as what is hidden stands among them, and still more where it was not enough. */
  #ranked(question: Question, { to, isShown }: { to: number; isShown: (number: number) => boolean }): readonly Ranked[] {
    for (let depth = Math.max(2 * to, FIRST_RANKED); ; depth *= 2) {
      const ranked = this.#engine.rank(question, depth);
      const shown = ranked.filter(({ number }) => isShown(number));
      if (shown.length >= to || ranked.length < depth) return shown.slice(0, to);
    }
  }

  #facets({ question, folded }: Asked, filters: SearchFilters) {
    const { catalog } = this.#engine;
    const countsWithout = (facet: FacetName): Uint32Array => {
      const hits = this.#engine.match({ ...question, narrowing: narrowingOf(filters, catalog, facet) });
      return countReports(catalog, foldReports(hits, this.#survey().carriers));
    };
    return listFacets(catalog, { counts: countReports(catalog, folded), filters, countsWithout });
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

/** Made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const wantedOf = (plan: Plan | null): ReadonlySet<string> => new Set(plan === null ? [] : leavesOf(plan).map(({ term }) => term));

/** The digests of the library's pages by the beginning of their hashes, as the ids of their articles have it. */
export function digestsOfPages(library: Pick<Library, "pages">): ReadonlyMap<string, string> {
  return new Map(library.pages({}).map(({ sha256, digest }) => [pageOf(sha256), digest]));
}

/** The beginning of the hash of an article's page. */
const pageOf = (id: string): string => id.slice(0, PAGE_LETTERS);
const PAGE_LETTERS = 16;

/** `digestsOfPages` for the pages of these articles alone. */
export function digestsOfArticles(library: Pick<Library, "pages">, ids: readonly string[]): ReadonlyMap<string, string> {
  const documents = [...new Set(ids.map(pageOf))];
  return new Map(library.pages({ documents }).map(({ sha256, digest }) => [pageOf(sha256), digest]));
}

/** What changes when the article, or what was read out of it, does. */
export function digestOf({ id, title, publishedAt, trust, figures, reprintOf }: ArticleHead, pages: ReadonlyMap<string, string>): string {
  const own = pages.get(pageOf(id)) ?? [title, publishedAt, trust, figures].join("\n");
  return reprintOf === undefined ? own : `${own}\n${reprintOf}`;
}
