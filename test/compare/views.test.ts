import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longOf } from "../../pipeline/compare/forms.ts";
import { makeTable } from "../../pipeline/compare/table.ts";
import { distributionOf, multiplesOf, seriesOf, slopeOf } from "../../pipeline/compare/views.ts";
import type { Table, TableSpec } from "../../pipeline/types/table.ts";
import { makeStored } from "../store/documents.ts";
import { makeSpec, provinces, yearOf } from "./provinces.ts";

const ids = provinces.slice(0, 20).map(({ id }) => id);

/** A table of these values: rows are provinces, columns the years from 2016. */
function tableOf(values: readonly (readonly (number | null)[])[], spec: Partial<TableSpec> = {}): Table {
  const years = { from: 2016, to: 2015 + Math.max(1, ...values.map(({ length }) => length)) };
  const whole = makeSpec({ years, ...spec });
  const { indicator, dims, measure } = whole;
  const observations = values.flatMap((row, n) =>
    row.flatMap((value, at) => {
      const place = { level: "province" as const, province: ids[n] ?? "", name: null };
      return value === null
        ? []
        : [makeStored({ indicator, dims, measure, value, place, period: yearOf(2016 + at) }, { id: `${n}-${at}` })];
    }),
  );
  return makeTable({ spec: whole, observations, provinces });
}

const rating = { indicator: "orgs.rating", dims: { grade: "good" }, measure: "share" as const };

describe("series", () => {
  it("are cut where a year is empty and where the scale changes", () => {
    const [series] = seriesOf(tableOf([[60, 61, 70, null, 72]], rating));
    expect(series?.segments.map((points) => points.map(({ key }) => key))).toEqual([["2016", "2017"], ["2018"], ["2020"]]);
    expect(series?.points.map(({ value }) => value)).toEqual([60, 61, 70, 72]);
  });

  it("share one range as small multiples, of counts from 0", () => {
    expect(
      multiplesOf(
        tableOf([
          [5, 9],
          [7, 30],
        ]),
      ).range,
    ).toEqual({ low: 0, high: 30 });
    expect(
      multiplesOf(
        tableOf(
          [
            [5, 9],
            [7, 30],
          ],
          rating,
        ),
      ).range,
    ).toEqual({ low: 5, high: 30 });
    expect(multiplesOf(tableOf([])).range).toBeNull();
  });
});

describe("slopes", () => {
  it("run from one year to another, largest rise first, and name what lies between and who is missing", () => {
    const slope = slopeOf(
      tableOf(
        [
          [60, 1, 50],
          [60, null, 90],
          [null, null, 7],
        ],
        rating,
      ),
      "2016",
      "2018",
    );
    expect(slope?.lines.map(({ province, from, to, difference, percent }) => [province, from, to, difference, percent])).toEqual([
      [ids[1], 60, 90, 30, null],
      [ids[0], 60, 50, -10, null],
    ]);
    expect(slope?.without.map(({ province }) => province)).toEqual([ids[2]]);
    expect(slope?.across.map(({ beforeYear }) => beforeYear)).toEqual([2018]);
    expect(slopeOf(tableOf([[1]]), "2016", "1999")).toBeNull();
    expect(slopeOf(tableOf([[200, 250]]), "2016", "2017")?.lines[0]).toMatchObject({ difference: 50, percent: 25 });
  });
});

describe("distributions", () => {
  it("are those of R and of spreadsheets", () => {
    // quantile(c(1, 2, 3, 4, 100)) in R; QUARTILE.INC gives the same.
    expect(distributionOf(tableOf([[1], [2], [3], [4], [100]]), "2016")).toMatchObject({
      count: 5,
      min: 1,
      q1: 2,
      median: 3,
      q3: 4,
      max: 100,
      low: 1,
      high: 4,
      outliers: [{ province: ids[4], value: 100 }],
    });
    expect(distributionOf(tableOf([[1], [2], [3], [4]]), "2016")).toMatchObject({ q1: 1.75, median: 2.5, q3: 3.25 });
    expect(distributionOf(tableOf([[1]]), "2017")).toBeNull();
  });

  it("have as many values on either side of each quartile as an oracle counts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }), (values) => {
        const found = distributionOf(tableOf(values.map((value) => [value])), "2016");
        if (found === null) throw new Error("no distribution");
        for (const [part, at] of [
          [0.25, found.q1],
          [0.5, found.median],
          [0.75, found.q3],
        ] as const) {
          const [below, above] = [values.filter((value) => value < at - 1e-9).length, values.filter((value) => value > at + 1e-9).length];
          expect(below).toBeLessThanOrEqual(Math.ceil((values.length - 1) * part));
          expect(above).toBeLessThanOrEqual(Math.ceil((values.length - 1) * (1 - part)));
        }
        const reach = 1.5 * (found.q3 - found.q1);
        const outside = values.filter((value) => value < found.q1 - reach || value > found.q3 + reach);
        expect(found.outliers.map(({ value }) => value)).toEqual([...outside].sort((a, b) => a - b));
        expect([found.min, found.max]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
      { numRuns: 150, seed: 6 },
    );
  });
});

describe("tables side by side", () => {
  const [one, other] = [
    tableOf([
      [1, 2],
      [null, 3],
    ]),
    tableOf(
      [
        [10, null],
        [null, null],
        [30, null],
      ],
      { status: "actual", indicator: "members.trained" },
    ),
  ];

  it("are long: a cell a row, with its period", () => {
    const long = longOf([one, other]);
    expect(long.map(({ cell }) => cell.value).sort()).toEqual([1, 10, 2, 3, 30]);
    expect(long[0]).toMatchObject({ province: ids[0], column: { key: "2016" }, cell: { value: 1 } });
  });
});
