import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type DataFilter, EVERYTHING, queryOf, tablesOf } from "../../pipeline/jobs/dataset.ts";
import { type ExportRequest, exportData } from "../../pipeline/jobs/export.ts";
import type { DataTable } from "../../pipeline/types/dataset.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { storeWith, testFolder } from "../publish/data-tables.ts";

const at = (province: string) => ({ level: "province" as const, province, name: null });
const FIGURES = [
  [
    { value: 1, place: at("63-10") },
    { value: 2, place: at("63-20"), period: { from: "2010", to: null } },
  ],
  [{ value: 3, indicator: "members.total", period: { at: "2015-06" } }],
  [{ value: 4, status: "target" as const, period: null, basis: "unknown" as const }],
];

const column = ({ fields, rows }: DataTable, name: string) =>
  [...rows()].map((row) => row[fields.findIndex((field) => field.name === name)]);

it.each<[string, Partial<DataFilter>, number[], string]>([
  ["everything", {}, [1, 2, 3, 4], ""],
  ["an indicator", { indicators: ["members.total"] }, [3], "indicator=members.total"],
  ["two indicators", { indicators: ["members.total", "members.admitted"] }, [1, 2, 3, 4], "indicator=members.admitted,members.total"],
  ["a province", { provinces: ["63-20"] }, [2], "province=63-20"],
  ["years, open ends included, unknown times not", { years: { from: 2014, to: 2016 } }, [2, 3], "years=2014..2016"],
  ["a status", { status: "target" }, [4], "status=target"],
])("takes away %s, with the reports of these figures only", (_, part, values, query) => {
  const filter = { ...EVERYTHING, ...part };
  const tables = tablesOf(storeWith(FIGURES), filter);
  expect(column(tables.observations, "value").sort()).toEqual(values);
  const articles = new Set(query === "" ? column(tables.documents, "article") : column(tables.observations, "article"));
  for (const table of [tables.documents, tables.citations, tables.checks]) expect(new Set(column(table, "article"))).toEqual(articles);
  expect(queryOf(filter)).toBe(query);
});

function request(fields: Partial<ExportRequest>): ExportRequest {
  const usual = { format: null, what: null, filter: EVERYTHING, cells: null, force: false, bom: false, lang: "vi" as const };
  return { path: "", ...usual, now: new Date("2026-11-22T00:00:00Z"), ...fields };
}

it("writes one file or several, and counts what it wrote", async () => {
  const folder = testFolder();
  const store = storeWith(FIGURES);
  const one = await exportData(store, request({ path: join(folder, "a.csv") }));
  expect(one.rows).toEqual({ observations: 4 });
  expect(readFileSync(join(folder, "a.csv"), "utf8").trimEnd().split("\r\n")).toHaveLength(5);
  await exportData(store, request({ path: join(folder, "goi") }));
  const names = ["checks", "citations", "codebook", "documents", "observations", "places"].map((name) => `${name}.csv`);
  expect(readdirSync(join(folder, "goi")).sort()).toEqual([...names, "dangvu.json", "datapackage.json"].sort());
  expect((await exportData(store, request({ path: join(folder, "s.csv"), format: "sdmx-csv" }))).rows).toEqual({ observations: 2 });
});

it("refuses what a format cannot hold, and leaves the store free", async () => {
  const path = join(testFolder(), "a.bib");
  const store = storeWith(FIGURES);
  await expect(exportData(store, request({ path, what: "checks" }))).rejects.toThrow(WrongUse);
  await expect(exportData(store, request({ path: `${path}.csv`, what: "cells" }))).rejects.toThrow(WrongUse);
  expect((await exportData(store, request({ path }))).rows).toEqual({ documents: 3 });
});
