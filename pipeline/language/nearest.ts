// By its sub-path: the root of the package loads database clients and prints on standard output.
import { JaroWinklerDistance } from "natural/lib/natural/distance/index.js";

/** The names most like what was typed, best first: "Did you mean …". At most `limit`, none that has little in common. */
export function nearest(typed: string, names: readonly string[], limit = 2): readonly string[] {
  return names
    .map((name) => ({ name, likeness: JaroWinklerDistance(typed, name, { ignoreCase: true }) }))
    .filter(({ likeness }) => likeness > 0.6)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, limit)
    .map(({ name }) => name);
}
