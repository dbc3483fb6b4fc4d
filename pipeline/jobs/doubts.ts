import { createHash } from "node:crypto";
import { saysSame } from "../compare/candidates.ts";
import { reviewId } from "../store/decisions.ts";
import type { ArticleId } from "../types/article.ts";
import type { IndicatorCode, Observation, Period } from "../types/observation.ts";
import type { Doubt, DoubtKind, ReviewCase } from "../types/review.ts";
import type { Store, StoredObservation } from "../types/store.ts";
import { widen } from "./score.ts";

/**
 * Figures under this confidence are doubtful by default. Measured on all gold together (the calibration table of `dangvu evaluate`): under 0.8 three of four
 * are right with place and period, from 0.8 on nine of ten and more.
 */
export const DOUBTFUL_BELOW = 0.8;

/** Numbers that contradict each other are worse than a rule that is not sure. */
const WEIGHTS: Readonly<Record<DoubtKind, number>> = { failed_check: 2, conflict: 2, low_confidence: 1 };

/** A figure can be contradicted by hundreds; so many are looked at. */
const MOST_RIVALS = 20;

/** A doubtful figure as the queue keeps it: what orders and narrows, and where to read the rest. */
export interface QueueEntry {
  readonly id: string;
  readonly article: ArticleId;
  readonly indicator: IndicatorCode;
  readonly province: string | null;
  readonly confidence: number;
  readonly kinds: readonly DoubtKind[];
  /** Articles with another answer to the same question. */
  readonly rivals: readonly ArticleId[];
}

const periodKey = (period: Period): readonly (string | null)[] =>
  "at" in period ? ["at", widen(period.at, "last")] : [widen(period.from, "first"), widen(period.to, "last")];

/** The question that a figure answers, without its value; null when place or period are not known, as then nothing can contradict it. */
export function questionOf({
  indicator,
  dims,
  measure,
  status,
  place,
  period,
  against,
  per,
  subset,
  decidedBy,
}: Observation): string | null {
  if (period === null || (place.province === null && place.level !== "national")) return null;
  const sorted = Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1));
  const where = [place.level, place.province, place.name?.toLowerCase() ?? null];
  return JSON.stringify(
    [indicator, sorted, measure, status, where, periodKey(period), against, per, subset, decidedBy].map((part) => part ?? null),
  );
}

/** What is kept of a figure while the store is read through: a million of them must fit, so nothing is nested and ids are numbers. */
interface Answer {
  readonly id: number;
  readonly article: ArticleId;
  readonly reprintOf: ArticleId | null;
  readonly indicator: IndicatorCode;
  readonly province: string | null;
  readonly value: number;
  readonly bound: Observation["bound"];
  readonly measure: Observation["measure"];
  readonly confidence: number;
  readonly isDecided: boolean;
  /** Of what the figure says of itself. */
  readonly kinds: readonly DoubtKind[];
}

/** Six bytes of a hash stand for the question: a million questions share one in about one run of five hundred, and what is shown is asked anew. */
const hashOf = (question: string): number => createHash("md5").update(question).digest().readUIntBE(0, 6);

const NO_DOUBT: readonly DoubtKind[] = [];
const UNSURE: readonly DoubtKind[] = ["low_confidence"];

function answerOf({ observation, head }: StoredObservation, below: number, shared: (text: string) => string): Answer {
  const { value, bound, measure, checks, confidence, review, indicator, place } = observation;
  const unsure = confidence < below ? UNSURE : NO_DOUBT;
  return {
    id: Number.parseInt(reviewId(observation, head.url), 16),
    article: head.id,
    reprintOf: head.reprintOf ?? null,
    indicator: shared(indicator),
    province: place.province === null ? null : shared(place.province),
    value,
    bound,
    measure,
    confidence,
    isDecided: review !== undefined,
    kinds: checks.some(({ holds }) => !holds) ? ["failed_check", ...unsure] : unsure,
  };
}

/** The figures without those that a reprint has from its original: who decides about the one has decided about the other. */
function withoutEchoes(group: readonly Answer[]): readonly Answer[] {
  const originals = new Set(group.map(({ article, value }) => `${article} ${value}`));
  return group.filter(({ reprintOf, isDecided, value }) => reprintOf === null || isDecided || !originals.has(`${reprintOf} ${value}`));
}

/** The doubtful among the answers to one question. */
function doubtfulIn(group: readonly Answer[]): readonly QueueEntry[] {
  const answers = group.length === 1 ? group : withoutEchoes(group);
  const isDisputed = answers.some(({ value }) => value !== answers[0]?.value);
  return answers.flatMap((answer) => {
    if (answer.isDecided) return [];
    const others = isDisputed ? answers.filter((other) => other.article !== answer.article && !saysSame(answer, other)) : [];
    const kinds: readonly DoubtKind[] = others.length === 0 ? answer.kinds : [...answer.kinds, "conflict"];
    return kinds.length === 0 ? [] : [entryOf(answer, kinds, others)];
  });
}

function entryOf(
  { id, article, indicator, province, confidence }: Answer,
  kinds: QueueEntry["kinds"],
  others: readonly Answer[],
): QueueEntry {
  const rivals = [...new Set(others.map((other) => other.article))].slice(0, MOST_RIVALS);
  return { id: id.toString(16).padStart(12, "0"), article, indicator, province, confidence, kinds, rivals };
}

const weightOf = (kinds: readonly DoubtKind[]): number => kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0);

/** Failed checks and conflicts first, then the least sure. */
function compareEntries(a: QueueEntry, b: QueueEntry): number {
  return weightOf(b.kinds) - weightOf(a.kinds) || a.confidence - b.confidence || (a.id < b.id ? -1 : 1);
}

/**
 * Reads the current articles through for figures that nobody has decided on and that failed a check, contradict another article, or are read with a confidence
 * below `below`. Yields how many figures were read so far, so that other work may come in between; returns the queue in its order.
 */
export function* scanDoubts(store: Store, { below = DOUBTFUL_BELOW }: { below?: number } = {}): Generator<number, readonly QueueEntry[]> {
  const found: QueueEntry[] = [];
  // Most questions have one answer; only the others need a list.
  const groups = new Map<number, Answer | Answer[]>();
  const texts = new Map<string, string>();
  // Each row brings codes of its own; one copy of each is enough.
  const shared = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  let read = 0;
  for (const stored of store.bulk.observations({})) {
    const question = questionOf(stored.observation);
    const answer = answerOf(stored, below, shared);
    if (question === null) found.push(...doubtfulIn([answer]));
    else addTo(groups, hashOf(question), answer);
    yield ++read;
  }
  for (const group of groups.values()) {
    found.push(...doubtfulIn(Array.isArray(group) ? group : [group]));
    yield read;
  }
  return found.sort(compareEntries);
}

function addTo(groups: Map<number, Answer | Answer[]>, key: number, answer: Answer): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, answer);
  else if (Array.isArray(known)) known.push(answer);
  else groups.set(key, [known, answer]);
}

/** The queue at once, for a terminal. */
export function listEntries(store: Store, options: { below?: number } = {}): readonly QueueEntry[] {
  const scan = scanDoubts(store, options);
  for (;;) {
    const step = scan.next();
    if (step.done === true) return step.value;
  }
}

/** An entry with all that helps to decide, as the store has it now; null when the figure is decided on, gone, or no longer doubtful. */
export function openEntry(store: Store, entry: QueueEntry, below: number = DOUBTFUL_BELOW): ReviewCase | null {
  const opened = openCase(store, entry.id, entry.article, entry.rivals, below);
  return opened === null || opened.observation.review !== undefined || opened.doubts.length === 0 ? null : opened;
}

/** A figure of an article by its id, doubtful or not, with its rivals among these articles; null when it is not there. */
export function openCase(
  store: Store,
  id: string,
  article: ArticleId,
  rivals: readonly ArticleId[],
  below: number = DOUBTFUL_BELOW,
): ReviewCase | null {
  const own = store.observations({ article });
  const stored = own.find(({ observation, head }) => reviewId(observation, head.url) === id);
  if (stored === undefined) return null;
  const { observation, head } = stored;
  const others = rivalsIn(store, stored, rivals);
  const told = others.map((other) => ({
    id: other.id,
    value: other.observation.value,
    article: other.head.id,
    url: other.head.url,
    title: other.head.title,
  }));
  const doubts: Doubt[] = [
    ...observation.checks.filter(({ holds }) => !holds).map((check) => ({ kind: "failed_check" as const, check })),
    ...(told.length === 0 ? [] : [{ kind: "conflict" as const, rivals: told }]),
    ...(observation.confidence >= below ? [] : [{ kind: "low_confidence" as const, confidence: observation.confidence }]),
  ];
  const readings = own.map((one) => one.observation).filter((one) => one !== observation && touches(one, observation));
  return { id, doubts, observation, head, readings, rivals: others };
}

const touches = (a: Observation, b: Observation): boolean => a.start < b.end && b.start < a.end;

function rivalsIn(store: Store, { observation }: StoredObservation, articles: readonly ArticleId[]): ReviewCase["rivals"] {
  const question = questionOf(observation);
  if (question === null) return [];
  return articles.flatMap((article) =>
    store
      .observations({ article })
      .filter((other) => questionOf(other.observation) === question && !saysSame(observation, other.observation))
      .map((other) => ({ id: reviewId(other.observation, other.head.url), ...other })),
  );
}
