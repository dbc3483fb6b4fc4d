import { chartWords } from "../../labels/chart.ts";
import { formatNumber } from "../../labels/format.ts";
import type { BarChart } from "../../types/chart.ts";
import { type Drawing, emptyDrawing, MARGIN, WIDTH } from "./frame.ts";
import { element } from "./markup.ts";
import { BLUE, ORANGE } from "./palette.ts";
import { isDrawable } from "./scales.ts";
import { drawPlot, type Plot } from "./vega.ts";
import { fitText, measureText, writeValue } from "./words.ts";

type Bar = BarChart["bars"][number];

/** Rows get thinner as they get more, so that 63 provinces stay on one sheet of paper. */
const DENSITIES = [
  { upTo: 20, row: 24, font: 12 },
  { upTo: 40, row: 18, font: 11 },
  { upTo: Number.POSITIVE_INFINITY, row: 13, font: 10 },
] as const;
const WIDEST_NAME = 190;
const MOST_BARS = 200;

const PLOT: Plot = {
  spec: {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    autosize: "none",
    padding: 0,
    signals: [
      { name: "domain", value: [0, 1] },
      { name: "size", value: 12 },
      { name: "nameAt", value: 0 },
      { name: "rankAt", value: 0 },
    ],
    data: [{ name: "bars" }],
    scales: [
      { name: "x", type: "linear", domain: { signal: "domain" }, range: "width" },
      { name: "y", type: "band", domain: { data: "bars", field: "row" }, range: "height", paddingInner: 0.25, paddingOuter: 0.1 },
    ],
    marks: [
      {
        type: "rect",
        from: { data: "bars" },
        encode: {
          enter: {
            x: { scale: "x", value: 0 },
            x2: { scale: "x", field: "value" },
            y: { scale: "y", field: "row" },
            height: { scale: "y", band: 1 },
            fill: { field: "colour" },
            fillOpacity: { field: "opacity" },
            stroke: { field: "colour" },
            strokeWidth: { field: "border" },
            description: { field: "label" },
          },
        },
      },
      {
        type: "rule",
        aria: false,
        encode: {
          enter: {
            x: { scale: "x", value: 0 },
            y: { value: 0 },
            y2: { signal: "height" },
            stroke: { value: "currentColor" },
            strokeOpacity: { value: 0.6 },
          },
        },
      },
      ...(["rank", "name", "text"] as const).map((column) => ({
        type: "text" as const,
        aria: false,
        from: { data: "bars" },
        encode: {
          enter: {
            text: { field: column },
            x: column === "text" ? { scale: "x", field: "end", offset: 5 } : { signal: `${column}At` },
            y: { scale: "y", field: "row", band: 0.5 },
            align: { value: column === "text" ? ("left" as const) : ("right" as const) },
            baseline: { value: "middle" as const },
            fill: { value: "currentColor" },
            font: { value: "system-ui, sans-serif" },
            fontSize: { signal: "size" },
            fontWeight: { field: "weight" },
          },
        },
      })),
    ],
  },
};

/** Bars from the top, rank and name at the left, value at the end of the bar. */
export function drawBars(chart: BarChart): Drawing {
  const known = chart.bars.flatMap((bar) => (isDrawable(bar.value) ? [{ ...bar, rank: Number.isFinite(bar.rank) ? bar.rank : null }] : []));
  const shown = known.slice(0, MOST_BARS);
  if (shown.length === 0) return emptyDrawing(chart);
  const words = chartWords(chart.lang);
  const { row, font } = DENSITIES.find(({ upTo }) => shown.length <= upTo) ?? DENSITIES[2];
  const rows = shown.map((bar, i) => barRow(chart, bar, { row: i, font }));
  const [widest, widestRank, widestText] = [rows.map(({ name }) => name), rows.map(({ rank }) => rank), rows.map(({ text }) => text)].map(
    (texts) => Math.max(...texts.map((text) => measureText(text, { size: font, isBold: true }))),
  );
  const left = MARGIN + (widestRank ?? 0) + 8 + (widest ?? 0) + 6;
  const width = WIDTH - left - MARGIN - 6 - (widestText ?? 0);
  const height = shown.length * row;
  const values = shown.map(({ value }) => value);
  const body = drawPlot(PLOT, {
    width,
    height,
    data: { bars: rows },
    signals: { domain: barDomain(values), size: font, nameAt: -6, rankAt: -(14 + (widest ?? 0)) },
  });
  const notes = [
    ...(shown.some(({ isDerived }) => isDerived) ? [words.derived] : []),
    ...(known.length > shown.length ? [words.more(known.length - shown.length)] : []),
  ];
  return { height, body: element("g", { transform: `translate(${Math.round(left)} 0)` }, body), notes };
}

/** Bars begin at zero, whatever the values. */
function barDomain(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return low === high ? [0, 1] : [low, high];
}

function barRow(chart: BarChart, bar: Bar, { row, font }: { readonly row: number; readonly font: number }) {
  const words = chartWords(chart.lang);
  const text = writeValue(chart, bar.value, bar.bound);
  return {
    row,
    name: fitText(bar.name, WIDEST_NAME, { size: font, isBold: true }),
    rank: bar.rank === null ? "" : formatNumber(bar.rank, chart.lang),
    text,
    value: bar.value,
    end: Math.max(0, bar.value),
    colour: bar.isMarked === true ? ORANGE : BLUE,
    opacity: bar.isDerived ? 0.25 : 1,
    border: bar.isDerived ? 1 : 0,
    weight: bar.isMarked === true ? "bold" : "normal",
    label: `${bar.name}: ${[text, ...(bar.rank === null ? [] : [words.rank(bar.rank)])].join(", ")}`,
  };
}
