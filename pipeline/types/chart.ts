import type { Measure, Observation } from "./observation.ts";

/** What every chart says of itself. Texts come in the language of the page; numbers are written by the chart in `lang`. */
export interface ChartFrame {
  readonly lang: "vi" | "en";
  readonly title: string;
  /** For those who cannot see it: what it shows, in a sentence or two, with the largest and smallest value. */
  readonly description: string;
  /** What values are of: "Tỷ lệ (%)", "đảng viên". */
  readonly unit: string;
  /** How values are written: a "share" has its percent sign. Without it they stand as bare numbers. */
  readonly measure?: Measure;
  /** Where the figures come from, in one line below: "21 nguồn, dangvu 2026-11-22". */
  readonly source: string;
}

type Bound = Observation["bound"];

/** Provinces by value, with their ranks. `isDerived`: computed, drawn lighter. A bar with `isMarked` stands out. */
export interface BarChart extends ChartFrame {
  readonly kind: "bars";
  readonly bars: readonly {
    readonly name: string;
    readonly value: number;
    readonly bound: Bound;
    readonly rank: number | null;
    readonly isDerived: boolean;
    readonly isMarked?: boolean;
  }[];
}

/** Values over columns in order. A line runs within a segment only: it ends where a column is empty and before a break of the series. */
export interface LineChart extends ChartFrame {
  readonly kind: "lines";
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  /** Up to eight are named at their ends. Of more, those with `isMarked` are (the highest and the lowest where none is), the rest drawn pale. */
  readonly series: readonly {
    readonly name: string;
    readonly isMarked?: boolean;
    readonly segments: readonly (readonly { readonly key: string; readonly value: number; readonly isUnfinished?: boolean }[])[];
  }[];
  readonly breaks: readonly { readonly beforeKey: string; readonly note: string }[];
}

/** Each province at two columns. Where lines are marked, the others are drawn pale. */
export interface SlopeChart extends ChartFrame {
  readonly kind: "slope";
  readonly from: string;
  readonly to: string;
  readonly lines: readonly { readonly name: string; readonly from: number; readonly to: number; readonly isMarked?: boolean }[];
}

/** Two indicators against each other, a point a province: across what `x` says, upwards what the frame's `unit` says. Marked points and those far out are named. */
export interface ScatterChart extends ChartFrame {
  readonly kind: "scatter";
  readonly x: { readonly title: string; readonly unit: string };
  readonly points: readonly { readonly name: string; readonly x: number; readonly y: number; readonly isMarked?: boolean }[];
}

/** Provinces as tiles of equal size in about their places, Hoàng Sa and Trường Sa with the unit they belong to. A tile without a value is drawn empty, never as zero. */
export interface TileMap extends ChartFrame {
  readonly kind: "tiles";
  readonly system: "63" | "34";
  readonly tiles: readonly {
    /** `63-20`, `34-20`. */
    readonly province: string;
    readonly name: string;
    readonly value: number | null;
    /** The value as readers see it: "hơn 1.234", "82,5%". */
    readonly text: string;
    /** Where the tile leads, in charts that stand in a page. */
    readonly href?: string;
  }[];
}

/** A curve the size of a word. */
export interface Sparkline extends ChartFrame {
  readonly kind: "spark";
  /** In order of time; null is a gap. */
  readonly values: readonly (number | null)[];
}

export type Chart = BarChart | LineChart | SlopeChart | ScatterChart | TileMap | Sparkline;
