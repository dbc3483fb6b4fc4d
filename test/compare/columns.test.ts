import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, fitColumn, keyBefore } from "../../pipeline/compare/periods.ts";
import { findBreaks } from "../../pipeline/compare/series.ts";
import { makeTable } from "../../pipeline/compare/table.ts";
import type { Period } from "../../pipeline/types/observation.ts";
import type { PeriodKind } from "../../pipeline/types/table.ts";
import { makeStored } from "../store/documents.ts";
import { makeSpec, provinces } from "./provinces.ts";

it.each<{ period: Period; kind: PeriodKind; expected: string | null; why?: string }>([
  { period: { from: "2014-01-01", to: "2014-06-30" }, kind: "half", expected: "2014-H1" },
  { period: { from: "2014-01", to: "2014-06" }, kind: "half", expected: "2014-H1" },
  { period: { from: "2014-07-01", to: "2014-12-31" }, kind: "half", expected: "2014-H2" },
  { period: { from: "2014-01-01", to: "2014-06-20" }, kind: "half", expected: "2014-H1", why: "a half-year report" },
  { period: { from: "2014-01-01", to: "2014-06-19" }, kind: "half", expected: null },
  { period: { from: "2014-01-01", to: "2014-12-31" }, kind: "half", expected: null, why: "a year is no half" },
  { period: { from: "2014-01-01", to: "2014-03-31" }, kind: "half", expected: null },
  { period: { from: "2014-04-01", to: "2014-06-30" }, kind: "quarter", expected: "2014-Q2" },
  { period: { from: "2014-04-01", to: "2014-06-29" }, kind: "quarter", expected: null },
  { period: { from: "2014-01-01", to: "2014-06-30" }, kind: "quarter", expected: null },
  { period: { from: "2014-02", to: "2014-02" }, kind: "month", expected: "2014-02" },
  { period: { from: "2016-02-01", to: "2016-02-28" }, kind: "month", expected: null, why: "a leap year" },
  { period: { from: "2015", to: "2020" }, kind: "term", expected: "2015-2020" },
  { period: { from: "2015-10-20", to: "2020-10-05" }, kind: "term", expected: "2015-2020" },
  { period: { from: "2016", to: "2020" }, kind: "term", expected: null, why: "five calendar years are no term" },
  { period: { from: "2015", to: "2018" }, kind: "term", expected: null },
  { period: { from: null, to: "2020" }, kind: "term", expected: null },
  { period: { from: "2014-01-01", to: null }, kind: "half", expected: null },
  { period: { at: "2014-06-30" }, kind: "half", expected: "2014-H1" },
  { period: { at: "2014" }, kind: "quarter", expected: "2014-Q4", why: "of 2014: at its end" },
  { period: { at: "2014-05" }, kind: "month", expected: "2014-05" },
  { period: { at: "2020-12-31" }, kind: "term", expected: "2015-2020" },
  { period: { at: "2021-01-31" }, kind: "term", expected: "2020-2025" },
])("takes $period as $kind for $expected", ({ period, kind, expected }) => {
  expect(fitColumn(period, kind)?.key ?? null).toBe(expected);
});

describe("the columns of a table", () => {
  it.each<[PeriodKind, readonly string[]]>([
    ["year", ["2014", "2015"]],
    ["half", ["2014-H1", "2014-H2", "2015-H1", "2015-H2"]],
    ["quarter", ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4", "2015-Q1", "2015-Q2", "2015-Q3", "2015-Q4"]],
    ["term", ["2015-2020"]],
  ])("of a %s are in order", (period, keys) => {
    expect(columnsOf({ years: { from: 2014, to: 2015 }, period }).map(({ key }) => key)).toEqual(keys);
  });

  it("tile the years, and each takes what covers it day by day and nothing else", () => {
    const kind = fc.constantFrom<PeriodKind>("half", "quarter", "month");
    fc.assert(
      fc.property(kind, fc.integer({ min: 2000, max: 2024 }), fc.nat(), fc.nat(), (period, year, n, m) => {
        const columns = columnsOf({ years: { from: year, to: year + 1 }, period });
        columns.slice(1).forEach(({ from }, at) => {
          expect(Date.parse(from) - Date.parse(columns[at]?.to ?? "")).toBe(86_400_000);
        });
        const [one, other] = [columns[n % columns.length]!, columns[m % columns.length]!];
        const fit = fitColumn({ from: one.from, to: other.to }, period);
        expect(fit?.key ?? null).toBe(one.key === other.key ? one.key : null);
        expect(fitColumn({ at: one.from }, period)?.key).toBe(one.key);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it("know the same column a year before", () => {
    const before = (period: PeriodKind): readonly string[] =>
      columnsOf({ years: { from: 2020, to: 2020 }, period }).map((column) => keyBefore(column, period));
    expect([before("year"), before("half"), before("term"), before("month")[6]]).toEqual([
      ["2019"],
      ["2019-H1", "2019-H2"],
      ["2015-2020"],
      "2019-07",
    ]);
  });

  it("are broken where the break lies in the year", () => {
    const keys = (period: PeriodKind) =>
      findBreaks(makeSpec({ indicator: "orgs.total", years: { from: 2024, to: 2026 }, boundaries: "now", period })).map(
        ({ beforePeriod }) => beforePeriod,
      );
    expect([keys("half"), keys("quarter"), keys("month")]).toEqual([
      ["2025-H2", "2026-H2"],
      ["2025-Q3", "2026-Q3"],
      ["2025-07", "2026-07"],
    ]);
    const terms = findBreaks(makeSpec({ indicator: "orgs.total", years: { from: 2015, to: 2025 }, period: "term" }));
    expect(terms.map(({ beforePeriod }) => beforePeriod)).toEqual(["2025-2030", "2025-2030", "2025-2030"]);
  });
});

describe("a table of half-years", () => {
  const told = (from: string, to: string, value: number, id: string, province = "63-02") =>
    makeStored({ value, place: { level: "province", province, name: null }, period: { from, to } }, { id });
  const halves = { years: { from: 2014, to: 2015 }, period: "half" as const };

  it("has half-years only, with changes on the same half a year before", () => {
    const observations = [
      told("2014-01-01", "2014-06-30", 400, "a"),
      told("2014-01-01", "2014-12-31", 900, "b"),
      told("2015-01-01", "2015-06-30", 500, "c"),
    ];
    const made = makeTable({ spec: makeSpec({ ...halves, changes: true }), observations, provinces });
    expect(made.years).toEqual([2014, 2014, 2015, 2015]);
    expect(made.rows[0]?.cells.map((cell) => cell?.value ?? null)).toEqual([400, null, 500, null]);
    expect(made.rows[0]?.cells[2]).toMatchObject({ period: "2015-H1", change: { on: "2014-H1", absolute: 100, percent: 25 } });
    expect(made.coverage.map(({ reported }) => reported)).toEqual([1, 0, 1, 0]);
  });

  it("adds up the parts of a province of today, of the same half only", () => {
    const observations = [
      told("2014-01-01", "2014-06-30", 400, "a"),
      told("2014-07-01", "2014-12-31", 5, "b", "63-08"),
      told("2014-01-01", "2014-06-30", 30, "c", "63-08"),
    ];
    const made = makeTable({ spec: makeSpec({ ...halves, boundaries: "now" }), observations, provinces });
    expect(made.rows[0]?.cells.map((cell) => [cell?.kind, cell?.value])).toEqual([
      ["derived", 430],
      ["partial", null],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it("has the first half of 2025 on the 63 and the second on the 34", () => {
    const made = makeTable({ spec: makeSpec({ years: { from: 2025, to: 2025 }, period: "half" }), observations: [], provinces });
    expect(made.coverage.map(({ of }) => of)).toEqual([63, 34]);
  });
});

it("adds up stocks of a day that all parts have, before those of different days", () => {
  const stock = (province: string, at: string, value: number) =>
    makeStored(
      { indicator: "members.total", value, place: { level: "province", province, name: null }, period: { at } },
      { id: `${province}-${at}` },
    );
  const observations = [stock("63-02", "2014-12-31", 70), stock("63-02", "2014-06-30", 60), stock("63-08", "2014-06-30", 50)];
  const spec = makeSpec({ indicator: "members.total", boundaries: "now", years: { from: 2014, to: 2014 } });
  expect(makeTable({ spec, observations, provinces }).rows[0]?.cells[0]).toMatchObject({ value: 110, formula: "60 + 50", checks: [] });
});
