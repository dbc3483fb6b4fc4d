import type { Article, ArticleId, ArticlePlace, Trust } from "./article.ts";
import type { Citation } from "./citation.ts";
import type { Check, IndicatorCode, Observation, Place, Status } from "./observation.ts";
import type { Page } from "./page.ts";
import type { Decision } from "./review.ts";
import type { SourceId } from "./source.ts";

/** An article with everything that was read out of it. */
export interface ReadArticle {
  readonly article: Article;
  readonly place: ArticlePlace;
  readonly observations: readonly Observation[];
  readonly citations: readonly Citation[];
  readonly checks: readonly Check[];
}

/** `new`: the address was not known; `changed`: a new version of a known page; `same`: nothing was written; `reread`: same bytes, newer rules. */
export type SaveOutcome = "new" | "changed" | "same" | "reread";

/** What lists show of an article. */
export interface ArticleHead {
  readonly id: ArticleId;
  readonly url: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly source: SourceId | null;
  readonly publishedAt: string | null;
  readonly fetchedAt: string;
  readonly basedOn: string | null;
  readonly place: Place | null;
  readonly trust: Trust;
  /** False for an article of an older version of its page. */
  readonly current: boolean;
  readonly figures: number;
}

export interface StoredObservation {
  readonly observation: Observation;
  readonly head: ArticleHead;
}

export interface StoredCitation {
  readonly citation: Citation;
  readonly head: ArticleHead;
}

/** All conditions must hold; an absent one does not restrict. Only articles of current page versions unless `superseded`. */
export interface ObservationQuery {
  readonly indicator?: IndicatorCode;
  readonly provinces?: readonly string[];
  readonly level?: Place["level"];
  readonly status?: Status;
  readonly article?: ArticleId;
  readonly superseded?: boolean;
}

export interface ArticleQuery {
  readonly url?: string;
  readonly source?: SourceId;
  readonly superseded?: boolean;
  /** Only articles stored in this run. */
  readonly run?: string;
  readonly limit?: number;
}

export interface RunRecord {
  readonly id: string;
  readonly startedAt: string;
  /** Null while the run is under way, or when it was cut off. */
  readonly finishedAt: string | null;
  readonly job: string;
  readonly counters: Readonly<Record<string, number>>;
}

/** The questions that the rest of dangvu asks of what is kept. Every write of one document is one transaction. */
export interface Store {
  /** Writes a page version with its articles and all that was read out of them; running it twice changes nothing. Throws StoreBroken. */
  saveDocument(input: { page: Page; articles: readonly ReadArticle[]; run: string; rules: string }): SaveOutcome;
  article(id: ArticleId): ReadArticle | null;
  head(id: ArticleId): ArticleHead | null;
  /** Newest publication first; articles without a date last. */
  articles(query: ArticleQuery): readonly ArticleHead[];
  /** All versions of the page of this address, oldest first: the heads of their articles. */
  versions(url: string): readonly ArticleHead[];
  observations(query: ObservationQuery): readonly StoredObservation[];
  /** Mentions of documents; `id` selects one document and its usual other ids. */
  citations(query: { id?: string; article?: ArticleId }): readonly StoredCitation[];
  /**
   * Adds what a person decided about a figure. From then on every answer of the store, and every later reading of the article, is what the decision leaves:
   * confirmed and corrected figures carry `review`, rejected ones are gone. Throws StoreBroken.
   */
  decide(decision: Decision): void;
  /** What was decided, oldest first: the last decision of each figure, or all of them with `history`. `article` also finds decisions about other versions of its page. */
  decisions(query: { id?: string; article?: ArticleId; history?: boolean }): readonly Decision[];
  page(sha256: Page["sha256"]): Page | null;
  /** A hash that changes exactly when the current articles or their observations do. */
  fingerprint(): string;
  startRun(record: { id: string; job: string; startedAt: string }): void;
  finishRun(id: string, finishedAt: string, counters: Readonly<Record<string, number>>): void;
  runs(): readonly RunRecord[];
  close(): void;
}
