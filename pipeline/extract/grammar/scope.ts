import type { PlaceMention } from "../../language/gazetteer.ts";
import type { PeriodMention } from "../../language/periods.ts";
import type { Basis, Level, Period, Place } from "../../types/observation.ts";
import type { FoundFigure } from "./figures.ts";
import { endOfRightZone } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { hasAmountBetween, isPunct, isSign, isWord } from "./walk.ts";

/** What the article as a whole lends to figures that say neither place nor time. */
export interface ArticleScope {
  readonly place: Place;
  readonly placeReason: string;
  /** ISO day of publication, or null. */
  readonly published: string | null;
  /** The period that title, lead or first paragraph report on. */
  readonly reporting: PeriodMention | null;
}

/** What the sentences before in the same paragraph lend. */
export interface ParagraphScope {
  readonly place: PlaceMention | null;
  /** What was named last at each level, for "Đảng bộ tỉnh", "Huyện ủy" in an article about several. */
  readonly named: Readonly<Partial<Record<Level, PlaceMention>>>;
  readonly period: PeriodMention | null;
}

export interface LinkedPlace {
  readonly place: Place;
  readonly reason: string;
}

export interface LinkedPeriod {
  readonly period: Period | null;
  readonly basis: Basis;
  readonly reason: string;
}

const placeAt = (unit: Unit | undefined): PlaceMention | null => (unit?.kind === "place" ? unit.place : null);

/** An organisation, "toàn tỉnh", or a place named as where something happens; a bare name in passing governs nothing. */
function governs(units: readonly Unit[], at: number): boolean {
  const mention = placeAt(units[at]);
  if (mention === null) return false;
  if (mention.form !== "name") return true;
  const previous = units[at - 1];
  return at === 0 || isWord(previous, "tại", "ở", "của", "riêng", "trong", "toàn", "nay") || isPunct(previous, ",;.(") || isSign(units[at + 1], "stock") || isWord(units[at + 1], "đã");
}

/** "… của xã Đồng Tâm", "tại Đảng bộ huyện A": a place right behind what is counted. */
function placeBehind(units: readonly Unit[], figure: FoundFigure): PlaceMention | null {
  const end = endOfRightZone(units, figure.at);
  for (let i = figure.last + 1; i < end && i <= figure.last + 3; i++) {
    const mention = placeAt(units[i]);
    if (mention === null) continue;
    // "5 chi bộ trực thuộc Đảng bộ Khối": nothing stands between what is counted and its organisation.
    const isOwn = i === figure.last + 1 && mention.form !== "name";
    return isOwn || isWord(units[i - 1], "của", "thuộc", "ở", "tại") ? mention : null;
  }
  return null;
}

/** "Đảng bộ A 61,9%; Đảng bộ B 45,2%": a place right before the number, nothing told in between but its own noun. */
function placeInList(units: readonly Unit[], figure: FoundFigure): PlaceMention | null {
  if (figure.sharedPlace !== null) return placeAt(figure.sharedPlace);
  for (let i = figure.at - 1; i >= Math.max(0, figure.at - 4); i--) {
    const mention = placeAt(units[i]);
    if (mention !== null) return mention;
    const unit = units[i] as Unit;
    if (unit.kind === "amount" || isPunct(unit, ",;.)")) return null;
  }
  return null;
}

function placeBefore(units: readonly Unit[], at: number): PlaceMention | null {
  for (let i = at - 1; i >= 0; i--) {
    const mention = placeAt(units[i]);
    if (mention !== null && governs(units, i) && !isLeftOver(units, i, at)) return mention;
  }
  return null;
}

/** "Đảng bộ A 61; toàn tỉnh …", "A kết nạp 61, B 45": behind a semicolon the item before holds no longer when it had its own number. */
function isLeftOver(units: readonly Unit[], place: number, at: number): boolean {
  let semicolon = -1;
  for (let i = place + 1; i < at; i++) if (isPunct(units[i], ";")) semicolon = i;
  return semicolon >= 0 && hasAmountBetween(units, place, semicolon) && placeAt(units[place])?.form === "name";
}

/** Which organisation a figure describes: clause, sentence, paragraph, article, in that order (codebook section 4, "Scope of a figure"). */
export function linkPlace(units: readonly Unit[], figure: FoundFigure, scope: { paragraph: ParagraphScope; article: ArticleScope }): LinkedPlace {
  const { paragraph, article } = scope;
  const settled = (mention: PlaceMention): Place => settle(mention, units, scope);
  const behind = placeBehind(units, figure);
  if (behind !== null) return { place: settled(behind), reason: `${behind.reason}; đứng ngay sau con số` };
  const listed = placeInList(units, figure);
  if (listed !== null) return { place: settled(listed), reason: `${listed.reason}; đứng ngay trước con số` };
  const before = placeBefore(units, figure.first);
  if (before !== null) return { place: settled(before), reason: `${before.reason}; chi phối câu` };
  if (paragraph.place !== null) return { place: settled(paragraph.place), reason: `${paragraph.place.reason}; nói ở câu trước trong đoạn` };
  return { place: article.place, reason: article.placeReason };
}

/** The mention of a sentence before another that satisfies a test; null when there is none. */
function earlier(units: readonly Unit[], mention: PlaceMention, test: (candidate: PlaceMention) => boolean): PlaceMention | null {
  let found: PlaceMention | null = null;
  for (const unit of units) {
    if (unit.kind !== "place" || unit.from >= mention.from) continue;
    if (test(unit.place)) found = unit.place;
  }
  return found;
}

const isNamedAt = (level: Level) => (mention: PlaceMention): boolean => mention.form !== "self" && mention.place.level === level && (mention.place.name !== null || mention.place.province !== null);

/** "toàn tỉnh", "Huyện ủy" are those named here last, else the article's; "toàn Đảng bộ" is the organisation told of here, else the article's. */
function settle(mention: PlaceMention, units: readonly Unit[], { paragraph, article }: { paragraph: ParagraphScope; article: ArticleScope }): Place {
  const level = mention.selfLevel;
  if (mention.form !== "self" || level === undefined) return mention.place;
  if (level === null) {
    const own = earlier(units, mention, (candidate) => candidate.form === "organisation") ?? (paragraph.place?.form === "organisation" ? paragraph.place : null);
    return own?.place ?? article.place;
  }
  const named = earlier(units, mention, isNamedAt(level)) ?? paragraph.named[level] ?? null;
  if (level === "province") return { level, province: named?.place.province ?? article.place.province ?? mention.place.province, name: null };
  if (named !== null) return named.place;
  if (level === article.place.level) return article.place;
  return mention.place.name === null && mention.place.level !== "national" ? article.place : mention.place;
}

/** What is named last at each level in a sentence, over what was before. */
export function namedIn(units: readonly Unit[], before: ParagraphScope["named"]): ParagraphScope["named"] {
  const named = { ...before };
  for (const unit of units) {
    const mention = placeAt(unit);
    if (mention !== null && isNamedAt(mention.place.level)(mention)) named[mention.place.level] = mention;
  }
  return named;
}

const isUsable = (mention: PeriodMention): boolean => !mention.compared && (mention.kind === "span" || mention.kind === "point" || mention.kind === "deadline");

const periodAt = (unit: Unit | undefined): PeriodMention | null => (unit?.kind === "period" && isUsable(unit.period) ? unit.period : null);

/** "(năm 1990)", "trong năm 2018" right behind the figure. */
function periodBehind(units: readonly Unit[], figure: FoundFigure, reach: number): PeriodMention | null {
  for (let i = figure.last + 1; i < units.length && i <= figure.last + reach; i++) {
    const unit = units[i] as Unit;
    const mention = periodAt(unit);
    if (mention !== null) return mention;
    if (unit.kind === "amount" || isPunct(unit, ",;.)") || isSign(unit, "base", "rise", "fall", "part")) return null;
  }
  return null;
}

function periodBefore(units: readonly Unit[], at: number): PeriodMention | null {
  for (let i = at - 1; i >= 0; i--) {
    const mention = periodAt(units[i]);
    if (mention !== null) return mention;
  }
  return null;
}

/** The last usable period of the sentence, for the sentences behind it. */
export function lastPeriod(units: readonly Unit[]): PeriodMention | null {
  return periodBefore(units, units.length);
}

/** The organisation that a sentence is about, for the sentences behind it: the first that governs. */
export function subjectPlace(units: readonly Unit[]): PlaceMention | null {
  for (let i = 0; i < units.length; i++) {
    if (units[i]?.kind === "amount") return null;
    const mention = placeAt(units[i]);
    if (mention !== null && mention.form !== "name" && governs(units, i)) return mention;
  }
  return null;
}

function endOfDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** "đến", "tính đến", "hết": up to a day; any other day is the day on which it happened. */
const UP_TO = new Set(["đến", "tính", "hết", "nay", "hiện", "tới", "cho"]);

interface PeriodScope {
  readonly paragraph: ParagraphScope;
  readonly article: ArticleScope;
  readonly kind: "stock" | "flow";
  /** The folded word that a time expression begins with. */
  readonly firstKey: (mention: PeriodMention) => string;
}

/** A period as the kind of indicator needs it: a stock `at` the end of a span (not after the publication), a flow up to a day or on it. */
function shaped(mention: PeriodMention, { kind, article, firstKey }: PeriodScope, status: string): Period | null {
  const { period } = mention;
  if (period === null) return null;
  const asFlow = (at: string): Period => (UP_TO.has(firstKey(mention)) || mention.kind === "deadline" ? { from: null, to: at } : { from: at, to: at });
  if (kind === "flow") return "at" in period ? asFlow(period.at) : period;
  if (status === "change") return period;
  if ("at" in period) return period;
  if (period.to === null) return null;
  const end = endOfDay(period.to);
  return { at: status === "actual" && article.published !== null && end > article.published && period.from !== null && period.from <= article.published ? article.published : end };
}

function resolved(mention: PeriodMention, scope: PeriodScope, status: string, reason: string): LinkedPeriod {
  const period = shaped(mention, scope, status);
  return period === null ? { period: null, basis: "unknown", reason: `${reason}, không tính ra ngày` } : { period, basis: mention.basis, reason };
}

/** Which time a figure is of: clause, sentence, paragraph, the article's reporting period, else the publication year (codebook section 4, "Time of a flow"). */
export function linkPeriod(units: readonly Unit[], figure: FoundFigure, scope: PeriodScope): LinkedPeriod {
  const { paragraph, article, kind } = scope;
  const { status, per } = figure.figure;
  const shared = figure.sharedPeriod === null ? null : periodAt(figure.sharedPeriod);
  if (shared !== null) return resolved(shared, scope, status, "thời gian theo thứ tự kể");
  const adjacent = periodBehind(units, figure, 3);
  if (adjacent !== null) return resolved(adjacent, scope, status, "thời gian đứng ngay sau con số");
  const before = periodBefore(units, figure.at);
  if (before !== null) return resolved(before, scope, status, "thời gian nói trong câu");
  const behind = periodBehind(units, figure, 12);
  if (behind !== null) return resolved(behind, scope, status, "thời gian đứng sau trong câu");
  if (per === "year") return { period: null, basis: "unknown", reason: "mức mỗi năm, câu không nói những năm nào" };
  if (paragraph.period !== null) return resolved(paragraph.period, scope, status, "thời gian nói trước đó trong đoạn");
  if (article.reporting !== null && kind === "flow") return resolved(article.reporting, scope, status, "thời gian mà bài tường thuật");
  return inferred(article, kind, status);
}

function inferred({ published }: ArticleScope, kind: "stock" | "flow", status: string): LinkedPeriod {
  if (published === null) return { period: null, basis: "unknown", reason: "bài không có ngày và câu không nói thời gian" };
  if (kind === "stock" && status !== "change") return { period: { at: published }, basis: "inferred", reason: "số hiện có, lấy ngày đăng" };
  if (status === "target") return { period: { from: `${published.slice(0, 4)}-01-01`, to: `${published.slice(0, 4)}-12-31` }, basis: "inferred", reason: "chỉ tiêu không nói thời gian, lấy năm đăng bài" };
  return { period: { from: `${published.slice(0, 4)}-01-01`, to: published }, basis: "inferred", reason: "không nói thời gian, lấy từ đầu năm đăng bài" };
}
