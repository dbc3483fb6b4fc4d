import { formatFigure } from "../../../pipeline/labels/format.ts";
import { type ProvinceSystem, provinces } from "../../../pipeline/language/provinces.ts";
import type { BarChart, Chart, LineChart, ScatterChart, SlopeChart, Sparkline, TileMap } from "../../../pipeline/types/chart.ts";

/** What all charts of these tests say of themselves; the figures are made up. */
export const FRAME = {
  lang: "vi",
  title: "Đảng viên mới kết nạp năm 2023, theo tỉnh, thành phố",
  description: "Cao nhất là Nghệ An, thấp nhất là Lai Châu.",
  unit: "Đơn vị: đảng viên",
  source: "Nguồn: 21 báo Đảng địa phương; dangvu, ngày 22-11-2026",
  measure: "count",
} as const;

/** The provinces of a system on its last day. */
export const unitsOf = (system: ProvinceSystem) => provinces(system).filter(({ id }) => id !== "63-28");

/** A figure for the unit at this place of the list, spread unevenly between about 80 and 5.000. */
const figure = (index: number): number => 80 + ((index * index * 7919) % 4987);

export const NAMES = unitsOf("63").map(({ name }) => name);

export function bars(names: readonly string[] = NAMES, changes: Partial<BarChart> = {}): BarChart {
  return {
    ...FRAME,
    kind: "bars",
    bars: names.map((name, i) => ({ name, value: figure(i), bound: "exact", rank: i + 1, isDerived: i % 7 === 3 })),
    ...changes,
  };
}

export const YEARS = Array.from({ length: 8 }, (_, i) => ({ key: String(2016 + i), label: String(2016 + i) }));

export function lines(names: readonly string[] = NAMES, changes: Partial<LineChart> = {}): LineChart {
  const pointsOf = (index: number) =>
    YEARS.map(({ key }, year) => ({ key, value: figure(index + year), ...(key === "2023" && { isUnfinished: true }) }));
  return {
    ...FRAME,
    kind: "lines",
    columns: YEARS,
    series: names.map((name, i) => ({ name, segments: [pointsOf(i).slice(0, 2), pointsOf(i).slice(3)] })),
    breaks: [{ beforeKey: "2019", note: "Từ năm 2019 xếp loại theo thang mới." }],
    ...changes,
  };
}

export function slope(names: readonly string[] = NAMES, changes: Partial<SlopeChart> = {}): SlopeChart {
  return {
    ...FRAME,
    kind: "slope",
    from: "2015",
    to: "2023",
    lines: names.map((name, i) => ({ name, from: figure(i), to: figure(i + 5) })),
    ...changes,
  };
}

export function scatter(names: readonly string[] = NAMES, changes: Partial<ScatterChart> = {}): ScatterChart {
  return {
    ...FRAME,
    kind: "scatter",
    unit: "Tỷ lệ nữ (%)",
    measure: "share",
    x: { title: "Đảng viên mới kết nạp", unit: "người" },
    points: names.map((name, i) => ({ name, x: figure(i), y: 30 + (figure(i + 3) % 30) })),
    ...changes,
  };
}

export function tiles(system: ProvinceSystem = "63", changes: Partial<TileMap> = {}): TileMap {
  return {
    ...FRAME,
    kind: "tiles",
    system,
    tiles: unitsOf(system).map(({ id, name }, i) => {
      const value = i % 9 === 4 ? null : figure(i);
      const text = value === null ? "" : formatFigure({ value, bound: i % 5 === 0 ? "at_least" : "exact", measure: "count" }, "vi");
      return { province: id, name, value, text, href: `/tinh/${id}` };
    }),
    ...changes,
  };
}

export function spark(values: Sparkline["values"] = [3, 5, 4, null, 8, 9, 7, 12]): Sparkline {
  return { ...FRAME, kind: "spark", values };
}

/** One chart of each kind, as full as they get. */
export const EACH: readonly (readonly [string, Chart])[] = [
  ["bars", bars()],
  ["lines", lines(NAMES.slice(0, 8))],
  ["lines of all provinces", lines()],
  ["slope", slope()],
  ["scatter", scatter()],
  ["tiles of 63", tiles("63")],
  ["tiles of 34", tiles("34")],
  ["spark", spark()],
];
