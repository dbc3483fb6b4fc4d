import { join } from "node:path";
import { loadSources } from "../crawl/sources.ts";
import type { Lang } from "../labels/format.ts";
import { StoreBroken } from "../types/errors.ts";
import type { LastNight, Operation, RunDetail, RunLine, SourceDetail, SourceHealth, SourceNightLine } from "../types/operation.ts";
import type { Run } from "../types/run.ts";
import type { Source } from "../types/source.ts";
import type { RunRecord, Store } from "../types/store.ts";
import { readHealth } from "./health.ts";
import { publicReport } from "./public-report.ts";
import type { NightReport, SourceNight } from "./report.ts";
import { loadReport, reportIds } from "./report-files.ts";
import { viewReport } from "./report-view.ts";
import type { Settings } from "./settings.ts";

/** The habits of sources are read off so many nights, as alarms are. */
const NIGHTS = 30;

/** Reports and source entries are read again after so many milliseconds: they change once a night, or when the operator edits a file. */
const KEPT_MS = 30_000;

/** A night in which this share of a source's requests failed was a poor one, from so many failures on. */
const POOR = { failures: 5, share: 0.2 };

interface OperationInput {
  readonly settings: Settings;
  readonly store: Store;
  readonly now: () => Date;
  readonly log: Run["log"];
}

/** What the pages know of runs and sources, out of the store, the kept reports, the source entries and the file of the scheduled process. */
export function makeOperation({ settings, store, now, log }: OperationInput): Operation {
  const kept = keeper(now);
  const nights = (): readonly NightReport[] => kept("nights", () => readNights(settings, log));
  const sources = (): readonly Source[] => kept("sources", () => loadSources(join(settings.corpus, "sources")));
  const next = (): string | null => kept("next", () => nextNight(settings, now(), log));
  return {
    runs: ({ limit, offset }) => {
      const lines = kept("runs", () => listRuns(settings, store, log));
      return { runs: lines.slice(offset, offset + limit), total: lines.length };
    },
    run: (id, lang) => readRun({ settings, store, log }, id, lang),
    sources: () => {
      const history = byNewest(nights());
      return sources().map((source) => healthOf(source, history.get(source.id) ?? [], next()));
    },
    source: (id, lang) => {
      const source = sources().find((one) => one.id === id);
      if (source === undefined) return null;
      return detailOf(source, { history: byNewest(nights()).get(id) ?? [], next: next(), last: nights()[0] ?? null, lang });
    },
    lastNight: (lang) => {
      const [last] = nights();
      return last === undefined ? null : lastNightOf(last, next(), lang);
    },
  };
}

/** Answers are kept for a while under their names. */
function keeper(now: () => Date): <T>(name: string, make: () => T) => T {
  const known = new Map<string, { readonly at: number; readonly value: unknown }>();
  return <T>(name: string, make: () => T): T => {
    const at = now().getTime();
    const found = known.get(name);
    if (found !== undefined && Math.abs(at - found.at) < KEPT_MS) return found.value as T;
    const value = make();
    known.set(name, { at, value });
    return value;
  };
}

type Log = Run["log"];

/** A report as strangers may read it; null where none is kept, or where it is damaged, which the log tells. */
function readReport(settings: Settings, id: string, log: Log): NightReport | null {
  try {
    const report = loadReport(settings, id);
    return report === null ? null : publicReport(report, settings);
  } catch (error) {
    if (!(error instanceof StoreBroken)) throw error;
    log("warn", "serve/report-broken", { run: id, message: error.message });
    return null;
  }
}

/** Reports of the last nights, newest first. */
function readNights(settings: Settings, log: Log): readonly NightReport[] {
  const ids = reportIds(settings).slice(0, NIGHTS);
  return ids.flatMap((id) => readReport(settings, id, log) ?? []);
}

function nextNight(settings: Settings, now: Date, log: Log): string | null {
  try {
    const next = readHealth(settings)?.next ?? null;
    // A process that was killed leaves its plan behind.
    return next !== null && Date.parse(next) > now.getTime() ? next : null;
  } catch (error) {
    if (!(error instanceof StoreBroken)) throw error;
    log("warn", "serve/health-broken", { message: error.message });
    return null;
  }
}

/** Runs of the store, and nights that ended before they came to it; newest first. */
function listRuns(settings: Settings, store: Store, log: Log): readonly RunLine[] {
  const reports = new Map(
    reportIds(settings)
      .flatMap((id) => readReport(settings, id, log) ?? [])
      .map((report) => [report.run, report]),
  );
  const records = store.runs();
  const known = new Set(records.map(({ id }) => id));
  const alone = [...reports.values()].filter(({ run }) => !known.has(run)).map(recordOf);
  return [...records, ...alone].map((record) => lineOf(record, reports.get(record.id) ?? null)).sort(newestFirst);
}

const newestFirst = (a: RunLine, b: RunLine): number =>
  a.startedAt === b.startedAt ? (a.id < b.id ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1;

const recordOf = ({ run, job, startedAt, finishedAt, counters }: NightReport): RunRecord => ({
  id: run,
  job,
  startedAt,
  finishedAt,
  counters,
});

function lineOf({ id, job, startedAt, finishedAt, counters }: RunRecord, report: NightReport | null): RunLine {
  return {
    id,
    job,
    startedAt,
    finishedAt: finishedAt ?? report?.finishedAt ?? null,
    outcome: report?.failed === true ? "failed" : finishedAt === null && report === null ? "unfinished" : "done",
    newPages: counters["store/new"] ?? 0,
    figures: counters["extract/figures"] ?? 0,
    alarms: report === null ? null : report.alarms.length,
  };
}

function readRun({ settings, store, log }: Pick<OperationInput, "settings" | "store" | "log">, id: string, lang: Lang): RunDetail | null {
  const report = readReport(settings, id, log);
  const record = store.runs().find((run) => run.id === id) ?? (report === null ? null : recordOf(report));
  if (record === null) return null;
  return { ...lineOf(record, report), counters: record.counters, report: report === null ? null : viewReport(report, lang) };
}

interface Asked {
  readonly night: NightReport;
  readonly source: SourceNight;
}

/** What each source did in each night, newest first. */
function byNewest(nights: readonly NightReport[]): ReadonlyMap<string, readonly Asked[]> {
  const found = new Map<string, Asked[]>();
  for (const night of nights)
    for (const source of night.sources) {
      const list = found.get(source.source);
      if (list === undefined) found.set(source.source, [{ night, source }]);
      else list.push({ night, source });
    }
  return found;
}

const sum = (asked: readonly Asked[], pick: (night: SourceNight) => number): number =>
  asked.reduce((total, { source }) => total + pick(source), 0);

const answers = ({ fetched, notModified }: SourceNight): number => fetched + notModified;
const failures = ({ failed, refused }: SourceNight): number => failed + refused;

const isSuccess = ({ source }: Asked): boolean => source.stopped === null && answers(source) > 0;

function stateOf(enabled: boolean, last: Asked | undefined): SourceHealth["state"] {
  if (!enabled) return "off";
  if (last === undefined) return "unknown";
  if (last.source.stopped !== null) return "resting";
  const bad = failures(last.source);
  const all = answers(last.source) + last.source.gone + bad;
  return bad >= POOR.failures && bad >= POOR.share * all ? "poor" : "fine";
}

function healthOf(source: Source, history: readonly Asked[], next: string | null): SourceHealth {
  const { id, name, kind, province, home, enabled, checked } = source;
  return {
    ...{ id, name, kind, province, home, enabled },
    checked: checked ?? null,
    state: stateOf(enabled, history[0]),
    lastAsked: history[0]?.night.startedAt ?? null,
    lastSuccess: history.find(isSuccess)?.night.startedAt ?? null,
    nights: history.length,
    newPages: sum(history, ({ newPages, changedPages }) => newPages + changedPages),
    failures: sum(history, failures),
    figures: sum(history, ({ figures }) => figures),
    nextVisit: enabled ? next : null,
  };
}

interface DetailInput {
  readonly history: readonly Asked[];
  readonly next: string | null;
  readonly last: NightReport | null;
  readonly lang: Lang;
}

function detailOf(source: Source, { history, next, last, lang }: DetailInput): SourceDetail {
  const kinds = new Map<string, number>();
  for (const { source: night } of history)
    for (const [kind, count] of Object.entries(night.failures)) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  const own = last === null ? null : { ...last, alarms: last.alarms.filter((alarm) => alarm.source === source.id) };
  return {
    ...healthOf(source, history, next),
    paceSeconds: source.paceSeconds,
    window: source.window ?? null,
    note: source.note ?? null,
    failureKinds: [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
    history: history.map(nightLine),
    todo: own === null ? [] : viewReport(own, lang).todo,
  };
}

function nightLine({ night, source }: Asked): SourceNightLine {
  const { fetched, newPages, changedPages, failed, refused, figures, stopped } = source;
  return { run: night.run, startedAt: night.startedAt, fetched, newPages, changedPages, failed, refused, figures, stopped };
}

function lastNightOf(report: NightReport, next: string | null, lang: Lang): LastNight {
  const { title, summary, todo } = viewReport(report, lang);
  const { run, startedAt, finishedAt, failed } = report;
  return { run, startedAt, finishedAt, failed, title, summary, todo, next };
}
