import type { Countable, Figure } from "../../types/indicator.ts";
import type { Draft, FoundFigure } from "./found.ts";
import { onlyJoins } from "./lists.ts";
import { type RelationReading, readRelation, type StatusReading } from "./relations.ts";
import type { Names } from "./surroundings.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";
import { isShareOf } from "./wholes.ts";

export const isChange = (relation: RelationReading["relation"]): boolean =>
  relation === "change" || relation === "percent_change" || relation === "points";

/** "… mới kết nạp là 1.334 đảng viên, tăng 134 đảng viên": they are new ones, too. */
const isOfNoun = (told: Countable | null, noun: Countable): boolean => told === noun || (noun === "member" && told === "new_member");

/** The figure that a difference is one of: the last plain one of its noun, else the one before it or before the bracket that has just closed. */
export function baseOf({ units, depths, at, before, told }: Draft, countable: Countable | null): FoundFigure | null {
  if (countable !== null && countable !== "person")
    return (
      // "12 đảng viên (khiển trách 8, khai trừ 4), tăng 3 đảng viên": not of what the bracket told.
      told.findLast(
        ({ figure, at: then }) => isOfNoun(figure.countable, countable) && !figure.isPercent && (depths[then] ?? 0) <= (depths[at] ?? 0),
      ) ?? null
    );
  if (before === null || before.at < 0) return before;
  // "… trong đó khiển trách 534, khai trừ 98; giảm 12,5%": behind the list of parts it is of the whole.
  if (before.whole !== null && before.whole.at >= 0 && units.slice(before.at, at).some((unit) => isPunct(unit, ";"))) return before.whole;
  const isBehindBracket = (depths[before.at] ?? 0) > (depths[at] ?? 0);
  const base = isBehindBracket ? before.whole : before;
  return base !== null && isChange(base.figure.relation) ? (told.at(-1) ?? null) : base;
}

/** "… tổng số đảng viên": the whole that a percentage is said of, in the words behind it, or as the list before said. */
export function shareOf(draft: Draft, relation: RelationReading["relation"], head: FoundFigure | null): Figure["shareOf"] {
  if (relation !== "share") return null;
  const { units, at } = draft;
  const said =
    seek(
      units,
      { from: at + 1, to: Math.min(units.length - 1, at + 4) },
      (unit) => isSign(unit, "of_members") || meaningOf(unit).event === "lift",
      (unit) => unit.kind === "amount" || isPunct(unit, ",;.)"),
    ) > 0;
  return said || head?.figure.shareOf === "members" ? "members" : null;
}

/** "… 14 đồng chí, đạt 233,3%" in a sentence that has told attainments: one more. */
function attainedBefore({ units, at, before, attained, told }: Draft): boolean {
  if (before?.figure.event !== "admit" || before.figure.relation !== "plain" || !isWord(units[at - 1], "đạt")) return false;
  return attained || told.some(({ figure }) => figure.status === "target");
}

/** "tăng 214 tổ chức và 54 đảng viên so với …": the sign said once holds for the whole list. */
function goesOnChanging({ units, depths, at, before }: Draft): 1 | -1 | 0 {
  // "120 đảng viên (giảm 4), …": the difference ends with its bracket.
  if (before !== null && (depths[before.at] ?? 0) > (depths[at] ?? 0)) return 0;
  if (before === null || before.at < 0 || before.figure.relation !== "change" || !onlyJoins(units, before.last + 1, at - 1, false))
    return 0;
  return before.figure.value < 0 ? -1 : 1;
}

export function relationOf(draft: Draft, names: Names, head: FoundFigure | null): RelationReading {
  const { units, at, amount, before } = draft;
  const isBare = names.countable === null || names.countable === "person";
  return readRelation(units, at, {
    value: amount.value,
    isPercent: amount.kind === "percent",
    before: {
      sign: goesOnChanging(draft),
      isShare: isShareOf(draft) && before?.figure.relation === "share",
      isAttainment:
        isBare &&
        names.group === null &&
        names.grade === null &&
        (head?.figure.relation === "attainment" ||
          (isShareOf(draft) && before?.figure.event === "admit" && (before.isWholeYear || before.figure.denominator !== undefined)) ||
          attainedBefore(draft)),
      isOfPlan: isBare && names.group === null && names.grade === null,
    },
  });
}

/** A plan beside an attainment is what was reached; only "phấn đấu" makes an attainment an aim. */
export function statusOf(
  relation: RelationReading["relation"],
  own: StatusReading,
  inherits: boolean,
): Pick<StatusReading, "status" | "reason"> {
  if (relation === "attainment" && !own.isAimed) return { status: "actual", reason: "mức đạt so với kế hoạch" };
  return inherits ? { status: "target", reason: "danh sách chỉ tiêu" } : own;
}
