import { DangvuError, FetchFailed, FetchRefused, UnreadableDocument } from "../types/errors.ts";
import type { Source } from "../types/source.ts";
import { type CrawlInput, hoursOf, isOpen, openCrawl, overBudget, type SourceReport, visitArticles } from "./crawl.ts";
import { type Announced, type Announcement, discover } from "./discover.ts";
import type { WalkPage, WalkStep } from "./frontier-walk.ts";
import { firstSteps, mayHold, nextStep, type Term } from "./itinerary.ts";
import { canonicalUrl, politeHost } from "./urls.ts";
import { askRules, fetchPage, sitemapsOf } from "./visit.ts";
import { type Context, type HostState, newHostState } from "./visit-context.ts";
import { report } from "./visit-failures.ts";
import { dateOf, isBefore, isInSpan, isOnTopic, mayExplore } from "./wanted.ts";

/** A branch is at its end when so many articles in a row, on pages without a younger one, are older than asked. */
const mostOld = 5;
/** … or so many pages in a row show nothing that the branch has not shown before: many sites show their last page for every number beyond it. */
const mostBarren = 3;
const triesPerPage = 3;

export interface WalkInput extends CrawlInput {
  readonly since: string;
  readonly until: string;
}

export interface WalkReport {
  readonly source: SourceReport;
  /** Pages of the archive that were walked in this run, and that are known and still to be walked. */
  readonly walked: number;
  readonly waiting: number;
  /** True when the archive was walked to its end; else `source.stopped` says why not, and the next run goes on there. */
  readonly isFinished: boolean;
}

/**
 * Fills in the past of one source: walks its archive (or listings and sitemaps), also over known ground, and visits the articles of these days that it announces.
 * What was walked is kept: a later run for the same days goes on where this one ended.
 * @throws the abort's reason, and errors whose `next` is stop-run
 */
export async function walkArchive(source: Source, input: Omit<WalkInput, "sources">): Promise<WalkReport> {
  const context = openCrawl({ ...input, sources: [{ ...source, enabled: true }] }, { night: input.run.id });
  const { frontier, run, tallies } = context;
  const { since, until } = input;
  const tally = tallies.get(source.id)!;
  const walk = { source: source.id, term: termName(input) };
  const rules = await askRules(source.home, source, context);
  const maps = mayExplore(source) ? sitemapsOf(rules, source).map(({ url }) => url) : [];
  frontier.walks.begin(
    walk,
    firstSteps(source, { since, until }, { sitemaps: maps, today: run.now().toISOString().slice(0, 10) }).map(canonical),
  );
  const state = newHostState(politeHost(source.home));
  let walked = 0;
  for (;;) {
    run.signal.throwIfAborted();
    tally.stopped ??= whyNot(source, state, context) ?? (await visitArticles(source, context));
    const page = tally.stopped === null ? frontier.walks.next(walk) : null;
    if (page === null) break;
    tally.stopped ??= await walkPage(page, { source, state, context, term: { since, until } });
    if (tally.stopped === null) walked++;
  }
  frontier.closeNight(context.night, run.now());
  const waiting = frontier.walks.pages(walk).filter((page) => page.state === "waiting").length;
  return { source: tally, walked, waiting, isFinished: tally.stopped === null };
}

/** The name under which a walk is kept. */
export const termName = ({ since, until }: Term): string => `${since}..${until}`;

const canonical = (step: WalkStep): WalkStep => ({ ...step, url: canonicalUrl(step.url) ?? step.url });

function whyNot(source: Source, state: HostState, context: Context): string | null {
  if (!isOpen(source.id, context)) return `ngoài khung giờ được tải (${hoursOf(source, context) ?? ""})`;
  return state.left ?? overBudget(state, context);
}

interface Walking {
  readonly source: Source;
  readonly state: HostState;
  readonly context: Context;
  readonly term: Term;
}

/** Walks one page with its articles and judges whether its branch goes on; returns why the walk must be left for this run, else null. */
async function walkPage(page: WalkPage, walking: Walking): Promise<string | null> {
  const { source, context } = walking;
  const { walks } = context.frontier;
  const found = await askPage(page, walking);
  if (typeof found === "string") return found;
  if (found === null) {
    walks.finish(page, { shown: [], articles: [], more: [], now: context.run.now() });
    walks.judge(page, { old: page.old, barren: page.barren, ended: "trang không còn hoặc không đọc được" });
    return null;
  }
  const shown = takeAnnounced(found, page, walking);
  const reason = await visitArticles(source, context);
  judge(page, shown, walking);
  return reason;
}

/** Enters what a page announces; returns how many articles its branch shows for the first time. */
function takeAnnounced(found: Announcement, page: WalkPage, { source, context, term }: Walking): number {
  const span = { ...term, dateOf: context.dateOf };
  const dated = (article: Announced) => ({ ...article, published: dateOf(article, span) ?? beforeLastmod(article, term) });
  const ours = found.articles.filter((article) => isOnTopic(article, source, page)).map(dated);
  const wanted = ours.filter((article) => isInSpan(article, span));
  context.tallies.get(source.id)!.skipped += found.articles.length - wanted.length;
  const pattern = nextStep(source, page);
  const further = found.more.filter((more) => page.kind === "listing" || mayHold(more, term)).map(({ url }) => ({ url, kind: page.kind }));
  const more = pattern === null ? further : [pattern];
  const { shown, fresh } = context.frontier.walks.finish(page, {
    shown: ours,
    articles: wanted.map((article) => ({ ...article, source: source.id, kind: "article", depth: page.depth + 1 })),
    more: page.depth >= context.budget.maxDepth ? [] : more,
    now: context.run.now(),
  });
  context.run.count("walk/page");
  context.run.count("article/found", fresh);
  return shown;
}

/** What was last changed before the days asked for was published before them, too. */
const beforeLastmod = ({ lastmod }: Announced, { since }: Term): string | null =>
  lastmod !== null && isBefore(lastmod, since) ? lastmod : null;

function judge(page: WalkPage, shown: number, { context, term }: Walking): void {
  const { walks } = context.frontier;
  const dates = walks.dates(page).filter((date) => date !== null);
  const older = dates.filter((date) => isBefore(date, term.since)).length;
  const old = older < dates.length ? 0 : page.old + older;
  const barren = shown > 0 ? 0 : page.barren + 1;
  const ended = old >= mostOld ? `bài đã cũ hơn ${term.since}` : barren >= mostBarren ? "không còn bài chưa thấy" : null;
  walks.judge(page, { old, barren, ended });
}

/** What a page announces; null when it is gone or none, a reason when it cannot be had now. */
async function askPage(page: WalkPage, { source, state, context }: Walking): Promise<Announcement | string | null> {
  const rules = await askRules(page.url, source, context);
  if (!rules.known) return "không hỏi được robots.txt";
  if (!rules.allows(page.url)) {
    context.tallies.get(source.id)!.robotsRefused++;
    return null;
  }
  for (let tried = 1; ; tried++) {
    try {
      return await lookAt(page, { source, state, context });
    } catch (error) {
      if (context.run.signal.aborted || !(error instanceof DangvuError) || error.next === "stop-run") throw error;
      report(error, page, error.message, context);
      if (error instanceof FetchRefused || error instanceof UnreadableDocument) return null;
      if (tried >= triesPerPage) return error.message;
      waitFor(error, state, context);
    }
  }
}

async function lookAt(page: WalkPage, { source, state, context }: Omit<Walking, "term">): Promise<Announcement | null> {
  const tally = context.tallies.get(source.id)!;
  const fetched = await fetchPage(page, state, context);
  context.run.count(`fetch/${fetched.status}`);
  if (fetched.kind === "page") tally.fetched++;
  else tally.gone++;
  if (fetched.kind !== "page") return null;
  context.pace.note(state.host, "good");
  return discover(fetched.page, page.kind, source, { withDates: true });
}

function waitFor(error: DangvuError, state: HostState, { pace, budget }: Context): void {
  pace.note(state.host, "trouble");
  const seconds = error instanceof FetchFailed ? error.retryAfterSeconds : null;
  if (seconds !== null) pace.hold(state.host, Math.min(seconds, budget.patienceSeconds));
}
