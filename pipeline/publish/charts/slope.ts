import { chartWords } from "../../labels/chart.ts";
import type { SlopeChart } from "../../types/chart.ts";
import { type Drawing, emptyDrawing, MARGIN, WIDTH } from "./frame.ts";
import { element, textElement } from "./markup.ts";
import { BLUE, ORANGE, PALE } from "./palette.ts";
import { isDrawable, position, spreadLabels } from "./scales.ts";
import { drawPlot, type Plot } from "./vega.ts";
import { fitText, measureText, writeValue } from "./words.ts";

const TOP = 26;
const LEAST_HEIGHT = 240;
const ROW = 15;
const SIZE = 11;
const WIDEST_NAME = 130;
/** More names than these would be a list with threads tangled beside it. */
const MOST_NAMED = 24;

const PLOT: Plot = {
  spec: {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    autosize: "none",
    padding: 0,
    signals: [{ name: "domain", value: [0, 1] }],
    data: [{ name: "lines" }, { name: "ends" }],
    scales: [{ name: "y", type: "linear", domain: { signal: "domain" }, range: "height", zero: false }],
    marks: [
      {
        type: "rule",
        from: { data: "lines" },
        encode: {
          enter: {
            x: { value: 0 },
            x2: { signal: "width" },
            y: { scale: "y", field: "from" },
            y2: { scale: "y", field: "to" },
            stroke: { field: "colour" },
            strokeWidth: { field: "thickness" },
            strokeOpacity: { field: "opacity" },
            description: { field: "label" },
          },
        },
      },
      {
        type: "symbol",
        aria: false,
        from: { data: "ends" },
        encode: {
          enter: { x: { field: "x" }, y: { scale: "y", field: "value" }, size: { value: 22 }, fill: { field: "colour" } },
        },
      },
      {
        type: "rule",
        aria: false,
        from: { data: "ends" },
        encode: {
          enter: {
            x: { field: "x" },
            y: { scale: "y", field: "value" },
            x2: { field: "labelX" },
            y2: { field: "at" },
            stroke: { value: "currentColor" },
            strokeOpacity: { value: 0.3 },
          },
        },
      },
      {
        type: "text",
        aria: false,
        from: { data: "ends" },
        encode: {
          enter: {
            x: { field: "labelX" },
            y: { field: "at" },
            dx: { field: "gap" },
            text: { field: "text" },
            align: { field: "align" },
            baseline: { value: "middle" },
            fill: { value: "currentColor" },
            font: { value: "system-ui, sans-serif" },
            fontSize: { value: SIZE },
            fontWeight: { field: "weight" },
          },
        },
      },
    ],
  },
};

interface Line {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly isMarked: boolean;
  readonly isNamed: boolean;
}

/**
 * Two columns of values, joined by a line for each name: rising ones blue, falling ones orange. Where there are more lines than names have room,
 * the marked ones and those that change most are named, and the others drawn pale.
 */
export function drawSlope(chart: SlopeChart): Drawing {
  const lines = namedLines(chart);
  const named = lines.filter(({ isNamed }) => isNamed);
  if (lines.length === 0) return emptyDrawing(chart);
  const height = Math.max(LEAST_HEIGHT, named.length * ROW);
  const domain = stretch(lines.flatMap(({ from, to }) => [from, to]));
  const sides = (["from", "to"] as const).map((side) => {
    const texts = named.map((line) => endText(chart, line, side));
    return { side, texts, room: Math.max(0, ...texts.map((text) => measureText(text, { size: SIZE, isBold: true }))) + 28 };
  });
  const left = MARGIN + (sides[0]?.room ?? 0);
  const width = WIDTH - left - MARGIN - (sides[1]?.room ?? 0);
  const ends = sides.flatMap(({ side, texts }) => sideEnds(named, { side, texts, height, width, domain }));
  const hasPale = lines.some(({ isMarked }) => isMarked) || named.length < lines.length;
  const body = drawPlot(PLOT, {
    width,
    height,
    data: { lines: lines.map((line) => lineRow(chart, line, hasPale)), ends },
    signals: { domain },
  });
  const heads = [columnHead(chart.from, left), columnHead(chart.to, left + width)].join("");
  const notes = named.length < lines.length ? [chartWords(chart.lang).named(named.length, lines.length)] : [];
  return { height: TOP + height + 10, body: heads + element("g", { transform: `translate(${Math.round(left)} ${TOP})` }, body), notes };
}

/** Lines whose values are numbers; named are the marked ones, then those that change most. */
function namedLines(chart: SlopeChart): readonly Line[] {
  const known = chart.lines.filter(({ from, to }) => isDrawable(from) && isDrawable(to));
  const byChange = known.toSorted(
    (a, b) => Number(b.isMarked === true) - Number(a.isMarked === true) || Math.abs(b.to - b.from) - Math.abs(a.to - a.from),
  );
  const named = new Set(byChange.slice(0, MOST_NAMED));
  const lines = known.map((line) => ({ ...line, isMarked: line.isMarked === true, isNamed: named.has(line) }));
  // What stands out is drawn last, above the others.
  return lines.toSorted((a, b) => Number(a.isNamed) - Number(b.isNamed) || Number(a.isMarked) - Number(b.isMarked));
}

/** From the least to the greatest value: there is no axis whose steps should be round. */
function stretch(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

function columnHead(text: string, x: number): string {
  const fitted = fitText(text, 200, { size: 12, isBold: true });
  return textElement(fitted, { x: Math.round(x), y: 10, "font-weight": "bold", "text-anchor": "middle" });
}

function endText(chart: SlopeChart, line: Line, side: "from" | "to"): string {
  const name = fitText(line.name, WIDEST_NAME, { size: SIZE, isBold: true });
  const value = writeValue(chart, line[side]);
  return side === "from" ? `${name} ${value}` : `${value} ${name}`;
}

const colourOf = ({ from, to }: Line): string => (to > from ? BLUE : to < from ? ORANGE : PALE);

function lineRow(chart: SlopeChart, line: Line, hasPale: boolean) {
  const values = chartWords(chart.lang).change(writeValue(chart, line.from), writeValue(chart, line.to));
  const stands = line.isMarked || (line.isNamed && !hasPale);
  return {
    from: line.from,
    to: line.to,
    colour: line.isNamed ? colourOf(line) : PALE,
    thickness: line.isMarked ? 3 : line.isNamed ? 1.5 : 1,
    opacity: stands ? 1 : line.isNamed ? 0.6 : 0.3,
    label: `${line.name}: ${values}`,
  };
}

interface Side {
  readonly side: "from" | "to";
  readonly texts: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly domain: readonly [number, number];
}

function sideEnds(lines: readonly Line[], { side, texts, height, width, domain }: Side) {
  const places = spreadLabels(
    lines.map((line) => position(line[side], domain, { from: height, to: 0 })),
    { gap: ROW - 1, top: 0, bottom: height },
  );
  const isLeft = side === "from";
  return lines.map((line, i) => ({
    value: line[side],
    at: places[i] ?? 0,
    x: isLeft ? 0 : width,
    labelX: isLeft ? -20 : width + 20,
    gap: isLeft ? -3 : 3,
    align: isLeft ? "right" : "left",
    text: texts[i] ?? "",
    colour: colourOf(line),
    weight: line.isMarked ? "bold" : "normal",
  }));
}
