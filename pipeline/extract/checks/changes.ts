import type { Observation } from "../../types/observation.ts";
import { around, between, type Checked, countsSame, type Finding, isCounted } from "./finding.ts";
import { agrees, decimalsOf, rounded, written } from "./numbers.ts";

/** How far from the difference the two figures may stand that it is one of, in characters. */
const REACH = 120;
/** A difference that lies further off than half of what is printed is one of other figures. */
const FAR = 0.5;

/** "so với năm 2008 (125 đảng viên)", "cùng kỳ năm trước là 294", "(chỉ tiêu 10.000 đảng viên)": words that lead from a difference to what it was taken from. */
const LEADS_TO_BASE = /so với|cùng kỳ|chỉ tiêu|nghị quyết|năm trước/iu;

const isChange = ({ measure, status, bound }: Observation): boolean =>
  status === "change" && bound === "exact" && (measure === "count" || measure === "points" || measure === "percent_change");

/** True for figures that a difference can lie between: counts, for percentage points shares. */
const isTerm = (figure: Observation, change: Observation): boolean =>
  figure.bound === "exact" &&
  figure.per === change.per &&
  figure.measure === (change.measure === "points" ? "share" : "count") &&
  figure.status !== "change" &&
  countsSame(figure, change);

const computedOf = (change: Observation, now: number, base: number): number =>
  change.measure === "percent_change" ? (100 * (now - base)) / base : now - base;

function holdsFor(change: Observation, computed: number): boolean {
  if (change.measure === "count") return computed === change.value;
  return agrees(change.value, computed, decimalsOf(change.quote, change.value));
}

/** The figure that changed: the last result before the difference, in its sentence. */
function changed(change: Observation, { text, observations }: Checked): Observation | null {
  const before = observations.findLast((figure) => figure.start < change.start && figure.status === "actual" && isTerm(figure, change));
  return before === undefined || between(text, before, change).length > REACH || between(text, before, change).includes("\n")
    ? null
    : before;
}

/** What the difference was taken from as its own words tell it: right behind "so với …", or before "xuống còn …". */
function baseOf(change: Observation, now: Observation, { text, observations }: Checked): Observation | null {
  const status = change.against === "target" ? "target" : "actual";
  const behind = observations.find(
    (figure) => figure.start > change.start && figure !== change && figure.status === status && isTerm(figure, change),
  );
  if (behind !== undefined) {
    const gap = between(text, change, behind);
    if (gap.length <= REACH && !/[\n.;]/u.test(gap) && LEADS_TO_BASE.test(gap)) return behind;
  }
  const before = observations.findLast((figure) => figure.start < now.start && figure.status === "actual" && isTerm(figure, change));
  return before !== undefined &&
    /(?:xuống|lên|còn|tăng lên)[^.;\n]{0,20}$/iu.test(text.slice(before.end, now.start + 8)) &&
    between(text, before, now).length <= 40
    ? before
    : null;
}

/** A difference against the two figures that the text gives: any pair that gives it holds; one that its words name and that does not give it fails. */
function findingOf(change: Observation, checked: Checked): Finding | null {
  const now = changed(change, checked);
  if (now === null) return null;
  const bases = checked.observations.filter((figure) => figure !== now && isTerm(figure, change) && figure.value !== 0);
  const named = baseOf(change, now, checked);
  const fitting = [...(named === null ? [] : [named]), ...bases].find(({ value }) =>
    holdsFor(change, computedOf(change, now.value, value)),
  );
  const base = fitting ?? named;
  if (base === null || base.value === 0) return null;
  const computed = rounded(computedOf(change, now.value, base.value));
  const holds = fitting !== undefined;
  if (!holds && ((!isCounted(now) && change.measure !== "points") || Math.abs(computed - change.value) > FAR * Math.abs(change.value)))
    return null;
  const unit = change.measure === "count" ? "" : "%";
  const told =
    change.measure === "percent_change"
      ? `(${written(now.value)} − ${written(base.value)})/${written(base.value)}`
      : `${written(now.value)} − ${written(base.value)}`;
  const detail = `${told} = ${written(computed)}${unit}${holds ? "" : `, in là ${written(change.value)}${unit}`}`;
  return {
    check: { what: "change", holds, parts: [now.value, base.value], computed, printed: Math.abs(change.value), detail },
    tested: change,
    used: [change, now, base],
  };
}

/** Printed differences against the figures they lie between (codebook section 5). */
export function changeFindings(checked: Checked): readonly Finding[] {
  return checked.observations.filter(isChange).flatMap((change) => findingOf(change, around(checked, change)) ?? []);
}
