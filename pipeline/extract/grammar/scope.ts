import type { PlaceMention } from "../../language/gazetteer.ts";
import type { PeriodMention } from "../../language/periods.ts";
import type { Basis, Level, Period, Place } from "../../types/observation.ts";

/** What the article as a whole lends to figures that say neither place nor time. */
export interface ArticleScope {
  readonly place: Place;
  readonly placeReason: string;
  /** ISO day of publication, or null. */
  readonly published: string | null;
  /** The period that title, lead or first paragraph report on. */
  readonly reporting: PeriodMention | null;
}

/** What the sentences before in the same paragraph lend. */
export interface ParagraphScope {
  readonly place: PlaceMention | null;
  /** What was named last at each level, for "Đảng bộ tỉnh", "Huyện ủy" in an article about several. */
  readonly named: Readonly<Partial<Record<Level, PlaceMention>>>;
  readonly period: PeriodMention | null;
  /** The last one of several years: what "hằng năm" is of. */
  readonly long: PeriodMention | null;
}

/** Where the words stand that a place or a time was taken from; `nowhere` when it is a default of the codebook. */
export type Told = "sentence" | "paragraph" | "article" | "nowhere";

export interface LinkedPlace {
  readonly place: Place;
  readonly told: Told;
  readonly reason: string;
}

export interface LinkedPeriod {
  readonly period: Period | null;
  readonly basis: Basis;
  readonly told: Told;
  readonly reason: string;
}
