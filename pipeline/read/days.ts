import type { Span } from "../types/tokens.ts";

/** A day that a line names, `2022-09-19`. */
export interface Day extends Span {
  readonly iso: string;
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** Names of months as pages write them: English, German and French, long and short; Vietnamese in words as WordPress prints them. */
const NAMES: readonly string[] = [
  "january januar jänner janvier jan janv một giêng",
  "february februar février fevrier feb févr hai",
  "march märz maerz mars mar mär mrz ba",
  "april avril apr avr tư",
  "may mai năm",
  "june juni juin jun sáu",
  "july juli juillet jul juil bảy",
  "august août aout aug tám",
  "september septembre sept sep chín",
  "october oktober octobre oct okt mười",
  "november novembre nov mười_một",
  "december dezember décembre decembre dec dez déc mười_hai chạp",
];
/** Month names that are Vietnamese numerals: they count only behind "tháng". */
const NUMERALS = new Set("một giêng hai ba tư năm sáu bảy tám chín mười mười_một mười_hai chạp".split(" "));
const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(" ").map((name) => [name.replace("_", " "), index + 1] as const)),
);

const alternatives = (wanted: (name: string) => boolean): string =>
  [...MONTHS.keys()]
    .filter((name) => wanted(name.replace(" ", "_")))
    .sort((a, b) => b.length - a.length)
    .map((name) => (name === "năm" ? "năm(?!\\s+\\d{4})" : name)) // "12 tháng năm 2020" is a year's twelve months, not the month of May
    .join("|");
const MONTH = `(?<!\\p{L})(?:tháng\\s+(\\d{1,2}|${alternatives((name) => NUMERALS.has(name))})|th\\.?\\s?(\\d{1,2})|(${alternatives((name) => !NUMERALS.has(name))})\\.?)(?!\\p{L})`;

const START = "(?<![\\d.,/]|\\d-)";
const NUMERIC = new RegExp(`${START}(\\d{1,2}) ?[/.\\-–] ?(\\d{1,2}) ?[/.\\-–] ?(\\d{4})(?!\\d)`, "gu");
const SHORT_YEAR = new RegExp(`${START}(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{2})(?![/.,-]?\\d)`, "gu");
const YEAR_FIRST = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu;
const DAY_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|\\.)?(?:\\s+of)?[\\s-]+${MONTH}[\\s.,/-]*(?:năm\\s*)?(\\d{4})(?!\\d)`,
  "giu",
);
const MONTH_DAY = new RegExp(`${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, "giu");

/**
 * The days that a line names, in their order. Numbers stand in Vietnamese order (day, month, year); the American one is taken when the line has a
 * time or weekday (`isDateLine`) and the Vietnamese is no date, or not that weekday. Years of two digits count only when there is no other.
 */
export function findDays(line: string, isDateLine: boolean): readonly Day[] {
  const weekday = findWeekday(line);
  const ordered = (year: number, first: number, second: number): string | null => {
    const usual = isoDay(year, second, first);
    const american = isDateLine ? isoDay(year, first, second) : null;
    if (usual === null || american === null || weekday === null) return usual ?? american;
    return weekdayOf(usual) !== weekday && weekdayOf(american) === weekday ? american : usual;
  };
  const found = [
    ...days(line, YEAR_FIRST, (match) => isoDay(Number(match[1]), Number(match[2]), Number(match[3]))),
    ...days(line, NUMERIC, (match) => ordered(Number(match[3]), Number(match[1]), Number(match[2]))),
    ...days(line, DAY_MONTH, (match) => isoDay(Number(match[5]), monthOf(match.slice(2, 5)), Number(match[1]))),
    ...days(line, MONTH_DAY, (match) => isoDay(Number(match[5]), monthOf(match.slice(1, 4)), Number(match[4]))),
  ];
  const all =
    found.length > 0 ? found : days(line, SHORT_YEAR, (match) => ordered(fullYear(Number(match[4])), Number(match[1]), Number(match[3])));
  return all.sort((a, b) => a.start - b.start);
}

function days(line: string, pattern: RegExp, read: (match: RegExpExecArray) => string | null): Day[] {
  return [...line.matchAll(pattern)].flatMap((match) => {
    const iso = read(match);
    return iso === null ? [] : [{ iso, start: match.index, end: match.index + match[0].length }];
  });
}

function monthOf(groups: readonly (string | undefined)[]): number {
  const name = (groups.find((group) => group !== undefined) ?? "").toLowerCase().replace(/\s+/gu, " ");
  return /^\d+$/u.test(name) ? Number(name) : (MONTHS.get(name) ?? 0);
}

function fullYear(short: number): number {
  return short < FIRST_YEAR % 100 ? 2000 + short : 1900 + short;
}

/** `2022-09-19`; null for a day that no calendar has, or outside 1990–2100. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** A number of two digits. */
export function pad(value: number): string {
  return String(value).padStart(2, "0");
}

const WEEKDAYS: readonly RegExp[] = [
  /chủ nhật|(?<!\p{L})cn(?!\p{L})|sunday/iu,
  /thứ\s+(?:hai|2)|(?<!\p{L})t2(?!\d)|monday/iu,
  /thứ\s+(?:ba|3)|(?<!\p{L})t3(?!\d)|tuesday/iu,
  /thứ\s+(?:tư|4)|(?<!\p{L})t4(?!\d)|wednesday/iu,
  /thứ\s+(?:năm|5)|(?<!\p{L})t5(?!\d)|thursday/iu,
  /thứ\s+(?:sáu|6)|(?<!\p{L})t6(?!\d)|friday/iu,
  /thứ\s+(?:bảy|7)|(?<!\p{L})t7(?!\d)|saturday/iu,
];

/** 0 for Sunday to 6; null when the line names no weekday. */
export function findWeekday(line: string): number | null {
  const found = WEEKDAYS.findIndex((pattern) => pattern.test(line));
  return found < 0 ? null : found;
}

function weekdayOf(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay();
}
