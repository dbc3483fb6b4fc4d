import type { ScatterChart } from "../../types/chart.ts";
import { axisSignals, plainAxis } from "./axes.ts";
import { type Drawing, emptyDrawing, MARGIN, WIDTH } from "./frame.ts";
import { element, textElement } from "./markup.ts";
import { BLUE, ORANGE } from "./palette.ts";
import { axisOver, isDrawable, position } from "./scales.ts";
import { drawPlot, type Plot } from "./vega.ts";
import { fitText, measureText, writeValue } from "./words.ts";

const HEIGHT = 380;
const TOP = 8;
const BELOW = 46;
const MOST_NAMED = 10;
/** In middle deviations from the middle point, both axes together: half of all points are nearer than about 1.5. */
const FAR_OUT = 3;
const LABEL = { size: 11 } as const;

type Point = ScatterChart["points"][number];

const PLOT: Plot = {
  spec: {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    autosize: "none",
    padding: 0,
    signals: ["xDomain", "yDomain", "xTicks", "yTicks", "xTexts", "yTexts"].map((name) => ({ name, value: [0, 1] })),
    data: [{ name: "points" }],
    scales: [
      { name: "x", type: "linear", domain: { signal: "xDomain" }, range: "width", zero: false },
      { name: "y", type: "linear", domain: { signal: "yDomain" }, range: "height", zero: false },
    ],
    axes: [plainAxis("y", { grid: true }), plainAxis("x", { grid: true })],
    marks: [
      {
        type: "symbol",
        from: { data: "points" },
        encode: {
          enter: {
            x: { scale: "x", field: "x" },
            y: { scale: "y", field: "y" },
            size: { value: 55 },
            fill: { field: "colour" },
            fillOpacity: { value: 0.65 },
            stroke: { field: "colour" },
            description: { field: "label" },
          },
        },
      },
      {
        type: "text",
        aria: false,
        from: { data: "points" },
        encode: {
          enter: {
            x: { scale: "x", field: "x" },
            y: { scale: "y", field: "y" },
            dx: { field: "gap" },
            text: { field: "name" },
            align: { field: "align" },
            baseline: { value: "middle" },
            fill: { value: "currentColor" },
            font: { value: "system-ui, sans-serif" },
            fontSize: { value: LABEL.size },
            fontWeight: { field: "weight" },
          },
        },
      },
    ],
  },
};

/** Points by two values, those far out and those marked with their names. */
export function drawScatter(chart: ScatterChart): Drawing {
  const points = chart.points.filter(({ x, y }) => isDrawable(x) && isDrawable(y));
  if (points.length === 0) return emptyDrawing(chart);
  const [x, y] = [axisOver(points.map((point) => point.x)), axisOver(points.map((point) => point.y))];
  const left = MARGIN + Math.max(...y.ticks.map((tick) => measureText(writeValue(chart, tick), LABEL))) + 10;
  const width = WIDTH - left - MARGIN - 16;
  const body = drawPlot(PLOT, {
    width,
    height: HEIGHT,
    data: { points: pointRows(chart, points, { x: x.domain, y: y.domain, width }) },
    signals: {
      xDomain: x.domain,
      yDomain: y.domain,
      ...axisSignals("x", x.ticks, (tick) => writeValue({ lang: chart.lang }, tick)),
      ...axisSignals("y", y.ticks, (tick) => writeValue(chart, tick)),
    },
  });
  const title = textElement(fitText(`${chart.x.title} (${chart.x.unit})`, width, { size: 12, isBold: true }), {
    x: Math.round(left + width / 2),
    y: TOP + HEIGHT + 38,
    "font-weight": "bold",
    "text-anchor": "middle",
  });
  return {
    height: TOP + HEIGHT + BELOW,
    body: element("g", { transform: `translate(${Math.round(left)} ${TOP})` }, body) + title,
    notes: [],
  };
}

interface Room {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly width: number;
}

function pointRows(chart: ScatterChart, points: readonly Point[], room: Room) {
  const labels = placeNames(points, room);
  return points.map((point, i) => {
    const label = labels.get(i);
    return {
      x: point.x,
      y: point.y,
      name: label?.text ?? "",
      align: label?.isLeft === true ? "right" : "left",
      gap: label?.isLeft === true ? -7 : 7,
      colour: point.isMarked === true ? ORANGE : BLUE,
      weight: point.isMarked === true ? "bold" : "normal",
      label: `${point.name}: ${writeValue({ lang: chart.lang }, point.x)} ${chart.x.unit}; ${writeValue(chart, point.y)} ${chart.unit}`,
    };
  });
}

/** Names beside their points where they hide no other name: marked points first, then the farthest out. */
function placeNames(points: readonly Point[], { x, y, width }: Room) {
  const far = distances(points);
  const isMarked = (i: number): boolean => points[i]?.isMarked === true;
  const wanted = points
    .map((_, i) => i)
    .filter((i) => isMarked(i) || (far[i] ?? 0) >= FAR_OUT || points.length <= MOST_NAMED)
    .toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)) || (far[b] ?? 0) - (far[a] ?? 0) || a - b)
    .slice(0, MOST_NAMED);
  const spots = points.map((point) => ({
    x: position(point.x, x, { from: 0, to: width }),
    y: position(point.y, y, { from: HEIGHT, to: 0 }),
  }));
  const placed = new Map<number, Name>();
  for (const i of wanted) {
    const name = placeName(fitText(points[i]?.name ?? "", 150, LABEL), { spot: spots[i] ?? { x: 0, y: 0 }, spots, width });
    const hides = [...placed.values()].some((other) => Math.abs(other.at - name.at) < 13 && other.from < name.to && name.from < other.to);
    if (!hides) placed.set(i, name);
  }
  return placed;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A name beside its point, from where to where it reaches. */
interface Name {
  readonly text: string;
  readonly isLeft: boolean;
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** On the right of the point, or on the left where that keeps clear of the edge or of more points. */
function placeName(
  text: string,
  { spot, spots, width }: { readonly spot: Spot; readonly spots: readonly Spot[]; readonly width: number },
): Name {
  const room = measureText(text, { ...LABEL, isBold: true }) + 7;
  const right = { text, isLeft: false, from: spot.x + 1, to: spot.x + room, at: spot.y };
  const left = { text, isLeft: true, from: spot.x - room, to: spot.x - 1, at: spot.y };
  const covers = ({ from, to, at }: Name): number => spots.filter(({ x, y }) => Math.abs(y - at) < 10 && from < x + 4 && x - 4 < to).length;
  if (right.to > width + 16) return left;
  return left.from >= 0 && covers(left) < covers(right) ? left : right;
}

/** How far each point lies from the middle one, in middle deviations of either axis. */
function distances(points: readonly Point[]): readonly number[] {
  const [x, y] = [deviations(points.map((point) => point.x)), deviations(points.map((point) => point.y))];
  return points.map((_, i) => Math.hypot(x[i] ?? 0, y[i] ?? 0));
}

function deviations(values: readonly number[]): readonly number[] {
  const middle = median(values);
  const usual = median(values.map((value) => Math.abs(value - middle)));
  return values.map((value) => (usual === 0 ? Number(value !== middle) * FAR_OUT : Math.abs(value - middle) / usual));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
