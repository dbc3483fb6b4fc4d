import type { Countable, EventCode } from "../../types/indicator.ts";
import { shapedMeaning } from "./terms.ts";
import { termUnit, type Unit, wordUnit } from "./units.ts";
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
  { isHead: (unit) => isWord(unit, "cho"), isTail: tells("train"), event: "train" },
  { isHead: tells("train"), isTail: (unit) => isSign(unit, "course"), event: "other" },
  { isHead: tells("other"), isTail: tells("resign"), event: "resign" },
  { isHead: tells("other"), isTail: tells("train"), event: "train" },
];

/** The words that a split verb begins with when it begins with no term. */
const SPLIT_WORDS: ReadonlySet<string> = new Set(["công", "đưa", "cho"]);

const term = ({ from, to }: Unit, meaning: Meaning): Unit => termUnit({ from, to, meaning: shapedMeaning(meaning) });

const endsClause = (unit: Unit): boolean => isPunct(unit, ",;.:()");

/** The event of the split verb that begins at a unit and takes the number behind it; null when none does. */
function splitEvent(units: readonly Unit[], head: number): EventCode | null {
  const unit = units[head] as Unit;
  // Most units begin none: they are let go before any list is made.
  if (unit.kind === "term" ? unit.term.meaning.event === undefined : unit.kind !== "word" || !SPLIT_WORDS.has(unit.key)) return null;
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

const isWayOut = tells("strike_off", "resign");

const joinsWaysOut = (units: readonly Unit[], first: number): boolean =>
  isWayOut(units[first] as Unit) &&
  isWord(units[first + 1], "và") &&
  isWayOut(units[first + 2] as Unit) &&
  units[first + 3]?.kind === "amount";

/** "xóa tên và cho rút 12 trường hợp": one number for two ways out of the Party is of neither. */
function isJointWayOut(units: readonly Unit[], at: number): boolean {
  if (units[at] === undefined || !isWayOut(units[at] as Unit)) return false;
  const first = at + 2 < units.length && joinsWaysOut(units, at) ? at : at >= 2 && joinsWaysOut(units, at - 2) ? at - 2 : -1;
  return first >= 0 && units[first - 1]?.kind !== "amount" && meaningOf(units[first - 1]).countable === undefined;
}

/** "12 chi bộ, trong đó 8 chi bộ thôn, 4 chi bộ trường học": a part by sector, which no dimension names, is no stock (codebook section 4). */
function isSectorPart(units: readonly Unit[], at: number): boolean {
  if (meaningOf(units[at]).countable !== "cell" || units[at - 1]?.kind !== "amount") return false;
  const { countable } = meaningOf(units[at + 1]);
  const isSector = countable === "village" || countable === "other" || isSign(units[at + 1], "unnamed");
  const isClosed = [at + 2, at + 3].some((i) => i >= units.length || endsClause(units[i] as Unit) || isWord(units[i], "và"));
  if (!isSector || !isClosed) return false;
  return (
    seek(
      units,
      { from: at - 2, to: 0 },
      (unit) => isSign(unit, "part"),
      (unit) => isPunct(unit, ";") || meaningOf(unit).event !== undefined,
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
  if (at !== 2 || !isPunct(units[2], ",") || !isWord(units[0], "về") || meaningOf(units[1]).countable === undefined) return false;
  return units[3]?.kind === "amount" || (isWord(units[3], "con") && isWord(units[4], "số"));
}

/** "khiển trách, cảnh cáo 3 tổ chức đảng": several forms share one number, so that it is of none of them. */
function sharesNumber(units: readonly Unit[], at: number): boolean {
  if (meaningOf(units[at]).form === undefined) return false;
  const joins = (i: number): boolean => isPunct(units[i], ",") || isWord(units[i], "và", "hoặc");
  let [first, last] = [at, at];
  while (joins(first - 1) && meaningOf(units[first - 2]).form !== undefined) first -= 2;
  while (joins(last + 1) && meaningOf(units[last + 2]).form !== undefined) last += 2;
  if (first === last) return false;
  if (units[last + 1]?.kind !== "amount")
    return isWord(units[first - 1], "thức") && !isSign(units[last + 1], "respectively") && !isPunct(units[last + 1], ":");
  return (
    seek(
      units,
      { from: first - 1, to: 0 },
      (unit) => unit.kind === "amount",
      (unit) => endsClause(unit) || isSign(unit, "part"),
    ) < 0
  );
}

/** Units with terms whose words stand apart given the meaning that they have together. */
export function joinSplitTerms(units: readonly Unit[]): readonly Unit[] {
  if (!units.some(({ kind }) => kind === "amount")) return units;
  const joined: Unit[] = [];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as Unit;
    if (placeAdjunct(units, i)) {
      joined.push(wordUnit({ from: unit.from, to: (units[i + 2] as Unit).to }, "thuộc"));
      i += 2;
      continue;
    }
    if (isTopicComma(units, i)) {
      joined.push(wordUnit(unit, "là"));
      continue;
    }
    // "đưa 47 đảng viên ra khỏi Đảng (12 người tự xin ra)": the second half has been told with the first.
    if (
      isPunct(units[i + 1], "(") &&
      meaningOf(unit).event === "remove" &&
      joined.some((one) => one.kind === "term" && meaningOf(one).event === "remove")
    ) {
      joined.push(term(unit, {}));
      continue;
    }
    // Only a term, or a word that begins a split verb, can mean something else together with others.
    const event = splitEvent(units, i);
    if (event === null && unit.kind !== "term") joined.push(unit);
    else if (event !== null) joined.push(term(unit, { ...meaningOf(unit), event }));
    else if (isJointWayOut(units, i)) joined.push(term(unit, { event: "other" }));
    else if (sharesNumber(units, i)) joined.push(term(unit, { event: "discipline" }));
    else if (isJointCell(units, i)) joined.push(term(unit, { ...meaningOf(unit), countable: "joint_cell" }));
    else if (isSectorPart(units, i)) joined.push(term(unit, { countable: "other" }));
    else if (isDisciplinedBody(units, i)) joined.push(term(unit, { ...meaningOf(unit), countable: "org" }));
    else if (checkedMatter(units, i)) joined.push(term(unit, {}));
    else joined.push(unit);
  }
  return joined;
}
