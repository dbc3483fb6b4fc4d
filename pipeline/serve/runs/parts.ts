import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { type OperationLabels, operationLabels } from "../../labels/operation.ts";
import type { ReportCell, ReportTable, ToDo } from "../../types/operation.ts";
import type { Html } from "../layout.ts";
import { renderExternal } from "../parts.ts";
import type { View } from "../view.ts";

export const wordsOf = (view: View): OperationLabels => operationLabels(view.lang);

/** What asks for attention, each with what to do about it. */
export function renderToDo(view: View, todo: readonly ToDo[]): Html {
  const words = wordsOf(view);
  if (todo.length === 0) return html`<p class="muted">${words.nothingToDo}</p>`;
  return html`<section class="todo" aria-labelledby="todo"><h2 id="todo">${words.todo}</h2><ul>${todo.map(({ says, hint }) => html`<li><strong>${says}</strong><br>${hint}</li>`)}</ul></section>`;
}

/** A table of a report; cells that are numbers stand right. */
export function renderReportTable({ title, head, rows, note }: ReportTable): Html {
  const table = html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="plain"><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => renderCell(cell, index))}</tr>`)}</tbody></table></div>`;
  return html`<section><h2>${title}</h2>${rows.length === 0 ? "" : table}${note === null ? "" : html`<p class="muted">${note}</p>`}</section>`;
}

function renderCell(cell: ReportCell, index: number): Html {
  if (typeof cell !== "string") return html`<td class="link">${renderExternal(cell.url, cell.text)}</td>`;
  if (index === 0) return html`<th scope="row">${cell}</th>`;
  return /^[\d.,−]+$/u.test(cell) ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`;
}

/** How long something took: "6,1 giây", "12 phút". */
export function durationText(view: View, from: string, to: string | null): string {
  if (to === null) return "";
  const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
  const words = wordsOf(view);
  const rounded = seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds);
  return seconds < 120 ? words.seconds(formatNumber(rounded, view.lang)) : words.minutes(formatNumber(Math.round(seconds / 60), view.lang));
}
