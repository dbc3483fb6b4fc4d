import { saysSame } from "../../compare/candidates.ts";
import { addChanges } from "../../compare/changes.ts";
import { boundOfSum, tidy } from "../../compare/derive.ts";
import { isFlow } from "../../compare/series.ts";
import { seriesOf } from "../../compare/views.ts";
import type { SentenceFinder } from "../../serve/sentences.ts";
import type { BulletinSpec, BulletinTopic, ProvinceFact, QuestionFacts } from "../../types/bulletin.ts";
import type { ProvinceUnit } from "../../types/province.ts";
import type { Store } from "../../types/store.ts";
import type { Cell, CellRank, Change, Column, SeriesBreak, Table, TableRow, TableSpec } from "../../types/table.ts";
import { tableOf } from "../tables.ts";
import { bulletinValue, type RivalFinder, type Standing, standingOf, type Valued } from "./figures.ts";
import type { BulletinPeriod, BulletinPeriodKind } from "./period.ts";

/** What all questions of a bulletin have in common. */
export interface Gathering {
  readonly store: Pick<Store, "figures" | "fingerprint">;
  readonly spec: BulletinSpec;
  readonly period: BulletinPeriod;
  /** That the bulletin is about. */
  readonly units: readonly ProvinceUnit[];
  /** They are all that there are: what is said of the country may stand beside them. */
  readonly isWhole: boolean;
  readonly sentenceOf: SentenceFinder;
}

export interface GatheredQuestion {
  /** Null where the period has nothing that may be used. */
  readonly facts: QuestionFacts | null;
  /** Figures of the period that are left out as doubtful. */
  readonly leftOut: number;
}

/** How many columns up to the period a chart shows: six years or half-years, two years of quarters, a year of months and the one before. */
const CHARTED: Readonly<Record<BulletinPeriodKind, number>> = { year: 6, half: 6, quarter: 8, month: 13 };
/** Calendar years that so many columns reach back. */
const YEARS_BACK: Readonly<Record<BulletinPeriodKind, number>> = { year: 5, half: 3, quarter: 2, month: 1 };

type Question = BulletinTopic["questions"][number];

/** The question as a table: its years are those of the chart. */
function tableSpec({ spec, period, isWhole }: Gathering, question: Question): TableSpec {
  const { kind, column } = period;
  return {
    ...question,
    years: { from: column.year - YEARS_BACK[kind], to: column.year },
    boundaries: spec.boundaries,
    ...(kind === "year" ? {} : { period: kind }),
    changes: true,
    ...(isWhole ? { totals: true as const } : {}),
  };
}

/** A table with where the bulletin's two columns stand in it. */
interface Asked {
  readonly gathering: Gathering;
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly now: number;
  readonly before: number;
  readonly rivalsAt: (column: number) => RivalFinder;
}

function ask(gathering: Gathering, question: Question): Asked {
  const spec = tableSpec(gathering, question);
  const table = tableOf(gathering.store, spec);
  const columns = table.columns ?? [];
  const at = (key: string): number => columns.findIndex((column) => column.key === key);
  const { column, before } = gathering.period;
  return { gathering, table, columns, now: at(column.key), before: at(before.key), rivalsAt: rivals(gathering.store, spec) };
}

/** Under `now` the reports of a province before its merger stand in the table of the time; under `then` no cell is made of parts. */
function rivals(store: Gathering["store"], spec: TableSpec): Asked["rivalsAt"] {
  if (spec.boundaries === "then") return () => () => [];
  const then = tableOf(store, { ...spec, boundaries: "then" });
  const rows = new Map(then.rows.map(({ province, cells }) => [province, cells]));
  return (column) => (province) => rows.get(province)?.[column]?.candidates ?? [];
}

const standingAt = ({ gathering, rivalsAt }: Asked, cell: Cell | null | undefined, column: number): Standing =>
  standingOf(cell, gathering.spec, rivalsAt(column));

/** The cell of a row that a bulletin may use; null for any other. */
function usableAt(asked: Asked, cells: TableRow["cells"], column: number): Valued | null {
  const cell = cells[column];
  return cell == null || cell.value === null || standingAt(asked, cell, column) !== "usable" ? null : { ...cell, value: cell.value };
}

/** A year, give or take a month and a half: numbers of members are told at the day of a report. */
const [YEAR_DAYS, YEAR_SLACK] = [365, 45];

/** The days at which a cell's figures hold; empty for what happens over a span of time. */
function daysOf({ kind, candidates, inputs = [] }: Cell): readonly number[] {
  const winners = kind === "derived" ? inputs.map(({ winner }) => winner) : candidates.slice(0, 1);
  return winners.flatMap(({ observation: { period } }) => (period !== null && "at" in period ? [dayNumber(period.at)] : []));
}

/** Days since 1970 of the last day that a date covers. */
function dayNumber(date: string): number {
  const [year = 0, month = 12, day] = date.slice(0, 10).split("-").map(Number);
  return Date.UTC(year, day === undefined ? month : month - 1, day ?? 0) / 86_400_000;
}

/** Do the two stand a year from each other? Spans of time do by their columns. */
function isYearApart(spec: TableSpec, now: Cell, before: Cell): boolean {
  if (isFlow(spec)) return true;
  const [later, earlier] = [daysOf(now), daysOf(before)];
  return later.every((day) => earlier.every((other) => Math.abs(day - other - YEAR_DAYS) <= YEAR_SLACK));
}

type Told = Omit<ProvinceFact, "province" | "rank">;

/** What is told of one row, without its rank; null where the period has nothing to be used. */
function toldOf(asked: Asked, { name, cells }: Pick<TableRow, "name" | "cells">): Told | null {
  const now = usableAt(asked, cells, asked.now);
  if (now === null) return null;
  const earlier = usableAt(asked, cells, asked.before);
  const before = earlier !== null && isYearApart(asked.table.spec, now, earlier) ? earlier : null;
  const { sentenceOf } = asked.gathering;
  return {
    name,
    now: bulletinValue(now, sentenceOf, asked.rivalsAt(asked.now)),
    before: before === null ? null : bulletinValue(before, sentenceOf, asked.rivalsAt(asked.before)),
    change: before === null ? null : (now.change ?? null),
  };
}

/** Ranks are told where at least this part of the provinces reports: who leads among a few leads nothing. */
const RANKED_FROM = 0.5;

/**
 * Place among the values used, the largest first. Null where too few report, and where another value may be the larger or the smaller one: "hơn 1.200" beside 1.250.
 */
function rankOf(fact: Told, facts: readonly Told[], { of, measure }: { of: number; measure: TableSpec["measure"] }): CellRank | null {
  if (facts.length < 2 || facts.length < of * RANKED_FROM) return null;
  const said = ({ now }: Told) => ({ value: now.value, bound: now.bound, measure });
  const others = facts.filter((other) => other !== fact);
  if (others.some((other) => other.now.value !== fact.now.value && saysSame(said(fact), said(other)))) return null;
  return {
    place: others.filter(({ now }) => now.value > fact.now.value).length + 1,
    of: facts.length,
    isTied: others.some(({ now }) => now.value === fact.now.value),
  };
}

/** Counts are added up over what is used, and said of these provinces, so that none missing makes it a floor; a share is only what the table computes of all provinces. */
function sumOf({ table, now, gathering }: Asked, facts: readonly Told[], of: number): QuestionFacts["sum"] {
  const reported = facts.length;
  if (reported < 2) return null;
  if (table.spec.measure === "count") {
    const bounds = facts.map((fact) => fact.now.bound);
    const value = tidy(facts.reduce((sum, fact) => sum + fact.now.value, 0));
    return { value, bound: boundOfSum(bounds), reported, of };
  }
  const total = table.totals?.find(({ level }) => level === "national")?.cells[now];
  if (!gathering.isWhole || reported < of || total === undefined || total.sum === null) return null;
  return { value: total.sum, bound: total.bound, reported, of };
}

/** What reports say of the whole country, by column; empty in a table without totals. */
function nationalCells({ totals = [] }: Table): TableRow["cells"] {
  return totals.find(({ level }) => level === "national")?.cells.map(({ published }) => published) ?? [];
}

/** The row of what reports say of the whole country, with its changes. */
function nationalRow({ table, columns }: Asked): TableRow | null {
  const cells = nationalCells(table);
  if (cells.length === 0) return null;
  const row = { province: "national", name: "Cả nước", cells };
  return addChanges({ spec: table.spec, columns, rows: [row], breaks: table.breaks, provinces: [] })[0] ?? null;
}

/** Breaks of the table between the two columns, and mergers into a province with a change. */
function breaksOf({ table, columns, before, now }: Asked, changes: readonly (Change | null)[]): readonly SeriesBreak[] {
  const between = columns.slice(before + 1, now + 1);
  const own = table.breaks.filter(({ beforeYear, beforePeriod }) =>
    between.some(({ key, year }) => (beforePeriod === undefined ? year === beforeYear : key === beforePeriod)),
  );
  const all = [...own, ...changes.flatMap((change) => change?.across ?? [])];
  return all.filter((one, at) => all.findIndex(({ note }) => note.vi === one.note.vi) === at);
}

/** The last columns up to the period, with what may not be used taken out; figures of an unfinished year stay, marked. */
function charted(asked: Asked, rows: readonly TableRow[]): QuestionFacts["series"] {
  const { table, now, gathering } = asked;
  const first = Math.max(0, now + 1 - CHARTED[gathering.period.kind]);
  const columns = asked.columns.slice(first, now + 1);
  const kept = rows.map((row) => ({
    ...row,
    cells: row.cells.slice(first, now + 1).map((cell, at) => {
      const standing = standingAt(asked, cell, first + at);
      return standing === "usable" || standing === "unfinished" ? cell : null;
    }),
  }));
  const lines = seriesOf({ ...table, rows: kept, columns }).map(({ province, name, segments }) => ({
    province,
    name,
    segments: segments.map((points) =>
      points.map(({ key, value, isUnfinished }) => ({ key, value, ...(isUnfinished ? { isUnfinished } : {}) })),
    ),
  }));
  return { columns, lines };
}

/** The answers to one question in the period: values with their reports, changes on the same period a year before, ranks, what they add up to. */
export function gatherQuestion(gathering: Gathering, question: Question): GatheredQuestion {
  const asked = ask(gathering, question);
  const units = new Set(gathering.units.map(({ id }) => id));
  const rows = asked.table.rows.filter(({ province }) => units.has(province));
  const country = nationalRow(asked);
  const leftOut = [...rows, ...(country === null ? [] : [country])].filter(
    ({ cells }) => standingAt(asked, cells[asked.now], asked.now) === "doubtful",
  ).length;
  const told = rows.flatMap((row) => {
    const fact = toldOf(asked, row);
    return fact === null ? [] : [{ province: row.province, ...fact }];
  });
  const national = country === null ? null : toldOf(asked, country);
  if (told.length === 0 && national === null) return { facts: null, leftOut };
  return { facts: factsOf(asked, { told, national, rows }), leftOut };
}

interface Found {
  readonly told: readonly (Told & { readonly province: string })[];
  readonly national: Told | null;
  readonly rows: readonly TableRow[];
}

function factsOf(asked: Asked, { told, national, rows }: Found): QuestionFacts {
  const { table, columns, now, gathering } = asked;
  const of = gathering.units.length;
  const { measure } = table.spec;
  const provinces = told
    .map((fact) => ({ ...fact, rank: rankOf(fact, told, { of, measure }) }))
    .sort((a, b) => b.now.value - a.now.value || (a.province < b.province ? -1 : 1));
  return {
    spec: table.spec,
    column: columns[now] ?? gathering.period.column,
    beforeColumn: [...told, national].some((fact) => fact?.before != null) ? gathering.period.before : null,
    reported: told.length,
    of,
    provinces,
    national,
    sum: sumOf(asked, told, of),
    breaks: breaksOf(
      asked,
      [...told, national].map((fact) => fact?.change ?? null),
    ),
    series: charted(asked, rows),
  };
}
