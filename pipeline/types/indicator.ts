import type { Against, Bound, Decider, Dims, IndicatorCode, Measure, Status } from "./observation.ts";

/** A text in the two languages that users read. */
export interface Label {
  readonly vi: string;
  readonly en: string;
}

/** What a number counts. `body`: "tổ chức" alone, of the kind told before; `subordinate`: "đảng bộ trực thuộc", whose kind its organisation's level decides; `new_member`: "đảng viên mới", which says the admission by itself; `other` is a countable that no indicator counts (delegates, households, courses). */
export type Countable =
  | "member"
  | "new_member"
  | "masses"
  | "person"
  | "org"
  | "body"
  | "subordinate"
  | "grassroots"
  | "committee"
  | "base_cell"
  | "cell"
  | "joint_cell"
  | "superior"
  | "village"
  | "session"
  | "document"
  | "other";

/** What is told to happen to what is counted. `other` is an event of no indicator (attending, studying, proposing): it keeps figures from being taken for another. */
export type EventCode =
  | "admit"
  | "train"
  | "confirm"
  | "strike_off"
  | "resign"
  | "remove"
  | "award_badge"
  | "discipline"
  | "inspect"
  | "inspect_signs"
  | "supervise"
  | "inspect_both"
  | "rate"
  | "issue"
  | "lift"
  | "represent"
  | "other";

/** How a number stands to the sentence: said of the thing itself, a part of a whole before it, a percentage of a plan, a difference. */
export type Relation = "plain" | "share" | "attainment" | "change" | "points" | "percent_change";

/** One number in its surroundings, as the grammar reads them, before any indicator looks at it. */
export interface Figure {
  readonly value: number;
  readonly bound: Bound;
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  /** True when the number is a percentage. */
  readonly isPercent: boolean;
  readonly relation: Relation;
  readonly against?: Against | undefined;
  readonly status: Status;
  readonly per?: "year" | undefined;
  readonly countable: Countable | null;
  /** The countable stands behind the number ("12 chi bộ"), not before it ("số chi bộ là 12"). */
  readonly isCountedBehind: boolean;
  readonly event: EventCode | null;
  /** True when the event is told of this very figure ("kết nạp 12 …", "12 … được kết nạp"), false when it is carried over from before. */
  readonly eventIsNear: boolean;
  readonly grade: string | null;
  readonly cumulative: boolean;
  readonly form: string | null;
  readonly group: string | null;
  /** "chưa có đảng viên", "chưa có chi bộ" of a village. */
  readonly lack: "members" | "cell" | null;
  /** Kind of the documents counted: "resolution". */
  readonly document: string | null;
  /** The whole that a percentage is said of, when the words behind it name one: "… tổng số đảng viên". */
  readonly shareOf: "members" | null;
  /** A part ("trong đó …") whose name no dimension has: farmers, pupils. Such a part is no figure of the whole. */
  readonly isUnnamedPart: boolean;
  readonly isPart: boolean;
  /** Words before the number that show a standing number: "có", "hiện có", "gồm", "tổng số", "lên". */
  readonly hasStockWords: boolean;
  /** A body named right before the number in a list whose verb was said before: "A kết nạp 61, B 45". */
  readonly isListed: boolean;
  /** Grades told behind it add up to it, or are fractions of it: it is the number that was rated. */
  readonly isRatedWhole: boolean;
  /** "kết quả xếp loại của 11 đảng bộ": the number belongs to the noun before it. */
  readonly followsOf: boolean;
  /** The countable is followed by a predicate that no indicator reads ("đảng viên tham gia …"). */
  readonly hasOtherPredicate: boolean;
  /** "mỗi chi bộ có từ 3 …": a rule for each body, no figure of one. */
  readonly isNorm: boolean;
  /** Of those who were commended: a choice. */
  readonly isHonoured: boolean;
  /** `standing`: the standing committee by itself, which is a part whoever else is named. */
  readonly decidedBy: Decider | "standing" | null;
  readonly subset: boolean;
}

/** What an indicator makes of a figure: its dimensions and how it is measured. */
export interface Reading {
  readonly dims: Dims;
  readonly measure: Measure;
}

/**
 * One way of saying an indicator. `accept` looks at a figure and returns the reading or null; the first rule in the order of the codebook that
 * accepts decides. `name` shows the construction as people write it, with <n> for the number.
 */
export interface Rule {
  readonly name: string;
  readonly confidence: number;
  readonly accept: (figure: Figure) => Reading | null;
}

export interface DimValue {
  readonly code: string | boolean;
  readonly label: Label;
}

export interface Dim {
  readonly name: string;
  readonly label: Label;
  readonly values: readonly DimValue[];
}

/** A code of the codebook's section 2 with all that belongs to it. */
export interface Indicator {
  readonly code: IndicatorCode;
  /** A `stock` holds at a day; a `flow` happens over a period. */
  readonly kind: "stock" | "flow";
  readonly label: Label;
  readonly definition: Label;
  readonly dims: readonly Dim[];
  /** Measures that the indicator can have, the usual first. */
  readonly measures: readonly Measure[];
  readonly rules: readonly Rule[];
  /** It happens on the day of an anniversary, and is told of before that day too (badges). */
  readonly onAnniversary?: true;
  /** Its figures tell who decided (codebook section 1: discipline and inspection). */
  readonly hasDecider?: true;
}

/** What an example expects of the indicator it stands beside; absent fields are not compared. */
export interface Expected {
  readonly value: number;
  readonly dims?: Dims;
  readonly measure?: Measure;
  readonly bound?: Bound;
  readonly status?: Status;
  readonly per?: "year";
}

/** A sentence of our own, what must be found in it, and why where it is not plain. `expect: []` says what must not be found. */
export interface Example {
  readonly text: string;
  /** Publication date of the sentence, ISO. */
  readonly published: string;
  readonly expect: readonly Expected[];
  readonly why?: string;
}
