import { html, raw } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Table, TableSpec } from "../../types/table.ts";
import type { Html } from "../layout.ts";
import { notFound, RequestProblem } from "../problem.ts";
import { type FileAnswer, fileRoute, type Route } from "../route.ts";
import type { View } from "../view.ts";
import { drawTable } from "./draw.ts";
import type { Drawing } from "./drawing.ts";
import { renderSelect } from "./form.ts";
import { LOOK_PARAMETERS } from "./look.ts";
import { type Asked, askedFields, askedHref, readAsked, tableParameters } from "./query.ts";
import { columnsOf, columnText } from "./rows.ts";
import { questionText } from "./titles.ts";
import { fullestQuestion } from "./variants.ts";

export const chartRoutes: readonly Route[] = (["svg", "png"] as const).map((ending) =>
  fileRoute({
    name: ending === "svg" ? "tableChartSvg" : "tableChartPng",
    summary: {
      vi: `Biểu đồ của bảng dạng ${ending.toUpperCase()}: bản đồ ô, cột, đường, hai kỳ, hai chỉ số`,
      en: `A chart of a table as ${ending.toUpperCase()}: tile map, bars, lines, slope, scatter`,
    },
    api: `/chart.${ending}`,
    parameters: tableParameters,
    mediaTypes: [ending === "svg" ? "image/svg+xml" : "image/png"],
    read: (view) => chartFile(view, ending),
  }),
);

async function chartFile(view: View, ending: "svg" | "png"): Promise<FileAnswer> {
  const { specs, look } = readAsked(view);
  const [spec] = specs;
  if (spec === undefined) throw notFound(view.lang);
  const asked = { specs, look: look.view === "table" ? { ...look, view: "bars" as const } : look };
  const drawing = drawAsked(view, asked, view.services.table(spec));
  if (drawing === null) throw new RequestProblem(404, tablePageWords(view.lang).nothingToDraw);
  const svg = await view.services.chart(drawing.chart);
  const fileName = `${spec.indicator}-${asked.look.view}.${ending}`;
  if (ending === "png") return { body: await view.services.png(svg), mediaType: "image/png", fileName };
  return { body: view.services.chartFile(svg), mediaType: "image/svg+xml; charset=utf-8", fileName };
}

/** The chart of the first table that is asked for. */
export function drawAsked(view: View, { specs, look }: Asked, table: Table): Drawing | null {
  const second = look.view === "scatter" ? secondSpec(view, { specs, look }) : null;
  return drawTable(view, { table, look, against: second === null ? null : view.services.table(second) });
}

/** The second question of a scatter: the one asked for over the same years, else the second table. Throws WrongUse for one that cannot be read. */
function secondSpec(view: View, { specs, look }: Asked): TableSpec | null {
  const [first, second = null] = specs;
  if (look.against === null || first === undefined) return second;
  const words = new URLSearchParams(view.services.link([first]));
  words.set("i", look.against);
  return view.services.questions(words.toString())[0] ?? null;
}

/** A view of a table other than the grid: what to choose, the chart, its data, its files. */
export async function renderChartView(view: View, asked: Asked, table: Table): Promise<Html> {
  const words = tablePageWords(view.lang);
  const drawing = drawAsked(view, asked, table);
  const needsSecond = asked.look.view === "scatter" && asked.look.against === null && asked.specs.length < 2;
  const chooser = renderChooser(view, asked, { table, shown: drawing });
  if (drawing === null) return html`${chooser}<p class="note" role="status">${needsSecond ? words.chooseAgainst : words.nothingToDraw}</p>`;
  return html`${chooser}${await renderDrawing(view, drawing)}
<p class="exports"><a href="${askedHref(view, "/api/v1/chart.svg", asked)}">${words.svg}</a> <a href="${askedHref(view, "/api/v1/chart.png", asked)}">${words.png}</a></p>
${asked.look.view === "lines" ? renderTableLink(view, asked) : renderData(view, drawing)}`;
}

/** Lines over years have their data in the grid. */
function renderTableLink(view: View, { specs, look }: Asked): Html {
  return html`<p><a href="${askedHref(view, "/bang", { specs, look: { ...look, view: "table" } })}">${tablePageWords(view.lang).dataOf}</a></p>`;
}

/** The chart itself with what is to be known of it. */
export async function renderDrawing(view: View, { chart, missing, breaks, notes }: Drawing): Promise<Html> {
  const words = tablePageWords(view.lang);
  const svg = await view.services.chart(chart);
  const missed =
    chart.kind === "slope" ? words.oneEnd(formatNumber(missing.length, view.lang)) : words.missing(formatNumber(missing.length, view.lang));
  const broken =
    chart.kind === "slope" && breaks.length > 0
      ? html`<div class="note"><p>${words.across}</p><ul>${breaks.map(({ note }) => html`<li>${note[view.lang]}</li>`)}</ul></div>`
      : "";
  return html`<figure class="chart scroll" role="group" aria-label="${chart.title}" tabindex="0">${raw(svg)}</figure>
${notes.map((note) => html`<p class="muted">${note}</p>`)}${broken}
${missing.length === 0 ? "" : html`<details class="without"><summary>${missed}</summary><p>${missing.join(", ")}</p></details>`}`;
}

function renderData(view: View, { heads, rows, chart }: Drawing): Html {
  const words = tablePageWords(view.lang);
  const row = (cells: readonly string[]) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  return html`<details class="data"><summary>${words.dataOf}</summary><div class="scroll" role="region" aria-label="${words.dataOf}" tabindex="0"><table class="plain"><caption>${chart.title}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(row)}</tbody></table></div></details>`;
}

interface Choosing {
  readonly table: Table;
  readonly shown: Drawing | null;
}

/** Which period a chart shows, and of a scatter which second indicator. */
function renderChooser(view: View, asked: Asked, { table, shown }: Choosing): Html | "" {
  const { look } = asked;
  if (look.view === "lines") return "";
  const words = tablePageWords(view.lang);
  const isSlope = look.view === "slope";
  const options = columnOptions(view, table);
  const period = (asked: string | null, drawn: string | null = null): string =>
    drawn ?? options.find(({ value }) => value === asked)?.value ?? "";
  const from = isSlope
    ? renderSelect({ name: LOOK_PARAMETERS.base.pageName, label: words.from, options, selected: period(look.base, shown?.base) })
    : "";
  const second = look.view === "scatter" ? renderSecond(view, asked) : "";
  return html`<form class="choices" action="/bang" method="get">${askedFields(view, asked, ["cot", "goc", "voi"])}
${second}${from}${renderSelect({ name: "cot", label: isSlope ? words.to : words.column, options, selected: period(look.column, shown?.column) })}
<button type="submit" class="quiet">${words.draw}</button></form>`;
}

/** Periods with a figure, each with how many provinces tell it; first the empty choice, which is the fullest. */
function columnOptions(view: View, table: Table): readonly { readonly value: string; readonly label: string }[] {
  const told = columnsOf(table).flatMap((column, at) => {
    const { reported = 0, of = 0 } = table.coverage[at] ?? {};
    return reported === 0 ? [] : [{ value: column.key, label: `${columnText(column, view.lang)} (${reported}/${of})` }];
  });
  return [{ value: "", label: "…" }, ...told];
}

function againstText(view: View, asked: Asked): string {
  const spec = secondSpec(view, asked);
  return spec === null ? "" : questionText(view, spec);
}

/** Second indicators: each with the question that provinces have answered most. */
function renderSecond(view: View, { specs: [spec], look }: Asked): Html | "" {
  if (spec === undefined) return "";
  const { services } = view;
  const itemOf = (code: string, measure: TableSpec["measure"], dims: TableSpec["dims"]): string =>
    new URLSearchParams(services.link([{ ...spec, indicator: code, dims, measure }])).get("i") ?? code;
  const indicators = services.indicators.flatMap((indicator) => {
    const { dims, measure, status } = fullestQuestion(services, indicator);
    if (dims === undefined || measure === undefined || status === undefined) return [];
    return [
      { value: itemOf(indicator.code, measure, dims), label: questionText(view, { indicator: indicator.code, dims, measure, status }) },
    ];
  });
  const ratios = (services.ratios ?? []).map(({ code, label, measures: [measure = "share"] }) => ({
    value: itemOf(code, measure, {}),
    label: label[view.lang],
  }));
  const options = [...indicators, ...ratios];
  const asked =
    look.against !== null && options.every(({ value }) => value !== look.against)
      ? [{ value: look.against, label: againstText(view, { specs: [spec], look }) }]
      : [];
  return renderSelect({
    name: "voi",
    label: tablePageWords(view.lang).against,
    options: [{ value: "", label: "…" }, ...asked, ...options],
    selected: look.against ?? "",
  });
}
