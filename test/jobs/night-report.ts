import type { SourceReport } from "../../pipeline/crawl/crawl.ts";
import { makeGathering } from "../../pipeline/jobs/gathering.ts";
import { makeReport, type NightReport, type ReportInput, type SourceNight } from "../../pipeline/jobs/report.ts";

/** What a crawl tells of a source in which nothing happened, with what is given. */
export const sourceReport = (source: string, more: Partial<SourceReport> = {}): SourceReport => ({
  source,
  fetched: 0,
  notModified: 10,
  gone: 0,
  failed: 0,
  refused: 0,
  newPages: 0,
  changedPages: 0,
  failures: {},
  skipped: 0,
  robotsRefused: 0,
  aliases: 0,
  hosts: [],
  stopped: null,
  ...more,
});

/** A report of a quiet night, with what is given. */
export const nightReport = (more: Partial<ReportInput> = {}): NightReport =>
  makeReport({
    run: "2026-11-22T020000-abcdef01",
    job: "nightly",
    startedAt: new Date("2026-11-21T19:00:00Z"),
    finishedAt: new Date("2026-11-21T20:00:00Z"),
    error: null,
    sources: [],
    names: new Map([["caobang", "Báo Cao Bằng"]]),
    gathering: makeGathering(),
    conflicts: [],
    disk: null,
    counters: {},
    history: [],
    ...more,
  });

/** A night of a source in a report of the past, with what is given. */
export const sourceNight = (source: string, more: Partial<SourceNight> = {}): SourceNight => ({
  source,
  name: source,
  fetched: 0,
  notModified: 0,
  gone: 0,
  failed: 0,
  refused: 0,
  newPages: 0,
  changedPages: 0,
  robotsRefused: 0,
  failures: {},
  stopped: null,
  articles: 0,
  undated: 0,
  figures: 0,
  selectors: {},
  ...more,
});
