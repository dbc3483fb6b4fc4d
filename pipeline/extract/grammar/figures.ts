import type { Amount } from "../../language/amounts.ts";
import type { Countable, EventCode, Figure } from "../../types/indicator.ts";
import type { Bound, Link, Measure } from "../../types/observation.ts";
import { continues, goesOn, goesOnAttaining, goesOnStanding, onlyJoins, respectively, type Shares } from "./lists.ts";
import { deciderOf, isYearly, readRelation, readStatus, type RelationReading, type StatusReading } from "./relations.ts";
import { eventBefore, eventBehind, type Governing, type Names, namesBefore, namesBehind } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { bracketDepths, isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";
import { carriedWhole, isShareOf, type Neighbours, wholeOf } from "./wholes.ts";

/** A figure with the units that carry it and the reasons of its reading. */
export interface FoundFigure {
  readonly figure: Figure;
  /** Index of the amount among the sentence's units. */
  readonly at: number;
  /** First and last unit of the shortest run that carries the number and its subject. */
  readonly first: number;
  readonly last: number;
  /** The figure of which this is a part or a share. */
  readonly whole: FoundFigure | null;
  /** The plan beside a result ("957/1.679"): it is of the whole year, whatever part of it the result is of. */
  readonly isWholeYear: boolean;
  /** The body that "lần lượt là" gives the number to. */
  readonly sharedPlace: Unit | null;
  /** The time that "lần lượt là" gives the number to. */
  readonly sharedPeriod: Unit | null;
  /** "cùng kỳ năm trước là 254": the same span a year earlier. */
  readonly isYearBefore: boolean;
  readonly links: readonly Link[];
}

/** What a sentence hands on to the next: the last figure, for "Trong đó, …" or "Dẫn đầu là …" at its head. */
export interface Carried {
  readonly last: FoundFigure | null;
  /** The last figure with an event, which a list goes on with. */
  readonly head?: FoundFigure | null;
  /** True under a paragraph that announces a list: its items go on with the figure before even without such words. */
  readonly announces?: boolean;
  /** In a table every cell goes on with what the paragraph above told, and its row names the body. */
  readonly cellPlace?: Unit | null;
}

interface Draft extends Neighbours {
  readonly amount: Amount;
  /** The last figure with an event, whose event, relation and status a list goes on with. */
  readonly head: FoundFigure | null;
  readonly carried: FoundFigure | null;
  readonly shares: Shares;
  readonly isCell: boolean;
  readonly cellPlace: Unit | null;
  /** Plain figures of the sentence so far, for differences that map back to them by noun. */
  readonly told: readonly FoundFigure[];
  /** True when an attainment stands before in the sentence. */
  readonly attained: boolean;
  /** The folded words of a unit. */
  readonly keyOf: (unit: Unit) => string;
}

const STANDING = new Set<Countable>(["member", "grassroots", "committee", "base_cell", "cell", "superior", "org"]);

/** "có 51.433 đảng viên", "hiện có", "nâng tổng số … lên": the words of a standing number right before it. */
function hasStockWords(units: readonly Unit[], at: number): boolean {
  const stop = (unit: Unit): boolean => unit.kind === "amount" || isPunct(unit, ".;)") || isSign(unit, "together") || (meaningOf(unit).event !== undefined && meaningOf(unit).event !== "lift");
  if (seek(units, { from: at - 1, to: Math.max(0, at - 4) }, (unit) => isSign(unit, "stock", "part", "out_of") || meaningOf(unit).event === "lift", stop) >= 0) return true;
  // "số chi bộ trực thuộc đảng bộ cơ sở là 3.114"
  return isWord(units[at - 1], "là") && seek(units, { from: at - 2, to: Math.max(0, at - 5) }, (unit) => isWord(unit, "số"), (unit) => unit.kind === "amount" || isPunct(unit, ";.,")) >= 0;
}

/** An event told behind with "bị", "được" outdoes one before it, unless that one stands right at the number. */
function isPassiveOf(units: readonly Unit[], before: Governing | null, behind: Governing | null, at: number): boolean {
  if (behind === null || behind.event === "rate") return false;
  return behind.isNoun === true || before === null || at - before.at > 2 || isPunct(units[at - 1], ";,:");
}

/** Which event governs: the one told behind the number, a near one before it, the whole's, then one carried over in the sentence. */
function governingEvent(draft: Draft, names: Names, whole: FoundFigure | null): { governing: Governing | null; reason: string } {
  const behind = eventBehind(draft.units, draft.at);
  const before = eventBefore(draft.units, draft.at);
  if (names.form !== null && !(before?.isNear === true && before.event === "other")) return { governing: { event: "discipline", at: names.first, isNear: true, isTopic: false }, reason: "hình thức kỷ luật đứng cạnh con số" };
  if (draft.carried?.figure.event === "inspect_signs" && before?.event === "inspect" && isSign(draft.units[0], "part")) return { governing: { ...before, event: "inspect_signs" }, reason: "phần của cuộc kiểm tra khi có dấu hiệu vi phạm nói ở câu trước" };
  if (isPassiveOf(draft.units, before, behind, draft.at)) return { governing: behind, reason: "động từ đứng sau con số" };
  if (before?.isNear === true && !before.isTopic) return { governing: before, reason: "động từ đứng trước con số" };
  if (behind !== null) return { governing: behind, reason: "động từ đứng sau con số" };
  if (whole !== null && whole.figure.event !== null) return { governing: { event: whole.figure.event, at: draft.at, isNear: false, isTopic: false }, reason: "là phần của con số đứng trước" };
  if (names.group !== null && (before === null || before.event === "lift") && speaksOfNew(draft.units, draft.at)) return { governing: { event: "admit", at: draft.at, isNear: false, isTopic: false }, reason: "câu nói về đảng viên mới" };
  // A grade is told of a rating: what was admitted or disciplined earlier in the sentence does not reach it.
  if (names.grade !== null && before !== null && before.event !== "rate" && before.event !== "other") return { governing: null, reason: "mức xếp loại, không có động từ riêng" };
  return { governing: before, reason: before === null ? "không có động từ" : "động từ mang từ trước trong câu" };
}

/** "Trong số đảng viên mới, nữ 1.080": the sentence is about those admitted, named before its first number. */
function speaksOfNew(units: readonly Unit[], at: number): boolean {
  const first = units.findIndex((unit) => unit.kind === "amount");
  return seek(units, { from: 0, to: Math.min(first < 0 ? at : first, at) }, (unit) => meaningOf(unit).countable === "new_member") >= 0;
}

const ORGANISATIONS = new Set<Countable | null>(["grassroots", "committee", "base_cell", "cell", "superior", "subordinate", "org"]);

/** "tổ chức" alone is of the kind told before, in the sentence or the one before it. */
function bodyOf(draft: Draft, whole: FoundFigure | null): Countable {
  const before = [whole, draft.before, ...draft.told.toReversed(), draft.carried].find((found) => ORGANISATIONS.has(found?.figure.countable ?? null));
  return before?.figure.countable ?? "org";
}

/** "người", "đồng chí", nothing: the countable of the figure before; "đảng viên" under "trong đó" stays what it is. */
function countableOf(names: Names, draft: Draft, whole: FoundFigure | null): Countable | null {
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
  return seek(units, { from: at - 1, to: 0 }, (unit) => meaningOf(unit).countable === "joint_cell", (unit) => isPunct(unit, ";")) >= 0;
}

const PEOPLE: ReadonlySet<Countable | null> = new Set<Countable | null>(["member", "new_member", "masses"]);

function merge(behind: Names, before: Names): Names {
  const useBefore = behind.countable === null || behind.countable === "person";
  const isPeople = behind.countable === "person" && PEOPLE.has(before.countable);
  const takesBefore = (before.countable !== null && behind.countable === null) || isPeople;
  const hasLabel = behind.grade !== null || behind.form !== null || behind.lack !== null || (behind.group !== null && behind.countable !== null);
  const isMember = behind.countable === null || behind.countable === "person" || behind.countable === "member" || behind.countable === "org";
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
    first: takesBefore || (!hasLabel && (before.grade !== null || before.form !== null)) || (useBefore && before.group !== null) ? before.first : behind.first,
    last: behind.last,
  };
}

/** The figure that a difference is one of: the last plain one of its noun, else the one before it or before the bracket that has just closed. */
function baseOf({ depths, at, before, told }: Draft, countable: Countable | null): FoundFigure | null {
  if (countable !== null && countable !== "person") return told.findLast(({ figure }) => figure.countable === countable && !figure.isPercent) ?? null;
  if (before === null || before.at < 0) return before;
  const isBehindBracket = (depths[before.at] ?? 0) > (depths[at] ?? 0);
  const base = isBehindBracket ? before.whole : before;
  return base !== null && isChange(base.figure.relation) ? (told.at(-1) ?? null) : base;
}

/** Names with what "lần lượt là" gives the number out of the list before. */
function withShare(names: Names, share: Unit | undefined): Names {
  if (share === undefined) return names;
  const { countable, grade, form, group } = meaningOf(share);
  return { ...names, countable: countable ?? names.countable, grade: grade ?? names.grade, form: form ?? names.form, group: group ?? names.group };
}

/** "trở lên" behind the noun belongs to the number: "90 đảng viên trở lên". */
function boundOf(amount: Amount): Bound {
  return amount.boundAfter !== undefined && amount.bound === "exact" ? "at_least" : amount.bound;
}

const isChange = (relation: RelationReading["relation"]): boolean => relation === "change" || relation === "percent_change" || relation === "points";

/** "… tổng số đảng viên": the whole that a percentage is said of, in the words behind it, or as the list before said. */
function shareOf(draft: Draft, relation: RelationReading["relation"], head: FoundFigure | null): Figure["shareOf"] {
  if (relation !== "share") return null;
  const { units, at } = draft;
  const said = seek(units, { from: at + 1, to: Math.min(units.length - 1, at + 4) }, (unit) => isSign(unit, "of_members") || meaningOf(unit).event === "lift", (unit) => unit.kind === "amount" || isPunct(unit, ",;.)")) > 0;
  return said || head?.figure.shareOf === "members" ? "members" : null;
}

/** "… 14 đồng chí, đạt 233,3%" in a sentence that has told attainments: one more. */
function attainedBefore({ units, at, before, attained, told }: Draft): boolean {
  if (before?.figure.event !== "admit" || before.figure.relation !== "plain" || !isWord(units[at - 1], "đạt")) return false;
  return attained || told.some(({ figure }) => figure.status === "target");
}

/** "tăng 214 tổ chức và 54 đảng viên so với …": the sign said once holds for the whole list. */
function goesOnChanging({ units, at, before }: Draft): 1 | -1 | 0 {
  if (before === null || before.at < 0 || before.figure.relation !== "change" || !onlyJoins(units, before.last + 1, at - 1)) return 0;
  return before.figure.value < 0 ? -1 : 1;
}

function relationOf(draft: Draft, names: Names, head: FoundFigure | null): RelationReading {
  const { units, at, amount, before } = draft;
  const isBare = names.countable === null || names.countable === "person";
  return readRelation(units, at, {
    value: amount.value,
    isPercent: amount.kind === "percent",
    before: {
      sign: goesOnChanging(draft),
      isShare: isShareOf(draft) && before?.figure.relation === "share",
      isAttainment: isBare && names.group === null && names.grade === null && (head?.figure.relation === "attainment" || (isShareOf(draft) && before?.figure.event === "admit" && (before.isWholeYear || before.figure.denominator !== undefined)) || attainedBefore(draft)),
      isOfPlan: isBare && names.group === null && names.grade === null,
    },
  });
}

/** A plan beside an attainment is what was reached; only "phấn đấu" makes an attainment an aim. */
function statusOf(relation: RelationReading["relation"], own: StatusReading, inherits: boolean): Pick<StatusReading, "status" | "reason"> {
  if (relation === "attainment" && !own.isAimed) return { status: "actual", reason: "mức đạt so với kế hoạch" };
  return inherits ? { status: "target", reason: "danh sách chỉ tiêu" } : own;
}

function readFigure(draft: Draft): FoundFigure {
  const { units, at, amount, before, keyOf } = draft;
  const share = draft.shares.get(at);
  const behind = namesBehind(units, at);
  const names = withShare(merge(behind, namesBefore(units, at)), share);
  const yearBefore = isOfYearBefore(draft) ? before : null;
  const head = yearBefore ?? continues({ units, at, amount, names, head: draft.head, isCell: draft.isCell });
  const whole = head === null ? (wholeOf(draft) ?? (before === null ? carriedWhole(units, at, names, draft.carried) : null)) : null;
  const { governing, reason } = head === null ? governingEvent(draft, names, whole) : { governing: { event: head.figure.event as EventCode, at, isNear: true, isTopic: false }, reason: "danh sách tiếp theo con số đứng trước" };
  const isPercent = amount.kind === "percent";
  const relation = relationOf(draft, names, head);
  const ownStatus = readStatus(units, at, keyOf);
  const inherits = head?.figure.status === "target" || (whole?.figure.status === "target" && whole.at >= 0);
  const status = statusOf(relation.relation, ownStatus, inherits);
  const listed = head === null ? countableOf(names, draft, whole) : names.countable === null || names.countable === "person" ? (PEOPLE.has(head.figure.countable) || head.figure.countable === null ? "member" : head.figure.countable) : names.countable;
  const base = isChange(relation.relation) ? baseOf(draft, names.countable) : null;
  const countable = relation.relation === "attainment" ? (isShareOf(draft) ? (before?.figure.countable ?? null) : null) : (base?.figure.countable ?? listed);
  const stock = hasStockWords(units, at) || goesOnStanding(units, at, before);
  const standsAlone = stock && head === null && whole === null && governing !== null && !governing.isNear && countable !== null && STANDING.has(countable) && names.group === null && names.grade === null;
  const adjacent = isPercent && names.countable === null && isShareOf(draft) ? before : null;
  const figure: Figure = {
    value: relation.value,
    bound: boundOf(amount),
    ...(amount.numerator === undefined ? {} : { numerator: amount.numerator }),
    ...(amount.denominator === undefined ? {} : { denominator: amount.denominator }),
    isPercent,
    relation: relation.relation,
    ...(relation.against === undefined ? {} : { against: relation.against }),
    status: isChange(relation.relation) ? "change" : status.status,
    ...(isYearly(units, at) || (adjacent?.figure.per === "year" && status.status === "target") ? { per: "year" as const } : {}),
    countable: adjacent !== null && countable === null && relation.relation === "share" ? adjacent.figure.countable : countable,
    isCountedBehind: behind.countable !== null,
    event: standsAlone ? null : base !== null ? base.figure.event : (governing?.event ?? null),
    eventIsNear: base?.figure.eventIsNear ?? ((governing?.isNear === true && !governing.isTopic) || share !== undefined),
    grade: names.grade ?? adjacent?.figure.grade ?? base?.figure.grade ?? null,
    cumulative: names.cumulative || (names.grade === null && (adjacent ?? base)?.figure.cumulative === true),
    form: names.form ?? adjacent?.figure.form ?? base?.figure.form ?? sharedForm(draft, governing) ?? (governing?.event === "discipline" && !isPercent ? formBehind(units, at) : null),
    group: names.group ?? adjacent?.figure.group ?? base?.figure.group ?? null,
    lack: names.lack ?? (head?.figure.lack ?? (isChange(relation.relation) || countable === "village" ? (before?.figure.lack ?? lackBefore(units, at)) : null)),
    document: names.document,
    shareOf: shareOf(draft, relation.relation, head),
    isUnnamedPart: names.isUnnamed || (whole !== null && isUnnamedPart(names, countable, amount)),
    isPart: whole !== null,
    hasStockWords: stock,
    isListed: head !== null,
    isRatedWhole: false,
    followsOf: isWord(units[at - 1], "của"),
    hasOtherPredicate: names.hasOtherPredicate,
    isNorm: seek(units, { from: at - 1, to: 0 }, (unit) => isSign(unit, "each"), (unit) => unit.kind === "amount" || isPunct(unit, ";")) >= 0,
    decidedBy: deciderOf(units, at),
    subset: isSubset(units, at) || whole?.figure.subset === true,
  };
  const span = spanOf(draft, names, governing);
  return {
    figure,
    at,
    ...span,
    whole,
    isWholeYear: isPunct(units[at - 1], "/"),
    sharedPlace: share?.kind === "place" ? share : draft.cellPlace,
    sharedPeriod: share?.kind === "period" ? share : null,
    isYearBefore: yearBefore !== null,
    links: [
      { what: "indicator", reason },
      { what: "value", reason: relation.reason },
      { what: "status", reason: status.reason },
    ],
  };
}

/** "kỷ luật bằng hình thức cảnh cáo đối với 2 tổ chức đảng và 17 đảng viên": one form for both, unless the second has its own list in brackets. */
function sharedForm({ units, at, before }: Draft, governing: Governing | null): string | null {
  if (before === null || before.figure.form === null || before.figure.event !== "discipline" || governing?.event !== "discipline" || before.at < 0) return null;
  const joined = seek(units, { from: before.last + 1, to: at - 1 }, (unit) => !isWord(unit, "và", "cùng")) < 0;
  const isHeaded = seek(units, { from: before.first - 1, to: Math.max(0, before.first - 3) }, (unit) => isWord(unit, "thức")) >= 0;
  return joined && isHeaded && !isPunct(units[at + 2], "(") ? before.figure.form : null;
}

/** "số bản chưa có chi bộ của tỉnh đã giảm được 17 bản": what the villages of a difference lack stands in its subject. */
function lackBefore(units: readonly Unit[], at: number): "members" | "cell" | null {
  const found = seek(units, { from: at - 1, to: 0 }, (unit) => meaningOf(unit).lack !== undefined, (unit) => isPunct(unit, ";"));
  return found < 0 ? null : (meaningOf(units[found]).lack ?? null);
}

/** "4 tổ chức đảng bị kỷ luật, đều bằng hình thức khiển trách": the form told behind the clause, with no number of its own. */
function formBehind(units: readonly Unit[], at: number): string | null {
  const headed = seek(units, { from: at + 1, to: Math.min(units.length - 1, at + 12) }, (unit, i) => isWord(unit, "thức") && isWord(units[i - 1], "hình"), (unit) => unit.kind === "amount" || isPunct(unit, ";.:"));
  const form = headed < 0 ? undefined : meaningOf(units[headed + 1]).form;
  return form !== undefined && units[headed + 2]?.kind !== "amount" && !isPunct(units[headed + 2], ",") && meaningOf(units[headed + 3]).form === undefined ? form : null;
}

/** "kết nạp 287 đảng viên; cùng kỳ năm 2018 là 254": the number of the same span a year earlier. */
function isOfYearBefore({ units, at, before }: Draft): boolean {
  if (before === null || before.at < 0 || before.figure.event === null) return false;
  const period = units[isWord(units[at - 1], "là", "chỉ", "có", "đạt") || isSign(units[at - 1], "stock") ? at - 2 : at - 1];
  return period?.kind === "period" && period.period.kind === "same_period" && !period.period.compared;
}

/** The shortest run that carries number and subject: from a near event before it to its noun, its label or an event behind it. */
function spanOf({ at }: Draft, names: Names, governing: Governing | null): { first: number; last: number } {
  const isNear = governing?.isNear === true;
  const begins = isNear && governing.at >= 0 && governing.at < at && at - governing.at <= 8;
  return {
    first: begins ? Math.min(governing.at, names.first) : names.first,
    last: isNear && governing.at > at ? Math.max(governing.at, names.last) : names.last,
  };
}

/** "11 đảng bộ được chọn chỉ đạo điểm": only bodies chosen inside the place. */
function isSubset(units: readonly Unit[], at: number): boolean {
  return seek(units, { from: at + 1, to: Math.min(units.length - 1, at + 5) }, (unit) => isSign(unit, "chosen"), (unit) => unit.kind === "amount" || isPunct(unit, ",;.")) > 0;
}

/** Under "trong đó" a bare number that no dimension names ("12 nông dân") is a part without a code. */
function isUnnamedPart(names: Names, countable: Countable | null, amount: Amount): boolean {
  if (amount.kind === "percent") return false;
  const isUnlabelled = names.grade === null && names.form === null && names.group === null && names.lack === null;
  return isUnlabelled && (names.countable === null || names.countable === "person" || names.countable === "other" || countable === null);
}

/** "trên 90% tổ chức đảng và đảng viên hoàn thành tốt nhiệm vụ": one number said of two. */
function secondNoun({ figure, at }: FoundFigure, units: readonly Unit[]): Countable | null {
  if (!figure.isPercent || figure.grade === null || meaningOf(units[at + 1]).countable === undefined || !isWord(units[at + 2], "và")) return null;
  const second = meaningOf(units[at + 3]).countable;
  return second !== undefined && STANDING.has(second) && second !== figure.countable ? second : null;
}

/** A range is two figures, its ends; "kết nạp 957/1.679 đảng viên" is what was reached and what was aimed at. */
function unfold(found: FoundFigure, amount: Amount, units: readonly Unit[]): readonly FoundFigure[] {
  const { figure } = found;
  const second = secondNoun(found, units);
  if (second !== null) return [found, { ...found, figure: { ...figure, countable: second } }];
  if (amount.upper !== undefined) return [found, { ...found, figure: { ...figure, value: amount.upper, bound: "at_most" } }];
  if (amount.denominator === undefined || figure.event !== "admit" || figure.relation !== "plain") return [found];
  const { numerator: _numerator, denominator: _denominator, ...rest } = figure;
  const plan: FoundFigure = { ...found, isWholeYear: true, figure: { ...rest, value: amount.denominator, bound: "exact", status: "target" }, links: [...found.links, { what: "status", reason: "mẫu số là chỉ tiêu" }] };
  return [found, plan];
}

/**
 * The figures of one sentence in reading order, each with its noun, event, labels, relation and status. `carried` is what the sentence before in the same block
 * left; `keyOf` gives the folded words of a unit.
 */
export function readFigures(units: readonly Unit[], carried: Carried, keyOf: (unit: Unit) => string): FoundFigure[] {
  if (!units.some((unit) => unit.kind === "amount")) return [];
  const depths = bracketDepths(units);
  const shares = respectively(units);
  const figures: FoundFigure[] = [];
  const opensWithPart = isSign(units[0], "part") || isSign(units[1], "part");
  const away = (found: FoundFigure | null | undefined): FoundFigure | null => (found === null || found === undefined ? null : { ...found, at: -1 });
  const last = away(carried.last);
  const carriedHead = away(carried.head ?? carried.last);
  let before: FoundFigure | null = opensWithPart ? last : null;
  let head = carried.announces === true || goesOn(units) || goesOnAttaining(units, carriedHead) ? carriedHead : null;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as Unit;
    if (unit.kind !== "amount") continue;
    const unfolded = unfold(readFigure({ units, depths, at, amount: unit.amount, before, head, carried: last, shares, keyOf, isCell: carried.cellPlace !== undefined, cellPlace: carried.cellPlace ?? null, told: figures.filter(({ figure }) => figure.relation === "plain"), attained: figures.some(({ figure }) => figure.relation === "attainment") }), unit.amount, units);
    figures.push(...unfolded);
    before = unfolded.at(0) as FoundFigure;
    head = before.figure.event === null ? head : before;
  }
  return markRatedWholes(sharePredicates(units, figures));
}

/**
 * "5 tổ chức đảng và 370 đảng viên bị kỷ luật", "90% TCCSĐ và 95% đảng viên hoàn thành tốt": what is told behind the last of several joined numbers holds for those
 * before it too.
 */
function sharePredicates(units: readonly Unit[], figures: readonly FoundFigure[]): FoundFigure[] {
  const shared = [...figures];
  for (let i = shared.length - 2; i >= 0; i--) {
    const [found, next] = [shared[i] as FoundFigure, shared[i + 1] as FoundFigure];
    if (found.at >= next.at || found.figure.isPercent !== next.figure.isPercent || !onlyJoins(units, found.last + 1, next.at - 1, false)) continue;
    const takesGrade = found.figure.grade === null && next.figure.grade !== null && next.last > next.at && found.figure.countable !== null;
    const takesEvent = found.figure.event === null && next.figure.event !== null && next.figure.eventIsNear && next.last > next.at && eventBehind(units, next.at) !== null;
    if (!takesGrade && !takesEvent) continue;
    const figure: Figure = {
      ...found.figure,
      ...(takesGrade ? { grade: next.figure.grade, cumulative: next.figure.cumulative } : {}),
      ...(takesEvent ? { event: next.figure.event, eventIsNear: true, form: found.figure.form ?? next.figure.form } : {}),
    };
    shared[i] = { ...found, figure };
  }
  return shared;
}

/** An organisation's or people's number whose grades follow: fractions of it, or counts that add up to it. What was chosen of it is chosen in its parts too. */
function markRatedWholes(figures: readonly FoundFigure[]): FoundFigure[] {
  return figures.map((found, i) => {
    const { figure } = found;
    if (figure.grade !== null || figure.isPercent || figure.relation !== "plain") {
      const whole = figure.grade === null ? undefined : figures.slice(0, i).findLast((one) => isRatedBy(one, figures));
      return whole?.figure.subset === true ? { ...found, figure: { ...figure, subset: true } } : found;
    }
    return isRatedBy(found, figures) ? { ...found, figure: { ...figure, isRatedWhole: true } } : found;
  });
}

function isRatedBy(whole: FoundFigure, figures: readonly FoundFigure[]): boolean {
  const { figure } = whole;
  if (figure.grade !== null || figure.isPercent || figure.countable === null) return false;
  const graded = figures.filter((one) => one.at > whole.at && one.figure.grade !== null && !one.figure.isPercent && one.figure.relation === "plain");
  if (graded.some((one) => one.figure.denominator === figure.value)) return true;
  return graded.length >= 2 && graded.reduce((sum, one) => sum + one.figure.value, 0) === figure.value;
}

/** The codebook's measure of a relation. */
export function measureOf(figure: Figure): Measure {
  if (figure.relation === "share" || figure.relation === "attainment" || figure.relation === "points" || figure.relation === "percent_change") return figure.relation;
  return "count";
}
