import type { Budget, CrawlInput, SourceReport } from "../crawl/crawl.ts";
import { makeFetcher } from "../crawl/fetch.ts";
import { firstSteps, type Term } from "../crawl/itinerary.ts";
import { termName, walkArchive } from "../crawl/walk.ts";
import { dateFromUrl } from "../read/url-dates.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source } from "../types/source.ts";
import type { ArticleHead, Store } from "../types/store.ts";
import { openCrawlPlace } from "./crawl-place.ts";
import { storePage } from "./nightly.ts";
import type { Settings } from "./settings.ts";
import { openFrontierOf } from "./workspace.ts";

export interface BackfillReport {
  readonly run: string;
  readonly source: SourceReport;
  /** Pages of the archive that were walked in this run, and known ones that are still to be walked. */
  readonly walked: number;
  readonly waiting: number;
  readonly isFinished: boolean;
  readonly articles: readonly ArticleHead[];
  readonly counters: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export interface BackfillPlan {
  readonly source: string;
  readonly term: Term;
  /** Where the walk begins, newest first. */
  readonly steps: readonly string[];
  /** Pages that earlier runs for the same days have walked, and that are still to be walked. */
  readonly walked: number;
  readonly waiting: number;
  /** Articles of the source that are known and not fetched yet. */
  readonly queued: number;
}

/** What filling in the past of a source would do next; asks nobody. Throws StoreBroken. */
export function planBackfill(source: Source, term: Term, { settings, today }: { settings: Settings; today: string }): BackfillPlan {
  const frontier = openFrontierOf(settings);
  try {
    const pages = frontier.walks.pages({ source: source.id, term: termName(term) });
    const queued = frontier
      .counts()
      .filter((row) => row.source === source.id && row.kind === "article" && row.state === "waiting")
      .reduce((sum, { count }) => sum + count, 0);
    const waiting = pages.filter(({ state }) => state === "waiting").length;
    const steps = firstSteps(source, term, { sitemaps: [], today }).map(({ url }) => url);
    return { source: source.id, term, steps, walked: pages.filter(({ state }) => state === "done").length, waiting, queued };
  } finally {
    frontier.close();
  }
}

/**
 * Fills in the past of one source: walks its archive between two days and reads, extracts and stores what it finds, as the nightly job does. Safe to stop at any
 * moment; the next run for the same days goes on there. The caller holds the lock of the data folder. Throws what ends a run (StoreBroken, the abort's reason).
 */
export async function backfill(input: {
  settings: Settings;
  store: Store;
  source: Source;
  run: Run;
  term: Term;
  budget?: Partial<Budget>;
  resolve?: (host: string) => { address: string; port: number } | null;
}): Promise<BackfillReport> {
  const { settings, store, source, run, term } = input;
  const began = run.now();
  const { close, ...place } = openCrawlPlace(input);
  const fetcher = makeFetcher({ contact: settings.contact, ...(input.resolve === undefined ? {} : { resolve: input.resolve }) });
  store.startRun({ id: run.id, job: "crawl", startedAt: began.toISOString() });
  const onPage: CrawlInput["onPage"] = async (page: Page) => {
    const outcome = await storePage(page, { source, store, run });
    const publishedAt = store.articles({ url: page.url, limit: 1 })[0]?.publishedAt ?? null;
    return { outcome: outcome === "unreadable" ? "same" : outcome, publishedAt };
  };
  try {
    const report = await walkArchive(source, {
      ...term,
      ...place,
      fetcher,
      run,
      onPage,
      onGone: (gone) => store.noteGone(gone),
      dateOf: dateFromUrl,
      ...(input.budget === undefined ? {} : { budget: input.budget }),
    });
    const ended = run.now();
    store.finishRun(run.id, ended.toISOString(), run.counters);
    const seconds = (ended.getTime() - began.getTime()) / 1000;
    return { run: run.id, ...report, articles: store.articles({ run: run.id }), counters: run.counters, seconds };
  } finally {
    await fetcher.close();
    close();
  }
}
