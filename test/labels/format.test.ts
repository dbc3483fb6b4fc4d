import { describe, expect, test } from "vitest";
import { formatChange, formatDate, formatFigure, formatNumber, formatPeriod, formatTime, labelsOf } from "../../pipeline/labels/format.ts";
import type { Period } from "../../pipeline/types/observation.ts";

describe("numbers", () => {
  test.each([
    [1168, "1.168", "1,168"],
    [69.99, "69,99", "69.99"],
    [-3.5, "−3,5", "−3.5"],
    [0, "0", "0"],
    [0.0125, "0,0125", "0.0125"],
  ])("%d is written as reports of each language write it", (value, vi, en) => {
    expect(formatNumber(value, "vi")).toBe(vi);
    expect(formatNumber(value, "en")).toBe(en);
  });

  test.each([
    [{ value: 320, bound: "more_than", measure: "count" }, "hơn 320"],
    [{ value: 90, bound: "at_least", measure: "share" }, "từ 90% trở lên"],
    [{ value: 69.99, bound: "exact", measure: "attainment" }, "69,99%"],
    [{ value: 5, bound: "less_than", measure: "count" }, "dưới 5"],
    [{ value: 12, bound: "at_most", measure: "count" }, "không quá 12"],
    [{ value: 99000, bound: "about", measure: "count" }, "khoảng 99.000"],
  ] as const)("a figure shows its bound and unit: %o", (figure, words) => {
    expect(formatFigure(figure, "vi")).toBe(words);
  });

  test("a change shows its sign", () => {
    expect(formatChange({ value: 2, bound: "exact", measure: "points" }, "vi")).toBe("+2 điểm %");
    expect(formatChange({ value: -91.57, bound: "exact", measure: "percent_change" }, "vi")).toBe("−91,57%");
  });
});

describe("dates", () => {
  test.each([
    ["2010-12-31", "31/12/2010", "31 Dec 2010"],
    ["2013-12", "12/2013", "Dec 2013"],
    ["2010", "2010", "2010"],
    ["2022-09-19T14:11+07:00", "19/09/2022", "19 Sep 2022"],
  ])("%s keeps its precision", (iso, vi, en) => {
    expect(formatDate(iso, "vi")).toBe(vi);
    expect(formatDate(iso, "en")).toBe(en);
  });

  test("a moment is told in Vietnamese time", () => {
    expect(formatTime("2026-11-20T18:05:00Z", "vi")).toBe("01:05 21/11/2026");
    expect(formatTime("không phải giờ", "vi")).toBe("không phải giờ");
  });
});

describe("periods", () => {
  const table: readonly (readonly [Period | null, string])[] = [
    [{ from: "2014-01-01", to: "2014-12-31" }, "năm 2014"],
    [{ from: "2014", to: "2014" }, "năm 2014"],
    [{ from: "2010-01-01", to: "2015-12-31" }, "các năm 2010–2015"],
    [{ from: "2018-01-01", to: "2018-06-30" }, "6 tháng đầu năm 2018"],
    [{ from: "2018-01", to: "2018-09" }, "9 tháng đầu năm 2018"],
    [{ from: "2018-04-01", to: "2018-06-30" }, "quý II/2018"],
    [{ from: "2020-02-01", to: "2020-02-29" }, "tháng 02/2020"],
    [{ from: "2020-02-01", to: "2020-02-28" }, "từ 01/02/2020 đến 28/02/2020"],
    [{ from: "2018-01-01", to: "2018-11-18" }, "từ 01/01/2018 đến 18/11/2018"],
    [{ from: null, to: "2018-11-18" }, "đến 18/11/2018"],
    [{ from: "2005", to: null }, "từ 2005"],
    [{ at: "2010-12-31" }, "thời điểm 31/12/2010"],
    [{ from: null, to: null }, "không rõ thời gian"],
    [null, "không rõ thời gian"],
  ];
  test.each(table)("%o", (period, words) => {
    expect(formatPeriod(period, "vi")).toBe(words);
  });
});

test("English counts one thing in the singular", () => {
  expect(labelsOf("en").home.figures("1")).toBe("1 figure");
  expect(labelsOf("en").home.figures("2")).toBe("2 figures");
});
