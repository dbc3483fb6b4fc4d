import { chartWords } from "../../labels/chart.ts";
import type { LineChart } from "../../types/chart.ts";
import { axisSignals } from "./axes.ts";
import { type Drawing, emptyDrawing, MARGIN, WIDTH } from "./frame.ts";
import { EDGE, LABEL, LINE_PLOT } from "./line-plot.ts";
import { element } from "./markup.ts";
import { PALE, SERIES_COLOURS } from "./palette.ts";
import { type Axis, axisOver, isDrawable, position, spreadLabels } from "./scales.ts";
import { drawPlot } from "./vega.ts";
import { fitText, measureText, writeValue } from "./words.ts";

const HEIGHT = 300;
const TOP = 18;
const BELOW = 26;
const WIDEST_LABEL = 190;
const MOST_NAMED = 8;
/** As many as there are provinces, and those of before; more are a grey field. */
const MOST_SERIES = 100;
/** Shapes tell lines apart where colours do not. */
const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"] as const;

interface Style {
  readonly isStrong: boolean;
  readonly colour: string;
  readonly shape: string;
}
type Point = LineChart["series"][number]["segments"][number][number];
interface Series extends Style {
  readonly name: string;
  readonly segments: readonly (readonly Point[])[];
}

/** Lines over years with their names at the ends. */
export function drawLines(chart: LineChart): Drawing {
  const words = chartWords(chart.lang);
  const known = knownSeries(chart);
  const series = styledSeries(known.slice(0, MOST_SERIES));
  const values = series.flatMap(({ segments }) => segments.flat().map(({ value }) => value));
  if (values.length === 0) return emptyDrawing(chart);
  const y = axisOver(values);
  const left = MARGIN + Math.max(...y.ticks.map((tick) => measureText(writeValue(chart, tick), { size: 11 }))) + 10;
  const labels = endLabels(chart, series, y);
  const width = WIDTH - left - MARGIN - 22 - Math.max(12, ...labels.map(({ text }) => measureText(text, LABEL)));
  const place: Place = { x: columnPlaces(chart.columns, width), y: (value) => position(value, y.domain, { from: HEIGHT, to: 0 }) };
  const broken = brokenColumns(chart, width);
  const body = drawPlot(LINE_PLOT, {
    width,
    height: HEIGHT,
    data: { ...marksOf(chart, series, place), labels, breaks: broken.marks },
    signals: {
      xDomain: chart.columns.map(({ key }) => key),
      yDomain: y.domain,
      ...columnSignals(chart, width),
      ...axisSignals("y", y.ticks, (tick) => writeValue(chart, tick)),
    },
  });
  const hasHollow = series.some(({ isStrong, segments }) => isStrong && segments.flat().some(({ isUnfinished }) => isUnfinished === true));
  const notes = [
    ...broken.notes.map((note, i) => words.breakNote(i + 1, note)),
    ...(hasHollow ? [words.unfinished] : []),
    ...(known.length > series.length ? [words.more(known.length - series.length)] : []),
  ];
  return { height: TOP + HEIGHT + BELOW, body: element("g", { transform: `translate(${Math.round(left)} ${TOP})` }, body), notes };
}

/** Series of the points that are numbers in one of the columns; those without any are left out. */
function knownSeries(chart: LineChart) {
  const keys = new Set(chart.columns.map(({ key }) => key));
  const isKnown = ({ key, value }: Point): boolean => keys.has(key) && isDrawable(value);
  return chart.series
    .map((series) => ({
      ...series,
      segments: series.segments.map((segment) => segment.filter(isKnown)).filter(({ length }) => length > 0),
    }))
    .filter(({ segments }) => segments.length > 0);
}

/** Up to eight lines have each a colour and a shape; of more, the marked ones have, or else the highest and the lowest at their ends. */
function styledSeries(all: ReturnType<typeof knownSeries>): readonly Series[] {
  const last = (series: (typeof all)[number]): number => series.segments.at(-1)?.at(-1)?.value ?? 0;
  const byEnd = all.toSorted((a, b) => last(b) - last(a));
  const marked = all.filter(({ isMarked }) => isMarked === true).slice(0, MOST_NAMED);
  const extremes = all.length === 0 ? [] : [byEnd[0], byEnd.at(-1)];
  const strong: readonly unknown[] = all.length <= MOST_NAMED ? all : marked.length > 0 ? marked : extremes;
  const styled = all.map(({ name, segments }, i) => {
    const number = strong.indexOf(all[i]);
    const isStrong = number >= 0;
    return {
      name,
      segments,
      isStrong,
      colour: isStrong ? (SERIES_COLOURS[number] ?? PALE) : PALE,
      shape: SHAPES[Math.max(0, number)] ?? "circle",
    };
  });
  return styled.toSorted((a, b) => Number(a.isStrong) - Number(b.isStrong));
}

/** Where a column and a value lie in the plot. */
interface Place {
  readonly x: ReadonlyMap<string, number>;
  readonly y: (value: number) => number;
}

const stepOf = (columns: number, width: number): number => width / (columns - 1 + 2 * EDGE);

/** The same places that Vega's point scale gives. */
function columnPlaces(columns: LineChart["columns"], width: number): ReadonlyMap<string, number> {
  return new Map(columns.map(({ key }, i) => [key, stepOf(columns.length, width) * (i + EDGE)]));
}

function pathOf(segment: readonly Point[], { x, y }: Place): string {
  return `M${segment.map(({ key, value }) => `${x.get(key) ?? 0},${y(value)}`).join("L")}`;
}

/** Points of strong series are named one by one; a pale line is named as a whole, and its points are drawn only where they stand alone. */
function marksOf(chart: LineChart, series: readonly Series[], place: Place) {
  const labelOf = new Map(chart.columns.map(({ key, label }) => [key, label]));
  const write = ({ key, value }: Point): string => `${labelOf.get(key) ?? key}: ${writeValue(chart, value)}`;
  const paths: object[] = [];
  const points: object[] = [];
  for (const { name, segments, isStrong, colour, shape } of series)
    for (const segment of segments) {
      const label = isStrong ? undefined : `${name}; ${segment.map(write).join("; ")}`;
      if (segment.length > 1)
        paths.push({ path: pathOf(segment, place), colour, thickness: isStrong ? 2 : 1, opacity: isStrong ? 1 : 0.5, label });
      for (const point of segment) {
        const isHollow = point.isUnfinished === true;
        if (isStrong || segment.length === 1)
          points.push({
            key: point.key,
            value: point.value,
            colour,
            shape,
            size: isStrong ? 40 : 12,
            filled: isHollow ? 0 : 1,
            label: `${name}, ${write(point)}`,
          });
      }
    }
  return { paths, points };
}

function endLabels(chart: LineChart, series: readonly Series[], y: Axis) {
  const labelOf = new Map(chart.columns.map(({ key, label }) => [key, label]));
  const ends = series
    .filter(({ isStrong }) => isStrong)
    .flatMap(({ name, colour, shape, segments }) => {
      const end = segments.at(-1)?.at(-1);
      return end === undefined ? [] : [{ name, colour, shape, key: end.key, value: end.value }];
    });
  const places = spreadLabels(
    ends.map(({ value }) => position(value, y.domain, { from: HEIGHT, to: 0 })),
    { gap: 15, top: 0, bottom: HEIGHT },
  );
  const last = chart.columns.at(-1)?.key;
  return ends.map(({ name, ...end }, i) => {
    // A line that ended earlier says when, as its name stands at the last column.
    const value = writeValue(chart, end.value) + (end.key === last ? "" : ` (${labelOf.get(end.key) ?? end.key})`);
    return { ...end, at: places[i] ?? 0, text: `${fitText(name, WIDEST_LABEL - measureText(`  ${value}`, LABEL), LABEL)} ${value}` };
  });
}

/**
 * Breaks between a column and the one before it, numbered by what is said of them: what holds for several columns is said once below, and a column
 * with two reasons has two numbers. A break before the first column or one that is not shown is none.
 */
function brokenColumns(chart: LineChart, width: number) {
  const indexOf = new Map(chart.columns.map(({ key }, i) => [key, i]));
  const shown = chart.breaks.filter(({ beforeKey }) => (indexOf.get(beforeKey) ?? 0) > 0);
  const notes = [...new Set(shown.map(({ note }) => note))];
  const marks = [...new Set(shown.map(({ beforeKey }) => beforeKey))].map((key) => {
    const here = notes.filter((note) => shown.some((other) => other.beforeKey === key && other.note === note));
    const x = stepOf(chart.columns.length, width) * ((indexOf.get(key) ?? 0) - 0.5 + EDGE);
    return { x, note: here.join(" "), number: here.map((note) => notes.indexOf(note) + 1).join(", ") };
  });
  return { marks, notes };
}

/** Labels of as many columns as have room, always the last one. */
function columnSignals({ columns }: LineChart, width: number) {
  const widest = Math.max(...columns.map(({ label }) => measureText(label, { size: 11 }))) + 5;
  const every = Math.max(1, Math.ceil((widest * columns.length) / width));
  const shown = columns.filter((_, i) => (columns.length - 1 - i) % every === 0);
  const labelOf = new Map(columns.map(({ key, label }) => [key, label]));
  return axisSignals(
    "x",
    shown.map(({ key }) => key),
    (key) => fitText(labelOf.get(key) ?? key, width / 2, { size: 11 }),
  );
}
