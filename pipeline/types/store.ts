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
  /** When the site was first seen to have the page no longer; absent while it has it. */
  readonly goneAt?: string;
  /** The article that had the same report first, in another paper or under another address; absent for one that carries its own. */
  readonly reprintOf?: ArticleId;
}

export interface StoredObservation {
  readonly observation: Observation;
  readonly head: ArticleHead;
}

export interface StoredCitation {
  readonly citation: Citation;
  readonly head: ArticleHead;
}

/** What lists show of a stored body: its first address and time. */
export interface PageHead {
  readonly sha256: Page["sha256"];
  readonly url: string;
  readonly source: SourceId | null;
  readonly fetchedAt: string;
  /** The version of the rules that read it last. */
  readonly rules: string;
  /** Changes exactly when what was read out of it, or was decided about it, does. */
  readonly digest: string;
}

export interface PageQuery {
  readonly source?: SourceId;
  /** Only pages fetched at this time (ISO) or later. */
  readonly since?: string;
  /** Only pages that other rules than these read last. */
  readonly notReadBy?: string;
  /** Only pages behind this one in the order of the answer. */
  readonly after?: Page["sha256"];
  readonly limit?: number;
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

/** A file of raw pages. */
export interface RawFile {
  readonly path: string;
  /** Bytes that hold records the store knows. */
  readonly known: number;
  /** Bytes that there are; 0 for a file that is missing. */
  readonly found: number;
}

export interface RunRecord {
  readonly id: string;
  readonly startedAt: string;
  /** Null while the run is under way, or when it was cut off. */
  readonly finishedAt: string | null;
  readonly job: string;
  readonly counters: Readonly<Record<string, number>>;
}

/** A row with its number in its article. */
export type Numbered<T> = T & { readonly n: number };

export interface StoredCheck {
  readonly check: Check;
  readonly head: ArticleHead;
}

/**
 * All that is kept, for taking it away: rows come one after the other by article and number and are read page by page while they are used, so that what is in memory does
 * not grow with their number. Throws StoreBroken.
 */
export interface Bulk {
  observations(query: ObservationQuery): Iterable<Numbered<StoredObservation>>;
  /** Of current articles, as the following. */
  citations(): Iterable<Numbered<StoredCitation>>;
  checks(): Iterable<Numbered<StoredCheck>>;
  heads(): Iterable<ArticleHead>;
  /** Runs `work` so that all that `bulk` answers in it is of one moment, whatever others write meanwhile. */
  holding<T>(work: () => Promise<T>): Promise<T>;
  /** Writes the whole store as it is now into a new database file, raw pages in WARC files aside. */
  copyTo(path: string): void;
}

/** The questions that the rest of dangvu asks of what is kept. A document is written in one transaction, whole or not at all. */
export interface Store {
  /**
   * Writes a page version with its articles and all that was read out of them; running it twice changes nothing. A page out of somebody's archive (`isArchived`)
   * that is older than the current version of its address becomes a version of the past. Throws StoreBroken.
   */
  saveDocument(input: { page: Page; articles: readonly ReadArticle[]; run: string; rules: string; isArchived?: boolean }): SaveOutcome;
  /** Writes documents as `saveDocument` does, all of them or none, in one transaction; returns the outcomes in their order. */
  saveDocuments(inputs: readonly Parameters<Store["saveDocument"]>[0][]): readonly SaveOutcome[];
  /** Replaces what was read out of a stored body, where it differs, and notes the rules that read it; which version of a page is current stays. Throws StoreBroken. */
  saveReading(input: { page: Page; articles: readonly ReadArticle[]; rules: string }): "reread" | "same";
  /** Notes that the site no longer has the page of a stored address (by its status: 404, 410, or a redirect elsewhere); the first time counts, until it is saved anew. Throws StoreBroken. */
  noteGone(gone: { url: string; at: string; status: number }): void;
  article(id: ArticleId): ReadArticle | null;
  head(id: ArticleId): ArticleHead | null;
  /** Newest publication first; articles without a date last. */
  articles(query: ArticleQuery): readonly ArticleHead[];
  /** The current articles that carry the same report as this one (language/likeness.ts), the original first; this one alone where none does; none for an unknown id. */
  carriers(id: ArticleId): readonly ArticleHead[];
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
  /** The page of this hash as it first came. Throws UnreadableDocument when its body is lost or damaged. */
  page(sha256: Page["sha256"]): Page | null;
  /** Stored bodies, current and superseded, in the order of their hashes. */
  pages(query: PageQuery): readonly PageHead[];
  /** The files that bodies lie in, oldest first; one with `found` below `known` has lost some. */
  rawFiles(): readonly RawFile[];
  readonly bulk: Bulk;
  /** A hash that changes exactly when the current articles or their observations do. */
  fingerprint(): string;
  startRun(record: { id: string; job: string; startedAt: string }): void;
  finishRun(id: string, finishedAt: string, counters: Readonly<Record<string, number>>): void;
  runs(): readonly RunRecord[];
  close(): void;
}
