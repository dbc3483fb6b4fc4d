import PQueue from "p-queue";
import { discoverLinks } from "../crawl/discover.ts";
import { type Fetcher, makeFetcher } from "../crawl/fetch.ts";
import type { UrlKind } from "../crawl/frontier.ts";
import { makePace, type Pace } from "../crawl/pace.ts";
import { makeRobotsBook, type RobotsBook } from "../crawl/robots.ts";
import { isInSections } from "../crawl/sources.ts";
import { DangvuError, FetchFailed, FetchRefused } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source, SourceId } from "../types/source.ts";
import { CHECKED_FIELDS, checkPage, type FieldCheck } from "./check-page.ts";

/** `ok`; `attention`: read, but something is not as the entry says; `failed`: no page could be had or read. */
export type Verdict = "ok" | "attention" | "failed";

export interface SourceCheck {
  readonly source: SourceId;
  readonly name: string;
  /** The page that was read; null when none was found. */
  readonly url: string | null;
  readonly verdict: Verdict;
  readonly checks: readonly FieldCheck[];
}

/** Discovery pages asked for in one check, and seconds that one source may take: a look, not a crawl. */
const MOST_PAGES = 6;
const PATIENCE_SECONDS = 120;
const SOURCES_AT_ONCE = 8;

type DiscoveryKind = Exclude<UrlKind, "article">;

interface Context {
  readonly source: Source;
  readonly fetcher: Fetcher;
  readonly robots: RobotsBook;
  readonly pace: Pace;
  readonly run: Run;
}

/** A discovery page with its finding and the articles it announces. */
interface Look {
  readonly check: FieldCheck;
  readonly articles: readonly string[];
}

/**
 * Looks at sources on their live sites: feeds, sitemaps and listings of each, then its sample page (or the first article announced), read as the nightly job
 * reads it. Polite as a crawl is: robots.txt, pace, private addresses refused. Yields in the order given; never throws for what a site does.
 */
export async function* checkSources(
  sources: readonly Source[],
  options: { run: Run; contact: string; patienceSeconds?: number },
): AsyncGenerator<SourceCheck> {
  const { contact, patienceSeconds = PATIENCE_SECONDS } = options;
  const ending = new AbortController();
  const run = { ...options.run, signal: AbortSignal.any([options.run.signal, ending.signal]) };
  const fetcher = makeFetcher({ contact });
  const robots = makeRobotsBook({ fetcher, run, shelf: { robots: () => null, keepRobots: () => undefined } });
  const queue = new PQueue({ concurrency: SOURCES_AT_ONCE });
  const checks = sources.map((source) => queue.add(() => checkWithin(patienceSeconds, { source, fetcher, robots, run })));
  try {
    for (const check of checks) yield await check;
  } finally {
    ending.abort();
    await Promise.allSettled(checks);
    await fetcher.close();
  }
}

/** A page that was saved, against the entry of its source; no request is made. */
export async function checkSavedPage(page: Page, source: Source): Promise<SourceCheck> {
  const known = { ...page, url: source.sample?.url ?? page.url };
  return conclude(source, known.url, await checkPage(known, source));
}

/** Findings as they are made: they outlive a check that runs out of time. */
interface Progress {
  readonly checks: FieldCheck[];
  /** The article that was read. */
  url: string | null;
}

async function checkWithin(seconds: number, shared: Omit<Context, "pace">): Promise<SourceCheck> {
  const { source, run } = shared;
  const deadline = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([deadline, run.signal]);
  const progress: Progress = { checks: [], url: null };
  try {
    await checkSource({ ...shared, run: { ...run, signal }, pace: makePace({ concurrency: 1, signal }) }, progress);
  } catch (error) {
    if (!deadline.aborted || run.signal.aborted) throw error;
    progress.checks.push({ field: "sample", found: null, problem: `quá ${seconds} giây mà chưa xong` });
  }
  return conclude(source, progress.url, progress.checks);
}

async function checkSource(context: Context, progress: Progress): Promise<void> {
  const { source } = context;
  const robots = await checkRobots(context);
  progress.checks.push(robots);
  // A site that cannot be asked is told once, not for each of its pages.
  if (robots.problem !== null) return;
  if (source.sample !== undefined) await checkArticle(source.sample.url, context, progress);
  const announced: string[] = [];
  for (const { kind, url } of entryPages(source)) {
    const { check, articles } = await lookAt(url, kind, context);
    progress.checks.push(check);
    announced.push(...articles);
  }
  if (source.sample === undefined) await checkFirst(announced, context, progress);
}

/** Reads the first article announced in the source's sections, or else the first of all. */
async function checkFirst(announced: readonly string[], context: Context, progress: Progress): Promise<void> {
  const first = announced.find((url) => isInSections(url, context.source)) ?? announced[0];
  if (first !== undefined) await checkArticle(first, context, progress);
  else progress.checks.push({ field: "sample", found: null, problem: "không có địa chỉ mẫu và không thấy bài nào ở các nơi đăng tin" });
}

async function checkRobots({ source, robots }: Context): Promise<FieldCheck> {
  const { known, crawlDelaySeconds, sitemaps } = await robots.rulesFor(source.home, source.allowPrivate);
  if (!known) return { field: "robots", found: null, problem: `không hỏi được robots.txt của ${new URL(source.home).origin}` };
  const delay = crawlDelaySeconds === null ? [] : [`nghỉ ${crawlDelaySeconds} giây`];
  const maps = sitemaps.length === 0 ? [] : [`sơ đồ trang ${sitemaps.slice(0, 3).join(" ")}${sitemaps.length > 3 ? " …" : ""}`];
  return { field: "robots", found: ["đọc được", ...delay, ...maps].join(", "), problem: null };
}

function entryPages({ feeds, sitemaps, listings }: Source): readonly { kind: DiscoveryKind; url: string }[] {
  const of = (kind: DiscoveryKind, urls: readonly string[]) => urls.map((url) => ({ kind, url }));
  return [...of("feed", feeds), ...of("listing", listings), ...of("sitemap", sitemaps)].slice(0, MOST_PAGES);
}

async function checkArticle(url: string, context: Context, progress: Progress): Promise<void> {
  const page = await getPage(url, context);
  if (page instanceof DangvuError) {
    progress.checks.push({ field: "sample", found: null, problem: page.message });
    return;
  }
  const size = `${page.mediaType}, ${Math.ceil(page.body.length / 1024)} kB`;
  progress.checks.push({ field: "sample", found: `200, ${size}${page.url === url ? "" : `, chuyển tới ${page.url}`}`, problem: null });
  progress.checks.push(...(await checkPage(page, context.source)));
  progress.url = page.url;
}

async function lookAt(url: string, kind: DiscoveryKind, context: Context): Promise<Look> {
  const page = await getPage(url, context);
  if (page instanceof DangvuError) return { check: { field: kind, found: null, problem: page.message }, articles: [] };
  // What the page announces that we were sent to is the source's too, even where the entry does not know its host yet.
  const source = { ...context.source, listings: [...context.source.listings, page.url] };
  try {
    const { articles, more } = discoverLinks(page, kind, source);
    const inSections = articles.filter((link) => isInSections(link, source)).length;
    const parts = [`${articles.length} bài`, ...(inSections === articles.length ? [] : [`${inSections} trong mục`])];
    if (more.length > 0) parts.push(kind === "sitemap" ? `${more.length} sơ đồ con` : "có trang sau");
    const isEmpty = articles.length === 0 && (kind !== "sitemap" || more.length === 0);
    return {
      check: { field: kind, found: `${url}: ${parts.join(", ")}`, problem: isEmpty ? "không có liên kết nào hợp với articleUrl" : null },
      articles,
    };
  } catch (error) {
    if (!(error instanceof DangvuError)) throw error;
    return { check: { field: kind, found: url, problem: error.message }, articles: [] };
  }
}

/** One polite request, or the error that says why there is no page. */
async function getPage(url: string, context: Context): Promise<Page | DangvuError> {
  try {
    return await askPage(url, context);
  } catch (error) {
    if (error instanceof DangvuError) return error;
    throw error;
  }
}

async function askPage(url: string, { source, fetcher, robots, pace, run }: Context): Promise<Page> {
  const { allowPrivate, paceSeconds } = source;
  const rules = await robots.rulesFor(url, allowPrivate);
  if (!rules.known) throw new FetchFailed(`Không hỏi được robots.txt của ${new URL(url).origin}.`, "Kiểm tra mạng và tên miền.");
  if (!rules.allows(url)) throw new FetchRefused(`robots.txt không cho tải ${url}.`, "Chọn trang khác, hoặc tắt nguồn này.");
  const { host } = new URL(url);
  pace.widen(host, Math.max(paceSeconds, rules.crawlDelaySeconds ?? 0));
  const mayFollow = async (next: string) => (await robots.rulesFor(next, allowPrivate)).allows(next);
  const fetched = await pace.ask(host, () =>
    fetcher.get({ url, source: source.id, allowPrivate, signal: run.signal, fetchedAt: run.now().toISOString(), mayFollow }),
  );
  if (fetched.kind === "page") return fetched.page;
  throw new FetchRefused(`${url} trả lời mã ${fetched.status}.`, "Trang không còn: sửa địa chỉ trong tệp nguồn tin.");
}

function conclude({ id, name }: Source, url: string | null, found: readonly FieldCheck[]): SourceCheck {
  const checks = CHECKED_FIELDS.flatMap((field) => found.filter((check) => check.field === field));
  const isUnread = url === null || checks.some(({ field, found: text }) => field === "body" && text === null);
  const verdict = isUnread ? "failed" : checks.some(({ problem }) => problem !== null) ? "attention" : "ok";
  return { source: id, name, url, verdict, checks };
}
