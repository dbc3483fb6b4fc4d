import { describe, expect, it } from "vitest";
import { bulletinPeriods, bulletinQuestions, nearestPeriods } from "../../../pipeline/jobs/bulletin/coverage.ts";
import { admitted, listStore } from "./made.ts";

const quarter = (year: number, value: number) => admitted("63-20", year, value, { period: { from: `${year}-01-01`, to: `${year}-03-31` } });

const store = listStore([
  admitted("63-20", 2021, 900),
  admitted("63-20", 2023, 1200),
  admitted("63-68", 2023, 800),
  admitted("63-68", 2022, 700, { period: { from: "2022-01-01", to: "2022-12-05" } }),
  admitted("63-10", 2020, 500, { head: { trust: "years_rewritten" } }),
  admitted("63-20", 2023, 40, { indicator: "discipline.members" }),
  quarter(2024, 300),
]);

describe("what the store has for bulletins", () => {
  it("is told by period, the newest first, and by topic", () => {
    expect(bulletinPeriods(store).map(({ period }) => period)).toEqual(["2024-Q1", "2023", "2021"]);
    expect(bulletinQuestions(store, "2023")).toEqual({
      period: "2023",
      kind: "year",
      topics: [
        { topic: "admitted", figures: 2, provinces: 2 },
        { topic: "discipline", figures: 1, provinces: 1 },
      ],
    });
  });

  it("is nothing in a year that was told before it was over, or by a report that is not to be trusted", () => {
    expect(bulletinQuestions(store, "2022").topics).toEqual([]);
    expect(bulletinQuestions(store, "2020").topics).toEqual([]);
  });

  it("names the nearest periods of the same kind that have something for the topics", () => {
    expect(nearestPeriods(store, { period: "2022", topics: ["admitted"] })).toEqual(["2023", "2021"]);
    expect(nearestPeriods(store, { period: "2022", topics: ["discipline"] })).toEqual(["2023"]);
    expect(nearestPeriods(store, { period: "2023-Q4", topics: ["admitted"] })).toEqual(["2024-Q1"]);
    expect(nearestPeriods(store, { period: "2023-07", topics: ["admitted"] })).toEqual([]);
  });
});
