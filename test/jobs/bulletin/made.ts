import { readPeriod } from "../../../pipeline/jobs/bulletin/period.ts";
import { type Gathering, gatherQuestion } from "../../../pipeline/jobs/bulletin/questions.ts";
import { readSpec, type SpecWords, unitsOf } from "../../../pipeline/jobs/bulletin/spec.ts";
import type { BulletinTopic, QuestionFacts } from "../../../pipeline/types/bulletin.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import type { ArticleHead, FigureQuery, StoredObservation } from "../../../pipeline/types/store.ts";
import { makeStored } from "../../store/documents.ts";

/** Members admitted in a year by a province, in a report of its own. */
export function admitted(
  province: string,
  year: number,
  value: number,
  { head = {}, ...fields }: Partial<Observation> & { head?: Partial<ArticleHead> } = {},
): StoredObservation {
  const period = { from: `${year}-01-01`, to: `${year}-12-31` };
  const place = { level: "province" as const, province, name: null };
  const id = `${province}-${year}-${value}`;
  return makeStored({ value, period, place, ...fields }, { id, url: `https://bao.test/${id}`, publishedAt: `${year + 1}-01-05`, ...head });
}

/** What is published of the whole country. */
export const ofCountry = (year: number, value: number): StoredObservation =>
  admitted("63-10", year, value, { place: { level: "national", province: null, name: null } });

/** A store that answers out of a list, as the SQL of the real one does. */
export function listStore(stored: readonly StoredObservation[]): Gathering["store"] {
  const isAsked = ({ indicator, dims, measure, status, level }: FigureQuery, { observation: one }: StoredObservation): boolean =>
    one.indicator === indicator &&
    JSON.stringify(one.dims) === JSON.stringify(dims) &&
    one.measure === measure &&
    one.status === status &&
    one.place.level === level;
  return { figures: (query) => stored.filter((one) => isAsked(query, one)), fingerprint: () => "same" };
}

export const ADMITTED: BulletinTopic["questions"][number] = {
  indicator: "members.admitted",
  dims: {},
  measure: "count",
  status: "actual",
};

/** What all questions of a bulletin have in common, over these figures. */
export function makeGathering(stored: readonly StoredObservation[], words: SpecWords): Gathering {
  const spec = readSpec(words);
  const period = readPeriod(spec.period);
  const all = unitsOf({ boundaries: spec.boundaries, column: period.column });
  const isWhole = spec.provinces.length === 0;
  const units = isWhole ? all : all.filter(({ id }) => spec.provinces.includes(id));
  const sentenceOf = () => ({ start: 0, end: 4, quote: "Câu." });
  return { store: listStore(stored), spec, period, units, isWhole, sentenceOf };
}

/** The answers to "how many were admitted" over these figures. */
export function askAdmitted(
  stored: readonly StoredObservation[],
  words: SpecWords,
): { readonly facts: QuestionFacts | null; readonly leftOut: number } {
  return gatherQuestion(makeGathering(stored, words), ADMITTED);
}

/** "63-20 1200 +20%" of each province, in their order. */
export function told(facts: QuestionFacts | null): readonly string[] {
  return (facts?.provinces ?? []).map(({ province, now, change }) => {
    const percent = change === null ? "" : ` ${(change.percent ?? change.points ?? 0) > 0 ? "+" : ""}${change.percent ?? change.points}%`;
    return `${province} ${now.value}${percent}`;
  });
}
