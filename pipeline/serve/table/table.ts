import { html } from "hono/html";
import * as z from "zod";
import { formatFigure, formatNumber } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import type { Bound } from "../../types/observation.ts";
import type { SeriesBreak, TableSpec } from "../../types/table.ts";
import { dimsText, findIndicator, indicatorLabel } from "../figures.ts";
import { type Html, renderLanguageField, renderPage } from "../layout.ts";
import { type FileAnswer, fileRoute, pageRoute, type Route } from "../route.ts";
import type { IndicatorInfo, Services } from "../services.ts";
import { href, type View } from "../view.ts";
import { renderGrid } from "./grid.ts";
import { isPermalink, linkHref, readTableSpecs, TABLE_BOUNDARIES, TABLE_STATUSES, tableDataHref, tableMeasures } from "./query.ts";
import { renderVariants, variantsOf } from "./variants.ts";
import { fullestYear, type TableView, type TotalView, viewTable } from "./view.ts";

/** Below this part of the provinces, the fullest year is too thin to rank or add up. */
const SPARSE_BELOW = 0.5;

export const tableRoutes: readonly Route[] = [
  pageRoute({
    name: "table",
    summary: { vi: "Bảng so sánh các tỉnh", en: "A comparison table of provinces" },
    page: "/bang",
    api: "/table",
    response: z.looseObject({}),
    read: tablesOf,
    render: renderTablePage,
    toJson: ([table, ...others]) => (others.length === 0 ? table : { tables: [table, ...others] }),
  }),
  fileRoute({
    name: "tableCsv",
    summary: { vi: "Bảng so sánh dạng CSV", en: "A comparison table as CSV" },
    api: "/table.csv",
    mediaTypes: ["text/csv"],
    read: csvFile,
  }),
];

function csvFile(view: View): FileAnswer {
  const specs = readTableSpecs(view);
  const [spec] = specs;
  const fileName = spec === undefined ? "dangvu.csv" : `${spec.indicator}-${spec.years.from}-${spec.years.to}.csv`;
  return { body: csvOf(view.services, specs), mediaType: "text/csv; charset=utf-8", fileName };
}

/** The tables that a request asks for; never none. */
function tablesOf(view: View): readonly TableView[] {
  return readTableSpecs(view).map((spec) => viewTable(view, view.services.table(spec)));
}

/** The tables as one file: the first with its header row. */
function csvOf(services: Services, specs: readonly TableSpec[]): string {
  const [first = "", ...others] = specs.map((spec) => services.csv(services.table(spec)));
  return first + others.map((text) => text.slice(text.indexOf("\n") + 1)).join("");
}

/** Addresses of what is shown, as data. */
function dataHrefs(view: View, tables: readonly TableView[]): { readonly json: string; readonly csv: string } {
  const [table] = tables;
  if (table === undefined || isPermalink(view)) {
    const link = view.query
      .toString()
      .replaceAll("%7E", "~")
      .replace(/&?lang=(?:vi|en)/u, "");
    return { json: linkHref(view, "/api/v1/table", link), csv: linkHref(view, "/api/v1/table.csv", link) };
  }
  return { json: tableDataHref(view, table.spec, "json"), csv: tableDataHref(view, table.spec, "csv") };
}

function renderTablePage(view: View, tables: readonly TableView[]): Html {
  const [table, ...others] = tables;
  if (table === undefined) return renderPage(view, { title: view.labels.site.name, main: html``, section: "table" });
  const { spec } = table;
  const { site, table: words } = view.labels;
  const title = words.title(indicatorLabel(view, spec.indicator));
  const { json, csv } = dataHrefs(view, tables);
  const main = html`<h1>${title}</h1>
${renderIndicatorForm(view, spec)}
${renderForm(view, spec)}
<p class="muted">${specText(view, spec)}</p>
${renderCoverageNote(view, table)}
${hasCells(table) ? html`${renderGrid(view, table)}${renderTotals(view, table)}${renderBelow(view, table)}` : ""}
${others.map((other) => html`<h2>${words.title(indicatorLabel(view, other.spec.indicator))}</h2><p class="muted">${specText(view, other.spec)}</p>${hasCells(other) ? html`${renderGrid(view, other)}${renderTotals(view, other)}` : html`<p class="note">${words.empty}</p>`}${renderOrigin(view, other)}`)}
${renderOtherQuestions(view, spec)}
<p class="exports"><a href="${csv}">${site.csv}</a> <a href="${json}">${site.json}</a></p>
${renderOrigin(view, table)}`;
  return renderPage(view, { title, main, section: "table", json });
}

/** The table's permalink, and the hash of what it was made of. */
function renderOrigin(view: View, { link, data }: TableView): Html | "" {
  if (link === undefined) return "";
  const words = tableLabels(view.lang);
  const made = data === undefined ? "" : html`<br>${words.data(data.hash, formatNumber(data.observations, view.lang))}`;
  return html`<p class="muted origin">${words.permalink}: <a href="${linkHref(view, "/bang", link)}">${link}</a>${made}</p>`;
}

/** The country and its regions: what is published beside what the provinces add up to. */
function renderTotals(view: View, { totals, columns = [], spec }: TableView): Html | "" {
  if (totals === undefined) return "";
  const words = tableLabels(view.lang);
  const figure = (value: number, bound: Bound) => formatFigure({ value, bound, measure: spec.measure }, view.lang);
  const shown = columns.flatMap((_, at) => (totals.some(({ cells }) => isTold(cells[at])) ? [at] : []));
  const sum = (cell: TotalCellView | undefined) =>
    html`<td>${cell === undefined || cell.reported === 0 ? "·" : html`${cell.sum === null ? "" : figure(cell.sum, cell.bound)} <span class="muted">${cell.reported}/${cell.of}</span>`}</td>`;
  const told = (published: TotalCellView["published"] | undefined) =>
    html`<td>${published?.value == null ? "·" : published.winner === null ? figure(published.value, published.bound) : html`<a href="${published.winner.href}">${figure(published.value, published.bound)}</a>`}</td>`;
  const row = ({
    name,
    cells,
  }: TotalView) => html`${cells.every(({ reported }) => reported === 0) ? "" : html`<tr><th scope="row">${name[view.lang]} · ${words.sum}</th>${shown.map((at) => sum(cells[at]))}</tr>`}
${cells.every(({ published }) => published === null) ? "" : html`<tr><th scope="row">${name[view.lang]} · ${words.published}</th>${shown.map((at) => told(cells[at]?.published))}</tr>`}`;
  if (shown.length === 0) return "";
  return html`<section class="scroll grid" role="region" aria-label="${words.totals}" tabindex="0"><table><caption>${words.totals}</caption>
<thead><tr><th scope="col">${words.province}</th>${shown.map((at) => html`<th scope="col">${words.column(columns[at] as (typeof columns)[number])}</th>`)}</tr></thead>
<tbody>${totals.map(row)}</tbody></table></section>`;
}

type TotalCellView = TotalView["cells"][number];

/** Is anything known of the country or a region in this column? */
const isTold = (cell: TotalCellView | undefined): boolean => cell !== undefined && (cell.reported > 0 || cell.published !== null);

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
  const options = [...view.services.indicators, ...(view.services.ratios ?? [])].map((indicator) => ({
    value: indicator.code,
    label: indicator.label[view.lang],
  }));
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
${renderDefinition(view, table.spec.indicator)}`;
}

/** Where the indicator is defined; a ratio is defined here. */
function renderDefinition(view: View, code: string): Html {
  const ratio = view.services.ratios?.find((one) => one.code === code);
  if (ratio !== undefined) return html`<p>${ratio.definition[view.lang]}</p>`;
  return html`<p><a href="${href(view, `/chi-so/${code}`)}">${view.labels.indicators.definition}: ${indicatorLabel(view, code)}</a></p>`;
}
