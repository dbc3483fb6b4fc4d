import { shapedMeaning } from "./terms.ts";
import { termUnit, type Unit } from "./units.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** What the head of a column says that tells how numbers have changed: "Tăng, giảm so với năm 2022", "Chênh lệch", "So với cùng kỳ (+/-)". */
export interface Difference {
  /** What it says besides: what is counted. */
  readonly rest: readonly Unit[];
  /** "so với năm 2022": in a sentence it stands behind the number. */
  readonly base: readonly Unit[];
  /** What a number without a sign is; null where it may as well be the earlier number, or a percentage of it. */
  readonly unsigned: 1 | -1 | null;
}

const RISE = shapedMeaning({ signs: ["rise"] });
const FALL = shapedMeaning({ signs: ["fall"] });

/** "so với năm 2022", "so cùng kỳ", "so sánh", "so với kế hoạch"; not what a share is of: "so với chi bộ được đánh giá". */
function isBase(units: readonly Unit[], at: number): boolean {
  if (isSign(units[at], "against_plan")) return true;
  if (!isSign(units[at], "base")) return false;
  const next = units[at + 1];
  return next === undefined || next.kind === "period" || isWordOfBase(next) || isPunct(next, "(+") || isSign(next, "rise", "fall");
}

const BASE_WORDS = new Set(["cùng", "kỳ", "năm", "trước", "đầu", "nhiệm", "sánh", "quý", "tháng"]);
const isWordOfBase = (unit: Unit | undefined): boolean => unit?.kind === "word" && BASE_WORDS.has(unit.key);

function endOfBase(units: readonly Unit[], base: number): number {
  let end = base + 1;
  while (units[end]?.kind === "period" || isWordOfBase(units[end])) end++;
  return end;
}

const isGap = (units: readonly Unit[], at: number): boolean => isWord(units[at], "chênh") && isWord(units[at + 1], "lệch");

/**
 * What a head tells of a change; null for one that tells of none. "Tăng" alone is none: under it stand those who came ("Đảng viên tăng: kết nạp, chuyển đến").
 */
export function differenceOf(head: readonly Unit[]): Difference | null {
  const base = head.findIndex((_, at) => isBase(head, at));
  const gap = head.findIndex((_, at) => isGap(head, at));
  const [rises, falls] = [head.some((unit) => isSign(unit, "rise")), head.some((unit) => isSign(unit, "fall"))];
  if (base < 0 && gap < 0 && !(rises && falls)) return null;
  const end = base < 0 ? -1 : endOfBase(head, base);
  const rest = head.filter(
    (unit, at) =>
      !(at >= base && at < end) && !isSign(unit, "rise", "fall") && !(gap >= 0 && (at === gap || at === gap + 1)) && unit.kind !== "punct",
  );
  const either = (rises && falls) || gap >= 0;
  return { rest, base: base < 0 ? [] : head.slice(base, end), unsigned: either ? 1 : rises ? 1 : falls ? -1 : null };
}

/** The sign that stands before the number of a cell: "+134", "–23", "giảm 23"; 0 without one. */
export function signOf(cell: readonly Unit[]): 1 | -1 | 0 {
  const at = cell.findIndex(({ kind }) => kind === "amount");
  if (isPunct(cell[at - 1], "+")) return 1;
  if (isPunct(cell[at - 1], "-–−")) return -1;
  const said = seek(cell, { from: at - 1, to: 0 }, (unit) => isSign(unit, "rise", "fall"));
  return said < 0 ? 0 : isSign(cell[said], "rise") ? 1 : -1;
}

/** The cell as a sentence says it, "tăng 134"; null where nobody can tell what its number is: with several, with "(23)", without the sign that it needs. */
export function changeIn(cell: readonly Unit[], { unsigned }: Difference): readonly Unit[] | null {
  const amounts = cell.filter(({ kind }) => kind === "amount");
  const [amount] = amounts;
  const sign = signOf(cell) || unsigned;
  const isBracketed = signOf(cell) === 0 && cell.some((unit) => isPunct(unit, "("));
  if (amount?.kind !== "amount" || amounts.length > 1 || sign === null || isBracketed || amount.amount.value === 0) return null;
  const behind = cell.slice(cell.indexOf(amount)).filter((unit) => !isPunct(unit, "()"));
  return [termUnit({ from: amount.from, to: amount.to, meaning: sign > 0 ? RISE : FALL }), ...behind];
}

/** Does a head compare with a plan? Then a number without a sign is what was reached of it. */
export const isOfPlan = ({ base }: Difference): boolean => meaningOf(base[0]).signs?.includes("against_plan") === true;
