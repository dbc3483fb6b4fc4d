import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StoreBroken } from "../types/errors.ts";
import { isFolder, runsFolder } from "./disk.ts";
import { makeFolders } from "./folders.ts";
import { type NightReport, reportSchema } from "./report.ts";
import { reportPage } from "./report-html.ts";
import { viewReport } from "./report-view.ts";
import type { Settings } from "./settings.ts";
import { notWritten, writeInOneStep } from "./write-file.ts";

const DAY_MS = 86_400_000;

/** Ids of runs are names of files and begin with their time: anything else was typed or put there, and leads nowhere. */
const RUN_ID = /^\d{4}-\d\d-\d\dT[\w-]+$/u;

const jsonPath = (settings: Settings, run: string): string => join(runsFolder(settings), `${run}.json`);

/** Keeps a report as `<data>/runs/<run>.json` and `.html`, each written in one step. Throws StoreBroken. */
export function saveReport(settings: Settings, report: NightReport): void {
  try {
    makeFolders(runsFolder(settings));
  } catch (cause) {
    throw notWritten(runsFolder(settings), cause);
  }
  const path = jsonPath(settings, report.run);
  writeInOneStep(path.replace(/json$/u, "html"), reportPage(viewReport(report, settings.lang), settings.lang));
  writeInOneStep(path, `${JSON.stringify(report, null, 1)}\n`);
}

/** The report of a run; null when none is kept. Throws StoreBroken for a file that is none. */
export function loadReport(settings: Settings, run: string): NightReport | null {
  const path = jsonPath(settings, run);
  if (!RUN_ID.test(run) || !existsSync(path)) return null;
  try {
    return reportSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new StoreBroken(`Báo cáo ${path} đã hỏng.`, "Xóa tệp này; kho tài liệu không mất gì.", cause);
  }
}

/** Ids of the runs whose reports are kept, newest first. */
export function reportIds(settings: Settings): readonly string[] {
  const folder = runsFolder(settings);
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .filter((name) => RUN_ID.test(name))
    .sort()
    .reverse();
}

/** The newest reports, newest first; `onBroken` is told of those that cannot be read, which are left out. */
export function recentReports(settings: Settings, most: number, onBroken: (error: StoreBroken) => void): readonly NightReport[] {
  return reportIds(settings)
    .slice(0, most)
    .flatMap((run) => {
      try {
        return loadReport(settings, run) ?? [];
      } catch (error) {
        if (!(error instanceof StoreBroken)) throw error;
        onBroken(error);
        return [];
      }
    });
}

/** Deletes reports that have outlived `retention.reportsDays` and returns how many nights these were. Throws StoreBroken. */
export function pruneReports(settings: Settings, now: Date): number {
  const oldest = now.getTime() - settings.retention.reportsDays * DAY_MS;
  const old = reportIds(settings).filter((run) => dayOf(run) < oldest);
  for (const run of old) {
    const path = jsonPath(settings, run);
    try {
      rmSync(path.replace(/json$/u, "html"), { force: true });
      rmSync(path, { force: true });
    } catch (cause) {
      throw notWritten(path, cause);
    }
  }
  return old.length;
}

/** When the day of a run ended. */
const dayOf = (run: string): number => Date.parse(`${run.slice(0, 10)}T23:59:59Z`);
