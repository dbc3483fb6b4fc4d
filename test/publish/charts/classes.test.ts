import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classOf, valueClasses } from "../../../pipeline/publish/charts/classes.ts";

describe("valueClasses", () => {
  it("puts equally many values into each", () => {
    const classes = valueClasses([9, 1, 2, 8, 3, 7, 4, 6, 5, 1000], 5);
    expect(classes).toEqual([
      { least: 1, greatest: 2, colour: 0 },
      { least: 3, greatest: 4, colour: 1 },
      { least: 5, greatest: 6, colour: 2 },
      { least: 7, greatest: 8, colour: 3 },
      { least: 9, greatest: 1000, colour: 4 },
    ]);
  });

  it.each([
    [[], []],
    [[7, 7, 7], [2]],
    [
      [7, 3],
      [0, 4],
    ],
    [
      [1, 2, 3],
      [0, 2, 4],
    ],
  ])("gives %j the colours %j", (values, colours) => {
    expect(valueClasses(values, 5).map(({ colour }) => colour)).toEqual(colours);
  });

  it("never parts equal values", () => {
    expect(valueClasses([0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 5)[0]).toEqual({ least: 0, greatest: 0, colour: 0 });
  });

  it("puts every value into one class, in rising order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 40 }), { maxLength: 70 }), (values) => {
        const classes = valueClasses(values, 5);
        expect(classes.length).toBeLessThanOrEqual(5);
        expect(values.filter((value) => classes.filter(({ least, greatest }) => least <= value && value <= greatest).length !== 1)).toEqual(
          [],
        );
        for (const [i, { least }] of classes.entries()) if (i > 0) expect(least).toBeGreaterThan(classes[i - 1]?.greatest ?? least);
      }),
    );
  });

  it("has no class for a value that was not among them", () => {
    expect(classOf(5, valueClasses([1, 9], 5))).toBeUndefined();
  });
});
