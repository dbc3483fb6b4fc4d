import { expect, it } from "vitest";
import { analyze } from "../../pipeline/language/layers.ts";
import { canonicalSign, simpleTerms, termsOf } from "../../pipeline/search/analyze.ts";

const terms = (text: string): readonly string[] => termsOf(analyze(text)).map(({ term }) => term);

it.each([
  ["21-NQ/TW", "21-nq/tw"],
  ["21 - NQ/TW", "21-nq/tw"],
  ["21–NQ/TW", "21-nq/tw"],
  ["09 – NQ/TU", "9-nq/tu"],
  ["318/QĐ-TTg", "318/qđ-ttg"],
  ["21-NQ/TW@2022-06-16", "21-nq/tw@2022-06-16"],
  ["21 NQ/TW", "21-nq/tw"],
  ["21/NQ-TW", "21-nq/tw"],
  ["21-nq-tw", "21-nq/tw"],
  ["178/2024/nđ-cp", "178/2024/nđ-cp"],
  ["05-CT/TƯ", "5-ct/tw"],
])("writes %s as %s", (raw, expected) => {
  expect(canonicalSign(raw)).toBe(expected);
});

it.each([
  ["Kết nạp 1.168 đảng viên, đạt 69,99%.", ["kết", "nạp", "1168", "đảng", "viên", "đạt", "69,99"]],
  ["HOÀ Bình: Nghị quyết 21 - NQ/TW", ["hòa", "bình", "nghị", "quyết", "21-nq/tw"]],
])("cuts %s into its terms", (text, expected) => {
  expect(simpleTerms(analyze(text).tokens).map(({ term }) => term)).toEqual(expected);
});

it("gives every term the run of the text that it stands for, and its writing without diacritics", () => {
  const text = "Xếp loại TCCSĐ năm 2015";
  for (const { term, plain, start, end } of termsOf(analyze(text))) {
    if (!term.startsWith("=")) expect(text.slice(start, end).toLowerCase()).toBe(term);
    expect(plain).not.toMatch(/[^\p{ASCII}]/u);
  }
});

it.each<{ text: string; term: string; found: boolean; why?: string }>([
  { text: "có 12 TCCSĐ", term: "=tccsđ", found: true },
  { text: "các tổ chức cơ sở đảng", term: "=tccsđ", found: true },
  { text: "TCSCĐ", term: "=tccsđ", found: true, why: "a common misprint" },
  { text: "tổ chức đảng", term: "=tccsđ", found: false },
  { text: "đạt trong sạch, vững mạnh", term: "=tsvm", found: true },
  { text: "đạt TSVM", term: "=tsvm", found: true },
  { text: "hoàn thành xuất sắc nhiệm vụ", term: "=htxsnv", found: true },
  { text: "hoàn thành xuất sắc nhiệm vụ", term: "=htnv", found: false, why: "another grade" },
  { text: "hoàn thành tốt nhiệm vụ", term: "=httnv", found: true },
  { text: "Ban Thường vụ Tỉnh ủy", term: "=btv", found: true },
  { text: "Uỷ ban Kiểm tra", term: "=ubkt", found: true, why: "the other tone placement" },
  { text: "to chuc co so dang", term: "=tccsđ", found: false, why: "a text is read as written" },
])("finds $term in '$text': $found", ({ text, term, found }) => {
  expect(terms(text).includes(term)).toBe(found);
});
