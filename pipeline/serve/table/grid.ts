import { html } from "hono/html";
import { formatFigure, formatNumber } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import { yearsText } from "../coverage.ts";
import { type FigureView, indicatorLabel, originText, periodText, placeText, sourceHref, valueText } from "../figures.ts";
import type { Html } from "../layout.ts";
import { hostOf, renderChecks, renderExternal, renderSentence } from "../parts.ts";
import type { View } from "../view.ts";
import type { CellView, TableView } from "./view.ts";

type Row = TableView["rows"][number];

/** One year of the grid: what its cells are classed, and the year of the break that lies before it. */
interface Column {
  readonly year: number;
  /** "2014", "Quý I/2014". */
  readonly label: string;
  readonly classes: readonly string[];
  readonly breakAt: number | null;
}

/**
 * Columns of the grid. A year without any figure is `empty-year` and hidden until it is asked for; when a break lies in such a year, the next year that shows
 * is a `late-break` and carries its mark meanwhile.
 */
function columnsOf(view: View, table: TableView): readonly Column[] {
  const breaks = new Map(table.breaks.map(({ beforeYear, beforePeriod }) => [beforePeriod ?? String(beforeYear), beforeYear]));
  let hidden: number | null = null;
  return table.years.map((year, i): Column => {
    const column = table.columns?.[i];
    const label = column === undefined ? String(year) : tableLabels(view.lang).column(column);
    const isEmpty = table.rows.every(({ cells }) => (cells[i] ?? null) === null);
    const broken = breaks.get(column?.key ?? String(year)) ?? null;
    if (isEmpty) {
      if (broken !== null) hidden = broken;
      return { year, label, classes: [...(broken === null ? [] : ["break"]), "empty-year"], breakAt: broken };
    }
    const late: number | null = hidden;
    hidden = null;
    if (broken !== null) return { year, label, classes: ["break"], breakAt: broken };
    return late === null ? { year, label, classes: [], breakAt: null } : { year, label, classes: ["late-break"], breakAt: late };
  });
}

/** The grid of provinces by years; provinces without any figure are left to the list below it, years without any are hidden until asked for. */
export function renderGrid(view: View, table: TableView): Html {
  const words = view.labels.table;
  const columns = columnsOf(view, table);
  const rows = table.rows.filter(({ cells }) => cells.some((cell) => cell !== null));
  return html`${renderEmptyYears(view, columns)}<div class="scroll grid" role="region" aria-label="${words.scroll}" tabindex="0">
<table>
<caption>${words.title(indicatorLabel(view, table.spec.indicator))}</caption>
<thead><tr><th scope="col">${words.province}</th>${columns.map((column) => renderYear(view, column))}</tr>
${renderCoverage(view, table, columns)}</thead>
<tbody>${rows.map((row) => renderRow(view, { row, columns, measure: table.spec.measure }))}</tbody>
</table>
</div>`;
}

/** Which years are hidden, and the box that shows them: the style sheet alone does it. */
function renderEmptyYears(view: View, columns: readonly Column[]): Html | "" {
  const words = view.labels.table;
  const empty = columns.filter(isEmptyYear);
  if (empty.length === 0) return "";
  const areYears = columns.every(({ year, label }) => label === String(year));
  const named = areYears ? runsOf(empty.map(({ year }) => year)) : empty.map(({ label }) => label).join(", ");
  return html`<p class="empty-years">${words.emptyYears(named)} <label><input type="checkbox" id="empty-years"> ${words.showEmptyYears}</label></p>`;
}

const isEmptyYear = ({ classes }: Column): boolean => classes.includes("empty-year");

/** Years in rising order, those in a row drawn together: "2006–2009, 2012". */
function runsOf(years: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const year of years) {
    const last = runs.at(-1);
    if (last?.to === year - 1) last.to = year;
    else runs.push({ from: year, to: year });
  }
  return runs.map(yearsText).join(", ");
}

function renderYear(view: View, { label, classes, breakAt }: Column): Html {
  const sign = html`<a class="sign" href="${`#break-${breakAt}`}" aria-label="${`${view.labels.table.break}: ${breakAt}`}">†</a>`;
  return html`<th scope="col" class="${classes.join(" ")}">${label}${breakAt === null ? "" : sign}</th>`;
}

function renderCoverage(view: View, table: TableView, columns: readonly Column[]): Html {
  const words = view.labels.table;
  const cell = ({ classes }: Column, i: number) => {
    const coverage = table.coverage[i];
    const label =
      coverage === undefined ? "" : words.coverageOf(formatNumber(coverage.reported, view.lang), formatNumber(coverage.of, view.lang));
    return html`<td class="${classes.join(" ")}" title="${label}">${coverage === undefined ? "" : `${coverage.reported}/${coverage.of}`}</td>`;
  };
  return html`<tr class="coverage"><th scope="row">${words.coverage}</th>${columns.map(cell)}</tr>`;
}

interface RowParts {
  readonly row: Row;
  readonly columns: readonly Column[];
  readonly measure: TableView["spec"]["measure"];
}

function renderRow(view: View, { row, columns, measure }: RowParts): Html {
  const cells = columns.map((column, i) => {
    const cell = row.cells[i] ?? null;
    const classes = [...column.classes, cell === null ? "none" : cell.kind].join(" ");
    return html`<td class="${classes}">${cell === null ? renderNone(view) : renderCell(view, { cell, name: row.name, label: column.label, measure })}</td>`;
  });
  return html`<tr><th scope="row">${row.name}</th>${cells}</tr>`;
}

function renderNone(view: View): Html {
  return html`<span aria-hidden="true">·</span><span class="hidden">${view.labels.table.emptyCell}</span>`;
}

interface CellParts {
  readonly cell: CellView;
  readonly name: string;
  readonly label: string;
  readonly measure: TableView["spec"]["measure"];
}

/** A cell opens into its card; the attribute `name` makes the browser close the one opened before. */
function renderCell(view: View, { cell, name, label, measure }: CellParts): Html {
  const { table: words } = view.labels;
  const value = cell.value === null ? "…" : formatFigure({ value: roundDerived(cell, cell.value), bound: cell.bound, measure }, view.lang);
  return html`<details name="cell"><summary>${value}${renderSigns(view, cell)}</summary>
<div class="card"><p class="card-title">${label === String(cell.year) ? words.details(name, label) : `${name}, ${label}`}</p>
${renderBeside(view, cell)}${cell.formula === null ? "" : html`<p><strong>${words.formula}:</strong> ${cell.formula}</p>`}
${cell.missing.length === 0 ? "" : html`<p><strong>${words.missing}:</strong> ${cell.missing.map(({ name: part, province }) => part ?? province).join(", ")}</p>`}
${cell.winner === null ? "" : renderFigure(view, cell.winner)}
${cell.agree > 1 ? html`<p>${words.agree(formatNumber(cell.agree, view.lang))}</p>` : ""}
${renderFigures(
  view,
  words.inputs,
  cell.inputs.map(({ figure }) => figure),
)}
${renderFigures(view, words.dissents, cell.dissent)}
${renderFigures(view, words.others, cell.others)}
${cell.checks.length === 0 ? "" : renderChecks(view, cell.checks)}
</div></details>`;
}

/** What was asked for beside the value: the change on the year before and the rank. */
function renderBeside(view: View, { change, rank }: CellView): Html | "" {
  if (change == null && rank === undefined) return "";
  const words = tableLabels(view.lang);
  const sign = (value: number) => `${value > 0 ? "+" : ""}${formatNumber(value, view.lang)}`;
  const percent = change?.percent == null ? "" : ` (${sign(change.percent)}%)`;
  const size = change == null ? "" : change.points === null ? `${sign(change.absolute ?? 0)}${percent}` : words.points(sign(change.points));
  const across = change?.across.map(({ note }) => html` <span class="muted">‡ ${note[view.lang]}</span>`) ?? "";
  return html`${change == null ? "" : html`<p><strong>${words.changes}:</strong> ${size}${across}</p>`}${rank === undefined ? "" : html`<p><strong>${words.ranks}:</strong> ${words.rank(rank.place, rank.of)}</p>`}
`;
}

/** A computed value has no more than the two decimals that reports print; a reported one stays as it is. */
function roundDerived(cell: CellView, value: number): number {
  return cell.kind === "derived" ? Math.round(value * 100) / 100 : value;
}

function renderSigns(view: View, cell: CellView): Html {
  const words = view.labels.table;
  const sign = (mark: string, label: string) =>
    html`<span class="sign" aria-hidden="true">${mark}</span><span class="hidden"> (${label})</span>`;
  const signs = [
    cell.kind === "derived" ? sign("*", words.derived) : "",
    cell.kind === "partial" ? html`<span class="hidden">${words.partial}</span>` : "",
    cell.dissent.length > 0 ? sign("≠", words.dissent) : "",
    cell.checks.some(({ holds }) => !holds) ? sign("!", words.failed) : "",
  ];
  return html`${signs}`;
}

function renderFigures(view: View, heading: string, figures: readonly FigureView[]): Html | "" {
  if (figures.length === 0) return "";
  return html`<p class="card-part">${heading}</p>${figures.map((figure) => renderFigure(view, figure))}`;
}

function renderFigure(view: View, figure: FigureView): Html {
  const { article } = view.labels;
  const { observation } = figure;
  const source = sourceHref(figure.article);
  return html`<div class="figure">
<p><a href="${figure.href}"><strong>${valueText(view, observation)}</strong></a> · ${placeText(view, observation.place)} · ${periodText(view, observation)}${figure.changesOriginal ? html` <span class="tag">${article.changesOriginal}</span>` : ""}</p>
${renderSentence(figure.sentence, observation)}
<p class="muted"><a href="${figure.href}">${article.at}</a>: ${figure.article.title} (${originText(view, figure.article)})${source === null ? "" : html`. ${article.source}: ${renderExternal(source, hostOf(source))}`}</p>
</div>`;
}
