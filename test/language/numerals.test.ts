import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumeral, readDigits, readNumeral } from "../../pipeline/language/numerals.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import { writeNumeral } from "./write-numeral.ts";

const digits: readonly (readonly [string, number | null])[] = [
  ["1.168", 1168],
  ["12.345.678", 12345678],
  ["69,99", 69.99],
  ["1.234,5", 1234.5],
  ["0,04", 0.04],
  ["08", 8],
  ["007", 7],
  ["1250", 1250],
  ["99.000", 99000],
  ["12.5", 12.5], // a full stop that groups nothing is a decimal point
  ["0.500", 0.5], // no group begins with a zero
  ["1.1000", 1.1], // four digits are no group
  ["1.23.456", null],
  ["1,2,3", null],
  ["12a", null],
  ["", null],
  [",5", null],
];

const writings: readonly (readonly [string, number | null])[] = [
  ["bốn", 4],
  ["năm", 5], // standing alone it is read as five; amounts decide whether it is a year
  ["mười", 10],
  ["mười lăm", 15],
  ["hai mươi", 20],
  ["hai mươi mốt", 21],
  ["hai mươi ba", 23],
  ["hai mươi tư", 24],
  ["ba mươi lăm", 35],
  ["ba mươi nhăm", 35],
  ["bẩy mươi", 70],
  ["hai chục", 20],
  ["một trăm", 100],
  ["một trăm linh năm", 105],
  ["một trăm lẻ hai", 102],
  ["một trăm rưỡi", 150],
  ["năm trăm", 500],
  ["Ba trăm hai mươi", 320],
  ["một nghìn không trăm linh năm", 1005],
  ["hai nghìn năm trăm", 2500],
  ["ba nghìn hai", 3200], // colloquial: a lone digit behind a scale counts tenths of it
  ["một vạn hai nghìn", 12000],
  ["hai triệu ba trăm nghìn", 2300000],
  ["hai triệu rưỡi", 2500000],
  ["một tỷ hai trăm triệu", 1200000000],
  ["một nghìn tỷ", 1e12],
  ["32,7 nghìn", 32700],
  ["4,7 triệu", 4700000],
  ["5 ngàn", 5000],
  ["1,2 vạn", 12000],
  ["3,2 tỉ", 3200000000],
  ["2 triệu 300 nghìn", 2300000],
  ["2 triệu rưỡi", 2500000],
  ["1 nghìn tỷ", 1e12],
  ["1 168", 1168],
  ["12 345 678", 12345678],
  ["không", 0],
  ["hai mươi năm", null], // twenty years
  ["một trăm năm", null], // a hundred years
  ["hai nghìn năm", null], // two thousand years
  ["mươi", null], // needs a digit before it
  ["trăm", null],
  ["nghìn", null],
  ["đảng viên", null],
];

describe("numerals", () => {
  it.each(digits)("reads the digits %s as %s", (raw, value) => {
    expect(readDigits(raw)).toBe(value);
  });

  it.each(writings)("reads '%s' as %s", (text, value) => {
    expect(parseNumeral(text)).toBe(value);
  });

  it("keeps the multiplier apart from a place and from 'tỷ lệ'", () => {
    expect(readNumeral(scanTokens("5 Triệu Sơn"), 0)).toMatchObject({ value: 5, to: 1 });
    expect(readNumeral(scanTokens("12 tỷ lệ"), 0)).toMatchObject({ value: 12, to: 1 });
  });

  it("ends the number where the counted noun begins", () => {
    expect(readNumeral(scanTokens("hai mươi ba đảng viên"), 0)).toMatchObject({ value: 23, from: 0, to: 3, words: true });
    expect(readNumeral(scanTokens("6,5 nghìn đảng viên"), 0)).toMatchObject({ value: 6500, from: 0, to: 2, words: false });
  });

  it("finds no number beyond the end of the text", () => {
    expect(readNumeral(scanTokens("hai"), 1)).toBeNull();
  });

  it("reads back every whole number that is written in words", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.nat(3000),
          fc.nat(2_000_000_000),
          fc.maxSafeNat().map((n) => n % 1_000_000_000_000),
        ),
        (value) => {
          expect(parseNumeral(writeNumeral(value))).toBe(value);
        },
      ),
    );
  });

  it("reads back every number that is written in digits", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(99), (whole, hundredths) => {
        const grouped = whole.toLocaleString("de-DE");
        expect(readDigits(grouped)).toBe(whole);
        expect(readDigits(`${grouped},${String(hundredths).padStart(2, "0")}`)).toBeCloseTo(whole + hundredths / 100, 6);
      }),
    );
  });
});
