import type { Countable, EventCode } from "../../types/indicator.ts";
import type { Unit } from "./units.ts";
import type { Meaning } from "./vocabulary.ts";
import { hasAmountBetween, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

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

/** The unit at which the words behind a number end: the next number, a comma, a stop, a closing bracket, or "và" before a number. */
export function endOfRightZone(units: readonly Unit[], at: number): number {
  for (let i = at + 1; i < units.length; i++) {
    const unit = units[i] as Unit;
    if (unit.kind === "amount" || isPunct(unit, ",;:.)]!?–-…/")) return i;
    if (isPunct(unit, "([")) {
      const close = closeOfBracket(units, i);
      if (close < 0 || i === at + 1) return i;
      i = close;
      continue;
    }
    if (isWord(unit, "và", "cùng", "hoặc") && seek(units, { from: i + 1, to: Math.min(i + 3, units.length - 1) }, (next) => next.kind === "amount") > 0) return i;
  }
  return units.length;
}

/** The closing bracket of one that holds no number ("(TCCSĐ)", "(khóa XI)"), -1 for one that does. */
function closeOfBracket(units: readonly Unit[], open: number): number {
  for (let i = open + 1; i < units.length && i < open + 12; i++) {
    if (units[i]?.kind === "amount") return -1;
    if (isPunct(units[i], ")]")) return i;
  }
  return -1;
}

/** Where the words before a number begin: behind the number, comma or stop before it. */
export function startOfLeftZone(units: readonly Unit[], at: number): number {
  for (let i = at - 1; i >= 0; i--) {
    const unit = units[i] as Unit;
    // "tỷ lệ … đạt khá cao, bình quân 93%": only words of averaging stand behind the comma.
    if (isPunct(unit, ",") && i === at - 2 && isSign(units[at - 1], "mean")) continue;
    if (unit.kind === "amount" || isPunct(unit, ",;.)]!?(")) return i + 1;
  }
  return 0;
}

const isFiller = (unit: Unit): boolean => unit.kind === "word";

/** What is collected on the way through the words around a number. */
interface Collected {
  countable: Countable | null;
  grade: string | null;
  form: string | null;
  group: string | null;
  lack: "members" | "cell" | null;
  document: string | null;
  cumulative: boolean;
  isUnnamed: boolean;
  hasOtherPredicate: boolean;
}

const nothing = (): Collected => ({ countable: null, grade: null, form: null, group: null, lack: null, document: null, cumulative: false, isUnnamed: false, hasOtherPredicate: false });

const isLabel = ({ grade, form, group, lack, signs }: Meaning): boolean => grade !== undefined || form !== undefined || group !== undefined || lack !== undefined || signs?.includes("unnamed") === true;

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

/** What the words behind the number say of it. */
export function namesBehind(units: readonly Unit[], at: number): Names {
  const total = ofTotal(units, at);
  return total < 0 ? readBehind(units, at) : { ...readBehind(units, total), first: at };
}

function readBehind(units: readonly Unit[], at: number): Names {
  const end = endOfRightZone(units, at);
  const names = nothing();
  let [fillers, last] = [0, at];
  for (let i = at + 1; i < end; i++) {
    const unit = units[i] as Unit;
    const meaning = meaningOf(unit);
    const isFirst = meaning.countable !== undefined && names.countable === null && isUnlabelled(names);
    // "84 trường hợp đảng viên", "2.359 đồng chí đảng viên": the second noun says what the first stands for.
    const isCloser = names.countable === "person" && (meaning.countable === "member" || meaning.countable === "new_member") && i === last + 1;
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
    } else if (names.countable !== null && isUnlabelled(names) && (isSign(unit, "predicate") || meaning.event === "other") && fillers <= 1) {
      names.hasOtherPredicate = true;
      break;
    } else if (meaning.event !== undefined && i === at + 1 && isNone(units[at])) {
      // "không có thi hành kỷ luật tổ chức đảng": what did not happen stands before what it would have happened to.
      last = i;
    } else if (meaning.event !== undefined && ORGANISATIONS.has(names.countable) && isUnlabelled(names) && fillers === 0 && i === last + 1 && !isSign(units[i - 1], "not_yet")) {
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
  return { ...names, first: at, last };
}

const ORGANISATIONS: ReadonlySet<Countable | null> = new Set<Countable | null>(["grassroots", "committee", "base_cell", "cell", "superior", "subordinate", "org"]);

const PEOPLE_COUNTED: ReadonlySet<Countable | null> = new Set<Countable | null>(["member", "person"]);

/** "không có", "không còn": zero in words. */
const isNone = (unit: Unit | undefined): boolean => unit?.kind === "amount" && unit.amount.zero === true;

/** Words that may follow a number that is named before it: "khiển trách 144 và …", "12 là nữ". */
const NO_NOUN = new Set(["và", "là", "so", "của", "trong", "tại", "ở", "được", "bị", "đã", "do", "theo", "vào", "cùng", "trên", "thuộc", "với", "ngay", "nhiều", "cao", "mới", "nữa", "nay", "trước", "sau", "cho", "đến", "để", "khi", "sẽ", "này", "đó", "mỗi", "còn"]);

/** "7 bác sĩ": the number counts something that the vocabulary does not know. */
function isUnknownNoun(units: readonly Unit[], at: number, end: number): boolean {
  const next = units[at + 1];
  return at + 1 < end && next?.kind === "word" && !NO_NOUN.has(next.key);
}

/** Words that may stand between a name and its number: "HTXSNV có 137", "khiển trách: 2", "với hình thức cảnh cáo đối với 3". */
const isJoint = (unit: Unit): boolean =>
  isWord(unit, "là", "được", "đối", "mức", "loại", "ở", "cho", "khoảng", "cũng", "đạt", "danh", "hiệu", "nhiệm", "vụ", "khá", "rất", "cao") || isPunct(unit, ":,") || isSign(unit, "stock", "share", "quantity", "mean") || unit.kind === "period" || unit.kind === "place";

/** "812 đảng viên (kế hoạch năm 800)": the plan beside a result, with no noun of its own. */
export function isPlanBeside(units: readonly Unit[], at: number): boolean {
  const plan = seek(units, { from: at - 1, to: Math.max(0, at - 3) }, (unit) => isSign(unit, "plan"), (unit) => unit.kind === "amount" || isPunct(unit, ":,;()"));
  return plan > 0 && isPunct(units[plan - 1], "(");
}

/** "(kế hoạch năm 800)": a plan before its number is what was aimed at, no paper that is counted. */
function isPlanBefore(units: readonly Unit[], at: number, number: number): boolean {
  return isSign(units[at], "plan") && isPunct(units[at - 1], "(") && seek(units, { from: at + 1, to: number - 1 }, (unit) => isPunct(unit, ":")) < 0;
}

/** What the words just before the number say of it: "khiển trách 144", "hoàn thành tốt nhiệm vụ có 764", "tỷ lệ TCCSĐ đạt TSVM là 87%". */
export function namesBefore(units: readonly Unit[], at: number): Names {
  const start = startOfLeftZone(units, at);
  const names = nothing();
  let [first, gap] = [at, 0];
  for (let i = at - 1; i >= start; i--) {
    const unit = units[i] as Unit;
    const meaning = meaningOf(unit);
    if (meaning.countable !== undefined && meaning.countable !== "other" && names.countable === null && !isPlanBefore(units, i, at)) takeCountable(names, meaning);
    else if (isLabel(meaning)) takeLabel(names, meaning);
    else if (isSign(unit, "upward")) names.cumulative = true;
    else {
      if (!isJoint(unit)) gap++;
      if (gap > 2) break;
      continue;
    }
    first = i;
  }
  return { ...names, cumulative: names.cumulative && names.grade !== null, first, last: at };
}

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
  const next = seek(units, { from: at + 1, to: Math.min(at + 3, units.length - 1) }, (unit) => unit.kind === "amount" || meaningOf(unit).countable !== undefined);
  return next > 0 && units[next]?.kind !== "amount";
}

/** "đề nghị kỷ luật", "chờ xét kết nạp", "phải thi hành kỷ luật": the event has not happened. */
function isPending(units: readonly Unit[], at: number): boolean {
  return seek(units, { from: at - 1, to: Math.max(0, at - 3) }, (unit) => isSign(unit, "not_yet"), (unit) => unit.kind === "amount" || isPunct(unit, ",;")) >= 0;
}

/** "chiếm 2% so với tổng số đảng viên": the number of members is only what a percentage is of. */
function isShareBase(units: readonly Unit[], at: number): boolean {
  return seek(units, { from: at - 1, to: Math.max(0, at - 3) }, (unit) => unit.kind === "amount" || isSign(unit, "base"), (unit) => isPunct(unit, ",;.")) >= 0;
}

/** Checks that follow signs of a violation are a kind of their own, wherever in the clause the words stand. */
function withSigns(event: EventCode, units: readonly Unit[], at: number): EventCode {
  if (event !== "inspect") return event;
  const tells = (unit: Unit): boolean => isSign(unit, "violation");
  const stop = (unit: Unit): boolean => isPunct(unit, ";") || (meaningOf(unit).event !== undefined && !tells(unit));
  const behind = seek(units, { from: at + 1, to: units.length - 1 }, tells, stop);
  return behind > 0 ? "inspect_signs" : event;
}

/** An event of no indicator governs what stands close behind it in its clause: "giới thiệu 120 đoàn viên", not "xây dựng …, hằng năm 70% …". */
function reachesOther(units: readonly Unit[], event: number, at: number): boolean {
  return at - event <= 8 && seek(units, { from: event + 1, to: at - 1 }, (unit) => isPunct(unit, ",")) < 0;
}

/** "HĐND tỉnh ban hành 48 …", "Thanh tra tỉnh … 410 cuộc kiểm tra": what a State body does is no work of the Party. */
function isOfState(units: readonly Unit[], at: number): boolean {
  const isParty = (unit: Unit): boolean => (unit.kind === "place" && unit.place.form !== "name") || isSign(unit, "committee", "commission") || isPunct(unit, ";");
  return seek(units, { from: at - 1, to: 0 }, (unit) => isSign(unit, "state"), isParty) >= 0;
}

/** The event told before the number in its sentence, nearest first; a standing number ("hiện có …") ends its reach. */
export function eventBefore(units: readonly Unit[], at: number): Governing | null {
  let crossed = false;
  for (let i = at - 1; i >= 0; i--) {
    const unit = units[i] as Unit;
    if (isPunct(unit, ";")) crossed = true;
    const event = meaningOf(unit).event;
    if (event === undefined) continue;
    const isNear = !hasAmountBetween(units, i, at);
    if (event === "other" && !reachesOther(units, i, at)) continue;
    if (event === "lift" && units[i - 1]?.kind === "amount") continue;
    if (event === "lift" && isShareBase(units, i)) continue;
    if ((event === "lift" || event === "represent") && !isNear) return null;
    if (crossed && (event === "other" || event === "train")) return null;
    if (isPending(units, i) || isOfState(units, i)) return { event: "other", at: i, isNear, isTopic: false };
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
    if (counted.countable === "session" && counted.event !== undefined) return { event: isOfState(units, at) ? "other" : counted.event, at: i, isNear: true, isTopic: false, isNoun: true };
    if (isWord(unit, "được", "bị", "mới")) passive = true;
    const event = meaningOf(unit).event;
    if (event === undefined || (unit.kind === "term" && unit.term.meaning.form !== undefined)) continue;
    // "24 đồng chí nhận Huy hiệu 75 năm tuổi Đảng": those of one age are a part that no dimension names.
    if (isSign(unit, "aged")) return { event: "other", at: i, isNear: true, isTopic: false };
    if (isWord(units[i - 1], "phải") && !isSign(units[i - 2], "not_yet")) passive = true;
    if (event === "remove" && seek(units, { from: at - 1, to: Math.max(0, at - 4) }, (before) => isWord(before, "đưa")) >= 0) return { event, at: i, isNear: true, isTopic: false };
    if (!passive && !TOLD_ACTIVELY.has(event) && !(i === at + 1 && isNone(units[at]))) return null;
    return isPending(units, i) ? { event: "other", at: i, isNear: true, isTopic: false } : { event, at: i, isNear: true, isTopic: false };
  }
  return null;
}
