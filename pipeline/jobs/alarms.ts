import type { Alarm, NightReport, SourceNight } from "./report.ts";

/** A source's habit is read off the nights of the last month. */
const NIGHTS_OF_HABIT = 30;

/** Drift is told of these fields when no page of so many matched: every article page has them. */
const EVERYWHERE: ReadonlySet<string> = new Set(["title", "body", "published"]);
const PAGES_EVERYWHERE = 3;
/** Of the other fields, when no page of so many matched, and half or more of at least so many pages did before. */
const PAGES_ELSEWHERE = 8;
const PAGES_OF_HABIT = 20;
const USUAL_SHARE = 0.5;

/** Dates are missing when half of at least three new articles have none, and fewer than a quarter had none before. */
const UNDATED = { articles: 3, share: 0.5, usualShare: 0.25 };

/**
 * Figures are too few when there are less than a quarter of what as many articles used to bring, eight figures or more being expected of five articles or more.
 * Figures come in bunches (one yearly report has fifty): with eight expected, two by chance are rare even then.
 */
const FEW = { articles: 5, articlesBefore: 30, expected: 8, share: 0.25 };

/** Silence is seven nights without anything new from a source that had seven new pages or more in the month before. */
const SILENT = { nights: 7, pagesBefore: 7 };

/** Failures are told from five on, when they are a fifth of the requests. */
const FAILURES = { count: 5, share: 0.2 };

/** Room for some weeks of nights: one of 20,000 pages takes about 300 MB. */
const LEAST_FREE_BYTES = 5 * 1024 ** 3;

type Facts = Omit<NightReport, "alarms">;

/** What of a night asks for attention: first what ended it, then by source, then the rest. `history`: reports of earlier nights, newest first. */
export function findAlarms(facts: Facts, history: readonly NightReport[]): readonly Alarm[] {
  const nights = history.filter(({ job }) => job === facts.job).slice(0, NIGHTS_OF_HABIT);
  const { error, counters, conflicts, disk } = facts;
  const unreadable = counters["read/unreadable"] ?? 0;
  return [
    ...(error === null ? [] : [alarm("ended", null, { ...error })]),
    ...facts.sources.flatMap((source) => sourceAlarms(source, nightsOf(source.source, nights))),
    ...(unreadable === 0 ? [] : [alarm("unreadable", null, { count: unreadable })]),
    ...(conflicts.total === 0 ? [] : [alarm("conflicts", null, { count: conflicts.total })]),
    ...(disk === null || disk.free === null || disk.free >= LEAST_FREE_BYTES ? [] : [alarm("disk", null, { free: disk.free })]),
  ];
}

const alarm = (kind: Alarm["kind"], source: string | null, values: Alarm["values"]): Alarm => ({ kind, source, values });

const nightsOf = (source: string, nights: readonly NightReport[]): readonly SourceNight[] =>
  nights.flatMap(({ sources }) => sources.filter((night) => night.source === source));

function sourceAlarms(tonight: SourceNight, habit: readonly SourceNight[]): readonly Alarm[] {
  return [
    tonight.stopped === null ? null : alarm("stopped", tonight.source, { reason: tonight.stopped }),
    manyFailures(tonight),
    deadSelectors(tonight, habit),
    missingDates(tonight, habit),
    fewFigures(tonight, habit),
    silence(tonight, habit),
  ].filter((found) => found !== null);
}

const sum = (nights: readonly SourceNight[], pick: (night: SourceNight) => number): number =>
  nights.reduce((total, night) => total + pick(night), 0);

function manyFailures({ source, fetched, notModified, gone, failed, refused, failures }: SourceNight): Alarm | null {
  const bad = failed + refused;
  if (bad < FAILURES.count || bad < FAILURES.share * (fetched + notModified + gone + bad)) return null;
  const [worst = ""] = Object.entries(failures)
    .sort(([, a], [, b]) => b - a)
    .map(([kind]) => kind);
  return alarm("failures", source, { count: bad, kind: worst });
}

function deadSelectors({ source, selectors }: SourceNight, habit: readonly SourceNight[]): Alarm | null {
  const dead = Object.entries(selectors)
    .filter(
      ([field, { tried, matched }]) =>
        matched === 0 && (EVERYWHERE.has(field) ? tried >= PAGES_EVERYWHERE : isUnusual(field, tried, habit)),
    )
    .map(([field]) => field);
  const tried = Math.max(0, ...dead.map((field) => selectors[field]?.tried ?? 0));
  return dead.length === 0 ? null : alarm("selectors", source, { fields: dead.join(", "), pages: tried });
}

function isUnusual(field: string, tried: number, habit: readonly SourceNight[]): boolean {
  const before = {
    tried: sum(habit, (night) => night.selectors[field]?.tried ?? 0),
    matched: sum(habit, (night) => night.selectors[field]?.matched ?? 0),
  };
  return tried >= PAGES_ELSEWHERE && before.tried >= PAGES_OF_HABIT && before.matched >= USUAL_SHARE * before.tried;
}

function missingDates({ source, articles, undated }: SourceNight, habit: readonly SourceNight[]): Alarm | null {
  if (articles < UNDATED.articles || undated < UNDATED.share * articles) return null;
  const before = sum(habit, (night) => night.articles);
  if (before > 0 && sum(habit, (night) => night.undated) >= UNDATED.usualShare * before) return null;
  return alarm("undated", source, { undated, articles });
}

function fewFigures({ source, articles, figures }: SourceNight, habit: readonly SourceNight[]): Alarm | null {
  const before = sum(habit, (night) => night.articles);
  if (articles < FEW.articles || before < FEW.articlesBefore) return null;
  const expected = (articles * sum(habit, (night) => night.figures)) / before;
  if (expected < FEW.expected || figures >= FEW.share * expected) return null;
  return alarm("few-figures", source, { figures, articles, expected: Math.round(expected) });
}

/** Tonight is one of the silent nights; told on the first morning on which the silence is long enough, and every morning after. */
function silence(tonight: SourceNight, habit: readonly SourceNight[]): Alarm | null {
  const quiet = [tonight, ...habit].slice(0, SILENT.nights);
  const pages = (night: SourceNight): number => night.newPages + night.changedPages;
  const isSilent = quiet.length === SILENT.nights && sum(quiet, pages) === 0;
  const before = sum(habit.slice(SILENT.nights - 1), pages);
  return isSilent && tonight.stopped === null && before >= SILENT.pagesBefore
    ? alarm("silent", tonight.source, { nights: SILENT.nights })
    : null;
}
