import { saysSame } from "../compare/candidates.ts";
import type { Observation } from "../types/observation.ts";
import type { Store, StoredObservation } from "../types/store.ts";
import type { Comparable } from "./gathering.ts";

/** A new figure and the figure of another report about the same thing that cannot both be right. */
export interface Conflict {
  readonly indicator: string;
  readonly province: string;
  readonly fresh: Said;
  readonly known: Said;
}

export interface Said {
  readonly value: number;
  readonly url: string;
  readonly quote: string;
}

/** What two figures must have in common to be about one thing. */
function subjectOf({ indicator, dims, measure, place, period, against }: Observation): string {
  const sorted = Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([indicator, sorted, measure, place.province, period, against ?? null]);
}

/**
 * The new figures that disagree with what the store holds, each with the first report that it disagrees with. Reprints of one report do not count, nor what
 * rounding explains. Throws StoreBroken.
 */
export function findConflicts(store: Pick<Store, "observations">, comparable: readonly Comparable[]): readonly Conflict[] {
  const known = new Map<string, readonly StoredObservation[]>();
  const rivalsOf = ({ indicator, place }: Observation): readonly StoredObservation[] => {
    const key = `${indicator} ${place.province}`;
    const found =
      known.get(key) ?? store.observations({ indicator, level: "province", provinces: [place.province ?? ""], status: "actual" });
    known.set(key, found);
    return found;
  };
  const fresh = new Set(comparable.map(({ observation }) => observation.article));
  return comparable.flatMap((one) => {
    const rival = rivalsOf(one.observation).find((other) => isRival(one, other, fresh));
    if (rival === undefined) return [];
    const { observation, url } = one;
    return [
      {
        indicator: observation.indicator,
        province: observation.place.province ?? "",
        fresh: { value: observation.value, url, quote: observation.quote },
        known: { value: rival.observation.value, url: rival.head.url, quote: rival.observation.quote },
      },
    ];
  });
}

/** Two new figures that disagree are told once: at the later one in the order of articles. */
function isRival(
  { observation, url, basedOn }: Comparable,
  { observation: other, head }: StoredObservation,
  fresh: ReadonlySet<string>,
): boolean {
  if (other.article === observation.article || head.url === url) return false;
  if (fresh.has(other.article) && other.article > observation.article) return false;
  if ((basedOn ?? url) === (head.basedOn ?? head.url)) return false;
  if (other.subset === true || other.per !== undefined) return false;
  return subjectOf(other) === subjectOf(observation) && !saysSame(observation, other);
}
