import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source, SourceId } from "../types/source.ts";
import type { SaveOutcome } from "../types/store.ts";
import type { Fetcher } from "./fetch.ts";
import type { FoundUrl, Frontier, UrlKind } from "./frontier.ts";
import { makePace, type Pace } from "./pace.ts";
import { makeRobotsBook } from "./robots.ts";
import { canonicalUrl } from "./urls.ts";
import { type Context, type HostState, visitRow } from "./visit.ts";

/** Limits of one run. */
export interface Budget {
  /** Requests under way on all hosts together. */
  readonly concurrency: number;
  /** Requests to one host in this run; what is left over waits for the next. */
  readonly requestsPerHost: number;
  /** Steps from an address of the source entry: pages of a listing, levels of sitemaps. Endless calendars end here. */
  readonly maxDepth: number;
  /** A longer `Retry-After` leaves the host for the next run. */
  readonly patienceSeconds: number;
  /** An article is asked for again each night until so many days after it was first seen; corrections come in the first weeks. */
  readonly recheckDays: number;
}

export const usualBudget: Budget = { concurrency: 20, requestsPerHost: 5_000, maxDepth: 400, patienceSeconds: 120, recheckDays: 30 };

export interface CrawlInput {
  readonly sources: readonly Source[];
  readonly frontier: Frontier;
  readonly fetcher: Fetcher;
  readonly run: Run;
  /** Called for each version of an article; its address counts as done only after this resolved. Called again with the same page after a crash. */
  readonly onPage: (page: Page, source: Source) => Promise<SaveOutcome>;
  readonly budget?: Partial<Budget>;
  readonly pace?: Pace;
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
  /** Why the source was left before its end; null if it was not. */
  readonly stopped: string | null;
}

export type Tally = { -readonly [Key in keyof SourceReport]: SourceReport[Key] };

/**
 * Visits every enabled source: discovery pages first, then articles. Returns one report a source, in the order given.
 * Failures of a page, host or source are logged, counted and left behind.
 * @throws the abort's reason when the run is aborted, and errors whose `next` is stop-run; both leave a frontier that goes on from there
 */
export async function crawl(input: CrawlInput): Promise<readonly SourceReport[]> {
  const context = open(input);
  const { frontier, run, night } = context;
  let hosts = dueHosts(context);
  const visited = new Set<string>();
  while (hosts.length > 0) {
    for (const host of hosts) visited.add(host);
    await allOrFirstError(
      hosts.map((host) => visitHost(host, context)),
      context,
    );
    // A page of one host may have announced articles of another.
    hosts = dueHosts(context).filter((host) => !visited.has(host));
  }
  frontier.closeNight(night, run.now());
  return [...context.tallies.values()];
}

function open(input: CrawlInput): Context {
  const { run, frontier, fetcher } = input;
  const budget = { ...usualBudget, ...input.budget };
  const sources = input.sources.filter((source) => source.enabled);
  const now = run.now();
  const articlesSince = new Date(now.getTime() - budget.recheckDays * 86_400_000);
  const night = frontier.openNight({ id: run.id, now, articlesSince, sources: sources.map(({ id }) => id) });
  frontier.add(sources.flatMap(entryPages), now);
  const pace = input.pace ?? makePace({ concurrency: budget.concurrency, signal: run.signal });
  const robots = makeRobotsBook({ fetcher, run, shelf: frontier });
  const byId = new Map(sources.map((source) => [source.id, source]));
  const tallies = new Map(sources.map((source) => [source.id, newTally(source.id)]));
  return { ...input, sources, budget, pace, robots, night, byId, tallies, triedNow: new Map(), halt: { now: false } };
}

function entryPages({ id, feeds, sitemaps, listings }: Source): FoundUrl[] {
  const entries = (kind: UrlKind, urls: readonly string[]) =>
    urls.map((url) => ({ url: canonicalUrl(url) ?? url, source: id, kind, depth: 0 }));
  return [...entries("feed", feeds), ...entries("sitemap", sitemaps), ...entries("listing", listings)];
}

function newTally(source: SourceId): Tally {
  return { source, fetched: 0, notModified: 0, gone: 0, failed: 0, refused: 0, newPages: 0, changedPages: 0, stopped: null };
}

function liveSources({ sources, tallies }: Context): SourceId[] {
  return sources.map(({ id }) => id).filter((id) => tallies.get(id)?.stopped === null);
}

function dueHosts(context: Context): readonly string[] {
  return context.frontier.hosts({ now: context.run.now(), sources: liveSources(context) });
}

/** Throws the first error after the other hosts have ended their visit under way, so that nothing is in flight then. */
async function allOrFirstError(work: readonly Promise<void>[], { halt }: Context): Promise<void> {
  const watched = work.map((visits) =>
    visits.catch((error: unknown) => {
      halt.now = true;
      throw error;
    }),
  );
  const results = await Promise.allSettled(watched);
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function visitHost(host: string, context: Context): Promise<void> {
  const { frontier, run, budget } = context;
  const state: HostState = { host, requests: 0, failuresInRow: 0, refusalsInRow: 0, left: null };
  while (state.left === null && !context.halt.now) {
    run.signal.throwIfAborted();
    const row = frontier.next({ host, now: run.now(), sources: liveSources(context) });
    if (row === null) return;
    if (state.requests >= budget.requestsPerHost) state.left = "hết hạn mức số yêu cầu của lần chạy";
    else await visitRow(row, state, context);
  }
  if (state.left === null) return;
  run.count("host/left");
  run.log("warn", "host/left", { host, reason: state.left });
}
