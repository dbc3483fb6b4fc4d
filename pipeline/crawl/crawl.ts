import { setMaxListeners } from "node:events";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source, SourceId } from "../types/source.ts";
import type { SaveOutcome } from "../types/store.ts";
import type { Fetcher } from "./fetch.ts";
import type { FailureKind } from "./fetch-errors.ts";
import type { FoundUrl, Frontier, UrlKind } from "./frontier.ts";
import { makePace, type Pace, sleepUnlessAborted, type Ticks } from "./pace.ts";
import { makeRobotsBook } from "./robots.ts";
import { makeTraps } from "./traps.ts";
import { canonicalUrl, politeHost } from "./urls.ts";
import { type Context, type HostState, newHostState, turnOf, visitRow } from "./visit.ts";
import type { Span } from "./wanted.ts";
import { parseWindow, untilOpen } from "./window.ts";

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

/**
 * Visits every enabled source: discovery pages first, then articles. Returns one report a source, in the order given.
 * Failures of a page, host or source are logged, counted and left behind.
 * @throws the abort's reason when the run is aborted, and errors whose `next` is stop-run; both leave a frontier that goes on from there
 */
export async function crawl(input: CrawlInput): Promise<readonly SourceReport[]> {
  const context = openCrawl(input);
  const { frontier, run, night } = context;
  const entries = input.sources.filter(({ enabled }) => enabled).flatMap(entryPages);
  frontier.add(entries, run.now());
  const left = new Map<string, string>();
  await visitHosts(context, left);
  tellUnanswered(left, context);
  frontier.closeNight(night, run.now());
  return [...context.tallies.values()];
}

/** Visits hosts until nothing is due on any; what a host was left for goes into `left`. */
async function visitHosts(context: Context, left: Map<string, string>): Promise<void> {
  const visited = new Set<string>();
  for (;;) {
    const hosts = dueHosts(context).filter((host) => !visited.has(host));
    // A page of one host may have announced articles of another.
    if (hosts.length === 0 && !(await waitForHours(context))) return;
    await allOrFirstError(
      hosts.map(async (host) => {
        const reason = await visitHost(host, context);
        if (reason !== null) left.set(host, reason);
        // What its sources' hours have cut short goes on when they begin again.
        if (reason !== null || !isWaiting(context)) visited.add(host);
      }),
      context,
    );
  }
}

const isWaiting = (context: Context): boolean => context.outside === "wait" && liveSources(context).some(({ id }) => !isOpen(id, context));

/** Waits until the first of the sources outside their hours may be asked; false if there is none, or nobody wants to wait: then they are stopped. */
async function waitForHours(context: Context): Promise<boolean> {
  const { run, outside = "stop", sleep = sleepUnlessAborted, tallies, frontier } = context;
  const closed = liveSources(context).filter(
    ({ id }) => !isOpen(id, context) && frontier.hosts({ now: run.now(), sources: [id] }).length > 0,
  );
  if (closed.length === 0) return false;
  if (outside === "stop") {
    for (const source of closed) tallies.get(source.id)!.stopped = `ngoài khung giờ được tải (${hoursOf(source, context) ?? ""})`;
    return false;
  }
  const wait = Math.min(...closed.map((source) => waitOf(source, context)));
  run.log("info", "window/wait", { minutes: Math.ceil(wait / 60_000), sources: closed.map(({ id }) => id) });
  await sleep(Math.max(wait, 1), run.signal);
  return true;
}

/** The hours that hold for a source. */
export const hoursOf = (source: Source, { window }: CrawlInput): string | undefined => source.window ?? window;

function waitOf(source: Source, context: CrawlInput): number {
  const window = parseWindow(hoursOf(source, context) ?? "");
  return window === null ? 0 : untilOpen(window, context.run.now());
}

/** Whether a source may be asked at this hour. */
export function isOpen(id: SourceId, context: Context): boolean {
  return waitOf(context.byId.get(id)!, context) === 0;
}

/** What the visits of one run share. Opens a night of the frontier, in which known addresses are due again; a walk through an archive has none. */
export function openCrawl(input: CrawlInput, { isWalk = false }: { isWalk?: boolean } = {}): Context {
  // Every request and every pause listens for the end of the run: as many as there are hosts, which is no leak.
  setMaxListeners(0, input.run.signal);
  const { run, frontier, fetcher } = input;
  const budget = { ...usualBudget, ...input.budget };
  const sources = input.sources.filter((source) => source.enabled);
  const now = run.now();
  const articlesSince = new Date(now.getTime() - budget.recheckDays * 86_400_000);
  const night = isWalk ? run.id : frontier.openNight({ id: run.id, now, articlesSince, sources: sources.map(({ id }) => id) });
  const pace = input.pace ?? makePace({ concurrency: budget.concurrency, signal: run.signal });
  return {
    ...input,
    sources,
    budget,
    pace,
    robots: makeRobotsBook({ fetcher, run, shelf: frontier, turn: turnOf(pace) }),
    night,
    byId: new Map(sources.map((source) => [source.id, source])),
    tallies: new Map(sources.map((source) => [source.id, newTally(source.id)])),
    traps: makeTraps(budget.barrenPages),
    random: input.random ?? Math.random,
    triedNow: new Map(),
    explored: new Set(),
    spent: { requests: 0 },
    halt: { now: false },
  };
}

function entryPages({ id, feeds, sitemaps, listings }: Source): FoundUrl[] {
  const entries = (kind: UrlKind, urls: readonly string[]) =>
    urls.map((url) => ({ url: canonicalUrl(url) ?? url, source: id, kind, depth: 0 }));
  return [...entries("feed", feeds), ...entries("sitemap", sitemaps), ...entries("listing", listings)];
}

function newTally(source: SourceId): Tally {
  const none = { fetched: 0, notModified: 0, gone: 0, failed: 0, refused: 0, newPages: 0, changedPages: 0, skipped: 0 };
  return { source, ...none, failures: {}, robotsRefused: 0, aliases: 0, hosts: [], stopped: null };
}

function liveSources({ sources, tallies }: Context): readonly Source[] {
  return sources.filter(({ id }) => tallies.get(id)?.stopped === null);
}

/** Sources that are not stopped and within their hours. */
const openSources = (context: Context): SourceId[] =>
  liveSources(context)
    .map(({ id }) => id)
    .filter((id) => isOpen(id, context));

function dueHosts(context: Context): readonly string[] {
  return context.frontier.hosts({ now: context.run.now(), sources: openSources(context) });
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

/** A source none of whose requests was answered was stopped by what its host was left for: else a night without network would look like one without news. */
function tellUnanswered(left: ReadonlyMap<string, string>, { sources, tallies }: Context): void {
  for (const source of sources) {
    const tally = tallies.get(source.id)!;
    const reason = entryPages(source)
      .map(({ url }) => left.get(politeHost(url)))
      .find((found) => found !== undefined);
    if (tally.fetched + tally.notModified + tally.gone === 0) tally.stopped ??= reason ?? null;
  }
}

/** Visits a host until nothing of it is due; returns why it was left before, null if it was not. */
async function visitHost(host: string, context: Context): Promise<string | null> {
  const { run } = context;
  const state = newHostState(host);
  await visitAll(state, context);
  if (state.left === null) return null;
  run.count("host/left");
  run.log("warn", "host/left", { host, reason: state.left });
  return state.left;
}

/** Visits what is due of a host, as many at once as its sources allow; ends when nothing is due, in flight or allowed any more. */
async function visitAll(state: HostState, context: Context, kind?: UrlKind): Promise<void> {
  const { frontier, run } = context;
  const width = Math.max(
    1,
    ...context.sources.filter(({ home }) => politeHost(home) === state.host).map((source) => source.requestsAtOnce ?? 1),
  );
  const running = new Map<number, Promise<void>>();
  const begin = (): boolean => {
    if (state.left !== null || context.halt.now || running.size >= width) return false;
    run.signal.throwIfAborted();
    const input = { host: state.host, now: run.now(), sources: openSources(context), besides: [...running.keys()] };
    const row = frontier.next({ ...input, ...(kind === undefined ? {} : { kind }) });
    if (row === null) return false;
    state.left = overBudget(state, context);
    if (state.left !== null) return false;
    running.set(
      row.seq,
      visitRow(row, state, context).finally(() => running.delete(row.seq)),
    );
    return true;
  };
  try {
    while (begin() || running.size > 0) if (running.size >= width || !begin()) await Promise.race(running.values());
  } finally {
    await Promise.allSettled(running.values());
  }
}

/** Why the budget lets nothing more be asked; null if it does. */
export function overBudget(state: HostState, { budget, spent }: Context): string | null {
  if (spent.requests >= budget.requests) return "hết hạn mức số yêu cầu của cả lần chạy";
  return state.requests >= budget.requestsPerHost ? "hết hạn mức số yêu cầu của lần chạy" : null;
}

/** Visits the articles that are due of a source's hosts, within the budget; returns why a host was left, null if none was. */
export async function visitArticles(source: Source, context: Context): Promise<string | null> {
  for (const host of context.frontier.hosts({ now: context.run.now(), sources: [source.id] })) {
    const state = newHostState(host);
    await visitAll(state, context, "article");
    if (state.left !== null) return state.left;
  }
  return null;
}
