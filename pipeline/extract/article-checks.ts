import type { Check, Observation } from "../types/observation.ts";
import { checkDates, checkShare, checkSum } from "./checks.ts";

/** What a failed check takes from the confidence of the figures it touches. */
const PENALTY = 0.3;

const samePlaceAndTime = (a: Observation, b: Observation): boolean =>
  a.place.level === b.place.level && a.place.province === b.place.province && a.place.name === b.place.name && JSON.stringify(a.period) === JSON.stringify(b.period);

const isResult = (observation: Observation): boolean => observation.status === "actual" && observation.measure === "count";

/** The parts by form that follow a total in the same sentence: those up to 200 characters behind it, before the next total. */
function formsOf(total: Observation, all: readonly Observation[]): readonly Observation[] {
  return all.filter(
    (part) => isResult(part) && part.indicator === total.indicator && part.dims.form !== undefined && samePlaceAndTime(part, total) && part.start > total.start && part.start - total.end < 200,
  );
}

function sumChecks(all: readonly Observation[]): Map<Observation, Check> {
  const found = new Map<Observation, Check>();
  for (const total of all) {
    if (!isResult(total) || total.dims.form !== undefined || total.indicator !== "discipline.members") continue;
    const check = checkSum(total, formsOf(total, all));
    if (check !== null) found.set(total, check);
  }
  return found;
}

/** A share printed right behind its count ("735 là nữ, chiếm 41,2%") against the totals before it. */
function shareChecks(all: readonly Observation[]): Map<Observation, Check> {
  const found = new Map<Observation, Check>();
  all.forEach((share, i) => {
    const part = all[i - 1];
    if (share.measure !== "share" || share.status !== "actual" || part === undefined || !isResult(part) || share.start - part.end > 40) return;
    if (part.indicator !== share.indicator || JSON.stringify(part.dims) !== JSON.stringify(share.dims)) return;
    const wholes = all.filter((whole) => isResult(whole) && whole.indicator === share.indicator && Object.keys(whole.dims).length < Object.keys(share.dims).length && whole.start < part.start).map((whole) => whole.value);
    const check = checkShare(share, part.value, [...(part.denominator === undefined ? [] : [part.denominator]), ...wholes.reverse()]);
    if (check !== null) found.set(share, check);
  });
  return found;
}

/** Runs the checks of codebook section 5 over one article's observations; a failed check lowers confidence and deletes nothing. */
export function checkArticle(observations: readonly Observation[], published: string | null): { observations: readonly Observation[]; checks: readonly Check[] } {
  const sums = sumChecks(observations);
  const shares = shareChecks(observations);
  const checks: Check[] = [];
  const checked = observations.map((observation) => {
    const own = [sums.get(observation), shares.get(observation), checkDates(observation, published)].filter((check) => check !== undefined && check !== null);
    checks.push(...own);
    const failed = own.filter((check) => !check.holds).length;
    return own.length === 0 ? observation : { ...observation, checks: own, confidence: Math.max(0.1, observation.confidence - failed * PENALTY) };
  });
  return { observations: checked, checks };
}
