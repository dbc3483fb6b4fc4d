/** Days are plain numbers and strings: no time zones are involved, an article's day is the day it names. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** First and last year that a report may speak of; numbers outside are no years. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2099;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month has; `month` 1–12. */
export function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** ISO writings at the three precisions: "2015", "2015-07", "2015-07-01". */
export function isoYear(year: number): string {
  return String(year);
}
export function isoMonth(year: number, month: number): string {
  return `${year}-${pad(month)}`;
}
export function isoDay({ year, month, day }: Day): string {
  return `${year}-${pad(month)}-${pad(day)}`;
}
export function isoMonthStart(year: number, month: number): string {
  return `${year}-${pad(month)}-01`;
}
export function isoMonthEnd(year: number, month: number): string {
  return `${year}-${pad(month)}-${pad(daysIn(year, month))}`;
}

/** The day at the head of an ISO time ("2017-02-07T15:15"), or null when it is none. */
export function readIsoDay(iso: string | null): Day | null {
  if (iso === null || iso.length < 10 || iso[4] !== "-" || iso[7] !== "-") return null;
  const [year, month, day] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
  return isDay(year, month, day) ? { year, month, day } : null;
}

/** Is this a day of the calendar? */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The day before. */
export function previousDay({ year, month, day }: Day): Day {
  if (day > 1) return { year, month, day: day - 1 };
  return month > 1 ? { year, month: month - 1, day: daysIn(year, month - 1) } : { year: year - 1, month: 12, day: 31 };
}

/** Days since a fixed day, good for comparing and for short distances. */
export function ordinal({ year, month, day }: Day): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** The year a token's key writes ("2014"), or 0. */
export function yearOf(key: string): number {
  if (key.length !== 4) return 0;
  const first = key.charCodeAt(0);
  if (first !== 49 && first !== 50) return 0;
  const year = Number(key);
  return year >= FIRST_YEAR && year <= LAST_YEAR && Number.isInteger(year) ? year : 0;
}

/** A small whole number of one or two digits ("08", "9"), or 0. */
export function smallNumber(key: string): number {
  if (key.length === 0 || key.length > 2) return 0;
  const value = Number(key);
  return Number.isInteger(value) && value > 0 ? value : 0;
}
