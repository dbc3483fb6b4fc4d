import type { Hono } from "hono";
import { renderArticlePage } from "./article-page.ts";
import { type ArticleData, viewArticleData } from "./article-view.ts";
import { renderExplanation } from "./explain.ts";
import { notFound } from "./problem.ts";
import { readQuery, wholeNumber } from "./query.ts";
import type { Services } from "./services.ts";
import { type View, viewOf } from "./view.ts";

/** No article is longer than this many characters; a larger offset is a mistake. */
const LAST_OFFSET = 50_000_000;
const EXPLAIN_PARAMETERS = { offset: wholeNumber("vitri", { from: 0, to: LAST_OFFSET }, 0) };
/** See ArticleId in types/article.ts. */
const ARTICLE_ID = /^[0-9a-f]{16}-\d{1,6}$/;

/** Routes of an article and of how its figures were read: pages and `/api/v1/articles/…`. */
export function addArticle(app: Hono, services: Services): void {
  app.get("/bai/:id", (c) => {
    const view = viewOf(c, services);
    readQuery(view, {});
    return c.html(renderArticlePage(view, readArticle(view, c.req.param("id"))));
  });
  app.get("/api/v1/articles/:id", (c) => {
    const view = viewOf(c, services);
    readQuery(view, {});
    return c.json(readArticle(view, c.req.param("id")));
  });
  app.get("/bai/:id/giai-thich", (c) => {
    const view = viewOf(c, services);
    return c.html(renderExplanation(view, explainAt(view, c.req.param("id"))));
  });
  app.get("/api/v1/articles/:id/explain", (c) => c.json(explainAt(viewOf(c, services), c.req.param("id"))));
}

function readArticle(view: View, id: string): ArticleData {
  const { store } = view.services;
  const head = ARTICLE_ID.test(id) ? store.head(id) : null;
  const read = head === null ? null : store.article(id);
  if (head === null || read === null) throw notFound(view.lang);
  return viewArticleData(view, head, read);
}

function explainAt(view: View, id: string) {
  const { offset } = readQuery(view, EXPLAIN_PARAMETERS);
  const head = ARTICLE_ID.test(id) ? view.services.store.head(id) : null;
  if (head === null) throw notFound(view.lang);
  return { article: head.id, title: head.title, offset, steps: view.services.explain(head.id, offset) };
}
