import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadReport } from "../../../pipeline/jobs/report-files.ts";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { readSettings, type Settings } from "../../../pipeline/jobs/settings.ts";
import { runWholeNight } from "../../../pipeline/jobs/whole-night.ts";
import { frontierPath, openLibrary, storePath } from "../../../pipeline/jobs/workspace.ts";
import { nightSources, startNightsPress } from "./nights-press.ts";

/** How things stand on the morning after a night. */
export interface Morning {
  readonly night: number;
  readonly seconds: number;
  /** Bytes in use after a full collection. */
  readonly heap: number;
  /** Open files and sockets of this process; 0 where the system does not tell. */
  readonly handles: number;
  readonly storeBytes: number;
  readonly frontierBytes: number;
  /** Articles that the night brought new, in new versions, and removed ones. */
  readonly fresh: number;
  readonly changed: number;
  readonly gone: number;
  readonly failed: number;
  readonly stopped: number;
  /** The report was kept and reads back as text and page. */
  readonly isReadable: boolean;
}

const FIRST_NIGHT = Date.parse("2026-01-01T19:00:00Z");
const DAY_MS = 86_400_000;

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  return () => (typeof collect === "function" ? collect() : undefined);
}

/** `/proc` is Linux's; elsewhere the count is left out. */
function openHandles(): number {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return 0;
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** So many nights of so many papers, one day of the clock apart, as `dangvu nightly` runs them; told of each morning. Returns the articles that are stored at the end. */
export async function simulateNights(input: {
  readonly folder: string;
  readonly papers: number;
  readonly nights: number;
  readonly recheckDays: number;
  readonly onMorning: (morning: Morning) => void;
}): Promise<number> {
  const { folder, papers, nights, recheckDays } = input;
  const settings = readSettings({ data: join(folder, "data"), indexes: join(folder, "indexes") }, { env: {} });
  const press = await startNightsPress();
  const collect = collector();
  try {
    for (let night = 1; night <= nights; night++) {
      await press.setNight(night);
      const began = performance.now();
      const ahead = FIRST_NIGHT + night * DAY_MS - Date.now();
      const run = makeRun({ now: () => new Date(Date.now() + ahead) });
      const { report, thrown } = await runWholeNight({
        settings,
        sources: nightSources(papers),
        run,
        resolve: press.resolve,
        budget: { recheckDays },
      });
      if (thrown !== null) throw thrown;
      const seconds = (performance.now() - began) / 1000;
      const sum = (pick: (source: (typeof report.sources)[number]) => number): number =>
        report.sources.reduce((total, source) => total + pick(source), 0);
      const counts = {
        fresh: sum(({ newPages }) => newPages),
        changed: sum(({ changedPages }) => changedPages),
        gone: sum(({ gone }) => gone),
        failed: sum(({ failed }) => failed),
      };
      collect();
      collect();
      input.onMorning({
        night,
        seconds,
        heap: process.memoryUsage().heapUsed,
        handles: openHandles(),
        storeBytes: sizeOf(storePath(settings)),
        frontierBytes: sizeOf(frontierPath(settings)),
        ...counts,
        stopped: report.sources.filter(({ stopped }) => stopped !== null).length,
        isReadable: isReadable(settings, report.run),
      });
    }
    return countArticles(settings);
  } finally {
    press.close();
  }
}

function isReadable(settings: Settings, run: string): boolean {
  const report = loadReport(settings, run);
  return report !== null && report.sources.length > 0 && sizeOf(join(settings.data, "runs", `${run}.html`)) > 500;
}

function countArticles(settings: Settings): number {
  const store = openLibrary(settings);
  try {
    return store.articles({}).length;
  } finally {
    store.close();
  }
}

/** The slope of a straight line through values at even distances (least squares): what is added from one to the next. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [up, down] = values.reduce(([a, b], value, i) => [a + (i - middle) * (value - mean), b + (i - middle) ** 2], [0, 0]);
  return up / down;
}
