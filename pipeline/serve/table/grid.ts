import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Cell, Table, TableRow } from "../../types/table.ts";
import { yearsText } from "../coverage.ts";
import { indicatorLabel } from "../figures.ts";
import type { Html } from "../layout.ts";
import { href, type View } from "../view.ts";
import { type Asked, askedFields, askedHref } from "./query.ts";
import { cellText, columnsOf, columnText, shownRows } from "./rows.ts";
import { questionText } from "./titles.ts";

/** One column of the grid: what its cells are classed, and the year of the break that lies before it. */
interface GridColumn {
  readonly key: string;
  readonly year: number;
  /** "2014", "Quý I/2014". */
  readonly label: string;
  readonly classes: string;
  readonly breakAt: number | null;
}

/**
 * Columns of the grid. One without any figure is `empty-year` and hidden until it is asked for; when a break lies in such a column, the next one that shows is a `late-break` and
 * carries its mark meanwhile.
 */
function gridColumns(view: View, table: Table): readonly GridColumn[] {
  const breaks = new Map(table.breaks.map(({ beforeYear, beforePeriod }) => [beforePeriod ?? String(beforeYear), beforeYear]));
  let hidden: number | null = null;
  return columnsOf(table).map((column, i): GridColumn => {
    const { key, year } = column;
    const named = { key, year, label: columnText(column, view.lang) };
    const broken = breaks.get(key) ?? null;
    if (table.rows.every(({ cells }) => (cells[i] ?? null) === null)) {
      if (broken !== null) hidden = broken;
      return { ...named, classes: broken === null ? "empty-year" : "break empty-year", breakAt: broken };
    }
    const late: number | null = hidden;
    hidden = null;
    if (broken !== null) return { ...named, classes: "break", breakAt: broken };
    return { ...named, classes: late === null ? "" : "late-break", breakAt: late };
  });
}

const isEmptyColumn = ({ classes }: GridColumn): boolean => classes.endsWith("empty-year");

export interface Grid {
  readonly table: Table;
  /** What the grid's links ask again: the whole request, and of it the question of this table. */
  readonly asked: Asked;
  /** Tells the grids of a page apart. */
  readonly number: number;
}

/**
 * The grid of provinces by columns. A cell is a button that opens its card: as a page of its own, or by script beside the grid (script/table.js). Cards are no part of
 * the page, so that a full table stays light. Provinces without any figure are left to the list below, columns without any are hidden until asked for.
 */
export function renderGrid(view: View, grid: Grid): Html {
  const { table, asked, number } = grid;
  const words = view.labels.table;
  const columns = gridColumns(view, table);
  const rows = shownRows(table, asked.look);
  const form = `o${number}`;
  return html`<div class="sheet">${renderEmptyColumns(view, columns, number)}<form id="${form}" action="/bang/o" method="get" hidden>${askedFields(view, { ...asked, specs: [table.spec] })}</form>
<div class="scroll grid" role="region" aria-label="${`${words.scroll}: ${questionText(view, table.spec)}`}" tabindex="0" data-form="${form}" ${scriptWords(view)}>
<table>
<caption>${words.title(indicatorLabel(view, table.spec.indicator))}</caption>
<thead><tr>${renderNameHead(view, asked)}${columns.map((column) => renderHead(view, asked, column))}</tr>
${renderCoverage(view, table, columns)}</thead>
<tbody>${rows.map((row) => renderRow(view, { row, columns, form, table, isPinned: asked.look.pins.includes(row.province) }))}</tbody>
</table>
</div></div>`;
}

/** What the script says of cards and pins. */
function scriptWords(view: View): Html {
  const words = tablePageWords(view.lang);
  return html`data-close="${words.close}" data-loading="${words.loading}" data-failed="${words.failed}" data-open="${words.openPage}" data-cell="${words.cell}" data-pin="${words.pin("{}")}" data-unpin="${words.unpin("{}")}"`;
}

/** Which columns are hidden, and the box that shows them: the style sheet alone does it. */
function renderEmptyColumns(view: View, columns: readonly GridColumn[], number: number): Html | "" {
  const words = view.labels.table;
  const empty = columns.filter(isEmptyColumn);
  if (empty.length === 0) return "";
  const areYears = columns.every(({ year, label }) => label === String(year));
  const named = areYears
    ? runsOf(empty.map(({ year }) => year))
    : empty.length > 12
      ? String(empty.length)
      : empty.map(({ label }) => label).join(", ");
  return html`<p class="empty-years">${words.emptyYears(named)} <label><input type="checkbox" id="${`empty-years-${number}`}"> ${words.showEmptyYears}</label></p>`;
}

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

/** Where a click on a head leads: largest first, then smallest first, then the usual order. */
function nextSort(sort: string | null, key: string): string | null {
  if (key === "name") return sort === "name" ? null : "name";
  return sort === `-${key}` ? key : sort === key ? null : `-${key}`;
}

function sortState(sort: string | null, key: string): "ascending" | "descending" | null {
  return sort === key ? "ascending" : sort === `-${key}` ? "descending" : null;
}

function renderNameHead(view: View, asked: Asked): Html {
  const { sort } = asked.look;
  return html`<th scope="col"${sortAttribute(sort, "name")}><a href="${sortHref(view, asked, "name")}" data-sort="name" title="${tablePageWords(view.lang).sortName}">${view.labels.table.province}</a></th>`;
}

const sortHref = (view: View, { specs, look }: Asked, key: string): string =>
  askedHref(view, "/bang", { specs, look: { ...look, sort: nextSort(look.sort, key) } });

function sortAttribute(sort: string | null, key: string): Html | "" {
  const state = sortState(sort, key);
  return state === null ? "" : html` aria-sort="${state}"`;
}

function renderHead(view: View, asked: Asked, { key, label, classes, breakAt }: GridColumn): Html {
  const sign = html`<a class="sign" href="${`#break-${breakAt}`}" aria-label="${`${view.labels.table.break}: ${breakAt}`}">†</a>`;
  const link = html`<a href="${sortHref(view, asked, key)}" data-sort="${key}" title="${tablePageWords(view.lang).sortBy(label)}">${label}</a>`;
  return html`<th scope="col"${classAttribute(classes)}${sortAttribute(asked.look.sort, key)}>${link}${breakAt === null ? "" : sign}</th>`;
}

const classAttribute = (classes: string): Html | "" => (classes === "" ? "" : html` class="${classes}"`);

function renderCoverage(view: View, table: Table, columns: readonly GridColumn[]): Html {
  const words = view.labels.table;
  const cell = ({ classes }: GridColumn, i: number) => {
    const coverage = table.coverage[i];
    if (coverage === undefined) return html`<td${classAttribute(classes)}></td>`;
    const label = words.coverageOf(formatNumber(coverage.reported, view.lang), formatNumber(coverage.of, view.lang));
    return html`<td${classAttribute(classes)} title="${label}">${coverage.reported}/${coverage.of}</td>`;
  };
  return html`<tr class="coverage"><th scope="row">${words.coverage}</th>${columns.map(cell)}</tr>`;
}

interface RowParts {
  readonly row: TableRow;
  readonly columns: readonly GridColumn[];
  readonly form: string;
  readonly table: Table;
  readonly isPinned: boolean;
}

function renderRow(view: View, { row, columns, form, table, isPinned }: RowParts): Html {
  const cells = columns.map(({ key, classes }, i) => {
    const cell = row.cells[i] ?? null;
    if (cell === null) return html`<td${classAttribute(classes)}></td>`;
    const all = cell.kind === "reported" ? classes : `${classes} ${cell.kind}`.trim();
    const text = cellText(cell, table.spec.measure, view.lang);
    return html`<td${classAttribute(all)}><button form="${form}" name="o" value="${`${row.province}.${key}`}">${text}${renderSigns(view, cell)}</button>${renderBeside(view, cell)}</td>`;
  });
  return html`<tr data-province="${row.province}"${isPinned ? html` class="pinned"` : ""}><th scope="row"><a href="${href(view, `/tinh/${row.province}`)}">${row.name}</a></th>${cells}</tr>`;
}

/** What was asked for beside the value: the change on the year before and the rank. */
function renderBeside(view: View, cell: Cell): Html | "" {
  const texts = [changeText(view, cell), cell.rank === undefined ? "" : `#${cell.rank.place}`].filter((text) => text !== "");
  return texts.length === 0 ? "" : html`<small>${texts.join(" · ")}</small>`;
}

/** "+3,2%", "−1,5 điểm"; "‡" where the change goes across a break. */
function changeText(view: View, { change }: Cell): string {
  if (change == null) return "";
  const sign = (value: number) => `${value > 0 ? "+" : ""}${formatNumber(value, view.lang)}`;
  const mark = change.across.length > 0 ? "‡" : "";
  if (change.points !== null) return tableLabels(view.lang).points(sign(change.points)) + mark;
  return (change.percent === null ? sign(change.absolute ?? 0) : `${sign(change.percent)}%`) + mark;
}

function renderSigns(view: View, cell: Cell): Html | "" {
  const words = view.labels.table;
  const sign = (mark: string, label: string) =>
    html`<span class="sign" aria-hidden="true">${mark}</span><span class="hidden"> (${label})</span>`;
  const signs = [
    ...(cell.kind === "derived" ? [sign("*", words.derived)] : []),
    ...(cell.kind === "partial" ? [html`<span class="hidden">${words.partial}</span>`] : []),
    ...(cell.dissent.length > 0 ? [sign("≠", words.dissent)] : []),
    ...(cell.checks.some(({ holds }) => !holds) ? [sign("!", words.failed)] : []),
  ];
  return signs.length === 0 ? "" : html`${signs}`;
}
