import type { EventCode } from "../../types/indicator.ts";
import { eventBefore, eventBehind } from "./events.ts";
import type { FoundFigure } from "./found.ts";
import type { Names } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { hasAmountBetween, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** A number with the figure read before it, in its sentence or carried over from the last. */
export interface Neighbours {
  readonly units: readonly Unit[];
  readonly depths: Int8Array;
  readonly at: number;
  readonly before: FoundFigure | null;
}

/** Does "trong đó", "gồm" part the number from the figure before it? */
function opensPart(units: readonly Unit[], from: number, at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(from, 0) },
      (unit) => isSign(unit, "part"),
      (unit) => unit.kind === "amount" || isPunct(unit, ";"),
    ) >= 0
  );
}

/** "Trong 187 đảng viên bị kỷ luật có 31 cấp ủy viên": some of the people that the clause opens with. */
function isOpenedBy(units: readonly Unit[], whole: number, at: number): boolean {
  if (
    meaningOf(units[at + 1]).countable !== "person" ||
    whole < 1 ||
    !(isWord(units[whole - 1], "trong") || isSign(units[whole - 1], "part", "out_of"))
  )
    return false;
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(whole + 1, at - 3) },
      (unit) => isSign(unit, "stock"),
      (unit) => unit.kind === "amount" || isPunct(unit, ",;"),
    ) >= 0
  );
}

function sameBracket(units: readonly Unit[], from: number, to: number): boolean {
  return seek(units, { from: from + 1, to: to - 1 }, (unit) => isPunct(unit, "()")) < 0;
}

/** A list of parts ends at a new event, at a standing number with its own subject, or where a body is named. */
function endsList(units: readonly Unit[], from: number, to: number): boolean {
  return (
    seek(units, { from: Math.max(from, 0) + 1, to: to - 1 }, (unit) => {
      const event = meaningOf(unit).event;
      return (event !== undefined && meaningOf(unit).form === undefined && event !== "rate" && event !== "other") || unit.kind === "place";
    }) >= 0
  );
}

/** Ways out of the Party: a number told of one of them counts those who went that way, in a list of parts too. */
const WAYS_OUT: ReadonlySet<EventCode | undefined> = new Set<EventCode>(["strike_off", "resign"]);

/** "58 đảng viên (khai trừ 11, xóa tên 35, 12 người xin ra khỏi Đảng)": the number is told of a way out of its own. */
function hasOwnWayOut({ units, at, before }: Neighbours): boolean {
  const told = eventBefore(units, at);
  if (told?.isNear === true && WAYS_OUT.has(told.event) && told.at > (before?.at ?? -1)) return before?.figure.event !== told.event;
  const behind = eventBehind(units, at);
  return behind !== null && WAYS_OUT.has(behind.event) && before?.figure.event !== behind.event;
}

/** "Trong số đảng viên mới, nữ 1.080": a sentence behind another number that names those admitted as its whole. */
function namedNewcomers({ units, depths, at, before }: Neighbours): FoundFigure | null {
  if (before === null || before.figure.event === "admit" || (depths[at] as number) > 0) return null;
  const first = units.findIndex((unit) => unit.kind === "amount");
  const opens = seek(units, { from: 0, to: Math.min(first, 3) }, (unit) => isSign(unit, "part")) >= 0;
  const names =
    seek(units, { from: 0, to: first }, (unit) => meaningOf(unit).countable === "new_member" || meaningOf(unit).event === "admit") >= 0;
  return opens && names
    ? { ...before, figure: { ...before.figure, event: "admit", countable: "new_member", status: "actual" }, whole: null }
    : null;
}

/** The figure of which the one at hand is a part: the one before the bracket or the "trong đó", or that one's own whole in a list of parts. */
export function wholeOf({ units, depths, at, before }: Neighbours): FoundFigure | null {
  const newcomers = namedNewcomers({ units, depths, at, before });
  if (newcomers !== null) return newcomers;
  if (before === null || hasOwnWayOut({ units, depths, at, before })) return null;
  const isInner = (depths[at] as number) > 0;
  const beforeIsInner = before.at >= 0 && (depths[before.at] ?? 0) > 0;
  if (isInner && beforeIsInner && sameBracket(units, before.at, at)) return before.whole ?? before;
  if (isInner) return before;
  if (isOpenedBy(units, before.at, at)) return before;
  if (opensPart(units, before.at, at)) return beforeIsInner ? (before.whole ?? before) : before;
  if (beforeIsInner)
    return before.whole !== null && before.whole.at >= 0 && !endsList(units, before.whole.at, at) && before.whole.whole !== null
      ? before.whole.whole
      : null;
  // "trong đó kiểm tra khi có dấu hiệu vi phạm 3 tổ chức đảng, 5 đảng viên": the list goes on with the event of its first part.
  if (
    before.whole !== null &&
    before.figure.eventIsNear &&
    before.figure.form === null &&
    before.figure.event !== before.whole.figure.event
  )
    return null;
  return before.whole !== null && !endsList(units, before.at, at) ? before.whole : null;
}

/** "…, chiếm 20,9%", "(20,9%)": does the percentage belong to the number just before it? */
export function isShareOf({ units, at, before }: Neighbours): boolean {
  return before !== null && before.at >= 0 && !hasAmountBetween(units, before.at, at);
}

/**
 * "Cơ cấu đảng viên mới: nữ chiếm 54%": a group told in a later sentence without an event of its own is a part of those admitted before. `carried` is the last
 * figure of the sentence before.
 */
export function carriedWhole(units: readonly Unit[], at: number, names: Names, carried: FoundFigure | null): FoundFigure | null {
  if (carried === null || names.group === null || carried.figure.event !== "admit") return null;
  const speaksOfNew = seek(units, { from: 0, to: at }, (unit) => meaningOf(unit).countable === "new_member" || isSign(unit, "part")) >= 0;
  const isOthers = names.countable === "member" && !speaksOfNew;
  return isOthers ? null : (carried.whole ?? carried);
}
