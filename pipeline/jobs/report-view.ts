import { CODEBOOK } from "../extract/codebook.ts";
import { formatTime, type Lang } from "../labels/format.ts";
import { type NightLabels, nightLabels } from "../labels/night.ts";
import { runLabels } from "../labels/run.ts";
import { provinceById } from "../language/provinces.ts";
import type { ReportCell, ReportTable, ReportView } from "../types/operation.ts";
import type { NightReport, SourceNight } from "./report.ts";

/** The report in words: what to do first, then tables; tables without rows are left out. */
export function viewReport(report: NightReport, lang: Lang): ReportView {
  const words = nightLabels(lang);
  const bad = report.sources.filter(({ stopped }) => stopped !== null).length;
  const time = formatTime(report.startedAt, lang);
  const tables = [sourceTable, conflictTable, checkTable, indicatorTable, hostTable, diskTable].map((make) => make(report, words, lang));
  return {
    title: report.error === null ? words.title(time, bad, report.sources.length) : words.titleEnded(time),
    summary: summaryOf(report, lang),
    run: words.run(report.run),
    todo: report.alarms.map(({ kind, source, values }) =>
      sayAlarm(words.alarm(kind, { ...values, source: source ?? "" }), nameOf(report, source)),
    ),
    tables: tables.filter(({ rows, note }) => rows.length > 0 || note !== null),
  };
}

const nameOf = ({ sources }: NightReport, id: string | null): string | null =>
  id === null ? null : (sources.find(({ source }) => source === id)?.name ?? id);

function sayAlarm({ says, hint }: { says: string; hint: string }, name: string | null): ReportView["todo"][number] {
  return { says: name === null ? says : `${name}: ${says}`, hint };
}

function summaryOf({ sources, counters, seconds }: NightReport, lang: Lang): string {
  const sum = (pick: (night: SourceNight) => number): number => sources.reduce((total, night) => total + pick(night), 0);
  return runLabels(lang).summary({
    sources: sources.length,
    fresh: sum(({ newPages }) => newPages),
    changed: sum(({ changedPages }) => changedPages),
    unchanged: sum(({ notModified }) => notModified),
    failed: sum(({ failed, refused }) => failed + refused),
    figures: counters["extract/figures"] ?? 0,
    seconds,
  });
}

type MakeTable = (report: NightReport, words: NightLabels, lang: Lang) => ReportTable;

const sourceTable: MakeTable = ({ sources }, words) => {
  const isTold = ({ newPages, changedPages, gone, failed, refused, stopped }: SourceNight): boolean =>
    newPages + changedPages + gone + failed + refused > 0 || stopped !== null;
  const told = sources.filter(isTold);
  const { n } = words;
  const rows = told.map(({ name, fetched, newPages, changedPages, gone, failed, refused, figures, failures }) => [
    name,
    ...[fetched, newPages, changedPages, gone, failed + refused, figures].map(n),
    Object.entries(failures)
      .map(([kind, count = 0]) => `${words.failures[kind] ?? kind} ${n(count)}`)
      .join(", "),
  ]);
  const quiet = sources.length - told.length;
  return { title: words.sources, head: words.sourceHead, rows, note: quiet === 0 ? null : words.quiet(n(quiet)) };
};

const labelOf = (code: string, lang: Lang): string => CODEBOOK.find((indicator) => indicator.code === code)?.label[lang] ?? code;

const indicatorTable: MakeTable = ({ indicators }, words, lang) => ({
  title: words.indicators,
  head: words.indicatorHead,
  rows: indicators.map(({ code, figures }) => [`${labelOf(code, lang)} (${code})`, words.n(figures)]),
  note: null,
});

const checkTable: MakeTable = ({ failedChecks }, words) => ({
  title: words.checks(words.n(failedChecks.total)),
  head: words.checkHead,
  rows: failedChecks.shown.map(({ title, detail, url }) => [title, detail, link(url)]),
  note: null,
});

const conflictTable: MakeTable = ({ conflicts }, words, lang) => ({
  title: words.conflicts(words.n(conflicts.total)),
  head: words.conflictHead,
  rows: conflicts.shown.map(({ indicator, province, fresh, known }) => [
    labelOf(indicator, lang),
    provinceName(province),
    words.n(fresh.value),
    words.n(known.value),
    link(fresh.url),
    link(known.url),
  ]),
  note: null,
});

const provinceName = (id: string): string => provinceById(id)?.name ?? id;

const link = (url: string): ReportCell => (/^https?:/u.test(url) ? { text: url, url } : url);

const hostTable: MakeTable = ({ hosts }, words) => ({
  title: words.hosts,
  head: words.hostHead,
  rows: hosts.map(({ host, requests, seconds }) => [
    host,
    words.n(requests),
    words.n(Number((seconds / Math.max(1, requests)).toFixed(2))),
  ]),
  note: null,
});

const diskTable: MakeTable = ({ disk }, words) => ({
  title: words.disk,
  head: words.diskHead,
  rows: Object.entries(words.diskParts).flatMap(([part, name]) => {
    const size = disk?.[part as keyof typeof words.diskParts] ?? null;
    return size === null ? [] : [[name, words.bytes(size)]];
  }),
  note: null,
});
