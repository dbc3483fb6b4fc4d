import type { Amount } from "../../language/amounts.ts";
import type { Countable, EventCode, Figure } from "../../types/indicator.ts";
import type { Bound, Link, Measure } from "../../types/observation.ts";
import { deciderOf, isYearly, readRelation, readStatus, type RelationReading } from "./relations.ts";
import { eventBefore, eventBehind, type Governing, type Names, namesBefore, namesBehind } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { bracketDepths, hasAmountBetween, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** A figure with the units that carry it and the reasons of its reading. */
export interface FoundFigure {
  readonly figure: Figure;
  /** Index of the amount among the sentence's units. */
  readonly at: number;
  /** First and last unit of the shortest run that carries the number and its subject. */
  readonly first: number;
  readonly last: number;
  /** The figure of which this is a part or a share. */
  readonly whole: FoundFigure | null;
  /** The plan beside a result ("957/1.679"): it is of the whole year, whatever part of it the result is of. */
  readonly isWholeYear: boolean;
  readonly links: readonly Link[];
}

/** What a sentence hands on to the next: the last figure, for "Trong đó, …" at its head. */
export interface Carried {
  readonly last: FoundFigure | null;
}

/** Does "trong đó", "gồm" or an opening bracket part the number from the figure before it? */
function opensPart(units: readonly Unit[], from: number, at: number): boolean {
  return seek(units, { from: at - 1, to: Math.max(from, 0) }, (unit) => isSign(unit, "part"), (unit) => unit.kind === "amount" || isPunct(unit, ";")) >= 0;
}

/** "Đảng bộ A 61, huyện B đạt 42%": a body named right before the number, with nothing told in between. */
function isListed(units: readonly Unit[], at: number): boolean {
  return seek(units, { from: at - 1, to: Math.max(0, at - 4) }, (unit) => unit.kind === "place", (unit) => unit.kind === "amount" || isPunct(unit, ",;.)") || meaningOf(unit).event !== undefined) >= 0;
}

const STANDING = new Set<Countable>(["member", "grassroots", "committee", "base_cell", "cell", "superior", "org"]);

/** "có 51.433 đảng viên", "hiện có", "nâng tổng số … lên": the words of a standing number right before it. */
function hasStockWords(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 4) },
      (unit) => isSign(unit, "stock", "part") || meaningOf(unit).event === "lift",
      (unit) => unit.kind === "amount" || isPunct(unit, ".;)") || (meaningOf(unit).event !== undefined && meaningOf(unit).event !== "lift"),
    ) >= 0
  );
}

/** "61 TCCSĐ, 3.406 đảng viên": a standing number goes on to the next one of its list. */
function goesOnStanding({ units, at, before }: Draft): boolean {
  if (before === null || before.at < 0 || !before.figure.hasStockWords || before.figure.event !== null) return false;
  return seek(units, { from: before.last + 1, to: at - 1 }, (unit) => !isPunct(unit, ",") && !isWord(unit, "và", "cùng")) < 0;
}

interface Draft {
  readonly units: readonly Unit[];
  readonly depths: Int8Array;
  readonly at: number;
  readonly amount: Amount;
  readonly before: FoundFigure | null;
  /** The figure whose event, relation and status a list goes on with: the one before, in this sentence or under "Dẫn đầu là …" in the last. */
  readonly listHead: FoundFigure | null;
}

/** The figure of which the one at hand is a part: the one before the bracket or the "trong đó", or that one's own whole in a list of parts. */
function wholeOf({ units, depths, at, before }: Draft): FoundFigure | null {
  if (before === null) return null;
  const isInner = (depths[at] as number) > 0;
  const beforeIsInner = before.at >= 0 && (depths[before.at] ?? 0) > 0;
  if (isInner && beforeIsInner && sameBracket(units, before.at, at)) return before.whole ?? before;
  if (isInner) return before;
  if (opensPart(units, Math.max(before.at, 0), at)) return beforeIsInner ? (before.whole ?? before) : before;
  if (beforeIsInner) return null;
  return before.whole !== null && !endsList(units, before.at, at) ? before.whole : null;
}

function sameBracket(units: readonly Unit[], from: number, to: number): boolean {
  return seek(units, { from: from + 1, to: to - 1 }, (unit) => isPunct(unit, "()")) < 0;
}

/** A list of parts ends at a new event, at a standing number with its own subject, or where brackets close. */
function endsList(units: readonly Unit[], from: number, to: number): boolean {
  return (
    seek(units, { from: Math.max(from, 0) + 1, to: to - 1 }, (unit) => {
      const event = meaningOf(unit).event;
      return (event !== undefined && meaningOf(unit).form === undefined && event !== "rate" && event !== "other") || unit.kind === "place";
    }) >= 0
  );
}

/** Which event governs: the one told behind the number, a near one before it, the whole's, then one carried over in the sentence. */
function governingEvent(draft: Draft, names: Names, whole: FoundFigure | null): { governing: Governing | null; reason: string } {
  const behind = eventBehind(draft.units, draft.at);
  const before = eventBefore(draft.units, draft.at);
  if (names.form !== null) return { governing: { event: "discipline", at: names.first, isNear: true, isTopic: false }, reason: "hình thức kỷ luật đứng cạnh con số" };
  if (before?.isNear === true && !before.isTopic) return { governing: before, reason: "động từ đứng trước con số" };
  if (behind !== null) return { governing: behind, reason: "động từ đứng sau con số" };
  if (whole !== null && whole.figure.event !== null) return { governing: { event: whole.figure.event, at: draft.at, isNear: false, isTopic: false }, reason: "là phần của con số đứng trước" };
  return { governing: before, reason: before === null ? "không có động từ" : "động từ mang từ trước trong câu" };
}

/** "người", "đồng chí", nothing: the countable of the figure before; "đảng viên" under "trong đó" stays what it is. */
function countableOf(names: Names, draft: Draft, whole: FoundFigure | null): Countable | null {
  if (isPunct(draft.units[draft.at - 1], "/")) return draft.before?.figure.countable ?? null;
  // "16 đảng bộ trực thuộc Tỉnh ủy …, trong đó 3 đảng bộ …": the part is of the whole's kind.
  if (names.countable === "committee" && whole?.figure.countable === "superior") return "superior";
  if (names.countable !== null && names.countable !== "person") return names.countable;
  const carried = whole?.figure.countable ?? draft.before?.figure.countable ?? null;
  const isNamed = names.grade !== null || names.form !== null || names.group !== null || draft.amount.kind === "percent" || whole !== null;
  if (names.countable === "person") return carried !== null && carried !== "other" && (isNamed || whole !== null) ? carried : "person";
  return isNamed ? carried : null;
}

function merge(behind: Names, before: Names): Names {
  const useBefore = behind.countable === null || behind.countable === "person";
  const isPeople = behind.countable === "person" && (before.countable === "member" || before.countable === "new_member" || before.countable === "masses");
  const hasLabel = behind.grade !== null || behind.form !== null || (behind.group !== null && behind.countable !== null);
  return {
    countable: (before.countable !== null && behind.countable === null) || isPeople ? before.countable : behind.countable,
    grade: behind.grade ?? (hasLabel ? null : before.grade),
    form: behind.form ?? (hasLabel || (behind.countable !== null && behind.countable !== "person" && behind.countable !== "member") ? null : before.form),
    group: behind.group ?? (hasLabel || !useBefore ? null : before.group),
    cumulative: behind.grade !== null ? behind.cumulative : before.cumulative,
    isUnnamed: behind.isUnnamed || (useBefore && !hasLabel && before.isUnnamed),
    hasOtherPredicate: behind.hasOtherPredicate,
    first: useBefore || before.grade !== null || before.form !== null ? before.first : behind.first,
    last: behind.last,
  };
}

/** "trở lên" behind the noun belongs to the number: "90 đảng viên trở lên". */
function boundOf(amount: Amount): Bound {
  return amount.boundAfter !== undefined && amount.bound === "exact" ? "at_least" : amount.bound;
}

function linksOf(parts: { event: string; relation: RelationReading; status: string }): readonly Link[] {
  return [
    { what: "indicator", reason: parts.event },
    { what: "value", reason: parts.relation.reason },
    { what: "status", reason: parts.status },
  ];
}

/** Which figure a listed number goes on with: same list, no event of its own, and nothing but people or percentages counted. */
function continues(draft: Draft, names: Names): FoundFigure | null {
  const { units, at, amount, listHead } = draft;
  if (listHead === null || listHead.figure.event === null || !isListed(units, at)) return null;
  if (eventBehind(units, at) !== null || names.grade !== null || names.form !== null) return null;
  const own = eventBefore(units, at);
  if (own?.isNear === true && !own.isTopic && own.event !== "other") return null;
  const isPercent = amount.kind === "percent";
  const sameKind = isPercent || names.countable === null || names.countable === "member" || names.countable === "person" || names.countable === "new_member";
  return sameKind ? listHead : null;
}

const isChange = (relation: RelationReading["relation"]): boolean => relation === "change" || relation === "percent_change" || relation === "points";

function readFigure(draft: Draft, keyOf: (unit: Unit) => string): FoundFigure {
  const { units, at, amount } = draft;
  const names = merge(namesBehind(units, at), namesBefore(units, at));
  const head = continues(draft, names);
  const whole = head === null ? wholeOf(draft) : null;
  const { governing, reason } = head === null ? governingEvent(draft, names, whole) : { governing: { event: head.figure.event as EventCode, at, isNear: true, isTopic: false }, reason: "danh sách tiếp theo con số đứng trước" };
  const isPercent = amount.kind === "percent";
  const relation = readRelation(units, at, {
    value: amount.value,
    isPercent,
    before: { isShare: isShareOf(draft) && draft.before?.figure.relation === "share", isAttainment: head?.figure.relation === "attainment" && names.countable === null },
  });
  const ownStatus = readStatus(units, at, keyOf);
  const status = head !== null && head.figure.status === "target" ? { status: "target" as const, reason: "danh sách chỉ tiêu" } : ownStatus;
  const countable = relation.relation === "attainment" ? null : head === null ? countableOf(names, draft, whole) : names.countable === null || names.countable === "person" ? "member" : names.countable;
  const stock = hasStockWords(units, at) || goesOnStanding(draft);
  const standsAlone = stock && head === null && whole === null && governing !== null && !governing.isNear && countable !== null && STANDING.has(countable) && names.group === null && names.grade === null;
  const figure: Figure = {
    value: relation.value,
    bound: boundOf(amount),
    ...(amount.numerator === undefined ? {} : { numerator: amount.numerator }),
    ...(amount.denominator === undefined ? {} : { denominator: amount.denominator }),
    isPercent,
    relation: relation.relation,
    ...(relation.against === undefined ? {} : { against: relation.against }),
    status: isChange(relation.relation) ? "change" : status.status,
    ...(isYearly(units, at) ? { per: "year" as const } : {}),
    countable,
    event: standsAlone ? null : (governing?.event ?? null),
    eventIsNear: governing?.isNear === true && !governing.isTopic,
    grade: names.grade ?? (isPercent ? (whole?.figure.grade ?? carriedGrade(draft, names)) : null),
    cumulative: names.cumulative,
    form: names.form ?? (isPercent ? (draft.before?.figure.form ?? null) : null),
    group: names.group ?? (isPercent && names.countable === null && isShareOf(draft) ? (draft.before?.figure.group ?? null) : null),
    isUnnamedPart: names.isUnnamed || (whole !== null && isUnnamedPart(names, countable, amount)),
    isPart: whole !== null,
    hasStockWords: stock,
    isListed: head !== null,
    hasOtherPredicate: names.hasOtherPredicate,
    isNorm: seek(units, { from: at - 1, to: 0 }, (unit) => isSign(unit, "each"), (unit) => unit.kind === "amount" || isPunct(unit, ";")) >= 0,
    decidedBy: deciderOf(units, at),
    subset: seek(units, { from: at + 1, to: Math.min(units.length - 1, at + 5) }, (unit) => isSign(unit, "chosen"), (unit) => unit.kind === "amount" || isPunct(unit, ",;.")) > 0,
  };
  const first = governing !== null && governing.isNear && governing.at >= 0 && governing.at < at && at - governing.at <= 8 ? Math.min(governing.at, names.first) : names.first;
  const last = governing !== null && governing.isNear && governing.at > at ? Math.max(governing.at, names.last) : names.last;
  return { figure, at, first, last, whole, isWholeYear: isPunct(units[at - 1], "/"), links: linksOf({ event: reason, relation, status: status.reason }) };
}

/** A range is two figures, its ends; "kết nạp 957/1.679 đảng viên" is what was reached and what was aimed at. */
function unfold(found: FoundFigure, amount: Amount): readonly FoundFigure[] {
  const { figure } = found;
  if (amount.upper !== undefined) return [found, { ...found, figure: { ...figure, value: amount.upper, bound: "at_most" } }];
  if (amount.denominator === undefined || figure.event !== "admit" || figure.relation !== "plain") return [found];
  const { numerator: _numerator, denominator: _denominator, ...rest } = figure;
  return [found, { ...found, isWholeYear: true, figure: { ...rest, value: amount.denominator, bound: "exact", status: "target" }, links: [...found.links, { what: "status", reason: "mẫu số là chỉ tiêu" }] }];
}

/** "…, chiếm 20,9%", "(20,9%)": does the percentage belong to the number just before it? */
function isShareOf({ units, at, before }: Draft): boolean {
  return before !== null && before.at >= 0 && !hasAmountBetween(units, before.at, at);
}

function carriedGrade(draft: Draft, names: Names): string | null {
  return names.countable === null && isShareOf(draft) ? (draft.before?.figure.grade ?? null) : null;
}

/** Under "trong đó" a bare number that no dimension names ("12 nông dân") is a part without a code. */
function isUnnamedPart(names: Names, countable: Countable | null, amount: Amount): boolean {
  if (amount.kind === "percent") return false;
  return names.grade === null && names.form === null && names.group === null && (names.countable === null || names.countable === "person" || names.countable === "other" || countable === null);
}

/** Does the sentence rank bodies under the event of the one before: "Dẫn đầu là …", "Tiếp theo là …"? */
function goesOn(units: readonly Unit[]): boolean {
  return seek(units, { from: 0, to: Math.min(5, units.length - 1) }, (unit) => isSign(unit, "continues"), (unit) => unit.kind === "amount") >= 0;
}

/**
 * The figures of one sentence in reading order, each with its noun, event, labels, relation and status. `carried` is what the sentence before in the same block
 * left; `keyOf` gives the folded words of a unit.
 */
export function readFigures(units: readonly Unit[], carried: Carried, keyOf: (unit: Unit) => string): FoundFigure[] {
  const depths = bracketDepths(units);
  const figures: FoundFigure[] = [];
  const opensWithPart = isSign(units[0], "part") || isSign(units[1], "part");
  let before: FoundFigure | null = opensWithPart && carried.last !== null ? { ...carried.last, at: -1 } : null;
  let listHead = goesOn(units) ? carried.last : null;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as Unit;
    if (unit.kind !== "amount") continue;
    const figure = readFigure({ units, depths, at, amount: unit.amount, before, listHead }, keyOf);
    figures.push(...unfold(figure, unit.amount));
    before = figure;
    listHead = figure.figure.event === null ? listHead : figure;
  }
  return figures;
}

/** The codebook's measure of a relation. */
export function measureOf(figure: Figure): Measure {
  if (figure.relation === "share" || figure.relation === "attainment" || figure.relation === "points" || figure.relation === "percent_change") return figure.relation;
  return "count";
}
