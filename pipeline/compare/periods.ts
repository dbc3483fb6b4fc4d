import type { Period } from "../types/observation.ts";

/**
 * How well a period stands for a calendar year. `whole`: a flow over all of it, or a stock in it. `unfinished`: a flow from January 1 to the first half
 * of December, told before the year was over.
 */
export interface YearFit {
  readonly year: number;
  readonly fit: "whole" | "unfinished";
  /** The last day covered, ISO; for a stock its day. A stock "of 2014" stands for the end of 2014. */
  readonly until: string;
}

/** Year-end reports are written from mid-December on and give the year's figure: a flow up to here or later is one of the whole year. */
const WHOLE_FROM = "12-15";
/** Before December a flow "from the beginning of the year" is a nine-month or eleven-month figure, never shown as a year. */
const UNFINISHED_FROM = "12-01";

function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10);
}

/** The last day that a date of year, month or day precision covers. */
function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date.slice(0, 10);
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/**
 * The calendar year that a period stands for, or null: half-years, quarters, several years, terms, open ends and periods across the turn of the year
 * stand for none.
 *
 * A flow is one of the year if it begins on January 1 and ends on December 15 or later of that year. If it ends on December 1–14 it is `unfinished`:
 * good enough only where nothing better exists. A stock stands for the year that it lies in.
 *
 * @example fitYear({ from: "2014-01-01", to: "2014-12-31" }) // { year: 2014, fit: "whole", until: "2014-12-31" }
 * @example fitYear({ from: "2014-01-01", to: "2014-06-30" }) // null
 */
export function fitYear(period: Period): YearFit | null {
  if ("at" in period) return { year: Number(period.at.slice(0, 4)), fit: "whole", until: lastDay(period.at) };
  if (period.from === null || period.to === null) return null;
  const year = period.from.slice(0, 4);
  const until = lastDay(period.to);
  if (firstDay(period.from) !== `${year}-01-01` || until.slice(0, 4) !== year) return null;
  const day = until.slice(5);
  if (day < UNFINISHED_FROM) return null;
  return { year: Number(year), fit: day >= WHOLE_FROM ? "whole" : "unfinished", until };
}
