import type { PeriodMention } from "../../language/periods.ts";
import type { Period } from "../../types/observation.ts";
import type { FoundFigure } from "./found.ts";
import type { ArticleScope, LinkedPeriod, ParagraphScope, Told } from "./scope.ts";
import type { Unit } from "./units.ts";
import { bracketDepths, isPunct, isSign, isWord } from "./walk.ts";

interface PeriodScope {
  readonly paragraph: ParagraphScope;
  readonly article: ArticleScope;
  readonly kind: "stock" | "flow";
  /** Badges are awarded on the day of an anniversary. */
  readonly isOnDay: boolean;
  /** The folded word that a time expression begins with. */
  readonly firstKey: (mention: PeriodMention) => string;
}

const isUsable = (mention: PeriodMention): boolean =>
  !mention.compared && (mention.kind === "span" || mention.kind === "point" || mention.kind === "deadline");

/** A plan's and a congress's time is that of targets, an anniversary's that of what is awarded on the day. */
function isOwn(mention: PeriodMention, status: string, isOnDay: boolean): boolean {
  if (mention.owner === undefined) return true;
  return mention.owner === "anniversary" ? isOnDay : status === "target";
}

type Test = (mention: PeriodMention) => boolean;

const fitting =
  (status: string, isOnDay: boolean): Test =>
  (mention) =>
    isOwn(mention, status, isOnDay);

const periodAt = (unit: Unit | undefined, test: Test): PeriodMention | null =>
  unit?.kind === "period" && isUsable(unit.period) && test(unit.period) ? unit.period : null;

/** "(năm 1990)", "trong năm 2018" right behind the figure; what a bracket tells of its own number is not. */
function periodBehind(units: readonly Unit[], figure: FoundFigure, reach: number, test: Test): PeriodMention | null {
  for (let i = figure.last + 1; i < units.length && i <= figure.last + reach; i++) {
    const unit = units[i] as Unit;
    if (isPunct(unit, "(") && !isPunct(units[i + 2], ")")) return null;
    const mention = periodAt(unit, test);
    if (mention !== null) return mention;
    if (unit.kind === "amount" || isPunct(unit, ",;.)") || isSign(unit, "base", "rise", "fall", "part")) return null;
  }
  return null;
}

/** "chỉ tiêu 1.500 đảng viên của cả năm": a time that belongs to the number before it. */
function isOfNumberBefore(units: readonly Unit[], i: number): boolean {
  return isWord(units[i - 1], "của") && units.slice(Math.max(0, i - 4), i - 1).some((unit) => unit.kind === "amount");
}

function periodBefore(units: readonly Unit[], at: number, test: Test): PeriodMention | null {
  let depths: Int8Array | undefined;
  for (let i = at - 1; i >= 0; i--) {
    const mention = periodAt(units[i], test);
    if (mention === null) continue;
    depths ??= bracketDepths(units);
    if ((depths[i] as number) <= (depths[at] ?? 0) && !isWord(units[i - 1], "sinh") && !isOfNumberBefore(units, i)) return mention;
  }
  return null;
}

/** "hiện có", "nay": says of a standing number that it is today's; no time for what happens. */
const NOW = new Set(["hiện", "nay"]);

/** The last usable period of the sentence, for the sentences behind it. */
export function lastPeriod(units: readonly Unit[], firstKey: PeriodScope["firstKey"]): PeriodMention | null {
  return periodBefore(
    units,
    units.length,
    (mention) => mention.owner === undefined && !(mention.kind === "point" && NOW.has(firstKey(mention))),
  );
}

function endOfDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** "đến", "tính đến", "hết": up to a day; any other day is the day on which it happened. */
const UP_TO = new Set(["đến", "tính", "hết", "nay", "hiện", "tới", "cho"]);

/** A period as the kind of indicator needs it: a stock `at` the end of a span (not after the publication), a flow up to a day or on it. */
function shaped(mention: PeriodMention, { kind, article, firstKey }: PeriodScope, status: string): Period | null {
  const { period } = mention;
  if (period === null) return null;
  if (kind === "flow" && "at" in period)
    return { from: UP_TO.has(firstKey(mention)) || mention.kind === "deadline" ? null : period.at, to: period.at };
  if (kind === "flow") return period;
  if (status === "change") return period;
  if ("at" in period) return period;
  if (period.to === null) return null;
  const end = endOfDay(period.to);
  return {
    at:
      status === "actual" &&
      article.published !== null &&
      end > article.published &&
      period.from !== null &&
      period.from <= article.published
        ? article.published
        : end,
  };
}

/** A time before it is known where its words stand. */
type Timed = Omit<LinkedPeriod, "told">;

const toldIn = (told: Told, { period, basis, reason }: Timed): LinkedPeriod => ({ period, basis, told, reason });

function resolved(mention: PeriodMention, scope: PeriodScope, status: string, reason: string): Timed {
  const period = shaped(mention, scope, status);
  return period === null
    ? { period: null, basis: "unknown", reason: `${reason}, không tính ra ngày` }
    : { period, basis: mention.basis, reason };
}

/** "năm 2018 … kế hoạch; đến hết tháng 7 đã kết nạp 18": what is counted up to a day of the year that the sentence speaks of began with that year. */
function sinceNewYear(linked: Timed, units: readonly Unit[], at: number): Timed {
  const { period } = linked;
  if (period === null || "at" in period || period.from !== null || period.to === null) return linked;
  const from = `${period.to.slice(0, 4)}-01-01`;
  const saidYear = units
    .slice(0, at)
    .some(
      (unit) => unit.kind === "period" && unit.period.period !== null && "from" in unit.period.period && unit.period.period.from === from,
    );
  return saidYear ? { period: { from, to: period.to }, basis: "relative", reason: `${linked.reason}, kể từ đầu năm đã nói` } : linked;
}

/** "so với năm 2008 (125 đảng viên)", "so với cùng kỳ năm trước (294 đảng viên)": the bracket tells the compared number. */
function comparedBracket(units: readonly Unit[], figure: FoundFigure): PeriodMention | null {
  const unit = isPunct(units[figure.at - 1], "(") ? units[figure.at - 2] : undefined;
  return unit?.kind === "period" && (unit.period.compared || unit.period.kind === "same_period") ? unit.period : null;
}

/** "kế hoạch năm (250 đảng viên)": the bracket tells the plan of the whole year. */
function isYearPlanBracket(units: readonly Unit[], figure: FoundFigure): boolean {
  if (!isPunct(units[figure.at - 1], "(")) return false;
  const before = units[figure.at - 2];
  return isWord(before, "năm") || (before?.kind === "period" && before.period.owner === "plan");
}

/** A plan is one of the year, also when the result beside it is of its first months. */
function wholeYear(linked: LinkedPeriod): LinkedPeriod {
  const { period } = linked;
  if (period === null || "at" in period || period.from === null || !period.from.endsWith("-01-01")) return linked;
  return withPeriod(linked, { from: period.from, to: `${period.from.slice(0, 4)}-12-31` });
}

const withPeriod = ({ basis, told, reason }: LinkedPeriod, period: Period): LinkedPeriod => ({ period, basis, told, reason });

/** The same span a year earlier. */
function yearBefore(linked: LinkedPeriod): LinkedPeriod {
  const { period } = linked;
  if (period === null) return linked;
  if ("at" in period) return withPeriod(linked, { at: aYearEarlier(period.at) });
  const from = period.from === null ? null : aYearEarlier(period.from);
  const to = period.to === null ? null : aYearEarlier(period.to);
  return withPeriod(linked, { from, to });
}

/** The end of February stays the end of February, whatever day it is. */
function aYearEarlier(date: string): string {
  const month = `${Number(date.slice(0, 4)) - 1}${date.slice(4, 7)}`;
  return date.slice(4, 8) === "-02-" && date === endOfDay(date.slice(0, 7)) ? endOfDay(month) : `${month}${date.slice(7)}`;
}

/** A term or several years: what "mỗi năm", "hằng năm" can be of. */
function isLong({ period }: PeriodMention): boolean {
  return (
    period !== null && "from" in period && period.from !== null && period.to !== null && period.from.slice(0, 4) < period.to.slice(0, 4)
  );
}

/** The last period of several years in the sentence, for the yearly figures behind it. */
export function lastLongPeriod(units: readonly Unit[]): PeriodMention | null {
  return periodBefore(units, units.length, (mention) => mention.owner === undefined && isLong(mention));
}

/** "nay chỉ còn 9 thôn": a standing number of today, whatever time the sentence told before. */
function isOfToday(units: readonly Unit[], figure: FoundFigure): boolean {
  for (let i = figure.at - 1; i >= 0 && i >= figure.at - 4; i--) {
    if (isWord(units[i], "nay")) return true;
    if (units[i]?.kind === "amount" || isPunct(units[i], ",;.")) return false;
  }
  return false;
}

/** "hai năm 2021, 2022 kết nạp 3.514", "các năm 2021, 2022 và 2023": years in a row that no number parts are one time, from the first to the last. */
function ofAllYears(units: readonly Unit[], last: PeriodMention): PeriodMention {
  let first = last;
  for (let i = units.findIndex((unit) => unit.kind === "period" && unit.period === last); i >= 2; i -= 2) {
    const before = units[i - 2];
    if (!(isPunct(units[i - 1], ",") || isWord(units[i - 1], "và")) || before?.kind !== "period" || !isYearBefore(before.period, first))
      break;
    first = before.period;
  }
  const [from, to] = [first.period, last.period];
  if (first === last || from === null || to === null || !("from" in from) || !("from" in to)) return last;
  return { ...last, period: { from: from.from, to: to.to } };
}

const wholeYearOf = ({ period }: PeriodMention): number | null =>
  period !== null && "from" in period && period.from?.endsWith("-01-01") && period.to === `${period.from.slice(0, 4)}-12-31`
    ? Number(period.from.slice(0, 4))
    : null;

const isYearBefore = (one: PeriodMention, other: PeriodMention): boolean => {
  const [year, next] = [wholeYearOf(one), wholeYearOf(other)];
  return year !== null && next === year + 1;
};

/** The time that the sentence itself gives a figure, null when it gives none. */
function inSentence(units: readonly Unit[], figure: FoundFigure, scope: PeriodScope): Timed | null {
  const { status } = figure.figure;
  const isFits = fitting(status, scope.isOnDay);
  const shared = figure.sharedPeriod === null ? null : periodAt(figure.sharedPeriod, isFits);
  if (shared !== null) return resolved(shared, scope, status, "thời gian theo thứ tự kể");
  if (scope.kind === "stock" && scope.article.published !== null && isOfToday(units, figure))
    return { period: { at: scope.article.published }, basis: "relative", reason: "nay: ngày đăng" };
  // "đạt 35% chỉ tiêu đề ra trong năm 2022": the time behind an attainment is the plan's, where the result told its own before.
  const isAttained = figure.figure.relation === "attainment" && periodBefore(units, figure.at, isFits) !== null;
  const adjacent = isAttained ? null : periodBehind(units, figure, 3, isFits);
  if (adjacent !== null) return resolved(adjacent, scope, status, "thời gian đứng ngay sau con số");
  const before = periodBefore(units, figure.at, isFits);
  if (before !== null) {
    const all = scope.kind === "flow" ? ofAllYears(units, before) : before;
    return sinceNewYear(resolved(all, scope, status, "thời gian nói trong câu"), units, figure.at);
  }
  const behind = periodBehind(units, figure, 12, isFits);
  return behind === null ? null : resolved(behind, scope, status, "thời gian đứng sau trong câu");
}

/** Reasons of times that nothing near the figure says. */
export const REPORTED = "thời gian mà bài tường thuật";
export const SINCE_NEW_YEAR = "không nói thời gian, lấy từ đầu năm đăng bài";

/** The time that paragraph and article lend, null when they say none. */
function fromContext(figure: FoundFigure, scope: PeriodScope): Timed | null {
  const { paragraph, article, kind } = scope;
  const { status, per } = figure.figure;
  if (per === "year") {
    const long = paragraph.long ?? (article.reporting !== null && isLong(article.reporting) ? article.reporting : null);
    return long === null
      ? { period: null, basis: "unknown", reason: "mức mỗi năm, bài không nói những năm nào" }
      : resolved(long, scope, status, "mức mỗi năm của thời gian đã nói");
  }
  if (paragraph.period !== null) return resolved(paragraph.period, scope, status, "thời gian nói trước đó trong đoạn");
  return article.reporting !== null && kind === "flow" ? resolved(article.reporting, scope, status, REPORTED) : null;
}

/** "đạt 98% kế hoạch năm 2020": the year of the plan, where nothing else says when. */
function fromPlan(units: readonly Unit[], figure: FoundFigure, scope: PeriodScope): Timed | null {
  const plan = units.find((unit) => unit.kind === "period" && unit.period.owner === "plan" && isUsable(unit.period));
  return plan?.kind === "period" && scope.kind === "flow"
    ? resolved(plan.period, scope, figure.figure.status, "năm của kế hoạch nói trong câu")
    : null;
}

/** "trong năm", "cả năm" without a year are the year that the text told before; "nhiệm kỳ qua" is no such thing. */
function isOpenYear(units: readonly Unit[], { firstKey }: PeriodScope): boolean {
  return !units.some(
    (unit) => unit.kind === "period" && unit.period.period === null && unit.period.kind === "span" && firstKey(unit.period) === "nhiệm",
  );
}

const contextOf = ({ paragraph }: PeriodScope): Told => (paragraph.period === null && paragraph.long === null ? "article" : "paragraph");

/** "Từ 2 chi bộ ngày đầu thành lập, đến nay có 45 chi bộ": the level that it began with. */
const isStart = (units: readonly Unit[], { at, figure }: FoundFigure, { kind }: PeriodScope): boolean =>
  kind === "stock" &&
  figure.status === "actual" &&
  (isWord(units[at - 1], "từ") || (isSign(units[at - 1], "stock") && isWord(units[at - 2], "chỗ")));

function baseTime(units: readonly Unit[], figure: FoundFigure, scope: PeriodScope): LinkedPeriod {
  const own = inSentence(units, figure, scope);
  if (own === null && isStart(units, figure, scope))
    return toldIn("nowhere", { period: null, basis: "unknown", reason: "mức lúc đầu, không nói là lúc nào" });
  if (own !== null && (own.period !== null || !isOpenYear(units, scope))) return toldIn("sentence", own);
  const context = fromContext(figure, scope);
  if (context !== null) return toldIn(contextOf(scope), context);
  const last = own ?? fromPlan(units, figure, scope);
  return last === null ? toldIn("nowhere", inferred(scope.article, scope.kind, figure.figure.status)) : toldIn("sentence", last);
}

/** Which time a figure is of: clause, sentence, paragraph, the article's reporting period, else the publication year (codebook section 4, "Time of a flow"). */
export function linkPeriod(units: readonly Unit[], figure: FoundFigure, scope: PeriodScope): LinkedPeriod {
  const compared = comparedBracket(units, figure);
  if (compared !== null && compared.kind !== "same_period" && compared.period !== null)
    return toldIn("sentence", resolved(compared, scope, figure.figure.status, "con số của thời gian được so sánh"));
  const linked = baseTime(units, figure, scope);
  if (figure.isYearBefore || compared !== null)
    return {
      ...yearBefore(linked),
      ...(compared === null ? {} : { basis: linked.basis === "unknown" ? ("unknown" as const) : ("relative" as const) }),
    };
  const isOfYear = figure.isWholeYear || isYearPlanBracket(units, figure);
  return figure.figure.status === "target" && isOfYear ? wholeYear(linked) : linked;
}

function inferred({ published }: ArticleScope, kind: "stock" | "flow", status: string): Timed {
  if (published === null) return { period: null, basis: "unknown", reason: "bài không có ngày và câu không nói thời gian" };
  if (kind === "stock" && status !== "change") return { period: { at: published }, basis: "inferred", reason: "số hiện có, lấy ngày đăng" };
  if (status === "target")
    return {
      period: { from: `${published.slice(0, 4)}-01-01`, to: `${published.slice(0, 4)}-12-31` },
      basis: "inferred",
      reason: "chỉ tiêu không nói thời gian, lấy năm đăng bài",
    };
  return {
    period: { from: `${published.slice(0, 4)}-01-01`, to: published },
    basis: "inferred",
    reason: SINCE_NEW_YEAR,
  };
}
