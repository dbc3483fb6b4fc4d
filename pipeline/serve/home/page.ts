import { html, raw } from "hono/html";
import { formatFigure, formatNumber, formatTime } from "../../labels/format.ts";
import { homeWords } from "../../labels/home.ts";
import { operationLabels } from "../../labels/operation.ts";
import type { Sparkline, TileMap } from "../../types/chart.ts";
import { yearsText } from "../coverage.ts";
import { renderDrawing } from "../drawing.ts";
import { type ArticleView, dimsText, indicatorLabel, originText } from "../figures.ts";
import { type Html, renderPage, renderSearchForm } from "../layout.ts";
import { href, type View } from "../view.ts";
import type { Headline, HeadlinePoint } from "./headlines.ts";
import type { Overview } from "./home.ts";

/** The home page. */
export function renderHome(view: View, overview: Overview): Html {
  const { home } = view.labels;
  const main = html`<section class="hero">
<h1>${home.heading}</h1>
<p class="lead">${home.intro}</p>
${renderSearchForm(view, { query: "", label: home.searchLabel, placeholder: home.searchPlaceholder })}
</section>
${renderHeadlines(view, overview)}
<div class="columns">
${renderNight(view, overview)}
${renderFresh(view, overview)}
</div>
${renderCoverage(view, overview)}`;
  return renderPage(view, { title: home.title, main, section: "home", scripts: ["suggest"], json: href(view, "/api/v1/overview") });
}

function renderHeadlines(view: View, { headlines }: Overview): Html | "" {
  if (headlines.length === 0) return "";
  const words = homeWords(view.lang);
  return html`<section aria-labelledby="headlines"><h2 id="headlines">${words.headlines}</h2>
<ul class="headlines">${headlines.map((headline) => renderHeadline(view, headline))}</ul></section>`;
}

function renderHeadline(view: View, headline: Headline): Html | "" {
  const latest = headline.points.at(-1);
  if (latest === undefined) return "";
  const words = homeWords(view.lang);
  const dims = dimsText(view, headline.indicator, headline.dims);
  const basis =
    latest.provinces === null
      ? words.national(String(latest.year))
      : words.median(formatNumber(latest.provinces, view.lang), String(latest.year));
  return html`<li><h3><a href="${headline.href}">${indicatorLabel(view, headline.indicator)}</a></h3>
${dims === "" ? "" : html`<p class="muted">${dims}</p>`}
<p class="headline"><a href="${headline.table}">${figureText(view, headline, latest)}</a>${headline.points.length < 2 ? "" : raw(view.services.chart(sparkOf(view, headline)))}</p>
<p class="muted">${basis}</p></li>`;
}

const figureText = (view: View, { measure }: Headline, { value, bound }: HeadlinePoint): string =>
  formatFigure({ value, bound, measure }, view.lang);

/** The headline's curve over all its years, gaps left open. */
function sparkOf(view: View, headline: Headline): Sparkline {
  const words = homeWords(view.lang);
  const [first, last] = [headline.points[0] as HeadlinePoint, headline.points.at(-1) as HeadlinePoint];
  const byYear = new Map(headline.points.map((point) => [point.year, point.value]));
  const years = Array.from({ length: last.year - first.year + 1 }, (_, i) => first.year + i);
  const told = (point: HeadlinePoint) => `${figureText(view, headline, point)} (${point.year})`;
  return {
    kind: "spark",
    lang: view.lang,
    title: words.curve(indicatorLabel(view, headline.indicator), String(first.year), String(last.year)),
    description: words.curveText(told(first), told(last)),
    unit: view.labels.measures[headline.measure],
    measure: headline.measure,
    source: words.source,
    values: years.map((year) => byYear.get(year) ?? null),
  };
}

function renderNight(view: View, { night, lastRun }: Overview): Html {
  const words = homeWords(view.lang);
  const { home } = view.labels;
  const runs = html`<p><a href="${href(view, "/luot-chay")}">${words.allRuns}</a></p>`;
  if (night === null)
    return html`<section aria-labelledby="night"><h2 id="night">${words.night}</h2><p class="muted">${lastRun === null ? home.noRuns : home.run(operationLabels(view.lang).jobs[lastRun.job] ?? lastRun.job, formatTime(lastRun.startedAt, view.lang))}</p>${runs}</section>`;
  const item = ({ says, hint }: (typeof night.todo)[number]) => html`<li><strong>${says}</strong> <span class="muted">${hint}</span></li>`;
  return html`<section aria-labelledby="night"><h2 id="night">${words.night}</h2>
<p><strong>${night.title}</strong><br>${night.summary}</p>
${night.todo.length === 0 ? html`<p>${words.nightOk}</p>` : html`<p class="note">${words.nightTodo}:</p><ul class="list">${night.todo.slice(0, 5).map(item)}</ul>`}
<p class="muted">${night.next === null ? "" : words.nightNext(formatTime(night.next, view.lang))}</p>
<p><a href="${href(view, `/luot-chay/${night.run}`)}">${words.nightReport}</a></p>${runs}</section>`;
}

function renderFresh(view: View, { fresh, articles }: Overview): Html {
  const words = homeWords(view.lang);
  const { home } = view.labels;
  const text =
    fresh.articles === 0
      ? words.freshNothing
      : words.freshText(formatNumber(fresh.articles, view.lang), formatNumber(fresh.figures, view.lang));
  const item = (article: ArticleView) =>
    html`<li><a href="${article.href}">${article.title}</a><br><span class="muted">${originText(view, article)} · ${home.figures(formatNumber(article.figures, view.lang))}</span></li>`;
  return html`<section aria-labelledby="new"><h2 id="new">${words.fresh}</h2><p>${text}</p>
${articles.length === 0 ? "" : html`<ul class="list">${articles.map(item)}</ul>`}
<p><a href="${href(view, "/tim")}">${words.freshAll}</a></p></section>`;
}

function renderCoverage(view: View, overview: Overview): Html {
  const words = homeWords(view.lang);
  const { provinces } = overview.map;
  const known = provinces.filter(({ figures }) => figures > 0).length;
  return html`<section aria-labelledby="coverage"><h2 id="coverage">${words.map}</h2>
<p>${coverageText(view, overview)} ${known === 0 ? "" : words.mapText(formatNumber(known, view.lang), formatNumber(provinces.length, view.lang))}</p>
${known === 0 ? "" : renderDrawing(view, mapOf(view, overview))}
<details><summary>${words.tables}</summary>${renderIndicators(view, overview)}</details>
</section>`;
}

function coverageText(view: View, overview: Overview): string {
  const { home } = view.labels;
  if (overview.figures === 0) return home.coverageEmpty;
  const known = overview.indicators.filter(({ coverage }) => coverage.figures > 0);
  const provinces = new Set(known.flatMap(({ coverage }) => coverage.provinces));
  return home.coverageText(
    formatNumber(overview.figures, view.lang),
    formatNumber(provinces.size, view.lang),
    formatNumber(known.length, view.lang),
  );
}

function mapOf(view: View, { map }: Overview): TileMap {
  const words = homeWords(view.lang);
  const most = map.provinces.reduce<Overview["map"]["provinces"][number] | null>(
    (best, one) => (best === null || one.figures > best.figures ? one : best),
    null,
  );
  return {
    kind: "tiles",
    lang: view.lang,
    system: map.system,
    title: words.mapTitle,
    description: most === null ? "" : words.mapMost(most.name, formatNumber(most.figures, view.lang)),
    unit: words.mapUnit,
    source: words.source,
    tiles: map.provinces.map(({ province, name, figures, href: page }) => ({
      province,
      name,
      value: figures === 0 ? null : figures,
      text: figures === 0 ? "" : formatNumber(figures, view.lang),
      href: page,
    })),
  };
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
