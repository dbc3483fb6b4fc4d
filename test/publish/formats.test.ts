import { expect, it } from "vitest";
import { exportTable, formatByName, TABLE_FORMATS } from "../../pipeline/publish/formats.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { yearOf } from "../compare/provinces.ts";
import { makeStored } from "../store/documents.ts";
import { labels, tableOf } from "./tables.ts";

const place = { level: "province" as const, province: "63-10", name: null };
const table = tableOf([makeStored({ value: 1168, place, period: yearOf(2014) })]);

it.each(TABLE_FORMATS.map(({ name }) => name))("writes a table as %s", (name) => {
  const written = formatByName(name).write(table, { labels });
  expect(written).toContain("Lào Cai");
  expect(written.endsWith("\n")).toBe(true);
});

it("speaks the reader's language", () => {
  expect(exportTable(table, "text", "vi")).toContain("1.168");
  expect(exportTable(table, "text", "en")).toContain("1,168");
  expect(exportTable(table, "csv", "en")).toBe(exportTable(table, "csv", "vi"));
});

it("lists the formats there are when asked for another", () => {
  expect(() => formatByName("pdf")).toThrow(WrongUse);
  expect(() => formatByName("pdf")).toThrow(/"pdf"/);
});
