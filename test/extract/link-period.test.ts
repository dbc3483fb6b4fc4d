import { describe, expect, it } from "vitest";
import { extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import type { Period } from "../../pipeline/types/observation.ts";
import { makeArticle } from "./make-article.ts";

/** The period of the figure with this value. */
function periodOf(value: number, text: string, publishedAt: string): Period | null | undefined {
  const article = makeArticle(text, { publishedAt });
  return extract(article, { gazetteer: loadGazetteer() }).observations.find((one) => one.value === value)?.period;
}

describe("the time of a figure", () => {
  const compared = (year: number): string =>
    `Hai tháng đầu năm ${year}, toàn tỉnh kết nạp 120 đảng viên, tăng 20 đảng viên so với cùng kỳ năm trước (100 đảng viên).`;

  it.each([
    [2024, "2024-02-29", "2023-02-28"],
    [2025, "2025-02-28", "2024-02-29"],
  ])("goes back a year to a day that there is: %i", (year, to, before) => {
    expect(periodOf(120, compared(year), `${year}-03-10`)).toEqual({ from: `${year}-01-01`, to });
    expect(periodOf(100, compared(year), `${year}-03-10`)).toEqual({ from: `${year - 1}-01-01`, to: before });
  });

  it.each<[string, number, string, string, Period | null]>([
    [
      "a plan's year stays with the plan",
      35,
      "Tính đến ngày 30-6, toàn tỉnh kết nạp 288 đảng viên, đạt 35% chỉ tiêu đề ra trong năm 2022.",
      "2022-07-11",
      { from: null, to: "2022-06-30" },
    ],
    [
      "a plan in a bracket is of the whole year",
      250,
      "Quý I năm 2023, toàn tỉnh kết nạp 61 đảng viên, đạt 24,4% kế hoạch năm (250 đảng viên).",
      "2023-04-02",
      { from: "2023-01-01", to: "2023-12-31" },
    ],
    [
      "a year of birth is no time",
      12,
      "Năm 2021, Đảng bộ huyện trao Huy hiệu cho đồng chí Hòa, sinh năm 1927; kết nạp 12 đảng viên.",
      "2022-01-05",
      { from: "2021-01-01", to: "2021-12-31" },
    ],
    [
      "years in a row are one time",
      3514,
      "Hai năm 2021, 2022, toàn tỉnh kết nạp 3.514 đảng viên.",
      "2023-01-05",
      { from: "2021-01-01", to: "2022-12-31" },
    ],
    [
      "years that numbers follow in their order are each of one",
      1812,
      "Năm 2021 và 2022 kết nạp lần lượt 1.702 và 1.812 đảng viên.",
      "2023-01-05",
      { from: "2022-01-01", to: "2022-12-31" },
    ],
    [
      "what a body began with is of no time that is told",
      2,
      "Từ 2 chi bộ với 15 đảng viên ngày đầu thành lập, đến nay Đảng bộ huyện đã có 45 chi bộ.",
      "2015-10-02",
      null,
    ],
    [
      "a report of spring goes on with the year that it has told",
      206,
      "Năm 2013, Huyện ủy lãnh đạo thực hiện tốt các nhiệm vụ.\nTrong năm, huyện kết nạp 206 đảng viên.",
      "2014-03-06",
      { from: "2013-01-01", to: "2013-12-31" },
    ],
    [
      "one of autumn does not",
      206,
      "Năm 2013, Huyện ủy lãnh đạo thực hiện tốt các nhiệm vụ.\nTrong năm, huyện kết nạp 206 đảng viên.",
      "2014-10-06",
      { from: "2014-01-01", to: "2014-12-31" },
    ],
    [
      "today's stock is of today",
      9,
      "Năm 2010, tỉnh còn 62 thôn, bản chưa có đảng viên, nay chỉ còn 9 thôn, bản.",
      "2015-10-02",
      { at: "2015-10-02" },
    ],
  ])("%s", (_name, value, text, published, expected) => {
    expect(periodOf(value, text, published)).toEqual(expected);
  });
});
