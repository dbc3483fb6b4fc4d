import type { Amount } from "../../language/amounts.ts";
import { eventBefore, eventBehind } from "./events.ts";
import { changed, type FoundFigure } from "./found.ts";
import type { Names } from "./surroundings.ts";
import { shapedMeaning, type Term } from "./terms.ts";
import { termUnit, type Unit } from "./units.ts";
import type { Meaning, Sign } from "./vocabulary.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

const namesBody = (unit: Unit): boolean => unit.kind === "place" || isSign(unit, "committee", "commission", "by_cell");

/** A body or a decider named right before the number, with nothing told in between: "Đảng bộ A 61", "huyện B đạt 42%", "Đảng bộ C (28 …)", "UBKT các cấp: 12". */
function isListed(units: readonly Unit[], at: number): boolean {
  // "chi bộ: 43 đảng viên"
  if (isPunct(units[at - 1], ":") && meaningOf(units[at - 2]).countable === "cell" && at === 2) return true;
  return (
    seek(
      units,
      { from: at - 1, to: Math.max(0, at - 4) },
      namesBody,
      (unit, i) =>
        unit.kind === "amount" ||
        isPunct(unit, ",;.)") ||
        (isPunct(unit, "(") && i !== at - 1) ||
        (meaningOf(unit).event !== undefined && !namesBody(unit)),
    ) >= 0
  );
}

/** What a list can go on with: an event, or a standing number with a subject of its own ("chi bộ sinh hoạt ghép"). */
export const mayHead = ({ figure }: FoundFigure): boolean =>
  (figure.event !== null && figure.event !== "other") || figure.countable === "joint_cell" || figure.lack !== null;

/**
 * The figure that a listed number goes on with: same list, no event of its own, and nothing but people or percentages counted; null when it stands for itself.
 * `head` is the last figure with an event, in this sentence or under "Dẫn đầu là …" in the one before.
 */
export function continues(input: {
  units: readonly Unit[];
  at: number;
  amount: Amount;
  names: Names;
  head: FoundFigure | null;
  isCell: boolean;
}): FoundFigure | null {
  const { units, at, amount, names, head, isCell } = input;
  if (head === null || !mayHead(head) || !(isCell || isListed(units, at) || isSameNumber(units, at))) return null;
  if (eventBehind(units, at) !== null || names.grade !== null || names.form !== null || names.lack !== null) return null;
  const own = eventBefore(units, at);
  if (own?.isNear === true && !own.isTopic && own.event !== "other" && own.at > head.at) return null;
  if (head.figure.event === null && names.countable !== null && names.countable !== head.figure.countable) return null;
  const people =
    names.countable === null || names.countable === "member" || names.countable === "person" || names.countable === "new_member";
  return amount.kind === "percent" || people || names.countable === head.figure.countable ? headOf(head, units, amount) : null;
}

/** Is the number an attainment, or the plan in brackets behind one: "đạt 100,6% kế hoạch (kế hoạch là 3.000 đảng viên)"? */
const isAttained = ({ figure, whole }: FoundFigure): boolean =>
  figure.relation === "attainment" || (figure.status === "target" && whole?.figure.relation === "attainment");

/** The figure that a list really goes on with: the attainment before its plan in brackets; and a ranking behind a plan tells results. */
function headOf(head: FoundFigure, units: readonly Unit[], amount: Amount): FoundFigure {
  if (amount.kind === "percent" && head.figure.relation !== "attainment" && isAttained(head) && head.whole !== null) return head.whole;
  const isRanked = head.at < 0 && head.figure.status === "target" && head.figure.relation === "plain" && goesOn(units);
  return isRanked ? changed(head, { figure: { ...head.figure, status: "actual" } }) : head;
}

/** "Đảng bộ huyện A đạt 121%, huyện B 117,5%." behind a sentence of attainments: its first number is a bare percentage of a named body. */
export function goesOnAttaining(units: readonly Unit[], head: FoundFigure | null): boolean {
  if (head?.figure.event !== "admit") return false;
  const first = units.findIndex((unit) => unit.kind === "amount");
  if (
    !isAttained(head) &&
    seek(
      units,
      { from: first + 1, to: Math.min(first + 3, units.length - 1) },
      (unit) => isSign(unit, "plan"),
      (unit) => isPunct(unit, ",;."),
    ) < 0
  )
    return false;
  const unit = units[first];
  return (
    unit?.kind === "amount" &&
    unit.amount.kind === "percent" &&
    (meaningOf(units[first + 1]).countable === undefined || isSign(units[first + 1], "plan")) &&
    isListed(units, first)
  );
}

/** "Năm 2024, con số này là 251": the number of the sentence before, at another time or of another body. */
function isSameNumber(units: readonly Unit[], at: number): boolean {
  const named = seek(
    units,
    { from: at - 1, to: Math.max(0, at - 5) },
    (unit, i) => isWord(unit, "số") && isWord(units[i - 1], "con"),
    (unit) => unit.kind === "amount" || isPunct(unit, ",;"),
  );
  return named > 1 && (isWord(units[named + 1], "này", "đó", "ấy") || isWord(units[0], "về"));
}

/** Does the sentence rank bodies under the event of the one before ("Dẫn đầu là …", "Tiếp theo là …") or tell its number again for another time? */
export function goesOn(units: readonly Unit[]): boolean {
  if (
    isSameNumber(
      units,
      units.findIndex((unit) => unit.kind === "amount"),
    )
  )
    return true;
  return (
    seek(
      units,
      { from: 0, to: Math.min(5, units.length - 1) },
      (unit) => isSign(unit, "continues"),
      (unit) => unit.kind === "amount",
    ) >= 0
  );
}

/** What "lần lượt là" gives to a number: the unit of the list before it that it belongs to. */
export type Shares = ReadonlyMap<number, Unit>;

const NOBODY: Shares = new Map();

/** The numbers behind "lần lượt là", in order, as long as only commas, "và" and their own nouns part them. */
function numbersBehind(units: readonly Unit[], from: number): readonly number[] {
  const found: number[] = [];
  for (let i = from + 1; i < units.length; i++) {
    const unit = units[i] as Unit;
    if (unit.kind === "amount") {
      found.push(i);
      // "6.912, 7.205 và 7.118 đảng viên, tổng cộng …": "và" joins the last one.
      if (isWord(units[i - 1], "và")) break;
    } else if (isPunct(unit, ";.:") || (found.length > 0 && meaningOf(unit).event !== undefined && meaningOf(unit).form === undefined))
      break;
  }
  return found;
}

/** The list before "lần lượt là" that has as many members as numbers follow: of places, of countables, of grades or forms. */
function listBefore(units: readonly Unit[], to: number, size: number): readonly Unit[] | null {
  const kinds: readonly ((unit: Unit) => boolean)[] = [
    (unit) => meaningOf(unit).grade !== undefined,
    (unit) => meaningOf(unit).form !== undefined,
    (unit) => meaningOf(unit).countable !== undefined && meaningOf(unit).event === undefined,
    (unit) => unit.kind === "place",
    (unit) => unit.kind === "period",
    (unit) => meaningOf(unit).group !== undefined,
  ];
  for (const isOfKind of kinds) {
    const members = units.slice(0, to).filter(isOfKind);
    if (members.length >= size && size >= 2) return members.slice(-size);
  }
  return null;
}

const withMeaning = ({ from, to, meaning }: Term, more: Meaning): Term => ({ from, to, meaning: shapedMeaning({ ...meaning, ...more }) });

/** "tỷ lệ đảng viên hoàn thành xuất sắc, hoàn thành tốt lần lượt là …": the noun before the list is counted in each of its members. */
function withNoun(units: readonly Unit[], members: readonly Unit[]): readonly Unit[] {
  const [first] = members;
  if (first?.kind !== "term" || first.term.meaning.countable !== undefined) return members;
  const noun = seek(
    units,
    { from: units.indexOf(first) - 1, to: 0 },
    (unit) => meaningOf(unit).countable !== undefined,
    (unit) => unit.kind === "amount" || isPunct(unit, ";"),
  );
  const countable = meaningOf(units[noun]).countable;
  if (countable === undefined) return members;
  return members.map((unit) => (unit.kind === "term" ? termUnit(withMeaning(unit.term, { countable })) : unit));
}

/** "tỷ lệ TCCSĐ và tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên lần lượt là …": the grade behind a list of nouns is that of each of them. */
function withGrade(before: readonly Unit[], members: readonly Unit[]): readonly Unit[] {
  const label = before.findLastIndex((unit) => meaningOf(unit).grade !== undefined);
  const { grade } = meaningOf(before[label]);
  const isBehind = label > before.indexOf(members.at(-1) as Unit);
  if (
    grade === undefined ||
    !isBehind ||
    members.some((unit) => meaningOf(unit).countable === undefined || meaningOf(unit).grade !== undefined)
  )
    return members;
  const signs: readonly Sign[] = isSign(before[label + 1], "upward") ? ["upward"] : [];
  return members.map((unit) => (unit.kind === "term" ? termUnit(withMeaning(unit.term, { grade, signs })) : unit));
}

/** "số … giảm từ 38 xuống còn 9": the second of two levels, which counts what the first does, and the noun of both. */
function levels(units: readonly Unit[]): Shares {
  const second = units.findIndex((unit, i) => unit.kind === "amount" && isLevel(units, i));
  const first =
    second < 0
      ? -1
      : seek(
          units,
          { from: second - 1, to: 0 },
          (unit, i) => unit.kind === "amount" && unit.amount.kind === "count" && isWord(units[i - 1], "từ"),
        );
  const noun =
    first < 0
      ? -1
      : seek(
          units,
          { from: first - 1, to: 0 },
          (unit) => meaningOf(unit).countable !== undefined,
          (unit) => unit.kind === "amount" || isPunct(unit, ";"),
        );
  return noun < 0 ? NOBODY : new Map([first, second].map((at) => [at, units[noun] as Unit]));
}

/** "xuống còn 9", "lên 12": a level that is reached. */
const isLevel = (units: readonly Unit[], at: number): boolean =>
  isSign(units[at - 1], "stock") &&
  seek(
    units,
    { from: at - 2, to: 0 },
    (unit) => isSign(unit, "rise", "fall"),
    (unit) => isPunct(unit, ";"),
  ) >= 0;

/** "A và B lần lượt là 95% và 96%": which member of the list before each number behind the words belongs to, by the number's unit. */
export function respectively(units: readonly Unit[]): Shares {
  const sign = units.findIndex((unit) => isSign(unit, "respectively"));
  if (sign < 0) return levels(units);
  const numbers = numbersBehind(units, sign);
  const members = listBefore(units, sign, numbers.length);
  if (members === null) return NOBODY;
  const shared = withGrade(units.slice(0, sign), withNoun(units, members));
  return new Map(numbers.map((at, i) => [at, shared[i] as Unit]));
}

/** "61 TCCSĐ, 3.406 đảng viên": a standing number goes on to the next one of its list. */
export function goesOnStanding(units: readonly Unit[], at: number, before: FoundFigure | null): boolean {
  if (before === null || before.at < 0 || !before.figure.hasStockWords || before.figure.event !== null) return false;
  return onlyJoins(units, before.last + 1, at - 1);
}

/** Do only commas, "và" and brackets without a number stand in between? */
export function onlyJoins(units: readonly Unit[], from: number, to: number, stock = true): boolean {
  let depth = 0;
  for (let i = from; i <= to; i++) {
    const unit = units[i] as Unit;
    if (isPunct(unit, "(")) depth++;
    else if (isPunct(unit, ")")) depth = Math.max(0, depth - 1);
    else if (
      depth === 0 &&
      !isPunct(unit, ",") &&
      !isWord(unit, "và", "cùng") &&
      !isSign(unit, "together", "respectively") &&
      !(stock && isSign(unit, "stock"))
    )
      return false;
  }
  return true;
}
