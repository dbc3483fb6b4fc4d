import { expect, it } from "vitest";
import { extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import { figureLine } from "./figures.ts";
import { makeArticle } from "./make-article.ts";

const figures = (text: string): readonly string[] =>
  extract(makeArticle(text, { publishedAt: "2013-04-05" }), { gazetteer: loadGazetteer(), publisherProvince: "63-10" }).observations.map(
    figureLine,
  );

it("a rating that names no time is of the year of the rating told before it, not of the time that the article reports on", () => {
  const text =
    "Hết quý I/2013, toàn tỉnh kết nạp 310 đảng viên.\nNăm 2012, tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ chiếm 61,5%.\nĐảng viên hoàn thành tốt nhiệm vụ chiếm 80,2%.";
  expect(figures(text).slice(1)).toEqual([
    "orgs.rating grassroots good = 61.5 % · 63-10 · 2012",
    "members.rating good = 80.2 % · 63-10 · 2012",
  ]);
});
