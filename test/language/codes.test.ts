import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codesOf } from "../../pipeline/language/codes.ts";

const LINE_FEED = 0x0a;

const unitsOf = (text: string): readonly number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

describe("the units of a text", () => {
  it("are those of its characters, with two line feeds behind the last", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { units, length } = codesOf(text);
        expect(length).toBe(text.length);
        expect([...units.subarray(0, length + 2)]).toEqual([...unitsOf(text), LINE_FEED, LINE_FEED]);
      }),
    );
  });

  it("leave nothing of a longer text that was read before", () => {
    codesOf("một câu dài hơn câu sau nó");
    const { units, length } = codesOf("ngắn");
    expect([...units.subarray(0, length + 2)]).toEqual([...unitsOf("ngắn"), LINE_FEED, LINE_FEED]);
  });

  it.each([1 << 14, (1 << 20) + 1])("are read of a text of %d characters", (size) => {
    const { units, length } = codesOf("đ".repeat(size));
    expect([units[0], units[length - 1], units[length]]).toEqual([0x111, 0x111, LINE_FEED]);
  });
});
