import type { Check, Observation } from "../../types/observation.ts";
import { around, between, type Checked, countsSame, type Finding, isCounted, isWider, sameDims, textAround } from "./finding.ts";
import { agrees, decimalsOf, numbersIn, rounded, written } from "./numbers.ts";

/** A percentage printed right behind a count, and what its own words say it is of. */
interface Printed {
  readonly value: number;
  readonly decimals: number;
  readonly of: "whole" | "plan" | "named_total";
  /** "trên 93,75%": may be reproduced, but not missed. */
  readonly isRough: boolean;
  readonly start: number;
}

/** "(chiếm 25,02%)", ", đạt 33,55% chỉ tiêu năm": only words of the percentage itself may stand between, and no "hơn", "gần". */
const PERCENT_BEHIND =
  /^[\s,(=–-]*(?:(?:chỉ|mới|đã)\s+)*(?:(?:chiếm|đạt|bằng|tương đương|tương ứng|hoàn thành)\s+)?(?:với\s+)?(?:t[ỷỉ] lệ\s+)?(?:là\s+)?(\d+(?:[.,]\d+)?)\s*%([^\n.;,)%]{0,60})/iu;
/** "so với chỉ tiêu" compares with the plan; with anything else it is no share. */
const COMPARED = /so với(?! (?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|KH ))|cùng kỳ|năm trước|năm ngoái/iu;
const PLANNED = /kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|\bKH\b/iu;
const TOTAL = /tổng số|số đảng viên/iu;

/** A percentage this many times the computed one, or less by as much, is of another whole. */
const FAR = 2;
/** A plan that gives a percentage further off than a tenth is another plan (of the term, of another body). */
const NEAR_PLAN = 0.1;

function percentBehind(text: string, part: Observation): Printed | null {
  const found = PERCENT_BEHIND.exec(text.slice(part.end, part.end + 160));
  const [all = "", number = "", words = ""] = found ?? [];
  if (found === null || COMPARED.test(words)) return null;
  return {
    value: Number(number.replace(",", ".")),
    decimals: number.split(/[.,]/u)[1]?.length ?? 0,
    of: PLANNED.test(words) ? "plan" : TOTAL.test(words) ? "named_total" : "whole",
    isRough: false,
    start: part.end + all.indexOf(number),
  };
}

/** The percentage that the grammar read as one of the count right before it. */
function percentRead(text: string, part: Observation, next: Observation | undefined): Printed | null {
  if (next === undefined || next.status !== "actual" || next.start < part.start) return null;
  if ((next.measure !== "share" && next.measure !== "attainment") || next.indicator !== part.indicator || !sameDims(next.dims, part.dims))
    return null;
  if (between(text, part, next).length > 40 || COMPARED.test(text.slice(next.end, next.end + 30))) return null;
  const of = next.measure === "attainment" ? "plan" : TOTAL.test(text.slice(part.end, next.end + 25)) ? "named_total" : "whole";
  return { value: next.value, decimals: decimalsOf(next.quote, next.value), of, isRough: next.bound !== "exact", start: next.start };
}

const RATED: Readonly<Record<string, string>> = { "orgs.rating": "orgs.rated", "members.rating": "members.rated" };

/** True for what a part belongs to by the codebook: the same figure with fewer dimensions, what was rated for a grade. */
const isWholeOf = (whole: Observation, part: Observation): boolean =>
  isCounted(whole) &&
  ((whole.indicator === part.indicator && isWider(whole, part)) ||
    (whole.indicator === RATED[part.indicator] && (whole.dims.kind ?? null) === (part.dims.kind ?? null)));

const isPlanOf = (plan: Observation, part: Observation): boolean =>
  plan.status === "target" &&
  plan.measure === "count" &&
  plan.per === undefined &&
  plan.bound === "exact" &&
  countsSame(plan, part) &&
  endsInYearOf(plan, part);

function endsInYearOf({ period: plan }: Observation, { period: result }: Observation): boolean {
  const year = (period: Observation["period"]): string | undefined =>
    (period === null ? undefined : "at" in period ? period.at : (period.to ?? undefined))?.slice(0, 4);
  const begin = plan !== null && "from" in plan ? plan.from?.slice(0, 4) : undefined;
  return year(plan) !== undefined && year(plan) === year(result) && begin === year(plan);
}

/** The whole that the text itself gives a part: its fraction, what is told right before it, its plan; null when the text leaves it open. */
function ownWhole(part: Observation, of: Printed["of"], { observations }: Checked): Whole | null {
  if (part.denominator !== undefined) return { value: part.denominator, figure: null };
  if (of === "named_total") return null;
  const plans = observations.filter((figure) => isPlanOf(figure, part));
  const figure =
    of === "plan"
      ? new Set(plans.map(({ value }) => value)).size === 1
        ? plans[0]
        : undefined
      : observations.findLast((whole) => whole.start < part.start && isWholeOf(whole, part));
  return figure === undefined ? null : { value: figure.value, figure };
}

/** Counts of the same family anywhere in the article, the nearer first: wholes that may reproduce the percentage. */
function offered(part: Observation, of: Printed["of"], { observations }: Checked): readonly Observation[] {
  const family = part.indicator.split(".")[0] as string;
  return observations
    .filter((whole) => whole.measure === "count" && whole.bound === "exact" && whole !== part && whole.indicator.startsWith(`${family}.`))
    .filter((whole) =>
      of === "plan" ? whole.status === "target" && countsSame(whole, part) : whole.status === "actual" && whole.value >= part.value,
    )
    .sort((a, b) => Math.abs(a.start - part.start) - Math.abs(b.start - part.start));
}

const reproduces = (part: number, whole: number, printed: Pick<Printed, "value" | "decimals">): boolean =>
  agrees(printed.value, (100 * part) / whole, printed.decimals);

function shareCheck(part: number, whole: number, printed: Pick<Printed, "value" | "decimals">): Check {
  const exact = (100 * part) / whole;
  const holds = reproduces(part, whole, printed);
  const detail = `${written(part)}/${written(whole)} = ${written(exact)}%${holds ? "" : `, in là ${written(printed.value)}%`}`;
  return { what: "share", holds, parts: [part, whole], computed: rounded(exact), printed: printed.value, detail };
}

/** True when a percentage that its own whole does not give is a misprint and not one of another whole. */
function isMisprint(check: Check, of: Printed["of"], part: Observation, text: string): boolean {
  const [computed, printed] = [check.computed ?? 0, Number(check.printed)];
  if (part.denominator !== undefined) return true;
  if (of === "plan" && Math.abs(computed - printed) > NEAR_PLAN * computed) return false;
  if (printed > FAR * computed || computed > FAR * printed) return false;
  const decimals = decimalsOf("", printed);
  return !numbersIn(textAround(text, part)).some(
    (whole) => whole >= part.value && reproduces(part.value, whole, { value: printed, decimals }),
  );
}

type Whole = { readonly value: number; readonly figure: Observation | null };

/** "nữ 1.080 (chiếm 45,92%), dân tộc thiểu số 518 (chiếm …)": what the percentage before in the sentence was found to be of. */
function wholeOfList(part: Observation, printed: Printed, before: Finding | null, text: string): Whole | null {
  const last = before?.used[0];
  if (
    before?.check.what !== "share" ||
    !before.check.holds ||
    last === undefined ||
    printed.of !== "whole" ||
    part.denominator !== undefined
  )
    return null;
  if (last.indicator !== part.indicator || /[\n;]|\.\s/u.test(between(text, last, part))) return null;
  return { value: before.check.parts[1] as number, figure: null };
}

/** One printed percentage against the wholes that the text offers: the first that reproduces it is recorded, else its own whole decides. */
function findingOf(part: Observation, printed: Printed, checked: Checked, before: Finding | null): Finding | null {
  const tested =
    checked.observations.find(
      (figure) =>
        figure !== part &&
        figure.value === printed.value &&
        figure.measure !== "count" &&
        figure.start <= printed.start &&
        printed.start <= figure.end,
    ) ?? null;
  const own = wholeOfList(part, printed, before, checked.text) ?? ownWhole(part, printed.of, checked);
  const wholes = [
    ...(own === null ? [] : [own]),
    ...(part.denominator === undefined ? offered(part, printed.of, checked).map((figure) => ({ value: figure.value, figure })) : []),
  ];
  const fitting = wholes.find(({ value }) => value > 0 && reproduces(part.value, value, printed));
  const whole = fitting ?? own;
  if (whole === null || whole.value <= 0) return null;
  const check = shareCheck(part.value, whole.value, printed);
  if (!check.holds && (printed.isRough || !isMisprint(check, printed.of, part, checked.text))) return null;
  return {
    check,
    tested,
    used: [part, ...(tested === null ? [] : [tested]), ...(check.holds || whole.figure === null ? [] : [whole.figure])],
  };
}

/** "93,75% (45/48)": the fraction in brackets right behind a percentage. */
function fractionBehind(share: Observation, text: string): Finding | null {
  if (share.measure !== "share" && share.measure !== "attainment") return null;
  if (share.status !== "actual" || share.bound !== "exact") return null;
  const [, part, whole] = /^[^\d\n.;,%(]{0,30}\((\d[\d.]*)\/(\d[\d.]*)[\s)]/u.exec(text.slice(share.end, share.end + 60)) ?? [];
  if (part === undefined || whole === undefined) return null;
  const [counted, of] = [Number(part.replaceAll(".", "")), Number(whole.replaceAll(".", ""))];
  if (of === 0) return null;
  const check = shareCheck(counted, of, { value: share.value, decimals: decimalsOf(share.quote, share.value) });
  return { check, tested: share, used: [share] };
}

/** Printed percentages against their counts and wholes (codebook section 5). */
export function shareFindings(checked: Checked): readonly Finding[] {
  const { text } = checked;
  const findings: Finding[] = [];
  for (const figure of checked.observations) {
    const near = around(checked, figure);
    const next = near.observations.find(({ start }) => start > figure.start);
    const printed = isCounted(figure) ? (percentBehind(text, figure) ?? percentRead(text, figure, next)) : null;
    const finding = printed === null ? fractionBehind(figure, text) : findingOf(figure, printed, near, findings.at(-1) ?? null);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}
