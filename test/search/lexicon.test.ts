import { expect, it } from "vitest";
import { isOneOff, MemoryLexicon } from "../../pipeline/search/lexicon.ts";

it.each<[a: string, b: string, expected: boolean]>([
  ["khiem", "khien", true],
  ["khiem", "khim", true],
  ["khiem", "khiemm", true],
  ["khiem", "kheim", true],
  ["khiem", "khiem", false],
  ["khiem", "khoen", false],
  ["khiem", "khi", false],
  ["", "a", true],
])("sees whether %s and %s differ by one letter: %s", (a, b, expected) => {
  expect([isOneOff(a, b), isOneOff(b, a)]).toEqual([expected, expected]);
});

it("completes and corrects words, those of most articles first", () => {
  const lexicon = new MemoryLexicon([
    ["nạp", 2],
    ["nạn", 5],
    ["~nap", 2],
    ["~nan", 9],
    ["nạc", 5],
  ]);
  lexicon.add(["nạp"], []);
  expect(lexicon.startingWith("nạ")).toEqual(["nạc", "nạn", "nạp"]);
  expect(lexicon.near("~nam")).toEqual(["~nan", "~nap"]);
  expect([lexicon.has("nạp"), lexicon.has("nạ")]).toEqual([true, false]);
});

it("knows words by their unmarked writing, those of several syllables first", () => {
  const lexicon = new MemoryLexicon(
    [],
    [
      ["kế", 9],
      ["kế_hoạch", 2],
      ["kết_nạp", 5],
      ["kẹt", 1],
    ],
  );
  lexicon.add([], ["kết_nạp", "kết_quả"]);
  expect(lexicon.completing("ke").map(({ term, articles }) => [term, articles])).toEqual([
    ["kết_nạp", 6],
    ["kế_hoạch", 2],
    ["kết_quả", 1],
    ["kế", 9],
    ["kẹt", 1],
  ]);
  expect(lexicon.writings("ket_nap").map(({ term }) => term)).toEqual(["kết_nạp"]);
  expect(lexicon.likeTerms("ket_nam").map(({ term }) => term)).toEqual(["kết_nạp"]);
  expect(lexicon.likeTerms("ken_nan")).toEqual([]);
});
