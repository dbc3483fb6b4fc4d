import type { ArticleHead } from "../../types/store.ts";
import { viewArticle } from "../figures.ts";
import { notFound } from "../problem.ts";
import { readQuery, wholeNumber } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import { ArticleAnswer, ExplanationAnswer, SimilarAnswer } from "../shapes/articles.ts";
import type { View } from "../view.ts";
import { renderExplanation } from "./explain.ts";
import { renderArticlePage } from "./page.ts";
import { renderSimilar, viewSimilar } from "./similar.ts";
import { storedCopyRoute } from "./stored-copy.ts";
import { type ArticleData, viewArticleData } from "./view.ts";

/** No article is longer than this many characters; a larger offset is a mistake. */
const LAST_OFFSET = 50_000_000;
const EXPLAIN_PARAMETERS = { offset: wholeNumber("vitri", { from: 0, to: LAST_OFFSET }, 0) };
/** See ArticleId in types/article.ts. */
const ARTICLE_ID = /^[0-9a-f]{16}-\d{1,6}$/;

export const articleRoutes: readonly Route[] = [
  pageRoute({
    name: "readArticle",
    summary: { vi: "Một bài với mọi số liệu và văn bản được dẫn", en: "An article with all its figures and citations" },
    page: "/bai/:id",
    api: "/articles/:id",
    response: ArticleAnswer,
    read: (view, { id = "" }) => readArticle(view, id),
    render: renderArticlePage,
  }),
  pageRoute({
    name: "explainFigure",
    summary: { vi: "Một số liệu đã được đọc ra thế nào", en: "How a figure was read" },
    page: "/bai/:id/giai-thich",
    api: "/articles/:id/explain",
    parameters: () => EXPLAIN_PARAMETERS,
    response: ExplanationAnswer,
    read: (view, { id = "" }) => explainAt(view, id),
    render: renderExplanation,
  }),
  pageRoute({
    name: "similarArticles",
    summary: { vi: "Bài tương tự một bài", en: "Articles much like one" },
    page: "/bai/:id/tuong-tu",
    api: "/articles/:id/similar",
    response: SimilarAnswer,
    read: (view, { id = "" }) => {
      readQuery(view, {});
      return viewSimilar(view, viewArticle(view, headOf(view, id)));
    },
    render: renderSimilar,
  }),
  storedCopyRoute,
];

/** The head of an article. Throws RequestProblem (404). */
function headOf(view: View, id: string): ArticleHead {
  const head = ARTICLE_ID.test(id) ? view.services.store.head(id) : null;
  if (head === null) throw notFound(view.lang);
  return head;
}

function readArticle(view: View, id: string): ArticleData {
  readQuery(view, {});
  const head = headOf(view, id);
  const read = view.services.store.article(id);
  if (read === null) throw notFound(view.lang);
  return viewArticleData(view, head, read);
}

function explainAt(view: View, id: string) {
  const { offset } = readQuery(view, EXPLAIN_PARAMETERS);
  const head = headOf(view, id);
  return { article: head.id, title: head.title, offset, steps: view.services.explain(head.id, offset) };
}
