import * as z from "zod";
import { tuples } from "../database/dialect.ts";
import { named, type Statements, where } from "../database/statements.ts";
import type {
  DocumentTally,
  IndicatorTally,
  ProvinceIndicatorTally,
  ProvinceTally,
  QuestionTally,
  Tallies,
  YearSpan,
} from "../types/store.ts";
import { countCiting, findCitingWithOwn } from "./citing.ts";
import { inArticleOf } from "./partitions.ts";
import type { Reprints } from "./reprints.ts";

/** What counting needs beside the tables. */
export interface Counting {
  readonly sql: Statements;
  readonly reprints: () => Reprints;
  /** Changes with everything that is written. */
  readonly version: () => string;
}

/** Answers of one version of the store that stay in memory; those about all of it take a second. */
const KEPT = 500;

/** Each question counted once as long as nothing is written. */
function remembering(version: () => string): <T>(key: string, count: () => T) => T {
  let known: { readonly version: string; readonly answers: Map<string, unknown> } | null = null;
  return <T>(key: string, count: () => T): T => {
    const now = version();
    if (known?.version !== now) known = { version: now, answers: new Map() };
    const { answers } = known;
    if (answers.has(key)) return answers.get(key) as T;
    const answer = count();
    if (answers.size < KEPT) answers.set(key, answer);
    return answer;
  };
}

export function makeTallies(counting: Counting): Tallies {
  const { sql } = counting;
  const once = remembering(counting.version);
  const counts = (): readonly Counted[] => once("counts", () => countAll(sql));
  const repeated = (): readonly Repeated[] => once("repeated", () => countRepeated(sql, counting.reprints()));
  return {
    indicators: () => once("indicators", () => byIndicator(counts(), repeated())),
    provinces: () => once("provinces", () => byProvince(sql, counts(), repeated())),
    questions: (indicator) => once(`questions ${indicator}`, () => questionsAnswered(sql, indicator)),
    ofProvince: (province) => once(`province ${province}`, () => yearsOf(sql, { province })),
    ofIndicator: (indicator) => once(`indicator ${indicator}`, () => yearsOf(sql, { indicator })),
    documents: (query) => once(`documents ${JSON.stringify(query)}`, () => documentsCited(sql, query)),
    citing: (query) => once(`citing ${JSON.stringify(query)}`, () => countCiting(sql, counting.reprints(), query)),
    citingWithOwn: (query) => once(`own ${JSON.stringify(query)}`, () => findCitingWithOwn(sql, counting.reprints(), query)),
    all: ({ storedSince }) => once(`all ${storedSince}`, () => countStored(sql, storedSince, counting.reprints())),
  };
}

/** Figures of one indicator in one province (or in none), of all levels. */
interface Counted {
  readonly indicator: string;
  readonly province: string | null;
  readonly figures: number;
  readonly years: YearSpan | null;
}

const countedRow = z.tuple([z.string(), z.string().nullable(), z.int(), z.int().nullable(), z.int().nullable()]);

/** Counts along an index that has all it needs; the driver gets one row. */
function countAll(sql: Statements): readonly Counted[] {
  const { by, join, tuples: asTuples } = sql.dialect;
  const row = sql.row(
    `SELECT ${asTuples(["indicator", "province", "figures", "first", "last"])} AS found FROM (
       SELECT q.indicator, c.province, sum(c.figures) AS figures, min(c.first) AS first, max(c.last) AS last FROM (
         SELECT province, question, count(*) AS figures, min(year) AS first, max(year) AS last
         FROM figures ${by("figures_by_province")} WHERE current = 1 GROUP BY province, question
       ) c ${join} questions q ON q.n = c.question GROUP BY q.indicator, c.province ORDER BY q.indicator, c.province NULLS FIRST
     ) s`,
    [],
  );
  return tuples(row, "found").map((tuple) => {
    const [indicator, province, figures, from, to] = countedRow.parse(tuple);
    return { indicator, province, figures, years: from === null || to === null ? null : { from, to } };
  });
}

/** Figures that stand in reprints. */
interface Repeated {
  readonly indicator: string;
  readonly province: string | null;
  readonly figures: number;
}

const repeatedRow = z.tuple([z.string(), z.string().nullable(), z.int()]);

function countRepeated(sql: Statements, { cards }: Reprints): readonly Repeated[] {
  const { among, by, join, tuples: asTuples } = sql.dialect;
  const row = sql.row(
    `SELECT ${asTuples(["indicator", "province", "figures"])} AS found FROM (
       SELECT q.indicator, c.province, sum(c.figures) AS figures FROM (
         SELECT question, province, count(*) AS figures FROM figures ${by("figures_by_card")}
         WHERE ${among("card", ":cards", "integer")} AND current = 1 GROUP BY question, province
       ) c ${join} questions q ON q.n = c.question GROUP BY q.indicator, c.province
     ) s`,
    { cards },
  );
  return tuples(row, "found").map((tuple) => {
    const [indicator, province, figures] = repeatedRow.parse(tuple);
    return { indicator, province, figures };
  });
}

const joined = (one: YearSpan | null, other: YearSpan | null): YearSpan | null =>
  one === null || other === null ? (one ?? other) : { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };

function byIndicator(counts: readonly Counted[], repeated: readonly Repeated[]): ReadonlyMap<string, IndicatorTally> {
  const tallies = new Map<string, IndicatorTally>();
  for (const { indicator, province, figures, years } of counts) {
    const known = tallies.get(indicator) ?? { indicator, figures: 0, provinces: [], years: null };
    const provinces = province === null ? known.provinces : [...known.provinces, province];
    tallies.set(indicator, { indicator, figures: known.figures + figures, provinces, years: joined(known.years, years) });
  }
  for (const { indicator, figures } of repeated) {
    const known = tallies.get(indicator);
    if (known !== undefined) tallies.set(indicator, { ...known, figures: known.figures - figures });
  }
  return new Map([...tallies].map(([indicator, tally]) => [indicator, { ...tally, provinces: [...tally.provinces].sort() }]));
}

function byProvince(sql: Statements, counts: readonly Counted[], repeated: readonly Repeated[]): ReadonlyMap<string, ProvinceTally> {
  const tallies = new Map<string, ProvinceTally>();
  const add = (province: string | null, more: Partial<Omit<ProvinceTally, "province">>): void => {
    if (province === null) return;
    const { figures, articles, indicators } = tallies.get(province) ?? { figures: 0, articles: 0, indicators: 0 };
    const sum = {
      figures: figures + (more.figures ?? 0),
      articles: articles + (more.articles ?? 0),
      indicators: indicators + (more.indicators ?? 0),
    };
    tallies.set(province, { province, ...sum });
  };
  for (const { province, figures } of counts) add(province, { figures, indicators: 1 });
  for (const { province, figures } of repeated) add(province, { figures: -figures });
  const articles = "SELECT province, count(*) AS articles FROM cards WHERE current = 1 AND province IS NOT NULL GROUP BY province";
  for (const row of sql.rows(articles, [])) add(String(row.province), { articles: Number(row.articles) });
  return new Map([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const questionRow = z.object({
  indicator: z.string(),
  dims: z.string().transform((text) => z.record(z.string(), z.union([z.string(), z.boolean()])).parse(JSON.parse(text))),
  measure: z.enum(["count", "share", "attainment", "points", "percent_change"]),
  status: z.enum(["actual", "target"]),
  figures: z.int(),
  provinces: z.int(),
  first: z.int(),
  last: z.int(),
});

function questionsAnswered(sql: Statements, indicator: string | undefined): readonly QuestionTally[] {
  const { by, join } = sql.dialect;
  const rows = sql.rows(
    `SELECT q.indicator, q.dims, q.measure, q.status, count(*) AS figures, count(DISTINCT f.province) AS provinces, min(f.year) AS first, max(f.year) AS last
     FROM questions q ${join} figures f ${by("figures_by_question")} ON f.question = q.n AND f.current = 1 AND f.is_tabled = 1
     ${where(["q.level = 'province'", indicator !== undefined && "q.indicator = :indicator"])} GROUP BY q.n
     ORDER BY figures DESC, q.indicator, q.dims, q.measure, q.status`,
    named({ indicator }),
  );
  return rows.map((row) => {
    const { first, last, ...tally } = questionRow.parse(row);
    return { ...tally, years: { from: first, to: last } };
  });
}

const yearsRow = z.object({ province: z.string(), indicator: z.string(), figures: z.int(), years: z.string() });

function yearsOf(sql: Statements, { province, indicator }: { province?: string; indicator?: string }): readonly ProvinceIndicatorTally[] {
  const questions = `SELECT n FROM questions WHERE level = 'province' AND status = 'actual' ${indicator === undefined ? "" : "AND indicator = :indicator"}`;
  const { by, join, list } = sql.dialect;
  const from =
    province === undefined
      ? `figures ${by("figures_by_question")} WHERE`
      : `figures ${by("figures_by_province")} WHERE province = :province AND`;
  const rows = sql.rows(
    `SELECT province, indicator, sum(figures) AS figures, ${list("year")} AS years FROM (
       SELECT f.province, q.indicator, f.year, sum(f.figures) AS figures FROM (
         SELECT province, question, year, count(*) AS figures FROM ${from} question IN (${questions}) AND current = 1 AND is_tabled = 1 GROUP BY province, question, year
       ) f ${join} questions q ON q.n = f.question GROUP BY f.province, q.indicator, f.year ORDER BY f.province, q.indicator, f.year
     ) s GROUP BY province, indicator ORDER BY ${province === undefined ? "province" : "indicator"}`,
    named({ province, indicator }),
  );
  return rows.map((row) => {
    const { years, ...tally } = yearsRow.parse(row);
    return {
      ...tally,
      years: z
        .array(z.int())
        .parse(JSON.parse(years))
        .sort((a, b) => a - b),
    };
  });
}

const documentRow = z.tuple([z.string(), z.int(), z.int(), z.int(), z.string().nullable(), z.string().nullable()]);

function documentsCited(
  sql: Statements,
  { province, issuerPlace, limit }: { province?: string; issuerPlace?: string; limit?: number },
): readonly DocumentTally[] {
  const { by, join, tuples: asTuples } = sql.dialect;
  const same = `ON d.article = c.id${inArticleOf(sql.dialect, "d", "c", "in_document")}`;
  const from =
    province === undefined
      ? `citations d ${by(issuerPlace === undefined ? "citations_by_document" : "citations_by_issuer_place")} ${join} cards c ${same}`
      : `cards c ${by("cards_by_province")} ${join} citations d ${by("citations_by_article")} ${same}`;
  const conditions = where([
    "d.document IS NOT NULL AND c.current = 1",
    province !== undefined && "c.province = :province",
    issuerPlace !== undefined && "d.issuer_place = :issuerPlace",
  ]);
  // Of one province there is one.
  const provinces = province === undefined ? "count(DISTINCT province)" : "1";
  const row = sql.row(
    `SELECT ${asTuples(["document", "citations", "articles", "provinces", "first", "last"])} AS found FROM (
       SELECT document, sum(citations) AS citations, count(*) AS articles, ${provinces} AS provinces, min(published_at) AS first, max(published_at) AS last FROM (
         SELECT d.document, c.n, c.province, c.published_at, count(*) AS citations FROM ${from} ${conditions}
         GROUP BY d.document, c.n, c.province, c.published_at
       ) m GROUP BY document ORDER BY citations DESC, document ${limit === undefined ? "" : "LIMIT :limit"}
     ) s`,
    named({ province, issuerPlace, limit }),
  );
  return tuples(row, "found").map((tuple) => {
    const [id, citations, articles, provincesOf, first, last] = documentRow.parse(tuple);
    return { id, citations, articles, provinces: provincesOf, firstAt: first?.slice(0, 10) ?? null, lastAt: last?.slice(0, 10) ?? null };
  });
}

function countStored(sql: Statements, storedSince: string | undefined, { cards }: Reprints): { articles: number; figures: number } {
  const conditions = where(["current = 1", storedSince !== undefined && "fetched_at >= :storedSince"]);
  const values = named({ storedSince, cards });
  const repeats = `n IN (SELECT value FROM ${sql.dialect.listed(":cards", "integer")} j)`;
  const row = sql.row(
    `SELECT count(*) AS articles, coalesce(sum(CASE WHEN ${repeats} THEN 0 ELSE figures END), 0) AS figures FROM cards ${conditions}`,
    values,
  );
  return { articles: Number(row?.articles), figures: Number(row?.figures) };
}
