import type { Amount } from "../../language/amounts.ts";
import type { Countable } from "../../types/indicator.ts";
import type { Draft, FoundFigure } from "./found.ts";
import type { Names } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { isPunct, isSign, meaningOf, seek } from "./walk.ts";

export const ORGANISATIONS = new Set<Countable | null>(["grassroots", "committee", "base_cell", "cell", "superior", "subordinate", "org"]);

/** "tổ chức" alone is of the kind told before, in the sentence or the one before it. */
function bodyOf(draft: Draft, whole: FoundFigure | null): Countable {
  const before = [whole, draft.before, ...draft.told.toReversed(), draft.carried].find((found) =>
    ORGANISATIONS.has(found?.figure.countable ?? null),
  );
  return before?.figure.countable ?? "org";
}

/** "người", "đồng chí", nothing: the countable of the figure before; "đảng viên" under "trong đó" stays what it is. */
export function countableOf(names: Names, draft: Draft, whole: FoundFigure | null): Countable | null {
  if (isPunct(draft.units[draft.at - 1], "/")) return draft.before?.figure.countable ?? null;
  // "16 đảng bộ trực thuộc Tỉnh ủy …, trong đó 3 đảng bộ …": the part is of the whole's kind.
  if (names.countable === "committee" && whole?.figure.countable === "superior") return "superior";
  if (names.countable === "body") return bodyOf(draft, whole);
  // "số chi bộ sinh hoạt ghép giảm từ 71 chi bộ xuống còn 26 chi bộ"
  if (names.countable === "cell" && isOfJointCells(draft)) return "joint_cell";
  if (names.countable !== null && names.countable !== "person") return names.countable;
  const carried = whole?.figure.countable ?? draft.before?.figure.countable ?? null;
  const isNamed = names.grade !== null || names.form !== null || names.group !== null || draft.amount.kind === "percent" || whole !== null;
  if (names.countable === "person") return carried !== null && carried !== "other" && isNamed ? carried : "person";
  return isNamed ? carried : null;
}

function isOfJointCells({ units, at }: Draft): boolean {
  return (
    seek(
      units,
      { from: at - 1, to: 0 },
      (unit) => meaningOf(unit).countable === "joint_cell",
      (unit) => isPunct(unit, ";"),
    ) >= 0
  );
}

export const PEOPLE: ReadonlySet<Countable | null> = new Set<Countable | null>(["member", "new_member", "masses"]);

export function merge(behind: Names, before: Names): Names {
  const useBefore = behind.countable === null || behind.countable === "person";
  const isPeople = behind.countable === "person" && PEOPLE.has(before.countable);
  // "số đảng viên mới kết nạp là 112 đảng viên": the noun behind only says again what was counted.
  const isAgain = behind.countable === "member" && before.countable === "new_member";
  const takesBefore = (before.countable !== null && behind.countable === null) || isPeople || isAgain;
  const hasLabel =
    behind.grade !== null || behind.form !== null || behind.lack !== null || (behind.group !== null && behind.countable !== null);
  const isMember =
    behind.countable === null ||
    behind.countable === "person" ||
    behind.countable === "member" ||
    behind.countable === "org" ||
    behind.countable === "body";
  return {
    countable: takesBefore ? before.countable : behind.countable,
    grade: behind.grade ?? (hasLabel ? null : before.grade),
    form: behind.form ?? (hasLabel || !isMember ? null : before.form),
    group: behind.group ?? (hasLabel || !useBefore ? null : before.group),
    lack: behind.lack ?? (hasLabel || !useBefore ? null : before.lack),
    document: takesBefore ? before.document : behind.document,
    cumulative: behind.grade !== null ? behind.cumulative : before.cumulative,
    isUnnamed: behind.isUnnamed || (useBefore && !hasLabel && before.isUnnamed),
    hasOtherPredicate: behind.hasOtherPredicate,
    first:
      takesBefore || (!hasLabel && (before.grade !== null || before.form !== null)) || (useBefore && before.group !== null)
        ? before.first
        : behind.first,
    last: behind.last,
  };
}

/** Names with what "lần lượt là" gives the number out of the list before. */
export function withShare(names: Names, share: Unit | undefined): Names {
  if (share === undefined) return names;
  const { countable, grade, form, group, lack, document } = meaningOf(share);
  return {
    countable: countable ?? names.countable,
    grade: grade ?? names.grade,
    form: form ?? names.form,
    group: group ?? names.group,
    lack: lack ?? names.lack,
    document: document ?? names.document,
    cumulative: names.cumulative || isSign(share, "upward"),
    isUnnamed: names.isUnnamed,
    hasOtherPredicate: names.hasOtherPredicate,
    first: names.first,
    last: names.last,
  };
}

/** Under "trong đó" a bare number that no dimension names ("12 nông dân") is a part without a code. */
export function isUnnamedPart(names: Names, countable: Countable | null, amount: Amount): boolean {
  if (amount.kind === "percent") return false;
  const isUnlabelled = names.grade === null && names.form === null && names.group === null && names.lack === null;
  return isUnlabelled && (names.countable === null || names.countable === "person" || names.countable === "other" || countable === null);
}

export const STANDING = new Set<Countable>(["member", "grassroots", "committee", "base_cell", "cell", "superior", "org"]);
