import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source, SourceId } from "../types/source.ts";
import type { SaveOutcome } from "../types/store.ts";
import type { Fetcher } from "./fetch.ts";
import type { FailureKind } from "./fetch-errors.ts";
import type { Frontier } from "./frontier.ts";
import type { Pace, Ticks } from "./pace.ts";
import type { Span } from "./wanted.ts";

/** Limits of one run. */
export interface Budget {
  /** Requests under way on all hosts together. */
  readonly concurrency: number;
  /** Requests of this run on all hosts together, those for robots.txt aside. */
  readonly requests: number;
  /** Requests to one host in this run; what is left over waits for the next. */
  readonly requestsPerHost: number;
  /** Steps from an address of the source entry: pages of a listing, levels of sitemaps. Endless calendars end here. */
  readonly maxDepth: number;
  /** A path under which so many pages in a row brought nothing new is left. */
  readonly barrenPages: number;
  /** A longer `Retry-After` leaves the host for the next run. */
  readonly patienceSeconds: number;
  /** An article is asked for again each night until so many days after it was first seen; corrections come in the first weeks. */
  readonly recheckDays: number;
}

export const usualBudget: Budget = {
  concurrency: 20,
  requests: Number.POSITIVE_INFINITY,
  requestsPerHost: 5_000,
  maxDepth: 400,
  barrenPages: 30,
  patienceSeconds: 120,
  recheckDays: 30,
};

/** What the caller did with a version of an article; `publishedAt` is the date that was read in it. */
export interface PageOutcome {
  readonly outcome: SaveOutcome;
  readonly publishedAt?: string | null;
}

export interface Gone {
  /** The address under which the article was handed over. */
  readonly url: string;
  readonly at: string;
  /** 404 or 410; 301 or 302 where the site now sends its readers elsewhere. */
  readonly status: number;
}

/** How a visit has ended whose article somebody is to be told of. */
export type VisitEnd =
  | { readonly kind: "page"; readonly page: Page; readonly source: Source; readonly outcome: SaveOutcome }
  | { readonly kind: "gone"; readonly gone: Gone };

/** What the visits of a host share with other machines. */
export interface Shared {
  /** Runs what is written together in one transaction, perhaps several times. */
  readonly together: <T>(work: () => T) => T;
  /** Called before each request, those for robots.txt aside. */
  readonly onRequest: () => void;
  /** Called in the transaction that writes the end of a visit down. */
  readonly onEnd: (end: VisitEnd) => void;
  /** Called in the transaction that adds addresses, with their hosts. */
  readonly onHosts: (hosts: readonly string[]) => void;
  /** From then on no request begins. */
  readonly drain: AbortSignal;
}

/** With `since`, `until`: only articles of these days, as far as their dates are known before they are read. */
export interface CrawlInput extends Span {
  readonly sources: readonly Source[];
  readonly frontier: Frontier;
  readonly fetcher: Fetcher;
  readonly run: Run;
  /**
   * Called for each version of an article, under the one address that stands for all its addresses; it counts as done only after this resolved.
   * Called again with the same page after a crash.
   */
  readonly onPage: (page: Page, source: Source) => Promise<SaveOutcome | PageOutcome>;
  /** Called when the site no longer has an article that was handed over before. */
  readonly onGone?: (gone: Gone) => void | Promise<void>;
  readonly budget?: Partial<Budget>;
  readonly pace?: Pace;
  /** The hours in which sources without hours of their own may be asked: `22:00-06:00`, Viet Nam time. */
  readonly window?: string;
  /** Outside of its hours a source is left with a reason, or waited for. */
  readonly outside?: "stop" | "wait";
  /** Waits for hours to begin; tests let it pass at once. */
  readonly sleep?: Ticks["sleep"];
  /** Spreads what is tried again; between 0 and 1. */
  readonly random?: () => number;
  /** Where other machines crawl by the same frontier. */
  readonly shared?: Shared;
}

/** What a run did with one source, in requests; `newPages` and `changedPages` are what `onPage` called so. */
export interface SourceReport {
  readonly source: SourceId;
  readonly fetched: number;
  readonly notModified: number;
  readonly gone: number;
  readonly failed: number;
  readonly refused: number;
  readonly newPages: number;
  readonly changedPages: number;
  /** What `failed` and `refused` were for, counted by kind. */
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>;
  /** Addresses that were announced and left alone: outside the sections, older than asked, of a path that leads nowhere. */
  readonly skipped: number;
  /** Addresses that robots.txt does not let us ask for. */
  readonly robotsRefused: number;
  /** Other addresses of articles that we have: redirects for good, canonical links. */
  readonly aliases: number;
  /** What was asked of each host for this source, and how many seconds its answers took together. */
  readonly hosts: readonly HostReport[];
  /** Why the source was left before its end; null if it was not. */
  readonly stopped: string | null;
}

export interface HostReport {
  readonly host: string;
  readonly requests: number;
  readonly seconds: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type Tally = Mutable<Omit<SourceReport, "hosts" | "failures">> & {
  readonly hosts: Mutable<HostReport>[];
  readonly failures: Partial<Record<FailureKind, number>>;
};
