import type { ArticleId } from "../types/article.ts";
import type { Chart } from "../types/chart.ts";
import type { Indicator } from "../types/indicator.ts";
import type { Run } from "../types/run.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Store } from "../types/store.ts";
import type { Table, TableSpec } from "../types/table.ts";

/** What the pages show of an indicator: its declaration without the rules. The codebook's entries fit as they are. */
export type IndicatorInfo = Pick<Indicator, "code" | "kind" | "label" | "definition" | "dims" | "measures">;

/** A province of one of the two systems: "63" held until 2025-06-30, "34" holds since. */
export interface ProvinceInfo {
  /** `63-20`, `34-20`. */
  readonly id: string;
  readonly name: string;
  readonly system: "63" | "34";
}

/** Everything the pages and the API need from the other stages; a job puts it together. */
export interface Services {
  readonly store: Store;
  readonly search: SearchIndex;
  /** The comparison table of this question. May throw WrongUse for a question that has no answer; its message is shown. */
  readonly table: (spec: TableSpec) => Table;
  /** The table as a CSV file, header row first. */
  readonly csv: (table: Table) => string;
  readonly indicators: readonly IndicatorInfo[];
  /** Ratios of two indicators, which only tables show. */
  readonly ratios?: readonly IndicatorInfo[];
  /** The questions of a table's permalink, one a table. Throws WrongUse for one that cannot be read. */
  readonly questions?: (link: string) => readonly TableSpec[];
  readonly provinces: readonly ProvinceInfo[];
  /** How the figure or citation at this offset of the article's text was read: one printable line a step; empty where nothing was read. */
  readonly explain: (article: ArticleId, offset: number) => readonly string[];
  /** Changes whenever any answer could: what is stored, decided or run. Cheap enough for every request. */
  readonly dataVersion: () => string;
  /** A chart as an SVG document. */
  readonly chart: (chart: Chart) => string;
  /** An SVG document of `chart` as PNG, on white. */
  readonly png: (svg: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** Version of dangvu, shown in the footer. */
  readonly version: string;
  readonly now: () => Date;
  readonly log: Run["log"];
  readonly count: Run["count"];
}
