import { type Budget, crawl, type SourceReport } from "../crawl/crawl.ts";
import { type Fetcher, makeFetcher } from "../crawl/fetch.ts";
import { dateFromUrl } from "../read/url-dates.ts";
import { DangvuError } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source, SourceId } from "../types/source.ts";
import type { ArticleHead, SaveOutcome, Store } from "../types/store.ts";
import { openCrawlPlace } from "./crawl-place.ts";
import type { Stored } from "./gathering.ts";
import { RULES, readAll } from "./read-page.ts";
import { makeGroupSaver, type Saving } from "./save-group.ts";
import type { Settings } from "./settings.ts";

export interface NightlyReport {
  readonly run: string;
  readonly sources: readonly SourceReport[];
  /** Articles that came new or in a new version, newest publication first. */
  readonly articles: readonly ArticleHead[];
  readonly counters: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/**
 * Reads a page and stores all of it in one transaction; a page that cannot be read is counted, logged and left out. `save` is how: by default each page by itself.
 */
export async function storePage(
  page: Page,
  context: {
    source: Source | null;
    store: Store;
    run: Run;
    isArchived?: boolean;
    save?: (input: Saving) => Promise<SaveOutcome>;
    /** Told of a page that came new or in a new version, once it is stored. */
    onStored?: (stored: Stored) => void;
  },
): Promise<SaveOutcome | "unreadable"> {
  const { source, store, run, isArchived = false } = context;
  let read: Awaited<ReturnType<typeof readAll>>;
  try {
    read = await readAll(page, source);
  } catch (error) {
    if (!(error instanceof DangvuError) || error.next !== "skip") throw error;
    run.count("read/unreadable");
    run.log("warn", "read/unreadable", { url: page.url, message: error.message, hint: error.hint });
    return "unreadable";
  }
  const input = { page, articles: read, run: run.id, rules: RULES, isArchived };
  const outcome = context.save === undefined ? store.saveDocument(input) : await context.save(input);
  run.count(`store/${outcome}`);
  if (outcome !== "same")
    run.count(
      "extract/figures",
      read.reduce((sum, one) => sum + one.observations.length, 0),
    );
  if (outcome === "new" || outcome === "changed") context.onStored?.({ page, source, articles: read });
  return outcome;
}

/**
 * One night over the sources: crawl, read, extract, store. Safe to stop at any moment and to run again; the caller holds the lock of the data folder.
 * Throws what ends a run (StoreBroken, the abort's reason).
 */
export async function runNight(input: {
  settings: Settings;
  store: Store;
  sources: readonly Source[];
  run: Run;
  job?: string;
  resolve?: (host: string) => { address: string; port: number } | null;
  budget?: Partial<Budget>;
  /** Hours in which sites may be asked: `22:00-06:00`. Sources outside of theirs are left with that reason. */
  window?: string;
  /** Told of each page that came new or in a new version, and of each request by its source. */
  onStored?: (stored: Stored) => void;
  onAsked?: (source: SourceId) => void;
}): Promise<NightlyReport> {
  const { settings, store, sources, run } = input;
  const began = run.now();
  const { close, ...place } = openCrawlPlace(input);
  const fetcher = makeFetcher({ contact: settings.contact, ...(input.resolve === undefined ? {} : { resolve: input.resolve }) });
  try {
    store.startRun({ id: run.id, job: input.job ?? "nightly", startedAt: began.toISOString() });
    const save = makeGroupSaver(store);
    const onPage = async (page: Page, source: Source): Promise<SaveOutcome> => {
      const outcome = await storePage(page, {
        source,
        store,
        run,
        save,
        ...(input.onStored === undefined ? {} : { onStored: input.onStored }),
      });
      return outcome === "unreadable" ? "same" : outcome;
    };
    const reports = await crawl({
      sources,
      ...place,
      fetcher: tellingOf(fetcher, input.onAsked),
      run,
      onPage,
      onGone: (gone) => store.noteGone(gone),
      dateOf: dateFromUrl,
      ...(input.budget === undefined ? {} : { budget: input.budget }),
      ...(input.window === undefined ? {} : { window: input.window }),
    });
    const ended = run.now();
    store.finishRun(run.id, ended.toISOString(), run.counters);
    return {
      run: run.id,
      sources: reports,
      articles: store.articles({ run: run.id }),
      counters: run.counters,
      seconds: (ended.getTime() - began.getTime()) / 1000,
    };
  } finally {
    await fetcher.close();
    close();
  }
}

function tellingOf(fetcher: Fetcher, onAsked: ((source: SourceId) => void) | undefined): Fetcher {
  if (onAsked === undefined) return fetcher;
  return {
    ...fetcher,
    get: (request) => {
      if (request.source !== null) onAsked(request.source);
      return fetcher.get(request);
    },
  };
}
