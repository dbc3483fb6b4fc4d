import { html } from "hono/html";
import { tablePageWords } from "../../labels/table-page.ts";
import { STYLE_PATH } from "../assets.ts";
import type { Html } from "../layout.ts";
import { notFound } from "../problem.ts";
import { fileRoute, type Route } from "../route.ts";
import type { View } from "../view.ts";
import { drawAsked, renderDrawing } from "./chart.ts";
import { renderPlainTable } from "./plain.ts";
import { type Asked, askedHref, readAsked, tableParameters } from "./query.ts";
import { questionText } from "./titles.ts";

/** The one page that others may frame (server.ts lets them). */
export const EMBED_PATH = "/nhung";

export const embedRoutes: readonly Route[] = [
  fileRoute({
    name: "tableEmbed",
    summary: { vi: "Bảng hoặc biểu đồ để nhúng vào trang khác", en: "A table or chart to embed in another page" },
    page: EMBED_PATH,
    parameters: tableParameters,
    mediaTypes: ["text/html"],
    read: async (view) => ({ body: String(await renderEmbed(view)), mediaType: "text/html; charset=utf-8" }),
  }),
];

/** The address to embed. */
export function embedHref(view: View, asked: Asked): string {
  return askedHref(view, EMBED_PATH, asked);
}

async function renderEmbed(view: View): Promise<Html> {
  const asked = readAsked(view);
  const [spec] = asked.specs;
  if (spec === undefined) throw notFound(view.lang);
  const words = tablePageWords(view.lang);
  const table = view.services.table(spec);
  const drawing = asked.look.view === "table" ? null : drawAsked(view, asked, table);
  const shown = drawing === null ? renderPlainTable(view, asked, table) : await renderDrawing(view, drawing);
  const title = questionText(view, spec);
  return html`<!doctype html>
<html lang="${view.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · ${view.labels.site.name}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body class="embed">
<main>
<h1${drawing === null ? "" : html` class="hidden"`}>${title}</h1>
${shown}
<p class="muted"><a href="${askedHref(view, "/bang", asked)}" target="_blank" rel="noopener">${words.embedBack}</a> · dangvu ${view.services.version}</p>
</main>
</body>
</html>`;
}
