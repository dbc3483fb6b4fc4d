import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codesOf } from "../../pipeline/language/codes.ts";
import { fold } from "../../pipeline/language/fold.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import { writingAt } from "../../pipeline/language/writings.ts";
import { hostile } from "./hostile.ts";

const writing = (raw: string) => writingAt(codesOf(`(${raw})`), 1, raw.length + 1);

describe("a writing", () => {
  it.each([
    ["đảng", "đảng", "lower"],
    ["Đảng", "đảng", "capital"],
    ["TCCSĐ", "tccsđ", "upper"],
    ["Đ", "đ", "capital"],
    ["UỶ", "ủy", "upper"],
    ["Hoà", "hòa", "capital"],
    ["2014", "2014", "lower"],
    ["__proto__", "__proto__", "lower"],
    ["a".repeat(40), "a".repeat(40), "lower"],
  ])("%s has the key %s", (raw, key, letters) => {
    for (let time = 0; time < 2; time++) expect(writing(raw)).toMatchObject({ raw, key, case: letters });
  });

  it.each([
    ["TCCSĐvà", 5],
    ["BTVđã", 3],
    ["TWvà", 0],
    ["TTg", 0],
    ["TCCSĐ", 0],
    [`${"A".repeat(30)}và`, 0],
  ])("%s has a word glued on at %d", (raw, at) => {
    expect(writing(raw).gluedAt).toBe(at);
  });

  it("is told from every other one, and its key is its folding", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (raw) => {
        expect(writing(raw)).toMatchObject({ raw, key: fold(raw) });
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same after so many others that the table has forgotten it", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const before = scanTokens(text);
        for (let number = 0; number < 40_000; number++) writing(String(number));
        expect(scanTokens(text)).toEqual(before);
      }),
      { numRuns: 5 },
    );
  });
});
