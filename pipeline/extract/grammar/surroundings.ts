import type { Countable } from "../../types/indicator.ts";
import type { Unit } from "./units.ts";
import type { Meaning } from "./vocabulary.ts";
import { isPunct, isSign, isWord, isWordOf, meaningOf, seek } from "./walk.ts";
import { endOfRightZone, startOfLeftZone } from "./zones.ts";

/** What stands around a number that names it. */
export interface Names {
  readonly countable: Countable | null;
  readonly grade: string | null;
  readonly form: string | null;
  readonly group: string | null;
  readonly lack: "members" | "cell" | null;
  readonly document: string | null;
  readonly cumulative: boolean;
  readonly isUnnamed: boolean;
  readonly hasOtherPredicate: boolean;
  /** First and last unit that names it; both the number's own index when nothing does. */
  readonly first: number;
  readonly last: number;
}

/** Words that may stand between a number and the noun that it counts: "12 lượt đảng viên", "70% số TCCSĐ"; any other word is a noun of its own ("19 điều đảng viên không được làm"). */
const BEFORE_NOUN = new Set(["lượt", "số", "các", "tổng", "tất", "cả", "nguyên", "cựu", "loại", "là", "trong", "em", "bản"]);
/** "120 đồng chí trưởng thành từ đoàn viên": how many words may part a noun from its label. */
const MAX_FILLERS_TO_LABEL = 7;

const isFiller = (unit: Unit): boolean => unit.kind === "word";

/**
 * What is collected on the way through the words around a number. It becomes the result itself: copying it by a spread gave each copy a hidden class of its own
 * and cost a tenth of the reading.
 */
type Collected = { -readonly [Field in keyof Names]: Names[Field] };

const nothing = (at: number): Collected => ({
  countable: null,
  grade: null,
  form: null,
  group: null,
  lack: null,
  document: null,
  cumulative: false,
  isUnnamed: false,
  hasOtherPredicate: false,
  first: at,
  last: at,
});

const isLabel = ({ grade, form, group, lack, signs }: Meaning): boolean =>
  grade !== undefined || form !== undefined || group !== undefined || lack !== undefined || signs?.includes("unnamed") === true;

const isUnlabelled = ({ grade, form, lack }: Collected): boolean => grade === null && form === null && lack === null;

function takeLabel(names: Collected, meaning: Meaning): void {
  names.grade ??= meaning.grade ?? null;
  names.form ??= meaning.form ?? null;
  names.group ??= meaning.group ?? null;
  names.lack ??= meaning.lack ?? null;
  if (meaning.signs?.includes("unnamed")) names.isUnnamed = true;
}

function takeCountable(names: Collected, meaning: Meaning): void {
  names.countable = meaning.countable ?? null;
  names.group ??= meaning.group ?? null;
  names.document = meaning.document ?? null;
}

function onlyBeforeNoun(units: readonly Unit[], at: number, noun: number): boolean {
  return seek(units, { from: at + 1, to: noun - 1 }, (unit) => unit.kind === "word" && !BEFORE_NOUN.has(unit.key)) < 0;
}

/** "662 trong tổng số 686 TCCSĐ được đánh giá": the index of the whole whose words name the part too, -1 when there is none. */
export function ofTotal(units: readonly Unit[], at: number): number {
  return isSign(units[at + 1], "out_of") && units[at + 2]?.kind === "amount" ? at + 2 : -1;
}

/** "12,82% so với tổng số cơ sở đảng được đánh giá": what follows is only what the percentage is of. */
export function isOfWhole(units: readonly Unit[], at: number): boolean {
  const unit = units[at];
  if (unit?.kind !== "amount" || unit.amount.kind !== "percent" || units[at + 2]?.kind === "amount") return false;
  return isSign(units[at + 1], "out_of") || (isSign(units[at + 1], "of_members") && hasGradeBehind(units, at));
}

const hasGradeBehind = (units: readonly Unit[], at: number): boolean =>
  units.slice(at + 1, endOfRightZone(units, at)).some((unit) => meaningOf(unit).grade !== undefined);

/** Nothing, but that a whole of one grade ("so với tổng số đảng viên hoàn thành tốt nhiệm vụ") makes the percentage one that no indicator has. */
function namesOfWhole(units: readonly Unit[], at: number): Names {
  const names = nothing(at);
  names.isUnnamed = hasGradeBehind(units, at);
  return names;
}

/** What the words behind the number say of it. */
export function namesBehind(units: readonly Unit[], at: number): Names {
  if (isOfWhole(units, at)) return namesOfWhole(units, at);
  const total = ofTotal(units, at);
  const names = readBehind(units, total < 0 ? at : total);
  names.first = at;
  return names;
}

function readBehind(units: readonly Unit[], at: number): Collected {
  const end = endOfRightZone(units, at);
  const names = nothing(at);
  let [fillers, last] = [0, at];
  for (let i = at + 1; i < end; i++) {
    const unit = units[i] as Unit;
    const meaning = meaningOf(unit);
    const isFirst = meaning.countable !== undefined && names.countable === null && isUnlabelled(names);
    // "84 trường hợp đảng viên", "2.359 đồng chí đảng viên": the second noun says what the first stands for.
    const isCloser =
      names.countable === "person" && (meaning.countable === "member" || meaning.countable === "new_member") && i === last + 1;
    if (isFirst || isCloser) {
      if (isFirst && fillers > 0 && !onlyBeforeNoun(units, at, i)) {
        names.countable = "other";
        break;
      }
      takeCountable(names, meaning);
      fillers = 0;
      last = i;
    } else if (isSign(unit, "stock") && names.countable !== null && isLabel(meaningOf(units[i + 1])) && units[i + 2]?.kind === "amount") {
      // "302 đảng viên được xếp loại có HTXSNV 45": the grade is that of the next number.
      break;
    } else if (isSign(unit, "aged") && PEOPLE_COUNTED.has(names.countable) && !isWord(units[at - 1], "cho")) {
      // "1 đảng viên 70 năm tuổi Đảng": those of one age are a part that no dimension names.
      names.isUnnamed = true;
      last = i;
    } else if (isLabel(meaning)) {
      if (fillers > MAX_FILLERS_TO_LABEL) break;
      takeLabel(names, meaning);
      last = i;
    } else if (isSign(unit, "upward")) {
      if (names.grade !== null) names.cumulative = true;
      last = i;
    } else if (names.countable !== null && isUnlabelled(names) && i === last + 1 && isWord(unit, "đã", "đang", "còn")) {
      names.hasOtherPredicate = true;
      fillers++;
    } else if (
      names.countable !== null &&
      isUnlabelled(names) &&
      (isSign(unit, "predicate", "not_yet") || meaning.event === "other") &&
      fillers <= 1
    ) {
      names.hasOtherPredicate = true;
      break;
    } else if (meaning.event !== undefined && i === at + 1 && isNone(units[at])) {
      // "không có thi hành kỷ luật tổ chức đảng": what did not happen stands before what it would have happened to.
      last = i;
    } else if (
      meaning.event !== undefined &&
      ORGANISATIONS.has(names.countable) &&
      isUnlabelled(names) &&
      fillers === 0 &&
      i === last + 1 &&
      !isSign(units[i - 1], "not_yet")
    ) {
      // "có 4 đảng bộ kết nạp được …": the bodies do something, they are not all that there are.
      names.hasOtherPredicate = meaning.event !== "rate";
      if (names.hasOtherPredicate) break;
    } else if (meaning.event === "admit" && isWord(units[i - 1], "được", "mới")) {
      // "21 đảng viên được kết nạp trong doanh nghiệp …": what follows still names the group.
      fillers = 0;
    } else if (meaning.event !== undefined && meaning.event !== "rate") break;
    else if (isFiller(unit)) {
      fillers++;
      if (names.countable === null && isUnlabelled(names) && names.group === null && fillers > MAX_FILLERS_TO_LABEL) break;
    }
  }
  const isBare = names.countable === null && isUnlabelled(names) && names.group === null && !names.isUnnamed;
  if (isBare && fillers > 0 && isUnknownNoun(units, at, end)) names.countable = "other";
  names.last = last;
  return names;
}

const ORGANISATIONS: ReadonlySet<Countable | null> = new Set<Countable | null>([
  "grassroots",
  "committee",
  "base_cell",
  "cell",
  "superior",
  "subordinate",
  "org",
]);

const PEOPLE_COUNTED: ReadonlySet<Countable | null> = new Set<Countable | null>(["member", "person"]);

/** "không có", "không còn": zero in words. */
export const isNone = (unit: Unit | undefined): boolean => unit?.kind === "amount" && unit.amount.zero === true;

/** Words that may follow a number that is named before it: "khiển trách 144 và …", "12 là nữ". */
const NO_NOUN = new Set([
  "và",
  "là",
  "so",
  "của",
  "trong",
  "tại",
  "ở",
  "được",
  "bị",
  "đã",
  "do",
  "theo",
  "vào",
  "cùng",
  "trên",
  "thuộc",
  "với",
  "ngay",
  "nhiều",
  "cao",
  "mới",
  "nữa",
  "nay",
  "trước",
  "sau",
  "cho",
  "đến",
  "để",
  "khi",
  "sẽ",
  "này",
  "đó",
  "mỗi",
  "còn",
]);

/** "7 bác sĩ": the number counts something that the vocabulary does not know. */
function isUnknownNoun(units: readonly Unit[], at: number, end: number): boolean {
  const next = units[at + 1];
  return at + 1 < end && next?.kind === "word" && !NO_NOUN.has(next.key);
}

/** Words that may stand between a name and its number: "HTXSNV có 137", "khiển trách: 2", "với hình thức cảnh cáo đối với 3". */
const JOINTS: ReadonlySet<string> = new Set([
  "là",
  "được",
  "đối",
  "mức",
  "loại",
  "ở",
  "cho",
  "khoảng",
  "cũng",
  "đạt",
  "danh",
  "hiệu",
  "nhiệm",
  "vụ",
  "khá",
  "rất",
  "cao",
]);

const isJoint = (unit: Unit): boolean =>
  isWordOf(unit, JOINTS) ||
  isPunct(unit, ":,") ||
  isSign(unit, "stock", "share", "quantity", "mean") ||
  unit.kind === "period" ||
  unit.kind === "place";

/** "812 đảng viên (kế hoạch năm 800)": the plan beside a result, with no noun of its own. */
export function isPlanBeside(units: readonly Unit[], at: number): boolean {
  const plan = seek(
    units,
    { from: at - 1, to: Math.max(0, at - 3) },
    (unit) => isSign(unit, "plan"),
    (unit) => unit.kind === "amount" || isPunct(unit, ":,;()"),
  );
  return plan > 0 && isPunct(units[plan - 1], "(");
}

/** "(kế hoạch năm 800)": a plan before its number is what was aimed at, no paper that is counted. */
function isPlanBefore(units: readonly Unit[], at: number, number: number): boolean {
  return (
    isSign(units[at], "plan") &&
    isPunct(units[at - 1], "(") &&
    seek(units, { from: at + 1, to: number - 1 }, (unit) => isPunct(unit, ":")) < 0
  );
}

/** What the words just before the number say of it: "khiển trách 144", "hoàn thành tốt nhiệm vụ có 764", "tỷ lệ TCCSĐ đạt TSVM là 87%". */
export function namesBefore(units: readonly Unit[], at: number): Names {
  const start = startOfLeftZone(units, at);
  const names = nothing(at);
  let [gap, isDifference] = [0, false];
  for (let i = at - 1; i >= start; i--) {
    const unit = units[i] as Unit;
    const meaning = meaningOf(unit);
    // "vượt 47,7% kế hoạch năm và tăng 12,9%": of the number before, not of the plan.
    if (isDifference && isSign(unit, "plan")) break;
    isDifference ||= isSign(unit, "rise", "fall");
    if (meaning.countable !== undefined && meaning.countable !== "other" && names.countable === null && !isPlanBefore(units, i, at))
      takeCountable(names, meaning);
    else if (isLabel(meaning)) takeLabel(names, meaning);
    else if (isSign(unit, "upward")) names.cumulative = true;
    else {
      // "số tổ chức đảng bị thi hành kỷ luật giảm 15%"
      if (!isJoint(unit) && !isSign(unit, "rise", "fall")) gap++;
      if (gap > 2) break;
      continue;
    }
    names.first = i;
  }
  names.cumulative &&= names.grade !== null;
  return names;
}
