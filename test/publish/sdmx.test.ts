import { expect, it } from "vitest";
import { sdmxTable, timePeriod } from "../../pipeline/publish/sdmx.ts";
import { cellsTable } from "../../pipeline/publish/tables/cells.ts";
import { yearOf } from "../compare/provinces.ts";
import { makeStored } from "../store/documents.ts";
import { tablesWith } from "./data-tables.ts";
import { tableOf } from "./tables.ts";

it.each([
  ["2014-01-01", "2014-12-31", "2014"],
  ["2014", "2014", "2014"],
  ["2014-01-01", "2014-06-30", "2014-S1"],
  ["2014-07", "2014-12", "2014-S2"],
  ["2014-04-01", "2014-06-30", "2014-Q2"],
  ["2016-02", "2016-02", "2016-02"],
  ["2016-02-01", "2016-02-29", "2016-02"],
  ["2014-05-19", "2014-05-19", "2014-05-19"],
  ["2014-01-01", "2014-09-30", "2014-01-01/P273D"],
  ["2010", "2014", "2010-01-01/P1826D"],
  [null, "2014", null],
  ["2014-06", "2014-01", null],
])("writes %s to %s as %s", (from, to, expected) => {
  expect(timePeriod(from, to)).toBe(expected);
});

it.each([
  ["1.0", ["DATAFLOW"], ["DANGVU:OBSERVATIONS(1.0.0)"]],
  ["2.0", ["STRUCTURE", "STRUCTURE_ID", "ACTION"], ["dataflow", "DANGVU:OBSERVATIONS(1.0.0)", "I"]],
] as const)(
  "puts structure, dimensions, time and value in the places of version %s, and leaves out what has no time",
  (version, names, values) => {
    const table = sdmxTable(tablesWith().observations, version);
    const columns = table.fields.map(({ name }) => name);
    expect(columns.slice(0, names.length)).toEqual(names);
    expect(new Set(columns).size).toBe(columns.length);
    const rows = [...table.rows()];
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.slice(0, names.length)).toEqual(values);
    const at = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
    expect(at("TIME_PERIOD").toSorted()).toEqual(["2020-03", "2023"]);
    expect(at("OBS_VALUE").toSorted()).toEqual([-3, 69.99]);
    expect(at("BREAKDOWN")).toEqual(["_T", "_T"]);
  },
);

it("has one observation a key in a comparison table", () => {
  const place = { level: "province" as const, province: "63-10", name: null };
  const table = sdmxTable(cellsTable(tableOf([makeStored({ value: 1168, place, period: yearOf(2014) })])), "2.0");
  const columns = table.fields.map(({ name }) => name);
  const [row = []] = table.rows();
  expect(columns.slice(3, 11)).toEqual([
    "INDICATOR",
    "BREAKDOWN",
    "MEASURE",
    "OBS_KIND",
    "BOUNDARIES",
    "REF_AREA",
    "TIME_PERIOD",
    "OBS_VALUE",
  ]);
  expect(row.slice(3, 11)).toEqual(["members.admitted", "_T", "count", "actual", "then", "63-10", "2014", 1168]);
});

it.each([
  ["half", { from: "2014-01-01", to: "2014-06-30" }, "2014-S1"],
  ["quarter", { from: "2014-07-01", to: "2014-09-30" }, "2014-Q3"],
  ["month", { from: "2014-05-01", to: "2014-05-31" }, "2014-05"],
  ["term", { from: "2010-01-01", to: "2015-12-31" }, "2010-01-01/P5Y"],
] as const)("names the period of a table by %s", (period, span, time) => {
  const place = { level: "province" as const, province: "63-10", name: null };
  const table = sdmxTable(
    cellsTable(tableOf([makeStored({ value: 7, place, period: span })], { period, years: { from: 2010, to: 2015 } })),
    "1.0",
  );
  const columns = table.fields.map(({ name }) => name);
  const [row = []] = table.rows();
  expect(row[columns.indexOf("TIME_PERIOD")]).toBe(time);
  expect(columns).not.toContain("PERIOD");
});
