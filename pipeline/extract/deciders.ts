import type { Observation } from "../types/observation.ts";

/** Said of what the standing committee decided by itself: a part, whatever else the article tells. */
export const OWN_DECISION = "do riêng ban thường vụ quyết định";

const familyOf = ({ indicator }: Observation): string => indicator.slice(0, indicator.indexOf("."));

/** Deciders by family of indicators ("discipline", "inspection"). */
function decidersOf(observations: readonly Observation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const one of observations) {
    if (one.decidedBy === undefined) continue;
    const family = familyOf(one);
    found.set(family, (found.get(family) ?? new Set()).add(one.decidedBy));
  }
  return found;
}

/** What cells decided is never the whole of a body above them, whoever else is named. */
const isOfCells = ({ decidedBy, place }: Observation): boolean =>
  decidedBy === "cell" && place.level !== "unit" && place.level !== "commune";

/** Keeps who decided only where the article tells deciders apart: what "các cấp ủy" decided is the whole when nobody else is named (codebook section 1). */
export function withDeciders(observations: readonly Observation[]): readonly Observation[] {
  const deciders = decidersOf(observations);
  return observations.map((one) => {
    if (one.decidedBy === undefined || (deciders.get(familyOf(one))?.size ?? 0) > 1) return one;
    if (isOfCells(one) || one.links.some(({ reason }) => reason === OWN_DECISION)) return one;
    const { decidedBy: _, ...whole } = one;
    return whole;
  });
}
