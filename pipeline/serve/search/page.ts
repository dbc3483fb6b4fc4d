import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { searchWords } from "../../labels/search.ts";
import { type Html, renderPage, renderSearchForm } from "../layout.ts";
import type { View } from "../view.ts";
import { renderChosen, renderFacets } from "./facets.ts";
import { renderHit } from "./hit.ts";
import { FACETS, fromStart, joinList, PARAMETERS, type Request, searchApiHref, searchFeedHref, searchHref } from "./query.ts";
import type { Answers, SearchPage } from "./view.ts";

/** Pages by number on either side of the present one. */
const NEIGHBOURS = 2;
/** With so few hits there is nothing to narrow. */
const WORTH_NARROWING = 2;

/** The page of a search: form, what it is narrowed to, hits, facets beside them. */
export function renderSearchPage(view: View, page: SearchPage): Html {
  const { search } = view.labels;
  const words = searchWords(view.lang);
  const { request, tookMs } = page;
  const { query } = request;
  const title = query === "" ? search.title : search.titleFor(query);
  const main = html`<h1>${search.title}</h1>
${renderSearchForm(view, { query, label: search.label, kept: keptOver(request) })}
${tookMs === null ? html`<p class="muted">${search.hint}</p>` : ""}
${renderHelp(view, tookMs === null)}
${tookMs === null ? "" : renderFound(view, page)}`;
  const feed = tookMs === null ? {} : { feed: { href: searchFeedHref(view, request), title: words.feedTitle(nameOf(page)) } };
  return renderPage(view, { title, main, section: "search", json: searchApiHref(view, request), ...feed });
}

/** What the next query from the same form keeps: filters and order. */
function keptOver(request: Request): Readonly<Record<string, string>> {
  const filters = FACETS.filter((facet) => request[facet].length > 0).map((facet) => [
    PARAMETERS[facet].pageName,
    joinList(request[facet]),
  ]);
  return Object.fromEntries(request.sort === "relevance" ? filters : [...filters, [PARAMETERS.sort.pageName, request.sort]]);
}

/** A search in a few words, for the title of its feed. */
function nameOf({ request, answers }: SearchPage): string {
  const chosen = answers.facets.flatMap(({ values }) => values.filter(({ isChosen }) => isChosen).map(({ label }) => label));
  return [...(request.query === "" ? [] : [request.query]), ...chosen].join(", ");
}

function renderHelp(view: View, isOpen: boolean): Html {
  const words = searchWords(view.lang);
  const row = ({ query, meaning }: (typeof words.examples)[number]) =>
    html`<div><dt><a href="${searchHref(view, { query })}"><code>${query}</code></a></dt><dd>${meaning}</dd></div>`;
  return html`<details class="search-help"${isOpen ? html` open` : ""}><summary>${words.help}</summary>
<dl>${words.examples.map(row)}</dl></details>`;
}

function renderFound(view: View, page: SearchPage): Html {
  const { request, answers } = page;
  const isNarrow = FACETS.some((facet) => request[facet].length > 0);
  const facets = isNarrow || answers.total >= WORTH_NARROWING ? renderFacets(view, answers.facets) : "";
  return html`${renderChosen(view, page)}
<div class="found">
<div>
${renderStatus(view, page)}
${
  answers.hits.length === 0
    ? ""
    : html`${renderTools(view, request, facets !== "")}
<ol class="hits">${answers.hits.map((hit) => renderHit(view, hit))}</ol>
${renderPaging(view, page)}`
}
</div>
${facets}
</div>`;
}

function renderStatus(view: View, { request, answers, tookMs }: SearchPage): Html {
  const { search } = view.labels;
  const words = searchWords(view.lang);
  const { query, total, reading, instead } = answers;
  const meant = instead === null ? "" : html`<p class="instead">${words.instead} <a href="${instead.href}">${instead.query}</a>?</p>`;
  if (total === 0)
    return html`<div role="status"><p><strong>${query === "" ? words.none : words.noneFor(query)}</strong> ${search.noneHint}</p>${meant}${renderWider(view, answers)}</div>`;
  if (answers.hits.length === 0)
    return html`<p role="status">${search.beyond} <a href="${searchHref(view, fromStart(request))}">${search.toFirst}</a></p>`;
  const remark = words.reading[reading];
  const counted = formatNumber(total, view.lang);
  const count = query === "" || remark !== null ? words.found(counted) : words.foundFor(counted, query);
  return html`<div role="status"><p><strong>${count}</strong> <span class="muted">${words.took(formatNumber(tookMs ?? 0, view.lang))}</span></p>
${remark === null ? "" : html`<p class="note">${remark}</p>`}${meant}</div>`;
}

function renderWider(view: View, { wider }: Answers): Html | "" {
  if (wider.length === 0) return "";
  const words = searchWords(view.lang);
  const item = ({ facet, values, total, href }: Answers["wider"][number]) => {
    const what = facet === null ? words.withoutAll : words.without(words.facets[facet], values.join(", "));
    return html`<li><a href="${href}">${what}</a>: ${words.articles(formatNumber(total, view.lang))}</li>`;
  };
  return html`<ul class="wider">${wider.map(item)}</ul>`;
}

function renderTools(view: View, request: Request, hasFacets: boolean): Html {
  const words = searchWords(view.lang);
  const sort = (name: Request["sort"]) =>
    html`<a href="${searchHref(view, { ...fromStart(request), sort: name })}"${request.sort === name ? html` aria-current="true"` : ""}>${words.sorts[name]}</a>`;
  return html`<p class="tools"><span class="sorts">${words.sortBy}: ${sort("relevance")} ${sort("date")}</span>
${hasFacets ? html`<a class="to-facets" href="#thu-hep">${words.toNarrow}</a>` : ""}
<a href="${searchFeedHref(view, request)}">${words.feed}</a></p>`;
}

function renderPaging(view: View, { request, answers }: SearchPage): Html | "" {
  const { search } = view.labels;
  const words = searchWords(view.lang);
  const { pages, page, next } = answers;
  if (request.cursor !== "") {
    const on = next === null ? "" : html`<a rel="next" href="${searchHref(view, { ...request, cursor: next })}">${search.next}</a>`;
    return html`<nav class="paging" aria-label="${search.pages}"><a href="${searchHref(view, fromStart(request))}">${search.toFirst}</a>${on}</nav>`;
  }
  if (pages < 2) return "";
  const link = (to: number, label: string, rel: string) =>
    to < 1 || to > pages ? "" : html`<a rel="${rel}" href="${searchHref(view, { ...request, page: to })}">${label}</a>`;
  const number = (to: number) =>
    to === page
      ? html`<span aria-current="page">${formatNumber(to, view.lang)}</span>`
      : html`<a aria-label="${words.pageNumber(formatNumber(to, view.lang))}" href="${searchHref(view, { ...request, page: to })}">${formatNumber(to, view.lang)}</a>`;
  const numbers = pageNumbers(page, pages).map(
    (to, at, all) => html`${at > 0 && to - (all[at - 1] ?? 0) > 1 ? html`<span>…</span>` : ""}${number(to)}`,
  );
  return html`<nav class="paging" aria-label="${search.pages}">
${link(page - 1, search.previous, "prev")}
${numbers}
${link(page + 1, search.next, "next")}
</nav>`;
}

/** The first page, those around the present one, and the last. */
function pageNumbers(page: number, pages: number): readonly number[] {
  const around = Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, i) => page - NEIGHBOURS + i);
  return [...new Set([1, ...around, pages])].filter((one) => one >= 1 && one <= pages);
}
