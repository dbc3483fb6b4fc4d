import type { Page } from "../types/page.ts";
import type { Source } from "../types/source.ts";
import type { Tally, VisitEnd } from "./crawl-input.ts";
import { type Announced, canonicalLink, discover, isArticleUrl } from "./discover.ts";
import type { Fetched, PageRequest, Turn } from "./fetch.ts";
import type { FoundUrl, UrlKind, UrlRow } from "./frontier.ts";
import type { Pace } from "./pace.ts";
import type { RobotsRules } from "./robots.ts";
import { ownHostTest } from "./sources.ts";
import { addressKey, canonicalUrl, politeHost, sharesName } from "./urls.ts";
import { type Context, type HostState, settle, tellHosts, together } from "./visit-context.ts";
import { handleFailure, later } from "./visit-failures.ts";
import { dateOf, isInSpan, isOnTopic, mayExplore } from "./wanted.ts";

/** Levels of sitemaps below each other; the protocol knows two. */
const maxSitemapDepth = 4;
/** Sitemaps that a robots.txt names, and feeds that a page names, beyond which we look at no more. */
const maxExplored = 20;

/** Visits one address: robots, pace, request, and what the answer asks for; writes the end of the visit down. @throws what ends the run */
export async function visitRow(row: UrlRow, state: HostState, context: Context): Promise<void> {
  const source = context.byId.get(row.source)!;
  if (isTrapped(row, context)) return;
  const rules = await askRules(row.url, source, context);
  if (!mayVisit(row, rules, state, context)) return;
  exploreRobots(rules, source, context);
  try {
    const fetched = await fetchPage(row, state, context);
    state.failuresInRow = 0;
    state.refusalsInRow = 0;
    context.pace.note(state.host, "good");
    await takeIn(fetched, row, context);
  } catch (error) {
    handleFailure(error, row, state, context);
  }
}

/** What lies behind many pages that brought nothing is not asked for; what the entry names and what we have always is. */
function isTrapped(row: UrlRow, context: Context): boolean {
  if (row.depth === 0 || row.fetched_at !== null || !context.traps.isTrap(row.url)) return false;
  context.run.count("trap/skipped");
  context.tallies.get(row.source)!.skipped++;
  context.frontier.retryLater(row.url, { nextAt: later(context, 12 * 60), error: "đường dẫn không có gì mới" });
  return true;
}

function mayVisit(row: UrlRow, rules: RobotsRules, state: HostState, context: Context): boolean {
  if (!rules.known) {
    state.left = "không hỏi được robots.txt";
    return false;
  }
  if (rules.allows(row.url)) return true;
  context.run.count("robots/forbidden");
  context.run.log("info", "robots/forbidden", { url: row.url });
  context.tallies.get(row.source)!.robotsRefused++;
  settle(row, context, { state: "failed", error: "robots.txt" });
  return false;
}

/** The rules for an address, asked for at the source's pace; from then on its host is asked no faster than they say. */
export async function askRules(url: string, source: Source, { robots, pace }: Context): Promise<RobotsRules> {
  const host = politeHost(url);
  pace.keep(host, source.paceSeconds);
  pace.allow(host, source.requestsAtOnce ?? 1);
  const rules = await robots.rulesFor(url, source.allowPrivate, source.acceptBadCertificate);
  pace.keep(host, rules.crawlDelaySeconds ?? 0);
  return rules;
}

/** Sitemaps that robots.txt names, where the entry names none. */
function exploreRobots(rules: RobotsRules, source: Source, context: Context): void {
  const { frontier, explored, run } = context;
  if (explored.has(source.id) || source.sitemaps.length > 0 || !mayExplore(source)) return;
  explored.add(source.id);
  const sitemaps = sitemapsOf(rules, source);
  together(context, () => {
    frontier.add(sitemaps, run.now());
    tellHosts(sitemaps, context);
  });
}

/** The source's own sitemaps that its robots.txt names. */
export function sitemapsOf(rules: RobotsRules, source: Source): FoundUrl[] {
  const isOwn = ownHostTest(source);
  const urls = rules.sitemaps.map((url) => canonicalUrl(url)).filter((url) => url !== null && isOwn(new URL(url).host));
  return [...new Set(urls)].slice(0, maxExplored).map((url) => ({ url: url ?? "", source: source.id, kind: "sitemap", depth: 1 }));
}

/** One polite request with its redirects; each of them waits for its host's turn and counts against the budget. */
export async function fetchPage(
  row: Pick<UrlRow, "url" | "source"> & Partial<Pick<UrlRow, "etag" | "last_modified">>,
  state: HostState,
  context: Context,
): Promise<Fetched> {
  const { fetcher, run, byId } = context;
  const source = byId.get(row.source)!;
  const request: PageRequest = {
    url: row.url,
    source: source.id,
    allowPrivate: source.allowPrivate,
    acceptBadCertificate: source.acceptBadCertificate ?? false,
    signal: run.signal,
    fetchedAt: run.now().toISOString(),
    etag: row.etag ?? null,
    lastModified: row.last_modified ?? null,
    mayFollow: async (url) => (await askRules(url, source, context)).allows(url),
    turn: (url, ask) => {
      state.requests++;
      context.spent.requests++;
      return context.pace.ask(politeHost(url), () => {
        context.shared?.onRequest();
        return timed(politeHost(url), ask, context.tallies.get(row.source)!);
      });
    },
  };
  return fetcher.get(request);
}

/** Adds what a request took to the account of its host. */
async function timed<T>(host: string, ask: () => Promise<T>, { hosts }: Tally): Promise<T> {
  const entry = hosts.find((known) => known.host === host) ?? { host, requests: 0, seconds: 0 };
  if (!hosts.includes(entry)) hosts.push(entry);
  const began = performance.now();
  try {
    return await ask();
  } finally {
    entry.requests++;
    entry.seconds += (performance.now() - began) / 1000;
  }
}

export const turnOf =
  (pace: Pace): Turn =>
  (url, request) =>
    pace.ask(politeHost(url), request);

async function takeIn(fetched: Fetched, row: UrlRow, context: Context): Promise<void> {
  const tally = context.tallies.get(row.source)!;
  context.run.count(`fetch/${fetched.status}`);
  if (fetched.kind === "gone") {
    await takeGone(row, context, { status: fetched.status });
  } else if (fetched.kind === "same") {
    tally.notModified++;
    settle(row, context, { state: "done", status: fetched.status });
  } else {
    tally.fetched++;
    if (row.kind === "article") await takeArticle(fetched, row, context);
    else takeDiscovery(fetched, row, row.kind, context);
  }
}

/** An article that we hold and the site no longer has: told before it is written down, so that a crash in between tells it again. */
async function takeGone(row: UrlRow, context: Context, { status, error }: { status: number; error?: string }): Promise<void> {
  context.tallies.get(row.source)!.gone++;
  const isKept = row.kind === "article" && row.sha256 !== null;
  const gone = { url: row.identity ?? row.url, at: context.run.now().toISOString(), status };
  if (isKept) await context.onGone?.(gone);
  if (row.kind === "article" && row.sha256 === null) context.traps.note(row.url, false);
  settle(row, context, { state: "gone", status, ...(error === undefined ? {} : { error }) }, isKept ? { kind: "gone", gone } : undefined);
}

type FetchedPage = Extract<Fetched, { kind: "page" }>;

async function takeArticle(fetched: FetchedPage, row: UrlRow, context: Context): Promise<void> {
  const { page, movedTo } = fetched;
  const source = context.byId.get(row.source)!;
  if (addressKey(page.url) !== addressKey(row.url) && !isArticleUrl(page.url, source)) {
    // Sites send the addresses of removed articles to their front page.
    context.run.count("fetch/redirected-away");
    await takeGone(row, context, { status: movedTo === null ? 302 : 301, error: `chuyển hướng tới ${page.url}` });
    return;
  }
  const { names, identity } = namesOf(page, row, movedTo, source);
  const holder = context.frontier.claim(row, { names, movedTo });
  if (holder.seq !== row.seq) {
    context.run.count("page/alias");
    context.tallies.get(row.source)!.aliases++;
    return;
  }
  const told = page.sha256 === row.sha256 ? null : await handOver({ ...page, url: identity }, row, context);
  settle(row, context, { state: "done", identity, published: told?.publishedAt ?? null, ...version(fetched) }, told?.end);
}

/**
 * The other addresses that are this article's: where it was redirected to, what it names as its own. A name that shares nothing with its address is a mistake of the
 * site (one canonical link for all pages), unless it was moved there for good. `identity` is what it is stored under: for ever what it first was.
 */
function namesOf(page: Page, row: UrlRow, movedTo: string | null, source: Source): { names: readonly string[]; identity: string } {
  const canonical = canonicalLink(page);
  const isCredible = canonical !== null && isArticleUrl(canonical, source) && sharesName(canonical, page.url);
  const isReached = page.url === movedTo || sharesName(page.url, row.url);
  const names = [...(isReached ? [page.url] : []), ...(movedTo === null ? [] : [movedTo]), ...(isCredible ? [canonical] : [])];
  const isOther = isCredible && addressKey(canonical) !== addressKey(page.url);
  const identity = row.identity ?? (isOther ? canonical : page.url);
  return { names: names.filter((name) => isArticleUrl(name, source)), identity };
}

/** Gives a version of an article to the caller; returns the date of publication that was read in it, and how the visit has ended. */
async function handOver(page: Page, row: UrlRow, context: Context): Promise<{ publishedAt: string | null; end: VisitEnd }> {
  const tally = context.tallies.get(row.source)!;
  const source = context.byId.get(row.source)!;
  const answer = await context.onPage(page, source);
  const { outcome, publishedAt = null } = typeof answer === "string" ? { outcome: answer } : answer;
  context.run.count(`page/${outcome}`);
  if (outcome === "new") tally.newPages++;
  if (outcome === "changed") tally.changedPages++;
  if (row.sha256 === null) context.traps.noteBody(row.url, page.sha256);
  return { publishedAt, end: { kind: "page", page, source, outcome } };
}

function takeDiscovery(fetched: FetchedPage, row: UrlRow, kind: Exclude<UrlKind, "article">, context: Context): void {
  const { frontier, run, night, traps } = context;
  const { movedTo, page } = fetched;
  // A listing that is sent to the front page, or off the site, may come back one day.
  if (movedTo !== null && new URL(movedTo).pathname !== "/" && ownHostTest(context.byId.get(row.source)!)(new URL(movedTo).host)) {
    const holder = frontier.claim(row, { names: [movedTo], movedTo });
    if (holder.seq !== row.seq) return;
  }
  const links = chooseLinks(page, row, kind, context);
  const now = run.now();
  const visit = { state: "done" as const, night, at: now.toISOString(), ...version(fetched) };
  const { fresh, showsNew } = together(context, () => {
    frontier.add(links.feeds, now);
    const shown = frontier.finishDiscovery({ ...row, url: movedTo ?? row.url }, visit, links, now);
    tellHosts([...links.articles, ...links.more, ...links.feeds], context);
    return shown;
  });
  run.count("article/found", fresh);
  if (row.depth > 0) traps.note(row.url, showsNew || kind !== "listing");
}

/** What of a discovery page's links is ours: in the sections, in the days asked for, not too deep. */
function chooseLinks(page: Page, row: UrlRow, kind: Exclude<UrlKind, "article">, context: Context) {
  const { budget, byId, tallies } = context;
  const source = byId.get(row.source)!;
  const found = discover(page, kind, source, { withDates: context.since !== undefined });
  const articles = found.articles.filter((article) => isWanted(article, { url: row.url, kind }, context, source));
  tallies.get(row.source)!.skipped += found.articles.length - articles.length;
  const place = { source: row.source, depth: row.depth + 1 };
  const deepest = kind === "sitemap" ? Math.min(budget.maxDepth, maxSitemapDepth) : budget.maxDepth;
  const further = found.more.filter((more) => kind !== "sitemap" || isInSpan({ ...more, published: null }, spanOf(kind, context, source)));
  const feeds = row.depth === 0 && source.feeds.length === 0 && mayExplore(source) ? found.feeds.slice(0, maxExplored) : [];
  return {
    articles: articles.map((article) => ({
      ...place,
      url: article.url,
      kind: "article" as const,
      published: dateOf(article, context),
      lastmod: article.lastmod,
    })),
    more: row.depth >= deepest ? [] : further.map((more) => ({ ...place, ...more })),
    feeds: feeds.map((url) => ({ ...place, url, kind: "feed" as const })),
  };
}

function isWanted(article: Announced, page: { url: string; kind: UrlKind }, context: Context, source: Source): boolean {
  if (!isOnTopic(article, source, page)) return false;
  const span = spanOf(page.kind, context, source);
  // A sitemap that the entry does not name holds all that a site ever had: what tells no date cannot be told to be new.
  const isUndated = (dateOf(article, span) ?? article.lastmod) === null;
  if (isUndated && page.kind === "sitemap" && source.sitemaps.length === 0 && context.since === undefined) return false;
  return isInSpan(article, span);
}

/** The days asked for; in sitemaps that the entry does not name, the last weeks. */
function spanOf(kind: UrlKind, { since, until, dateOf, run, budget }: Context, { sitemaps }: Source) {
  const weeksAgo = new Date(run.now().getTime() - budget.recheckDays * 86_400_000).toISOString().slice(0, 10);
  return { since: since ?? (kind === "sitemap" && sitemaps.length === 0 ? weeksAgo : undefined), until, dateOf };
}

function version({ page, etag, lastModified, status }: FetchedPage) {
  return { status, etag, lastModified, sha256: page.sha256 };
}
