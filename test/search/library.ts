import type { Library } from "../../pipeline/search/query.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import type { Observation, Place } from "../../pipeline/types/observation.ts";
import type { ArticleHead, ReadArticle } from "../../pipeline/types/store.ts";
import { makeArticle, makeHead, makePage, makeRead } from "../store/documents.ts";

export interface TestArticle extends Partial<Pick<Article, "publishedAt" | "title" | "blocks">> {
  readonly text: string;
  readonly citations?: readonly Citation[];
  readonly observations?: readonly Observation[];
  readonly publisher?: string | null;
  readonly place?: Place | null;
  readonly reprintOf?: string;
}

/** An article called `name`: its id and the end of its address. */
export function makeReadText(
  name: string,
  { text, citations = [], observations = [], place = null, reprintOf: _, ...fields }: TestArticle,
): ReadArticle {
  const article = makeArticle(makePage(`https://bao.test/${name}`, text), { text, title: text.split("\n")[0] ?? "", ...fields });
  return { ...makeRead({ ...article, id: name }, { citations, observations }), place: { place, reason: "test" } };
}

export function headOf({ article, place, observations }: ReadArticle): ArticleHead {
  const { id, url, title, publisher, source, publishedAt, basedOn, trust } = article;
  return makeHead({ id, url, title, publisher, source, publishedAt, basedOn, trust, place: place.place, figures: observations.length });
}

/** A store of a few articles in memory, as far as search asks; `put` and `take` change it. */
export function makeLibrary(
  articles: Readonly<Record<string, TestArticle | string>>,
): Library & { put: (name: string, article: TestArticle) => void; take: (name: string) => void } {
  const reads = new Map<string, ReadArticle>();
  const digests = new Map<string, string>();
  const originals = new Map<string, string>();
  let changes = 0;
  const put = (name: string, article: TestArticle): void => {
    reads.set(name, makeReadText(name, article));
    originals.delete(name);
    if (article.reprintOf !== undefined) originals.set(name, article.reprintOf);
    changes++;
    digests.set(name, `digest-${changes}`);
  };
  for (const [name, article] of Object.entries(articles)) put(name, typeof article === "string" ? { text: article } : article);
  const headIn = (read: ReadArticle): ArticleHead => {
    const reprintOf = originals.get(read.article.id);
    return { ...headOf(read), ...(reprintOf === undefined ? {} : { reprintOf }) };
  };
  return {
    article: (id) => reads.get(id) ?? null,
    articles: () => [...reads.values()].map(headIn),
    head: (id) => (reads.has(id) ? headIn(reads.get(id)!) : null),
    fingerprint: () => `fingerprint-${changes}`,
    pages: () => [...reads.keys()].map((name) => ({ ...PAGE, sha256: name, digest: digests.get(name) ?? "" })),
    versions: () => [],
    put,
    take: (name) => {
      reads.delete(name);
      changes++;
    },
  };
}

const PAGE = { url: "https://bao.test/", source: null, fetchedAt: "2026-01-01T00:00:00Z", rules: "rules-1" };
