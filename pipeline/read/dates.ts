import type { Span } from "../types/tokens.ts";

/** A date as a page shows it: ISO, with time and zone where there was a time of day (`2022-09-19T14:11+07:00`). */
export interface FoundDate extends Span {
  readonly iso: string;
  readonly hasTime: boolean;
}

/** Longer lines are text, not date lines. */
const LINE_LENGTH = 160;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const NUMERIC = /(?<![\d.,/-])(\d{1,2}) ?[/.\-–] ?(\d{1,2}) ?[/.\-–] ?(\d{4})(?!\d)/gu;
const IN_WORDS = /(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s*(?:,|năm)?\s*(\d{4})(?!\d)/giu;
const YEAR_FIRST = /(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/gu;
const TIME =
  /(?<![\d.,/+])([01]?\d|2[0-3])(?: ?: ?([0-5]\d)| ?(?:h|g|giờ)(?: ?([0-5]\d))?)(?: ?: ?([0-5]\d)(?!\d))?'?(?: ?(?:phút|ph))?(?: ?(SA|CH|AM|PM)(?!\p{L}))?(?!\d)/giu;
/** What may stand between a date and its time. */
const BETWEEN = /^(?:[\s,.|()[\]•·:;–—-]|thứ\s+\p{L}+|chủ nhật|ngày|lúc|vào|hồi|GMT|UTC|\+\s?0?7(?::00)?|G5T|t)*$/iu;

/**
 * The first date of a line and the time of day beside it, Vietnamese order (day first); +07:00 throughout. Null when there is none, or the line is a text.
 *
 * @example readDate("Thứ Năm, 08/04/2021, 05:37 (GMT+7)")?.iso === "2021-04-08T05:37+07:00"
 */
export function readDate(line: string): FoundDate | null {
  if (line.length > LINE_LENGTH) return null;
  const times = findTimes(line);
  const day = findDay(
    line,
    times.some((time) => time.isEnglish),
  );
  if (day === null) return null;
  const time = nearestTime(line, day, times);
  if (time === null) return { iso: day.iso, start: day.start, end: day.end, hasTime: false };
  return { iso: `${day.iso}T${time.clock}+07:00`, start: Math.min(day.start, time.start), end: Math.max(day.end, time.end), hasTime: true };
}

interface Day extends Span {
  readonly iso: string;
}
interface Time extends Span {
  readonly clock: string;
  readonly isEnglish: boolean;
}

function findDay(line: string, isEnglish: boolean): Day | null {
  const found: Day[] = [];
  const add = (match: RegExpExecArray, year: string | undefined, month: string | undefined, day: string | undefined): void => {
    const iso = isoDay(Number(year), Number(month), Number(day)) ?? (isEnglish ? isoDay(Number(year), Number(day), Number(month)) : null);
    if (iso !== null) found.push({ iso, start: match.index, end: match.index + match[0].length });
  };
  for (const match of line.matchAll(YEAR_FIRST)) add(match, match[1], match[2], match[3]);
  for (const match of line.matchAll(NUMERIC)) add(match, match[3], match[2], match[1]);
  for (const match of line.matchAll(IN_WORDS)) add(match, match[3], match[2], match[1]);
  return found.sort((a, b) => a.start - b.start)[0] ?? null;
}

function findTimes(line: string): Time[] {
  return [...line.matchAll(TIME)].map((match) => {
    const half = match[5]?.toUpperCase();
    let hour = Number(match[1]);
    if ((half === "CH" || half === "PM") && hour < 12) hour += 12;
    if ((half === "SA" || half === "AM") && hour === 12) hour = 0;
    const seconds = match[4] === undefined || match[4] === "00" ? "" : `:${match[4]}`;
    return {
      clock: `${pad(hour)}:${match[2] ?? match[3] ?? "00"}${seconds}`,
      isEnglish: half === "AM" || half === "PM",
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}

function nearestTime(line: string, day: Day, times: readonly Time[]): Time | null {
  const after = times.find((time) => time.start >= day.end);
  if (after !== undefined && BETWEEN.test(line.slice(day.end, after.start))) return after;
  const before = times.findLast((time) => time.end <= day.start);
  return before !== undefined && BETWEEN.test(line.slice(before.end, day.start)) ? before : null;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

function isoDay(year: number, month: number, day: number): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** Words that stand on a date line beside the date. */
const LABEL = /cập nhật|ngày đăng|đăng ngày|đăng lúc|xuất bản|thời gian|ngày tạo|đã đăng|posted|published|updated/iu;
const FILLER =
  /(?<!\p{L})(?:cập nhật(?: lần cuối)?|ngày đăng(?: tin)?|đăng (?:tải|bởi|lúc|ngày)|xuất bản|thời gian|ngày tạo|hôm nay|posted|published|updated|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày|lúc|vào|hồi|GMT|UTC|G5T|in trang|in bài(?: viết)?|(?:số )?lượt (?:xem|đọc|truy cập)\s*:?\s*[\d.,]*|views?|phút|giờ|năm|tháng|SA|CH|AM|PM)(?!\p{L})/giu;
const WEEKDAY = /(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)/iu;
const TODAY = /hôm nay/iu;
/** Letters that may be left on a date line beside what the filler takes: an author's name, a section. */
const LEFT_OVER = 28;

/** "Lạng Sơn, ngày 07 tháng 01 năm 2022": where and when a document was signed, which is not when a page was published. */
const SIGNED = /^\s*(?!thứ|chủ nhật|cập nhật)\p{Lu}[\p{L} .]{1,40}, ?ngày \d{1,2} tháng/iu;

export interface DateLine {
  readonly date: FoundDate;
  /** "Cập nhật", "Ngày đăng": the line says that it tells the day of publication. */
  readonly isLabelled: boolean;
  /** It has the look of a visitor's clock: a weekday and a day without a time, or "hôm nay". */
  readonly looksLikeClock: boolean;
  /** What else the line says: often the author's name. */
  readonly rest: string;
}

/** The date of a line that says little else; null for a line of text that mentions a date. */
export function readDateLine(line: string): DateLine | null {
  const date = readDate(line);
  if (date === null || SIGNED.test(line)) return null;
  const rest = line.slice(0, date.start) + " " + line.slice(date.end);
  const left = rest
    .replace(FILLER, " ")
    .replace(/[\s|()[\],;:+–—\d-]+/gu, " ")
    .trim();
  if ((left.match(/\p{L}/gu)?.length ?? 0) > LEFT_OVER || /\p{Ll}[.!?]\s+\p{Lu}/u.test(rest)) return null;
  const isLabelled = LABEL.test(line);
  const looksLikeClock = !isLabelled && (TODAY.test(line) || (!date.hasTime && WEEKDAY.test(line)));
  return { date, isLabelled, looksLikeClock, rest: left };
}

const ISO = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?/iu;
const ENGLISH = /^(?:[a-z]{3,9},?\s+)?(?:\d{1,2}\s+[a-z]{3,9}|[a-z]{3,9}\s+\d{1,2},?)\s+\d{4}/iu;

/**
 * A date written for machines (JSON-LD, meta, `datetime`): ISO or RFC 2822, moved to +07:00, which is also taken when it names no zone.
 * Falls back to Vietnamese order for "19/09/2022 14:11". Null for what is no date.
 */
export function readMachineDate(value: string): string | null {
  const text = value.trim().slice(0, LINE_LENGTH);
  const match = ISO.exec(text);
  if (match === null && ENGLISH.test(text))
    return /\d:\d/u.test(text) ? toVietnam(Date.parse(text)) : (toVietnam(Date.parse(`${text} UTC`))?.slice(0, 10) ?? null);
  if (match === null) return readDate(text)?.iso ?? null;
  const day = isoDay(Number(match[1]), Number(match[2]), Number(match[3]));
  if (day === null || match[4] === undefined) return day;
  const zone = match[7] === undefined ? "+07:00" : /z/iu.test(match[7]) ? "Z" : match[7].replace(/^([+-]\d{2}):?(\d{2})$/u, "$1:$2");
  return toVietnam(Date.parse(`${day}T${match[4]}:${match[5]}:${match[6] ?? "00"}${zone}`));
}

function toVietnam(time: number): string | null {
  if (Number.isNaN(time)) return null;
  const local = new Date(time + 7 * 3_600_000).toISOString();
  const year = Number(local.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  return local.slice(17, 19) === "00" ? `${local.slice(0, 16)}+07:00` : `${local.slice(0, 19)}+07:00`;
}

/** `-20220919141122333.htm` (VCCorp), `/d20090421083100000` (Ninh Bình), `-185231016073000123.htm` (Thanh Niên: 185, then a year of two digits). */
const STAMP = /[-/d](20\d{2})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)(\d{2})\d{0,4}(?:\D|$)/u;
const SHORT_STAMP = /-185(\d{2})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)\d{2,5}\.htm/u;
const DAY_PATH = /\/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:\/|-|$)/u;
const MONTH_PATH = /\/(20\d{2})\/?(0[1-9]|1[0-2])\//u;

/** The date in an address: to the minute, the day or (folders such as `/202209/`) only the month, `2022-09`; null when it has none. */
export function dateFromUrl(url: string): string | null {
  const path = /^[a-z]+:\/\/[^/]*/iu.test(url) ? url.replace(/^[a-z]+:\/\/[^/]*/iu, "") : url;
  const stamp = STAMP.exec(path);
  if (stamp !== null) {
    const day = isoDay(Number(stamp[1]), Number(stamp[2]), Number(stamp[3]));
    if (day !== null) return `${day}T${stamp[4]}:${stamp[5]}+07:00`;
  }
  const short = SHORT_STAMP.exec(path);
  const shortDay = short === null ? null : isoDay(2000 + Number(short[1]), Number(short[2]), Number(short[3]));
  if (short !== null && shortDay !== null) return `${shortDay}T${short[4]}:${short[5]}+07:00`;
  const day = DAY_PATH.exec(path);
  if (day !== null) return isoDay(Number(day[1]), Number(day[2]), Number(day[3]));
  const month = MONTH_PATH.exec(path);
  return month === null ? null : `${month[1]}-${month[2]}`;
}
