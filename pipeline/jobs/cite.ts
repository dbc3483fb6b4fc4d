import { type CitingArticle, citationGraph } from "../compare/graph.ts";
import { documentRegister } from "../language/register.ts";
import { cutSentences } from "../serve/sentences.ts";
import type { CitationGraph, LagRow } from "../types/graph.ts";
import type { CitingTally, Store } from "../types/store.ts";
import type { Boundaries } from "../types/table.ts";
import { provinceUnits } from "./tables.ts";

/** The day in an id (`21-NQ/TW@2022-06-16`, `33-NQ/TU@63-20:2017-02-17`), else the register's. */
function issuedOf(ids: readonly string[]): string | null {
  const inIds = ids.flatMap((id) => /[@:](\d{4}-\d{2}-\d{2})$/u.exec(id)?.[1] ?? []);
  return inIds[0] ?? ids.flatMap((id) => documentRegister().byId(id)?.issued ?? [])[0] ?? null;
}

/** The unit of today that holds a province's land now. Hà Tây goes by way of Hà Nội. */
function unitsOfToday(): (province: string) => string {
  const into = new Map(provinceUnits().flatMap(({ id, mergedInto }) => (mergedInto === undefined ? [] : [[id, mergedInto] as const])));
  const follow = (province: string): string => {
    const next = into.get(province);
    return next === undefined ? province : follow(next);
  };
  return follow;
}

type GraphStore = Pick<Store, "head" | "article"> & { readonly tallies: Pick<Store["tallies"], "citing" | "citingWithOwn"> };

/** An article with what the graph asks of it; null for one that is not stored any more. */
function citingArticle(store: GraphStore, id: string): CitingArticle | null {
  const [head, read] = [store.head(id), store.article(id)];
  if (head === null || read === null) return null;
  const { text } = read.article;
  return { head, text, citations: read.citations, sentences: cutSentences(text) };
}

export interface GraphOptions {
  readonly boundaries?: Boundaries;
  /** Articles of one province that are read for documents of its own, the earliest; all when absent. */
  readonly ownPerProvince?: number;
}

/** More articles than any province has. */
const ALL = 1_000_000_000;

/** Numbers of articles and mentions by unit. */
type Counts = ReadonlyMap<string, { readonly articles: number; readonly mentions: number }>;

function countsOf(tallies: readonly CitingTally[], unitOf: (province: string) => string): Counts {
  const counts = new Map<string, { articles: number; mentions: number }>();
  for (const { province, articles, citations } of tallies) {
    if (province === null) continue;
    const known = counts.get(unitOf(province)) ?? { articles: 0, mentions: 0 };
    counts.set(unitOf(province), { articles: known.articles + articles, mentions: known.mentions + citations });
  }
  return counts;
}

/**
 * Who cites a document, first when, and carries it out with what: `citationGraph` over what the store holds. The id's usual other ids count as the same document.
 * Only the articles that it needs are read: the first of each province, and those with documents of its own; the others are counted by the store.
 */
export function documentGraph(
  store: GraphStore,
  id: string,
  { boundaries = "then", ownPerProvince = ALL }: GraphOptions = {},
): CitationGraph {
  const ids = [id, ...documentRegister().usualIds(id)];
  const issued = issuedOf(ids);
  const unitOf = boundaries === "now" ? unitsOfToday() : (province: string) => province;
  const tallies = store.tallies.citing({ ids, issued });
  const placed = tallies.filter(({ province }) => province !== null);
  const needed = new Set([
    ...placed.map(({ firstArticle }) => firstArticle),
    ...store.tallies.citingWithOwn({ ids, perProvince: ownPerProvince }),
  ]);
  const articles = [...needed].sort().flatMap((article) => citingArticle(store, article) ?? []);
  const graph = citationGraph({ ids: new Set(ids), issued, articles, unitOf });
  const counts = countsOf(tallies, unitOf);
  return {
    ...graph,
    provinces: graph.provinces.map((citing) => ({ ...citing, ...counts.get(citing.province) })),
    withoutProvince: tallies.find(({ province }) => province === null)?.articles ?? 0,
  };
}

/** The table "implementation lag by province" of a document, the fastest first; every row names the sentence and the article that it rests on. */
export function lagTable(graph: CitationGraph): readonly LagRow[] {
  const names = new Map(provinceUnits().map(({ id, name }) => [id, name]));
  return graph.provinces.map(({ province, first, own }) => {
    const evidence = own[0]?.evidence ?? first.evidence;
    return {
      province,
      name: names.get(province) ?? province,
      firstCited: first.published,
      firstCitedDays: first.days,
      ownDocument: own[0]?.id ?? null,
      ownIssued: own[0]?.issued ?? null,
      ownDays: own[0]?.days ?? null,
      ownDaysAtMost: own[0]?.atMostDays ?? null,
      article: evidence.article.id,
      url: evidence.article.sourceUrl ?? evidence.article.url,
      sentence: evidence.sentence?.text ?? null,
    };
  });
}
