import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { EVERYTHING } from "../../pipeline/jobs/dataset.ts";
import { exportData } from "../../pipeline/jobs/export.ts";
import { tableExports } from "../../pipeline/jobs/table-exports.ts";
import { questionsOf, tableOf } from "../../pipeline/jobs/tables.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { storeWith } from "../publish/data-tables.ts";

const at = (province: string) => ({ level: "province" as const, province, name: null });
const period = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });
const FIGURES = [
  [
    { value: 100, place: at("63-20"), period: period(2014) },
    { value: 125, place: at("63-20"), period: period(2015), quote: "=1+1" },
  ],
];
const LINK = "i=members.admitted&y=2014-2015&c=1&r=high&t=1";

const tablesOf = (store: ReturnType<typeof storeWith>) => questionsOf(LINK).map((spec) => tableOf(store, spec));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it("writes every format there is, in every form it has", async () => {
  const store = storeWith(FIGURES);
  const exports = tableExports(store);
  for (const { name, forms } of exports.formats)
    for (const form of forms)
      expect((await exports.write(tablesOf(store), { format: name, form, lang: "vi" })).length, `${name} ${form}`).toBeGreaterThan(80);
});

it("has changes and ranks in CSV, the articles behind the cells in BibTeX, and all of it in a workbook", async () => {
  const store = storeWith(FIGURES);
  const { write } = tableExports(store);
  const csv = textOf(await write(tablesOf(store), { format: "csv", form: "long", lang: "vi" }));
  expect(csv.split("\r\n")[0]).toContain("change_percent");
  expect(csv).toContain("'=1+1");
  expect(textOf(await write(tablesOf(store), { format: "csv", form: "wide", lang: "vi" }))).toContain("members.admitted 2015 change");
  expect(textOf(await write(tablesOf(store), { format: "bibtex", form: "long", lang: "vi" }))).toContain("https://bao.test/0");
  const book = await write(tablesOf(store), { format: "xlsx", form: "long", lang: "vi" });
  expect(textOf(book.slice(0, 2))).toBe("PK");
});

it("refuses a format or form that is not there", async () => {
  const store = storeWith(FIGURES);
  const { write } = tableExports(store);
  await expect(write(tablesOf(store), { format: "exe", form: "long", lang: "vi" })).rejects.toThrow(WrongUse);
  await expect(write(tablesOf(store), { format: "sdmx-csv", form: "wide", lang: "vi" })).rejects.toThrow(WrongUse);
});

it("exports the tables of a permalink, as the command line does", async () => {
  const store = storeWith(FIGURES);
  const folder = mkdtempSync(join(tmpdir(), "dangvu-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const cells = { tables: () => tablesOf(store), query: LINK };
  const usual = {
    what: null,
    filter: EVERYTHING,
    cells,
    force: false,
    bom: false,
    lang: "vi" as const,
    now: new Date("2026-11-22T00:00:00Z"),
  };
  const book = await exportData(store, { ...usual, path: join(folder, "bang.xlsx"), format: null });
  expect(Object.keys(book.rows)).toEqual(["wide", "cells", "totals", "documents"]);
  expect(book.about.query).toBe(LINK);
  expect(readFileSync(join(folder, "bang.xlsx"), "latin1").match(/xl\/worksheets\/sheet\d\.xml/gu)?.length).toBe(2 * 5);
  expect((await exportData(store, { ...usual, path: join(folder, "a.csv"), format: null })).rows).toEqual({ cells: 2 });
  await exportData(store, { ...usual, path: join(folder, "b.csv"), format: null, form: "wide" });
  expect(readFileSync(join(folder, "b.csv"), "utf8")).toContain("members.admitted 2014,");
  expect((await exportData(store, { ...usual, path: join(folder, "s.csv"), format: "sdmx-csv" })).rows).toEqual({ cells: 2 });
});
