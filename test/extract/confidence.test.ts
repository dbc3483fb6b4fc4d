import { describe, expect, it } from "vitest";
import { linkConfidence, withDoubts } from "../../pipeline/extract/confidence.ts";
import { extract } from "../../pipeline/extract/extract.ts";
import type { LinkedPeriod, LinkedPlace, Told } from "../../pipeline/extract/grammar/scope.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Check, Observation } from "../../pipeline/types/observation.ts";
import { makeFigure } from "./checks/read-checks.ts";
import { makeArticle } from "./make-article.ts";

const at = (told: Told): LinkedPlace => ({ place: { level: "district", province: "63-20", name: "huyện A" }, told, reason: "" });
const during = (told: Told, fields: Partial<LinkedPeriod> = {}): LinkedPeriod => ({
  period: { from: "2020-01-01", to: "2020-12-31" },
  basis: "explicit",
  told,
  reason: "",
  ...fields,
});
const best = { rule: 0.95, place: at("sentence"), period: during("sentence"), trust: "ok" as const };

describe("confidence of a figure as linked", () => {
  it("is high when its own sentence tells place and time", () => {
    expect(linkConfidence(best)).toBeGreaterThanOrEqual(0.9);
  });

  it.each<[string, Partial<typeof best>]>([
    ["a rule that ranks lower", { rule: 0.75 }],
    ["a place from the sentence before", { place: at("paragraph") }],
    ["a place from the article", { place: at("article") }],
    ["no known province", { place: { ...at("sentence"), place: { level: "province", province: null, name: null } } }],
    ["a time from the sentence before", { period: during("paragraph") }],
    ["a time from the article", { period: during("article") }],
    ["a default for its time", { period: during("nowhere", { basis: "inferred" }) }],
    ["a time without an end", { period: during("sentence", { period: { from: "2020-01-01", to: null } }) }],
    ["an unknown time", { period: during("sentence", { period: null, basis: "unknown" }) }],
  ])("falls with %s", (_, fields) => {
    expect(linkConfidence({ ...best, ...fields })).toBeLessThan(linkConfidence(best));
  });

  it("falls with a text whose years were rewritten", () => {
    expect(linkConfidence({ ...best, trust: "years_rewritten" })).toBeLessThan(linkConfidence(best));
  });

  it.each<[string, Parameters<typeof linkConfidence>[0]]>([
    ["a time from the paragraph", { ...best, period: during("paragraph") }],
    ["an unknown time", { ...best, period: during("sentence", { period: null, basis: "unknown" }) }],
    ["place and time both from the article", { ...best, place: at("article"), period: during("article") }],
  ])("is below 0.9 for %s", (_, parts) => {
    expect(linkConfidence(parts)).toBeLessThan(0.9);
  });
});

describe("doubts that the article itself raises", () => {
  const article = makeArticle("Hai câu tin.", { title: "Một dòng tít", publishedAt: "2021-01-15" });
  const failed: Check = { what: "sum", holds: false, parts: [1, 2], computed: 3, printed: 4, detail: "1 + 2 = 3, in là 4" };
  const body = { start: 14, end: 20 };
  const doubted = (figures: readonly Partial<Observation>[], of: Article = article): number[] =>
    withDoubts(
      figures.map((fields) => makeFigure({ ...body, ...fields })),
      of,
    ).map(({ confidence }) => confidence);

  it("leave a figure alone that nothing speaks against", () => {
    expect(doubted([{}])).toEqual([0.9]);
    expect(doubted([{}, { indicator: "members.admitted" }, { checks: [{ ...failed, holds: true }] }])).toEqual([0.9, 0.9, 0.9]);
  });

  it.each<[string, readonly Partial<Observation>[]]>([
    ["a failed check", [{ checks: [failed] }]],
    ["another exact number for the same thing", [{ value: 10 }, { value: 12 }]],
    ["a result of a later day than the article", [{ period: { at: "2022-01-01" } }]],
    ["a title that the text does not repeat", [{ start: 0, end: 5 }]],
  ])("are %s", (_, figures) => {
    for (const confidence of doubted(figures)) expect(confidence).toBeLessThan(0.9);
  });

  it("are none for rounded numbers, other times, other deciders and differences", () => {
    const other = { from: "2019-01-01", to: "2019-12-31" };
    expect(doubted([{ value: 10 }, { value: 12, bound: "about" }])).toEqual([0.9, 0.9]);
    expect(doubted([{ value: 10 }, { value: 12, period: other }])).toEqual([0.9, 0.9]);
    expect(
      doubted([
        { value: 10, decidedBy: "cell" },
        { value: 12, decidedBy: "committee" },
      ]),
    ).toEqual([0.9, 0.9]);
    expect(
      doubted([
        { value: 10, status: "change" },
        { value: 12, status: "change" },
      ]),
    ).toEqual([0.9, 0.9]);
  });

  it("spare a title whose number the text repeats", () => {
    expect(doubted([{ start: 0, end: 5 }, {}])).toEqual([0.9, 0.9]);
  });

  it("fall with how sure the recognition of characters was, and say so; text that came as text is left alone", () => {
    const scan: Article = {
      ...article,
      blocks: [
        { kind: "title", start: 0, end: 13, recognition: 0.5 },
        { kind: "paragraph", start: 14, end: article.text.length, recognition: 0.8 },
      ],
    };
    const [figure] = withDoubts([makeFigure(body)], scan);
    expect(figure).toMatchObject({ confidence: 0.72, links: [{ what: "value", reason: "chữ nhận dạng từ ảnh, chắc 80%" }] });
    expect(withDoubts([makeFigure(body)], article)[0]?.links).toEqual([]);
  });

  it("never fall to nothing", () => {
    expect(doubted([{ confidence: 0.05 }])).toEqual([0.1]);
  });
});

describe("confidence of what is read", () => {
  it("is at least 0.9 where one sentence says all, and falls along the article", () => {
    const text = "Năm 2020, Đảng bộ tỉnh Sơn La kết nạp 120 đảng viên.\nToàn Đảng bộ khai trừ 4 đảng viên.";
    const { observations } = extract(makeArticle(text, { publishedAt: "2021-01-15", publishedFrom: "header" }), {
      gazetteer: loadGazetteer(),
    });
    const [admitted, expelled] = observations.map(({ confidence }) => confidence) as [number, number];
    expect(admitted).toBeGreaterThanOrEqual(0.9);
    expect(expelled).toBeLessThan(admitted);
  });
});
