import type { Article, ArticleId, ArticlePlace, Trust } from "./article.ts";
import type { Citation } from "./citation.ts";
import type { Check, Dims, IndicatorCode, Measure, Observation, Place, Status } from "./observation.ts";
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
  /** Only pages whose hash begins with one of these, 16 letters each, as the ids of their articles do. */
  readonly documents?: readonly string[];
  readonly limit?: number;
}

/** What tables are made of: figures of current articles that answer one question. */
export interface FigureQuery {
  readonly indicator: IndicatorCode;
  readonly dims: Dims;
  readonly measure: Measure;
  readonly status: Status;
  readonly level: Place["level"];
  readonly provinces?: readonly string[];
}

/** All conditions must hold; an absent one does not restrict. Only articles of current page versions unless `superseded`. */
export interface ObservationQuery {
  readonly indicator?: IndicatorCode;
  readonly provinces?: readonly string[];
  readonly level?: Place["level"];
  readonly status?: Status;
  readonly article?: ArticleId;
  readonly superseded?: boolean;
  /** Exactly these dimensions: `{}` selects figures without any. */
  readonly dims?: Dims;
  readonly measure?: Measure;
  /** Only figures whose period ends, or whose day lies, in this year. */
  readonly year?: number;
  /** Only figures read with this confidence or more. */
  readonly minConfidence?: number;
  /** Only figures read with less confidence than this, or with a failed check. */
  readonly doubtfulBelow?: number;
  /** Only figures of articles that were fetched at this time (ISO) or later. */
  readonly storedSince?: string;
  /** At most so many, the first in the order of the answer. */
  readonly limit?: number;
}

export interface ArticleQuery {
  readonly url?: string;
  readonly source?: SourceId;
  readonly superseded?: boolean;
  /** Only articles stored in this run. */
  readonly run?: string;
  /** Only articles that are about this province, or a place in it: `63-20`. */
  readonly province?: string;
  /** Only articles published on this day (ISO) or later; those without a date are left out. */
  readonly since?: string;
  /** Only articles published before this day (ISO); those without a date are left out. */
  readonly before?: string;
  /** Only articles fetched at this time (ISO) or later. */
  readonly storedSince?: string;
  readonly limit?: number;
}

export interface CitationQuery {
  /** One document and its usual other ids. */
  readonly id?: string;
  readonly article?: ArticleId;
  /** Only mentions in articles that are about this province, or a place in it. */
  readonly province?: string;
  /** Only mentions of documents that a committee of this province issued. */
  readonly issuerPlace?: string;
  readonly limit?: number;
}

/** Where a list goes on. */
export interface PortionQuery {
  /** How many at most. */
  readonly limit: number;
  /** `next` of the portion before; absent for the first. */
  readonly after?: string;
}

/** A part of a list in an order that stays as it is when more is stored: what was there when the first portion was asked for, and stays, comes once. */
export interface Portion<T> {
  readonly items: readonly T[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
}

/** The first and the last year, inclusive. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

/** What is known of an indicator. */
export interface IndicatorTally {
  readonly indicator: IndicatorCode;
  /** Without those of reprints. */
  readonly figures: number;
  /** Ids of both systems, in their order. */
  readonly provinces: readonly string[];
  /** Null where no figure has a period. */
  readonly years: YearSpan | null;
}

/** What is known of a province, in figures about it and places in it. */
export interface ProvinceTally {
  /** `63-20`, `34-20`. */
  readonly province: string;
  /** Without those of reprints. */
  readonly figures: number;
  /** That are about the province, or a place in it. */
  readonly articles: number;
  /** How many indicators have a figure. */
  readonly indicators: number;
}

/** What is known of an indicator in a province as a whole (level `province`), in figures that tables take: results (`actual`) of whole years, or of moments. */
export interface ProvinceIndicatorTally {
  readonly province: string;
  readonly indicator: IndicatorCode;
  /** Reprints count too, as tables decide themselves which are. */
  readonly figures: number;
  /** Every year that has one, the first first. */
  readonly years: readonly number[];
}

/** A question that provinces have answered: figures that tables take, of whole years or moments, in trusted articles. */
export interface QuestionTally {
  readonly indicator: IndicatorCode;
  readonly dims: Dims;
  readonly measure: Measure;
  readonly status: Exclude<Status, "change">;
  readonly figures: number;
  readonly provinces: number;
  readonly years: YearSpan;
}

/** What is known of a document that is mentioned. */
export interface DocumentTally {
  readonly id: string;
  /** Mentions, articles with one, and provinces that those are about. */
  readonly citations: number;
  readonly articles: number;
  readonly provinces: number;
  /** Days of publication of the first and the last article with a mention; null where none has a date. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

/** Who mentions a document, in current, trusted articles that repeat nobody. */
export interface CitingTally {
  /** That the articles are about; null for those of no known province. */
  readonly province: string | null;
  readonly articles: number;
  readonly citations: number;
  /** The earliest article of the day of issue or later; where none is dated, any. */
  readonly firstArticle: ArticleId;
  /** Its day; null where none is dated. */
  readonly firstAt: string | null;
}

/** Numbers of current articles and what stands in them, counted by the store itself. Asked again while nothing was written they are answered out of memory. Throws StoreBroken. */
export interface Tallies {
  /** By code, those that have a figure. */
  indicators(): ReadonlyMap<IndicatorCode, IndicatorTally>;
  /** By id of both systems, those that have a figure or an article. */
  provinces(): ReadonlyMap<string, ProvinceTally>;
  /** The questions that provinces have answered, of one indicator or of all, the most answered first. */
  questions(indicator?: IndicatorCode): readonly QuestionTally[];
  /** What is known of one province by indicator, in the order of the codes. */
  ofProvince(province: string): readonly ProvinceIndicatorTally[];
  /** What is known of one indicator by province, in the order of their ids. */
  ofIndicator(indicator: IndicatorCode): readonly ProvinceIndicatorTally[];
  /** Documents that are mentioned, the most mentioned first; those that articles about a province mention, or that its committee issued. */
  documents(query: { province?: string; issuerPlace?: string; limit?: number }): readonly DocumentTally[];
  /** Who mentions a document, by province; `ids` are all of its ids, `issued` its day of issue. */
  citing(document: { readonly ids: readonly string[]; readonly issued: string | null }): readonly CitingTally[];
  /** Of these articles those about a province that also mention a local document, of each province so many, the earliest. */
  citingWithOwn(query: { readonly ids: readonly string[]; readonly perProvince: number }): readonly ArticleId[];
  /** How many articles there are and figures in them (without those of reprints); `storedSince`: in articles fetched at this time (ISO) or later. */
  all(query: { storedSince?: string }): { readonly articles: number; readonly figures: number };
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
  /** To be called ahead of a transaction that saves these documents among other things: what is shared by all is noted, so that nobody waits for it until that transaction ends. */
  announce(inputs: readonly { articles: readonly ReadArticle[] }[]): void;
  /** Replaces what was read out of a stored body, where it differs, and notes the rules that read it; which version of a page is current stays. Throws StoreBroken. */
  saveReading(input: { page: Page; articles: readonly ReadArticle[]; rules: string }): "reread" | "same";
  /** Bodies of which another process is to find out which articles carry one report (store/postgres.ts, `reports`); 0 for a store that does so at once. */
  unsettled(): number;
  /** Does so for so many of them, the first first; returns the articles that may repeat another one by now, or no longer do. Throws StoreBroken. */
  settle(limit: number): readonly ArticleId[];
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
  /** The articles that these addresses have, or had. */
  idsAt(urls: readonly string[]): readonly ArticleId[];
  /** The current ones among these articles, with all that was read out of them: a few questions, however many they are. */
  readCurrent(ids: readonly ArticleId[]): readonly { readonly head: ArticleHead; readonly read: ReadArticle }[];
  /** By article and number. */
  observations(query: ObservationQuery): readonly StoredObservation[];
  /**
   * As `observations`, for many figures at little cost: what is long (quote, links, checks, rule, title) is read when it is looked at, one figure at a time, so the store must be
   * open as long as they are in use. In no certain order.
   */
  figures(query: FigureQuery): readonly StoredObservation[];
  /** `figures` of several questions, in their order, all about these provinces: much cheaper than one after the other. */
  manyFigures(queries: readonly Omit<FigureQuery, "provinces">[], provinces: readonly string[]): readonly (readonly StoredObservation[])[];
  /** Mentions of documents, by article and number. */
  citations(query: CitationQuery): readonly StoredCitation[];
  /**
   * Portions of what `observations`, `citations` and `articles` answer, in an order of their own: figures by question, then they and mentions in the order in which their articles were
   * first stored; articles the last stored first. Throws WrongUse for an `after` that is none.
   */
  listObservations(query: ObservationQuery & PortionQuery): Portion<Numbered<StoredObservation>>;
  listCitations(query: CitationQuery & PortionQuery): Portion<Numbered<StoredCitation>>;
  listArticles(query: ArticleQuery & PortionQuery): Portion<ArticleHead>;
  readonly tallies: Tallies;
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
  /** Changes with everything that this or another process writes, runs included; the same for all that have the store open, today and tomorrow. Takes microseconds. */
  version(): string;
  startRun(record: { id: string; job: string; startedAt: string }): void;
  finishRun(id: string, finishedAt: string, counters: Readonly<Record<string, number>>): void;
  runs(): readonly RunRecord[];
  close(): void;
}
