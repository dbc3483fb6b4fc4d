import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitText, measureText, wrapText, writeValue } from "../../../pipeline/publish/charts/words.ts";

const FONT = { size: 10 };

describe("measureText", () => {
  it("gives marks no room: a Vietnamese letter is as wide as the plain one", () => {
    expect(measureText("Đồng Tháp", FONT)).toBeCloseTo(measureText("Dong Thap", FONT));
    expect(measureText("ưỡng", FONT)).toBeCloseTo(measureText("uong", FONT));
  });

  it("grows with size and weight", () => {
    expect(measureText("Huế", { size: 20 })).toBeCloseTo(2 * measureText("Huế", FONT));
    expect(measureText("Huế", { size: 10, isBold: true })).toBeGreaterThan(measureText("Huế", FONT));
  });
});

describe("fitText", () => {
  it.each([
    ["Huế", 100, "Huế"],
    ["Thừa Thiên Huế", 50, "Thừa T…"],
    ["Huế", 0, "…"],
    ["", 10, ""],
  ])("%j in %d: %j", (text, room, expected) => {
    expect(fitText(text, room, FONT)).toBe(expected);
  });

  it("never gives more than fits, however long the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.integer({ min: 10, max: 200 }), (text, room) => {
        expect(measureText(fitText(text, room, FONT), FONT)).toBeLessThanOrEqual(room);
      }),
    );
  });
});

describe("wrapText", () => {
  it.each([
    ["một hai ba bốn năm", ["một hai", "ba bốn", "năm"]],
    ["một hai ba bốn năm sáu bảy tám chín", ["một hai", "ba bốn", "năm s…"]],
    ["   ", []],
    ["dàidàidàidàidài ngắn", ["dàidài…", "ngắn"]],
  ])("%j", (text, lines) => {
    expect(wrapText(text, 45, { size: 10, most: 3 })).toEqual(lines);
  });
});

describe("writeValue", () => {
  it.each([
    ["count", "more_than", "vi", "hơn 1.234,5"],
    ["share", "at_least", "vi", "từ 1.234,5% trở lên"],
    ["count", "exact", "en", "1,234.5"],
  ] as const)("%s %s %s: %s", (measure, bound, lang, expected) => {
    expect(writeValue({ lang, measure }, 1234.5, bound)).toBe(expected);
  });
});
