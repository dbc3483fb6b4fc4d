import type { Observation } from "../types/observation.ts";
import type { SearchHit } from "../types/search.ts";

/**
 * Figures of an article: those of the sentence in the order of the text, then the others, nearest to it first. What the article says again (its title, a summary) is
 * listed once.
 */
export function nearestFigures(
  observations: readonly Observation[],
  { start, text }: SearchHit["sentence"],
  limit: number,
): readonly Observation[] {
  const end = start + text.length;
  const distance = (figure: Observation): number => Math.max(0, start - figure.end, figure.start - end);
  const sorted = [...observations].sort((a, b) => distance(a) - distance(b) || a.start - b.start);
  const said = new Set<string>();
  const shown: Observation[] = [];
  for (const figure of sorted) {
    const key = whatItSays(figure);
    if (shown.length < limit && !said.has(key)) shown.push(figure);
    said.add(key);
  }
  return shown;
}

const whatItSays = ({ indicator, dims, measure, value, bound, status, place, period }: Observation): string =>
  JSON.stringify([indicator, dims, measure, value, bound, status, place, period]);
