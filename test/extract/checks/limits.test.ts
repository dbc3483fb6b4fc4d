import { describe, expect, it } from "vitest";
import { readChecks } from "./read-checks.ts";

describe("what no figures of one organisation can be", () => {
  it.each<[string, "sum" | "share", string]>([
    ["Năm 2020, tỉnh Sơn La kết nạp 120 đảng viên, trong đó có 130 đảng viên nữ.", "sum", "phần 130 nhiều hơn toàn thể 120"],
    [
      "Năm 2020, tỉnh Sơn La kết nạp 5.100 đảng viên, nâng tổng số đảng viên toàn tỉnh lên 4.900 đồng chí.",
      "sum",
      "kết nạp 5.100, nhiều hơn tổng số 4.900 đảng viên sau đó",
    ],
    [
      "Năm 2020, 12,5% TCCSĐ hoàn thành xuất sắc nhiệm vụ, 70% TCCSĐ hoàn thành tốt nhiệm vụ, 15% TCCSĐ hoàn thành nhiệm vụ, 4,5% TCCSĐ không hoàn thành nhiệm vụ.",
      "sum",
      "12,5% + 70% + 15% + 4,5% = 102%",
    ],
    ["Năm 2020, Đảng bộ tỉnh Sơn La có 48/45 TCCSĐ hoàn thành tốt nhiệm vụ.", "share", "106,67% của toàn thể"],
  ])("fails in “%s”", (text, what, detail) => {
    expect(readChecks(text, what)).toEqual([`fails: ${detail}`]);
  });

  it.each<[string, string]>([
    [
      "all four grades, rounded",
      "Năm 2020, 12,3% TCCSĐ hoàn thành xuất sắc nhiệm vụ, 70,4% TCCSĐ hoàn thành tốt nhiệm vụ, 15,3% TCCSĐ hoàn thành nhiệm vụ, 2,1% TCCSĐ không hoàn thành nhiệm vụ.",
    ],
    ["a plan outdone", "Năm 2020, tỉnh Sơn La kết nạp 130/120 đảng viên, đạt 108,3% kế hoạch."],
    [
      "a cumulative grade beside a grade of it",
      "Năm 2020, 95% TCCSĐ hoàn thành tốt nhiệm vụ trở lên, trong đó 20% TCCSĐ hoàn thành xuất sắc nhiệm vụ.",
    ],
    ["parts within the whole", "Năm 2020, tỉnh Sơn La kết nạp 120 đảng viên, trong đó có 70 đảng viên nữ."],
    ["the total of a smaller organisation", "Năm 2020, tỉnh Sơn La kết nạp 5.100 đảng viên. Đảng bộ huyện Mai Sơn có 4.900 đảng viên."],
  ])("says nothing against %s", (_, text) => {
    const found = [...readChecks(text, "sum"), ...readChecks(text, "share")];
    expect(found.filter((check) => check.startsWith("fails"))).toEqual([]);
  });
});
