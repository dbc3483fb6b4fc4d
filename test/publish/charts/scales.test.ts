import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisOver, isDrawable, position, spreadLabels } from "../../../pipeline/publish/charts/scales.ts";

describe("axisOver", () => {
  it.each([
    [
      [3, 97],
      [0, 20, 40, 60, 80, 100],
    ],
    [
      [30.2, 58.9],
      [30, 35, 40, 45, 50, 55, 60],
    ],
    [
      [0.1, 0.3],
      [0.1, 0.15, 0.2, 0.25, 0.3],
    ],
    [
      [-12, 30],
      [-20, -10, 0, 10, 20, 30],
    ],
    [
      [1168, 5055],
      [1000, 2000, 3000, 4000, 5000, 6000],
    ],
  ])("cuts %j into round steps", (values, ticks) => {
    expect(axisOver(values).ticks).toEqual(ticks);
  });

  it.each([
    [[], [0, 1]],
    [[5], [4.4, 5.6]],
    [
      [0, 0],
      [-1, 1],
    ],
    [
      [100, 100],
      [90, 110],
    ],
  ])("gives %j room on both sides", (values, domain) => {
    expect(axisOver(values).domain).toEqual(domain);
  });

  it("covers all values with few steps, each greater than the one before", () => {
    const figure = fc.tuple(fc.maxSafeInteger(), fc.constantFrom(10, 100, 10_000, 1e9)).map(([whole, parts]) => whole / parts);
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1 }), (values) => {
        const { domain, ticks } = axisOver(values);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...values));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...values));
        expect(ticks.length).toBeLessThanOrEqual(9);
        expect(ticks).toEqual([...new Set(ticks)].toSorted((a, b) => a - b));
      }),
    );
  });
});

describe("isDrawable", () => {
  it.each([
    [0, true],
    [-12.5, true],
    [5_600_000, true],
    [1e16, false],
    [Number.NaN, false],
    [Number.NEGATIVE_INFINITY, false],
  ])("%d: %s", (value, expected) => {
    expect(isDrawable(value)).toBe(expected);
  });
});

describe("position", () => {
  it("lies between the ends, and in the middle where they are one", () => {
    expect(position(25, [0, 100], { from: 300, to: 0 })).toBe(225);
    expect(position(7, [7, 7], { from: 0, to: 10 })).toBe(5);
  });
});

describe("spreadLabels", () => {
  it.each([
    [[10, 50, 90], [10, 50, 90], "far apart: where they are wanted"],
    [[50, 50], [43, 57], "at one place: as far to both sides"],
    [[50, 51, 49], [50, 64, 36], "in the order of what they want"],
    [[0, 1], [0, 14], "not above the top"],
    [[100, 99], [100, 86], "not below the bottom"],
  ])("%j → %j (%s)", (wanted, places) => {
    expect(spreadLabels(wanted, { gap: 14, top: 0, bottom: 100 })).toEqual(places);
  });

  it("keeps the gap, the order and, where there is room, the bounds", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 350, noNaN: true }), { maxLength: 30 }), (wanted) => {
        const places = spreadLabels(wanted, { gap: 10, top: 0, bottom: 300 });
        const byPlace = places.toSorted((a, b) => a - b);
        for (const [i, place] of byPlace.entries()) if (i > 0) expect(place - (byPlace[i - 1] ?? 0)).toBeGreaterThan(9.999);
        for (const [i, a] of wanted.entries())
          for (const [j, b] of wanted.entries()) if (a < b) expect(places[i]).toBeLessThan(places[j] ?? Number.NEGATIVE_INFINITY);
        expect(byPlace[0] ?? 0).toBeGreaterThanOrEqual(0);
        expect(byPlace.at(-1) ?? 0).toBeLessThanOrEqual(300.001);
      }),
    );
  });
});
