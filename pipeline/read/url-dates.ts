import { isoDay } from "./days.ts";

/**
 * `-20220919141122333.htm` (VCCorp), `/d20090421083100000` (Ninh Bình); with three digits of a paper before a year of two,
 * `-185231016073000123.htm` (Thanh Niên), `-102230815160219334.htm` (the Government's paper).
 */
const STAMP = /[-/d](20\d{2})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)(\d{2})\d{0,4}(?:\D|$)/u;
const SHORT_STAMP = /-1\d{2}(\d{2})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)\d{2,5}\.htm/u;
const DAY_PATH = /\/(20\d{2})[/_-](\d{1,2})[/_-](\d{1,2})(?:\/|-|_|\.|$)/u;
const DAY_IN_NAME = /[/_-](20\d{2})([-_])(\d{2})\2(\d{2})(?:\D|$)/u;
const DAY_DIGITS = /\/(20\d{2})(\d{2})(\d{2})(?:\/|-|_|\.|$)/u;
const NAMED_PATH = /\/(20\d{2})\/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\/(\d{1,2})(?:\/|$)/iu;
const SHORT_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH_PATH = /\/(20\d{2})\/?(0[1-9]|1[0-2])\//u;

/** The date in an address: to the minute, the day or (folders such as `/202209/`) only the month, `2022-09`; null when it has none. */
export function dateFromUrl(url: string): string | null {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/iu, "").replace(/[?#].*$/u, "");
  return stamped(STAMP.exec(path), 0) ?? stamped(SHORT_STAMP.exec(path), 2000) ?? dayOf(path) ?? monthOf(path);
}

function stamped(match: RegExpExecArray | null, century: number): string | null {
  const day = match === null ? null : isoDay(century + Number(match[1]), Number(match[2]), Number(match[3]));
  return match === null || day === null ? null : `${day}T${match[4]}:${match[5]}+07:00`;
}

function dayOf(path: string): string | null {
  const plain = DAY_PATH.exec(path) ?? DAY_DIGITS.exec(path);
  if (plain !== null) return isoDay(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  const inName = DAY_IN_NAME.exec(path);
  if (inName !== null) return isoDay(Number(inName[1]), Number(inName[3]), Number(inName[4]));
  const named = NAMED_PATH.exec(path);
  return named === null ? null : isoDay(Number(named[1]), SHORT_NAMES.indexOf((named[2] as string).toLowerCase()) + 1, Number(named[3]));
}

function monthOf(path: string): string | null {
  const month = MONTH_PATH.exec(path);
  return month === null ? null : `${month[1]}-${month[2]}`;
}
