import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agrees, decimalsOf, numbersIn, rounded } from "../../../pipeline/extract/checks/numbers.ts";

describe("numbers as they are printed", () => {
  it.each<[string, number[]]>([
    ["khiển trách 1.168, cảnh cáo 55", [1168, 55]],
    ["chiếm 69,99% của 12 chi bộ", [69.99, 12]],
    ["khiển trách chín, cảnh cáo năm", [9, 5]],
    ["không có số nào", []],
  ])("“%s” prints %j", (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });

  it.each<[string, number, number]>([
    ["chiếm 70,40%", 70.4, 2],
    ["đạt 76%", 76, 0],
    ["từ 12,5% lên 14%", 14, 0],
    ["từ 12,5% lên 14%", 12.5, 1],
    ["giảm 0,04%", -0.04, 2],
    ["một phần tư", 33.25, 2],
  ])("“%s” prints %d with %i decimals", (quote, value, decimals) => {
    expect(decimalsOf(quote, value)).toBe(decimals);
  });

  it.each<[number, number, number, boolean]>([
    [93.75, 93.75, 2, true],
    [93.8, 93.75, 1, true],
    [93.7, 93.75, 1, true],
    [94, 93.75, 0, true],
    [93, 93.75, 0, false],
    [33.55, 33.5556, 2, false],
    [33.56, 33.5556, 2, true],
    [70.4, 70.44, 1, true],
    [70.4, 70.44, 2, false],
  ])("%d printed for %d with %i decimals: %s", (printed, computed, decimals, wanted) => {
    expect(agrees(printed, computed, decimals)).toBe(wanted);
  });

  it("takes every percentage that was rounded rightly", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 0, max: 2 }),
        (part, whole, decimals) => {
          const exact = (100 * part) / whole;
          expect(agrees(Number(exact.toFixed(decimals)), exact, decimals)).toBe(true);
        },
      ),
    );
    expect(rounded(58.123_456)).toBe(58.12);
  });
});
