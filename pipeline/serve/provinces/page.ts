import { html, raw } from "hono/html";
import { formatDate, formatNumber } from "../../labels/format.ts";
import { provinceWords } from "../../labels/province.ts";
import { renderDocumentItems } from "../documents/items.ts";
import { type ArticleView, indicatorLabel, originText } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";
import { renderRelatives } from "./list.ts";
import { dayBefore, MERGER_DAY } from "./names.ts";
import { isUnchanged, type Relative } from "./relations.ts";
import { latestOf, questionText, type SeriesValue, type SeriesView, seriesValueText, sparkOf } from "./series.ts";
import type { ProvinceData, ProvinceView } from "./view.ts";

/** The page of a province: what it was made of, its indicators over the years, its newest articles and documents. */
export function renderProvincePage(view: View, data: ProvinceData): Html {
  const { province } = data;
  const title = headingOf(view, province);
  const main = html`<h1>${title}</h1>
${renderFacts(view, province)}
${renderBoundaries(view, province)}
${renderSeriesTable(view, data)}
<div class="columns">
${renderReports(view, data)}
${renderDocuments(view, data)}
</div>`;
  const feed = { href: href(view, `/api/v1/provinces/${province.id}.atom`), title };
  return renderPage(view, { title, main, section: "provinces", feed, json: href(view, `/api/v1/provinces/${province.id}`) });
}

/** The name with the system that it belongs to: both may have the same. */
function headingOf(view: View, { name, system, validTo }: ProvinceView): string {
  const words = provinceWords(view.lang);
  if (validTo === null || validTo === MERGER_DAY) return words.heading(name, system);
  return words.headingUntil(name, formatDate(dayBefore(validTo), view.lang));
}

function renderFacts(view: View, province: ProvinceView): Html {
  const words = provinceWords(view.lang);
  const { mergedFrom, tookIn, mergedInto } = province;
  const row = (name: string, value: Html | string | null) => (value === null ? "" : html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">
${row(words.system, words.systemName[province.system])}
${row(words.region, province.region === null ? null : province.region[view.lang])}
${row(words.predecessors, mergedFrom.length === 0 ? null : html`${renderRelatives(mergedFrom)}${dayText(view, mergedFrom)}${isUnchanged(province) ? ` (${words.unchanged})` : ""}`)}
${row(words.absorbed, tookIn.length === 0 ? null : html`${renderRelatives(tookIn)}${dayText(view, tookIn)}`)}
${row(words.successor, mergedInto === null ? null : html`${renderRelatives([mergedInto])}${dayText(view, [mergedInto])}`)}
${row(words.code, html`<code>${province.id}</code>`)}
</dl>`;
}

function dayText(view: View, [first]: readonly Relative[]): string {
  return first?.on == null ? "" : `, ${provinceWords(view.lang).on(formatDate(first.on, view.lang))}`;
}

/** Whose boundaries the figures are on, before the first of them. */
function renderBoundaries(view: View, province: ProvinceView): Html {
  const words = provinceWords(view.lang);
  const { validTo, mergedInto, figures, articles } = province;
  const known =
    figures + articles === 0 ? words.nothing : words.coverage(formatNumber(figures, view.lang), formatNumber(articles, view.lang));
  if (validTo !== null && mergedInto !== null)
    return html`<p>${known}</p><p class="note">${words.ended(formatDate(validTo, view.lang), words.heading(mergedInto.name, mergedInto.system))} <a href="${mergedInto.href}">${words.heading(mergedInto.name, mergedInto.system)}</a></p>`;
  return html`<p>${known}</p><p class="note">${isUnchanged(province) ? words.onOwnBoundsUnchanged : words.onOwnBounds} ${province.mergedFrom.map((part) => html`<a href="${part.href}">${words.older(words.heading(part.name, part.system))}</a>. `)}</p>`;
}

function renderSeriesTable(view: View, { province, series }: ProvinceData): Html {
  const words = provinceWords(view.lang);
  if (series.length === 0)
    return html`<section aria-labelledby="chuoi"><h2 id="chuoi">${words.series}</h2><p class="muted">${words.nothing}</p></section>`;
  return html`<section aria-labelledby="chuoi"><h2 id="chuoi">${words.series}</h2>
<div class="scroll" role="region" aria-label="${`${words.series}: ${view.labels.table.scroll}`}" tabindex="0"><table class="plain series">
<caption class="hidden">${words.series}</caption>
<thead><tr><th scope="col">${words.seriesIndicator}</th><th scope="col">${words.seriesCurve}</th><th scope="col">${words.seriesLatest}</th><th scope="col">${words.allValues}</th><th scope="col">${words.seriesTable}</th></tr></thead>
<tbody>${series.map((one) => renderSeries(view, one, province))}</tbody></table></div>
<p class="muted">${words.merger}</p></section>`;
}

function renderSeries(view: View, series: SeriesView, province: ProvinceView): Html {
  const words = provinceWords(view.lang);
  const label = indicatorLabel(view, series.indicator);
  const latest = latestOf(series);
  const known = series.values.filter(({ value }) => value !== null).length;
  return html`<tr>
<th scope="row"><a href="${href(view, `/chi-so/${series.indicator}`)}">${label}</a><br><span class="muted">${questionText(view, series)}</span></th>
<td class="spark">${known === 0 ? "" : raw(view.services.chart(sparkOf(view, series, province.name)))}</td>
<td>${latest === undefined ? "–" : html`<strong>${renderValue(view, series, latest)}</strong><br><span class="muted">${latest.year}</span>`}</td>
<td><details><summary>${known}<span class="hidden"> · ${words.seriesYears}: ${label}</span></summary>${renderValues(view, series)}</details></td>
<td><a href="${series.table}" aria-label="${`${words.openTable}: ${label}`}">${words.openTable}</a></td>
</tr>`;
}

function renderValue(view: View, series: SeriesView, value: SeriesValue): Html {
  const text = seriesValueText(view, series, value);
  if (value.href !== null) return html`<a href="${value.href}">${text}</a>`;
  return value.kind === "derived" ? html`<em>${text}*</em>` : html`${text}`;
}

function renderValues(view: View, series: SeriesView): Html {
  const breaks = new Map(series.breaks.map(({ beforeYear, note }) => [beforeYear, note[view.lang]]));
  const item = (value: SeriesValue) => {
    const note = breaks.get(value.year);
    return html`<li>${note === undefined ? "" : html`<span class="break">${provinceWords(view.lang).breakAt}: ${note}</span><br>`}${value.year}: ${renderValue(view, series, value)}${signsOf(view, value)}</li>`;
  };
  return html`<ul class="values">${series.values.map(item)}</ul>`;
}

function signsOf(view: View, value: SeriesValue): Html | "" {
  const words = provinceWords(view.lang);
  const signs = [
    value.kind === "derived" ? words.derived : "",
    value.missing.length > 0 ? words.missingParts(value.missing.join(", ")) : "",
    value.isUnfinished ? words.unfinished : "",
    value.isDisputed ? words.dissent : "",
  ].filter((sign) => sign !== "");
  return signs.length === 0 ? "" : html` <span class="muted">(${signs.join(", ")})</span>`;
}

function renderReports(view: View, { reports }: ProvinceData): Html {
  const words = provinceWords(view.lang);
  const item = (article: ArticleView) =>
    html`<li><a href="${article.href}">${article.title}</a><br><span class="muted">${originText(view, article)} · ${view.labels.home.figures(formatNumber(article.figures, view.lang))}</span></li>`;
  return html`<section aria-labelledby="bai"><h2 id="bai">${words.reports}</h2>
${reports.length === 0 ? html`<p class="muted">${words.noReports}</p>` : html`<ul class="list">${reports.map(item)}</ul>`}</section>`;
}

function renderDocuments(view: View, { province, issued, cited }: ProvinceData): Html {
  const words = provinceWords(view.lang);
  const more = (of: "tinh" | "dan") =>
    html`<p><a href="${href(view, "/van-ban", { [of]: province.id })}">${words.allDocuments}<span class="hidden">: ${of === "tinh" ? words.issued : words.cited}</span></a></p>`;
  return html`<div><section aria-labelledby="ban-hanh"><h2 id="ban-hanh">${words.issued}</h2>
${issued.length === 0 ? html`<p class="muted">${words.noIssued}</p>` : html`<p class="muted">${words.issuedNote}</p>${renderDocumentItems(view, issued)}${more("tinh")}`}</section>
<section aria-labelledby="dan"><h2 id="dan">${words.cited}</h2>
${cited.length === 0 ? html`<p class="muted">${words.noCited}</p>` : html`${renderDocumentItems(view, cited)}${more("dan")}`}</section></div>`;
}
