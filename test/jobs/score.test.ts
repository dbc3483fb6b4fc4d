import { describe, expect, it } from "vitest";
import type { GoldArticle, GoldCheck, GoldCitation, GoldObservation } from "../../pipeline/jobs/gold.ts";
import { addBands, compareBy, compareStrictly, evaluate, scoreOf, widen } from "../../pipeline/jobs/score.ts";

const observation = (fields: Partial<GoldObservation> = {}): GoldObservation => ({
  kind: "observation",
  doc: "a",
  article: 0,
  indicator: "members.admitted",
  dims: {},
  measure: "count",
  value: 40,
  bound: "exact",
  status: "actual",
  place: { level: "province", province: "63-20", name: null },
  period: { from: "2020-01-01", to: "2020-12-31" },
  basis: "explicit",
  quote: "kết nạp 40",
  start: 10,
  end: 20,
  ...fields,
});

const article = (fields: Partial<GoldArticle> = {}): GoldArticle => ({
  kind: "article",
  doc: "a",
  article: 0,
  title: "Tin",
  begins: "Tin",
  ends: "hết.",
  start: 0,
  end: 100,
  publisher: null,
  published: null,
  year_inferred: null,
  place: { level: "province", province: null, name: null },
  trust: "ok",
  ...fields,
});

const citation = (fields: Partial<GoldCitation> = {}): GoldCitation => ({
  kind: "citation",
  doc: "a",
  article: 0,
  type: "NQ",
  number: "21",
  issuer: "TW",
  issuerPlace: null,
  issued: null,
  term: null,
  id: "21-NQ/TW@2022-06-16",
  quote: "21-NQ/TW",
  start: 30,
  end: 38,
  ...fields,
});

const check = (fields: Partial<GoldCheck> = {}): GoldCheck => ({
  kind: "check",
  doc: "a",
  article: 0,
  what: "sum",
  holds: false,
  parts: [1, 2],
  computed: 3,
  printed: 4,
  detail: "1 + 2",
  ...fields,
});

describe("scoreOf", () => {
  it.each<[string, [number, number, number], [number, number, number]]>([
    ["half found, half of that right", [4, 2, 1], [0.5, 0.25, 1 / 3]],
    ["all right", [3, 3, 3], [1, 1, 1]],
    ["nothing to find and nothing found", [0, 0, 0], [1, 1, 1]],
    ["nothing to find and something found", [0, 2, 0], [0, 1, 0]],
    ["nothing found of something", [2, 0, 0], [0, 0, 0]],
  ])("%s", (_, [gold, found, right], [precision, recall, f1]) => {
    const score = scoreOf(gold, found, right);
    expect(score.precision).toBeCloseTo(precision);
    expect(score.recall).toBeCloseTo(recall);
    expect(score.f1).toBeCloseTo(f1);
  });
});

describe("widen", () => {
  it.each<[string | null, string | null, string | null]>([
    ["2020", "2020-01-01", "2020-12-31"],
    ["2020-02", "2020-02-01", "2020-02-29"],
    ["2021-02", "2021-02-01", "2021-02-28"],
    ["2020-12", "2020-12-01", "2020-12-31"],
    ["2020-06-15", "2020-06-15", "2020-06-15"],
    [null, null, null],
  ])("%s covers %s to %s", (date, from, to) => {
    expect([widen(date, "first"), widen(date, "last")]).toEqual([from, to]);
  });
});

describe("compareBy", () => {
  it("matches multisets: two mentions need two predictions", () => {
    const two = [observation({ start: 10 }), observation({ start: 50 })];
    expect(compareBy(two, [observation({ start: 50 })], () => "k").score).toMatchObject({ gold: 2, found: 1, right: 1 });
    expect(compareBy([observation()], two, () => "k").score).toMatchObject({ gold: 1, found: 2, right: 1 });
  });

  it("pairs the nearer of several that are alike, and lists what is left over on both sides", () => {
    const gold = [observation({ start: 10 }), observation({ start: 50 })];
    const { pairs, errors } = compareBy(gold, [observation({ start: 52 }), observation({ value: 9 })], ({ value }) => String(value));
    expect(pairs.map(([one, other]) => [one.start, other.start])).toEqual([[50, 52]]);
    expect(errors.missed.map(({ start }) => start)).toEqual([10]);
    expect(errors.wrong.map(({ value }) => value)).toEqual([9]);
  });
});

describe("strict comparison", () => {
  const agrees = (gold: Partial<GoldObservation>, found: Partial<GoldObservation>): boolean =>
    compareStrictly([observation(gold)], [observation(found)]).score.right === 1;

  it.each<[string, Partial<GoldObservation>, Partial<GoldObservation>, boolean]>([
    ["a year against its days", { period: { from: "2020", to: "2020" } }, { period: { from: "2020-01-01", to: "2020-12-31" } }, true],
    ["months against days", { period: { from: "2020-01", to: "2020-06" } }, { period: { from: "2020-01-01", to: "2020-06-30" } }, true],
    ["another end", { period: { from: "2020", to: "2020-06" } }, { period: { from: "2020", to: "2020-05" } }, false],
    ["an open start", { period: { from: null, to: "2020" } }, { period: { from: null, to: "2020-12-31" } }, true],
    ["an open start against a year's", { period: { from: null, to: "2020" } }, { period: { from: "2020", to: "2020" } }, false],
    ["`at` of a month in gold against a day in it", { period: { at: "2020-06" } }, { period: { at: "2020-06-30" } }, true],
    ["`at` of a day in gold against its month", { period: { at: "2020-06-30" } }, { period: { at: "2020-06" } }, false],
    ["`at` of a year against another year's day", { period: { at: "2020" } }, { period: { at: "2021-01-01" } }, false],
    ["a day against a span", { period: { at: "2020" } }, { period: { from: "2020", to: "2020" } }, false],
    ["no period on either side", { period: null }, { period: null }, true],
    ["no period against one", { period: null }, {}, false],
    ["another province", {}, { place: { level: "province", province: "63-10", name: null } }, false],
    ["another level", {}, { place: { level: "district", province: "63-20", name: "X" } }, false],
    [
      "another name of the place",
      { place: { level: "district", province: "63-20", name: "A" } },
      { place: { level: "district", province: "63-20", name: "B" } },
      true,
    ],
    ["another article", {}, { article: 1 }, false],
    ["another bound", {}, { bound: "about" }, true],
    ["dims in another order", { dims: { a: "x", b: true } }, { dims: { b: true, a: "x" } }, true],
    ["another dimension", { dims: { a: "x" } }, { dims: {} }, false],
  ])("%s", (_, gold, found, wanted) => {
    expect(agrees(gold, found)).toBe(wanted);
  });
});

describe("evaluate", () => {
  it("takes for the article of a prediction the gold article whose span holds its start", () => {
    const gold = [article(), article({ article: 1, start: 100, end: 200 }), observation({ article: 1, start: 110, end: 120 })];
    expect(evaluate(gold, [observation({ article: 0, start: 110, end: 121 })]).strict.score.right).toBe(1);
    expect(evaluate(gold, [observation({ article: 1, start: 10 })]).strict.score.right).toBe(0);
    expect(evaluate(gold, [observation({ article: 1, start: 10 })]).lenient.score.right).toBe(1);
    expect(evaluate(gold, [observation({ article: 1, start: 200, end: 210 })]).strict.score.right).toBe(0);
  });

  it("leaves out what begins behind the end of gold, and documents that gold does not have", () => {
    const gold = [article(), observation()];
    const behind = [
      observation({ start: 150 }),
      citation({ start: 150 }),
      article({ article: 1, start: 140, end: 300 }),
      check({ article: 1 }),
    ];
    const found = evaluate(gold, [observation(), ...behind, observation({ doc: "b" })], { a: 100 });
    expect(found.lenient.score).toMatchObject({ gold: 1, found: 1, right: 1 });
    expect(found.citationsByParts.score.found).toBe(0);
    expect(found.failingChecks.score.found).toBe(0);
    expect(evaluate(gold, [observation(), ...behind]).lenient.score.found).toBe(2);
  });

  it("scores each indicator that gold has or that was found", () => {
    const { perIndicator } = evaluate(
      [article(), observation()],
      [observation({ period: null }), observation({ indicator: "orgs.total" })],
    );
    expect(perIndicator["members.admitted"]).toMatchObject({ lenient: { right: 1 }, strict: { right: 0 } });
    expect(perIndicator["orgs.total"]).toMatchObject({ lenient: { gold: 0, found: 1, precision: 0 } });
  });

  it("compares citations by id where both have one, and by number, type and issuer over all", () => {
    const gold = [article(), citation(), citation({ id: null, number: null, type: "CT", start: 60 })];
    const { citationsById, citationsByParts } = evaluate(gold, [
      citation({ number: "20" }),
      citation({ id: null, number: null, type: "CT", start: 61 }),
    ]);
    expect(citationsById.score).toMatchObject({ gold: 1, found: 1, right: 1 });
    expect(citationsByParts.score).toMatchObject({ gold: 2, found: 2, right: 1 });
  });

  it("tells how often the other fields of a strict match agree, and whether spans overlap", () => {
    const gold = [article(), observation(), observation({ value: 41, subset: true })];
    const { fields } = evaluate(gold, [
      observation({ bound: "about", start: 19, end: 30 }),
      observation({ value: 41, start: 20, end: 30 }),
    ]);
    expect(fields).toMatchObject({ bound: 0.5, subset: 0.5, span: 0.5, basis: 1, "place.name": 1 });
  });

  it("counts failing checks by article, kind and printed number, and holding ones that were reported as failing", () => {
    const two = [article(), article({ article: 1, start: 100, end: 200 })];
    const gold = [...two, check(), check({ article: 1, printed: 9, holds: true })];
    // The program found the second article alone and calls it the first.
    const own = article({ article: 0, start: 101, end: 190 });
    const found = evaluate(gold, [own, check({ printed: 9 }), check({ printed: 4 }), check({ printed: 4, holds: true })]);
    expect(found.failingChecks.score).toMatchObject({ gold: 1, found: 2, right: 0 });
    expect(found.falseAlarms).toBe(1);
    expect(evaluate(gold, [article(), check()]).failingChecks.score).toMatchObject({ gold: 1, found: 1, right: 1 });
  });

  it("shows in bands of confidence how much was right", () => {
    const { calibration } = evaluate(
      [article(), observation()],
      [observation({ confidence: 0.95 }), observation({ value: 1, confidence: 0.9 }), observation({ value: 2, confidence: 0.3 })],
    );
    expect(calibration.find(({ from }) => from === 0.9)).toMatchObject({ found: 2, right: 1, rightLeniently: 1 });
    expect(calibration.find(({ from }) => from === 0)).toMatchObject({ found: 1, right: 0 });
  });

  it("adds the bands of several golds to those of all together", () => {
    const table = (confidence: number) => evaluate([article(), observation()], [observation({ confidence })]).calibration;
    const all = addBands([table(0.95), table(0.92), table(0.75)]);
    expect(all.map(({ from }) => from)).toEqual(table(1).map(({ from }) => from));
    expect(all.find(({ from }) => from === 0.9)).toEqual({ from: 0.9, to: 1, found: 2, right: 2, rightLeniently: 2 });
    expect(all.find(({ from }) => from === 0.7)).toMatchObject({ found: 1 });
    expect(addBands([]).every(({ found }) => found === 0)).toBe(true);
  });
});
