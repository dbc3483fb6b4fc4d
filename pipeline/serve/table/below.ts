import { html } from "hono/html";
import { formatFigure, formatNumber } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Bound } from "../../types/observation.ts";
import type { SeriesBreak, Table, TotalCell, TotalRow } from "../../types/table.ts";
import { articleHref, indicatorLabel } from "../figures.ts";
import type { Html } from "../layout.ts";
import { href, type View } from "../view.ts";
import { columnsOf, columnText } from "./rows.ts";
import { questionText } from "./titles.ts";

/** The country and its regions: what is published beside what the provinces add up to; "" when it was not asked for or nothing is known. */
export function renderTotals(view: View, table: Table): Html | "" {
  const { totals } = table;
  if (totals === undefined) return "";
  const words = tableLabels(view.lang);
  const columns = columnsOf(table);
  const shown = columns.flatMap((_, at) => (totals.some(({ cells }) => isTold(cells[at])) ? [at] : []));
  if (shown.length === 0) return "";
  const heads = shown.map((at) => html`<th scope="col">${columnText(columns[at] as (typeof columns)[number], view.lang)}</th>`);
  const name = `${words.totals}: ${questionText(view, table.spec)}`;
  return html`<h2>${words.totals}</h2><section class="scroll grid" role="region" aria-label="${name}" tabindex="0"><table><caption>${words.totals}</caption>
<thead><tr><th scope="col">${words.province}</th>${heads}</tr></thead>
<tbody>${totals.map((row) => renderTotalRows(view, table, { row, shown }))}</tbody></table></section>`;
}

/** Is anything known of the country or a region in this column? */
const isTold = (cell: TotalCell | undefined): boolean => cell !== undefined && (cell.reported > 0 || cell.published !== null);

function renderTotalRows(view: View, { spec }: Table, { row, shown }: { readonly row: TotalRow; readonly shown: readonly number[] }): Html {
  const words = tableLabels(view.lang);
  const { name, cells } = row;
  const figure = (value: number, bound: Bound) => formatFigure({ value, bound, measure: spec.measure }, view.lang);
  const sum = (cell: TotalCell | undefined) =>
    html`<td>${cell === undefined || cell.reported === 0 ? "" : html`${cell.sum === null ? "" : figure(cell.sum, cell.bound)} <span class="muted">${cell.reported}/${cell.of}</span>`}</td>`;
  const told = (published: TotalCell["published"] | undefined) =>
    html`<td>${published?.value == null ? "" : renderPublished(view, published, figure(published.value, published.bound))}</td>`;
  const sums = html`<tr><th scope="row">${name[view.lang]} · ${words.sum}</th>${shown.map((at) => sum(cells[at]))}</tr>`;
  const publisheds = html`<tr><th scope="row">${name[view.lang]} · ${words.published}</th>${shown.map((at) => told(cells[at]?.published))}</tr>`;
  return html`${cells.some(({ reported }) => reported > 0) ? sums : ""}${cells.some(({ published }) => published !== null) ? publisheds : ""}`;
}

/** A published figure leads to its sentence. */
function renderPublished(view: View, { candidates, kind }: NonNullable<TotalCell["published"]>, text: string): Html | string {
  const winner = kind === "reported" ? candidates[0]?.observation : undefined;
  return winner === undefined ? text : html`<a href="${articleHref(view, winner.article, winner.start)}">${text}</a>`;
}

/** A break in words; the first one of a year is where its sign in the grid leads. */
function renderBreak(view: View, { beforeYear, note }: SeriesBreak, before: SeriesBreak | undefined): Html {
  const id = before?.beforeYear === beforeYear ? "" : html` id="${`break-${beforeYear}`}"`;
  return html`<li${id}><strong>${view.labels.table.breakAt(String(beforeYear))}:</strong> ${note[view.lang]}</li>`;
}

/** The breaks of a series in words; "" where there are none. */
export function renderBreaks(view: View, breaks: readonly SeriesBreak[]): Html | "" {
  if (breaks.length === 0) return "";
  return html`<section aria-labelledby="breaks"><h2 id="breaks">${view.labels.table.breaks}</h2><ul>${breaks.map((entry, i) => renderBreak(view, entry, breaks[i - 1]))}</ul></section>`;
}

/** How to read the signs of a grid. */
export function renderLegend(view: View): Html {
  const words = view.labels.table;
  return html`<section class="legend" aria-labelledby="legend"><h2 id="legend">${words.legend}</h2><p>${words.legendCell} <span class="keys" hidden>${tablePageWords(view.lang).keys}</span></p><ul class="signs">
<li><span class="sign">*</span> ${words.derivedNote}</li><li><span class="sign">…</span> ${words.partialNote}</li><li><span class="sign">≠</span> ${words.dissentNote}</li><li><span class="sign">!</span> ${words.failedNote}</li></ul></section>`;
}

/** The provinces that say nothing, folded up. */
export function renderWithout(view: View, table: Table): Html | "" {
  const without = table.rows.filter(({ cells }) => cells.every((cell) => cell === null));
  if (without.length === 0) return "";
  return html`<details class="without"><summary>${view.labels.table.without(formatNumber(without.length, view.lang))}</summary><p>${without.map(({ name }) => name).join(", ")}</p></details>`;
}

/** Where the indicator is defined; a ratio is defined here. */
export function renderDefinition(view: View, code: string): Html {
  const ratio = view.services.ratios?.find((one) => one.code === code);
  if (ratio !== undefined) return html`<p>${ratio.definition[view.lang]}</p>`;
  return html`<p><a href="${href(view, `/chi-so/${code}`)}">${view.labels.indicators.definition}: ${indicatorLabel(view, code)}</a></p>`;
}
