import type { ArticleId } from "./article.ts";
import type { Check, IndicatorCode, Observation, Review } from "./observation.ts";
import type { ArticleHead } from "./store.ts";

/** What a person said of an observation; `withdraw` takes back what was said before, so that the rules' reading holds again. */
export type Verdict = Review["verdict"] | "reject" | "withdraw";

/**
 * What a person decided about one figure, kept apart from what the rules read so that it survives every new reading. The figure is known again by the
 * passage it stands in (the line or lines of `Article.text` around its quote), not by its offsets or by the version of its page.
 */
export interface Decision {
  /** The observation's id (`reviewId`): twelve hexadecimal digits. A later decision of the same id stands in place of an earlier one. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  readonly why: string;
  /** Where the figure was said when it was decided on. */
  readonly url: string;
  readonly article: ArticleId;
  readonly passage: string;
  readonly passageStart: number;
  /** What the rules had read. */
  readonly reading: Observation;
  /** True when the rules had read several figures of the same indicator, dims and measure out of this quote: then place and period tell them apart. */
  readonly hasTwins: boolean;
  /** What holds instead of the reading; null unless `verdict` is `correct`. */
  readonly correction: Observation | null;
}

/** Another report's answer to the same question. */
export interface Rival {
  readonly id: string;
  readonly value: number;
  readonly article: string;
  readonly url: string;
  readonly title: string;
}

/** Why a person should look at a figure. */
export type Doubt =
  | { readonly kind: "failed_check"; readonly check: Check }
  | { readonly kind: "conflict"; readonly rivals: readonly Rival[] }
  | { readonly kind: "low_confidence"; readonly confidence: number };

export type DoubtKind = Doubt["kind"];

/** A figure that a person should look at. */
export interface ReviewItem {
  readonly id: string;
  readonly doubts: readonly Doubt[];
  readonly observation: Observation;
  readonly head: ArticleHead;
}

/** An item with what helps to decide: the other figures that were read at the same words, and what other articles say, as they read it. */
export interface ReviewCase extends ReviewItem {
  readonly readings: readonly Observation[];
  readonly rivals: readonly { readonly id: string; readonly observation: Observation; readonly head: ArticleHead }[];
}

/** All conditions must hold; an absent one does not restrict. */
export interface QueueQuery {
  readonly indicator?: IndicatorCode;
  readonly province?: string;
  readonly kind?: DoubtKind;
}

/**
 * A page of the queue, the most doubtful first. `building`: the store is still being read through for doubts, `done` of `of` articles so far (both 0 where not
 * known), and there are no items yet.
 */
export type QueuePage =
  | { readonly state: "building"; readonly done: number }
  | {
      readonly state: "ready";
      readonly items: readonly ReviewCase[];
      /** Undecided figures of this question, and of the whole queue. */
      readonly total: number;
      readonly all: number;
      /** How many figures a person has decided about. */
      readonly decided: number;
      /** What the figures of the whole queue are of: indicators, provinces and kinds of doubt with their counts, most first. */
      readonly facets: QueueFacets;
      /** When the store was read through for doubts; ISO time. What was decided since is left out. */
      readonly madeAt: string;
    };

type Counts = readonly { readonly code: string; readonly count: number }[];

export interface QueueFacets {
  readonly indicators: Counts;
  readonly provinces: Counts;
  readonly kinds: Counts;
}

/** A decision, what held before it, and whether it still has an effect. */
export interface DecisionEntry {
  readonly decision: Decision;
  /** The figure as it was before; null where an earlier decision had taken it out. */
  readonly before: Observation | null;
  /** The figure as the decision leaves it; null where it takes it out. */
  readonly after: Observation | null;
  /** `superseded`: a later decision stands in its place; `passage_gone`: no current article at the address has the passage, so it rests until it comes back. */
  readonly state: "applied" | "withdrawn" | "superseded" | "passage_gone";
  /** Our article with this figure, as the decision knew it. */
  readonly article: ArticleId;
}

/** A page of the log, newest first. */
export interface DecisionPage {
  readonly entries: readonly DecisionEntry[];
  readonly total: number;
}

/** What a reviewer wants done. `seen`: the mark of the case that was shown (`ReviewDesk.markOf`); a figure that has another one meanwhile is not touched. */
export interface Deciding {
  readonly id: string;
  /** Where the figure stands; it is looked for in this article first. */
  readonly article: ArticleId;
  readonly verdict: Verdict;
  readonly by: string;
  readonly why: string;
  /** `value=1168 period=2023`, for the verdict `correct`. */
  readonly correction?: readonly string[];
  readonly seen?: string;
}

/** `changed`: nothing was stored, as the figure is not any more what was shown; `now` is the last decision about it, null when none was made (its article was read anew). */
export type Decided =
  | { readonly outcome: "stored"; readonly decision: Decision }
  | { readonly outcome: "changed"; readonly now: Decision | null };

/** Who may decide: a name that the operator has given a token. */
export interface Reviewer {
  readonly name: string;
  /** ISO time. */
  readonly addedAt: string;
}

/** Where reviewers work: the queue, the decisions, and who may decide. */
export interface ReviewDesk {
  /** Waits for a queue that is still being made for a while only. Throws StoreBroken. */
  queue(query: QueueQuery, page: { readonly limit: number; readonly offset: number }): Promise<QueuePage>;
  /** A figure of the queue or beside it by its id and article; null when it is not there (any more). */
  find(id: string, article: ArticleId): ReviewCase | null;
  /** Changes whenever what is said of this figure does. */
  markOf(item: Pick<ReviewItem, "id" | "observation">): string;
  /** Throws WrongUse for a decision that makes no sense, BadEntry or StoreBroken when it cannot be written. */
  decide(deciding: Deciding): Decided;
  /** The last decision about a figure; null for none. */
  lastOf(id: string): Decision | null;
  decisions(page: { readonly limit: number; readonly offset: number }): DecisionPage;
  /** Those who have a token now; empty until the operator adds one. */
  reviewers(): readonly Reviewer[];
  /** Whose token this is; null for none. Takes the same time whether it is nearly right or not. */
  reviewerOf(token: string): Reviewer | null;
  /** A session for a browser, good until `until` unless the reviewer is removed before. */
  openSession(reviewer: Reviewer, until: Date): string;
  /** The reviewer of a session that is still good, and the token that forms of this session carry. */
  session(text: string, now: Date): { readonly reviewer: Reviewer; readonly formToken: string } | null;
}
