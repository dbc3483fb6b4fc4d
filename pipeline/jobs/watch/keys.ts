import { createHash } from "node:crypto";
import type { Observation } from "../../types/observation.ts";
import { questionOf } from "../doubts.ts";

/** What a figure says something about: equal for two figures that can only both be right if they say the same. */
export function subjectOf(observation: Observation): string {
  const { indicator, dims, measure, status, place, period, against, per, subset, decidedBy } = observation;
  const sorted = Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1));
  const own = [indicator, sorted, measure, status, place.level, place.province, place.name, period, against, per, subset, decidedBy];
  return questionOf(observation) ?? JSON.stringify(own);
}

/** "1168 exact": what it says. */
export const saidOf = ({ value, bound }: Pick<Observation, "value" | "bound">): string => `${value} ${bound}`;

const keyOf = (...parts: readonly unknown[]): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);

/** A figure in the report at this address is one fact, however often and in whatever words the report says it. */
export const figureKey = (observation: Observation, url: string): string =>
  keyOf("figure", subjectOf(observation), saidOf(observation), url);
/** A report's mention of a document is one fact. */
export const citationKey = (document: string, url: string): string => keyOf("citation", document, url);
export const reportKey = (url: string): string => keyOf("report", url);
