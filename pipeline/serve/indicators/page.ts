import { html } from "hono/html";
import { formatFigure, formatNumber } from "../../labels/format.ts";
import { indicatorWords } from "../../labels/indicator.ts";
import type { Dim } from "../../types/indicator.ts";
import type { Table } from "../../types/table.ts";
import { renderDrawing } from "../drawing.ts";
import { dimsText } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import type { IndicatorInfo } from "../services.ts";
import { tableHref } from "../table/query.ts";
import { href, type View } from "../view.ts";
import { coverageMap, linesOf, SHOWN_LINES } from "./charts.ts";
import { coverageText } from "./list.ts";
import type { IndicatorAnswers, IndicatorPage } from "./view.ts";

/** The page of an indicator: definition, what is known where and when, the series of its fullest question, dimensions. */
export function renderIndicator(view: View, { data, table }: IndicatorPage): Html {
  const { indicators: words } = view.labels;
  const own = indicatorWords(view.lang);
  const title = data.label[view.lang];
  const main = html`<h1>${title}</h1>
<p class="lead">${data.definition[view.lang]}</p>
<dl class="facts"><div><dt>${words.code}</dt><dd><code>${data.code}</code></dd></div><div><dt>${words.kind}</dt><dd>${words.kinds[data.kind]}</dd></div></dl>
<p>${coverageText(view, data)}</p>
<p><a class="button" href="${data.table}">${words.openTable}</a></p>
${data.answers === null || table === null ? html`<p class="muted">${own.nothing}</p>` : renderAnswers(view, { title, code: data.code, answers: data.answers, table })}
<h2>${words.dims}</h2>
${data.dims.length === 0 ? html`<p>${words.noDims}</p>` : data.dims.map((dim) => renderDimension(view, data, dim))}`;
  const feed = { href: href(view, `/api/v1/indicators/${data.code}.atom`), title: own.feed(title) };
  return renderPage(view, { title, main, section: "indicators", feed, json: href(view, `/api/v1/indicators/${data.code}`) });
}

interface Answered {
  readonly title: string;
  readonly code: string;
  readonly answers: IndicatorAnswers;
  readonly table: Table;
}

function renderAnswers(view: View, answered: Answered): Html {
  const words = indicatorWords(view.lang);
  const { answers, code } = answered;
  const { dims, measure, status } = answers.question;
  const question = [dimsText(view, code, dims) || words.all, view.labels.measures[measure], view.labels.statuses[status]].join(" · ");
  return html`<p>${words.question}: <strong>${question}</strong>.<br><span class="muted">${words.questionNote}</span></p>
${renderLines(view, answered)}
${renderMaps(view, answers)}
${renderYears(view, answers)}
${renderNational(view, answers)}`;
}

function renderLines(view: View, { title, table, answers }: Answered): Html | "" {
  const words = indicatorWords(view.lang);
  const chart = linesOf(view, table, title);
  if (chart === null) return "";
  const number = (value: number) => formatNumber(value, view.lang);
  const shown = Math.min(SHOWN_LINES, chart.series.length);
  return html`<section aria-labelledby="chuoi"><h2 id="chuoi">${words.series}</h2>
${renderDrawing(view, chart)}
<p class="muted">${words.seriesNote(number(shown), number(answers.perProvince.length))}</p>
${renderBreaks(view, answers)}</section>`;
}

function renderBreaks(view: View, { breaks }: IndicatorAnswers): Html | "" {
  const words = indicatorWords(view.lang);
  if (breaks.length === 0) return "";
  return html`<details><summary>${words.breaks}</summary><ul>${breaks.map(({ beforeYear, note }) => html`<li>${words.breakAt(String(beforeYear))}: ${note[view.lang]}</li>`)}</ul></details>`;
}

function renderMaps(view: View, answers: IndicatorAnswers): Html | "" {
  const maps = (["63", "34"] as const).flatMap((system) => coverageMap(view, system, answers) ?? []);
  if (maps.length === 0) return "";
  return html`<div class="maps">${maps.map((map) => renderDrawing(view, map))}</div>`;
}

function renderYears(view: View, { perYear }: IndicatorAnswers): Html | "" {
  const words = indicatorWords(view.lang);
  if (perYear.length === 0) return "";
  const number = (value: number) => formatNumber(value, view.lang);
  return html`<div class="scroll" role="region" aria-label="${words.perYear}" tabindex="0"><table class="plain years"><caption>${words.perYear}</caption>
<thead><tr><th scope="row">${words.year}</th>${perYear.map(({ year }) => html`<th scope="col" class="number">${year}</th>`)}</tr></thead>
<tbody><tr><th scope="row">${words.provinces}</th>${perYear.map(({ reported, of }) => html`<td class="number">${words.provincesOf(number(reported), number(of))}</td>`)}</tr></tbody></table></div>`;
}

function renderNational(view: View, { national, question }: IndicatorAnswers): Html | "" {
  const words = indicatorWords(view.lang);
  if (national.length === 0) return "";
  const value = ({ value: number, bound, href: at }: IndicatorAnswers["national"][number]) => {
    const text = formatFigure({ value: number, bound, measure: question.measure }, view.lang);
    return at === null ? text : html`<a href="${at}">${text}</a>`;
  };
  return html`<section aria-labelledby="ca-nuoc"><h2 id="ca-nuoc">${words.national}</h2><p class="muted">${words.nationalNote}</p>
<table class="plain"><caption class="hidden">${words.national}</caption><thead><tr><th scope="col">${words.year}</th><th scope="col" class="number">${words.value}</th></tr></thead>
<tbody>${national.map((one) => html`<tr><th scope="row">${one.year}</th><td class="number">${value(one)}</td></tr>`)}</tbody></table></section>`;
}

function renderDimension(view: View, indicator: IndicatorInfo, { name, label, values }: Dim): Html {
  const { indicators: words } = view.labels;
  const row = ({ code, label: meaning }: Dim["values"][number]) => html`<tr><th scope="row"><code>${String(code)}</code></th>
<td><a href="${tableHref(view, { indicator: indicator.code, dims: { [name]: code } })}">${meaning[view.lang]}</a></td></tr>`;
  return html`<table class="plain"><caption>${label[view.lang]} (<code>${name}</code>)</caption>
<thead><tr><th scope="col">${words.value}</th><th scope="col">${words.meaning}</th></tr></thead>
<tbody>${values.map(row)}</tbody></table>`;
}
