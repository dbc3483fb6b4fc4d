import { join } from "node:path";
import type { Budget, SourceReport } from "../crawl/crawl.ts";
import { DangvuError } from "../types/errors.ts";
import type { Run } from "../types/run.ts";
import type { Source } from "../types/source.ts";
import { openArchive } from "./bulletin/archive.ts";
import { makeDue, type SeriesOutcome } from "./bulletin/due.ts";
import { type Conflict, findConflicts } from "./conflicts.ts";
import { type DiskUse, diskUse } from "./disk.ts";
import { type Gathering, makeGathering } from "./gathering.ts";
import { writeMetrics } from "./metrics.ts";
import { nightMetrics } from "./night-metrics.ts";
import { runNight } from "./nightly.ts";
import { type NotifyOptions, notify } from "./notify.ts";
import { makeReport, type NightReport, withBulletins, withDeliveries } from "./report.ts";
import { pruneReports, recentReports, saveReport } from "./report-files.ts";
import { reportPage } from "./report-html.ts";
import { reportText } from "./report-text.ts";
import { viewReport } from "./report-view.ts";
import type { Settings } from "./settings.ts";
import { collectWatched, deliverWatched } from "./watch/watch.ts";
import { makeFolder, openLibrary, openSearch, takeRunLock } from "./workspace.ts";

/** Reports that habits and the last success are looked for in. */
const HISTORY = 60;

/** How far a night has come. */
export interface Progress {
  readonly sourcesAsked: number;
  readonly sources: number;
  readonly requests: number;
  readonly pages: number;
  readonly figures: number;
}

export interface WholeNightInput {
  readonly settings: Settings;
  readonly sources: readonly Source[];
  readonly run: Run;
  readonly onProgress?: (progress: Progress) => void;
  readonly resolve?: (host: string) => { address: string; port: number } | null;
  readonly budget?: Partial<Budget>;
  readonly notifyOptions?: NotifyOptions;
}

export interface WholeNight {
  readonly report: NightReport;
  /** What ended the night before its end, or what could not be written after it; null when all went well. */
  readonly thrown: unknown;
}

/** What came of the part of a night that needs the store. */
interface Harvest {
  sources: readonly SourceReport[];
  conflicts: readonly Conflict[];
  bulletins: readonly SeriesOutcome[];
}

/**
 * A night from beginning to end: lock, crawl, read, extract, store, search index, report, metrics, message to the operator, old reports deleted. Never throws
 * for what happens to the night: it is told in the report, and `thrown` says what to end with. What is stored stays, however the night ends.
 */
export async function runWholeNight(input: WholeNightInput): Promise<WholeNight> {
  const { settings, run } = input;
  const startedAt = run.now();
  const gathering = makeGathering();
  const harvest: Harvest = { sources: [], conflicts: [], bulletins: [] };
  let thrown: unknown = null;
  try {
    await inLibrary({ ...input, startedAt }, gathering, harvest);
  } catch (error) {
    thrown = error;
    run.log("error", "night/ended", { ...toldOf(error) });
  }
  const watched = await deliverWatched({ settings, run }, input.notifyOptions);
  const history = recentReports(settings, HISTORY, (error) => run.log("warn", "report/broken", toldOf(error)));
  const report = makeReport({
    run: run.id,
    job: "nightly",
    startedAt,
    finishedAt: run.now(),
    error: thrown === null ? null : toldOf(thrown),
    ...harvest,
    names: new Map(input.sources.map(({ id, name }) => [id, name])),
    gathering,
    disk: attempt(() => diskUse(settings), run),
    counters: run.counters,
    history,
  });
  const told = await tell(withDeliveries(withBulletins(report, harvest.bulletins), watched), input);
  const unwritten = writeDown(told, { settings, run, history });
  run.log("info", "night/done", { run: run.id, failed: told.failed, seconds: told.seconds, alarms: told.alarms.length, ...run.counters });
  return { report: told, thrown: thrown ?? unwritten };
}

async function inLibrary(input: WholeNightInput & { startedAt: Date }, gathering: Gathering, harvest: Harvest): Promise<void> {
  const { settings, sources, run, resolve, budget } = input;
  makeFolder(settings.indexes);
  const release = takeRunLock(settings);
  try {
    const store = openLibrary(settings);
    try {
      const night = await runNight({
        settings,
        store,
        sources,
        run,
        onStored: gathering.add,
        onAsked: progressOf(input),
        ...(resolve === undefined ? {} : { resolve }),
        ...(budget === undefined ? {} : { budget }),
        ...(settings.window === undefined ? {} : { window: settings.window }),
      });
      harvest.sources = night.sources;
      harvest.conflicts = findConflicts(store, gathering.comparable);
      const search = openSearch(settings, store, { isAfterRun: true });
      collectWatched({ settings, store, search, run }, input.startedAt);
      search.close();
      const bench = { store, archive: openArchive(settings.data), now: run.now };
      harvest.bulletins = await makeDue(bench, { corpus: settings.corpus, run });
    } finally {
      store.close();
    }
  } finally {
    release();
  }
}

/** Counts requests and the sources that had one, and tells how far the night is at each. */
function progressOf({ sources, run, onProgress }: WholeNightInput): (source: string) => void {
  const asked = new Set<string>();
  let requests = 0;
  return (source) => {
    asked.add(source);
    requests++;
    const { counters } = run;
    const pages = (counters["store/new"] ?? 0) + (counters["store/changed"] ?? 0);
    onProgress?.({ sourcesAsked: asked.size, sources: sources.length, requests, pages, figures: counters["extract/figures"] ?? 0 });
  };
}

/** Tells the operator, unless it was the operator who ended the night. */
async function tell(report: NightReport, { settings, run, notifyOptions = {} }: WholeNightInput): Promise<NightReport> {
  if (settings.notify === undefined || run.signal.aborted) return report;
  const view = viewReport(report, settings.lang);
  const message = {
    failed: report.failed,
    subject: `dangvu: ${view.title}`,
    text: reportText(view, settings.lang),
    html: reportPage(view, settings.lang),
    data: report,
  };
  const deliveries = await notify(settings.notify, message, notifyOptions);
  for (const { channel, error } of deliveries) {
    run.count(error === null ? "notify/sent" : "notify/failed");
    if (error !== null) run.log("warn", "notify/failed", { channel, error });
  }
  return withDeliveries(report, deliveries);
}

/** Writes report and metrics and deletes what is too old; returns the first error of that, each is logged. */
function writeDown(
  report: NightReport,
  { settings, run, history }: { settings: Settings; run: Run; history: readonly NightReport[] },
): unknown {
  const lastSuccess = [report, ...history].find(({ failed, job }) => !failed && job === report.job)?.finishedAt ?? null;
  const steps = [
    () => saveReport(settings, report),
    () => writeMetrics(join(settings.data, "metrics.prom"), nightMetrics(report, lastSuccess)),
    () => void pruneReports(settings, run.now()),
  ];
  let first: unknown = null;
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      if (!(error instanceof DangvuError)) throw error;
      first ??= error;
      run.log("error", "report/unwritten", toldOf(error));
    }
  }
  return first;
}

/** The disk may refuse to answer: the report then goes without. */
function attempt(ask: () => DiskUse, run: Run): DiskUse | null {
  try {
    return ask();
  } catch (error) {
    run.log("warn", "disk/unknown", toldOf(error));
    return null;
  }
}

function toldOf(error: unknown): { message: string; hint: string } {
  if (error instanceof DangvuError) return { message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return { message, hint: "Chạy lại với DANGVU_DEBUG=1 và báo cho nhóm phát triển." };
}
