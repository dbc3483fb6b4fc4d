import { createSentenceFinder } from "../../serve/sentences.ts";
import type { BulletinFacts, BulletinSpec, CorrectionFacts, QuestionFacts, TopicFacts } from "../../types/bulletin.ts";
import { WrongUse } from "../../types/errors.ts";
import type { ProvinceUnit } from "../../types/province.ts";
import type { Store } from "../../types/store.ts";
import { bulletinQuestions, nearestPeriods } from "./coverage.ts";
import { gatherDocuments } from "./documents.ts";
import { makeOpener } from "./evidence.ts";
import { gatherModels } from "./models.ts";
import { type BulletinPeriod, readPeriod } from "./period.ts";
import { type Gathering, gatherQuestion } from "./questions.ts";
import { unitsOf } from "./spec.ts";
import { topicsNamed } from "./topics.ts";

/** The clock, and what earlier bulletins of the same topics printed and is now told otherwise (jobs/bulletin/corrections.ts). */
export interface FactsOptions {
  readonly now: Date;
  readonly earlier?: readonly CorrectionFacts[];
}

/**
 * Everything that a bulletin may say, with the reports that say it. Figures are those of the comparison tables (jobs/tables.ts); what is struck out, doubtful (unless it is to be
 * marked) or of a year told before it was over is left out, and nothing takes its place. Topics come in the order of the spec, questions without an answer are left out.
 * Throws WrongUse where the period has nothing at all, with the nearest that has; StoreBroken.
 */
export function gatherFacts(store: Store, spec: BulletinSpec, { now, earlier = [] }: FactsOptions): BulletinFacts {
  const fingerprint = store.fingerprint();
  const period = readPeriod(spec.period);
  const chosen = unitsChosen(spec, period);
  const { topics, leftOut } = gatherTopics({
    store,
    spec,
    period,
    ...chosen,
    sentenceOf: createSentenceFinder(store),
  });
  const told = { topics, corrections: earlier, ...gatherReports(store, spec, period) };
  const facts = {
    spec,
    madeAt: now.toISOString(),
    fingerprint,
    provinces: chosen.units.map(({ id, name }) => ({ id, name })),
    ...told,
    leftOut,
  };
  if (isEmpty(facts)) throw nothingToTell(store, facts);
  return facts;
}

/** The provinces that a bulletin is about. Throws WrongUse for an id that its period does not have. */
function unitsChosen(
  { provinces, boundaries }: BulletinSpec,
  { column }: BulletinPeriod,
): { readonly units: readonly ProvinceUnit[]; readonly isWhole: boolean } {
  const all = unitsOf({ boundaries, column });
  const unknown = provinces.find((id) => !all.some((unit) => unit.id === id));
  if (unknown !== undefined)
    throw new WrongUse(`Tỉnh "${unknown}" không có vào cuối kỳ ${column.key}.`, "Chọn lại tỉnh, hoặc theo ranh giới khác.");
  const isWhole = provinces.length === 0;
  return { units: isWhole ? all : all.filter(({ id }) => provinces.includes(id)), isWhole };
}

function gatherTopics(gathering: Gathering): { readonly topics: readonly TopicFacts[]; readonly leftOut: number } {
  let leftOut = 0;
  const topics = topicsNamed(gathering.spec.topics).map((topic) => {
    const questions: QuestionFacts[] = [];
    for (const question of topic.questions) {
      const found = gatherQuestion(gathering, question);
      leftOut += found.leftOut;
      if (found.facts !== null) questions.push(found.facts);
    }
    return { topic, questions };
  });
  return { topics, leftOut };
}

/** Documents, where a topic is about them, and models; both out of reports, each opened once. */
function gatherReports(store: Store, spec: BulletinSpec, { column }: BulletinPeriod): Pick<BulletinFacts, "documents" | "models"> {
  const { boundaries } = spec;
  const provinces = spec.provinces.length === 0 ? null : new Set(spec.provinces);
  const open = makeOpener(store);
  const hasDocuments = topicsNamed(spec.topics).some(({ kind }) => kind === "documents");
  return {
    documents: hasDocuments ? gatherDocuments({ store, column, boundaries, provinces, open }) : [],
    models: gatherModels({ store, column, provinces, open }),
  };
}

/** Models alone make no bulletin. */
const isEmpty = ({ topics, documents, corrections }: BulletinFacts): boolean =>
  topics.every(({ questions }) => questions.length === 0) && documents.length + corrections.length === 0;

/** Why there is nothing, and what to do about it: keep what is doubtful, take other topics or provinces, or another period. */
function nothingToTell(store: Store, { spec, leftOut }: BulletinFacts): WrongUse {
  const message = `Kỳ ${spec.period} không có số liệu nào cho các tỉnh và chủ đề đã chọn.`;
  if (leftOut > 0)
    return new WrongUse(
      message,
      `${leftOut} số liệu còn nghi ngờ bị để ngoài: xem lại bằng dangvu review, hoặc giữ và đánh dấu bằng --doubtful mark.`,
    );
  const others = bulletinQuestions(store, spec.period).topics.map(({ topic }) => topic);
  const near = nearestPeriods(store, spec).join(" hoặc ");
  const hints = [
    ...(others.length === 0 ? [] : [`Kỳ này có số liệu về: ${others.join(", ")}.`]),
    near === "" ? "Chọn chủ đề, tỉnh hoặc loại kỳ khác (năm, nửa năm, quý, tháng)." : `Kỳ gần nhất có số liệu: ${near}.`,
  ];
  return new WrongUse(message, hints.join(" "));
}
