import { type CitingArticle, citationGraph } from "../compare/graph.ts";
import { documentRegister } from "../language/register.ts";
import { cutSentences } from "../serve/sentences.ts";
import type { CitationGraph } from "../types/graph.ts";
import type { Store } from "../types/store.ts";
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

/** An article with what the graph asks of it; null for one that is not stored any more. */
function citingArticle(store: Store, id: string): CitingArticle | null {
  const [head, read] = [store.head(id), store.article(id)];
  if (head === null || read === null) return null;
  const { text } = read.article;
  return { head, text, citations: read.citations, sentences: cutSentences(text) };
}

/** Who cites a document, first when, and carries it out with what: `citationGraph` over what the store holds. The id's usual other ids count as the same document. */
export function documentGraph(store: Store, id: string, boundaries: Boundaries = "then"): CitationGraph {
  const ids = [id, ...documentRegister().usualIds(id)];
  const articles = [...new Set(store.citations({ id }).map(({ head }) => head.id))];
  return citationGraph({
    ids: new Set(ids),
    issued: issuedOf(ids),
    articles: articles.flatMap((article) => citingArticle(store, article) ?? []),
    unitOf: boundaries === "now" ? unitsOfToday() : (province) => province,
  });
}

/** A row of the table "implementation lag by province". */
export interface LagRow {
  readonly province: string;
  readonly name: string;
  /** Day of the first report that cites the document, and days after its issue. */
  readonly firstCited: string | null;
  readonly firstCitedDays: number | null;
  /** The first document of its own that carries it out. */
  readonly ownDocument: string | null;
  readonly ownIssued: string | null;
  readonly ownDays: number | null;
  /** Where the day of the own document is not known: it was there so many days after, at the latest. */
  readonly ownDaysAtMost: number | null;
  /** The report behind the row: of the own document, else of the first citation. */
  readonly article: string;
  readonly url: string;
  readonly sentence: string | null;
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
