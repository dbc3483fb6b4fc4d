import fc from "fast-check";
import { expect, it } from "vitest";
import { boundOfSum } from "../../pipeline/compare/derive.ts";
import type { Bound } from "../../pipeline/types/observation.ts";

it.each<{ bounds: readonly Bound[]; expected: Bound }>([
  { bounds: ["exact", "exact"], expected: "exact" },
  { bounds: ["exact", "at_least"], expected: "at_least" },
  { bounds: ["at_least", "more_than"], expected: "more_than" },
  { bounds: ["exact", "less_than"], expected: "less_than" },
  { bounds: ["at_most", "exact"], expected: "at_most" },
  { bounds: ["more_than", "less_than"], expected: "about" },
  { bounds: ["exact", "about"], expected: "about" },
])("calls a sum of $bounds $expected", ({ bounds, expected }) => {
  expect(boundOfSum(bounds)).toBe(expected);
});

it("never claims more of a sum than every choice of true values allows", () => {
  const offsets: Readonly<Record<Bound, readonly number[]>> = {
    exact: [0],
    about: [-2, 0, 2],
    more_than: [1, 9],
    at_least: [0, 9],
    less_than: [-1, -9],
    at_most: [0, -9],
  };
  const holds: Readonly<Record<Bound, (offset: number) => boolean>> = {
    exact: (offset) => offset === 0,
    about: () => true,
    more_than: (offset) => offset > 0,
    at_least: (offset) => offset >= 0,
    less_than: (offset) => offset < 0,
    at_most: (offset) => offset <= 0,
  };
  const bound = fc.constantFrom<Bound>("exact", "about", "more_than", "at_least", "less_than", "at_most");
  fc.assert(
    fc.property(fc.array(bound, { minLength: 1, maxLength: 4 }), (bounds) => {
      const sums = bounds.reduce<number[]>((totals, one) => totals.flatMap((total) => offsets[one].map((offset) => total + offset)), [0]);
      expect(sums.every(holds[boundOfSum(bounds)])).toBe(true);
    }),
    { seed: 5 },
  );
});
