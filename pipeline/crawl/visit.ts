import { DangvuError, FetchFailed, FetchRefused } from "../types/errors.ts";
import type { Source, SourceId } from "../types/source.ts";
import type { Budget, CrawlInput, Tally } from "./crawl.ts";
import { discoverLinks, isArticleUrl } from "./discover.ts";
import type { Fetched } from "./fetch.ts";
import type { UrlKind, UrlRow, Visit } from "./frontier.ts";
import type { Pace } from "./pace.ts";
import type { RobotsBook } from "./robots.ts";

/** Tries of one address in one run, and in a row over several runs before it is given up; refusals may be a night's mood, too. */
const triesPerRun = 2;
const triesInAll = 8;
const refusalsInAll = 3;
/** A host that fails or refuses so many times in a row is left alone for this run. */
const maxFailuresInRow = 5;
const maxRefusalsInRow = 20;

/** What the visits of one run share. */
export interface Context extends CrawlInput {
  readonly budget: Budget;
  readonly pace: Pace;
  readonly robots: RobotsBook;
  readonly night: string;
  readonly byId: ReadonlyMap<SourceId, Source>;
  readonly tallies: ReadonlyMap<SourceId, Tally>;
  readonly triedNow: Map<string, number>;
  /** Set when the run is to end: no host begins another visit. */
  readonly halt: { now: boolean };
}

/** How a host has behaved in this run; `left` says why it is asked no more. */
export interface HostState {
  readonly host: string;
  requests: number;
  failuresInRow: number;
  refusalsInRow: number;
  left: string | null;
}

/** Visits one address: robots, pace, request, and what the answer asks for; writes the end of the visit down. @throws what ends the run */
export async function visitRow(row: UrlRow, state: HostState, context: Context): Promise<void> {
  const source = context.byId.get(row.source)!;
  const rules = await context.robots.rulesFor(row.url, source.allowPrivate);
  if (!rules.known) {
    state.left = "không hỏi được robots.txt";
    return;
  }
  if (!rules.allows(row.url)) {
    context.run.count("robots/forbidden");
    context.run.log("info", "robots/forbidden", { url: row.url });
    settle(row, context, { state: "failed", error: "robots.txt" });
    return;
  }
  context.pace.widen(state.host, Math.max(source.paceSeconds, rules.crawlDelaySeconds ?? 0));
  state.requests++;
  try {
    const fetched = await fetchRow(row, source, context);
    state.failuresInRow = 0;
    state.refusalsInRow = 0;
    await takeIn(fetched, row, context);
  } catch (error) {
    handleFailure(error, row, state, context);
  }
}

async function fetchRow(row: UrlRow, source: Source, context: Context): Promise<Fetched> {
  const { fetcher, run, robots } = context;
  return context.pace.ask(row.host, () =>
    fetcher.get({
      url: row.url,
      source: source.id,
      allowPrivate: source.allowPrivate,
      signal: run.signal,
      fetchedAt: run.now().toISOString(),
      etag: row.etag,
      lastModified: row.last_modified,
      mayFollow: async (url) => (await robots.rulesFor(url, source.allowPrivate)).allows(url),
    }),
  );
}

async function takeIn(fetched: Fetched, row: UrlRow, context: Context): Promise<void> {
  const tally = context.tallies.get(row.source)!;
  context.run.count(`fetch/${fetched.status}`);
  if (fetched.kind === "gone") {
    tally.gone++;
    settle(row, context, { state: "gone", status: fetched.status });
  } else if (fetched.kind === "same") {
    tally.notModified++;
    settle(row, context, { state: "done", status: fetched.status });
  } else {
    tally.fetched++;
    if (row.kind === "article") await takeArticle(fetched, row, context);
    else takeDiscovery(fetched, row, row.kind, context);
  }
}

type FetchedPage = Extract<Fetched, { kind: "page" }>;

async function takeArticle(fetched: FetchedPage, row: UrlRow, context: Context): Promise<void> {
  const { page } = fetched;
  const source = context.byId.get(row.source)!;
  const tally = context.tallies.get(row.source)!;
  if (page.url !== row.url && !isArticleUrl(page.url, source)) {
    // Sites send the addresses of removed articles to their front page.
    context.run.count("fetch/redirected-away");
    tally.gone++;
    settle(row, context, { state: "gone", status: fetched.status, error: `chuyển hướng tới ${page.url}` });
    return;
  }
  if (page.sha256 !== row.sha256) {
    const outcome = await context.onPage(page, source);
    context.run.count(`page/${outcome}`);
    if (outcome === "new") tally.newPages++;
    if (outcome === "changed") tally.changedPages++;
  }
  settle(row, context, { state: "done", ...version(fetched) });
}

function takeDiscovery(fetched: FetchedPage, row: UrlRow, kind: Exclude<UrlKind, "article">, context: Context): void {
  const { frontier, run, night, budget } = context;
  const found = discoverLinks(fetched.page, kind, context.byId.get(row.source)!);
  const place = { source: row.source, depth: row.depth + 1 };
  const articles = found.articles.map((url) => ({ ...place, url, kind: "article" as const }));
  const more = row.depth >= budget.maxDepth ? [] : found.more.map((page) => ({ ...place, ...page }));
  const now = run.now();
  const visit = { state: "done" as const, night, at: now.toISOString(), ...version(fetched) };
  run.count("article/found", frontier.finishDiscovery(row, visit, { articles, more }, now));
}

function version({ page, etag, lastModified, status }: FetchedPage) {
  return { status, etag, lastModified, sha256: page.sha256 };
}

function settle(row: UrlRow, { frontier, run, night }: Context, visit: Omit<Visit, "night" | "at">): void {
  frontier.finish(row.url, { ...visit, night, at: run.now().toISOString() });
}

function handleFailure(error: unknown, row: UrlRow, state: HostState, context: Context): void {
  if (context.run.signal.aborted) throw error;
  if (error instanceof DangvuError && error.next === "stop-run") throw error;
  const message = error instanceof Error ? error.message : String(error);
  report(error, row, message, context);
  if (error instanceof FetchFailed && error.retryAfterSeconds !== null) holdHost(error.retryAfterSeconds, state, context);
  else if (error instanceof FetchRefused) comeBackOrGiveUp(row, message, state, context);
  else if (error instanceof DangvuError && error.next !== "retry") settle(row, context, { state: "failed", error: message });
  else tryAgain(row, message, state, context);
}

/** One line and one number a failure. An error that is none of ours is a fault of a later stage: the address is kept. */
function report(error: unknown, row: UrlRow, message: string, { run, tallies }: Context): void {
  const tally = tallies.get(row.source)!;
  const isRefusal = error instanceof DangvuError && error.next !== "retry";
  const isCrash = !(error instanceof DangvuError);
  const what = isCrash ? "page/crashed" : error instanceof FetchRefused ? "fetch/refused" : isRefusal ? "page/unreadable" : "fetch/failed";
  if (isRefusal) tally.refused++;
  else tally.failed++;
  if (isRefusal && error.next === "stop-source") tally.stopped = message;
  run.count(what);
  run.log(isCrash ? "error" : "warn", what, { url: row.url, source: row.source, error: message });
}

/** A site that says when to come back is obeyed: its clock moves, the address keeps its tries. */
function holdHost(seconds: number, state: HostState, { pace, budget }: Context): void {
  if (seconds > budget.patienceSeconds || ++state.failuresInRow >= maxFailuresInRow) state.left = `trang nguồn yêu cầu chờ ${seconds} giây`;
  else pace.hold(state.host, seconds);
}

function comeBackOrGiveUp(row: UrlRow, error: string, state: HostState, context: Context): void {
  if (++state.refusalsInRow >= maxRefusalsInRow) state.left = `${maxRefusalsInRow} lần từ chối liên tiếp`;
  if (row.tries + 1 >= refusalsInAll || row.kind !== "article") settle(row, context, { state: "failed", error });
  else context.frontier.retryLater(row.url, { nextAt: later(context, 12 * 60), error });
}

/** Once more at the end of the queue, then not before ten minutes, twice as long each time, at most a day. */
function tryAgain(row: UrlRow, error: string, state: HostState, context: Context): void {
  const { frontier, triedNow } = context;
  const tried = (triedNow.get(row.url) ?? 0) + 1;
  triedNow.set(row.url, tried);
  if (++state.failuresInRow >= maxFailuresInRow) state.left = `${maxFailuresInRow} lần lỗi liên tiếp`;
  if (row.tries + 1 >= triesInAll && row.kind === "article") {
    settle(row, context, { state: "failed", error });
    return;
  }
  const minutes = tried < triesPerRun ? 0 : Math.min(10 * 2 ** row.tries, 24 * 60);
  frontier.retryLater(row.url, { nextAt: later(context, minutes), error });
}

function later({ run }: Context, minutes: number): Date {
  return new Date(run.now().getTime() + minutes * 60_000);
}
