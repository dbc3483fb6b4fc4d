import { expect, it } from "vitest";
import { decodeText } from "../../pipeline/crawl/charset.ts";
import { encodeWindows1258 } from "../../pipeline/farm/windows1258.ts";

const text = '<meta charset="utf-8"><a href="/đảng-viên">Chi bộ</a>';
const declared = '<meta charset=windows-1258><a href="/1">Đảng bộ</a>';

it.each<[string, Uint8Array, string | null, string]>([
  ["UTF-8 that nothing names", Buffer.from("<p>Đảng bộ</p>"), null, "<p>Đảng bộ</p>"],
  ["UTF-8 under a wrong header", Buffer.from(text), "iso-8859-1", text],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`), null, text],
  ["UTF-16 with a mark", Buffer.from(`\uFEFF${text}`, "utf16le"), null, text],
  ["UTF-16 without one", Buffer.from(text, "utf16le"), null, text],
  ["windows-1258 that the page names", encodeWindows1258(declared), null, declared],
  ["windows-1258 that the header names", encodeWindows1258("<p>Đảng bộ</p>"), "windows-1258", "<p>Đảng bộ</p>"],
  ["windows-1258 under a charset that nobody knows", encodeWindows1258("<p>Đảng bộ</p>"), "x-viet-99", "<p>Đảng bộ</p>"],
])("reads %s", (_, bytes, header, expected) => {
  expect(decodeText(bytes, header).normalize("NFC")).toBe(expected);
});
