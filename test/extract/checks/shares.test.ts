import { describe, expect, it } from "vitest";
import { extract } from "../../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../../pipeline/language/gazetteer.ts";
import { makeArticle } from "../make-article.ts";
import { readChecks } from "./read-checks.ts";

const Y = "Năm 2020, Đảng bộ tỉnh Sơn La";

describe("percentages against counts and wholes", () => {
  it.each<[string, string]>([
    [`${Y} có 45/48 TCCSĐ đạt trong sạch, vững mạnh, chiếm 93,75%.`, "45/48 = 93,75%"],
    [`${Y} có 45/48 TCCSĐ đạt trong sạch, vững mạnh (đạt trên 93,7%).`, "45/48 = 93,75%"],
    [`${Y} kết nạp 1.932 đảng viên, trong đó 930 là nữ (chiếm 48,14%).`, "930/1.932 = 48,14%"],
    [`${Y} kết nạp 812 đảng viên, đạt 101,5% kế hoạch năm (800 đảng viên).`, "812/800 = 101,5%"],
    [`${Y} kết nạp 61/250 đảng viên, đạt 24,4% kế hoạch năm.`, "61/250 = 24,4%"],
    [`${Y} kết nạp 61/250 đảng viên, bằng 24,4% so với chỉ tiêu nghị quyết.`, "61/250 = 24,4%"],
    [`${Y} có 200 TCCSĐ được đánh giá, xếp loại. Kết quả, 35 TCCSĐ hoàn thành xuất sắc nhiệm vụ (chiếm 17,5%).`, "35/200 = 17,5%"],
    [`Hết năm 2020, Đảng bộ tỉnh Sơn La có 8.500 đảng viên, trong đó 1.700 đảng viên nữ, chiếm 20%.`, "1.700/8.500 = 20%"],
  ])("hold in “%s”", (text, detail) => {
    expect(readChecks(text, "share")).toContain(`holds: ${detail}`);
    expect(readChecks(text, "share").filter((check) => check.startsWith("fails"))).toEqual([]);
  });

  it.each<[string, string]>([
    [`${Y} có 45/48 TCCSĐ đạt trong sạch, vững mạnh, chiếm 92,75%.`, "45/48 = 93,75%, in là 92,75%"],
    [`${Y} kết nạp 1.932 đảng viên, trong đó 930 là nữ (chiếm 43,14%).`, "930/1.932 = 48,14%, in là 43,14%"],
    [`${Y} kết nạp 61/250 đảng viên, đạt 25,4% kế hoạch năm.`, "61/250 = 24,4%, in là 25,4%"],
    [
      `${Y} kết nạp 604 đảng viên, đạt 33,55% chỉ tiêu năm. Chỉ tiêu năm 2020 là kết nạp 1.800 đảng viên.`,
      "604/1.800 = 33,56%, in là 33,55%",
    ],
    [
      `${Y} có 200 TCCSĐ được đánh giá, xếp loại. Kết quả, 35 TCCSĐ hoàn thành xuất sắc nhiệm vụ (chiếm 18,5%).`,
      "35/200 = 17,5%, in là 18,5%",
    ],
  ])("fail in “%s”", (text, detail) => {
    expect(readChecks(text, "share")).toEqual([`fails: ${detail}`]);
  });

  it.each<[string, string]>([
    ["one of last year's number", `${Y} kết nạp 118 đảng viên, bằng 84,3% so với cùng kỳ; chỉ tiêu của năm là kết nạp 170 đảng viên.`],
    ["one of a whole that the text does not print", `${Y} kết nạp 300 đảng viên, chiếm 2,1% tổng số đảng viên toàn tỉnh.`],
    ["one of another plan", `${Y} kết nạp 300 đảng viên, đạt 75% kế hoạch. Nhiệm kỳ 2020 - 2025, tỉnh phấn đấu kết nạp 2.500 đảng viên.`],
    ["one of a part", `${Y} kết nạp 400 đảng viên, trong đó 100 là nữ, 30 là người dân tộc thiểu số, chiếm 30% số nữ.`],
    ["one of last year's number beside a fraction", `${Y} kết nạp 61/250 đảng viên, bằng 84,3% so với cùng kỳ năm trước.`],
    ["one of a plan of some months", `${Y} kết nạp 300 đảng viên, đạt 75% kế hoạch. Chỉ tiêu năm 2020 là kết nạp 500 đảng viên.`],
    ["one of a total that its words name", `${Y} kết nạp 400 đảng viên, trong đó 100 là nữ, chiếm 22% tổng số nữ được giới thiệu.`],
    ["one that is far from its own whole", `${Y} kết nạp 400 đảng viên, trong đó 100 là nữ (chiếm 5,2%).`],
    ["a rounded one", `${Y} kết nạp 1.932 đảng viên, trong đó 930 là nữ (chiếm hơn 43%).`],
    ["one printed with fewer decimals", `${Y} có 45/48 TCCSĐ đạt trong sạch, vững mạnh, chiếm 94%.`],
  ])("are not held against %s", (_, text) => {
    expect(readChecks(text, "share").filter((check) => check.startsWith("fails"))).toEqual([]);
  });

  it("give a share that held the fraction that it is of", () => {
    const text = `${Y} kết nạp 1.932 đảng viên, trong đó 930 là nữ (chiếm 48,14%).`;
    const { observations } = extract(makeArticle(text, { publishedAt: "2021-01-15" }), { gazetteer: loadGazetteer() });
    expect(observations.find(({ measure }) => measure === "share")).toMatchObject({ value: 48.14, numerator: 930, denominator: 1932 });
  });
});
