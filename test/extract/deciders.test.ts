import { describe, expect, it } from "vitest";
import { extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import { makeArticle } from "./make-article.ts";

/** Value and decider of each figure that the sentences tell. */
function decided(text: string): readonly [number, string | undefined][] {
  const article = makeArticle(text, { publishedAt: "2020-12-20" });
  return extract(article, { gazetteer: loadGazetteer() }).observations.map(({ value, decidedBy }) => [value, decidedBy]);
}

describe("who decided", () => {
  it.each<[string, readonly [number, string | undefined][]]>([
    ["Trong năm, cấp ủy các cấp thi hành kỷ luật 90 đảng viên.", [[90, undefined]]],
    ["Trong năm, cấp ủy, ủy ban kiểm tra các cấp thi hành kỷ luật 90 đảng viên.", [[90, undefined]]],
    ["Trong năm, BTV Tỉnh ủy thi hành kỷ luật 5 đảng viên.", [[5, "committee"]]],
    [
      "Ban Thường vụ Tỉnh ủy thi hành kỷ luật 8 đảng viên, Ủy ban Kiểm tra Tỉnh ủy thi hành kỷ luật 12 đảng viên.",
      [
        [8, "committee"],
        [12, undefined],
      ],
    ],
    [
      "Trong năm, cấp ủy các cấp thi hành kỷ luật 90 đảng viên. Ủy ban kiểm tra các cấp thi hành kỷ luật 12 đảng viên.",
      [
        [90, "committee"],
        [12, "commission"],
      ],
    ],
  ])("is told where the article tells deciders apart: %s", (text, expected) => {
    expect(decided(text)).toEqual(expected);
  });
});
