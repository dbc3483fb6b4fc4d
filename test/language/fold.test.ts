import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldAccents, foldPhrase } from "../../pipeline/language/fold.ts";

/** Newer and older tone placement of open syllables, with the consonants before them. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["hoà", "hòa"],
  ["hoá", "hóa"],
  ["hoả", "hỏa"],
  ["doạ", "dọa"],
  ["loã", "lõa"],
  ["khoẻ", "khỏe"],
  ["hoè", "hòe"],
  ["xoé", "xóe"],
  ["toẽ", "tõe"],
  ["hoẹ", "họe"],
  ["thuỷ", "thủy"],
  ["uỷ", "ủy"],
  ["huỳ", "hùy"],
  ["tuý", "túy"],
  ["luỹ", "lũy"],
  ["luỵ", "lụy"],
];

describe("fold", () => {
  it.each(PAIRS)("takes %s and %s for one word, in any case", (newer, older) => {
    expect(fold(newer)).toBe(older);
    expect(fold(older)).toBe(older);
    expect(fold(newer.toUpperCase())).toBe(older);
    expect(fold(newer[0]?.toUpperCase() + newer.slice(1))).toBe(older);
  });

  it.each(["quý", "quỳ", "quỷ", "quỵ", "toàn", "hoàng", "thuyền", "khuỷu", "nguyễn", "chuyển", "đoàn", "loài", "ngoái"])(
    "leaves %s, which has one writing",
    (word) => {
      expect(fold(word)).toBe(word);
    },
  );

  it.each([
    ["ĐẢNG", "đảng"],
    ["Ðảng", "đảng"],
    ["ðảng", "đảng"],
    ["TCCSĐ", "tccsđ"],
    ["Kết", "kết"],
    ["", ""],
    ["21-NQ/TW", "21-nq/tw"],
  ])("makes %s small: %s", (token, key) => {
    expect(fold(token)).toBe(key);
  });

  it("keeps words apart that differ in an accent", () => {
    expect(new Set(["ma", "má", "mà", "mả", "mã", "mạ", "mâ", "mă", "da", "đa"].map(fold)).size).toBe(10);
  });

  it("changes nothing the second time, also for phrases and for writings without accents", () => {
    const word = fc.oneof(fc.constantFrom(...PAIRS.flat(), "Quý", "TOÀN", "Ðảng", "İ", "ẞ", "ΑΣ"), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(word, fc.array(word), (token, words) => {
        expect(fold(fold(token))).toBe(fold(token));
        const phrase = foldPhrase(words.join(" "));
        expect(foldPhrase(phrase)).toBe(phrase);
        expect(foldAccents(foldAccents(token))).toBe(foldAccents(token));
      }),
    );
  });

  it("gives the same when its memory has been filled in between", () => {
    const before = fold("Uỷ");
    for (let i = 0; i < 60_000; i++) fold(`số${i}`);
    expect(fold("Uỷ")).toBe(before);
  });
});

describe("foldPhrase", () => {
  it("folds each syllable, with single spaces between", () => {
    expect(foldPhrase("  Uỷ  ban\tKiểm tra\nTỈNH UỶ ")).toBe("ủy ban kiểm tra tỉnh ủy");
  });
});

describe("foldAccents", () => {
  it.each([
    ["Kết nạp Đảng", "ket nap dang"],
    ["THỪA THIÊN – HUẾ", "thua thien – hue"],
    ["Ðắk Lắk", "dak lak"],
    ["thuỷ thủy", "thuy thuy"],
    ["ươ ƯƠ", "uo uo"],
    ["Đ/c".normalize("NFD"), "d/c"],
  ])("%s → %s", (text, plain) => {
    expect(foldAccents(text)).toBe(plain);
  });
});
