import { html, raw } from "hono/html";
import type { Lang } from "../labels/format.ts";
import { nightLabels } from "../labels/night.ts";
import type { ReportCell as Cell, ReportTable, ReportView } from "../types/operation.ts";

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}table{border-collapse:collapse;margin:.5rem 0}" +
  "th,td{text-align:left;vertical-align:top;padding:.2rem .7rem;border-bottom:1px solid #ccc}.so{text-align:right;font-variant-numeric:tabular-nums}" +
  "li{margin:.4rem 0}.viec{border-left:.3rem solid #b3261e;padding-left:1rem}.rong{overflow-x:auto}a{color:#0b57d0;overflow-wrap:anywhere}";

/** The report as one page that needs nothing besides itself; everything that came from outside is escaped. */
export function reportPage(view: ReportView, lang: Lang): string {
  const words = nightLabels(lang);
  const todo =
    view.todo.length === 0
      ? html`<p>${words.nothingToDo}</p>`
      : html`<section class="viec"><h2>${words.todo}</h2><ul>${view.todo.map(({ says, hint }) => html`<li><strong>${says}</strong><br>${hint}</li>`)}</ul></section>`;
  const page = html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${view.title}</title><style>${raw(STYLE)}</style></head>
<body><h1>${view.title}</h1><p>${view.summary}</p>
${todo}
${view.tables.map(tableMarkup)}
<p>${view.run}</p></body></html>
`;
  return String(page);
}

function tableMarkup({ title, head, rows, note }: ReportTable) {
  const table = html`<div class="rong"><table><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cellMarkup)}</tr>\n`)}</tbody></table></div>`;
  return html`<section><h2>${title}</h2>${rows.length === 0 ? "" : table}${note === null ? "" : html`<p>${note}</p>`}</section>\n`;
}

function cellMarkup(cell: Cell) {
  if (typeof cell !== "string") return html`<td><a href="${cell.url}">${cell.text}</a></td>`;
  return /^[\d.,−]+$/u.test(cell) ? html`<td class="so">${cell}</td>` : html`<td>${cell}</td>`;
}
