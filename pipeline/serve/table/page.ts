import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import type { Table, TableSpec } from "../../types/table.ts";
import { findIndicator, indicatorLabel } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";
import { renderBreaks, renderDefinition, renderLegend, renderTotals, renderWithout } from "./below.ts";
import { renderChartView } from "./chart.ts";
import { renderFilter, renderForm, renderIndicatorForm, renderPins, renderViews } from "./form.ts";
import { renderGrid } from "./grid.ts";
import { type Asked, askedHref } from "./query.ts";
import { hasCells, shownRows } from "./rows.ts";
import { renderTake } from "./take.ts";
import { specText } from "./titles.ts";
import { renderVariants, variantsOf } from "./variants.ts";

/** Below this part of the provinces, the fullest year is too thin to rank or add up. */
const SPARSE_BELOW = 0.5;

interface Shown extends Asked {
  readonly tables: readonly Table[];
}

/** The page of a table, or of several side by side: what to ask, the views, the figures, what to take away. */
export async function renderTablePage(view: View, shown: Shown): Promise<Html> {
  const { tables, specs, look } = shown;
  const [table, ...others] = tables;
  if (table === undefined) return renderPage(view, { title: view.labels.site.name, main: html``, section: "table" });
  const asked = { specs, look };
  const title = view.labels.table.title(indicatorLabel(view, table.spec.indicator));
  const main = html`<h1>${title}</h1>
${renderIndicatorForm(view, asked)}
${renderForm(view, asked)}
<p class="muted">${specText(view, table.spec)}</p>
${renderCoverageNote(view, table)}
${hasCells(table) ? await renderShown(view, asked, table) : ""}
${others.map((other, i) => renderOther(view, asked, { other, number: i + 2 }))}
${renderOtherQuestions(view, table.spec)}
${renderTake(view, asked)}
${renderOrigin(view, table)}`;
  const feed = view.services.indicators.every(({ code }) => code !== table.spec.indicator) ? {} : { feed: feedOf(view, table.spec) };
  return renderPage(view, { title, main, section: "table", scripts: ["table"], json: askedHref(view, "/api/v1/table", asked), ...feed });
}

/** What tells of new figures of the indicator. */
function feedOf(view: View, { indicator }: TableSpec): { readonly href: string; readonly title: string } {
  return { href: href(view, `/api/v1/indicators/${indicator}.atom`), title: indicatorLabel(view, indicator) };
}

/** The view of the first table: the grid with what stands below it, or a chart. */
async function renderShown(view: View, asked: Asked, table: Table): Promise<Html> {
  const isGrid = asked.look.view === "table";
  const rows = isGrid ? shownRows(table, asked.look).length : 0;
  const shown = isGrid
    ? html`<div class="tools">${renderFilter(view, asked, rows)}${renderPins(view, asked, table)}</div>
${renderGrid(view, { table, asked, number: 1 })}${renderTotals(view, table)}${renderLegend(view)}`
    : html`${await renderChartView(view, asked, table)}${["bars", "lines", "slope", "scatter"].includes(asked.look.view) ? renderPins(view, asked, table) : ""}`;
  return html`${renderViews(view, asked)}
${shown}
${["table", "lines", "slope"].includes(asked.look.view) ? renderBreaks(view, table.breaks) : ""}
${isGrid ? renderWithout(view, table) : ""}
${renderDefinition(view, table.spec.indicator)}`;
}

/** A table beside the first one. */
function renderOther(view: View, asked: Asked, { other, number }: { readonly other: Table; readonly number: number }): Html {
  const words = view.labels.table;
  const grid = hasCells(other)
    ? html`${renderGrid(view, { table: other, asked, number })}${renderTotals(view, other)}`
    : html`<p class="note">${words.empty}</p>`;
  return html`<h2>${words.title(indicatorLabel(view, other.spec.indicator))}</h2><p class="muted">${specText(view, other.spec)}</p>${grid}${renderOrigin(view, other)}`;
}

/** What the table was made of: the hash of its figures. */
function renderOrigin(view: View, { data }: Table): Html | "" {
  if (data === undefined) return "";
  return html`<p class="muted origin">${tableLabels(view.lang).data(data.hash, formatNumber(data.observations, view.lang))}</p>`;
}

function renderCoverageNote(view: View, table: Table): Html | "" {
  const words = view.labels.table;
  if (!hasCells(table)) return html`<p class="note" role="status">${words.empty}</p>`;
  const fullest = table.coverage.reduce<Table["coverage"][number] | null>(
    (best, year) => (best === null || year.reported > best.reported ? year : best),
    null,
  );
  if (fullest === null || fullest.reported >= fullest.of * SPARSE_BELOW) return "";
  return html`<p class="note">${words.sparse(formatNumber(fullest.reported, view.lang), formatNumber(fullest.of, view.lang))}</p>`;
}

/** An empty table is no dead end: the questions about its indicator that have an answer are one step away. */
function renderOtherQuestions(view: View, spec: TableSpec): Html | "" {
  const indicator = findIndicator(view, spec.indicator);
  return indicator === undefined ? "" : renderVariants(view, spec, variantsOf(view.services, indicator));
}
