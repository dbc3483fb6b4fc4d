import type { Span } from "../types/tokens.ts";
import { type Day, findDays, findWeekday, isoDay, pad } from "./days.ts";

/** A date as a page shows it: ISO, with time and zone where there was a time of day (`2022-09-19T14:11+07:00`). */
export interface FoundDate extends Span {
  readonly iso: string;
  readonly hasTime: boolean;
}

/** Longer lines are text, not date lines. */
const LINE_LENGTH = 160;
/** Every date has a year, or two digits for one: most lines are done with by this. */
const YEAR = /199\d|20\d\d|2100|\d[/.-]\d{1,2}[/.-]\d\d/u;
/** So short a line with a date is there for its date. */
const SHORT_LINE = 40;

const TIME =
  /(?<![\d.,/+-])([01]?\d|2[0-3])(?: ?: ?([0-5]\d|\d(?='))| ?(?:giờ|[hg](?!\p{L}))(?: ?([0-5]\d))?)(?: ?: ?([0-5]\d)(?!\d))?'?(?: ?(?:phút|ph))?(?: ?(SA|CH|AM|PM|[ap]\.m\.?|sáng|chiều|tối)(?!\p{L}))?(?!\d)/giu;
const AFTERNOON = /^(?:CH|PM|p\.m\.?|chiều|tối)$/iu;
const MORNING = /^(?:SA|AM|a\.m\.?|sáng)$/iu;
/** What may stand between a date and its time. */
const BETWEEN =
  /^(?:[\s,.|()[\]•·:;–—-]|thứ\s+[\p{L}\d]+|t[2-7]|chủ nhật|cn|ngày|lúc|vào|hồi|at|on|GMT|UTC|\+\s?0?7(?::00)?|G5T|t|(?:mon|tues|wednes|thurs|fri|satur|sun)day)*$/iu;
/** A stamp of a machine in the middle of a line. */
const STAMP = /(?<!\d)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})/u;

/**
 * The first date of a line and the time of day beside it, Vietnamese order (day first); +07:00 throughout. Null when there is none, or the line is a text.
 *
 * @example readDate("Thứ Năm, 08/04/2021, 05:37 (GMT+7)")?.iso === "2021-04-08T05:37+07:00"
 */
export function readDate(line: string): FoundDate | null {
  if (line.length > LINE_LENGTH || !YEAR.test(line)) return null;
  const stamp = STAMP.exec(line);
  const stamped = stamp === null ? null : readMachineDate(stamp[0]);
  if (stamp !== null && stamped !== null)
    return { iso: stamped, start: stamp.index, end: stamp.index + stamp[0].length, hasTime: stamped.length > 10 };
  const times = findTimes(line);
  const day = findDays(line, times.length > 0 || line.length <= SHORT_LINE || findWeekday(line) !== null)[0] ?? null;
  if (day === null) return null;
  const time = nearestTime(line, day, times);
  if (time === null) return { iso: day.iso, start: day.start, end: day.end, hasTime: false };
  return { iso: `${day.iso}T${time.clock}+07:00`, start: Math.min(day.start, time.start), end: Math.max(day.end, time.end), hasTime: true };
}

interface Time extends Span {
  readonly clock: string;
}

function findTimes(line: string): Time[] {
  return [...line.matchAll(TIME)].map((match) => {
    const half = match[5] ?? "";
    let hour = Number(match[1]);
    if (AFTERNOON.test(half) && hour < 12) hour += 12;
    if (MORNING.test(half) && hour === 12) hour = 0;
    const seconds = match[4] === undefined || match[4] === "00" ? "" : `:${match[4]}`;
    const minutes = pad(Number(match[2] ?? match[3] ?? "0"));
    return { clock: `${pad(hour)}:${minutes}${seconds}`, start: match.index, end: match.index + match[0].length };
  });
}

function nearestTime(line: string, day: Day, times: readonly Time[]): Time | null {
  const after = times.find((time) => time.start >= day.end);
  if (after !== undefined && BETWEEN.test(line.slice(day.end, after.start))) return after;
  const before = times.findLast((time) => time.end <= day.start);
  return before !== undefined && BETWEEN.test(line.slice(before.end, day.start)) ? before : null;
}

/** Words that stand on a date line beside the date. */
const LABEL =
  /cập nhật|ngày (?:đăng|gửi|viết)|đăng ngày|đăng lúc|gửi lúc|được (?:viết|gửi|đăng)|xuất bản|thời gian|ngày tạo|đã đăng|posted|published|updated|submitted|veröffentlicht|publié|erstellt|^(?:stand|datum|date)\s*:/iu;
const MODIFIED =
  /(?:lần )?cập nhật (?:lần )?cuối|(?:sửa|chỉnh sửa|sửa đổi) (?:lần cuối|lúc|ngày)|last (?:updated|modified|edited)|^updated|zuletzt aktualisiert|mis à jour/iu;
const FILLER =
  /(?<!\p{L})(?:(?:lần )?cập nhật(?: (?:lần )?cuối)?|ngày đăng(?: tin)?|ngày (?:gửi|viết)|được (?:viết|gửi|đăng)(?: bởi)?|gửi|đăng (?:tải|bởi|lúc|ngày)|xuất bản|thời gian|ngày tạo|hôm nay|last|posted|published|updated|submitted|modified|by|on|at|am|um|le|à|uhr|date|datum|stand|bởi|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn|(?:mon|tues|wednes|thurs|fri|satur|sun)day|ngày|lúc|vào|hồi|GMT|UTC|G5T|in trang|in bài(?: viết)?|(?:số )?lượt (?:xem|đọc|truy cập)\s*:?\s*[\d.,]*|views?|phút|giờ|năm|tháng|SA|CH|AM|PM)(?!\p{L})/giu;
const TODAY = /hôm nay/iu;
/** Letters that may be left on a date line beside what the filler takes: an author's name, a section. */
const LEFT_OVER = 28;

/** "Lạng Sơn, ngày 07 tháng 01 năm 2022": where and when a document was signed, which is not when a page was published. */
const SIGNED = /^\s*(?!thứ|chủ nhật|cập nhật)\p{Lu}[\p{L} .]{1,40}, ?ngày \d{1,2} tháng/iu;
/** "Nghị quyết số 21-NQ/TW, ngày 16/6/2022", "Quyết định 12/QĐ-UBND ngày 3/4/2020". */
const NUMBERED =
  /(?:nghị quyết|chỉ thị|quyết định|quy định|quy chế|kết luận|hướng dẫn|kế hoạch|thông báo|công văn|nghị định|thông tư|luật|tờ trình|báo cáo|giấy phép|văn bản|đề án)[^|:]*?(?:\s(?:số|lần thứ)\s*\d|,?\s+ngày\s+\d)/iu;
const NUMBER = /\d\s*[-/]\s*(?:NQ|CT|CTr|QĐ|QC|KL|HD|KH|TB|CV|NĐ|TT|TTr|ĐA|BC|QH|GP|UBND)(?!\p{L})/u;
/** Days of something else than the page. */
const OTHER_DAY =
  /ban hành|hiệu lực|hạn (?:cuối|nộp|chót)|sinh (?:ngày|năm)|ngày sinh|giấy phép|cấp ngày|khai mạc|khai giảng|bế mạc|diễn ra|ngày (?:ký|họp|mất|thi)|thành lập|điện thoại|(?:^|\s)từ\s.*\s(?:đến|tới)\s/iu;

export interface DateLine {
  readonly date: FoundDate;
  /** "Cập nhật", "Ngày đăng": the line says that it tells the day of publication. */
  readonly isLabelled: boolean;
  /** "Cập nhật lần cuối", "Last updated": the line tells when the page was changed. */
  readonly isModified: boolean;
  /** It has the look of a visitor's clock: a weekday and a day without a time, or "hôm nay". */
  readonly looksLikeClock: boolean;
  /** What else the line says: often the author's name. */
  readonly rest: string;
}

/** The date of a line that says little else; null for a line of text that mentions a date, a document's or a birthday's line, and a stretch of time. */
export function readDateLine(line: string): DateLine | null {
  const date = readDate(line);
  if (date === null || SIGNED.test(line) || NUMBERED.test(line) || NUMBER.test(line)) return null;
  const isLabelled = LABEL.test(line);
  if (!isLabelled && (OTHER_DAY.test(line) || namesSeveral(line))) return null;
  const rest = line.slice(0, date.start) + " " + line.slice(date.end);
  const left = rest
    .replace(FILLER, " ")
    .replace(/[\s|()[\],;:+–—•·\d-]+/gu, " ")
    .trim();
  if ((left.match(/\p{L}/gu)?.length ?? 0) > LEFT_OVER || /\p{Ll}[.!?]\s+\p{Lu}/u.test(rest)) return null;
  const looksLikeClock = !isLabelled && (TODAY.test(line) || (!date.hasTime && findWeekday(line) !== null));
  return { date, isLabelled, isModified: MODIFIED.test(line), looksLikeClock, rest: left };
}

/** Two days on one line are a stretch of time, a life, a table's row. */
function namesSeveral(line: string): boolean {
  return new Set(findDays(line, false).map((day) => day.iso)).size > 1;
}

const ISO = /^\s*(\d{4})([-/]?)(\d{2})\2(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?(?![\d:])/iu;
/** A zone behind a date in words: Date.parse knows these, and would take the machine's own zone without one. */
const ZONED = /(?:GMT|UTC|Z|[ECMP][SD]T|[+-]\d{2}:?\d{2})\s*(?:\(.*\))?$/iu;

/** Whose clock a date is told by: that of Viet Nam, or the page's own where it is from elsewhere. */
export type ZoneRule = "vietnam" | "as written";

/**
 * A date written for machines (JSON-LD, meta, `datetime`): ISO, RFC 2822, seconds since 1970, or in words. It is moved to +07:00, which is also taken
 * when it names no zone; a page from elsewhere (`as written`) keeps its zone, and only the day when it names none. Null for what is no date.
 */
export function readMachineDate(value: string, rule: ZoneRule = "vietnam"): string | null {
  const text = value.trim().slice(0, LINE_LENGTH);
  const match = ISO.exec(text);
  if (match !== null) return readIso(match, rule);
  if (/^\d{10}(?:\d{3})?$/u.test(text)) return toVietnam(Number(text.padEnd(13, "0")));
  const found = readDate(text);
  if (found?.hasTime !== true || !ZONED.test(text)) return rule === "vietnam" ? (found?.iso ?? null) : (found?.iso.slice(0, 10) ?? null);
  return rule === "vietnam" ? (toVietnam(Date.parse(text)) ?? found.iso) : found.iso.slice(0, 10);
}

function readIso(match: RegExpExecArray, rule: ZoneRule): string | null {
  const day = isoDay(Number(match[1]), Number(match[3]), Number(match[4]));
  if (day === null || match[5] === undefined) return day;
  const zone = match[8] === undefined ? null : /z/iu.test(match[8]) ? "Z" : match[8].replace(/^([+-]\d{2}):?(\d{2})$/u, "$1:$2");
  if (rule === "as written") return zone === null ? day : `${day}T${match[5]}:${match[6]}${zone === "Z" ? "+00:00" : zone}`;
  return toVietnam(Date.parse(`${day}T${match[5]}:${match[6]}:${match[7] ?? "00"}${zone ?? "+07:00"}`));
}

function toVietnam(time: number): string | null {
  if (Number.isNaN(time)) return null;
  const local = new Date(time + 7 * 3_600_000).toISOString();
  if (isoDay(Number(local.slice(0, 4)), 1, 1) === null) return null;
  return local.slice(17, 19) === "00" ? `${local.slice(0, 16)}+07:00` : `${local.slice(0, 19)}+07:00`;
}
