import { html } from "hono/html";
import * as z from "zod";
import { formatNumber } from "../labels/format.ts";
import type { Dim } from "../types/indicator.ts";
import { type Coverage, coverageOf, yearsText } from "./coverage.ts";
import { findIndicator } from "./figures.ts";
import { type Html, renderPage } from "./layout.ts";
import { notFound } from "./problem.ts";
import { readQuery } from "./query.ts";
import { pageRoute, type Route } from "./route.ts";
import type { IndicatorInfo } from "./services.ts";
import { tableHref } from "./table/query.ts";
import { fullestQuestion } from "./table/variants.ts";
import { href, type View } from "./view.ts";

/** An indicator's declaration with what is known of it. */
export interface IndicatorView extends IndicatorInfo {
  readonly coverage: Coverage;
  readonly table: string;
}

export const indicatorRoutes: readonly Route[] = [
  pageRoute({
    name: "listIndicators",
    summary: { vi: "Các chỉ số", en: "The indicators" },
    page: "/chi-so",
    api: "/indicators",
    response: z.looseObject({}),
    read: listIndicators,
    render: renderList,
  }),
  pageRoute({
    name: "readIndicator",
    summary: { vi: "Một chỉ số", en: "One indicator" },
    page: "/chi-so/:code",
    api: "/indicators/:code",
    response: z.looseObject({}),
    read: (view, { code = "" }) => readIndicator(view, code),
    render: renderIndicator,
  }),
];

interface IndicatorList {
  readonly indicators: readonly IndicatorView[];
}

function listIndicators(view: View): IndicatorList {
  readQuery(view, {});
  return { indicators: view.services.indicators.map((indicator) => viewIndicator(view, indicator)) };
}

function readIndicator(view: View, code: string): IndicatorView {
  readQuery(view, {});
  const indicator = findIndicator(view, code);
  if (indicator === undefined) throw notFound(view.lang);
  return viewIndicator(view, indicator);
}

function viewIndicator(view: View, indicator: IndicatorInfo): IndicatorView {
  // Named one by one: a codebook entry carries its rules too.
  const { code, kind, label, definition, dims, measures } = indicator;
  return {
    code,
    kind,
    label,
    definition,
    dims,
    measures,
    coverage: coverageOf(view.services, indicator),
    table: tableHref(view, { indicator: code, ...fullestQuestion(view.services, indicator) }),
  };
}

function renderList(view: View, { indicators: list }: IndicatorList): Html {
  const { indicators: words } = view.labels;
  const item = (indicator: IndicatorView) => html`<li>
<h2><a href="${href(view, `/chi-so/${indicator.code}`)}">${indicator.label[view.lang]}</a></h2>
<p class="muted"><code>${indicator.code}</code> · ${words.kinds[indicator.kind]} · ${dimensionNames(view, indicator)}</p>
<p>${coverageText(view, indicator)}</p></li>`;
  const main = html`<h1>${words.title}</h1><p class="lead">${words.intro}</p><ul class="hits">${list.map(item)}</ul>`;
  return renderPage(view, { title: words.title, main, section: "indicators", json: href(view, "/api/v1/indicators") });
}

function dimensionNames(view: View, { dims }: IndicatorInfo): string {
  const names = dims.map(({ label }) => label[view.lang]);
  return names.length === 0 ? view.labels.indicators.noDims : names.join(", ");
}

function coverageText(view: View, { coverage }: IndicatorView): string {
  const { indicators: words } = view.labels;
  const figures = words.coverage(formatNumber(coverage.figures, view.lang), formatNumber(coverage.provinces.length, view.lang));
  return coverage.years === null ? figures : `${figures} ${words.years(yearsText(coverage.years))}`;
}

function renderIndicator(view: View, indicator: IndicatorView): Html {
  const { indicators: words } = view.labels;
  const title = indicator.label[view.lang];
  const main = html`<h1>${title}</h1>
<p class="lead">${indicator.definition[view.lang]}</p>
<dl class="facts"><div><dt>${words.code}</dt><dd><code>${indicator.code}</code></dd></div><div><dt>${words.kind}</dt><dd>${words.kinds[indicator.kind]}</dd></div></dl>
<p>${coverageText(view, indicator)}</p>
<p><a class="button" href="${indicator.table}">${words.openTable}</a></p>
<h2>${words.dims}</h2>
${indicator.dims.length === 0 ? html`<p>${words.noDims}</p>` : indicator.dims.map((dim) => renderDimension(view, indicator, dim))}`;
  return renderPage(view, { title, main, section: "indicators", json: href(view, `/api/v1/indicators/${indicator.code}`) });
}

function renderDimension(view: View, indicator: IndicatorInfo, { name, label, values }: Dim): Html {
  const { indicators: words } = view.labels;
  const row = ({ code, label: meaning }: Dim["values"][number]) => html`<tr><th scope="row"><code>${String(code)}</code></th>
<td><a href="${tableHref(view, { indicator: indicator.code, dims: { [name]: code } })}">${meaning[view.lang]}</a></td></tr>`;
  return html`<table class="plain"><caption>${label[view.lang]} (<code>${name}</code>)</caption>
<thead><tr><th scope="col">${words.value}</th><th scope="col">${words.meaning}</th></tr></thead>
<tbody>${values.map(row)}</tbody></table>`;
}
