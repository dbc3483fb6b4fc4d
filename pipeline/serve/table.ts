import type { Hono } from "hono";
import { html } from "hono/html";
import { formatNumber } from "../labels/format.ts";
import type { SeriesBreak, TableSpec } from "../types/table.ts";
import { dimsText, findIndicator, indicatorLabel } from "./figures.ts";
import { type Html, renderLanguageField, renderPage } from "./layout.ts";
import type { IndicatorInfo, Services } from "./services.ts";
import { renderGrid } from "./table-grid.ts";
import { readTableSpec, TABLE_BOUNDARIES, TABLE_STATUSES, tableDataHref, tableMeasures } from "./table-query.ts";
import { fullestYear, type TableView, viewTable } from "./table-view.ts";
import { renderVariants, variantsOf } from "./variants.ts";
import { href, type View, viewOf } from "./view.ts";

/** Below this part of the provinces, the fullest year is too thin to rank or add up. */
const SPARSE_BELOW = 0.5;

/** Routes of the comparison table: page, `/api/v1/table` and `/api/v1/table.csv`. */
export function addTable(app: Hono, services: Services): void {
  app.get("/bang", (c) => {
    const view = viewOf(c, services);
    return c.html(renderTablePage(view, viewTable(view, services.table(readTableSpec(view)))));
  });
  app.get("/api/v1/table", (c) => {
    const view = viewOf(c, services);
    return c.json(viewTable(view, services.table(readTableSpec(view))));
  });
  app.get("/api/v1/table.csv", (c) => {
    const spec = readTableSpec(viewOf(c, services));
    const name = `${spec.indicator}-${spec.years.from}-${spec.years.to}.csv`;
    return c.body(services.csv(services.table(spec)), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });
}

function renderTablePage(view: View, table: TableView): Html {
  const { spec } = table;
  const { site, table: words } = view.labels;
  const title = words.title(indicatorLabel(view, spec.indicator));
  const json = tableDataHref(view, spec, "json");
  const main = html`<h1>${title}</h1>
${renderIndicatorForm(view, spec)}
${renderForm(view, spec)}
<p class="muted">${specText(view, spec)}</p>
${renderCoverageNote(view, table)}
${hasCells(table) ? html`${renderGrid(view, table)}${renderBelow(view, table)}` : ""}
${renderOtherQuestions(view, spec)}
<p class="exports"><a href="${tableDataHref(view, spec, "csv")}">${site.csv}</a> <a href="${json}">${site.json}</a></p>`;
  return renderPage(view, { title, main, section: "table", json });
}

function hasCells(table: TableView): boolean {
  return table.rows.some(({ cells }) => cells.some((cell) => cell !== null));
}

/** What the table shows, in one line: indicator, dimensions, measure, status, boundaries. */
function specText(view: View, spec: TableSpec): string {
  const { measures, statuses, table } = view.labels;
  return [
    indicatorLabel(view, spec.indicator),
    dimsText(view, spec.indicator, spec.dims),
    measures[spec.measure],
    statuses[spec.status],
    table.boundaryName(spec.boundaries),
  ]
    .filter((word) => word !== "")
    .join(" · ");
}

function renderCoverageNote(view: View, table: TableView): Html | "" {
  const words = view.labels.table;
  if (!hasCells(table)) return html`<p class="note" role="status">${words.empty}</p>`;
  const fullest = fullestYear(table);
  if (fullest === null || fullest.reported >= fullest.of * SPARSE_BELOW) return "";
  return html`<p class="note">${words.sparse(formatNumber(fullest.reported, view.lang), formatNumber(fullest.of, view.lang))}</p>`;
}

/** An empty table is no dead end: the questions about its indicator that have an answer are one step away. */
function renderOtherQuestions(view: View, spec: TableSpec): Html | "" {
  const indicator = findIndicator(view, spec.indicator);
  return indicator === undefined ? "" : renderVariants(view, spec, variantsOf(view.services, indicator));
}

/** Another indicator has other dimensions, so it is chosen in a form of its own, which keeps years and boundaries. */
function renderIndicatorForm(view: View, spec: TableSpec): Html {
  const words = view.labels.table;
  const options = view.services.indicators.map((indicator) => ({ value: indicator.code, label: indicator.label[view.lang] }));
  return html`<form class="choices" action="/bang" method="get">
${renderSelect({ name: "chiso", label: words.chooseIndicator, options, selected: spec.indicator })}
<input type="hidden" name="nam" value="${`${spec.years.from}..${spec.years.to}`}"><input type="hidden" name="ranhgioi" value="${spec.boundaries}">
${renderLanguageField(view)}<button type="submit" class="quiet">${words.change}</button>
</form>`;
}

function renderForm(view: View, spec: TableSpec): Html {
  const { table: words, measures, statuses } = view.labels;
  const year = (name: string, label: string, value: number) =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="1930" max="2100" required value="${value}"></div>`;
  return html`<form class="choices" action="/bang" method="get" aria-label="${words.choose}">
<input type="hidden" name="chiso" value="${spec.indicator}">
${renderDimensions(view, findIndicator(view, spec.indicator), spec)}
${renderSelect({ name: "phep", label: words.measure, options: tableMeasures(findIndicator(view, spec.indicator)).map((value) => ({ value, label: measures[value] })), selected: spec.measure })}
${renderSelect({ name: "trangthai", label: words.status, options: TABLE_STATUSES.map((value) => ({ value, label: statuses[value] })), selected: spec.status })}
${year("tu", words.from, spec.years.from)}${year("den", words.to, spec.years.to)}
${renderSelect({ name: "ranhgioi", label: words.boundaries, options: TABLE_BOUNDARIES.map((value) => ({ value, label: words.boundaryName(value) })), selected: spec.boundaries })}
${renderLanguageField(view)}<button type="submit">${words.submit}</button>
</form>`;
}

function renderDimensions(view: View, indicator: IndicatorInfo | undefined, spec: TableSpec): Html[] {
  if (indicator === undefined) return [];
  return indicator.dims.map(({ name, label, values }) => {
    const codes = values.map((value) => ({ value: String(value.code), label: value.label[view.lang] }));
    const selected = spec.dims[name];
    return renderSelect({
      name,
      label: label[view.lang],
      options: [{ value: "", label: view.labels.table.all }, ...codes],
      selected: selected === undefined ? "" : String(selected),
    });
  });
}

interface Select {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly selected: string;
}

function renderSelect({ name, label, options, selected }: Select): Html {
  const option = (choice: Select["options"][number]) =>
    html`<option value="${choice.value}"${choice.value === selected ? html` selected` : ""}>${choice.label}</option>`;
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(option)}</select></div>`;
}

/** A break in words; the first one of a year is where its sign in the grid leads. */
function renderBreak(view: View, { beforeYear, note }: SeriesBreak, before: SeriesBreak | undefined): Html {
  const id = before?.beforeYear === beforeYear ? "" : html` id="${`break-${beforeYear}`}"`;
  return html`<li${id}><strong>${view.labels.table.breakAt(String(beforeYear))}:</strong> ${note[view.lang]}</li>`;
}

/** Below the grid: breaks in words, how to read the signs, and the provinces that say nothing. */
function renderBelow(view: View, table: TableView): Html {
  const words = view.labels.table;
  const without = table.rows.filter(({ cells }) => cells.every((cell) => cell === null));
  const breaks = html`<section aria-labelledby="breaks"><h2 id="breaks">${words.breaks}</h2><ul>${table.breaks.map((entry, i) => renderBreak(view, entry, table.breaks[i - 1]))}</ul></section>`;
  return html`<section class="legend" aria-labelledby="legend"><h2 id="legend">${words.legend}</h2><p>${words.legendCell}</p><ul class="signs">
<li><span class="sign">*</span> ${words.derivedNote}</li><li><span class="sign">…</span> ${words.partialNote}</li><li><span class="sign">≠</span> ${words.dissentNote}</li><li><span class="sign">!</span> ${words.failedNote}</li></ul></section>
${table.breaks.length === 0 ? "" : breaks}
${without.length === 0 ? "" : html`<details class="without"><summary>${words.without(formatNumber(without.length, view.lang))}</summary><p>${without.map(({ name }) => name).join(", ")}</p></details>`}
<p><a href="${href(view, `/chi-so/${table.spec.indicator}`)}">${view.labels.indicators.definition}: ${indicatorLabel(view, table.spec.indicator)}</a></p>`;
}
