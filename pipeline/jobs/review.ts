import { saysSame } from "../compare/candidates.ts";
import { nearest } from "../language/nearest.ts";
import { hasTwins, locate, passageOf, reviewId } from "../store/decisions.ts";
import { WrongUse } from "../types/errors.ts";
import type { Check, Observation, Period } from "../types/observation.ts";
import type { Decision, Verdict } from "../types/review.ts";
import type { ArticleHead, Store, StoredObservation } from "../types/store.ts";
import { type Correction, correctFigure } from "./correction.ts";
import { widen } from "./score.ts";

/**
 * Figures under this confidence are doubtful by default. Measured on all gold together (the calibration table of `dangvu evaluate`): under 0.8 three of four
 * are right with place and period, from 0.8 on nine of ten and more.
 */
export const DOUBTFUL_BELOW = 0.8;

/** Another report's answer to the same question. */
export interface Rival {
  readonly id: string;
  readonly value: number;
  readonly article: string;
  readonly url: string;
  readonly title: string;
}

export type Doubt =
  | { readonly kind: "failed_check"; readonly check: Check }
  | { readonly kind: "conflict"; readonly rivals: readonly Rival[] }
  | { readonly kind: "low_confidence"; readonly confidence: number };

/** Numbers that contradict each other are worse than a rule that is not sure. */
const WEIGHTS: Readonly<Record<Doubt["kind"], number>> = { failed_check: 2, conflict: 2, low_confidence: 1 };

/** A figure that a person should look at. */
export interface ReviewItem {
  readonly id: string;
  readonly doubts: readonly Doubt[];
  readonly observation: Observation;
  readonly head: ArticleHead;
}

const periodKey = (period: Period): readonly (string | null)[] =>
  "at" in period ? ["at", widen(period.at, "last")] : [widen(period.from, "first"), widen(period.to, "last")];

/** The question that a figure answers, without its value; null when place or period are not known, as then nothing can contradict it. */
function questionOf({ indicator, dims, measure, status, place, period, against, per, subset, decidedBy }: Observation): string | null {
  if (period === null || (place.province === null && place.level !== "national")) return null;
  const sorted = Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1));
  const where = [place.level, place.province, place.name?.toLowerCase() ?? null];
  return JSON.stringify(
    [indicator, sorted, measure, status, where, periodKey(period), against, per, subset, decidedBy].map((part) => part ?? null),
  );
}

function byQuestion(all: readonly StoredObservation[]): ReadonlyMap<string, readonly StoredObservation[]> {
  const groups = new Map<string, StoredObservation[]>();
  for (const stored of all) {
    const question = questionOf(stored.observation);
    if (question === null) continue;
    const group = groups.get(question);
    if (group === undefined) groups.set(question, [stored]);
    else group.push(stored);
  }
  return groups;
}

/** What other articles answer and cannot both be right ("hơn 900" beside 912 can). */
function rivalsOf({ observation, head }: StoredObservation, group: readonly StoredObservation[]): readonly Rival[] {
  return group
    .filter((other) => other.head.id !== head.id && !saysSame(observation, other.observation))
    .map((other) => ({
      id: reviewId(other.observation, other.head.url),
      value: other.observation.value,
      article: other.head.id,
      url: other.head.url,
      title: other.head.title,
    }));
}

/** The figures without those that a reprint has from its original: who decides about the one has decided about the other. */
function withoutReprints(all: readonly StoredObservation[]): readonly StoredObservation[] {
  const groups = byQuestion(all);
  return all.filter(({ observation, head }) => {
    if (head.reprintOf === undefined || observation.review !== undefined) return true;
    const group = groups.get(questionOf(observation) ?? "") ?? [];
    return !group.some((other) => other.head.id === head.reprintOf && other.observation.value === observation.value);
  });
}

/**
 * The queue: figures of current articles that nobody has decided on and that failed a check, contradict another article, or are read with a confidence below
 * `below`. Failed checks and conflicts first, then the least sure.
 */
export function listDoubts(store: Store, { below = DOUBTFUL_BELOW }: { below?: number } = {}): readonly ReviewItem[] {
  const all = withoutReprints(store.observations({}));
  const groups = byQuestion(all);
  const items = all.flatMap((stored): ReviewItem[] => {
    const { observation, head } = stored;
    if (observation.review !== undefined) return [];
    const rivals = rivalsOf(stored, groups.get(questionOf(observation) ?? "") ?? []);
    const doubts: Doubt[] = [
      ...observation.checks.filter(({ holds }) => !holds).map((check) => ({ kind: "failed_check" as const, check })),
      ...(rivals.length === 0 ? [] : [{ kind: "conflict" as const, rivals }]),
      ...(observation.confidence >= below ? [] : [{ kind: "low_confidence" as const, confidence: observation.confidence }]),
    ];
    return doubts.length === 0 ? [] : [{ id: reviewId(observation, head.url), doubts, observation, head }];
  });
  const weight = ({ doubts }: ReviewItem): number =>
    [...new Set(doubts.map(({ kind }) => kind))].reduce((sum, kind) => sum + WEIGHTS[kind], 0);
  return items.sort((a, b) => weight(b) - weight(a) || a.observation.confidence - b.observation.confidence || (a.id < b.id ? -1 : 1));
}

export interface DecisionInput {
  readonly id: string;
  readonly verdict: Verdict;
  readonly by: string;
  readonly why: string;
  /** What to change; for the verdict `correct` only. */
  readonly correction?: Correction;
  readonly now: Date;
}

/** Stores what a person says of the figure of this id, doubtful or not. Throws WrongUse for an id that no figure has and for a decision that makes no sense. */
export function decide(store: Store, input: DecisionInput): Decision {
  const { id, verdict, now } = input;
  const who = { by: said(input.by, "--by", "người quyết định"), at: now.toISOString(), why: said(input.why, "--why", "lý do") };
  const previous = store.decisions({ id })[0];
  if (verdict === "withdraw" && (previous === undefined || previous.verdict === "withdraw"))
    throw new WrongUse(`Số liệu ${id} không có quyết định nào để rút lại.`, "Xem các quyết định bằng: dangvu review --decided.");
  const base = previous ?? findFigure(store, id);
  const correction = verdict === "correct" ? correctFigure(base.correction ?? base.reading, input.correction ?? {}) : null;
  const decision: Decision = { ...base, id, verdict, ...who, correction };
  store.decide(decision);
  return decision;
}

function said(text: string, option: string, what: string): string {
  const trimmed = text.trim();
  if (trimmed === "") throw new WrongUse(`Thiếu ${what}.`, `Thêm ${option} "…".`);
  return trimmed;
}

type Found = Pick<Decision, "url" | "article" | "passage" | "passageStart" | "reading" | "hasTwins" | "correction">;

function findFigure(store: Store, id: string): Found {
  const all = store.observations({}).map((stored) => ({ ...stored, id: reviewId(stored.observation, stored.head.url) }));
  const found = all.find((one) => one.id === id);
  const read = found === undefined ? null : store.article(found.head.id);
  if (found === undefined || read === null) {
    const near = nearest(
      id,
      all.map((one) => one.id),
    ).join(" hoặc ");
    throw new WrongUse(
      `Không có số liệu nào mang mã "${id}".`,
      `${near === "" ? "" : `Có phải là ${near}? `}Lấy mã từ dangvu review --list hoặc dangvu show.`,
    );
  }
  const { observation, head } = found;
  const reading = read.observations.find((one) => reviewId(one, head.url) === id) ?? observation;
  return {
    url: head.url,
    article: head.id,
    ...passageOf(read.article.text, reading),
    reading,
    hasTwins: hasTwins(reading, read.observations),
    correction: null,
  };
}

/** What was decided about a figure, and whether it still has an effect. */
export interface DecisionState {
  readonly decision: Decision;
  /** `applied`; `withdrawn`; `passage_gone`: no current article at the address has the passage, so the decision rests until it comes back. */
  readonly state: "applied" | "withdrawn" | "passage_gone";
}

/** The last decision about each figure, oldest first. */
export function listDecisions(store: Store): readonly DecisionState[] {
  const texts = new Map<string, string>();
  const textOf = (id: string): string => {
    const known = texts.get(id) ?? store.article(id)?.article.text ?? "";
    texts.set(id, known);
    return known;
  };
  return store.decisions({}).map((decision) => {
    if (decision.verdict === "withdraw") return { decision, state: "withdrawn" };
    const current = store.articles({ url: decision.url });
    return { decision, state: current.some(({ id }) => locate(decision, textOf(id)) !== null) ? "applied" : "passage_gone" };
  });
}

/** What a person took out of an article. */
export function rejectedIn(store: Store, article: string): readonly Decision[] {
  const text = store.article(article)?.article.text ?? "";
  return store.decisions({ article }).filter((decision) => decision.verdict === "reject" && locate(decision, text) !== null);
}
