import fc from "fast-check";
import { expect, it } from "vitest";
import { rankYear } from "../../pipeline/compare/rank.ts";
import { makeTable } from "../../pipeline/compare/table.ts";
import type { Table } from "../../pipeline/types/table.ts";
import { makeStored } from "../store/documents.ts";
import { makeSpec, provinces, yearOf } from "./provinces.ts";

const ids = provinces.slice(0, 20).map(({ id }) => id);

function tableOf(values: readonly (number | null)[]): Table {
  const observations = values.flatMap((value, index) => {
    const place = { level: "province" as const, province: ids[index]!, name: null };
    return value === null ? [] : [makeStored({ value, place, period: yearOf(2014) }, { id: `a-${index}` })];
  });
  return makeTable({ spec: makeSpec(), observations, provinces });
}

it("gives equal values one rank and leaves the next out", () => {
  const ranks = rankYear(tableOf([5, 9, null, 7, 7]), 2014);
  expect(ranks.map(({ province, rank, isTied }) => [province, rank, isTied])).toEqual([
    [ids[1], 1, false],
    [ids[3], 2, true],
    [ids[4], 2, true],
    [ids[0], 4, false],
  ]);
  expect(rankYear(tableOf([5, 9]), 2014, "low").map(({ value }) => value)).toEqual([5, 9]);
  expect(rankYear(tableOf([5, 9]), 1999)).toEqual([]);
});

it("ranks each province one behind the number of better ones", () => {
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }), { maxLength: 20 });
  fc.assert(
    fc.property(values, (list) => {
      const present = list.filter((value) => value !== null);
      const ranks = rankYear(tableOf(list), 2014);
      expect(ranks).toHaveLength(present.length);
      for (const { value, rank, isTied } of ranks) {
        expect(rank).toBe(1 + present.filter((other) => other > value).length);
        expect(isTied).toBe(present.filter((other) => other === value).length > 1);
      }
    }),
    { numRuns: 50, seed: 2 },
  );
});
