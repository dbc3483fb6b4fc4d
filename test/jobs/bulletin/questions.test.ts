import { describe, expect, it } from "vitest";
import { readPeriod } from "../../../pipeline/jobs/bulletin/period.ts";
import { gatherQuestion } from "../../../pipeline/jobs/bulletin/questions.ts";
import { unitsOf } from "../../../pipeline/jobs/bulletin/spec.ts";
import { reviewId } from "../../../pipeline/store/decisions.ts";
import type { StoredObservation } from "../../../pipeline/types/store.ts";
import { admitted, askAdmitted, makeGathering, ofCountry, told } from "./made.ts";

const idOf = ({ observation, head }: StoredObservation): string => reviewId(observation, head.url);

const FAILED = [{ what: "sum" as const, holds: false, parts: [1, 2], computed: 3, printed: 4, detail: "1 + 2" }];
const REVIEW = { id: "abcdefabcdef", verdict: "confirm" as const, by: "thử", at: "2024-02-01T00:00:00Z", why: "đúng" };

describe("what provinces report in a period", () => {
  it("comes largest first, with the change on the year before and the reports of both", () => {
    const { facts } = askAdmitted([admitted("63-20", 2022, 1000), admitted("63-20", 2023, 1200), admitted("63-68", 2023, 1500)], {
      period: "2023",
      provinces: "63-20,63-68",
    });
    expect(told(facts)).toEqual(["63-68 1500", "63-20 1200 +20%"]);
    expect(facts).toMatchObject({ reported: 2, of: 2, national: null, beforeColumn: { key: "2022" } });
    const [, second] = facts?.provinces ?? [];
    expect(second?.before?.value).toBe(1000);
    expect(second?.now.figures).toHaveLength(1);
    expect(second?.now.figures[0]).toMatchObject({ doubts: [], sentence: { quote: "Câu." }, article: { id: "63-20-2023-1200" } });
  });

  it("is of the provinces that stand when the period ends, when none is named", () => {
    const { facts } = askAdmitted([admitted("63-20", 2023, 1200)], { period: "2023" });
    expect(facts).toMatchObject({ reported: 1, of: 63 });
    expect(unitsOf({ boundaries: "then", column: readPeriod("2025").column })).toHaveLength(34);
  });

  it("is nothing where nothing is reported", () => {
    expect(askAdmitted([admitted("63-20", 2022, 1000)], { period: "2023" })).toEqual({ facts: null, leftOut: 0 });
  });

  it("has half-years, quarters and months of their own", () => {
    const quarter = admitted("63-20", 2024, 300, { period: { from: "2024-01-01", to: "2024-03-31" } });
    const before = admitted("63-20", 2023, 200, { period: { from: "2023-01-01", to: "2023-03-31" } });
    const { facts } = askAdmitted([quarter, before, admitted("63-20", 2024, 1000)], { period: "2024-Q1", provinces: "63-20" });
    expect(told(facts)).toEqual(["63-20 300 +50%"]);
    expect(facts?.series.lines[0]?.segments.flat().map(({ key, value }) => `${key} ${value}`)).toEqual(["2023-Q1 200", "2024-Q1 300"]);
  });

  it("does not compare with a year that was told before it was over, nor give such a year as a year", () => {
    const early = admitted("63-20", 2022, 900, { period: { from: "2022-01-01", to: "2022-12-05" } });
    expect(told(askAdmitted([early, admitted("63-20", 2023, 1200)], { period: "2023" }).facts)).toEqual(["63-20 1200"]);
    expect(askAdmitted([early], { period: "2022" }).facts).toBeNull();
  });

  it("tells breaks between the two years", () => {
    const { facts } = askAdmitted([admitted("63-20", 2019, 1000), admitted("63-20", 2020, 1200)], { period: "2020" });
    expect(facts?.breaks.map(({ note }) => note.vi)).toEqual([expect.stringContaining("Năm đại hội")]);
    const later = askAdmitted([admitted("63-20", 2020, 1200), admitted("63-20", 2021, 1100)], { period: "2021" });
    expect(later.facts?.breaks).toEqual([]);
  });

  it("compares numbers of members only about a year apart", () => {
    const total = (year: number, at: string, value: number) =>
      admitted("63-20", year, value, { indicator: "members.total", period: { at } });
    const question = { indicator: "members.total", dims: {}, measure: "count", status: "actual" } as const;
    const ask = (before: string) =>
      gatherQuestion(makeGathering([total(2022, before, 50_000), total(2023, "2023-12-31", 52_000)], { period: "2023" }), question).facts;
    expect(told(ask("2022-12-15"))).toEqual(["63-20 52000 +4%"]);
    expect(told(ask("2022"))).toEqual(["63-20 52000 +4%"]);
    expect(told(ask("2022-03-31"))).toEqual(["63-20 52000"]);
  });
});

describe("figures that nobody has reviewed", () => {
  const rival = admitted("63-20", 2023, 1300, { head: { publishedAt: "2024-01-01", url: "https://khac.test/1" } });
  it.each<[string, readonly StoredObservation[], string]>([
    ["read with little confidence", [admitted("63-20", 2023, 1200, { confidence: 0.7 })], "low_confidence"],
    ["with a failed check", [admitted("63-20", 2023, 1200, { checks: FAILED })], "failed_check"],
    ["that another report contradicts", [admitted("63-20", 2023, 1200), rival], "conflict"],
  ])("%s are left out and counted, or marked", (_, stored, doubt) => {
    const other = admitted("63-68", 2023, 900);
    const left = askAdmitted([...stored, other], { period: "2023" });
    expect([told(left.facts), left.leftOut]).toEqual([["63-68 900"], 1]);
    const marked = askAdmitted([...stored, other], { period: "2023", doubtful: "mark" });
    expect([told(marked.facts), marked.leftOut]).toEqual([["63-20 1200", "63-68 900"], 0]);
    expect(marked.facts?.provinces[0]?.now.figures[0]?.doubts).toEqual([doubt]);
  });

  it("are fine once a person has looked at them", () => {
    const stored = [admitted("63-20", 2023, 1200, { confidence: 1, checks: FAILED, review: REVIEW }), rival];
    expect(told(askAdmitted(stored, { period: "2023" }).facts)).toEqual(["63-20 1200"]);
  });

  it("are not compared with either, and stand in no chart", () => {
    const stored = [admitted("63-20", 2022, 1000, { confidence: 0.5 }), admitted("63-20", 2023, 1200)];
    const { facts, leftOut } = askAdmitted(stored, { period: "2023" });
    expect([told(facts), leftOut]).toEqual([["63-20 1200"], 0]);
    expect(facts?.provinces[0]?.before).toBeNull();
    expect(facts?.series.lines[0]?.segments.flat().map(({ key }) => key)).toEqual(["2023"]);
  });

  it("are seen among the parts of a merged province", () => {
    const stored = [
      admitted("63-02", 2023, 500),
      admitted("63-08", 2023, 700),
      admitted("63-08", 2023, 800, { head: { publishedAt: "2024-01-01" } }),
    ];
    const words = { period: "2023", boundaries: "now", provinces: "34-08" };
    expect(askAdmitted(stored, words)).toEqual({ facts: null, leftOut: 1 });
    const { facts } = askAdmitted(stored, { ...words, doubtful: "mark" });
    expect(facts?.provinces[0]?.now).toMatchObject({ value: 1200, kind: "derived", formula: "500 + 700" });
    expect(facts?.provinces[0]?.now.figures.map(({ doubts }) => doubts)).toEqual([[], ["conflict"]]);
  });
});

describe("numbers of members on different days", () => {
  it("make a sum of no single day, which is doubtful", () => {
    const total = (province: string, at: string, value: number) =>
      admitted(province, 2023, value, { indicator: "members.total", period: { at } });
    const stored = [total("63-02", "2023-12-31", 70_000), total("63-08", "2023-06-30", 50_000)];
    const question = { indicator: "members.total", dims: {}, measure: "count", status: "actual" } as const;
    const words = { period: "2023", boundaries: "now", provinces: "34-08" };
    expect(gatherQuestion(makeGathering(stored, words), question)).toEqual({ facts: null, leftOut: 1 });
    const { facts } = gatherQuestion(makeGathering(stored, { ...words, doubtful: "mark" }), question);
    expect(facts?.provinces[0]?.now.figures.map(({ doubts }) => doubts)).toEqual([["failed_check"], ["failed_check"]]);
  });
});

describe("a figure that the writer struck out", () => {
  const first = admitted("63-20", 2023, 1200);
  const next = admitted("63-20", 2023, 1200, {
    head: { id: "khac-0", url: "https://khac.test/1", publishedAt: "2024-01-01" },
    article: "khac-0",
  });

  it("leaves the cell empty: the next report does not take its place", () => {
    const all = [first, next, admitted("63-68", 2023, 900)];
    expect(told(askAdmitted(all, { period: "2023" }).facts)).toEqual(["63-20 1200", "63-68 900"]);
    const { facts, leftOut } = askAdmitted(all, { period: "2023", without: idOf(first) });
    expect([told(facts), leftOut]).toEqual([["63-68 900"], 0]);
    expect(facts?.series.lines.map(({ province }) => province)).toEqual(["63-68"]);
    expect(facts?.reported).toBe(1);
  });

  it("takes a merged province with it that it is a part of", () => {
    const part = admitted("63-02", 2023, 500);
    const words = { period: "2023", boundaries: "now", provinces: "34-08", without: idOf(part) };
    expect(askAdmitted([part, admitted("63-08", 2023, 700)], words).facts).toBeNull();
  });

  it("is not compared with", () => {
    const before = admitted("63-20", 2022, 1000);
    const { facts } = askAdmitted([before, first], { period: "2023", without: idOf(before) });
    expect(told(facts)).toEqual(["63-20 1200"]);
  });
});

describe("who leads", () => {
  const words = { period: "2023", provinces: "63-20,63-22,63-68,63-10" };
  const ranks = (stored: readonly StoredObservation[]) =>
    askAdmitted(stored, words).facts?.provinces.map(({ province, rank }) => [province, rank?.place ?? null, rank?.isTied ?? null]);

  it("is told where half of the provinces report", () => {
    expect(ranks([admitted("63-20", 2023, 1200), admitted("63-22", 2023, 900)])).toEqual([
      ["63-20", 1, false],
      ["63-22", 2, false],
    ]);
  });

  it("is not told where fewer do, nor of one", () => {
    expect(ranks([admitted("63-20", 2023, 1200)])).toEqual([["63-20", null, null]]);
    const { facts } = askAdmitted([admitted("63-20", 2023, 1200), admitted("63-22", 2023, 900)], { period: "2023" });
    expect(facts?.provinces.map(({ rank }) => rank)).toEqual([null, null]);
  });

  it("shares a place among equals", () => {
    const stored = [admitted("63-20", 2023, 900), admitted("63-22", 2023, 900), admitted("63-68", 2023, 800)];
    expect(ranks(stored)).toEqual([
      ["63-20", 1, true],
      ["63-22", 1, true],
      ["63-68", 3, false],
    ]);
  });

  it("stays open between 'hơn 1.200' and 1.250", () => {
    const stored = [admitted("63-20", 2023, 1200, { bound: "more_than" }), admitted("63-22", 2023, 1250), admitted("63-68", 2023, 800)];
    expect(ranks(stored)).toEqual([
      ["63-22", null, null],
      ["63-20", null, null],
      ["63-68", 3, false],
    ]);
  });
});

describe("the country", () => {
  it("stands beside what the provinces add up to, which is said of those that report", () => {
    const stored = [
      admitted("63-20", 2023, 1200),
      admitted("63-68", 2023, 900, { bound: "more_than" }),
      ofCountry(2022, 180_000),
      ofCountry(2023, 189_000),
    ];
    const { facts } = askAdmitted(stored, { period: "2023" });
    expect(facts?.national).toMatchObject({ now: { value: 189_000 }, before: { value: 180_000 }, change: { percent: 5 } });
    expect(facts?.sum).toEqual({ value: 2100, bound: "more_than", reported: 2, of: 63 });
  });

  it("is not told in a bulletin about some provinces, and one province is no sum", () => {
    const { facts } = askAdmitted([admitted("63-20", 2023, 1200), ofCountry(2023, 189_000)], { period: "2023", provinces: "63-20,63-68" });
    expect([facts?.national, facts?.sum]).toEqual([null, null]);
  });

  it("has a share where every province's may be used", () => {
    const share = { indicator: "orgs.rating", dims: { grade: "good" }, measure: "share" as const, numerator: 50, denominator: 100 };
    const all = unitsOf({ boundaries: "now", column: readPeriod("2026").column });
    const stored = all.map(({ id }) => admitted(id, 2026, 50, share));
    const asked = { indicator: share.indicator, dims: share.dims, measure: share.measure, status: "actual" } as const;
    const sum = (figures: readonly StoredObservation[]) => gatherQuestion(makeGathering(figures, { period: "2026" }), asked).facts?.sum;
    expect(sum(stored)).toEqual({ value: 50, bound: "exact", reported: 34, of: 34 });
    const [first = "", ...others] = all.map(({ id }) => id);
    expect(
      sum([admitted(first, 2026, 50, { ...share, confidence: 0.5 }), ...others.map((id) => admitted(id, 2026, 50, share))]),
    ).toBeNull();
  });

  it("has no share out of some provinces' shares", () => {
    const share = { indicator: "orgs.rating", dims: { grade: "tsvm" }, measure: "share" as const };
    const stored = [admitted("63-20", 2017, 54.8, share), admitted("63-68", 2017, 60, share)];
    const { facts } = gatherQuestion(makeGathering(stored, { period: "2017" }), { ...share, status: "actual" });
    expect([facts?.reported, facts?.sum]).toEqual([2, null]);
  });
});
