import type { Citation } from "./citation.ts";
import type { Bound, Dims, IndicatorCode, Observation } from "./observation.ts";
import type { ArticleHead } from "./store.ts";

/** What a watch-list waits for. */
export type WatchSubject =
  /** Figures of an indicator, with these dimensions at least, of these provinces; one of indicator and provinces is there. */
  | { readonly kind: "figures"; readonly indicator?: IndicatorCode; readonly dims?: Dims; readonly provinces?: readonly string[] }
  /** Mentions of a document, in articles about these provinces where there are some. */
  | { readonly kind: "document"; readonly id: string; readonly provinces?: readonly string[] }
  /** Articles that a search finds, with their figures. */
  | { readonly kind: "search"; readonly query: string };

/** A receiver of POST requests. */
export interface WatchWebhook {
  readonly url: string;
  /** It may lie in a private network. */
  readonly allowPrivate: boolean;
  /** It drops what it has had before by `Idempotency-Key`: a message of which nobody knows whether it came is then sent again. */
  readonly dropsRepeats: boolean;
}

/** A watch-list: what, and how it is told. */
export interface WatchList {
  /** `ket-nap-lang-son`: part of the feed's address. */
  readonly name: string;
  readonly title: string;
  readonly lang: "vi" | "en";
  /** ISO time; what came before is not told. */
  readonly addedAt: string;
  readonly subject: WatchSubject;
  /** It has a public Atom feed. */
  readonly atom: boolean;
  readonly email: readonly string[];
  readonly webhooks: readonly WatchWebhook[];
}

interface OfArticle {
  /** What makes it this fact and no other: equal for what is told once only. */
  readonly key: string;
  readonly head: ArticleHead;
}

/** A figure. `corrected`: the paper or a reviewer says now what was said otherwise before (`was`). */
export interface FigureFact extends OfArticle {
  readonly kind: "figure";
  readonly observation: Observation;
  readonly change: "new" | "corrected";
  readonly was: readonly { readonly value: number; readonly bound: Bound }[];
  /** Whose correction it is; null for a new figure. */
  readonly correctedBy: "paper" | "reviewer" | null;
  /** Nobody has reviewed it, and it was read with little confidence or failed a check. */
  readonly isDoubtful: boolean;
}

/** The first mention of a document in an article. */
export interface CitationFact extends OfArticle {
  readonly kind: "citation";
  readonly citation: Citation;
}

/** An article that a search finds. */
export interface ReportFact extends OfArticle {
  readonly kind: "report";
}

/** Further facts, so many that they are not told one by one. */
export interface MoreFacts {
  readonly kind: "more";
  readonly key: string;
  readonly count: number;
}

export type ArticleFact = FigureFact | CitationFact | ReportFact;
export type WatchFact = ArticleFact | MoreFacts;

/** What was found for a list at one time. */
export interface WatchBatch {
  /** ISO time. */
  readonly at: string;
  readonly facts: readonly WatchFact[];
}

/** Where pages get watch-lists from. */
export interface WatchDesk {
  /** Names of the lists with a public feed. Throws StoreBroken. */
  names(): readonly string[];
  /** What was found for a list with a public feed, newest first, some 500 facts at most; null for a list that has none. Throws StoreBroken. */
  feed(name: string): { readonly list: WatchList; readonly batches: readonly WatchBatch[] } | null;
}
