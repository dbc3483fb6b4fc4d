import type { Token } from "../../types/tokens.ts";
import type { Day } from "./calendar.ts";
import { isDay, ordinal } from "./calendar.ts";
import type { Part, Stretch } from "./stretches.ts";
import type { TimeExpression } from "./times.ts";

/** A stretch that lies in one year. */
export type YearStretch = Extract<Stretch, { readonly is: "year" | "months" | "day" }>;

export type StatedBasis = "explicit" | "relative";

/** What has been told so far, by which open years are completed. One is made for a text and follows the reader through it. */
export interface Told {
  readonly published: Day | null;
  readonly firstYear: number | null;
  /** The last year stated in this sentence, in this paragraph, and anywhere before. */
  sentenceYear: number | null;
  paragraphYear: number | null;
  anyYear: number | null;
  /** The last term or stage that was named with its years. */
  term: { readonly first: number; readonly last: number } | null;
  /** The last years from–to of any kind. */
  years: { readonly first: number; readonly last: number } | null;
  /** The last months with a year, by which a bare "6 tháng" is completed when nothing else tells. */
  months: { readonly first: number; readonly last: number; readonly year: number } | null;
  /** What the rest of the sentence gives away. */
  ahead: Ahead;
}

export interface Ahead {
  readonly year: number | null;
  readonly planYear: number | null;
}

export interface KnownYear {
  readonly year: number;
  readonly basis: StatedBasis;
}

function known(year: number | null, basis: StatedBasis): KnownYear | null {
  return year === null ? null : { year, basis };
}

/** The year from which an expression's own year is counted when the text does not say it. */
function publishedYear(told: Told): number | null {
  return told.published?.year ?? told.firstYear;
}

/** The publication year moved by some years. */
function fromPublished(told: Told, shift: number): KnownYear | null {
  const year = publishedYear(told);
  return year === null ? null : { year: year + shift, basis: "relative" };
}

/** "năm qua" is the year that ends when it is said in the last quarter, else the one before. */
const PAST_IS_THIS_YEAR_FROM = 10;
/** Reports of January and February still speak of the year before when they name its later months. */
const LOOKS_BACK_UNTIL = 2;
const FAR_MONTHS = 4;
/** Up to April "trong năm" is the year before where that is the last one that the text has told. */
const REPORTS_BACK_UNTIL = 4;
/** A day without a year lies at most this many days after publication (badges of 3/2 and 2/9 are announced some weeks before). */
const ANNOUNCED_DAYS = 60;

/** By how many years a stretch with an open year lies before the publication year. */
function shiftOfOpen(stretch: Stretch, part: Part, published: Day): number {
  switch (stretch.is) {
    case "year":
      return part !== "start" && published.month <= LOOKS_BACK_UNTIL ? -1 : 0;
    case "months":
      return published.month <= LOOKS_BACK_UNTIL && stretch.last - published.month >= FAR_MONTHS ? -1 : 0;
    case "day": {
      const isReal = isDay(published.year, stretch.month, stretch.day);
      const distance = isReal ? ordinal({ year: published.year, month: stretch.month, day: stretch.day }) - ordinal(published) : 0;
      return distance > ANNOUNCED_DAYS ? -1 : 0;
    }
    default:
      return 0;
  }
}

/** How many expressions ahead a year is looked for, so that one endless sentence stays linear. */
const AHEAD = 6;

/** The year that a later part of the sentence gives away: "… so với cùng kỳ năm 2017" tells of 2018; "6 tháng đầu năm và … 6 tháng cuối năm 2022". */
export function yearAhead(times: readonly TimeExpression[], at: number, sentenceEnd: number): number | null {
  for (let i = at + 1; i < times.length && i <= at + AHEAD && (times[i] as TimeExpression).from < sentenceEnd; i++) {
    const { time, role } = times[i] as TimeExpression;
    if (time.shape === "same" && typeof time.year === "number") return time.year + 1;
    if (role.isCompared || role.isDocument || role.owner !== null) continue;
    if (time.shape === "in" && time.edge.stretch.is === "months" && typeof time.edge.stretch.year === "number")
      return time.edge.stretch.year;
  }
  return null;
}

/** The year of a plan named later in the sentence: the last resort for a report without a date. */
export function planYearAhead(times: readonly TimeExpression[], at: number, sentenceEnd: number): number | null {
  for (let i = at + 1; i < times.length && i <= at + AHEAD && (times[i] as TimeExpression).from < sentenceEnd; i++) {
    const { time, role } = times[i] as TimeExpression;
    if (role.owner === "plan" && time.shape === "in" && time.edge.stretch.is === "year" && typeof time.edge.stretch.year === "number")
      return time.edge.stretch.year;
  }
  return null;
}

function yearOfSameMonths(stretch: Stretch, { months }: Told): number | null {
  return stretch.is === "months" && months !== null && stretch.first === months.first && stretch.last === months.last ? months.year : null;
}

const isOfYearBefore = ({ published, anyYear }: Told): boolean =>
  published !== null && anyYear === published.year - 1 && published.month <= REPORTS_BACK_UNTIL;

/** Completes a year that is left open, from the nearest place that tells it. */
function completeOpen(stretch: Stretch, part: Part, told: Told): KnownYear | null {
  const stated = told.sentenceYear ?? told.ahead.year;
  if (stated !== null) return { year: stated, basis: "explicit" };
  if (stretch.is === "year" && told.paragraphYear !== null) return { year: told.paragraphYear, basis: "explicit" };
  if (stretch.is === "year" && part !== "start" && isOfYearBefore(told)) return known(told.anyYear, "explicit");
  if (told.published !== null) return { year: told.published.year + shiftOfOpen(stretch, part, told.published), basis: "relative" };
  return (
    known(told.paragraphYear, "explicit") ??
    known(yearOfSameMonths(stretch, told), "explicit") ??
    known(told.ahead.planYear, "explicit") ??
    known(told.firstYear, "relative")
  );
}

/** The year in which a stretch lies, or null where neither text nor publication date tells. */
export function yearOf(stretch: YearStretch, part: Part, told: Told): KnownYear | null {
  const ref = stretch.year;
  if (typeof ref === "number") return { year: ref, basis: "explicit" };
  switch (ref) {
    case "open":
      return completeOpen(stretch, part, told);
    case "this":
      return fromPublished(told, 0);
    case "last":
      return fromPublished(told, -1);
    case "before": {
      const stated = told.sentenceYear ?? told.paragraphYear;
      return stated === null ? fromPublished(told, -1) : { year: stated - 1, basis: "explicit" };
    }
    case "next":
      return fromPublished(told, 1);
    case "past":
      return told.published === null ? null : fromPublished(told, told.published.month >= PAST_IS_THIS_YEAR_FROM ? 0 : -1);
    case "that":
      return known(told.sentenceYear ?? told.paragraphYear ?? told.anyYear, "explicit");
  }
}

/** Words that make "đến năm …" a goal. */
const GOAL_WORDS: ReadonlySet<string> = new Set(["phấn", "mục", "tiêu", "tầm", "hướng", "sẽ", "dự", "kế"]);

/** Does the sentence before token `at` speak of a goal? */
export function speaksOfGoal(tokens: readonly Token[], sentenceStart: number, at: number): boolean {
  for (let i = Math.max(sentenceStart, at - 30); i < at; i++) if (GOAL_WORDS.has((tokens[i] as Token).key)) return true;
  return false;
}

/** Is something told as done soon behind token `at` ("đến năm 2013, huyện đã xóa …")? */
export function speaksOfDone(tokens: readonly Token[], at: number, sentenceEnd: number): boolean {
  for (let i = at; i < Math.min(sentenceEnd, at + 14); i++) {
    const { key } = tokens[i] as Token;
    if (key === "đã" || key === "còn" || key === "chỉ") return true;
  }
  return false;
}
