import type { Amount } from "../../language/amounts.ts";
import type { Countable, Figure } from "../../types/indicator.ts";
import { eventBehind } from "./events.ts";
import { changed, type FoundFigure } from "./found.ts";
import { onlyJoins } from "./lists.ts";
import { ORGANISATIONS, STANDING } from "./names.ts";
import type { Unit } from "./units.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** "trên 90% tổ chức đảng và đảng viên hoàn thành tốt nhiệm vụ": one number said of two. */
function secondNoun({ figure, at }: FoundFigure, units: readonly Unit[]): Countable | null {
  if (!figure.isPercent || figure.grade === null || meaningOf(units[at + 1]).countable === undefined || !isWord(units[at + 2], "và"))
    return null;
  const second = meaningOf(units[at + 3]).countable;
  return second !== undefined && STANDING.has(second) && second !== figure.countable ? second : null;
}

/** "không còn thôn, bản chưa có chi bộ, chi bộ sinh hoạt ghép": zero said once of two things. */
function alsoNone(found: FoundFigure, units: readonly Unit[]): readonly FoundFigure[] {
  const { figure, last } = found;
  if (figure.event !== null || (figure.lack === null && figure.countable !== "joint_cell")) return [];
  if (!isPunct(units[last + 1], ",") && !isWord(units[last + 1], "và")) return [];
  const { countable, lack } = meaningOf(units[last + 2]);
  if (countable === "joint_cell" && figure.countable !== "joint_cell")
    return [changed(found, { last: last + 2, figure: { ...figure, countable, lack: null } })];
  return figure.countable === "village" && lack !== undefined && lack !== figure.lack
    ? [changed(found, { last: last + 2, figure: { ...figure, lack } })]
    : [];
}

/** A range is two figures, its ends; "kết nạp 957/1.679 đảng viên" is what was reached and what was aimed at. */
export function unfold(found: FoundFigure, amount: Amount, units: readonly Unit[]): readonly FoundFigure[] {
  const { figure } = found;
  const second = secondNoun(found, units);
  if (second !== null) return [found, changed(found, { figure: { ...figure, countable: second } })];
  if (amount.zero === true) return [found, ...alsoNone(found, units)];
  // "vượt từ 5 đến 12% chỉ tiêu" is 105 to 112.
  const beyond = figure.relation === "attainment" ? figure.value - amount.value : 0;
  if (amount.upper !== undefined) return [found, changed(found, { figure: { ...figure, value: amount.upper + beyond, bound: "at_most" } })];
  if (amount.denominator === undefined || figure.event !== "admit" || figure.relation !== "plain") return [found];
  const plan = changed(found, {
    isWholeYear: true,
    figure: { ...figure, numerator: undefined, denominator: undefined, value: amount.denominator, bound: "exact", status: "target" },
    links: [...found.links, { what: "status", reason: "mẫu số là chỉ tiêu" }],
  });
  return [found, plan];
}

/**
 * "5 tổ chức đảng và 370 đảng viên bị kỷ luật", "90% TCCSĐ và 95% đảng viên hoàn thành tốt": what is told behind the last of several joined numbers holds for those
 * before it too.
 */
export function sharePredicates(units: readonly Unit[], figures: readonly FoundFigure[]): FoundFigure[] {
  const shared = [...figures];
  for (let i = shared.length - 2; i >= 0; i--) {
    const [found, next] = [shared[i] as FoundFigure, shared[i + 1] as FoundFigure];
    if (found.at >= next.at || found.figure.isPercent !== next.figure.isPercent || !onlyJoins(units, found.last + 1, next.at - 1, false))
      continue;
    const takesGrade = found.figure.grade === null && next.figure.grade !== null && next.last > next.at && found.figure.countable !== null;
    const takesEvent =
      found.figure.event === null &&
      next.figure.event !== null &&
      next.figure.eventIsNear &&
      next.last > next.at &&
      eventBehind(units, next.at) !== null;
    if (!takesGrade && !takesEvent) continue;
    const figure: Figure = {
      ...found.figure,
      ...(takesGrade ? { grade: next.figure.grade, cumulative: next.figure.cumulative } : {}),
      ...(takesEvent ? { event: next.figure.event, eventIsNear: true, form: found.figure.form ?? next.figure.form } : {}),
    };
    shared[i] = changed(found, { figure });
  }
  return shared;
}

/** "bốn làng và sáu khóm", "xã A còn 4 bản, xã B còn 2 bản": joined by "và", or told of two bodies of one level; "toàn huyện có 150 thôn, xã A có 3" is no such pair. */
function isPairOfLacks(units: readonly Unit[], found: FoundFigure, next: FoundFigure): boolean {
  if (found.last + 2 === next.at && isWord(units[found.last + 1], "và")) return true;
  const [first, second] = [bodyBefore(units, found.at), bodyBefore(units, next.at)];
  const isList =
    seek(
      units,
      { from: found.last + 1, to: next.at - 1 },
      (unit) => !isPunct(unit, ",;") && !isWord(unit, "và") && unit.kind !== "place" && !isSign(unit, "stock"),
    ) < 0;
  if (!isList || first?.kind !== "place" || second?.kind !== "place") return false;
  return first.place.place.level === second.place.place.level && first.place.form === second.place.form;
}

/** The body named right before a number, with at most "còn", "có" in between. */
const bodyBefore = (units: readonly Unit[], at: number): Unit | undefined => units[isSign(units[at - 1], "stock") ? at - 2 : at - 1];

/** "xã A còn 4 bản, xã B còn 2 bản chưa có đảng viên": what the last villages of a list lack, those before it lack too. */
export function shareLacks(units: readonly Unit[], figures: readonly FoundFigure[]): FoundFigure[] {
  const shared = [...figures];
  for (let i = shared.length - 2; i >= 0; i--) {
    const [found, next] = [shared[i] as FoundFigure, shared[i + 1] as FoundFigure];
    const { figure } = found;
    if (
      figure.countable !== "village" ||
      next.figure.countable !== "village" ||
      figure.lack !== null ||
      next.figure.lack === null ||
      figure.event !== null
    )
      continue;
    if (isPairOfLacks(units, found, next)) shared[i] = changed(found, { figure: { ...figure, lack: next.figure.lack } });
  }
  return shared;
}

/** "Hoàn thành tốt nhiệm vụ có 12 đảng bộ và 9 chi bộ": a grade told before the first of several joined numbers holds for the next ones. */
export function shareGrades(units: readonly Unit[], figures: readonly FoundFigure[]): FoundFigure[] {
  const shared = [...figures];
  for (let i = 1; i < shared.length; i++) {
    const [found, next] = [shared[i - 1] as FoundFigure, shared[i] as FoundFigure];
    const isTold = found.figure.grade !== null && found.first < found.at && meaningOf(units[found.last]).grade === undefined;
    const isGiven = isTold || found !== figures[i - 1];
    if (
      !isGiven ||
      next.figure.grade !== null ||
      found.figure.isPercent ||
      next.figure.isPercent ||
      next.figure.relation !== "plain" ||
      next.figure.isPart
    )
      continue;
    if (!ORGANISATIONS.has(next.figure.countable) || !ORGANISATIONS.has(found.figure.countable) || next.first < next.at) continue;
    if (!onlyJoins(units, found.last + 1, next.at - 1, false)) continue;
    shared[i] = changed(next, { figure: { ...next.figure, grade: found.figure.grade, cumulative: found.figure.cumulative } });
  }
  return shared;
}

/** An organisation's or people's number whose grades follow: fractions of it, or counts that add up to it. What was chosen of it is chosen in its parts too. */
export function markRatedWholes(figures: readonly FoundFigure[]): FoundFigure[] {
  return figures.map((found, i) => {
    const { figure } = found;
    if (figure.grade !== null || figure.isPercent || figure.relation !== "plain") {
      const whole = figure.grade === null ? undefined : figures.slice(0, i).findLast((one) => isRatedBy(one, figures));
      return whole?.figure.subset === true ? changed(found, { figure: { ...figure, subset: true } }) : found;
    }
    return isRatedBy(found, figures) ? changed(found, { figure: { ...figure, isRatedWhole: true } }) : found;
  });
}

function isRatedBy(whole: FoundFigure, figures: readonly FoundFigure[]): boolean {
  const { figure } = whole;
  if (figure.grade !== null || figure.isPercent || figure.countable === null) return false;
  const graded = figures.filter(
    (one) => one.at > whole.at && one.figure.grade !== null && !one.figure.isPercent && one.figure.relation === "plain",
  );
  if (graded.some((one) => one.figure.denominator === figure.value)) return true;
  return graded.length >= 2 && graded.reduce((sum, one) => sum + one.figure.value, 0) === figure.value;
}
