import { html } from "hono/html";
import * as z from "zod";
import { formatNumber, formatTime } from "../labels/format.ts";
import type { RunRecord } from "../types/store.ts";
import { type Coverage, coverageOf, yearsText } from "./coverage.ts";
import { type ArticleView, indicatorLabel, originText, viewArticle } from "./figures.ts";
import { type Html, renderPage, renderSearchForm } from "./layout.ts";
import { readQuery } from "./query.ts";
import { pageRoute, type Route } from "./route.ts";
import { tableHref } from "./table/query.ts";
import { fullestQuestion } from "./table/variants.ts";
import { href, type View } from "./view.ts";

const SHOWN_RUNS = 3;
const SHOWN_ARTICLES = 8;

/** What the home page shows: coverage by indicator, the last runs, and the articles that the last productive one brought. */
export interface Overview {
  readonly figures: number;
  readonly provinces: number;
  readonly indicators: readonly { readonly code: string; readonly coverage: Coverage; readonly href: string; readonly table: string }[];
  readonly runs: readonly { readonly run: RunRecord; readonly articles: number }[];
  readonly articles: readonly ArticleView[];
}

export const homeRoutes: readonly Route[] = [
  pageRoute({
    name: "overview",
    summary: { vi: "Tình hình chung: độ phủ, các lượt chạy, bài mới", en: "Overview: coverage, runs, new articles" },
    page: "/",
    api: "/overview",
    response: z.looseObject({}),
    read: viewOverview,
    render: renderHome,
  }),
];

function viewOverview(view: View): Overview {
  const { services } = view;
  readQuery(view, {});
  const indicators = services.indicators.map((indicator) => ({
    code: indicator.code,
    coverage: coverageOf(services, indicator),
    href: href(view, `/chi-so/${indicator.code}`),
    table: tableHref(view, { indicator: indicator.code, ...fullestQuestion(services, indicator) }),
  }));
  const provinces = new Set(indicators.flatMap(({ coverage }) => coverage.provinces));
  const recent = [...services.store.runs()].sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, SHOWN_RUNS);
  const runs = recent.map((run) => ({ run, heads: services.store.articles({ run: run.id }) }));
  const productive = runs.find(({ heads }) => heads.length > 0);
  return {
    figures: indicators.reduce((sum, { coverage }) => sum + coverage.figures, 0),
    provinces: provinces.size,
    indicators,
    runs: runs.map(({ run, heads }) => ({ run, articles: heads.length })),
    articles: (productive?.heads ?? []).slice(0, SHOWN_ARTICLES).map((head) => viewArticle(view, head)),
  };
}

function renderHome(view: View, overview: Overview): Html {
  const { home } = view.labels;
  const main = html`<section class="hero">
<h1>${home.heading}</h1>
<p class="lead">${home.intro}</p>
${renderSearchForm(view, { query: "", label: home.searchLabel, placeholder: home.searchPlaceholder })}
</section>
<section aria-labelledby="coverage">
<h2 id="coverage">${home.coverage}</h2>
<p>${coverageText(view, overview)}</p>
${renderIndicators(view, overview)}
</section>
<div class="columns">
${renderRuns(view, overview)}
${renderArticles(view, overview)}
</div>`;
  return renderPage(view, { title: home.title, main, section: "home", json: href(view, "/api/v1/overview") });
}

function coverageText(view: View, overview: Overview): string {
  const { home } = view.labels;
  if (overview.figures === 0) return home.coverageEmpty;
  const known = overview.indicators.filter(({ coverage }) => coverage.figures > 0).length;
  return home.coverageText(
    formatNumber(overview.figures, view.lang),
    formatNumber(overview.provinces, view.lang),
    formatNumber(known, view.lang),
  );
}

function renderIndicators(view: View, overview: Overview): Html {
  const { home } = view.labels;
  const row = ({ code, coverage, href: page, table }: Overview["indicators"][number]) => html`<tr>
<th scope="row"><a href="${page}">${indicatorLabel(view, code)}</a></th>
<td class="number">${formatNumber(coverage.figures, view.lang)}</td>
<td class="number">${formatNumber(coverage.provinces.length, view.lang)}</td>
<td class="number">${coverage.years === null ? home.noYears : yearsText(coverage.years)}</td>
<td><a href="${table}" aria-label="${`${home.openTable}: ${indicatorLabel(view, code)}`}">${home.openTable}</a></td>
</tr>`;
  return html`<div class="scroll" role="region" aria-label="${home.indicators}" tabindex="0"><table class="plain">
<caption class="hidden">${home.indicators}</caption>
<thead><tr><th scope="col">${home.indicatorColumn}</th><th scope="col" class="number">${home.figuresColumn}</th><th scope="col" class="number">${home.provincesColumn}</th><th scope="col" class="number">${home.yearsColumn}</th><th scope="col">${home.tableColumn}</th></tr></thead>
<tbody>${overview.indicators.map(row)}</tbody>
</table></div>`;
}

function renderRuns(view: View, overview: Overview): Html {
  const { home } = view.labels;
  const counters = (run: RunRecord) => Object.entries(run.counters).sort(([a], [b]) => a.localeCompare(b));
  const item = ({ run, articles }: Overview["runs"][number]) => html`<li>
<p><strong>${runOutcome(view, run, articles)}</strong><br>
<span class="muted">${home.run(run.job, formatTime(run.startedAt, view.lang))}${run.finishedAt === null ? "" : `, ${home.runFinished(formatTime(run.finishedAt, view.lang))}`}</span></p>
${counters(run).length === 0 ? "" : html`<details><summary>${view.labels.article.details}</summary><dl class="counters">${counters(run).map(([name, count]) => html`<dt><code>${name}</code></dt><dd>${formatNumber(count, view.lang)}</dd>`)}</dl></details>`}
</li>`;
  return html`<section aria-labelledby="runs"><h2 id="runs">${home.runs}</h2>
${overview.runs.length === 0 ? html`<p class="muted">${home.noRuns}</p>` : html`<ul class="list">${overview.runs.map(item)}</ul>`}
</section>`;
}

function runOutcome(view: View, run: RunRecord, articles: number): string {
  const { home } = view.labels;
  if (articles > 0) return home.runArticles(formatNumber(articles, view.lang));
  return run.finishedAt === null ? home.runUnfinished : home.runNothing;
}

function renderArticles(view: View, overview: Overview): Html | "" {
  const { home } = view.labels;
  if (overview.articles.length === 0) return "";
  const item = (article: ArticleView) =>
    html`<li><a href="${article.href}">${article.title}</a><br><span class="muted">${originText(view, article)} · ${home.figures(formatNumber(article.figures, view.lang))}</span></li>`;
  return html`<section aria-labelledby="new"><h2 id="new">${home.newArticles}</h2><ul class="list">${overview.articles.map(item)}</ul></section>`;
}
