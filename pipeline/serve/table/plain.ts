import { html } from "hono/html";
import type { Table } from "../../types/table.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";
import type { Asked } from "./query.ts";
import { cellText, columnsOf, columnText, hasCells, shownRows } from "./rows.ts";
import { questionText } from "./titles.ts";

/** A table without buttons or cards, only the columns that hold something: for pages of others. */
export function renderPlainTable(view: View, { look }: Asked, table: Table): Html {
  const words = view.labels.table;
  if (!hasCells(table)) return html`<p class="note">${words.empty}</p>`;
  const told = columnsOf(table).flatMap((column, at) =>
    table.rows.some(({ cells }) => (cells[at] ?? null) !== null) ? [{ column, at }] : [],
  );
  const row = ({ name, cells }: Table["rows"][number]) =>
    html`<tr><th scope="row">${name}</th>${told.map(({ at }) => {
      const cell = cells[at] ?? null;
      return html`<td>${cell === null ? "" : cellText(cell, table.spec.measure, view.lang)}${cell?.kind === "derived" ? "*" : ""}</td>`;
    })}</tr>`;
  return html`<div class="scroll grid" role="region" aria-label="${words.scroll}" tabindex="0"><table><caption>${questionText(view, table.spec)}</caption>
<thead><tr><th scope="col">${words.province}</th>${told.map(({ column }) => html`<th scope="col">${columnText(column, view.lang)}</th>`)}</tr></thead>
<tbody>${shownRows(table, look).map(row)}</tbody></table></div>`;
}
