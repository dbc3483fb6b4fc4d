import type { Chart } from "../../types/chart.ts";
import { drawBars } from "./bars.ts";
import { type Drawing, frameDrawing } from "./frame.ts";
import { drawLines } from "./lines.ts";
import { drawScatter } from "./scatter.ts";
import { drawSlope } from "./slope.ts";
import { sparkSvg } from "./spark.ts";
import { drawTiles } from "./tiles.ts";

/**
 * A chart as an SVG element that can stand in a page: 640 units wide (a sparkline 120), text and axes in the page's own colour, no style and no script,
 * a name and a description for those who cannot see it, and each mark readable. The same chart gives the same bytes.
 * Numbers that are none are left out; a chart without any says so.
 */
export function chartSvg(chart: Chart): string {
  return chart.kind === "spark" ? sparkSvg(chart) : frameDrawing(chart, drawChart(chart));
}

function drawChart(chart: Exclude<Chart, { readonly kind: "spark" }>): Drawing {
  switch (chart.kind) {
    case "bars":
      return drawBars(chart);
    case "lines":
      return drawLines(chart);
    case "slope":
      return drawSlope(chart);
    case "scatter":
      return drawScatter(chart);
    case "tiles":
      return drawTiles(chart);
  }
}
