import { setMaxListeners } from "node:events";
import type { Source, SourceId } from "../types/source.ts";
import { type CrawlInput, type SourceReport, type Tally, usualBudget } from "./crawl-input.ts";
import type { FoundUrl, UrlKind } from "./frontier.ts";
import { makePace, sleepUnlessAborted } from "./pace.ts";
import { makeRobotsBook } from "./robots.ts";
import { makeTraps } from "./traps.ts";
import { canonicalUrl, politeHost } from "./urls.ts";
import { turnOf, visitRow } from "./visit.ts";
import { type Context, type HostState, newHostState } from "./visit-context.ts";
import { parseWindow, untilOpen } from "./window.ts";

export type { Budget, CrawlInput, Gone, HostReport, PageOutcome, SourceReport } from "./crawl-input.ts";
export { usualBudget } from "./crawl-input.ts";

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

/** Milliseconds until a source may be asked. */
export function waitOf(source: Source, context: CrawlInput): number {
  const window = parseWindow(hoursOf(source, context) ?? "");
  return window === null ? 0 : untilOpen(window, context.run.now());
}

/** Whether a source may be asked at this hour. */
export function isOpen(id: SourceId, context: Context): boolean {
  return waitOf(context.byId.get(id)!, context) === 0;
}

/** What the visits of one run share. Opens a night of the frontier, in which known addresses are due again, unless the name of one is given: a walk through an archive has none. */
export function openCrawl(input: CrawlInput, given?: { readonly night: string }): Context {
  // Every request and every pause listens for the end of the run: as many as there are hosts, which is no leak.
  setMaxListeners(0, input.run.signal);
  const { run, frontier, fetcher } = input;
  const budget = { ...usualBudget, ...input.budget };
  const sources = input.sources.filter((source) => source.enabled);
  const night = given?.night ?? openNight({ ...input, id: run.id, recheckDays: budget.recheckDays });
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

/** Begins a night, or goes on with one that was cut off; returns its id. */
export function openNight({
  id,
  recheckDays,
  ...input
}: Pick<CrawlInput, "frontier" | "run" | "sources"> & { readonly id: string; readonly recheckDays: number }): string {
  const now = input.run.now();
  const articlesSince = new Date(now.getTime() - recheckDays * 86_400_000);
  const sources = input.sources.filter(({ enabled }) => enabled).map((source) => source.id);
  return input.frontier.openNight({ id, now, articlesSince, sources });
}

/** The addresses that a source entry names. */
export function entryPages({ id, feeds, sitemaps, listings }: Source): FoundUrl[] {
  const entries = (kind: UrlKind, urls: readonly string[]) =>
    urls.map((url) => ({ url: canonicalUrl(url) ?? url, source: id, kind, depth: 0 }));
  return [...entries("feed", feeds), ...entries("sitemap", sitemaps), ...entries("listing", listings)];
}

function newTally(source: SourceId): Tally {
  const none = { fetched: 0, notModified: 0, gone: 0, failed: 0, refused: 0, newPages: 0, changedPages: 0, skipped: 0 };
  return { source, ...none, failures: {}, robotsRefused: 0, aliases: 0, hosts: [], stopped: null };
}

export function liveSources({ sources, tallies }: Context): readonly Source[] {
  return sources.filter(({ id }) => tallies.get(id)?.stopped === null);
}

/** Sources that are not stopped and within their hours. */
export const openSources = (context: Context): SourceId[] =>
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
export async function visitAll(state: HostState, context: Context, kind?: UrlKind): Promise<void> {
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
