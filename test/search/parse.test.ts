import fc from "fast-check";
import { expect, it } from "vitest";
import { parseQuery } from "../../pipeline/search/parse.ts";

const flat = (query: string): readonly string[] => parseQuery(query).groups.flatMap(({ units }) => units.map(({ term }) => term));

it.each<{ query: string; wanted: readonly string[]; excluded?: readonly string[]; phrases?: readonly (readonly string[])[] }>([
  { query: "Kết nạp đảng viên", wanted: ["kết", "nạp", "=đv"] },
  { query: "21 - NQ/TW", wanted: ["21-nq/tw"] },
  { query: "21-nq/tw", wanted: ["21-nq/tw"] },
  { query: "nghị quyết 09 – nq/tu", wanted: ["9-nq/tu", "nghị", "quyết"] },
  { query: "335/2025/NĐ-CP", wanted: ["335/2025/nđ-cp"] },
  { query: "21-NQ/TW@2022-06-16", wanted: ["21-nq/tw@2022-06-16"] },
  { query: "to chuc co so dang", wanted: ["=tccsđ"] },
  { query: "tccsd", wanted: ["=tccsđ"] },
  { query: "kỷ luật -khai trừ", wanted: ["kỷ", "luật", "trừ"], excluded: ["khai"] },
  { query: 'kỷ luật -"khai trừ"', wanted: ["kỷ", "luật"] },
  { query: "“kết nạp” năm 2015", wanted: ["năm", "2015"], phrases: [["kết", "nạp"]] },
  { query: '"chưa đóng', wanted: [], phrases: [["chưa", "đóng"]] },
  { query: "-TCCSĐ", wanted: [], excluded: ["=tccsđ"] },
  { query: '- , . ! ""', wanted: [] },
  { query: "2015 - 2020", wanted: ["2015", "2020"] },
])("reads '$query'", ({ query, wanted, excluded = [], phrases = [] }) => {
  const parsed = parseQuery(query);
  expect(flat(query)).toEqual(wanted);
  expect(parsed.excluded.map(({ term }) => term)).toEqual(excluded);
  expect(parsed.phrases).toEqual(phrases);
});

it("keeps an excluded phrase apart from excluded words", () => {
  expect(parseQuery('kỷ luật -"khai trừ"').excludedPhrases).toEqual([["khai", "trừ"]]);
});

it.each([
  ["ket nap dang vien", false],
  ["kết nạp", true],
  ["21-QĐ/TW", false],
  ['"đảng bộ"', true],
])("sees whether '%s' has diacritics: %s", (query, expected) => {
  expect(parseQuery(query).hasMarks).toBe(expected);
});

it("reads anything at all", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aăđ-"“ ”/@1.:,%Q '), maxLength: 30 }), (query) => {
      expect(parseQuery(query)).toBeDefined();
    }),
    { seed: 4 },
  );
});
