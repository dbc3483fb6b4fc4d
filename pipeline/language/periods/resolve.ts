import type { Period } from "../../types/observation.ts";
import type { Token, TokenLayers } from "../../types/tokens.ts";
import type { PeriodContext, PeriodKind, PeriodMention } from "../periods.ts";
import { isDay, isoDay, isoMonthEnd, isoMonthStart, readIsoDay } from "./calendar.ts";
import type { Dated } from "./dates.ts";
import { dateStretch } from "./dates.ts";
import type { Edge, Stretch } from "./stretches.ts";
import type { Time, TimeExpression } from "./times.ts";
import type { StatedBasis, Told } from "./years.ts";
import { planYearAhead, speaksOfDone, speaksOfGoal, yearAhead } from "./years.ts";

/** A period with where it comes from, or null when nothing tells it. */
interface Resolved {
  readonly period: Period;
  readonly basis: StatedBasis;
  /** The single year it lies in, if it does. */
  readonly year: number | null;
}

interface Reading {
  readonly kind: PeriodKind;
  readonly resolved: Resolved | null;
}

/** Everything that the readings below look at. */
interface Scene {
  readonly tokens: readonly Token[];
  readonly times: readonly TimeExpression[];
  readonly told: Told;
  sentenceStart: number;
  sentenceEnd: number;
  /** The last span that was no base of a comparison: what "cùng kỳ" is the same of. */
  span: Resolved | null;
}

/** The last day that a date of any precision covers. */
function lastDay(iso: string): string {
  if (iso.length === 4) return `${iso}-12-31`;
  return iso.length === 7 ? isoMonthEnd(Number(iso.slice(0, 4)), Number(iso.slice(5))) : iso;
}

/** The first day that a date of any precision covers. */
function firstDay(iso: string): string {
  if (iso.length === 4) return `${iso}-01-01`;
  return iso.length === 7 ? isoMonthStart(Number(iso.slice(0, 4)), Number(iso.slice(5))) : iso;
}

function at(dated: Dated | null, kind: PeriodKind): Reading {
  return { kind, resolved: dated === null ? null : { period: { at: dated.at }, basis: dated.basis, year: dated.year } };
}

function readIn(edge: Edge, scene: Scene): Reading {
  const dated = dateStretch(edge.stretch, edge.part, scene.told);
  const isMoment =
    edge.stretch.is === "day" || edge.stretch.is === "today" || edge.part === "start" || edge.part === "end" || edge.part === "middle";
  if (isMoment) return at(dated, "point");
  return {
    kind: "span",
    resolved: dated === null ? null : { period: { from: dated.first, to: dated.last }, basis: dated.basis, year: dated.year },
  };
}

/** Is "đến X" a goal still to come? By the publication date, else by the words around it. */
function isDeadline(edge: Edge, dated: Dated | null, expression: TimeExpression, scene: Scene): boolean {
  if (edge.stretch.is === "today") return false;
  const { tokens, told, sentenceStart, sentenceEnd } = scene;
  if (dated !== null && told.published !== null) {
    const today = isoDay(told.published);
    if (lastDay(dated.at) < today) return false;
    return firstDay(dated.at) > today || edge.stretch.is === "years" || speaksOfGoal(tokens, sentenceStart, expression.from);
  }
  if (speaksOfGoal(tokens, sentenceStart, expression.from)) return true;
  if (edge.stretch.is === "term" || edge.stretch.is === "years") return edge.part === "end" || edge.part === "whole";
  return edge.stretch.is === "year" && edge.part === "whole" && !speaksOfDone(tokens, expression.to, sentenceEnd);
}

function readUntil(edge: Edge, expression: TimeExpression, scene: Scene): Reading {
  const dated = dateStretch(edge.stretch, edge.part, scene.told);
  if (!isDeadline(edge, dated, expression, scene)) return at(dated, "point");
  return {
    kind: "deadline",
    resolved: dated === null ? null : { period: { from: null, to: dated.at }, basis: dated.basis, year: dated.year },
  };
}

function isOpen(stretch: Stretch): boolean {
  return (stretch.is === "year" || stretch.is === "months" || stretch.is === "day") && stretch.year === "open";
}

function readSince(edge: Edge, scene: Scene): Reading {
  const dated = dateStretch(edge.stretch, edge.part, scene.told);
  if (dated === null) return { kind: "span", resolved: null };
  const { published } = scene.told;
  // "từ đầu năm" without an end goes on until the report
  const today = isOpen(edge.stretch) && published !== null ? isoDay(published) : null;
  const to = today !== null && firstDay(dated.begin) <= today ? today : null;
  return { kind: "span", resolved: { period: { from: dated.begin, to }, basis: to === null ? dated.basis : "relative", year: dated.year } };
}

/** "trước năm 2010" ends with the year it names, at its precision (codebook section 4). */
function readBeside(shape: "before" | "after", edge: Edge, scene: Scene): Reading {
  const dated = dateStretch(edge.stretch, edge.part, scene.told);
  if (dated === null) return { kind: "span", resolved: null };
  if (shape === "after") return { kind: "span", resolved: { period: { from: dated.finish, to: null }, basis: dated.basis, year: null } };
  const isAhead = scene.told.published !== null && firstDay(dated.begin) > isoDay(scene.told.published);
  return { kind: isAhead ? "deadline" : "span", resolved: { period: { from: null, to: dated.begin }, basis: dated.basis, year: null } };
}

function withYear(stretch: Stretch, year: number): Stretch {
  return stretch.is === "year" || stretch.is === "months" || stretch.is === "day" ? { ...stretch, year } : stretch;
}

/** The ends of a range, each completed by the other's year: "từ đầu năm đến tháng 9/2021", "từ 15-12 đến 14-12-2020". */
function dateEnds(start: Edge, end: Edge, scene: Scene): { first: Dated | null; last: Dated | null } {
  const { told } = scene;
  let first = isOpen(start.stretch) && !isOpen(end.stretch) ? null : dateStretch(start.stretch, start.part, told);
  const lastStretch = isOpen(end.stretch) && first?.year != null ? withYear(end.stretch, first.year) : end.stretch;
  let last = dateStretch(lastStretch, end.part, told);
  if (first === null && isOpen(start.stretch)) {
    const year = last?.year ?? null;
    first = dateStretch(year === null ? start.stretch : withYear(start.stretch, year), start.part, told);
    if (first !== null && last !== null && year !== null && firstDay(first.begin) > lastDay(last.finish))
      first = dateStretch(withYear(start.stretch, year - 1), start.part, told);
  } else if (
    first !== null &&
    last !== null &&
    first.year !== null &&
    isOpen(end.stretch) &&
    firstDay(first.begin) > lastDay(last.finish)
  ) {
    last = dateStretch(withYear(end.stretch, first.year + 1), end.part, told);
  }
  return { first, last };
}

function readRange(time: Extract<Time, { shape: "range" }>, expression: TimeExpression, scene: Scene): Reading {
  const { first, last } = dateEnds(time.start, time.end, scene);
  if (expression.role.owner === "anniversary") return at(last, "point");
  if (time.start.stretch.is === "today") return readFromNow(first, last);
  if (time.end.stretch.is === "today") return readUpToNow(time.start, first, last);
  if (first === null || last === null || firstDay(first.begin) > lastDay(last.finish)) return { kind: "span", resolved: null };
  const basis = first.basis === "relative" || last.basis === "relative" ? "relative" : "explicit";
  return {
    kind: "span",
    resolved: { period: { from: first.begin, to: last.finish }, basis, year: first.year === last.year ? last.year : null },
  };
}

/** "từ nay đến cuối năm": what is still to be done. */
function readFromNow(first: Dated | null, last: Dated | null): Reading {
  const isAhead = last !== null && (first === null || first.at <= lastDay(last.finish));
  return {
    kind: "deadline",
    resolved: isAhead ? { period: { from: first?.at ?? null, to: last.finish }, basis: last.basis, year: last.year } : null,
  };
}

/** "từ … đến nay": up to the publication, with an open end where it is not known; the start of an unnamed term stays open. */
function readUpToNow(start: Edge, first: Dated | null, last: Dated | null): Reading {
  if (last !== null) {
    const isTold = first !== null || start.stretch.is === "term";
    const isForward = first === null || firstDay(first.begin) <= last.finish;
    return {
      kind: "span",
      resolved: isTold && isForward ? { period: { from: first?.begin ?? null, to: last.finish }, basis: "relative", year: null } : null,
    };
  }
  return {
    kind: "span",
    resolved: first === null ? null : { period: { from: first.begin, to: null }, basis: first.basis, year: first.year },
  };
}

function shiftYears(iso: string | null, years: number): string | null {
  if (iso === null) return null;
  const year = Number(iso.slice(0, 4)) + years;
  if (iso.length < 10) return `${year}${iso.slice(4)}`;
  const [month, day] = [Number(iso.slice(5, 7)), Number(iso.slice(8))];
  return isoDay({ year, month, day: isDay(year, month, day) ? day : 28 });
}

/** "cùng kỳ": the last span, in the year that is named or the one before. */
function readSame(time: Extract<Time, { shape: "same" }>, scene: Scene): Reading {
  const { span } = scene;
  if (span === null || time.year === "term" || !("from" in span.period)) return { kind: "same_period", resolved: null };
  const { from, to } = span.period;
  if (to === null) return { kind: "same_period", resolved: null };
  const years = typeof time.year === "number" ? time.year - Number(to.slice(0, 4)) : -1;
  if (years >= 0) return { kind: "same_period", resolved: null };
  return {
    kind: "same_period",
    resolved: { period: { from: shiftYears(from, years), to: shiftYears(to, years) }, basis: span.basis, year: null },
  };
}

function readTime(expression: TimeExpression, scene: Scene): Reading {
  const { time } = expression;
  switch (time.shape) {
    case "rate":
      return { kind: "rate", resolved: null };
    case "same":
      return readSame(time, scene);
    case "range":
      return readRange(time, expression, scene);
    case "until":
      return readUntil(time.edge, expression, scene);
    case "since":
      return readSince(time.edge, scene);
    case "before":
    case "after":
      return readBeside(time.shape, time.edge, scene);
    case "in":
      return readIn(time.edge, scene);
  }
}

/** The year that a text states by itself in an expression; open, relative and doubled years state none. */
function statedYear(time: Time): number | null {
  if (time.shape === "rate" || time.shape === "same") return null;
  const { stretch } = time.shape === "range" ? (time.end.stretch.is === "today" ? time.start : time.end) : time.edge;
  return (stretch.is === "year" || stretch.is === "months" || stretch.is === "day") && typeof stretch.year === "number"
    ? stretch.year
    : null;
}

/** Keeps what later expressions may lean on. */
function remember(expression: TimeExpression, reading: Reading, scene: Scene): void {
  const { told } = scene;
  const { time, role } = expression;
  if (role.isCompared || role.isDocument || role.owner === "anniversary") return;
  const year = statedYear(time);
  if (year !== null) told.anyYear = year;
  if (role.owner === "plan") return;
  if (time.shape === "in" && time.edge.stretch.is === "years" && role.owner === null) {
    told.years = time.edge.stretch;
    if (time.edge.stretch.isTerm) told.term = time.edge.stretch;
  }
  if (role.owner === "congress") return;
  if (year !== null && reading.kind !== "deadline") {
    told.sentenceYear = year;
    told.paragraphYear = year;
    if (time.shape === "in" && time.edge.stretch.is === "months") told.months = { ...time.edge.stretch, year };
  }
  if (reading.kind === "span" && reading.resolved !== null) scene.span = reading.resolved;
}

/** Moves on to the sentence that holds token `from`; returns its index. */
function enterSentence(layers: TokenLayers, scene: Scene, sentence: number, from: number): number {
  const { sentences, tokens } = layers;
  let index = sentence;
  while (index + 1 < sentences.length && (sentences[index + 1] as number) <= from) {
    index++;
    const start = sentences[index] as number;
    scene.sentenceStart = start;
    scene.sentenceEnd = sentences[index + 1] ?? tokens.length;
    scene.told.sentenceYear = null;
    if (tokens[start - 1]?.kind === "break") scene.told.paragraphYear = null;
  }
  return index;
}

/** The expressions with their dates. Linear: each is read once, looking ahead no farther than its sentence allows. */
export function resolveTimes(layers: TokenLayers, times: readonly TimeExpression[], context: PeriodContext): PeriodMention[] {
  const { tokens } = layers;
  const told: Told = {
    published: readIsoDay(context.published),
    firstYear: context.firstYear ?? null,
    sentenceYear: null,
    paragraphYear: null,
    anyYear: null,
    term: null,
    years: null,
    months: null,
    ahead: { year: null, planYear: null },
  };
  const scene: Scene = { tokens, times, told, sentenceStart: 0, sentenceEnd: layers.sentences[1] ?? tokens.length, span: null };
  let sentence = 0;
  return times.map((expression, i) => {
    sentence = enterSentence(layers, scene, sentence, expression.from);
    told.ahead = { year: yearAhead(times, i, scene.sentenceEnd), planYear: planYearAhead(times, i, scene.sentenceEnd) };
    const reading = readTime(expression, scene);
    remember(expression, reading, scene);
    return mentionOf(tokens, expression, reading);
  });
}

function mentionOf(tokens: readonly Token[], { from, to, role }: TimeExpression, { kind, resolved }: Reading): PeriodMention {
  return {
    from,
    to,
    start: (tokens[from] as Token).start,
    end: (tokens[to - 1] as Token).end,
    period: resolved?.period ?? null,
    basis: resolved?.basis ?? "unknown",
    kind: role.isDocument ? "document" : kind,
    compared: role.isCompared,
    owner: role.owner ?? undefined,
  };
}
