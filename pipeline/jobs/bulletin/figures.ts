import { saysSame } from "../../compare/candidates.ts";
import type { SentenceFinder } from "../../serve/sentences.ts";
import { reviewId } from "../../store/decisions.ts";
import type { BulletinFigure, BulletinSpec, BulletinValue } from "../../types/bulletin.ts";
import type { Observation } from "../../types/observation.ts";
import type { Candidate, Cell } from "../../types/table.ts";
import { DOUBTFUL_BELOW, questionOf } from "../doubts.ts";

type Doubts = BulletinFigure["doubts"];
type Doubt = Doubts[number];

/** A cell with a value. */
export type Valued = Cell & { readonly value: number };

/** Whether a bulletin may use a cell, and why not: it has no value, is of a year told before it was over, is struck out by the writer, or doubtful. */
export type Standing = "usable" | "empty" | "unfinished" | "struck" | "doubtful";

/** The other reports of a province's cell on the boundaries of the time: what may contradict an input of a derived cell. */
export type RivalFinder = (province: string) => readonly Candidate[];

const NO_RIVALS: RivalFinder = () => [];

/** What the writer asked for. */
type Choice = Pick<BulletinSpec, "doubtful" | "without">;

/** The figures that a cell's value rests on, each once. */
function candidatesOf({
  kind,
  candidates,
  inputs = [],
}: Cell): readonly { readonly candidate: Candidate; readonly province: string | null }[] {
  const [winner] = candidates;
  if (kind !== "derived") return winner === undefined ? [] : [{ candidate: winner, province: null }];
  return inputs.map(({ winner: candidate, province }) => ({ candidate, province }));
}

/**
 * What the review (jobs/doubts.ts) would ask about a figure of a cell: little confidence, a failed check, other reports that say another number. Nothing where a person
 * has looked at it.
 */
function doubtsOf({ observation }: Candidate, isDisputed: boolean): Doubts {
  if (observation.review !== undefined) return [];
  const kinds: readonly (readonly [Doubt, boolean])[] = [
    ["low_confidence", observation.confidence < DOUBTFUL_BELOW],
    ["conflict", isDisputed],
    ["failed_check", observation.checks.some(({ holds }) => !holds)],
  ];
  return kinds.flatMap(([kind, holds]) => (holds ? [kind] : []));
}

/** Do other reports answer the very question of an input otherwise? */
function contradicts({ observation, head }: Candidate, rivals: readonly Candidate[]): boolean {
  const question = questionOf(observation);
  return rivals.some(
    (rival) => rival.head.id !== head.id && questionOf(rival.observation) === question && !saysSame(observation, rival.observation),
  );
}

interface Doubted {
  readonly candidate: Candidate;
  readonly doubts: Doubts;
}

/** Parts with figures of different days make a sum of no single day: no report is wrong, but the value is doubtful. */
const hasMixedDays = ({ kind, checks }: Cell): boolean => kind === "derived" && checks.some(({ holds }) => !holds);

function doubtedFigures(cell: Cell, rivalsOf: RivalFinder): readonly Doubted[] {
  return candidatesOf(cell).map(({ candidate, province }) => {
    const isDisputed = province === null ? cell.dissent.length > 0 : contradicts(candidate, rivalsOf(province));
    return { candidate, doubts: doubtsOf(candidate, isDisputed) };
  });
}

/** Whether a bulletin may use the cell. What is struck out is never replaced by the next best report: the cell has nothing then. */
export function standingOf(cell: Cell | null | undefined, { doubtful, without }: Choice, rivalsOf: RivalFinder = NO_RIVALS): Standing {
  if (cell == null || cell.value === null) return "empty";
  if (without.length > 0 && candidatesOf(cell).some(({ candidate }) => without.includes(idOf(candidate)))) return "struck";
  if (cell.isUnfinished === true) return "unfinished";
  if (doubtful === "mark") return "usable";
  const isDoubtful = hasMixedDays(cell) || doubtedFigures(cell, rivalsOf).some(({ doubts }) => doubts.length > 0);
  return isDoubtful ? "doubtful" : "usable";
}

const idOf = ({ observation, head }: Candidate): string => reviewId(observation, head.url);

/** A cell's value with the figures behind it, their sentences, and what is doubtful about them. */
export function bulletinValue(cell: Valued, sentenceOf: SentenceFinder, rivalsOf: RivalFinder = NO_RIVALS): BulletinValue {
  const isMixed = hasMixedDays(cell);
  const figures = doubtedFigures(cell, rivalsOf).map(({ candidate, doubts }) => {
    const all: Doubts = isMixed && !doubts.includes("failed_check") ? [...doubts, "failed_check"] : doubts;
    return figureOf(candidate, all, sentenceOf);
  });
  const { value, bound, formula = null } = cell;
  return { value, bound, kind: cell.kind === "derived" ? "derived" : "reported", formula, figures };
}

function figureOf(candidate: Candidate, doubts: Doubts, sentenceOf: SentenceFinder): BulletinFigure {
  const { observation, head } = candidate;
  return {
    id: idOf(candidate),
    observation: whole(observation),
    article: { ...head },
    sentence: sentenceOf(observation.article, observation.start),
    doubts,
  };
}

/** All of a figure, also what the store reads only when it is looked at (`Store.figures`): facts outlive the store that they came from. */
const whole = (observation: Observation): Observation => ({ ...observation });
