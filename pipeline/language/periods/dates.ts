import { isDay, isoDay, isoMonth, isoMonthEnd, isoMonthStart, isoYear, previousDay } from "./calendar.ts";
import type { Part, Stretch } from "./stretches.ts";
import type { KnownYear, StatedBasis, Told } from "./years.ts";
import { yearOf } from "./years.ts";

/** A stretch turned into dates: `first` and `last` are what it covers, `at` the moment when one is named, `begin`/`finish` its ends in a range. */
export interface Dated {
  readonly first: string;
  readonly last: string;
  readonly at: string;
  readonly begin: string;
  readonly finish: string;
  readonly basis: StatedBasis;
  /** The year, when the stretch lies in one. */
  readonly year: number | null;
}

function datedYear({ year, basis }: KnownYear, part: Part): Dated {
  const first = isoMonthStart(year, 1);
  const last = isoMonthEnd(year, 12);
  const at = part === "start" ? first : part === "end" ? last : part === "middle" ? isoMonth(year, 6) : isoYear(year);
  const begin = part === "start" ? first : part === "end" ? isoMonth(year, 12) : part === "middle" ? at : isoYear(year);
  return { first, last, at, begin, finish: part === "whole" ? isoYear(year) : at, basis, year };
}

function datedMonths(first: number, last: number, known: KnownYear, part: Part): Dated {
  const { year, basis } = known;
  const start = isoMonthStart(year, first);
  const end = isoMonthEnd(year, last);
  const at = part === "start" ? start : part === "end" ? end : isoMonth(year, last);
  return { first: start, last: end, at, begin: part === "end" ? end : start, finish: part === "start" ? start : end, basis, year };
}

function datedDay(day: { month: number; day: number }, known: KnownYear): Dated | null {
  if (!isDay(known.year, day.month, day.day)) return null;
  return one(isoDay({ year: known.year, month: day.month, day: day.day }), known.basis, known.year);
}

function one(iso: string, basis: StatedBasis, year: number | null): Dated {
  return { first: iso, last: iso, at: iso, begin: iso, finish: iso, basis, year };
}

/** A term or stage. Half of a term ends at publication when that lies in its middle years, else in its third year. */
function datedYears(first: number, last: number, part: Part, told: Told): Dated {
  const [from, to] = [isoYear(first), isoYear(last)];
  const basis = "explicit";
  switch (part) {
    case "start":
      return { first: from, last: to, at: from, begin: from, finish: from, basis, year: null };
    case "end":
      return { first: from, last: to, at: to, begin: to, finish: to, basis, year: null };
    case "middle":
      return { first: from, last: to, at: isoYear(Math.floor((first + last) / 2)), begin: from, finish: to, basis, year: null };
    case "half": {
      const isNow = told.published !== null && told.published.year > first && told.published.year < last;
      if (isNow && told.published !== null) {
        const today = isoDay(told.published);
        return { first: from, last: today, at: to, begin: from, finish: today, basis: "relative", year: null };
      }
      const half = isoYear(first + Math.ceil((last - first) / 2));
      return { first: from, last: half, at: half, begin: from, finish: half, basis, year: null };
    }
    default:
      return { first: from, last: to, at: to, begin: from, finish: to, basis, year: null };
  }
}

function datedBack(count: number, unit: "year" | "month", told: Told): Dated | null {
  const { published } = told;
  if (published === null) return null;
  // "11 tháng qua" in December are the months since January
  const isSinceJanuary = unit === "month" && count >= 3 && count === published.month - 1;
  if (isSinceJanuary) return datedMonths(1, count, { year: published.year, basis: "relative" }, "whole");
  const months = published.year * 12 + (published.month - 1) - count;
  const from = unit === "year" ? isoYear(published.year - count) : isoMonth(Math.floor(months / 12), (months % 12) + 1);
  const to = isoDay(published);
  return { first: from, last: to, at: to, begin: from, finish: to, basis: "relative", year: null };
}

function datedMonthFromNow(shift: number, told: Told): Dated | null {
  const { published } = told;
  if (published === null) return null;
  const months = published.year * 12 + (published.month - 1) + shift;
  const month = (months % 12) + 1;
  return datedMonths(month, month, { year: Math.floor(months / 12), basis: "relative" }, "whole");
}

/** The dates of a stretch, or null where text and publication date do not tell them. */
export function dateStretch(stretch: Stretch, part: Part, told: Told): Dated | null {
  switch (stretch.is) {
    case "year":
    case "months":
    case "day": {
      const known = yearOf(stretch, part, told);
      if (known === null) return null;
      if (stretch.is === "year") return datedYear(known, part);
      return stretch.is === "months" ? datedMonths(stretch.first, stretch.last, known, part) : datedDay(stretch, known);
    }
    case "years":
      return datedYears(stretch.first, stretch.last, part, told);
    case "term":
      return (stretch.which === "this" || stretch.which === "bare") && told.term !== null
        ? datedYears(told.term.first, told.term.last, part, told)
        : null;
    case "these":
      return told.years === null ? null : datedYears(told.years.first, told.years.last, part, told);
    case "today": {
      if (told.published === null) return null;
      const day = stretch.shift < 0 ? previousDay(told.published) : told.published;
      return one(isoDay(day), "relative", null);
    }
    case "month":
      return datedMonthFromNow(stretch.shift, told);
    case "back":
      return datedBack(stretch.count, stretch.unit, told);
    case "vague":
      return null;
  }
}
