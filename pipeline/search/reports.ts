import type { Catalog } from "./catalog.ts";
import type { Engine } from "./engine.ts";

/** Who carries whose report. */
export interface Carriers {
  /** The report of each article that repeats another one or is repeated, by the article's number. */
  readonly reportOf: ReadonlyMap<number, number>;
  readonly originals: ReadonlySet<number>;
}

/** Hits with the carriers of one report taken together. */
export interface Folded {
  /** One article a report: the original where it is among the hits, else the first that came into the index. */
  readonly shown: ArrayLike<number>;
  /** The hits that stand behind another one. */
  readonly hidden: ReadonlySet<number>;
  /** The hits that carry a report of their own. */
  readonly singles: ArrayLike<number>;
  /** The hits of each other report. */
  readonly groups: readonly (readonly number[])[];
}

/** Who carries whose report in an index. */
export function carriersIn(engine: Pick<Engine, "catalog" | "numbersOf">): Carriers {
  const { catalog } = engine;
  const reports = new Map(catalog.values.flatMap(({ facet, value }, number) => (facet === "report" ? [[value, number] as const] : [])));
  const reportOf = catalog.articlesWith(new Set(reports.values()));
  const originals = engine.numbersOf([...reports.keys()]);
  for (const [id, number] of originals) reportOf.set(number, reports.get(id) as number);
  return { reportOf, originals: new Set(originals.values()) };
}

export function foldReports(hits: ArrayLike<number>, { reportOf, originals }: Carriers): Folded {
  if (reportOf.size === 0) return { shown: hits, hidden: new Set(), singles: hits, groups: [] };
  const singles: number[] = [];
  const groups = new Map<number, number[]>();
  for (let i = 0; i < hits.length; i++) {
    const number = hits[i] as number;
    const report = reportOf.get(number);
    const group = report === undefined ? singles : groups.get(report);
    if (group === undefined) groups.set(report as number, [number]);
    else group.push(number);
  }
  const hidden = new Set<number>();
  const firsts = [...groups.values()].map((group) => {
    const first = group.find((number) => originals.has(number)) ?? Math.min(...group);
    for (const number of group) if (number !== first) hidden.add(number);
    return first;
  });
  return { shown: [...singles, ...firsts], hidden, singles, groups: [...groups.values()] };
}

/** How many reports among the hits have each facet value, by the value's number. */
export function countReports(catalog: Catalog, { singles, groups }: Folded): Uint32Array {
  const counts = catalog.count(singles);
  catalog.countGroups(groups, counts);
  return counts;
}
