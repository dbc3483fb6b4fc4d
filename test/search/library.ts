import type { Library } from "../../pipeline/search/query.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import type { ArticleHead, ReadArticle } from "../../pipeline/types/store.ts";
import { makeArticle, makeHead, makePage, makeRead } from "../store/documents.ts";

export interface TestArticle extends Partial<Pick<Article, "publishedAt" | "title" | "blocks">> {
  readonly text: string;
  readonly citations?: readonly Citation[];
}

/** An article called `name`: its id and the end of its address. */
export function makeReadText(name: string, { text, citations = [], ...fields }: TestArticle): ReadArticle {
  const article = makeArticle(makePage(`https://bao.test/${name}`, text), { text, title: text.split("\n")[0] ?? "", ...fields });
  return makeRead({ ...article, id: name }, { citations });
}

export function headOf({ article, place }: ReadArticle): ArticleHead {
  const { id, url, title, publisher, source, publishedAt, basedOn, trust } = article;
  return makeHead({ id, url, title, publisher, source, publishedAt, basedOn, trust, place: place.place });
}

/** A store of a few articles in memory, as far as search asks; `put` and `take` change it. */
export function makeLibrary(
  articles: Readonly<Record<string, TestArticle | string>>,
): Library & { put: (name: string, article: TestArticle) => void; take: (name: string) => void } {
  const reads = new Map<string, ReadArticle>();
  let changes = 0;
  const put = (name: string, article: TestArticle): void => {
    reads.set(name, makeReadText(name, article));
    changes++;
  };
  for (const [name, article] of Object.entries(articles)) put(name, typeof article === "string" ? { text: article } : article);
  return {
    article: (id) => reads.get(id) ?? null,
    articles: () => [...reads.values()].map(headOf),
    head: (id) => (reads.has(id) ? headOf(reads.get(id)!) : null),
    fingerprint: () => `fingerprint-${changes}`,
    put,
    take: (name) => {
      reads.delete(name);
      changes++;
    },
  };
}
