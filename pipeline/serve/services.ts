import type { ArticleId } from "../types/article.ts";
import type { BulletinDesk } from "../types/bulletin-desk.ts";
import type { Chart } from "../types/chart.ts";
import type { DocumentShelf } from "../types/document.ts";
import type { Indicator, Label } from "../types/indicator.ts";
import type { Operation } from "../types/operation.ts";
import type { IndicatorSeries } from "../types/province.ts";
import type { ReviewDesk } from "../types/review.ts";
import type { Run } from "../types/run.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Numbered, Store, StoredObservation } from "../types/store.ts";
import type { Table, TableSpec } from "../types/table.ts";
import type { TableExports, TableViews } from "../types/table-views.ts";
import type { WatchDesk } from "../types/watch.ts";

/** What the pages show of an indicator: its declaration without the rules. The codebook's entries fit as they are. */
export type IndicatorInfo = Pick<Indicator, "code" | "kind" | "label" | "definition" | "dims" | "measures">;

/** A province of one of the two systems: "63" held until 2025-06-30, "34" holds since. */
export interface ProvinceInfo {
  /** `63-20`, `34-20`. */
  readonly id: string;
  readonly name: string;
  readonly system: "63" | "34";
  /** With its kind: "Tỉnh Lạng Sơn". */
  readonly fullName?: string;
  /** ISO dates of the first day, where it is known, and of the first day on which it was no more; null while it stands. */
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
  /** The unit that took it in. */
  readonly mergedInto?: string;
  /** Economic region in the unit's own system. */
  readonly region?: Label | null;
}

/** Everything the pages and the API need from the other stages; a job puts it together. */
export interface Services {
  readonly store: Store;
  readonly search: SearchIndex;
  /** The comparison table of this question. May throw WrongUse for a question that has no answer; its message is shown. */
  readonly table: (spec: TableSpec) => Table;
  /** Series and slopes of a table, for charts. */
  readonly views: TableViews;
  /** Tables as files. */
  readonly exports: TableExports;
  /** Figures as a CSV file, header row first. */
  readonly figuresCsv: (figures: readonly Numbered<StoredObservation>[]) => string;
  readonly indicators: readonly IndicatorInfo[];
  /** Ratios of two indicators, which only tables show. */
  readonly ratios?: readonly IndicatorInfo[];
  /** The questions of a table's permalink, one a table. Throws WrongUse for one that cannot be read. */
  readonly questions: (link: string) => readonly TableSpec[];
  /** The permalink of these questions; "" for none. */
  readonly link: (specs: readonly TableSpec[]) => string;
  readonly provinces: readonly ProvinceInfo[];
  /** A province's values over the years, one series an indicator: of one of the 63 its own, of one of the 34 on its own boundaries. Empty for an unknown id. */
  readonly provinceSeries: (province: string) => readonly IndicatorSeries[];
  /** The documents that reports cite, and those of the register. */
  readonly documents: DocumentShelf;
  /** How the figure or citation at this offset of the article's text was read: one printable line a step; empty where nothing was read. */
  readonly explain: (article: ArticleId, offset: number) => readonly string[];
  /** Changes whenever any answer could: what is stored, decided or run. Cheap enough for every request. */
  readonly dataVersion: () => string;
  /** A chart as an SVG document. */
  readonly chart: (chart: Chart) => string;
  /** An SVG document of `chart` as a file of its own: on white, with its own colour of text. */
  readonly chartFile: (svg: string) => string;
  /** An SVG document of `chart` as PNG, on white. */
  readonly png: (svg: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** Where the operator says that the site is seen from: `https://so-lieu.example`; absent on a machine of one's own. */
  readonly publicUrl?: string;
  /** Where bulletins are written and kept. */
  readonly bulletins: BulletinDesk;
  /** Where reviewers work. */
  readonly review: ReviewDesk;
  /** Runs, sources and the last night. */
  readonly operation: Operation;
  /** What was found for watch-lists. */
  readonly watch: WatchDesk;
  /** Version of dangvu, shown in the footer. */
  readonly version: string;
  readonly now: () => Date;
  readonly log: Run["log"];
  readonly count: Run["count"];
}
