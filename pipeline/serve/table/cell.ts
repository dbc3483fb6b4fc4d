import { html } from "hono/html";
import * as z from "zod";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Table, TableSpec } from "../../types/table.ts";
import { indicatorLabel } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { notFound } from "../problem.ts";
import type { Parameter } from "../query.ts";
import { pageRoute } from "../route.ts";
import { createSentenceFinder } from "../sentences.ts";
import type { View } from "../view.ts";
import { type CellCard, renderCard, traceFigure } from "./card.ts";
import { CellAnswer } from "./cell-shape.ts";
import { type Asked, askedHref, readAsked, readOwn, tableParameters } from "./query.ts";
import { columnsOf, columnText } from "./rows.ts";
import { specText } from "./titles.ts";
import { viewCell } from "./view.ts";

/** Of dissenting and of agreeing reports, and of inputs, a card shows so many. */
const MOST_FIGURES = 12;

/** A cell on a page of its own. */
export interface CellPage {
  readonly asked: Asked;
  readonly spec: TableSpec;
  readonly province: string;
  readonly name: string;
  /** Key of the column: `2014`, `2014-H1`. */
  readonly period: string;
  readonly label: string;
  readonly card: CellCard;
}

const CELL: Parameter<string> = {
  pageName: "o",
  schema: z.string().regex(/^(?:63|34)-\d{2}\.\d{4}(?:-[HQ]?\d{1,4})?$/u),
  fallback: "",
  allowed: (labels) => tablePageWords(labels.site.otherLanguage === "English" ? "vi" : "en").cellCode,
};

export const cellRoute = pageRoute({
  name: "tableCell",
  summary: { vi: "Một ô của bảng: câu văn, nguồn, các báo cáo khác", en: "A cell of a table: sentence, source, other reports" },
  page: "/bang/o",
  api: "/table/cell",
  parameters: (services) => ({ ...tableParameters(services), cell: CELL }),
  response: CellAnswer,
  read: readCell,
  render: renderCellPage,
  toJson: ({ spec, province, name, period, card }) => ({ spec, province, name, period, cell: card }),
});

function readCell(view: View): CellPage {
  const { value, rest } = readOwn(view, "cell", CELL);
  const asked = readAsked(rest);
  const [province = "", period = ""] = value.split(".");
  const [spec] = asked.specs;
  if (spec === undefined) throw notFound(view.lang);
  const table = view.services.table(spec);
  const at = columnsOf(table).findIndex(({ key }) => key === period);
  const column = columnsOf(table)[at];
  const row = table.rows.find((one) => one.province === province);
  const cell = row?.cells[at] ?? null;
  if (row === undefined || column === undefined || cell === null) throw notFound(view.lang);
  const named = { province, name: row.name, period, label: columnText(column, view.lang) };
  return { asked: { specs: [spec], look: asked.look }, spec, ...named, card: cardOf(view, cell) };
}

/** The card of a cell; only what it shows is traced, as each report traced is read. */
function cardOf(view: View, cell: NonNullable<Table["rows"][number]["cells"][number]>): CellCard {
  const [winner, ...rest] = cell.candidates;
  const agreeing = rest.filter((candidate) => !cell.dissent.includes(candidate));
  const cut = {
    ...cell,
    candidates: [...(winner === undefined ? [] : [winner]), ...agreeing.slice(0, MOST_FIGURES)],
    dissent: cell.dissent.slice(0, MOST_FIGURES),
    ...(cell.inputs === undefined ? {} : { inputs: cell.inputs.slice(0, MOST_FIGURES) }),
  };
  const shown = viewCell(view, cut, createSentenceFinder(view.services.store));
  return {
    ...shown,
    winner: shown.winner === null ? null : traceFigure(view, shown.winner),
    others: shown.others.map((figure) => traceFigure(view, figure)),
    dissent: shown.dissent.map((figure) => traceFigure(view, figure)),
    inputs: shown.inputs.map((input) => ({ ...input, figure: traceFigure(view, input.figure) })),
    more: { others: agreeing.length - shown.others.length, dissent: cell.dissent.length - shown.dissent.length },
  };
}

function renderCellPage(view: View, { asked, spec, name, label, province, period, card }: CellPage): Html {
  const words = tablePageWords(view.lang);
  const title = `${indicatorLabel(view, spec.indicator)}: ${name}, ${label}`;
  const main = html`<h1>${title}</h1><p class="muted">${specText(view, spec)}</p>
<div class="card-page">${renderCard(view, { card, name, label, spec })}</div>
<p><a href="${askedHref(view, "/bang", asked)}">${words.backToTable}</a></p>`;
  const json = askedHref(view, "/api/v1/table/cell", asked, { o: `${province}.${period}` });
  return renderPage(view, { title, main, section: "table", json });
}
