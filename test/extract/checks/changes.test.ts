import { describe, expect, it } from "vitest";
import { readChecks } from "./read-checks.ts";

const Y = "Năm 2020, Đảng bộ huyện Mai Sơn";

describe("differences against the figures they lie between", () => {
  it.each<[string, string]>([
    [`${Y} kết nạp 146 đảng viên, tăng 21 đảng viên so với năm 2019 (125 đảng viên).`, "146 − 125 = 21"],
    [`${Y} kết nạp 110 đảng viên, giảm 15 đảng viên so với năm 2019 (125 đảng viên).`, "110 − 125 = -15"],
    [`${Y} kết nạp 150 đảng viên, tăng 20% so với năm 2019 (125 đảng viên).`, "(150 − 125)/125 = 20%"],
    [`${Y} kết nạp 1.208 đảng viên, vượt 208 đảng viên so với chỉ tiêu 1.000 đảng viên.`, "1.208 − 1.000 = 208"],
  ])("hold in “%s”", (text, detail) => {
    expect(readChecks(text, "change")).toEqual([`holds: ${detail}`]);
  });

  it.each<[string, string]>([
    [`${Y} kết nạp 146 đảng viên, tăng 19 đảng viên so với năm 2019 (125 đảng viên).`, "146 − 125 = 21, in là 19"],
    [`${Y} kết nạp 110 đảng viên, giảm 25 đảng viên so với năm 2019 (125 đảng viên).`, "110 − 125 = -15, in là -25"],
    ["Số chi bộ sinh hoạt ghép của huyện Mai Sơn giảm từ 71 chi bộ xuống còn 26 chi bộ, giảm 40 chi bộ.", "26 − 71 = -45, in là -40"],
    [`${Y} kết nạp 150 đảng viên, tăng 25% so với năm 2019 (125 đảng viên).`, "(150 − 125)/125 = 20%, in là 25%"],
  ])("fail in “%s”", (text, detail) => {
    expect(readChecks(text, "change")).toEqual([`fails: ${detail}`]);
  });

  it.each<[string, string]>([
    ["a figure too far from it to be the one", `${Y} kết nạp 146 đảng viên, tăng 19 đảng viên so với chỉ tiêu 40 đảng viên.`],
    [
      "another organisation's figure in brackets",
      `${Y} kết nạp 146 đảng viên, tăng 19 đảng viên so với Đảng bộ huyện Yên Châu (125 đảng viên).`,
    ],
    ["no earlier figure", `${Y} kết nạp 146 đảng viên, tăng 19 đảng viên so với năm trước.`],
    ["a figure of something else", `${Y} kết nạp 146 đảng viên, tăng 19 đảng viên so với năm trước. Toàn huyện có 125 chi bộ.`],
    [
      "a figure of another organisation",
      `${Y} kết nạp 146 đảng viên, tăng 19 đảng viên so với năm trước; Đảng bộ huyện Yên Châu kết nạp 125 đảng viên.`,
    ],
  ])("say nothing where the text gives %s", (_, text) => {
    expect(readChecks(text, "change")).toEqual([]);
  });
});
