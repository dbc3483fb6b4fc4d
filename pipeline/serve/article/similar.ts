import { html } from "hono/html";
import { articleWords } from "../../labels/article.ts";
import { formatNumber } from "../../labels/format.ts";
import { type ArticleView, articleHref, originText, viewArticle } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";

const SHOWN = 10;

/** Articles that have the most telling words of one in common. */
export interface SimilarArticles {
  readonly article: ArticleView;
  readonly similar: readonly ArticleView[];
}

export function viewSimilar(view: View, article: ArticleView): SimilarArticles {
  const hits = view.services.search.similar(article.id, SHOWN);
  return { article, similar: hits.map(({ head }) => viewArticle(view, head)) };
}

/** The page of similar articles; apart from the article's own, which is asked for far more often and shall cost little. */
export function renderSimilar(view: View, { article, similar }: SimilarArticles): Html {
  const words = articleWords(view.lang);
  const item = (one: ArticleView) =>
    html`<li><a href="${one.href}">${one.title}</a><br><span class="muted">${originText(view, one)} · ${view.labels.home.figures(formatNumber(one.figures, view.lang))}</span></li>`;
  const main = html`<h1>${words.similar}</h1>
${similar.length === 0 ? html`<p class="muted">${words.noSimilar}</p>` : html`<ul class="list">${similar.map(item)}</ul>`}`;
  return renderPage(view, {
    title: `${words.similar}: ${article.title}`,
    main,
    above: [{ href: articleHref(view, article.id), title: article.title }],
    json: href(view, `/api/v1/articles/${article.id}/similar`),
  });
}
