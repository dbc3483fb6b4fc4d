import type { Countable, EventCode } from "../../types/indicator.ts";
import type { Unit } from "./units.ts";
import type { Meaning } from "./vocabulary.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** How many units may part the halves of a split verb: "giới thiệu <n> đoàn viên ưu tú ở các chi đoàn đi học lớp …". */
const MAX_REACH = 9;

/** A term whose words stand apart, around the number: its first half, its second half and what both mean together. */
interface SplitVerb {
  readonly isHead: (unit: Unit, next: Unit | undefined) => boolean;
  readonly isTail: (unit: Unit, next: Unit | undefined) => boolean;
  readonly event: EventCode;
}

const PEOPLE: ReadonlySet<Countable | undefined> = new Set<Countable>(["member", "new_member", "masses", "person"]);

const tells =
  (...events: readonly EventCode[]) =>
  (unit: Unit): boolean =>
    events.includes(meaningOf(unit).event ?? "lift");

/** Vietnamese puts the object between a verb and its result: "công nhận <n> đảng viên chính thức", "cho <n> đảng viên ra khỏi Đảng". */
const SPLIT_VERBS: readonly SplitVerb[] = [
  {
    isHead: (unit, next) => isWord(unit, "công") && isWord(next, "nhận"),
    isTail: (unit, next) => isWord(unit, "chính") && isWord(next, "thức"),
    event: "confirm",
  },
  { isHead: (unit) => isWord(unit, "đưa"), isTail: tells("remove"), event: "remove" },
  { isHead: (unit) => isWord(unit, "cho"), isTail: tells("remove", "resign"), event: "resign" },
  { isHead: tells("other"), isTail: tells("resign"), event: "resign" },
  { isHead: tells("other"), isTail: tells("train"), event: "train" },
];

const term = (unit: Unit, meaning: Meaning): Unit => ({
  kind: "term",
  from: unit.from,
  to: unit.to,
  term: { from: unit.from, to: unit.to, meaning },
});

const endsClause = (unit: Unit): boolean => isPunct(unit, ",;.:()");

/** The event of the split verb that begins at a unit and takes the number behind it; null when none does. */
function splitEvent(units: readonly Unit[], head: number): EventCode | null {
  const unit = units[head] as Unit;
  const known = SPLIT_VERBS.filter(({ isHead }) => isHead(unit, units[head + 1]));
  if (known.length === 0) return null;
  const number = seek(units, { from: head + 1, to: Math.min(head + 4, units.length - 1) }, ({ kind }) => kind === "amount", endsClause);
  if (number < 0) return null;
  if (!PEOPLE.has(meaningOf(units[number + 1]).countable)) return null;
  const end = Math.min(number + MAX_REACH, units.length - 1);
  const ends = (next: Unit): boolean => next.kind === "amount" || endsClause(next);
  return (
    known.find(({ isTail }) => seek(units, { from: number + 1, to: end }, (next, i) => isTail(next, units[i + 1]), ends) > 0)?.event ?? null
  );
}

/** "40 chi bộ trên địa bàn vẫn phải sinh hoạt ghép": what the cells do makes them joint ones. */
function isJointCell(units: readonly Unit[], at: number): boolean {
  if (meaningOf(units[at]).countable !== "cell") return false;
  const ends = (unit: Unit): boolean => unit.kind === "amount" || endsClause(unit);
  return (
    seek(
      units,
      { from: at + 1, to: Math.min(at + MAX_REACH, units.length - 1) },
      (unit, i) => isWord(unit, "ghép") && isWord(units[i - 1], "hoạt"),
      ends,
    ) > 0
  );
}

const CELLS_AND_COMMITTEES: ReadonlySet<Countable | undefined> = new Set<Countable>([
  "grassroots",
  "committee",
  "base_cell",
  "cell",
  "superior",
]);

/** "cảnh cáo 2 chi bộ", "bằng hình thức khiển trách đối với 3 đảng bộ": discipline tells no kinds of organisations apart. */
function isDisciplinedBody(units: readonly Unit[], at: number): boolean {
  if (!CELLS_AND_COMMITTEES.has(meaningOf(units[at]).countable) || units[at - 1]?.kind !== "amount") return false;
  return (
    seek(
      units,
      { from: at - 2, to: Math.max(0, at - 4) },
      (unit) => meaningOf(unit).form !== undefined,
      (unit) => unit.kind === "amount" || endsClause(unit),
    ) >= 0
  );
}

/** "kiểm tra việc thi hành kỷ luật", "giám sát về kết nạp đảng viên": what a check looks into does not happen itself. */
function checkedMatter(units: readonly Unit[], at: number): boolean {
  const event = meaningOf(units[at]).event;
  if (event === undefined || event === "inspect_signs") return false;
  const opened = seek(
    units,
    { from: at - 1, to: Math.max(0, at - 3) },
    (unit) => isWord(unit, "việc", "về"),
    (unit) => unit.kind === "amount" || endsClause(unit),
  );
  return opened > 0 && tells("inspect", "supervise", "inspect_both")(units[opened - 1] as Unit);
}

/** "9 làng thuộc 4 xã chưa có đảng viên": where what is counted lies; the communes are no number of their own. */
function placeAdjunct(units: readonly Unit[], at: number): boolean {
  const isOpened = isWord(units[at], "thuộc", "ở", "tại") || isSign(units[at], "out_of");
  return (
    isOpened &&
    meaningOf(units[at - 1]).countable !== undefined &&
    units[at - 2]?.kind === "amount" &&
    units[at + 1]?.kind === "amount" &&
    meaningOf(units[at + 2]).countable === "other" &&
    meaningOf(units[at + 3]).lack !== undefined
  );
}

/** "Về đảng viên, 92,4% hoàn thành tốt …": a topic before the comma names what the number behind it counts. */
function isTopicComma(units: readonly Unit[], at: number): boolean {
  return (
    at === 2 &&
    isPunct(units[2], ",") &&
    isWord(units[0], "về") &&
    meaningOf(units[1]).countable !== undefined &&
    units[3]?.kind === "amount"
  );
}

/** Units with terms whose words stand apart given the meaning that they have together. */
export function joinSplitTerms(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(({ kind }) => kind === "amount")) return units;
  const joined: Unit[] = [];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as Unit;
    if (placeAdjunct(units, i)) {
      joined.push({ kind: "word", from: unit.from, to: (units[i + 2] as Unit).to, key: "thuộc" });
      i += 2;
      continue;
    }
    if (isTopicComma(units, i)) {
      joined.push({ kind: "word", from: unit.from, to: unit.to, key: "là" });
      continue;
    }
    const event = splitEvent(units, i);
    if (event !== null) joined.push(term(unit, { ...meaningOf(unit), event }));
    else if (isJointCell(units, i)) joined.push(term(unit, { ...meaningOf(unit), countable: "joint_cell" }));
    else if (isDisciplinedBody(units, i)) joined.push(term(unit, { ...meaningOf(unit), countable: "org" }));
    else if (checkedMatter(units, i)) joined.push(term(unit, {}));
    else joined.push(unit);
  }
  return joined;
}
