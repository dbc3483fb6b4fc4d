import fc from "fast-check";
import { provinces } from "../../../pipeline/language/provinces.ts";
import type {
  BulletinFacts,
  BulletinFigure,
  BulletinSpec,
  BulletinValue,
  ProvinceFact,
  QuestionFacts,
} from "../../../pipeline/types/bulletin.ts";
import type { Bound, Observation, Period } from "../../../pipeline/types/observation.ts";
import type { ArticleHead } from "../../../pipeline/types/store.ts";
import type { Change, Column, TableSpec } from "../../../pipeline/types/table.ts";

/** A question as a topic has it. */
export type Asked = Pick<TableSpec, "indicator" | "dims" | "measure" | "status">;

export const ask = (indicator: string, dims: Asked["dims"] = {}, measure: Asked["measure"] = "count"): Asked => ({
  indicator,
  dims,
  measure,
  status: "actual",
});

export const ADMITTED = ask("members.admitted");
export const MEMBERS = ask("members.total");
export const TSVM = ask("orgs.rating", { grade: "tsvm", kind: "grassroots" }, "share");

const STOCKS = ["members.total", "orgs.total", "villages.without_members", "villages.without_cell", "cells.joint"];
export const isStock = ({ indicator }: Pick<Asked, "indicator">): boolean => STOCKS.includes(indicator);

export const columnAt = (key: string): Column => {
  const year = Number(key.slice(0, 4));
  const [from, to] = {
    "": ["01-01", "12-31"],
    H1: ["01-01", "06-30"],
    Q1: ["01-01", "03-31"],
    Q3: ["07-01", "09-30"],
    "03": ["03-01", "03-31"],
  }[key.slice(5)] ?? ["01-01", "12-31"];
  return { key, year, from: `${year}-${from}`, to: `${year}-${to}` };
};

export const columnBefore = (column: Column): Column => columnAt(`${column.year - 1}${column.key.slice(4)}`);

export function makeHead(id: string, fields: Partial<ArticleHead> = {}): ArticleHead {
  return {
    id,
    url: `https://bao.test/${id}`,
    title: "Kết quả công tác xây dựng Đảng",
    publisher: "Báo Thử",
    source: null,
    publishedAt: "2024-04-05",
    fetchedAt: "2024-04-06T02:00:00Z",
    basedOn: null,
    place: null,
    trust: "ok",
    current: true,
    figures: 1,
    ...fields,
  };
}

/** One reported value with all that its footnote says. `said`: the source's word for the bound. */
export interface Told {
  readonly province: string | null;
  readonly value: number;
  readonly bound?: Bound;
  readonly said?: string;
  readonly period?: Period;
  readonly doubts?: BulletinFigure["doubts"];
  readonly id?: string;
  readonly article?: ArticleHead;
}

const vi = (value: number): string => value.toLocaleString("vi-VN", { maximumFractionDigits: 4 });

export function makeValue(asked: Asked, column: Column, told: Told): BulletinValue {
  const { value, bound = "exact", said = "", province } = told;
  const id = told.id ?? `${asked.indicator}.${JSON.stringify(asked.dims)}.${asked.measure}.${province ?? "vn"}.${column.key}`;
  const article = told.article ?? makeHead(`bai-${province ?? "vn"}-${column.key}`);
  const quote = `${said} ${vi(value)}${asked.measure === "count" ? "" : "%"} đảng viên`.trim();
  const observation: Observation = {
    ...asked,
    article: article.id,
    value,
    bound,
    place: province === null ? { level: "national", province: null, name: null } : { level: "province", province, name: null },
    period: told.period ?? (isStock(asked) ? { at: column.to } : { from: column.from, to: column.to }),
    basis: "explicit",
    rule: "thử",
    confidence: 0.9,
    links: [],
    checks: [],
    start: 0,
    end: quote.length,
    quote,
  };
  const figure: BulletinFigure = { id, observation, article, sentence: null, doubts: told.doubts ?? [] };
  return { value, bound, kind: "reported", formula: null, figures: [figure] };
}

const two = (value: number): number => Math.round(value * 100) / 100;

export function changeOf(now: BulletinValue, before: BulletinValue, measure: Asked["measure"], on: string): Change {
  const far = two(now.value - before.value);
  const isPercent = measure !== "count";
  return {
    on,
    before: before.value,
    absolute: isPercent ? null : far,
    percent: isPercent || before.value === 0 ? null : two((far / before.value) * 100),
    points: isPercent ? far : null,
    bound: now.bound === "exact" && before.bound === "exact" ? "exact" : "about",
    across: [],
  };
}

const NAMES = new Map(provinces("63").map(({ id, name }) => [id, name]));
export const nameOf = (province: string): string => NAMES.get(province) ?? province;

/** One province's answers; without a national value of its own. */
export interface Row {
  readonly now: Omit<Told, "province">;
  readonly before?: Omit<Told, "province">;
}

/** The answers to a question: rows by province (largest first is made here), the country's under "vn". Ranked when at least half have one, as facts do. */
export function makeQuestion(
  asked: Asked,
  key: string,
  rows: Readonly<Record<string, Row>>,
  fields: Partial<QuestionFacts> & { readonly isRanked?: boolean } = {},
): QuestionFacts {
  const column = columnAt(key);
  const beforeColumn = columnBefore(column);
  const told = Object.entries(rows).map(([id, row]) => {
    const province = id === "vn" ? null : id;
    const now = makeValue(asked, column, { province, ...row.now });
    const before = row.before === undefined ? null : makeValue(asked, beforeColumn, { province, ...row.before });
    const change = before === null ? null : changeOf(now, before, asked.measure, beforeColumn.key);
    return { province, now, before, change };
  });
  const sorted = told.filter(({ province }) => province !== null).sort((a, b) => b.now.value - a.now.value);
  const { isRanked = true, ...others } = fields;
  const ranked = sorted.map(({ province, now, before, change }): ProvinceFact => {
    const place = 1 + sorted.filter((other) => other.now.value > now.value).length;
    const isTied = sorted.filter((other) => other.now.value === now.value).length > 1;
    const id = province ?? "";
    return { province: id, name: nameOf(id), now, before, change, rank: isRanked ? { place, of: sorted.length, isTied } : null };
  });
  const national = told.find(({ province }) => province === null);
  return {
    spec: { ...asked, years: { from: column.year - 1, to: column.year }, boundaries: "then" },
    column,
    beforeColumn,
    reported: ranked.length,
    of: 63,
    provinces: ranked,
    national: national === undefined ? null : { name: "Cả nước", now: national.now, before: national.before, change: national.change },
    sum: null,
    breaks: [],
    series: { columns: [], lines: [] },
    ...others,
  };
}

export function makeSpec(fields: Partial<BulletinSpec> = {}): BulletinSpec {
  return {
    period: "2024-Q1",
    provinces: [],
    topics: ["admitted"],
    boundaries: "then",
    doubtful: "mark",
    lang: "vi",
    without: [],
    ...fields,
  };
}

const TOPICS: readonly (readonly [string, string, string])[] = [
  ["members.admitted", "Kết nạp đảng viên", "Admission of Party members"],
  ["members.trained", "Kết nạp đảng viên", "Admission of Party members"],
  ["members.rating", "Xếp loại đảng viên", "Grades of Party members"],
  ["orgs.rating", "Xếp loại tổ chức cơ sở đảng", "Grades of grassroots organisations"],
  ["discipline", "Thi hành kỷ luật trong Đảng", "Party discipline"],
  ["inspection", "Kiểm tra, giám sát", "Inspection and supervision"],
  ["villages", "Thôn, bản chưa có tổ chức đảng, đảng viên", "Villages without cells or members"],
  ["", "Đội ngũ đảng viên", "Party membership"],
];

/** The questions under the headings of corpus/bulletins/topics.yaml that they stand under there. */
function topicsOf(questions: readonly QuestionFacts[]): BulletinFacts["topics"] {
  const labelOf = ({ spec }: QuestionFacts): number => TOPICS.findIndex(([family]) => spec.indicator.startsWith(family));
  return [...new Set(questions.map(labelOf))].map((index) => {
    const own = questions.filter((question) => labelOf(question) === index);
    const [name = "", vi = "", en = ""] = TOPICS[index] ?? [];
    return { topic: { name, label: { vi, en }, kind: "figures" as const, questions: own.map(({ spec }) => spec) }, questions: own };
  });
}

/** Facts with these questions. */
export function makeFacts(questions: readonly QuestionFacts[], fields: Partial<BulletinFacts> = {}): BulletinFacts {
  return {
    spec: makeSpec(),
    madeAt: "2024-04-08T02:00:00Z",
    fingerprint: "0123456789abcdef0123456789abcdef",
    provinces: provinces("63")
      .filter(({ validTo }) => validTo === null || validTo > "2024")
      .map(({ id, name }) => ({ id, name })),
    topics: topicsOf(questions),
    documents: [],
    models: [],
    corrections: [],
    leftOut: 0,
    ...fields,
  };
}

/** Questions that a bulletin may be asked, one of each way of being told. */
export const QUESTIONS: readonly Asked[] = [
  ADMITTED,
  ...["female", "youth", "ethnic_minority", "religious"].map((group) => ask("members.admitted", { group })),
  ask("members.admitted", {}, "attainment"),
  ...["members.trained", "members.struck_off", "members.resigned", "members.removed", "members.badges", "members.confirmed"].map((code) =>
    ask(code),
  ),
  MEMBERS,
  ask("orgs.total", { kind: "grassroots" }),
  ask("villages.without_cell"),
  ask("villages.without_members"),
  ...["tsvm", "excellent", "good", "failed"].flatMap((grade) =>
    (["share", "count"] as const).map((measure) => ask("orgs.rating", { grade, kind: "grassroots" }, measure)),
  ),
  ask("orgs.rating", { grade: "tsvm" }, "share"),
  ask("orgs.rating", { grade: "tsvm_model", kind: "grassroots" }),
  ask("members.rating", { grade: "excellent" }, "share"),
  ask("members.rating", { grade: "excellent" }),
  ask("members.rating", { grade: "good", cumulative: true }, "share"),
  ask("members.rating", { grade: "failed" }, "share"),
  ask("discipline.members"),
  ...["reprimand", "warning", "removal", "expulsion"].map((form) => ask("discipline.members", { form })),
  ask("discipline.orgs"),
  ask("discipline.orgs", { form: "reprimand" }),
  ...["inspection", "supervision", "signs", "both"].flatMap((kind) => [
    ask("inspection.orgs", { kind }),
    ask("inspection.members", { kind }),
  ]),
  ask("inspection.sessions", { kind: "inspection" }),
];

const SAID: Readonly<Record<Bound, readonly string[]>> = {
  exact: [""],
  about: ["gần", "khoảng", "xấp xỉ"],
  more_than: ["hơn", "trên"],
  at_least: ["ít nhất", "tối thiểu"],
  less_than: ["dưới", "chưa đến"],
  at_most: ["không quá"],
};

const bound = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Bound>("exact") },
  { weight: 4, arbitrary: fc.constantFrom<Bound>("about", "more_than") },
  { weight: 1, arbitrary: fc.constantFrom<Bound>("at_least", "less_than", "at_most") },
);

/** A value as reports give it: whole numbers from 1, percentages with two decimals at most; at times of a period that is not quite the column's. */
function anyTold(asked: Asked, column: Column): fc.Arbitrary<Omit<Told, "province">> {
  const number = asked.measure === "count" ? fc.integer({ min: 1, max: 90_000 }) : fc.integer({ min: 10, max: 10_000 }).map((n) => n / 100);
  // A plan is one of the whole year: the extractor takes no other time behind an attainment; and none behind the five words of "bị đưa ra khỏi Đảng".
  const isOfYear = column.key.length === 4 && asked.measure !== "attainment" && asked.indicator !== "members.removed";
  const days = isStock(asked)
    ? [{ at: column.to }, { at: `${column.to.slice(0, 8)}15` }, { at: column.to.slice(0, 7) }]
    : isOfYear
      ? [
          { from: column.from, to: column.to },
          { from: column.from, to: `${column.key}-12-20` },
        ]
      : [{ from: column.from, to: column.to }];
  return fc
    .record({
      value: number,
      bound,
      word: fc.nat(),
      day: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat() }),
    })
    .map(({ value, bound, word, day }) => ({
      value,
      bound,
      said: SAID[bound][word % SAID[bound].length] ?? "",
      period: days[day % days.length] ?? { from: column.from, to: column.to },
    }));
}

const IDS = provinces("63")
  .filter(({ validTo }) => validTo === null || validTo > "2024")
  .map(({ id }) => id);

export function anyQuestion(asked: Asked, key: string): fc.Arbitrary<QuestionFacts> {
  const column = columnAt(key);
  const row = fc.record(
    { now: anyTold(asked, column), before: fc.option(anyTold(asked, columnBefore(column)), { nil: undefined }), doubted: fc.nat(9) },
    { requiredKeys: ["now", "doubted"] },
  );
  return fc
    .record({
      ids: fc.uniqueArray(fc.constantFrom(...IDS, "vn"), { minLength: 1, maxLength: 12 }),
      rows: fc.array(row, { minLength: 12, maxLength: 12 }),
      isRanked: fc.boolean(),
    })
    .map(({ ids, rows, isRanked }) => {
      const told = ids.flatMap((id, index): [string, Row][] => {
        const one = rows[index];
        if (one === undefined) return [];
        const now = { ...one.now, ...(one.doubted === 0 ? { doubts: ["conflict" as const] } : {}) };
        return [[id, { now, ...(one.before === undefined ? {} : { before: one.before }) }]];
      });
      return makeQuestion(asked, key, Object.fromEntries(told), { isRanked });
    });
}

/** The day after which a bulletin of a period is written. */
const madeAfter = (column: Column): string => new Date(Date.parse(column.to) + 9 * 86_400_000).toISOString();

/** Bulletins of up to four questions before the provinces were merged, made soon after their period. */
export const anyFacts: fc.Arbitrary<BulletinFacts> = fc
  .record({
    year: fc.integer({ min: 2012, max: 2024 }),
    part: fc.constantFrom("", "-H1", "-Q1", "-Q3", "-03"),
    asked: fc.uniqueArray(fc.constantFrom(...QUESTIONS), { minLength: 1, maxLength: 4 }),
  })
  .chain(({ year, part, asked }) => {
    const key = `${year}${part}`;
    return fc
      .tuple(...asked.map((one) => anyQuestion(one, key)))
      .map((questions) => makeFacts(questions, { spec: makeSpec({ period: key }), madeAt: madeAfter(columnAt(key)) }));
  });
