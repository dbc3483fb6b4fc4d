import type { EventCode } from "../../types/indicator.ts";
import type { Draft, FoundFigure } from "./found.ts";
import { isNone, isOfWhole, type Names, ofTotal } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { hasAmountBetween, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";
import { endOfRightZone } from "./zones.ts";

/** An event that governs a number, and the unit that names it. */
export interface Governing {
  readonly event: EventCode;
  readonly at: number;
  /** No other number stands between the event and this one, or the event is told of it directly behind. */
  readonly isNear: boolean;
  /** The event is only a topic: "công tác phát triển đảng viên …". */
  readonly isTopic: boolean;
  /** The counted noun itself names the event: "708 cuộc giám sát". */
  readonly isNoun?: true;
}

/** "công tác kết nạp đảng viên": an event whose object is no number. */
function isTopic(units: readonly Unit[], at: number): boolean {
  const next = seek(
    units,
    { from: at + 1, to: Math.min(at + 3, units.length - 1) },
    (unit) => unit.kind === "amount" || meaningOf(unit).countable !== undefined,
  );
  return next > 0 && units[next]?.kind !== "amount";
}

/** "đề nghị kỷ luật", "chờ xét kết nạp", "phải thi hành kỷ luật": the event has not happened. */
function isPending(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 3) },
      (unit) => isSign(unit, "not_yet"),
      (unit) => unit.kind === "amount" || isPunct(unit, ",;"),
    ) >= 0
  );
}

/** "chiếm 2% so với tổng số đảng viên": the number of members is only what a percentage is of. */
function isShareBase(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 3) },
      (unit) => unit.kind === "amount" || isSign(unit, "base"),
      (unit) => isPunct(unit, ",;."),
    ) >= 0
  );
}

/** Checks that follow signs of a violation are a kind of their own, wherever in the clause the words stand. */
function withSigns(event: EventCode, units: readonly Unit[], at: number): EventCode {
  if (event !== "inspect") return event;
  const tells = (unit: Unit): boolean => isSign(unit, "violation");
  const stop = (unit: Unit): boolean => isPunct(unit, ";") || (meaningOf(unit).event !== undefined && !tells(unit));
  const behind = seek(units, { from: at + 1, to: units.length - 1 }, tells, stop);
  return behind > 0 ? "inspect_signs" : event;
}

/** An event of no indicator governs what stands close behind it in its clause: "giới thiệu 120 đoàn viên", not "xây dựng …, hằng năm 70% …"; and the list that it begins: "kết luận 15 tổ chức, 64 đảng viên có vi phạm". */
function reachesOther(units: readonly Unit[], event: number, at: number): boolean {
  if (units[event + 1]?.kind === "amount" && at - event <= 8 && (isPunct(units[at - 1], ",") || isWord(units[at - 1], "và"))) return true;
  return at - event <= 8 && seek(units, { from: event + 1, to: at - 1 }, (unit) => isPunct(unit, ",")) < 0;
}

const isPartyBody = (unit: Unit): boolean =>
  (unit.kind === "place" && unit.place.form !== "name") || isSign(unit, "committee", "commission") || isPunct(unit, ";");

/** "HĐND tỉnh ban hành 48 …", "Thanh tra tỉnh … 410 cuộc kiểm tra": what a State body does is no work of the Party. */
function isOfState(units: readonly Unit[], at: number): boolean {
  return seek(units, { from: at - 1, to: 0 }, (unit) => isSign(unit, "state"), isPartyBody) >= 0;
}

/** "Viện Kiểm sát nhân dân thành phố kết nạp được 7 đồng chí": only the Party organisation of a State body can admit anyone to the Party. */
function isOfOrgan(units: readonly Unit[], at: number, event: EventCode): boolean {
  if (event !== "admit") return false;
  const nearest = seek(units, { from: at - 1, to: 0 }, (unit) => isSign(unit, "state"));
  return isSign(units[nearest], "organ");
}

const CHECKS: ReadonlySet<EventCode> = new Set<EventCode>(["inspect", "supervise", "inspect_both", "inspect_signs"]);

/** "Qua kiểm tra, có 32 đảng viên vi phạm", "sau giám sát, …": on the occasion of it; what follows counts what was found. */
function isOccasion(units: readonly Unit[], at: number): boolean {
  if (!CHECKS.has(meaningOf(units[at]).event as EventCode) || !isPunct(units[at + 1], ",")) return false;
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 3) },
      (unit) => isWord(unit, "qua", "sau"),
      (unit) => unit.kind === "amount" || isPunct(unit, ",;"),
    ) >= 0
  );
}

/** The event told before the number in its sentence, nearest first; a standing number ("hiện có …") ends its reach. */
export function eventBefore(units: readonly Unit[], at: number): Governing | null {
  let crossed = false;
  for (let i = at - 1; i >= 0; i--) {
    const unit = units[i] as Unit;
    if (isPunct(unit, ";")) crossed = true;
    const event = meaningOf(unit).event;
    if (event === undefined && isSign(unit, "not_yet") && at - i <= 2 && !isPunct(units[at - 1], ",;"))
      return { event: "other", at: i, isNear: true, isTopic: false };
    if (event === undefined) continue;
    const isNear = !hasAmountBetween(units, i, at);
    if (event === "other" && !reachesOther(units, i, at)) continue;
    if (event === "lift" && units[i - 1]?.kind === "amount") continue;
    if (event === "lift" && isShareBase(units, i)) continue;
    if ((event === "lift" || event === "represent") && !isNear) return null;
    if (crossed && (event === "other" || event === "train")) return null;
    if (isPending(units, i) || isOccasion(units, i) || (isOfState(units, i) && !isOfOrgan(units, i, event)))
      return { event: "other", at: i, isNear, isTopic: false };
    return { event: withSigns(event, units, i), at: i, isNear, isTopic: isTopic(units, i) };
  }
  return null;
}

/** "112 trường hợp xin ra khỏi Đảng", "1.100 đảng viên nhận Huy hiệu Đảng" need no "bị" or "được". */
const TOLD_ACTIVELY: ReadonlySet<EventCode> = new Set<EventCode>(["rate", "resign", "award_badge", "confirm"]);

/** The event told behind the number: "178 đảng viên mới được kết nạp", "12 đảng viên bị kỷ luật". */
export function eventBehind(units: readonly Unit[], at: number): Governing | null {
  // The whole of "662 trong tổng số 686 TCCSĐ được đánh giá" is only counted: the event is told of the part.
  if (isSign(units[at - 1], "out_of") && units[at - 2]?.kind === "amount") return null;
  if (isOfWhole(units, at)) return null;
  const total = ofTotal(units, at);
  return toldBehind(units, total < 0 ? at : total);
}

function toldBehind(units: readonly Unit[], at: number): Governing | null {
  const end = endOfRightZone(units, at);
  let passive = false;
  for (let i = at + 1; i < end; i++) {
    const unit = units[i] as Unit;
    const counted = meaningOf(unit);
    // "3.123 cuộc kiểm tra, giám sát": the noun names its event itself.
    if (counted.countable === "session" && counted.event !== undefined)
      return { event: isOfState(units, at) ? "other" : counted.event, at: i, isNear: true, isTopic: false, isNoun: true };
    if (isWord(unit, "được", "bị", "mới")) passive = true;
    const event = meaningOf(unit).event;
    if (event === undefined || (unit.kind === "term" && unit.term.meaning.form !== undefined)) continue;
    // "24 đồng chí nhận Huy hiệu 75 năm tuổi Đảng": those of one age are a part that no dimension names.
    if (isSign(unit, "aged")) return { event: "other", at: i, isNear: true, isTopic: false };
    if (isWord(units[i - 1], "phải") && !isSign(units[i - 2], "not_yet")) passive = true;
    if (event === "remove" && seek(units, { from: at - 1, to: Math.max(0, at - 4) }, (before) => isWord(before, "đưa")) >= 0)
      return { event, at: i, isNear: true, isTopic: false };
    if (!passive && !TOLD_ACTIVELY.has(event) && !(i === at + 1 && isNone(units[at]))) return null;
    return isPending(units, i) ? { event: "other", at: i, isNear: true, isTopic: false } : { event, at: i, isNear: true, isTopic: false };
  }
  return null;
}

/** An event told behind with "bị", "được" outdoes one before it, unless that one stands right at the number. */
function isPassiveOf(units: readonly Unit[], before: Governing | null, behind: Governing | null, at: number): boolean {
  if (behind === null || behind.event === "rate") return false;
  return behind.isNoun === true || before === null || at - before.at > 2 || isPunct(units[at - 1], ";,:") || isWord(units[at - 1], "và");
}

/** Which event governs: the one told behind the number, a near one before it, the whole's, then one carried over in the sentence. */
export function governingEvent(draft: Draft, names: Names, whole: FoundFigure | null): { governing: Governing | null; reason: string } {
  const behind = eventBehind(draft.units, draft.at);
  const before = eventBefore(draft.units, draft.at);
  if (names.form !== null && !(before?.isNear === true && before.event === "other"))
    return {
      governing: { event: "discipline", at: names.first, isNear: true, isTopic: false },
      reason: "hình thức kỷ luật đứng cạnh con số",
    };
  if (draft.carried?.figure.event === "inspect_signs" && before?.event === "inspect" && isSign(draft.units[0], "part"))
    return { governing: { ...before, event: "inspect_signs" }, reason: "phần của cuộc kiểm tra khi có dấu hiệu vi phạm nói ở câu trước" };
  if (isPassiveOf(draft.units, before, behind, draft.at)) return { governing: behind, reason: "động từ đứng sau con số" };
  if (before?.isNear === true && !before.isTopic) return { governing: before, reason: "động từ đứng trước con số" };
  if (behind !== null) return { governing: behind, reason: "động từ đứng sau con số" };
  if (whole !== null && whole.figure.event !== null)
    return {
      governing: { event: whole.figure.event, at: draft.at, isNear: false, isTopic: false },
      reason: "là phần của con số đứng trước",
    };
  if (names.group !== null && (before === null || before.event === "lift") && speaksOfNew(draft.units, draft.at))
    return { governing: { event: "admit", at: draft.at, isNear: false, isTopic: false }, reason: "câu nói về đảng viên mới" };
  // A grade is told of a rating: what was admitted or disciplined earlier in the sentence does not reach it.
  if (names.grade !== null && before !== null && before.event !== "rate" && before.event !== "other")
    return { governing: null, reason: "mức xếp loại, không có động từ riêng" };
  return { governing: before, reason: before === null ? "không có động từ" : "động từ mang từ trước trong câu" };
}

/** "Trong số đảng viên mới, nữ 1.080": the sentence is about those admitted, named before its first number. */
function speaksOfNew(units: readonly Unit[], at: number): boolean {
  const first = units.findIndex((unit) => unit.kind === "amount");
  return seek(units, { from: 0, to: Math.min(first < 0 ? at : first, at) }, (unit) => meaningOf(unit).countable === "new_member") >= 0;
}
