import type { Observation } from "./observation.ts";
import type { ArticleHead, ReadArticle } from "./store.ts";
import type { Span } from "./tokens.ts";

/**
 * What hits are counted and narrowed by. `province63`, `province34`: the provinces that the article or its figures are about, in the boundaries to 2025-06-30 and
 * since; a figure of one of the 34 counts under one of the 63 only where that is the same unit. `year`: of publication.
 */
export type FacetName = "province63" | "province34" | "year" | "publisher" | "indicator" | "document" | "trust";

/** Values of one facet are alternatives; all facets must hold. */
export type SearchFilters = { readonly [facet in FacetName]?: readonly string[] };

export interface FacetCount {
  readonly value: string;
  readonly count: number;
  /** It is one of the values that the search is narrowed to. */
  readonly isChosen: boolean;
}

/** The values of a facet over all hits, most frequent first; its own filter is left out of its counts. */
export interface Facet {
  readonly name: FacetName;
  readonly counts: readonly FacetCount[];
}

export type SearchSort = "relevance" | "date";

export interface SearchOptions {
  readonly limit: number;
  /** How many hits to pass over; ignored when there is a `cursor`. */
  readonly offset: number;
  /** `next` of an earlier answer to the same question. */
  readonly cursor?: string;
  readonly sort?: SearchSort;
  /** Beside those in the query itself. */
  readonly filters?: SearchFilters;
  /** Leave the facets out, which saves counting. */
  readonly withoutFacets?: boolean;
}

export interface SearchHit {
  readonly head: ArticleHead;
  /** Comparable within one answer that is sorted by relevance. */
  readonly score: number;
  /** The sentence of the article's text that answers best, and the matched words in it (offsets into `sentence.text`). */
  readonly sentence: { readonly text: string; readonly start: number; readonly marks: readonly Span[] };
  /** Up to five of the article's figures: those of that sentence first, then the nearest to it. `head.figures` counts all. */
  readonly figures: readonly Observation[];
}

/** `all`: every word stands in every hit; `near`: words were also taken without marks, as beginnings, or one letter off; `some`: no text has all words. */
export type SearchReading = "all" | "near" | "some";

export interface SearchResult {
  readonly query: string;
  /** Reports: articles that repeat another hit are counted with it, here and in the facets. */
  readonly total: number;
  readonly hits: readonly SearchHit[];
  readonly reading: SearchReading;
  /** The query as it was probably meant, where it was not met word for word and this one is. */
  readonly instead: string | null;
  readonly facets: readonly Facet[];
  /** For the page after this one; null on the last. */
  readonly next: string | null;
}

/** What a beginning of a query may become. */
export interface SearchSuggestions {
  /** Whole queries whose last word or words are completed, with their marks, those of most articles first. */
  readonly terms: readonly { readonly text: string; readonly articles: number }[];
  /** Documents whose number begins so, those of most articles first. */
  readonly documents: readonly { readonly id: string; readonly articles: number }[];
}

/** Full-text search over current articles, saved with the fingerprint of its analyser and of the data it was built from. */
export interface SearchIndex {
  /**
   * Best or newest first; pages follow the same order. Of several articles with one report there is one hit, the original where it is among them. An empty query
   * gives no hits. Throws WrongUse for a field of the query whose value cannot be meant, and
   * for a cursor of another question or of an index that has changed since (in PostgreSQL, which workers may be filling: of one whose order up to there has changed).
   */
  search(query: string, options: SearchOptions): SearchResult;
  /** Articles with the most telling words of this one in common, most alike first, without its own reprints; empty for an article that is not in the index. */
  similar(article: string, limit: number): readonly SearchHit[];
  /** Completions of what is being typed, with or without marks, out of the words and documents of the articles; at most `limit` of each kind. */
  suggest(text: string, limit: number): SearchSuggestions;
  /** In how many articles each value of a facet stands. */
  countsOf(facet: FacetName): ReadonlyMap<string, number>;
  /** Adds articles, each in place of itself and of older versions of its page. */
  add(articles: readonly { head: ArticleHead; read: ReadArticle }[]): void;
  readonly engine: "minisearch" | "fts5" | "postgres";
  readonly size: number;
  readonly fingerprint: string;
  /** Changes with every change of the index, also by others who write to it: where workers do, the fingerprint says nothing. */
  readonly version: string;
  close(): void;
}
