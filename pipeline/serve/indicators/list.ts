import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { yearsText } from "../coverage.ts";
import { type Html, renderPage } from "../layout.ts";
import type { IndicatorInfo } from "../services.ts";
import { href, type View } from "../view.ts";
import type { IndicatorView } from "./view.ts";

export interface IndicatorList {
  readonly indicators: readonly IndicatorView[];
}

/** The page that lists the indicators. */
export function renderIndicatorList(view: View, { indicators: list }: IndicatorList): Html {
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

/** How many figures of how many provinces there are, and of which years. */
export function coverageText(view: View, { coverage }: Pick<IndicatorView, "coverage">): string {
  const { indicators: words } = view.labels;
  if (coverage.figures === 0) return words.noFigures;
  const figures = words.coverage(formatNumber(coverage.figures, view.lang), formatNumber(coverage.provinces.length, view.lang));
  return coverage.years === null ? figures : `${figures} ${words.years(yearsText(coverage.years))}`;
}
