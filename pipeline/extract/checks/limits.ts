import type { Observation } from "../../types/observation.ts";
import { around, between, type Checked, type Finding, isBeside, isCounted, isWider } from "./finding.ts";
import { decimalsOf, rounded, written } from "./numbers.ts";

/** How far behind its whole a part may stand for the text to set them beside each other, in characters. */
const REACH = 100;

/** "kết nạp 120 đảng viên, trong đó 130 nữ": a part that is more than its whole. */
function partOverWhole(part: Observation, { text, observations }: Checked): Finding | null {
  const whole = observations.findLast(
    (figure) =>
      figure.start < part.start &&
      isCounted(figure) &&
      figure.indicator === part.indicator &&
      isWider(figure, part) &&
      isBeside(figure, part),
  );
  if (whole === undefined || part.value <= whole.value) return null;
  const gap = between(text, whole, part);
  if (gap.length > REACH || /[\n;]/u.test(gap) || !/trong đó|trong số/iu.test(gap)) return null;
  const detail = `phần ${written(part.value)} nhiều hơn toàn thể ${written(whole.value)}`;
  return {
    check: { what: "sum", holds: false, parts: [part.value], computed: part.value, printed: whole.value, detail },
    tested: whole,
    used: [whole, part],
  };
}

/** "kết nạp 5.100 đảng viên, nâng tổng số … lên 4.900": those admitted are more than all members there are after it. */
function admittedOverTotal(admitted: Observation, { text, observations }: Checked): Finding | null {
  if (admitted.indicator !== "members.admitted" || Object.keys(admitted.dims).length > 0) return null;
  const total = observations.find(
    (figure) =>
      figure.start > admitted.start && isCounted(figure) && figure.indicator === "members.total" && Object.keys(figure.dims).length === 0,
  );
  if (total === undefined || total.value >= admitted.value) return null;
  const gap = text.slice(admitted.end, total.end);
  if (gap.length > REACH || /[\n.;](?!\d)/u.test(gap) || !/nâng (?:tổng )?số/iu.test(gap)) return null;
  const detail = `kết nạp ${written(admitted.value)}, nhiều hơn tổng số ${written(total.value)} đảng viên sau đó`;
  return {
    check: { what: "sum", holds: false, parts: [admitted.value], computed: admitted.value, printed: total.value, detail },
    tested: total,
    used: [total, admitted],
  };
}

/** "48/45 TCCSĐ đạt …": a share above 100%; a plan alone can be outdone. */
function shareOverAll(figure: Observation): Finding | null {
  const isFraction =
    figure.measure === "count" &&
    figure.denominator !== undefined &&
    figure.numerator !== undefined &&
    figure.numerator > figure.denominator &&
    figure.indicator.endsWith(".rating");
  if (!isFraction && !(figure.measure === "share" && figure.value > 100)) return null;
  const computed = isFraction ? rounded((100 * figure.value) / (figure.denominator as number)) : figure.value;
  const parts = isFraction ? [figure.value, figure.denominator as number] : [figure.value];
  return {
    check: { what: "share", holds: false, parts, computed, printed: figure.value, detail: `${written(computed)}% của toàn thể` },
    tested: figure,
    used: [figure],
  };
}

const EXCLUSIVE: readonly (readonly string[])[] = ["tsvm", "excellent"].map((best) => [best, "good", "fulfilled", "failed"]);

/** The shares of one rating that are told in a row, each grade once. */
function gradesFrom(first: Observation, { text, observations }: Checked): ReadonlyMap<string, Observation> {
  const grades = new Map([[String(first.dims.grade), first]]);
  let last = first;
  for (const figure of observations.slice(observations.indexOf(first) + 1)) {
    if (figure.measure !== "share" || figure.indicator !== first.indicator || figure.status !== "actual") continue;
    const grade = String(figure.dims.grade);
    if (
      !isBeside(figure, first) ||
      figure.dims.kind !== first.dims.kind ||
      figure.dims.cumulative === true ||
      grades.has(grade) ||
      between(text, last, figure).length > REACH ||
      between(text, last, figure).includes("\n")
    )
      break;
    grades.set(grade, figure);
    last = figure;
  }
  return grades;
}

/** Shares of all four grades: together 100% but for rounding; of fewer never more. */
function gradesOverAll(first: Observation, checked: Checked): Finding | null {
  if (first.measure !== "share" || first.status !== "actual" || first.dims.cumulative === true || first.bound !== "exact") return null;
  const grades = gradesFrom(first, checked);
  const names = EXCLUSIVE.find((exclusive) => [...grades.keys()].every((grade) => exclusive.includes(grade)));
  if (names === undefined || grades.size < 2 || (first.dims.grade !== names[0] && grades.size < 4)) return null;
  const figures = [...grades.values()];
  const slack = figures.reduce((sum, { quote, value }) => sum + 0.5 * 10 ** -decimalsOf(quote, value), 0) + 1e-6;
  const values = figures.map(({ value }) => value);
  const computed = rounded(values.reduce((sum, value) => sum + value, 0));
  const isAll = figures.length === names.length;
  if (computed <= 100 + slack && !isAll) return null;
  const holds = Math.abs(computed - 100) <= slack;
  if (!holds && figures.some(({ bound }) => bound !== "exact")) return null;
  return {
    check: {
      what: "sum",
      holds,
      parts: values,
      computed,
      printed: 100,
      detail: `${values.map((value) => `${written(value)}%`).join(" + ")} = ${written(computed)}%`,
    },
    tested: first,
    used: figures,
  };
}

/** What no figures of one organisation can be: parts above their whole, shares above 100%. */
export function limitFindings(checked: Checked): readonly Finding[] {
  return checked.observations.flatMap((figure) => {
    const near = around(checked, figure);
    const counted = isCounted(figure) ? [partOverWhole(figure, near), admittedOverTotal(figure, near)] : [];
    const rated = figure.indicator.endsWith(".rating") ? [shareOverAll(figure), gradesOverAll(figure, near)] : [];
    return [...counted, ...rated].filter((finding) => finding !== null);
  });
}
