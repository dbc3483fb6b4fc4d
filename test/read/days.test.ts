import { describe, expect, it } from "vitest";
import { findDays, findWeekday, isoDay } from "../../pipeline/read/days.ts";

const isos = (line: string, isDateLine = true): readonly string[] => findDays(line, isDateLine).map((day) => day.iso);

describe("the days of a line", () => {
  it("come in their order, however they are written", () => {
    expect(isos("2021-04-05, 06/04/2021, 7 tháng 4 năm 2021, April 8, 2021")).toEqual([
      "2021-04-05",
      "2021-04-06",
      "2021-04-07",
      "2021-04-08",
    ]);
  });

  it("stand where they stand", () => {
    const line = "Đăng 06/04/2021 nhé";
    const [day] = findDays(line, true);
    expect(line.slice(day?.start, day?.end)).toBe("06/04/2021");
  });

  it.each<[string, boolean, readonly string[], string]>([
    ["08/17/2017", true, ["2017-08-17"], "no such day in Vietnamese order"],
    ["08/17/2017", false, [], "a text has no American dates"],
    ["Thứ tư, 11/04/2020", true, ["2020-11-04"], "the weekday says so"],
    ["Thứ bảy, 11/04/2020", true, ["2020-04-11"], "the weekday says so"],
    ["11/04/2020 09:10", true, ["2020-04-11"], "Vietnamese order where nothing says otherwise"],
    ["Thứ hai, 11/04/2020", true, ["2020-04-11"], "a weekday that fits neither order settles nothing"],
  ])("of %j (a date line: %s) are %j: %s", (line, isDateLine, days) => {
    expect(isos(line, isDateLine)).toEqual(days);
  });

  it.each([
    ["5-3-19", ["2019-03-05"]],
    ["5-3-98", ["1998-03-05"]],
    ["5-3-19, đăng 6/3/2019", ["2019-03-06"]],
    ["5/3-19", []],
    ["1.5.19.20", []],
  ])("in %j with two digits for the year: %j", (line, days) => {
    expect(isos(line)).toEqual(days);
  });
});

describe("a weekday", () => {
  it.each([
    ["Chủ Nhật, ngày 22", 0],
    ["CN 22/11", 0],
    ["Thứ hai", 1],
    ["THỨ 7", 6],
    ["T5, 08/17", 4],
    ["Friday", 5],
    ["Thứ trưởng", null],
    ["TT5", null],
  ])("of %j is %s", (line, day) => {
    expect(findWeekday(line)).toBe(day);
  });
});

it("a day outside the calendar is none", () => {
  expect([isoDay(2020, 2, 29), isoDay(2021, 2, 29), isoDay(2021, 13, 1), isoDay(1889, 5, 12)]).toEqual(["2020-02-29", null, null, null]);
});
