import type { Cell, SeriesBreak, TableSpec } from "./table.ts";

/**
 * A province of one of the two systems: the 63 (with Hà Tây) until 2025-06-30 or the 34 since 2025-07-01. `corpus/reference/provinces.json` lists them.
 * `id` carries the system, because bare codes collide between the two: `63-24` is Bắc Giang, `34-24` Bắc Ninh.
 */
export interface ProvinceUnit {
  readonly id: string;
  /** Without "tỉnh" or "thành phố": "Hà Nội". */
  readonly name: string;
  readonly system: 63 | 34;
  /** ISO date of the first day; null for a unit that is older than the records kept here. */
  readonly validFrom: string | null;
  /** ISO date of the first day on which the unit was no more; null while it stands. */
  readonly validTo: string | null;
  /** The unit that took it in: `34-08`, or `63-01` for Hà Tây. */
  readonly mergedInto?: string;
  /** For one of the 34: the units of the 63 that make it up. */
  readonly mergedFrom?: readonly string[];
  /** Code of the economic region in the unit's own system: `TDMNPB`. */
  readonly region: string | null;
}

/** A province's values of one question over the years, as the table of that question has them. */
export interface IndicatorSeries {
  readonly spec: TableSpec;
  /** One for each year of the question; null where there is no value. */
  readonly years: readonly number[];
  readonly cells: readonly (Cell | null)[];
  readonly breaks: readonly SeriesBreak[];
}
