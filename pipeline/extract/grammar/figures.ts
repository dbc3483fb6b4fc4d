import type { Amount } from "../../language/amounts.ts";
import type { EventCode, Figure } from "../../types/indicator.ts";
import type { Bound, Measure } from "../../types/observation.ts";
import { type Governing, governingEvent } from "./events.ts";
import { type Carried, changed, type Draft, type FoundFigure } from "./found.ts";
import { isHonoured } from "./honours.ts";
import { markRatedWholes, shareGrades, shareLacks, sharePredicates, unfold } from "./joined.ts";
import { formBehind, lackBefore, sharedForm } from "./labels.ts";
import { continues, goesOn, goesOnAttaining, goesOnStanding, mayHead, onlyJoins, respectively } from "./lists.ts";
import { baseOf, isChange, relationOf, shareOf, statusOf } from "./measured.ts";
import { countableOf, isUnnamedPart, merge, ORGANISATIONS, PEOPLE, STANDING, withShare } from "./names.ts";
import { deciderOf, isYearly, readStatus } from "./relations.ts";
import { isPlanBeside, type Names, namesBefore, namesBehind } from "./surroundings.ts";
import { periodUnit, type Unit } from "./units.ts";
import { bracketDepths, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";
import { carriedWhole, isShareOf, wholeOf } from "./wholes.ts";

export type { Carried, FoundFigure } from "./found.ts";

const endsStock = (unit: Unit): boolean =>
  unit.kind === "amount" ||
  isPunct(unit, ".;)") ||
  isSign(unit, "together") ||
  (meaningOf(unit).event !== undefined && meaningOf(unit).event !== "lift");

/** "có 51.433 đảng viên", "hiện có", "nâng tổng số … lên": the words of a standing number right before it. */
function hasStockWords(units: readonly Unit[], at: number): boolean {
  if (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 4) },
      (unit) => isSign(unit, "stock", "part", "out_of") || meaningOf(unit).event === "lift",
      endsStock,
    ) >= 0
  )
    return true;
  // "số chi bộ trực thuộc đảng bộ cơ sở là 3.114"
  return (
    isWord(units[at - 1], "là") &&
    seek(
      units,
      { from: at - 2, to: Math.max(0, at - 5) },
      (unit) => isWord(unit, "số"),
      (unit) => unit.kind === "amount" || isPunct(unit, ";.,"),
    ) >= 0
  );
}

/** "trở lên" behind the noun belongs to the number: "90 đảng viên trở lên". */
function boundOf(amount: Amount): Bound {
  return amount.boundAfter !== undefined && amount.bound === "exact" ? "at_least" : amount.bound;
}

function readFigure(draft: Draft): FoundFigure {
  const { units, at, amount, before, keyOf } = draft;
  const share = draft.shares.get(at);
  const behind = namesBehind(units, at);
  const named = withShare(merge(behind, namesBefore(units, at)), share);
  const names = isPlainlyFulfilled(draft, named) ? { ...named, grade: "fulfilled" } : named;
  const yearBefore = ofYearBefore(draft);
  const total = totalOfTimes(draft);
  const head =
    yearBefore ?? (total === null ? null : before) ?? continues({ units, at, amount, names, head: draft.head, isCell: draft.isCell });
  const whole = head === null ? (wholeOf(draft) ?? (before === null ? carriedWhole(units, at, names, draft.carried) : null)) : null;
  const { governing, reason } =
    head === null
      ? governingEvent(draft, names, whole)
      : {
          governing: { event: head.figure.event as EventCode, at, isNear: true, isTopic: false },
          reason: "danh sách tiếp theo con số đứng trước",
        };
  const isPercent = amount.kind === "percent";
  const relation = relationOf(draft, names, head);
  const ownStatus = readStatus(units, at, keyOf);
  const inherits = head?.figure.status === "target" || (whole?.figure.status === "target" && whole.at >= 0);
  const status = statusOf(relation.relation, ownStatus, inherits);
  const listed =
    yearBefore !== null && (names.countable === null || names.countable === "person")
      ? yearBefore.figure.countable
      : head === null
        ? countableOf(names, draft, whole)
        : names.countable === null || names.countable === "person"
          ? PEOPLE.has(head.figure.countable) || head.figure.countable === null
            ? "member"
            : head.figure.countable
          : names.countable;
  const base = isChange(relation.relation) ? baseOf(draft, names.countable === "body" ? listed : names.countable) : null;
  const countable =
    relation.relation === "attainment"
      ? isShareOf(draft)
        ? (before?.figure.countable ?? null)
        : null
      : (base?.figure.countable ?? listed);
  const stock = hasStockWords(units, at) || goesOnStanding(units, at, before);
  const standsAlone =
    stock &&
    share === undefined &&
    head === null &&
    whole === null &&
    governing !== null &&
    !governing.isNear &&
    countable !== null &&
    STANDING.has(countable) &&
    names.group === null &&
    names.grade === null;
  const isOfBefore = isPercent && isShareOf(draft) && (base === null || base === before) && !isNextShare(draft, relation.relation);
  const adjacent = isOfBefore && (names.countable === null || isNounOf(before, behind, names)) ? before : null;
  const figure: Figure = {
    value: relation.value,
    bound: boundOf(amount),
    isPercent,
    relation: relation.relation,
    status: isChange(relation.relation) ? "change" : status.status,
    countable: adjacent !== null && countable === null && relation.relation === "share" ? adjacent.figure.countable : countable,
    isCountedBehind: behind.countable !== null,
    event: standsAlone ? null : base !== null ? base.figure.event : (governing?.event ?? null),
    eventIsNear: base?.figure.eventIsNear ?? ((governing?.isNear === true && !governing.isTopic) || share !== undefined),
    grade: names.grade ?? adjacent?.figure.grade ?? base?.figure.grade ?? null,
    cumulative: names.cumulative || (names.grade === null && (adjacent ?? base)?.figure.cumulative === true),
    form:
      names.form ??
      adjacent?.figure.form ??
      base?.figure.form ??
      sharedForm(draft, governing) ??
      (governing?.event === "discipline" && !isPercent ? formBehind(units, at) : null),
    group: names.group ?? adjacent?.figure.group ?? base?.figure.group ?? groupOfBodies(draft, countable),
    lack:
      names.lack ??
      head?.figure.lack ??
      (isChange(relation.relation) || (countable === "village" && !isSign(units[names.last + 1], "stock"))
        ? (before?.figure.lack ?? lackBefore(units, at))
        : null),
    document: names.document,
    shareOf: shareOf(draft, relation.relation, head),
    isUnnamedPart:
      names.isUnnamed ||
      isShareOfUnnamed(draft, relation.relation) ||
      (whole !== null && !isPlanBeside(units, at) && isUnnamedPart(names, countable, amount)),
    // "Trong đó, trao Huy hiệu 70 năm tuổi Đảng cho 5 đảng viên", of a number that the title tells
    isPart: whole !== null || (governing?.event === "award_badge" && (isSign(units[0], "part") || isSign(units[1], "part"))),
    hasStockWords: stock,
    isListed: head !== null,
    isRatedWhole: false,
    followsOf: isWord(units[at - 1], "của"),
    hasOtherPredicate: names.hasOtherPredicate,
    isHonoured: isHonoured(units, at, names.grade),
    isNorm:
      seek(
        units,
        { from: at - 1, to: 0 },
        (unit) => isSign(unit, "each"),
        (unit) => unit.kind === "amount" || isPunct(unit, ";"),
      ) >= 0,
    decidedBy: deciderOf(units, at),
    subset: isSubset(units, at) || whole?.figure.subset === true,
    numerator: amount.numerator,
    denominator: amount.denominator,
    against: relation.against,
    per: isYearly(units, at) || (adjacent?.figure.per === "year" && status.status === "target") ? "year" : undefined,
  };
  const { first, last } = spanOf(draft, names, governing);
  return {
    figure,
    at,
    first,
    last,
    whole,
    isWholeYear: isPunct(units[at - 1], "/") || (isPlanBeside(units, at) && isWord(units[at - 1], "năm")),
    sharedPlace: share?.kind === "place" ? share : draft.cellPlace,
    sharedPeriod: share?.kind === "period" ? share : total,
    isYearBefore: yearBefore !== null,
    links: [
      { what: "indicator", reason },
      { what: "value", reason: relation.reason },
      { what: "status", reason: status.reason },
    ],
  };
}

/** "trong đó có 47 cấp ủy viên, chiếm 12,8% tổng số đảng viên bị kỷ luật": the share is that of a part that no dimension names. */
function isShareOfUnnamed(draft: Draft, relation: Figure["relation"]): boolean {
  const { before } = draft;
  if (relation !== "share" || before === null || !isShareOf(draft) || before.figure.isPercent) return false;
  return before.figure.isUnnamedPart || (before.figure.isPart && before.figure.countable === "other");
}

/** "hoàn thành tốt 70%, hoàn thành 10%": in a list of grades the bare word is one; elsewhere plans are fulfilled. */
function isPlainlyFulfilled({ units, at, told, before }: Draft, names: Names): boolean {
  if (names.grade !== null || !isWord(units[at - 1], "thành") || !isWord(units[at - 2], "hoàn")) return false;
  return before?.figure.grade != null || told.some(({ figure }) => figure.grade !== null);
}

/** "hoàn thành tốt 75%; còn hạn chế 9,9%": a percentage of something else, not of the percentage before it. */
function isNextShare({ units, at, before }: Draft, relation: Figure["relation"]): boolean {
  if (relation !== "share" || before === null || before.at < 0 || !before.figure.isPercent) return false;
  const between = units.slice(before.at, at);
  // "…; sang năm 2017, tỷ lệ này giảm còn 0,41%"
  return between.some((unit) => isPunct(unit, ";")) && !between.some((unit) => isSign(unit, "share"));
}

/** "45 tổ chức đảng trong doanh nghiệp ngoài khu vực nhà nước với 612 đảng viên": the members are of those bodies. */
function groupOfBodies({ units, at, before }: Draft, countable: Figure["countable"]): string | null {
  if (countable !== "member" || before === null || before.at < 0 || !ORGANISATIONS.has(before.figure.countable)) return null;
  return onlyJoins(units, before.last + 1, at - 1) ? before.figure.group : null;
}

/** "kết nạp 287 đảng viên; cùng kỳ năm 2018 là 254", "… . Cùng kỳ năm trước là 51 người": the figure whose number of a year earlier this is, null when it is none. */
function ofYearBefore({ units, at, before, carried }: Draft): FoundFigure | null {
  const [told, isCarried] = before === null ? [carried, true] : [before, false];
  if (told === null || (!isCarried && told.at < 0) || told.figure.event === null) return null;
  const from = isWord(units[at - 1], "là", "chỉ", "có", "đạt") || isSign(units[at - 1], "stock") ? at - 2 : at - 1;
  const period = units[from];
  const isSame = period?.kind === "period" && period.period.kind === "same_period" && !period.period.compared && (!isCarried || from === 0);
  return isSame ? told : null;
}

/** "hoàn thành tốt 55 đảng viên chiếm 76,3%": the noun before the percentage is that of the number before it. */
function isNounOf(before: FoundFigure | null, behind: Names, names: Names): boolean {
  return before !== null && behind.countable === null && names.first <= before.last;
}

/** "… năm 2013 và 2014 … lần lượt là 12 và 14 đảng viên, tổng cộng 26": the time of all the numbers that the total sums up, null when it is none. */
function totalOfTimes({ units, at, before, told }: Draft): Unit | null {
  if (before?.sharedPeriod?.kind !== "period") return null;
  const isTotal =
    seek(
      units,
      { from: at - 1, to: Math.max(before.last, at - 4) },
      (unit, i) => isWord(unit, "cộng") && isWord(units[i - 1], "tổng"),
      (unit) => isPunct(unit, ",;"),
    ) >= 0;
  const [first, last] = [told.find(({ sharedPeriod }) => sharedPeriod !== null)?.sharedPeriod, before.sharedPeriod];
  if (!isTotal || first?.kind !== "period") return null;
  const [from, to] = [first.period.period, last.period.period];
  if (from === null || to === null || !("from" in from) || !("to" in to)) return null;
  return periodUnit({ ...last.period, period: { from: from.from, to: to.to } });
}

/** A standing number ("3 chi bộ ghép") is no head any more where another thing has been counted since. */
function goesOnBehind(head: FoundFigure | null, before: FoundFigure): FoundFigure | null {
  return head !== null && head.figure.event === null && before.figure.countable !== null ? null : head;
}

/** The shortest run that carries number and subject: from a near event before it to its noun, its label or an event behind it. */
function spanOf({ at }: Draft, names: Names, governing: Governing | null): { first: number; last: number } {
  const isNear = governing?.isNear === true;
  const begins = isNear && governing.at >= 0 && governing.at < at && at - governing.at <= 8;
  return {
    first: begins ? Math.min(governing.at, names.first) : names.first,
    last: isNear && governing.at > at ? Math.max(governing.at, names.last) : names.last,
  };
}

/** "11 đảng bộ được chọn chỉ đạo điểm": only bodies chosen inside the place. */
function isSubset(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at + 1, to: Math.min(units.length - 1, at + 5) },
      (unit) => isSign(unit, "chosen"),
      (unit) => unit.kind === "amount" || isPunct(unit, ",;."),
    ) > 0
  );
}

/** A figure of the sentence before: it stands at no unit of this one. */
const away = (found: FoundFigure | null | undefined): FoundFigure | null =>
  found === null || found === undefined ? null : changed(found, { at: -1 });

/**
 * The figures of one sentence in reading order, each with its noun, event, labels, relation and status. `carried` is what the sentence before in the same block
 * left; `keyOf` gives the folded words of a unit.
 */
export function readFigures(units: readonly Unit[], carried: Carried, keyOf: (unit: Unit) => string): FoundFigure[] {
  if (!units.some((unit) => unit.kind === "amount")) return [];
  const depths = bracketDepths(units);
  const shares = respectively(units);
  const figures: FoundFigure[] = [];
  const told: FoundFigure[] = [];
  let attained = false;
  const opensWithPart = isSign(units[0], "part") || isSign(units[1], "part");
  const last = away(carried.last);
  const carriedHead = away(carried.head ?? carried.last);
  let before: FoundFigure | null = opensWithPart ? last : null;
  let head = carried.announces === true || goesOn(units) || goesOnAttaining(units, carriedHead) ? carriedHead : null;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as Unit;
    if (unit.kind !== "amount") continue;
    const unfolded = unfold(
      readFigure({
        units,
        depths,
        at,
        amount: unit.amount,
        before,
        head,
        carried: last,
        shares,
        keyOf,
        isCell: carried.cellPlace !== undefined,
        cellPlace: carried.cellPlace ?? null,
        told,
        attained,
      }),
      unit.amount,
      units,
    );
    for (const one of unfolded) {
      figures.push(one);
      if (one.figure.relation === "plain") told.push(one);
      attained ||= one.figure.relation === "attainment";
    }
    before = unfolded.at(0) as FoundFigure;
    head = before.figure.event !== null || mayHead(before) ? before : goesOnBehind(head, before);
  }
  return markRatedWholes(shareGrades(units, shareLacks(units, sharePredicates(units, figures))));
}

/** The codebook's measure of a relation. */
export function measureOf(figure: Figure): Measure {
  if (
    figure.relation === "share" ||
    figure.relation === "attainment" ||
    figure.relation === "points" ||
    figure.relation === "percent_change"
  )
    return figure.relation;
  return "count";
}
