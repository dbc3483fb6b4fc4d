import type { Figure, Reading } from "../../types/indicator.ts";
import type { Dims } from "../../types/observation.ts";
import { measureOf } from "../grammar/figures.ts";

/** The dimension `group` when the figure names one. */
export function groupDims(figure: Figure): Dims {
  return figure.group === null ? {} : { group: figure.group };
}

/** Codebook kinds of the countables that are Party organisations. */
const KINDS: ReadonlySet<string> = new Set(["grassroots", "committee", "base_cell", "cell", "superior", "subordinate"]);

/** The dimension `kind` of an organisation; "tổ chức đảng" has none. */
export function kindDims(figure: Figure): Dims {
  return figure.countable !== null && KINDS.has(figure.countable) ? { kind: figure.countable } : {};
}

/** The dimensions `grade` and `cumulative`, behind the `kind` of an organisation. Set one by one: spreads gave each reading a hidden class of its own. */
export function gradeDims(grade: string, { cumulative }: Figure, { kind }: Dims = {}): Dims {
  const dims: Record<string, string | boolean> = {};
  if (kind !== undefined) dims.kind = kind;
  dims.grade = grade;
  if (cumulative) dims.cumulative = true;
  return dims;
}

export const isOrganisation = (figure: Figure): boolean =>
  figure.countable === "org" || (figure.countable !== null && KINDS.has(figure.countable));

const PEOPLE: ReadonlySet<string> = new Set(["member", "new_member", "masses", "person"]);

/** Are people counted, or nothing but what the verb says ("xóa tên 12")? */
export function isPeople(figure: Figure): boolean {
  if (figure.countable !== null) return PEOPLE.has(figure.countable);
  return figure.eventIsNear || figure.group !== null || figure.relation !== "plain";
}

/** "đánh giá 24 đảng bộ cơ sở và 31 chi bộ cơ sở": a later number of the list that the verb opens, with a noun of its own. */
export function isRatedInList(figure: Figure): boolean {
  return figure.event === "rate" && figure.isCountedBehind && figure.relation === "plain" && !figure.hasStockWords && !figure.isListed;
}

/** Is a share's whole known: named behind it ("… tổng số đảng viên"), or the number that it stands beside? Counts, attainments and differences need none. */
export function hasWhole(figure: Figure): boolean {
  return figure.relation !== "share" || figure.shareOf !== null || (figure.countable !== null && figure.eventIsNear);
}

/** A reading with these dimensions and the measure that the figure's relation gives. */
export function measured(figure: Figure, dims: Dims): Reading {
  return { dims, measure: measureOf(figure) };
}
