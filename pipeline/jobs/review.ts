import { nearest } from "../language/nearest.ts";
import { hasTwins, locate, passageOf, reviewId } from "../store/decisions.ts";
import type { ArticleId } from "../types/article.ts";
import { WrongUse } from "../types/errors.ts";
import type { Decision, ReviewItem, Verdict } from "../types/review.ts";
import type { Store, StoredObservation } from "../types/store.ts";
import { type Correction, correctFigure } from "./correction.ts";
import { DOUBTFUL_BELOW, listEntries, openEntry } from "./doubts.ts";

/** The queue with all that it tells of each figure, the most doubtful first (doubts.ts). */
export function listDoubts(store: Store, { below = DOUBTFUL_BELOW }: { below?: number } = {}): readonly ReviewItem[] {
  return listEntries(store, { below }).flatMap((entry) => {
    const opened = openEntry(store, entry, below);
    if (opened === null) return [];
    const { id, doubts, observation, head } = opened;
    return [{ id, doubts, observation, head }];
  });
}

export interface DecisionInput {
  readonly id: string;
  /** Where the figure stands, if that is known: without, the store is read through for it. */
  readonly article?: ArticleId;
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
  const base = previous ?? findFigure(store, id, input.article);
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

function findFigure(store: Store, id: string, article: ArticleId | undefined): Found {
  const isMeant = ({ observation, head }: StoredObservation): boolean => reviewId(observation, head.url) === id;
  const found = (article === undefined ? undefined : store.observations({ article }).find(isMeant)) ?? search(store, isMeant);
  const read = found === undefined ? null : store.article(found.head.id);
  if (found === undefined || read === null) throw unknownFigure(store, id);
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

function search(store: Store, isMeant: (stored: StoredObservation) => boolean): StoredObservation | undefined {
  for (const stored of store.bulk.observations({})) if (isMeant(stored)) return stored;
  return undefined;
}

function unknownFigure(store: Store, id: string): WrongUse {
  const ids = Array.from(store.bulk.observations({}), ({ observation, head }) => reviewId(observation, head.url));
  const near = nearest(id, ids).join(" hoặc ");
  return new WrongUse(
    `Không có số liệu nào mang mã "${id}".`,
    `${near === "" ? "" : `Có phải là ${near}? `}Lấy mã từ dangvu review --list hoặc dangvu show.`,
  );
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
