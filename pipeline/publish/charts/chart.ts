import type { Chart } from "../../types/chart.ts";

/** A chart as an SVG document. */
export function chartSvg(chart: Chart): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" role="img"><title>${chart.kind}</title></svg>`;
}
