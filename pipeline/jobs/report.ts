import * as z from "zod";
import type { SourceReport } from "../crawl/crawl.ts";
import { findAlarms } from "./alarms.ts";
import type { SeriesOutcome } from "./bulletin/due.ts";
import type { Conflict } from "./conflicts.ts";
import type { DiskUse } from "./disk.ts";
import type { Gathering, SourceHarvest } from "./gathering.ts";
import type { Delivery } from "./notify.ts";

/** Of long lists a report shows the first so many; totals count all. */
const MOST_SHOWN = 50;
const MOST_HOSTS = 10;

const count = z.int().min(0);

const sourceNight = z.object({
  source: z.string(),
  name: z.string(),
  fetched: count,
  notModified: count,
  gone: count,
  failed: count,
  refused: count,
  newPages: count,
  changedPages: count,
  robotsRefused: count,
  /** Failures and refusals by kind (crawl/fetch-errors.ts). */
  failures: z.record(z.string(), count),
  stopped: z.string().nullable(),
  articles: count,
  undated: count,
  figures: count,
  selectors: z.record(z.string(), z.object({ tried: count, matched: count })),
});

/** What a night did with one source: its requests, and what its new articles were like. */
export type SourceNight = Readonly<z.infer<typeof sourceNight>>;

const said = z.object({ value: z.number(), url: z.string(), quote: z.string() });

const ALARMS = [
  "ended",
  "stopped",
  "failures",
  "selectors",
  "undated",
  "few-figures",
  "silent",
  "unreadable",
  "conflicts",
  "disk",
  "notify",
  "bulletin",
] as const;

const alarm = z.object({
  kind: z.enum(ALARMS),
  /** The source it is about; null for the whole night. */
  source: z.string().nullable(),
  /** What the sentence about it tells, by name. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Something that asks for the operator's attention. */
export type Alarm = Readonly<z.infer<typeof alarm>>;
export type AlarmKind = Alarm["kind"];

/** The report of a night as it is kept. */
export const reportSchema = z.object({
  format: z.literal(1),
  run: z.string(),
  job: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  seconds: z.number(),
  /** What ended the night before its end. */
  error: z.object({ message: z.string(), hint: z.string() }).nullable(),
  /** Did the night or one of its sources come to no end? */
  failed: z.boolean(),
  sources: z.array(sourceNight),
  indicators: z.array(z.object({ code: z.string(), figures: count })),
  failedChecks: z.object({
    total: count,
    shown: z.array(z.object({ url: z.string(), title: z.string(), what: z.string(), detail: z.string() })),
  }),
  conflicts: z.object({
    total: count,
    shown: z.array(z.object({ indicator: z.string(), province: z.string(), fresh: said, known: said })),
  }),
  hosts: z.array(z.object({ host: z.string(), requests: count, seconds: z.number() })),
  disk: z.object({ store: count, warc: count, frontier: count, indexes: count, runs: count, free: count.nullable() }).nullable(),
  alarms: z.array(alarm),
  deliveries: z.array(z.object({ channel: z.enum(["webhook", "email"]), error: z.string().nullable() })),
  counters: z.record(z.string(), z.number()),
});

export type NightReport = Readonly<z.infer<typeof reportSchema>>;

export interface ReportInput {
  readonly run: string;
  readonly job: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly error: { readonly message: string; readonly hint: string } | null;
  /** Empty when the night did not come to its end. */
  readonly sources: readonly SourceReport[];
  /** Names of sources by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly gathering: Gathering;
  readonly conflicts: readonly Conflict[];
  readonly disk: DiskUse | null;
  readonly counters: Readonly<Record<string, number>>;
  /** Reports of earlier nights, newest first: the habits of the sources. */
  readonly history: readonly NightReport[];
}

const NO_HARVEST: SourceHarvest = { articles: 0, undated: 0, figures: 0, selectors: {} };

/** The report of a night; `deliveries` are still to come (withDeliveries). */
export function makeReport(input: ReportInput): NightReport {
  const { gathering, conflicts, error, startedAt, finishedAt } = input;
  const sources = input.sources.map((report) => sourceNightOf(report, input));
  const facts = {
    format: 1 as const,
    run: input.run,
    job: input.job,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000,
    error,
    failed: error !== null || sources.some(({ stopped }) => stopped !== null),
    sources,
    indicators: [...gathering.indicators].map(([code, figures]) => ({ code, figures })).sort((a, b) => b.figures - a.figures),
    failedChecks: { total: gathering.failedChecks.length, shown: gathering.failedChecks.slice(0, MOST_SHOWN) },
    conflicts: { total: conflicts.length, shown: conflicts.slice(0, MOST_SHOWN) },
    hosts: slowestHosts(input.sources),
    disk: input.disk,
    deliveries: [],
    counters: { ...input.counters },
  };
  return reportSchema.parse({ ...facts, alarms: findAlarms(facts, input.history) });
}

/** The same with what became of the messages; one that did not go out is told, too. */
export function withDeliveries(report: NightReport, deliveries: readonly Delivery[]): NightReport {
  const lost = deliveries.filter(({ error }) => error !== null);
  const alarms = lost.map(({ channel, error }): Alarm => ({ kind: "notify", source: null, values: { channel, error: error ?? "" } }));
  return { ...report, deliveries: [...report.deliveries, ...deliveries], alarms: [...report.alarms, ...alarms] };
}

/** The same with an alarm for each bulletin that was due and could not be made. */
export function withBulletins(report: NightReport, outcomes: readonly SeriesOutcome[]): NightReport {
  const alarms = outcomes.flatMap((outcome): readonly Alarm[] => {
    if (outcome.state !== "failed") return [];
    const { series, message, hint } = outcome;
    return [{ kind: "bulletin", source: null, values: { series, message, hint } }];
  });
  return { ...report, alarms: [...report.alarms, ...alarms] };
}

function sourceNightOf(report: SourceReport, { names, gathering }: ReportInput): SourceNight {
  const { source, fetched, notModified, gone, failed, refused, newPages, changedPages, robotsRefused, stopped } = report;
  const { articles, undated, figures, selectors } = gathering.sources.get(source) ?? NO_HARVEST;
  const requests = { fetched, notModified, gone, failed, refused, newPages, changedPages, robotsRefused };
  const harvest = { articles, undated, figures, selectors: { ...selectors } };
  return { source, name: names.get(source) ?? source, ...requests, failures: { ...report.failures }, stopped, ...harvest };
}

/** Hosts by the mean seconds of an answer, slowest first; those of several sources are added up. */
function slowestHosts(sources: readonly SourceReport[]): NightReport["hosts"] {
  const hosts = new Map<string, { host: string; requests: number; seconds: number }>();
  for (const { host, requests, seconds } of sources.flatMap((source) => source.hosts)) {
    const before = hosts.get(host) ?? { host, requests: 0, seconds: 0 };
    hosts.set(host, { host, requests: before.requests + requests, seconds: before.seconds + seconds });
  }
  const mean = ({ requests, seconds }: { requests: number; seconds: number }): number => seconds / Math.max(1, requests);
  return [...hosts.values()].sort((a, b) => mean(b) - mean(a)).slice(0, MOST_HOSTS);
}
