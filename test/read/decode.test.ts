import { describe, expect, it } from "vitest";
import { encodeWindows1258 } from "../../pipeline/farm/windows1258.ts";
import { normalize } from "../../pipeline/language/normalize.ts";
import { decodeText } from "../../pipeline/read/decode.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";

const headline = "Đảng bộ huyện kết nạp những quần chúng ưu tú ở vùng cao";
const page = (charset: string | null): string =>
  `<html><head>${charset === null ? "" : `<meta charset="${charset}">`}</head><body><h1>${headline}</h1></body></html>`;

describe("the charset of a page", () => {
  it.each([
    ["meta windows-1258, no header", encodeWindows1258(page("windows-1258")), null],
    ["header windows-1258, no meta", encodeWindows1258(page(null)), "windows-1258"],
    ["header iso-8859-1 over UTF-8", Buffer.from(page("utf-8")), "iso-8859-1"],
    ["UTF-16 with a byte order mark", Buffer.from(`\ufeff${page(null)}`, "utf16le"), null],
    ["UTF-8 without any label", Buffer.from(page(null)), null],
    ["a header with an unknown charset", Buffer.from(page(null)), "utf8mb4"],
    ["an unknown charset over windows-1258", encodeWindows1258(page(null)), "vn-1"],
    ["a meta that lies: it says latin-1 over windows-1258", encodeWindows1258(page("iso-8859-1")), null],
  ])("is found: %s", (_case, body, header) => {
    expect(normalize(decodeText(body, header).text).text).toContain(headline);
  });

  it("keeps a byte order mark as the first character, so that offsets count as in the file", () => {
    expect(decodeText(Buffer.from("\ufeffĐảng"), null).text).toBe("\ufeffĐảng");
  });

  it("refuses bytes that are no text", () => {
    expect(() => decodeText(Uint8Array.of(72, 0, 105), null)).toThrow(UnreadableDocument);
  });
});
