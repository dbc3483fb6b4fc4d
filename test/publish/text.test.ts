import { expect, it } from "vitest";
import { writeText } from "../../pipeline/publish/text.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { StoredObservation } from "../../pipeline/types/store.ts";
import { yearOf } from "../compare/provinces.ts";
import { makeStored } from "../store/documents.ts";
import { labels, tableOf } from "./tables.ts";

let count = 0;
function said(province: string, year: number, value: number, more: Partial<Observation> = {}): StoredObservation {
  return makeStored({ value, place: { level: "province", province, name: null }, period: yearOf(year), ...more }, { id: `t-${count++}` });
}

it("lines up names and figures, with marks behind and the coverage below", () => {
  const table = tableOf([
    said("63-10", 2014, 1168),
    said("63-10", 2014, 1150),
    said("63-10", 2016, 900, { bound: "more_than" }),
    said("63-30", 2014, 87),
  ]);
  const expected = [
    "Tỉnh                 2014   2015     2016",
    "Lào Cai             1.168≠     –  hơn 900",
    "Hải Dương              87      –        –",
    "Số tỉnh có số liệu   2/63   0/63     1/63",
    "",
    "≠ có số khác",
    "| 2015: Năm đại hội các cấp: nhiều báo cáo cộng cả nhiệm kỳ năm năm.",
    "",
  ];
  expect(writeText(table, labels).split("\n")).toEqual(expected);
});

it("marks what was derived and what is there in part", () => {
  const table = tableOf([said("63-02", 2014, 700), said("63-08", 2014, 500), said("63-02", 2015, 700)], {
    boundaries: "now",
    years: { from: 2014, to: 2015 },
  });
  const lines = writeText(table, labels).split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "Tỉnh                 2014   2015",
    "Tuyên Quang         1.200*     …",
    "Số tỉnh có số liệu   1/34   0/34",
  ]);
  expect(lines).toContain("* tính ra");
  expect(lines).toContain("… thiếu phần");
});

it("puts years that do not fit into a block below", () => {
  const text = writeText(
    tableOf([said("63-10", 2014, 1168)], { indicator: "members.admitted", years: { from: 2011, to: 2014 } }),
    labels,
    34,
  );
  expect(text.split("\n\n").map((block) => block.split("\n")[0])).toEqual([
    "Tỉnh                2011  2012",
    "Tỉnh                2013   2014",
  ]);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(34);
});

it("says a note once, with all years it is about", () => {
  const lines = writeText(tableOf([said("63-10", 2014, 87)], { years: { from: 2009, to: 2021 } }), labels).split("\n");
  expect(lines.filter((line) => line.startsWith("|"))).toEqual([
    "| 2010, 2015, 2020: Năm đại hội các cấp: nhiều báo cáo cộng cả nhiệm kỳ năm năm.",
  ]);
});

it("says that there is nothing", () => {
  expect(writeText(tableOf([]), labels)).toBe("Chưa có số liệu.\n");
});

it("is as wide as it looks, with letters composed or not", () => {
  const table = tableOf([said("63-30", 2014, 87)]);
  const decomposed = { ...table, rows: table.rows.map((row) => ({ ...row, name: row.name.normalize("NFD") })) };
  expect(writeText(decomposed, labels).normalize("NFC")).toBe(writeText(table, labels));
});
