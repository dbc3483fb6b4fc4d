import type { Figure, Relation } from "../../types/indicator.ts";
import type { Against, Decider, Status } from "../../types/observation.ts";
import type { Unit } from "./units.ts";
import { hasAmountBetween, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";
import { endOfRightZone } from "./zones.ts";

export interface RelationReading {
  readonly relation: Relation;
  readonly value: number;
  readonly against?: Against;
  readonly reason: string;
}

const isBoundary = (unit: Unit): boolean => unit.kind === "amount" || isPunct(unit, ",;.()");

/** The sign of "tăng / giảm" directly before the number, 0 without one. "tăng lên", "giảm còn", "xuống còn" give a level, no difference. */
function differenceSign(units: readonly Unit[], at: number): 1 | -1 | 0 {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    const unit = units[i] as Unit;
    if (isSign(unit, "rise")) return 1;
    if (isSign(unit, "fall")) return -1;
    if (isWord(unit, "lên", "còn", "xuống", "từ") || isSign(unit, "stock") || isBoundary(unit)) return 0;
  }
  return 0;
}

/** What a difference is measured from: the words behind "so với", in this clause or the rest of the sentence. */
export function againstOf(units: readonly Unit[], at: number): Against {
  // "So với cùng kỳ năm 2025, số … giảm 12,6%"
  if (isSign(units[0], "base") && !units.slice(1, at).some((unit) => unit.kind === "amount")) return baseKind(units, 0);
  const base = seek(
    units,
    { from: at + 1, to: units.length - 1 },
    (unit) => isSign(unit, "base", "plan") || (unit.kind === "period" && unit.period.kind === "same_period"),
    (unit) => isPunct(unit, ";."),
  );
  return base < 0 ? "other" : baseKind(units, base);
}

/** Which base the words behind "so với" name. */
function baseKind(units: readonly Unit[], base: number): Against {
  for (let i = base; i < Math.min(units.length, base + 5); i++) {
    const unit = units[i] as Unit;
    if (isSign(unit, "plan")) return "target";
    if (unit.kind === "period" && unit.period.kind === "same_period") return "same_period";
    if (isWord(unit, "cùng")) return "same_period";
    if (unit.kind === "period") return isWholeYear(unit) ? "year_before" : "other";
    if (isWord(unit, "trước")) return "year_before";
    if (i > base && isBoundary(unit)) break;
  }
  return "other";
}

function isWholeYear(unit: Unit): boolean {
  if (unit.kind !== "period" || unit.period.period === null || "at" in unit.period.period) return false;
  const { from, to } = unit.period.period;
  return (
    from !== null &&
    to !== null &&
    from.slice(0, 4) === to.slice(0, 4) &&
    (from.length === 4 || (from.endsWith("-01-01") && to.endsWith("-12-31")))
  );
}

/** Is the percentage one of a plan: "đạt 69,99% chỉ tiêu", "bằng 93% kế hoạch", "đạt 80% so với nghị quyết"? */
function isOfPlan(units: readonly Unit[], at: number): boolean {
  const end = Math.min(units.length - 1, at + 5);
  return (
    seek(
      units,
      { from: at + 1, to: end },
      (unit) => isSign(unit, "plan") || (isSign(unit, "target") && isWord(units[at - 1], "đạt")),
      isBoundary,
    ) > 0
  );
}

/** A difference of two percentages is told in points: "chiếm 54,8%, tăng 9,3%". */
export interface Before {
  /** The sign of a difference that the number goes on with: "tăng 214 tổ chức và 54 đảng viên"; 0 otherwise. */
  readonly sign: 1 | -1 | 0;
  readonly isShare: boolean;
  /** The list or the plan beside it makes a bare percentage one of the plan. */
  readonly isAttainment: boolean;
  /** A bare percentage: "mức hoàn thành chỉ tiêu …" before it makes it one of the plan. */
  readonly isOfPlan: boolean;
}

/** "Dẫn đầu về mức hoàn thành chỉ tiêu phát triển đảng viên là A (158%)": the sentence speaks of a plan before its first number. */
function speaksOfPlan(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: 0 },
      (unit) => isSign(unit, "plan") && !isSign(unit, "target"),
      (unit) => unit.kind === "amount" || isPunct(unit, ";"),
    ) >= 0
  );
}

/** "bằng 93% cùng kỳ", "bằng 84,3% so với năm 2016": the percentage is one of an earlier number, no share of a whole. */
function comparesWithEarlier(units: readonly Unit[], at: number): boolean {
  const isEarlier = (unit: Unit): boolean => (unit.kind === "period" && unit.period.kind === "same_period") || isWord(unit, "cùng");
  const base = seek(
    units,
    { from: at + 1, to: Math.min(units.length - 1, at + 4) },
    (unit) => isEarlier(unit) || isSign(unit, "base"),
    isBoundary,
  );
  return base > 0 && (isEarlier(units[base] as Unit) || units[base + 1]?.kind === "period" || isWord(units[base + 1], "cùng", "kỳ"));
}

/** "so với chỉ tiêu 75%": the percentage is what the plan asks for. */
const isPlanItself = (units: readonly Unit[], at: number): boolean =>
  isSign(units[at - 1], "plan") && (isSign(units[at - 2], "base") || isSign(units[at - 1], "against_plan"));

/** "tỷ lệ … tăng 4,2%": a difference of two percentages. */
function isOfRate(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: 0 },
      (unit) => isSign(unit, "share") && unit.kind === "term" && unit.to - unit.from === 2,
      (unit) => unit.kind === "amount" || isPunct(unit, ",;("),
    ) >= 0
  );
}

/** A percentage: of a plan, beyond a plan, against an earlier period, a difference, or a share. */
function readPercent(units: readonly Unit[], at: number, value: number, before: Before): RelationReading {
  const exceeds = seek(units, { from: at - 1, to: Math.max(0, at - 3) }, (unit) => isSign(unit, "exceed"), isBoundary) >= 0;
  if (exceeds) return { relation: "attainment", value: Math.round((100 + value) * 1e6) / 1e6, reason: "vượt <n>%: phần vượt cộng vào 100" };
  const sign = differenceSign(units, at);
  const isPoints = before.isShare || isOfRate(units, at);
  if (sign !== 0)
    return {
      relation: isPoints ? "points" : "percent_change",
      value: sign * value,
      against: againstOf(units, at),
      reason: isPoints ? "tỷ lệ tăng/giảm <n> điểm" : "tăng/giảm <n>%",
    };
  if (isSign(units[at - 1], "share") && comparesWithEarlier(units, at))
    return {
      relation: "percent_change",
      value: Math.round((value - 100) * 1e6) / 1e6,
      against: againstOf(units, at),
      reason: "bằng <n>% so với trước",
    };
  if (isPlanItself(units, at)) return { relation: "share", value, reason: "tỷ lệ mà chỉ tiêu đặt ra" };
  if (isOfPlan(units, at) || before.isAttainment || (before.isOfPlan && speaksOfPlan(units, at)))
    return { relation: "attainment", value, reason: "đạt <n>% chỉ tiêu, kế hoạch" };
  return { relation: "share", value, reason: "tỷ lệ của một tổng thể" };
}

/** How the number at unit `at` stands to what is told: said plainly, a share, an attainment or a difference (codebook, measure and status). */
export function readRelation(
  units: readonly Unit[],
  at: number,
  number: { value: number; isPercent: boolean; before: Before },
): RelationReading {
  const { value, isPercent, before } = number;
  if (isPercent) return readPercent(units, at, value, before);
  const sign = differenceSign(units, at) || before.sign;
  if (sign !== 0) return { relation: "change", value: sign * value, against: againstOf(units, at), reason: "tăng/giảm <n> so với …" };
  const exceeds = seek(units, { from: at - 1, to: Math.max(0, at - 3) }, (unit) => isSign(unit, "exceed"), isBoundary) >= 0;
  if (exceeds) return { relation: "change", value, against: "target", reason: "vượt chỉ tiêu <n>" };
  return { relation: "plain", value, reason: "nói thẳng" };
}

/** Words of aiming that hold to the end of their sentence; the others (chỉ tiêu, kế hoạch, giao) hold for the next number only. */
const STRONG_TARGET = new Set(["theo kế hoạch", "theo chỉ tiêu", "phấn đấu", "mục tiêu", "đặt mục tiêu", "sẽ", "dự kiến", "đặt ra"]);

/** "vượt chỉ tiêu Nghị quyết Đại hội đề ra (1.800 đảng viên)" */
function closesPlan(units: readonly Unit[], at: number): boolean {
  if (!isSign(units[at], "target")) return false;
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 6) },
      (unit) => isSign(unit, "plan"),
      (unit) => unit.kind === "amount" || isPunct(unit, ",;.()"),
    ) >= 0
  );
}

/** "… là chỉ tiêu", "…/85 chỉ tiêu": the number is named as aimed at behind it. */
function isNamedTarget(units: readonly Unit[], at: number): boolean {
  if (isPunct(units[at - 1], "/")) return true;
  // "đạt 24,4% kế hoạch năm (250 đảng viên)", "tăng 3% so với chỉ tiêu 75%"
  const isBehindPlan =
    isSign(units[at - 2], "plan") ||
    (units[at - 2]?.kind === "period" && isSign(units[at - 3], "plan")) ||
    (isWord(units[at - 2], "năm") && isSign(units[at - 3], "plan"));
  if (isPunct(units[at - 1], "(") && (isBehindPlan || closesPlan(units, at - 2))) return true;
  if (isSign(units[at - 1], "plan") && (isSign(units[at - 2], "base") || isSign(units[at - 1], "against_plan"))) return true;
  const named = seek(units, { from: at + 1, to: Math.min(units.length - 1, at + 5) }, (unit) => isWord(unit, "là"), isBoundary);
  return named > 0 && isSign(units[named + 1], "target", "plan");
}

export interface StatusReading {
  readonly status: Status;
  readonly reason: string;
  /** A verb of aiming ("phấn đấu") says so, no mere plan beside the number. */
  readonly isAimed: boolean;
}

/** "đến năm 2020", "đến hết năm 2020". */
const isDeadline = (unit: Unit | undefined): boolean => unit?.kind === "period" && unit.period.kind === "deadline";

/** Is the number aimed at or reached? `keyOf` gives the folded words of a term. */
export function readStatus(units: readonly Unit[], at: number, keyOf: (unit: Unit) => string): StatusReading {
  if (isNamedTarget(units, at)) return { status: "target", reason: "được gọi là chỉ tiêu", isAimed: false };
  let crossed = false;
  for (let i = at - 1; i >= 0; i--) {
    const unit = units[i] as Unit;
    if (isPunct(unit, ";")) crossed = true;
    // "đã" tells a result, behind which an earlier "phấn đấu" has lost its hold.
    if (isWord(unit, "đã")) break;
    // "xác định đến năm 2020 không còn …": a day set for what is to come.
    if (isWord(unit, "định") && isWord(units[i - 1], "xác") && isDeadline(units[i + 1]))
      return { status: "target", reason: "thời hạn được xác định", isAimed: true };
    if (isQuotedPlan(units, i)) return { status: "target", reason: "lời nghị quyết được trích", isAimed: true };
    if (!isSign(unit, "target", "plan") || isPlanOfPercent(units, i)) continue;
    const key = keyOf(unit);
    const isNamed =
      seek(
        units,
        { from: i + 1, to: Math.min(i + 5, at - 1) },
        (next) => isWord(next, "là") || isPunct(next, ":"),
        (next) => next.kind === "amount" || isPunct(next, ",;."),
      ) > 0;
    const isNext = !crossed && !hasAmountBetween(units, i, at) && isSign(unit, "target");
    if (STRONG_TARGET.has(key) || (isNext && (isNamed || (at - i <= 10 && isWeakTarget(units, i, at)))))
      return { status: "target", reason: `"${key}" đứng trước con số`, isAimed: STRONG_TARGET.has(key) };
  }
  return { status: "actual", reason: "không có lời đặt mục tiêu", isAimed: false };
}

/** "Thực hiện Nghị quyết Đại hội “bình quân hằng năm phát triển 2.000 đảng viên”": what a resolution says is aimed at. */
function isQuotedPlan(units: readonly Unit[], at: number): boolean {
  if (!isPunct(units[at], "“")) return false;
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 12) },
      (unit) => isSign(unit, "plan"),
      (unit) => unit.kind === "amount" || isPunct(unit, ";.”"),
    ) >= 0
  );
}

/** "đạt 69,99% chỉ tiêu", "vượt kế hoạch": the word names what was reached, it aims at nothing. */
function isPlanOfPercent(units: readonly Unit[], at: number): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 4) },
      (unit) => unit.kind === "amount" || isSign(unit, "exceed", "base"),
      (unit) => isPunct(unit, ",;:.("),
    ) >= 0
  );
}

/** "chỉ tiêu 120 đảng viên", "kế hoạch kết nạp 120": a plan named right before the number, not "thực hiện kế hoạch, đã kết nạp 120". */
function isWeakTarget(units: readonly Unit[], from: number, at: number): boolean {
  return seek(units, { from: from + 1, to: at - 1 }, (unit) => isPunct(unit, ",)") || isWord(unit, "đã", "được")) < 0;
}

const isRate = (unit: Unit): boolean => isSign(unit, "mean") || (unit.kind === "period" && unit.period.kind === "rate");
const endsRate = (unit: Unit): boolean => isPunct(unit, ";") || (unit.kind === "period" && unit.period.kind === "span");

/** Is the figure a yearly one: "bình quân … /năm", "mỗi năm", "hằng năm" in its clause? */
export function isYearly(units: readonly Unit[], at: number): boolean {
  if (seek(units, { from: at - 1, to: 0 }, isRate, endsRate) >= 0) return true;
  const end = endOfRightZone(units, at);
  return seek(units, { from: at + 1, to: end - 1 }, isRate) > 0 || (isPunct(units[at + 1], "/") && isWord(units[at + 2], "năm"));
}

/** "Ban Thường vụ Tỉnh ủy kỷ luật 3 …", "BTV Huyện ủy": what the standing committee itself decided is a part of all. */
const isStandingCommittee = (units: readonly Unit[], at: number): boolean =>
  units[at]?.kind === "place" && (isWord(units[at - 2], "thường") || isWord(units[at - 1], "btv", "btvtu"));

/** "chi bộ kỷ luật 268 đồng chí", "chi bộ: 43 đảng viên": cells that act, not cells that are counted. */
function isActingCell(units: readonly Unit[], i: number): boolean {
  if (meaningOf(units[i]).countable !== "cell" || units[i - 1]?.kind === "amount") return false;
  const next = units[i + 1];
  return meaningOf(next).event !== undefined || isPunct(next, ":") || next?.kind === "amount";
}

/** "Ủy ban Kiểm tra Tỉnh ủy", "UBKT Huyện ủy": one commission, not the standing committee told before it, nor all commissions. */
const isCommissionOf = (units: readonly Unit[], i: number): boolean => units[i]?.kind === "place" && isSign(units[i - 1], "inspectors");

function deciderAt(units: readonly Unit[], i: number): Decider | null {
  if (isActingCell(units, i)) return "cell";
  if (isSign(units[i], "committee")) return "committee";
  return isSign(units[i], "commission") ? "commission" : null;
}

/** "cấp ủy, ủy ban kiểm tra các cấp": bodies told in one breath decided together. */
function isJoined(units: readonly Unit[], i: number): boolean {
  const joins = (from: number, to: number): boolean =>
    seek(
      units,
      { from, to },
      (_, at) => deciderAt(units, at) !== null,
      (unit) => unit.kind === "amount" || isPunct(unit, ";.:"),
    ) >= 0;
  return joins(i + 1, Math.min(i + 3, units.length - 1)) || joins(i - 1, Math.max(i - 3, 0));
}

/**
 * Who decided: the nearest body before the number in its sentence. `standing` is the standing committee by itself; whether the others tell a part or the whole
 * shows only in the article (`withDeciders`).
 */
export function deciderOf(units: readonly Unit[], at: number): Figure["decidedBy"] {
  for (let i = at - 1; i >= 0; i--) {
    if (isStandingCommittee(units, i) && !isWord(units[i + 1], "và") && !isPunct(units[i + 1], ",")) return "standing";
    const decider = deciderAt(units, i);
    if (isCommissionOf(units, i)) return null;
    if (decider !== null) return isJoined(units, i) ? null : decider;
    if (isPunct(units[i], ";")) return null;
  }
  return null;
}
