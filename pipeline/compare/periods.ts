import type { Period } from "../types/observation.ts";
import type { Column, PeriodKind, TableSpec } from "../types/table.ts";

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

/** How well a period stands for a column of a table, and for which (`Column.key`). Only years can be `unfinished`. */
export interface ColumnFit extends YearFit {
  readonly key: string;
}

/** Year-end reports are written from mid-December on and give the year's figure: a flow up to here or later is one of the whole year. */
const WHOLE_FROM = "12-15";
/** Before December a flow "from the beginning of the year" is a nine-month or eleven-month figure, never shown as a year. */
const UNFINISHED_FROM = "12-01";
/** Half-year reports are written in the last third of June and December. Quarters and months must be whole to the day: ten days are much of them. */
const HALF_WHOLE_FROM = "20";
/** Months of a column, by its kind. */
const MONTHS = { half: 6, quarter: 3, month: 1 } as const;
type PartOfYear = keyof typeof MONTHS;
/** Congresses are held every five years, in 2010, 2015, 2020, 2025. */
const TERM_YEARS = 5;

function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10);
}

function endOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The last day that a date of year, month or day precision covers. */
function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date.slice(0, 10);
  return endOfMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
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

/** The column of part `n` (from 0) of a year. */
function partKey(year: number, kind: PartOfYear, n: number): string {
  if (kind === "month") return `${year}-${String(n + 1).padStart(2, "0")}`;
  return `${year}-${kind === "half" ? "H" : "Q"}${n + 1}`;
}

function fitPart(period: Period, kind: PartOfYear): ColumnFit | null {
  const months = MONTHS[kind];
  if (!("at" in period) && (period.from === null || period.to === null)) return null;
  const until = lastDay("at" in period ? period.at : (period.to ?? ""));
  const year = Number(until.slice(0, 4));
  const n = Math.floor((Number(until.slice(5, 7)) - 1) / months);
  const fit = { key: partKey(year, kind, n), year, fit: "whole" as const, until };
  if ("at" in period) return fit;
  const begin = `${year}-${String(n * months + 1).padStart(2, "0")}-01`;
  const end = endOfMonth(year, (n + 1) * months);
  const wholeFrom = kind === "half" ? `${end.slice(0, 8)}${HALF_WHOLE_FROM}` : end;
  return firstDay(period.from ?? "") === begin && until >= wholeFrom ? fit : null;
}

/** A flow is one of a term when it runs from one congress year to the next; a stock belongs to the term that ends in its year or next after it. */
function fitTerm(period: Period): ColumnFit | null {
  const last = "at" in period ? period.at : period.to;
  if (last === null) return null;
  const end = Math.ceil(Number(last.slice(0, 4)) / TERM_YEARS) * TERM_YEARS;
  const fit = { key: `${end - TERM_YEARS}-${end}`, year: end, fit: "whole" as const, until: lastDay(last) };
  if ("at" in period) return fit;
  return last.slice(0, 4) === String(end) && period.from?.slice(0, 4) === String(end - TERM_YEARS) ? fit : null;
}

/**
 * The column of a table of this kind that a period stands for, or null. Years as `fitYear` has it. A half-year must begin on its first day and end on or after
 * the 20th of its last month; quarters and months must be whole; a term runs from one congress year to the next ("2015" to "2020"; 2016–2020 is none).
 * A stock stands for the column it lies in; one "of 2014" for the column that ends 2014.
 *
 * @example fitColumn({ from: "2014-01-01", to: "2014-06-30" }, "half") // { key: "2014-H1", year: 2014, … }
 */
export function fitColumn(period: Period, kind: PeriodKind): ColumnFit | null {
  if (kind === "term") return fitTerm(period);
  if (kind !== "year") return fitPart(period, kind);
  const fit = fitYear(period);
  return fit === null ? null : { ...fit, key: String(fit.year) };
}

function columnsOfYear(year: number, kind: Exclude<PeriodKind, "term">): readonly Column[] {
  if (kind === "year") return [{ key: String(year), year, from: `${year}-01-01`, to: `${year}-12-31` }];
  const months = MONTHS[kind];
  return Array.from({ length: 12 / months }, (_, n) => ({
    key: partKey(year, kind, n),
    year,
    from: `${year}-${String(n * months + 1).padStart(2, "0")}-01`,
    to: endOfMonth(year, (n + 1) * months),
  }));
}

/** The columns of a table, oldest first; of terms those that begin in one of the years. */
export function columnsOf({ years, period = "year" }: Pick<TableSpec, "years" | "period">): readonly Column[] {
  const list = Array.from({ length: Math.max(0, years.to - years.from + 1) }, (_, index) => years.from + index);
  if (period !== "term") return list.flatMap((year) => columnsOfYear(year, period));
  return list.flatMap((from) => {
    const year = from + TERM_YEARS;
    return from % TERM_YEARS === 0 ? [{ key: `${from}-${year}`, year, from: `${from}-01-01`, to: `${year}-12-31` }] : [];
  });
}

/** How many years lie between a column and the one that its changes are told on: 1, for terms 5. */
export function yearsBack(kind: PeriodKind = "year"): number {
  return kind === "term" ? TERM_YEARS : 1;
}

/** Key of the column of the same kind a year (for terms: a term) before. */
export function keyBefore(column: Column, kind: PeriodKind = "year"): string {
  if (kind === "term") return `${column.year - 2 * TERM_YEARS}-${column.year - TERM_YEARS}`;
  return `${column.year - 1}${column.key.slice(4)}`;
}
