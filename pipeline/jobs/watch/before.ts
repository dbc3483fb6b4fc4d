import type { Observation } from "../../types/observation.ts";
import type { ArticleHead, Store } from "../../types/store.ts";
import { saidOf, subjectOf } from "./keys.ts";

type Said = Pick<Observation, "value" | "bound">;

/** What was known of a report before a certain time: out of older versions of its page, and out of other papers that carry it. */
export interface Before {
  /** Was the report itself known? */
  readonly isKnown: boolean;
  /** Addresses under which the report is known. */
  readonly urls: readonly string[];
  /** Did it say this figure? */
  readonly says: (observation: Observation) => boolean;
  /** What it said last of a figure's subject. */
  readonly lastSaid: (observation: Observation) => readonly Said[];
  readonly cites: (document: string) => boolean;
}

type Library = Pick<Store, "versions" | "carriers" | "observations" | "citations">;

/** The number of an article's page version: what its id begins with. */
const versionOf = ({ id }: ArticleHead): string => id.split("-")[0] ?? id;

/** What was known, before this time (ISO), of the report that this article carries. */
export function knownBefore(store: Library, head: ArticleHead, time: string): Before {
  const isBefore = ({ fetchedAt }: ArticleHead): boolean => Date.parse(fetchedAt) < Date.parse(time);
  const own = store.versions(head.url).filter((one) => versionOf(one) !== versionOf(head) && isBefore(one));
  const others = store.carriers(head.id).filter(({ url }) => url !== head.url);
  const known = [...others.filter(isBefore), ...own];
  const figures = known.map((one) => figuresOf(store, one));
  const lastVersion = own.at(-1);
  const last = lastVersion === undefined ? known : own.filter((one) => versionOf(one) === versionOf(lastVersion));
  const lastFigures = last.map((one) => figures[known.indexOf(one)] ?? new Map<string, Map<string, Said>>());
  const cited = new Set(known.flatMap(({ id }) => store.citations({ article: id }).map(({ citation }) => citation.id)));
  return {
    isKnown: known.length > 0,
    urls: [...new Set([head.url, ...others.map(({ url }) => url)])],
    says: (observation) => figures.some((said) => said.get(subjectOf(observation))?.has(saidOf(observation)) === true),
    lastSaid: (observation) => [...new Map(lastFigures.flatMap((said) => [...(said.get(subjectOf(observation)) ?? [])])).values()],
    cites: (document) => cited.has(document),
  };
}

/** By subject and by what is said of it. */
function figuresOf(store: Library, { id }: ArticleHead): ReadonlyMap<string, ReadonlyMap<string, Said>> {
  const found = new Map<string, Map<string, Said>>();
  for (const { observation } of store.observations({ article: id, superseded: true })) {
    const subject = subjectOf(observation);
    const said = found.get(subject) ?? new Map<string, Said>();
    said.set(saidOf(observation), { value: observation.value, bound: observation.bound });
    found.set(subject, said);
  }
  return found;
}
