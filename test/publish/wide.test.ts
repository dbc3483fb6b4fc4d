import { expect, it } from "vitest";
import { cellsTable } from "../../pipeline/publish/tables/cells.ts";
import { totalsTable } from "../../pipeline/publish/tables/totals.ts";
import { wideTable } from "../../pipeline/publish/tables/wide.ts";
import type { DataTable } from "../../pipeline/types/dataset.ts";
import { yearOf } from "../compare/provinces.ts";
import { makeStored } from "../store/documents.ts";
import { tableOf } from "./tables.ts";

const at = (province: string) => ({ level: "province" as const, province, name: null });
const FIGURES = [
  makeStored({ value: 100, place: at("63-10"), period: yearOf(2014) }),
  makeStored({ value: 125, place: at("63-10"), period: yearOf(2015) }),
  makeStored({ value: 300, place: at("63-20"), period: yearOf(2015) }),
];
const recordsOf = ({ fields, rows }: DataTable) =>
  [...rows()].map((row) => Object.fromEntries(fields.map(({ name }, index) => [name, row[index] ?? null])));

it("writes a province a row, a period a column, null for a blank", () => {
  const wide = recordsOf(wideTable([tableOf(FIGURES)]));
  expect(wide.find(({ province }) => province === "63-10")).toMatchObject({
    "members.admitted 2014": 100,
    "members.admitted 2015": 125,
    "members.admitted 2016": null,
  });
  expect(wide.find(({ province }) => province === "63-20")).toMatchObject({ "members.admitted 2014": null, "members.admitted 2015": 300 });
});

it("has changes and ranks beside the values where they were asked for, and the country last", () => {
  const table = tableOf(FIGURES, { changes: true, ranks: "high", totals: true });
  const wide = recordsOf(wideTable([table]));
  expect(wide.find(({ province }) => province === "63-10")).toMatchObject({
    "members.admitted 2015": 125,
    "members.admitted 2015 change": 25,
    "members.admitted 2015 rank": 2,
  });
  expect(wide.find(({ province }) => province === "VN")).toMatchObject({ province_name: "Cả nước", "members.admitted 2015": null });
  const long = recordsOf(cellsTable(table)).find(({ province, year }) => province === "63-10" && year === 2015);
  expect(long).toMatchObject({ change: 25, change_percent: 25, change_points: null, change_on: "2014", rank: 2, rank_of: 2 });
  const country = recordsOf(totalsTable([table])).find(({ level, period }) => level === "national" && period === "2015");
  expect(country).toMatchObject({ sum: 425, reported: 2, published: null });
});

it("sets tables side by side, each by its own question", () => {
  const other = tableOf([makeStored({ indicator: "members.trained", value: 9, place: at("63-10"), period: yearOf(2014) })], {
    indicator: "members.trained",
  });
  const tables = [tableOf(FIGURES), other];
  expect(recordsOf(wideTable(tables)).find(({ province }) => province === "63-10")).toMatchObject({
    "members.admitted 2014": 100,
    "members.trained 2014": 9,
  });
  const long = cellsTable(...tables);
  expect(long.primaryKey).toEqual(["indicator", "dims", "measure", "status", "province", "year"]);
  expect(recordsOf(long).map(({ indicator, value }) => `${indicator} ${value}`)).toContain("members.trained 9");
});

it("says nothing of changes and ranks that nobody asked for", () => {
  const names = cellsTable(tableOf(FIGURES)).fields.map(({ name }) => name);
  expect(names.filter((name) => /change|rank|period/u.test(name))).toEqual([]);
});
