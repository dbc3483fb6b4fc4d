import { expect, it } from "vitest";
import { writeJson } from "../../pipeline/publish/json.ts";
import { yearOf } from "../compare/provinces.ts";
import { makeStored } from "../store/documents.ts";
import { tableOf } from "./tables.ts";

const place = { level: "province" as const, province: "63-10", name: null };

it("gives each report behind a cell with its role, words, place in the text and both addresses", () => {
  const winner = makeStored(
    { value: 1168, place, period: yearOf(2014) },
    { id: "a", publishedAt: "2015-02-01", basedOn: "https://goc.test/1" },
  );
  const agreeing = makeStored({ value: 1168, place, period: yearOf(2014) }, { id: "b", publishedAt: "2015-01-01" });
  const dissenting = makeStored({ value: 1200, place, period: yearOf(2014) }, { id: "c", publishedAt: "2014-12-31" });
  const table = tableOf([dissenting, agreeing, winner]);
  const json = JSON.parse(writeJson(table, ({ article }) => ({ text: `câu của ${article}`, start: 3 })));
  const cell = json.rows[0].cells[0];
  expect(json).toMatchObject({
    spec: { indicator: "members.admitted" },
    years: [2014, 2015, 2016],
    coverage: [{ year: 2014, reported: 1, of: 63 }, {}, {}],
  });
  expect(cell).toMatchObject({ year: 2014, kind: "reported", value: 1168, agree: 2 });
  expect(cell.candidates.map(({ role, value }: { role: string; value: number }) => [role, value])).toEqual([
    ["winner", 1168],
    ["agrees", 1168],
    ["dissents", 1200],
  ]);
  expect(cell.candidates[0]).toMatchObject({
    quote: "kết nạp",
    start: 18,
    end: 25,
    sentence: { text: "câu của a", start: 3 },
    article: { id: "a", url: "https://bao.test/a", sourceUrl: "https://goc.test/1" },
  });
  expect(json.rows[0].cells[1]).toBeNull();
});

it("gives the inputs of a derived cell", () => {
  const inputs = ["63-02", "63-08"].map((province, index) =>
    makeStored({ value: index + 1, place: { ...place, province }, period: yearOf(2014) }, { id: `a-${index}` }),
  );
  const cell = JSON.parse(writeJson(tableOf(inputs, { boundaries: "now" }))).rows[0].cells[0];
  expect(cell).toMatchObject({
    kind: "derived",
    value: 3,
    formula: "1 + 2",
    candidates: [],
    inputs: [
      { province: "63-02", value: 1 },
      { province: "63-08", value: 2 },
    ],
  });
});
