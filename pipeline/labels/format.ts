import type { Bound, Measure, Period } from "../types/observation.ts";
import { en } from "./en.ts";
import { type Labels, vi } from "./vi.ts";

export type Lang = "vi" | "en";

const LABELS: Readonly<Record<Lang, Labels>> = { vi, en };
const LOCALES: Readonly<Record<Lang, string>> = { vi: "vi-VN", en: "en-GB" };
/** Figures are printed as reports print them; four decimals keep "0,0125%" whole. */
const NUMBERS: Readonly<Record<Lang, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat(LOCALES.vi, { maximumFractionDigits: 4 }),
  en: new Intl.NumberFormat(LOCALES.en, { maximumFractionDigits: 4 }),
};
const TIMES: Readonly<Record<Lang, Intl.DateTimeFormat>> = { vi: timeFormat("vi"), en: timeFormat("en") };

function timeFormat(lang: Lang): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[lang], {
    timeZone: "Asia/Ho_Chi_Minh",
    hourCycle: "h23",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** The words of a language. */
export function labelsOf(lang: Lang): Labels {
  return LABELS[lang];
}

/** A number as the language writes it: 1168 is "1.168" in Vietnamese, "1,168" in English; at most four decimals. */
export function formatNumber(value: number, lang: Lang): string {
  return NUMBERS[lang].format(value).replace("-", "−");
}

/**
 * A figure with its unit and bound.
 * @example formatFigure({ value: 320, bound: "more_than", measure: "count" }, "vi") // "hơn 320"
 * @example formatFigure({ value: 90, bound: "at_least", measure: "share" }, "vi") // "từ 90% trở lên"
 */
export function formatFigure(figure: { readonly value: number; readonly bound: Bound; readonly measure: Measure }, lang: Lang): string {
  const { units, bounds } = LABELS[lang];
  return bounds[figure.bound](units[figure.measure](formatNumber(figure.value, lang)));
}

/** A change with its sign: "+12", "−3,5%". */
export function formatChange(figure: { readonly value: number; readonly bound: Bound; readonly measure: Measure }, lang: Lang): string {
  const sign = figure.value > 0 ? "+" : "";
  const { units, bounds } = LABELS[lang];
  return bounds[figure.bound](sign + units[figure.measure](formatNumber(figure.value, lang)));
}

/**
 * An ISO date of any precision, the day of a date with time as it stands there.
 * @example formatDate("2010-12-31", "vi") // "31/12/2010"; "2013-12" is "12/2013", "2010" stays "2010"
 */
export function formatDate(iso: string, lang: Lang): string {
  const [year = "", month, day] = iso.slice(0, 10).split("-");
  if (month === undefined) return year;
  if (day === undefined) return LABELS[lang].dates.month(month, year);
  return LABELS[lang].dates.day(day, month, year);
}

/** The day of a moment in Viet Nam: "19/09/2022". */
export function formatDayOf(iso: string, lang: Lang): string {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? iso : formatDate(new Date(moment.getTime() + 7 * 3_600_000).toISOString(), lang);
}

/** A moment in Vietnamese time: "14:11 19/09/2022"; the text itself when it is no ISO time. */
export function formatTime(iso: string, lang: Lang): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  const part = Object.fromEntries(TIMES[lang].formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${part.hour}:${part.minute} ${LABELS[lang].dates.day(part.day ?? "", part.month ?? "", part.year ?? "")}`;
}

/**
 * A period in words, with the usual names for years, halves, quarters and months.
 * @example formatPeriod({ from: "2018-01-01", to: "2018-06-30" }, "vi") // "6 tháng đầu năm 2018"
 */
export function formatPeriod(period: Period | null, lang: Lang): string {
  const words = LABELS[lang].periods;
  if (period === null) return words.unknown;
  if ("at" in period) return words.at(formatDate(period.at, lang));
  const { from, to } = period;
  if (from === null) return to === null ? words.unknown : words.until(formatDate(to, lang));
  if (to === null) return words.since(formatDate(from, lang));
  return namedPeriod(from, to, lang) ?? words.between(formatDate(from, lang), formatDate(to, lang));
}

/** Spans of months with a name of their own, by first and last month. */
const NAMED_SPANS: Readonly<Record<string, keyof Labels["periods"]["spans"]>> = {
  "01-06": "firstHalf",
  "07-12": "secondHalf",
  "01-09": "nineMonths",
  "01-03": "quarter1",
  "04-06": "quarter2",
  "07-09": "quarter3",
  "10-12": "quarter4",
};

function namedPeriod(from: string, to: string, lang: Lang): string | null {
  const words = LABELS[lang].periods;
  const first = beginning(from);
  const last = ending(to);
  if (first === null || last === null) return null;
  if (first.month === "01" && last.month === "12")
    return first.year === last.year ? words.year(first.year) : words.years(first.year, last.year);
  if (first.year !== last.year) return null;
  if (first.month === last.month) return words.month(first.month, first.year);
  const span = NAMED_SPANS[`${first.month}-${last.month}`];
  return span === undefined ? null : words.spans[span](first.year);
}

/** The month that a period begins with, null when it does not begin on a first. */
function beginning(from: string): { year: string; month: string } | null {
  const [year = "", month = "01", day = "01"] = from.slice(0, 10).split("-");
  return day === "01" ? { year, month } : null;
}

/** The month that a period ends with, null when it does not end on a month's last day. */
function ending(to: string): { year: string; month: string } | null {
  const [year = "", month = "12", day] = to.slice(0, 10).split("-");
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return day === undefined || Number(day) === last ? { year, month } : null;
}
