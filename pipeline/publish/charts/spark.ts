import type { Sparkline } from "../../types/chart.ts";
import { svgDocument } from "./frame.ts";
import { element } from "./markup.ts";
import { BLUE } from "./palette.ts";
import { isDrawable, position } from "./scales.ts";

const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 4;

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** A curve the size of a word with a dot at its last value. Pages hold dozens, so it is written here and costs microseconds. */
export function sparkSvg(chart: Sparkline): string {
  const runs = dotRuns(chart.values.map((value) => (value !== null && isDrawable(value) ? value : null)));
  const last = runs.at(-1)?.at(-1);
  const curve = runs.filter(({ length }) => length > 1).map((run) => `M${run.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`);
  const lone = runs.filter(({ length }) => length === 1).flatMap(([dot]) => (dot === undefined || dot === last ? [] : [drawDot(dot, 1.5)]));
  const body = [
    last === undefined
      ? element("path", {
          d: `M${EDGE} ${HEIGHT / 2}H${WIDTH - EDGE}`,
          stroke: "currentColor",
          "stroke-opacity": 0.4,
          "stroke-dasharray": "2 4",
        })
      : "",
    curve.length === 0
      ? ""
      : element("path", { d: curve.join(""), fill: "none", stroke: BLUE, "stroke-width": 1.5, "stroke-linejoin": "round" }),
    ...lone,
    last === undefined ? "" : drawDot(last, 2.5),
  ];
  return svgDocument(chart, { width: WIDTH, height: HEIGHT, body: body.join("") });
}

const round = (value: number): number => Math.round(value * 10) / 10;
const drawDot = ({ x, y }: Dot, r: number): string => element("circle", { cx: round(x), cy: round(y), r, fill: BLUE });

/** Runs of values without a gap, as places in the picture. */
function dotRuns(values: readonly (number | null)[]): readonly (readonly Dot[])[] {
  const known = values.filter((value) => value !== null);
  const domain = [Math.min(...known), Math.max(...known)] as const;
  const runs: Dot[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (value === null) runs.push([]);
    else
      runs.at(-1)?.push({
        x: position(i, [0, values.length - 1], { from: EDGE, to: WIDTH - EDGE }),
        y: position(value, domain, { from: HEIGHT - EDGE, to: EDGE }),
      });
  }
  return runs.filter(({ length }) => length > 0);
}
