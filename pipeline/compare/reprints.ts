import type { Observation } from "../types/observation.ts";
import type { ArticleHead, StoredObservation } from "../types/store.ts";

/** Who publishes an article: its source, else its host, else what its page says. */
function paperOf({ source, url, publisher }: ArticleHead): string {
  return source ?? ((URL.canParse(url) && new URL(url).host) || (publisher ?? url));
}

/** What an article takes its report from: the id of the original, the address of the page that it names. */
function sourcesOf({ reprintOf, basedOn }: ArticleHead): readonly string[] {
  if (reprintOf === undefined) return basedOn === null ? NONE : [basedOn];
  return basedOn === null ? [reprintOf] : [reprintOf, basedOn];
}

const NONE: readonly never[] = [];

/**
 * For each item the items of the article that it reprints: the original of its report, or the page that it names as its source and that names none itself. A
 * paper that prints its own report again is no reprint: it may have put a figure right.
 */
export function originalFinder<T>(items: readonly T[], headOf: (item: T) => ArticleHead): (item: T) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const item of items) for (const name of sourcesOf(headOf(item))) if (!found.has(name)) found.set(name, []);
  if (found.size === 0) return () => NONE;
  for (const item of items) {
    const { id, url, basedOn, reprintOf } = headOf(item);
    found.get(id)?.push(item);
    if (basedOn === null && reprintOf === undefined && url !== id) found.get(url)?.push(item);
  }
  return (item) => {
    const head = headOf(item);
    const sources = sourcesOf(head);
    if (sources.length === 0) return NONE;
    const originals = sources.flatMap((name) => found.get(name) ?? []);
    return originals.filter((original) => headOf(original).id !== head.id && paperOf(headOf(original)) !== paperOf(head));
  };
}

/**
 * For each article the name of its voice: all carriers of one report have the same, and so have the pages that name one source. What a source says is said by
 * the page of its address, unless that is a reprint: a page that copies may hold several reports.
 */
export function voiceFinder(heads: readonly ArticleHead[]): (head: ArticleHead) => string {
  if (heads.every(({ reprintOf }) => reprintOf === undefined)) return ({ basedOn, url }) => basedOn ?? url;
  const joined = new Map<string, string>();
  const find = (name: string): string => {
    let root = name;
    for (let next = joined.get(root); next !== undefined; next = joined.get(root)) root = next;
    return root;
  };
  const reportOf = ({ id, reprintOf }: ArticleHead): string => `report ${reprintOf ?? id}`;
  for (const head of heads) {
    const origin = head.basedOn ?? (head.reprintOf === undefined ? head.url : null);
    if (origin === null) continue;
    const [report, source] = [find(reportOf(head)), find(`source ${origin}`)];
    if (report !== source) joined.set(report, source);
  }
  return (head) => find(reportOf(head));
}

/**
 * The figures of one table without those that a reprint has moved: a period that the text does not name is taken from the day of publication, and a reprint's
 * is not the report's. Where the original has the same figure of the same province, its own period holds.
 */
export function withoutEchoes(
  told: readonly StoredObservation[],
  saysSame: (one: Observation, other: Observation) => boolean,
): readonly StoredObservation[] {
  const isMovable = ({ observation, head }: StoredObservation): boolean => head.reprintOf !== undefined && observation.basis !== "explicit";
  if (!told.some(isMovable)) return told;
  const originalsOf = originalFinder(told, ({ head }) => head);
  const isEchoed = (one: Observation, other: Observation): boolean => one.place.province === other.place.province && saysSame(one, other);
  return told.filter((stored) => !isMovable(stored) || !originalsOf(stored).some((one) => isEchoed(one.observation, stored.observation)));
}
