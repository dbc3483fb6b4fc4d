import { describe, expect, it } from "vitest";
import { checkArticle } from "../../pipeline/extract/article-checks.ts";
import { extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import { makeFigure } from "./checks/read-checks.ts";
import { makeArticle } from "./make-article.ts";

const read = (text: string) =>
  extract(makeArticle(text, { publishedAt: "2021-01-15", publishedFrom: "header" }), { gazetteer: loadGazetteer() });
const WRONG = "Năm 2020, toàn tỉnh Sơn La thi hành kỷ luật 64 đảng viên (khiển trách 41, cảnh cáo 17, cách chức 4, khai trừ 5).";

describe("the checks of an article", () => {
  it("stand beside the figure they tested, failing ones beside all figures they were computed with", () => {
    const { observations, checks } = read(WRONG);
    expect(checks).toHaveLength(1);
    expect(observations.map(({ value, checks: own }) => [value, own.length])).toEqual([
      [64, 1],
      [41, 1],
      [17, 1],
      [4, 1],
      [5, 1],
    ]);
    const right = read(WRONG.replace("khai trừ 5", "khai trừ 2"));
    expect(right.observations.filter(({ checks: own }) => own.length > 0).map(({ value }) => value)).toEqual([64]);
  });

  it("are told once, however often the article tells the same figures", () => {
    const { observations, checks } = read(`${WRONG}\n${WRONG}`);
    expect(checks).toHaveLength(1);
    expect(observations).toHaveLength(10);
  });

  it("delete no figure and leave an article without checks as it was", () => {
    const observations = [makeFigure({ start: 0, end: 2 }), makeFigure({ indicator: "members.badges", start: 5, end: 7 })];
    expect(checkArticle({ text: "12 và 40", observations, citations: [], published: null })).toEqual({ observations, checks: [] });
  });

  it("hold for titles and captions no more than for the text: a total without parts is none", () => {
    expect(read("Sơn La: 6 tháng kỷ luật 64 đảng viên\nTin vắn trong tỉnh.").checks).toEqual([]);
  });
});
