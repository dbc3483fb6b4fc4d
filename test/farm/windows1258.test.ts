import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeWindows1258 } from "../../pipeline/farm/windows1258.ts";

const read = (bytes: Uint8Array) => new TextDecoder("windows-1258").decode(bytes).normalize("NFC");

it.each(["Đảng bộ tỉnh Kon Tum", "Uỷ ban Kiểm tra – “thuỷ”…", "ẵ ặ ữ ự ỹ ỵ Ẳ Ỡ", "à è ù ñ é"])(
  "writes %s so that it can be read again",
  (text) => {
    expect(read(encodeWindows1258(text))).toBe(text);
  },
);

it("writes what the charset lacks as a reference", () => {
  expect(read(encodeWindows1258("90 → 95"))).toBe("90 &#8594; 95");
});

it("loses no Vietnamese letter", () => {
  const letters = [..."aăâeêioôơuưyđ"].flatMap((letter) =>
    ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"].map((tone) => (letter === "đ" ? letter : letter + tone).normalize("NFC")),
  );
  const words = fc.string({ unit: fc.constantFrom(...letters, ...letters.map((letter) => letter.toUpperCase()), " ") });
  fc.assert(
    fc.property(words, (text) => {
      expect(read(encodeWindows1258(text))).toBe(text);
    }),
  );
});
