import { html } from "hono/html";
import * as z from "zod";
import { formatNumber } from "../labels/format.ts";
import type { SearchHit } from "../types/search.ts";
import type { ArticleHead } from "../types/store.ts";
import { type ArticleView, articleHref, originText, placeText, viewArticle } from "./figures.ts";
import { type Html, renderPage, renderSearchForm } from "./layout.ts";
import { hostOf, renderMarked } from "./parts.ts";
import { readQuery, text, wholeNumber } from "./query.ts";
import { pageRoute, type Route } from "./route.ts";
import { href, type View } from "./view.ts";

const PAGE_SIZE = 20;
/** Deeper pages help nobody and cost the most. */
const LAST_PAGE = 500;

const PARAMETERS = { query: text("q", 200), page: wholeNumber("trang", { from: 1, to: LAST_PAGE }, 1) };

/** One page of answers. */
export interface Answers {
  readonly query: string;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly hits: readonly {
    readonly article: ArticleView;
    readonly score: number;
    readonly sentence: SearchHit["sentence"];
    readonly href: string;
    /** How many other articles carry the same report, and the host of the first of them where this one is a reprint. */
    readonly reprints: number;
    readonly reprintedFrom: string | null;
  }[];
}

export const searchRoutes: readonly Route[] = [
  pageRoute({
    name: "search",
    summary: { vi: "Tìm bài", en: "Search articles" },
    page: "/tim",
    api: "/search",
    parameters: () => PARAMETERS,
    response: z.looseObject({}),
    read: viewAnswers,
    render: renderAnswers,
  }),
];

function viewAnswers(view: View): Answers {
  const { query, page } = readQuery(view, PARAMETERS);
  if (query === "") return { query, total: 0, page: 1, pages: 0, hits: [] };
  const found = view.services.search.search(query, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const hits = found.hits.map(({ head, score, sentence }) => ({
    article: viewArticle(view, head),
    score,
    sentence,
    href: articleHref(view, head.id),
    ...reprintsOf(view, head),
  }));
  return { query, total: found.total, page, pages: Math.min(Math.ceil(found.total / PAGE_SIZE), LAST_PAGE), hits };
}

function reprintsOf(view: View, head: ArticleHead): Pick<Answers["hits"][number], "reprints" | "reprintedFrom"> {
  const carriers = view.services.store.carriers(head.id);
  const original = carriers.find(({ id }) => id === head.reprintOf);
  return { reprints: Math.max(0, carriers.length - 1), reprintedFrom: original === undefined ? null : hostOf(original.url) };
}

function renderAnswers(view: View, answers: Answers): Html {
  const { search } = view.labels;
  const title = answers.query === "" ? search.title : search.titleFor(answers.query);
  const main = html`<h1>${search.title}</h1>
${renderSearchForm(view, { query: answers.query, label: search.label })}
<p class="muted">${search.hint}</p>
${answers.query === "" ? "" : renderFound(view, answers)}`;
  const json = href(view, "/api/v1/search", { query: answers.query, page: answers.page === 1 ? undefined : answers.page });
  return renderPage(view, { title, main, section: "search", json });
}

function renderFound(view: View, answers: Answers): Html {
  const { search } = view.labels;
  if (answers.total === 0) return html`<p role="status"><strong>${search.none(answers.query)}</strong> ${search.noneHint}</p>`;
  if (answers.hits.length === 0)
    return html`<p role="status">${search.beyond} <a href="${pageHref(view, answers, 1)}">${search.toFirst}</a></p>`;
  return html`<p role="status"><strong>${search.found(formatNumber(answers.total, view.lang), answers.query)}</strong></p>
<ol class="hits" start="${(answers.page - 1) * PAGE_SIZE + 1}">${answers.hits.map((hit) => renderHit(view, hit))}</ol>
${renderPaging(view, answers)}`;
}

function renderHit(view: View, hit: Answers["hits"][number]): Html {
  const { search } = view.labels;
  const { article, sentence } = hit;
  const figures = article.figures === 0 ? search.noFigures : search.figures(formatNumber(article.figures, view.lang));
  const about = article.place === null ? "" : `${placeText(view, article.place)} · `;
  return html`<li><article>
<h2><a href="${hit.href}">${article.title}</a></h2>
<p class="muted">${about}${originText(view, article)} · ${figures}${reprintText(view, hit)}</p>
<p class="sentence">${renderMarked(sentence.text, sentence.marks)}</p>
</article></li>`;
}

function reprintText(view: View, { reprints, reprintedFrom }: Answers["hits"][number]): string {
  const { search } = view.labels;
  if (reprintedFrom !== null) return ` · ${search.reprintOf(reprintedFrom)}`;
  return reprints === 0 ? "" : ` · ${search.reprints(formatNumber(reprints, view.lang))}`;
}

function renderPaging(view: View, answers: Answers): Html | "" {
  const { search } = view.labels;
  if (answers.pages < 2) return "";
  const step = (page: number, label: string, rel: string) =>
    page < 1 || page > answers.pages ? "" : html`<a rel="${rel}" href="${pageHref(view, answers, page)}">${label}</a>`;
  return html`<nav class="paging" aria-label="${search.pages}">
${step(answers.page - 1, search.previous, "prev")}
<span>${search.page(formatNumber(answers.page, view.lang), formatNumber(answers.pages, view.lang))}</span>
${step(answers.page + 1, search.next, "next")}
</nav>`;
}

function pageHref(view: View, answers: Answers, page: number): string {
  return href(view, "/tim", { q: answers.query, trang: page === 1 ? undefined : page });
}
