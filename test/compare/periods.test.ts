import fc from "fast-check";
import { expect, it } from "vitest";
import { fitYear } from "../../pipeline/compare/periods.ts";
import type { Period } from "../../pipeline/types/observation.ts";

it.each<{ period: Period; expected: string | null; why?: string }>([
  { period: { from: "2014-01-01", to: "2014-12-31" }, expected: "2014 whole 2014-12-31" },
  { period: { from: "2014", to: "2014" }, expected: "2014 whole 2014-12-31" },
  { period: { from: "2014-01", to: "2014-12" }, expected: "2014 whole 2014-12-31" },
  { period: { from: "2014-01-01", to: "2014-12-15" }, expected: "2014 whole 2014-12-15", why: "a year-end report" },
  { period: { from: "2014-01-01", to: "2014-12-14" }, expected: "2014 unfinished 2014-12-14" },
  { period: { from: "2014-01-01", to: "2014-12-01" }, expected: "2014 unfinished 2014-12-01" },
  { period: { from: "2014-01-01", to: "2014-11-30" }, expected: null, why: "eleven months" },
  { period: { from: "2014-01-01", to: "2014-11" }, expected: null },
  { period: { from: "2014-01-01", to: "2014-06-30" }, expected: null, why: "a half-year never stands beside a year" },
  { period: { from: "2014-07-01", to: "2014-12-31" }, expected: null },
  { period: { from: "2013-12-01", to: "2014-11-30" }, expected: null, why: "the year of inspection work" },
  { period: { from: "2010", to: "2014" }, expected: null, why: "five years" },
  { period: { from: null, to: "2014-12-31" }, expected: null },
  { period: { from: "2014-01-01", to: null }, expected: null },
  { period: { at: "2014-06-30" }, expected: "2014 whole 2014-06-30" },
  { period: { at: "2014-02" }, expected: "2014 whole 2014-02-28" },
  { period: { at: "2014" }, expected: "2014 whole 2014-12-31" },
])("takes $period for $expected", ({ period, expected }) => {
  const found = fitYear(period);
  expect(found && `${found.year} ${found.fit} ${found.until}`).toBe(expected);
});

it("takes a span for a year exactly when it covers every day to December 14, and none of another year", () => {
  const day = fc
    .date({ min: new Date("2013-11-01"), max: new Date("2016-02-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const edge = fc.constantFrom("2014-01-01", "2014-12-14", "2014-12-15", "2014-12-31", "2015-01-01", "2015-12-20", "2015-12-31");
  const either = fc.oneof(day, edge);
  fc.assert(
    fc.property(either, either, (one, two) => {
      const [from, to] = [one, two].sort() as [string, string];
      const isWhole = (year: number): boolean => {
        for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year, 11, 15) + 1; time += 86_400_000) {
          const date = new Date(time).toISOString().slice(0, 10);
          if (date < from || date > to) return false;
        }
        return from >= `${year}-01-01` && to <= `${year}-12-31`;
      };
      const expected = [2013, 2014, 2015, 2016].find(isWhole) ?? null;
      const found = fitYear({ from, to });
      expect(found?.fit === "whole" ? found.year : null).toBe(expected);
    }),
    { numRuns: 300, seed: 1 },
  );
});
