import type { Observation } from "../types/observation.ts";
import { REPORTED, SINCE_NEW_YEAR } from "./grammar/link-period.ts";

/** Why a rating is of the year of another: shown by `dangvu explain`. */
const REASON = "năm xếp loại đã nói trước đó trong bài";

/** Reasons of periods that only the article as a whole lends. */
const LENT: ReadonlySet<string> = new Set([REPORTED, SINCE_NEW_YEAR]);

const isRating = ({ indicator }: Observation): boolean => indicator.endsWith(".rating") || indicator.endsWith(".rated");

const isWholeYear = ({ period }: Observation): boolean =>
  period !== null &&
  "from" in period &&
  period.from?.endsWith("-01-01") === true &&
  period.to?.endsWith("-12-31") === true &&
  period.from.slice(0, 4) === period.to.slice(0, 4);

const isLent = ({ links }: Observation): boolean => links.some(({ what, reason }) => what === "period" && LENT.has(reason));

/**
 * Ratings are made once a year and told together: one whose sentence and paragraph name no time is of the year of the rating told before it, not of
 * the time that the rest of the article reports on. Observations come in the order of the text.
 */
export function withRatingYears(observations: readonly Observation[]): readonly Observation[] {
  let told: Observation | null = null;
  return observations.map((one) => {
    if (!isRating(one)) return one;
    if (!isLent(one)) {
      if (isWholeYear(one)) told = one;
      return one;
    }
    if (told === null || one.status !== "actual") return one;
    const links = one.links.map((link) => (link.what === "period" ? { ...link, reason: REASON } : link));
    return { ...one, period: told.period, basis: "inferred", links };
  });
}
