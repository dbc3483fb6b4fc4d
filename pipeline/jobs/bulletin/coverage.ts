import { fitColumn } from "../../compare/periods.ts";
import type { BulletinTopic } from "../../types/bulletin.ts";
import type { Store } from "../../types/store.ts";
import { type BulletinPeriodKind, PERIOD_KINDS, readPeriod } from "./period.ts";
import { bulletinTopics } from "./topics.ts";

/** What the store has for a topic in a period, in figures that tables take; what is doubtful among them counts too. */
export interface TopicCoverage {
  /** Its name in corpus/bulletins/topics.yaml. */
  readonly topic: string;
  readonly figures: number;
  readonly provinces: number;
}

export interface PeriodCoverage {
  /** `2024`, `2024-H1`, `2024-Q1`, `2024-03`. */
  readonly period: string;
  readonly kind: BulletinPeriodKind;
  /** Those that have something, in the order of the file. */
  readonly topics: readonly TopicCoverage[];
}

type CoveredStore = Pick<Store, "figures" | "fingerprint">;

/** Figures of one topic in one period. */
interface Counted {
  figures: number;
  readonly provinces: Set<string>;
}

type Question = BulletinTopic["questions"][number];

/** Adds the figures of a question that tables take, in every period they stand for. */
function count(store: CoveredStore, question: Question, countedIn: (period: string) => Counted): void {
  for (const { observation, head } of store.figures({ ...question, level: "province" })) {
    const { period, place } = observation;
    if (period === null || place.province === null || head.trust !== "ok") continue;
    for (const kind of PERIOD_KINDS) {
      const fit = fitColumn(period, kind);
      // A year told before it was over is no year of a bulletin.
      if (fit === null || fit.fit !== "whole") continue;
      const counted = countedIn(fit.key);
      counted.figures++;
      counted.provinces.add(place.province);
    }
  }
}

function countAll(store: CoveredStore): readonly PeriodCoverage[] {
  const periods = new Map<string, Map<string, Counted>>();
  for (const { name, questions } of bulletinTopics()) {
    const countedIn = (period: string): Counted => {
      const topics = periods.get(period) ?? new Map<string, Counted>();
      periods.set(period, topics);
      const counted = topics.get(name) ?? { figures: 0, provinces: new Set<string>() };
      topics.set(name, counted);
      return counted;
    };
    for (const question of questions) count(store, question, countedIn);
  }
  return [...periods]
    .map(([period, topics]) => ({ period, kind: readPeriod(period).kind, topics: coverageOf(topics) }))
    .sort((a, b) => compareEnds(b.period, a.period));
}

const coverageOf = (topics: ReadonlyMap<string, Counted>): readonly TopicCoverage[] =>
  [...topics].map(([topic, { figures, provinces }]) => ({ topic, figures, provinces: provinces.size }));

/** By the last day, then the longer period behind the shorter. */
function compareEnds(a: string, b: string): number {
  const [first, second] = [readPeriod(a).column, readPeriod(b).column];
  if (first.to !== second.to) return first.to < second.to ? -1 : 1;
  return first.from === second.from ? 0 : first.from > second.from ? -1 : 1;
}

const kept = new WeakMap<object, { readonly fingerprint: string; readonly periods: readonly PeriodCoverage[] }>();

/**
 * The periods that the store has figures of topics for, the newest first. Counted once as long as the store says the same: the questions of the topics are read one after the
 * other and let go (1.5 s over a million figures).
 */
export function bulletinPeriods(store: CoveredStore): readonly PeriodCoverage[] {
  const fingerprint = store.fingerprint();
  const known = kept.get(store);
  if (known?.fingerprint === fingerprint) return known.periods;
  const periods = countAll(store);
  kept.set(store, { fingerprint, periods });
  return periods;
}

/** What the store has for the topics of figures in a period; no topics where it has nothing. Throws WrongUse for a period that is none. */
export function bulletinQuestions(store: CoveredStore, period: string): PeriodCoverage {
  const { column, kind } = readPeriod(period);
  return bulletinPeriods(store).find((one) => one.period === column.key) ?? { period: column.key, kind, topics: [] };
}

/** The periods of the same kind that are nearest in time and have something for one of the topics, the nearest first, the newer of two; `limit` at most. */
export function nearestPeriods(
  store: CoveredStore,
  wanted: { readonly period: string; readonly topics: readonly string[] },
  limit = 2,
): readonly string[] {
  const { kind, column } = readPeriod(wanted.period);
  const distance = ({ period }: PeriodCoverage): number => Math.abs(Date.parse(readPeriod(period).column.to) - Date.parse(column.to));
  return bulletinPeriods(store)
    .filter((one) => one.kind === kind && one.period !== column.key && one.topics.some(({ topic }) => wanted.topics.includes(topic)))
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, limit)
    .map(({ period }) => period);
}
