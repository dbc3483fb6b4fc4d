import type { ArticleHead, ReadArticle } from "./store.ts";
import type { Span } from "./tokens.ts";

export interface SearchHit {
  readonly head: ArticleHead;
  readonly score: number;
  /** The sentence of the article's text that answers best, and the matched words in it (offsets into `sentence.text`). */
  readonly sentence: { readonly text: string; readonly start: number; readonly marks: readonly Span[] };
}

export interface SearchResult {
  readonly query: string;
  readonly total: number;
  readonly hits: readonly SearchHit[];
}

/** Full-text search over current articles, saved with the fingerprint of its analyser and of the data it was built from. */
export interface SearchIndex {
  /** Best first. `offset` + `limit` page through the same order. An empty query gives no hits. */
  search(query: string, page: { limit: number; offset: number }): SearchResult;
  add(articles: readonly { head: ArticleHead; read: ReadArticle }[]): void;
  readonly size: number;
  readonly fingerprint: string;
}
