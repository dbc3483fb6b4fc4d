import type { Observation } from "../types/observation.ts";
import type { SearchHit } from "../types/search.ts";

/** Figures of an article: those of the sentence in the order of the text, then the others, nearest to it first. */
export function nearestFigures(
  observations: readonly Observation[],
  { start, text }: SearchHit["sentence"],
  limit: number,
): readonly Observation[] {
  const end = start + text.length;
  const distance = (figure: Observation): number => Math.max(0, start - figure.end, figure.start - end);
  return [...observations].sort((a, b) => distance(a) - distance(b) || a.start - b.start).slice(0, limit);
}
