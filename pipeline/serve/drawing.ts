import { html, raw } from "hono/html";
import type { Chart } from "../types/chart.ts";
import type { Html } from "./layout.ts";
import type { View } from "./view.ts";

/** A chart in a page; on a small screen one scrolls the chart, not the page, so that its words stay readable. */
export function renderDrawing(view: View, chart: Chart): Html {
  return html`<figure class="${`drawing scroll drawn-${chart.kind}`}" role="group" aria-label="${chart.title}" tabindex="0">${raw(view.services.chart(chart))}</figure>`;
}
