import type { Observation } from "../../types/observation.ts";
import { around, between, type Checked, type Finding, isBeside, isCounted } from "./finding.ts";
import { numbersIn, written } from "./numbers.ts";

/** A way in which a total falls into parts that exclude each other. */
interface Partition {
  readonly isTotal: (figure: Observation) => boolean;
  /** Which part of the total a figure is, or null. */
  readonly partOf: (figure: Observation, total: Observation) => string | null;
  /** The parts that leave nothing out: the total must be their sum. */
  readonly all: readonly (readonly string[])[];
}

/** How far behind its total the first part may stand, and each further part behind the one before, in characters. */
const FIRST_REACH = 250;
const NEXT_REACH = 120;
/** A line break between parts is one between items of a list only when so little stands around it. */
const LIST_GAP = 25;
/** Parts that miss more of the total than this leave some form out on purpose ("trong đó khai trừ 3"). */
const MOST_MISSING = 0.2;

const byForm = (indicator: string, forms: readonly string[]): Partition => ({
  isTotal: (figure) => figure.indicator === indicator && figure.dims.form === undefined,
  partOf: (figure) => (figure.indicator === indicator && typeof figure.dims.form === "string" ? figure.dims.form : null),
  all: [forms],
});

const byKind = (indicator: string, kind: string, kinds: readonly string[]): Partition => ({
  isTotal: (figure) => figure.indicator === indicator && figure.dims.kind === kind,
  partOf: (figure) => (figure.indicator === indicator && kinds.includes(String(figure.dims.kind)) ? String(figure.dims.kind) : null),
  all: [kinds],
});

const isGrade = (figure: Observation, indicator: string): boolean =>
  figure.indicator === indicator && figure.dims.cumulative !== true && figure.dims.grade !== "tsvm_model";

const byGrade = (rated: string, rating: string): Partition => ({
  isTotal: (figure) => figure.indicator === rated,
  partOf: (figure, total) => (isGrade(figure, rating) && figure.dims.kind === total.dims.kind ? String(figure.dims.grade) : null),
  all: ["tsvm", "excellent"].map((best) => [best, "good", "fulfilled", "failed"]),
});

const WAYS_OUT: Readonly<Record<string, string>> = { "members.struck_off": "struck_off", "members.resigned": "resigned" };

const REMOVED: Partition = {
  isTotal: (figure) => figure.indicator === "members.removed",
  partOf: (figure) => {
    if (figure.indicator === "discipline.members") return figure.dims.form === "expulsion" ? "expulsion" : null;
    return figure.dims.group === undefined ? (WAYS_OUT[figure.indicator] ?? null) : null;
  },
  all: [["expulsion", "struck_off", "resigned"]],
};

const PARTITIONS: readonly Partition[] = [
  byForm("discipline.members", ["reprimand", "warning", "removal", "expulsion"]),
  byForm("discipline.orgs", ["reprimand", "warning", "dissolution"]),
  byKind("orgs.total", "grassroots", ["committee", "base_cell"]),
  byKind("inspection.sessions", "both", ["inspection", "supervision"]),
  byGrade("orgs.rated", "orgs.rating"),
  byGrade("members.rated", "members.rating"),
  REMOVED,
];

function isTooFar(gap: string, isFirst: boolean): boolean {
  return gap.length > (isFirst ? FIRST_REACH : NEXT_REACH) || (gap.includes("\n") && !isFirst && gap.length > LIST_GAP);
}

const isDecidedAlike = (part: Observation, total: Observation): boolean =>
  part.decidedBy === undefined || part.decidedBy === total.decidedBy;

/** The run of parts behind a total, each of them once, up to the next total or to words that lead away. */
function partsBehind(total: Observation, partition: Partition, { text, observations }: Checked): ReadonlyMap<string, Observation> {
  const parts = new Map<string, Observation>();
  let last = total;
  for (const figure of observations) {
    if (figure.start < total.start || figure === total || !isCounted(figure)) continue;
    if (partition.isTotal(figure) || figure.start - last.end > FIRST_REACH) break;
    const part = partition.partOf(figure, total);
    if (part === null) continue;
    if (
      parts.has(part) ||
      !isBeside(figure, total) ||
      !isDecidedAlike(figure, total) ||
      isTooFar(between(text, last, figure), last === total)
    )
      break;
    parts.set(part, figure);
    last = figure;
  }
  return parts;
}

/** "gồm", a colon or a bracket right behind the total announces all of its parts; "trong đó" only some. */
const announcesAll = (gap: string): boolean => /gồm|hình thức|[:(]/iu.test(gap) && !/trong đó|trong số|riêng/iu.test(gap);

/** True when the parts can be held against the total: too many always, too few only when none was left out or left unread. */
function isConclusive(
  total: Observation,
  parts: ReadonlyMap<string, Observation>,
  missing: number,
  partition: Partition,
  text: string,
): boolean {
  if (missing < 0) return -missing <= total.value;
  const figures = [...parts.values()];
  const [first, last] = [figures[0] as Observation, figures.at(-1) as Observation];
  const behind = text.slice(last.end, last.end + LIST_GAP * 2).split(/[\n.]/u)[0] ?? "";
  if (numbersIn(text.slice(total.end, last.end) + behind).includes(missing)) return false;
  if (partition.all.some((names) => names.every((name) => parts.has(name)))) return true;
  return announcesAll(between(text, total, first)) && missing <= MOST_MISSING * total.value;
}

function sumOf(
  total: Observation,
  printed: number,
  partition: Partition,
  parts: ReadonlyMap<string, Observation>,
  text: string,
): Finding | null {
  if (parts.size < 2) return null;
  const figures = [...parts.values()];
  const values = figures.map(({ value }) => value);
  const computed = values.reduce((sum, value) => sum + value, 0);
  const holds = computed === printed;
  if (!holds && !isConclusive({ ...total, value: printed }, parts, printed - computed, partition, text)) return null;
  const detail = `${values.map(written).join(" + ")} = ${written(computed)}${holds ? "" : `, in là ${written(printed)}`}`;
  return { check: { what: "sum", holds, parts: values, computed, printed, detail }, tested: total, used: [total, ...figures] };
}

/** "498/702 TCCSĐ đạt …; hoàn thành tốt 176, …": the first grade's fraction names the whole that the grades add up to. */
function sumOfFraction(first: Observation, checked: Checked): Finding | null {
  if (first.denominator === undefined || !first.indicator.endsWith(".rating") || first.dims.cumulative === true) return null;
  const grades = byGrade("", first.indicator);
  const parts = new Map([
    [String(first.dims.grade), first],
    ...partsBehind(first, { ...grades, isTotal: (figure) => figure.denominator !== undefined }, checked),
  ]);
  return sumOf(first, first.denominator, grades, parts, checked.text);
}

/** Parts against their sum (codebook section 5), for every total that parts of one kind follow. */
export function sumFindings(checked: Checked): readonly Finding[] {
  return checked.observations.filter(isCounted).flatMap((total) => {
    const near = around(checked, total);
    const told = PARTITIONS.filter((partition) => partition.isTotal(total)).map((partition) =>
      sumOf(total, total.value, partition, partsBehind(total, partition, near), checked.text),
    );
    return [...told, sumOfFraction(total, near)].filter((finding) => finding !== null);
  });
}
