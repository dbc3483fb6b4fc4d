import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fileToPage, readPage } from "../../pipeline/read/read.ts";
import { mediaTypeOf } from "../../pipeline/read/sniff.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { NOW, pageOf } from "./bench.ts";
import { docxOf, p, zipOf } from "./office-files.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const text = "Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới trong quý I năm 2024.";
const doc = readFileSync(new URL("./documents/bao-cao-moi.doc", import.meta.url));

/** An OLE file as far as its directory goes. */
function oleOf(...names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(2048);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  for (const [index, name] of names.entries()) Buffer.from(`${name}\0`, "utf16le").copy(bytes, 512 + 128 * index);
  return bytes;
}

const files: readonly (readonly [string, Uint8Array, string])[] = [
  ["bao-cao.docx", docxOf(p(text)), DOCX],
  ["bao-cao.doc", docxOf(p(text)), DOCX],
  ["bao-cao.doc", doc, "application/msword"],
  ["bao-cao.bin", doc, "application/msword"],
  ["bao-cao.doc", Buffer.from("{\\rtf1 a}"), "application/rtf"],
  ["bao-cao.doc", Buffer.from(`<html xmlns:o="urn:x"><body><p>${text}</p>`), "text/html"],
  ["bao-cao.doc", Buffer.from(`\ufeff<html><body><p>${text}</p>`), "text/html"],
  ["bao-cao.doc", Buffer.from(text), "text/plain"],
  ["bao-cao.doc", Buffer.from("%PDF-1.4 a"), "application/pdf"],
  ["bao-cao.pdf", Buffer.from("\n\n%PDF-1.4 a"), "application/pdf"],
  [
    "bao-cao.odt",
    zipOf({ mimetype: "x", "META-INF/manifest.xml": "<a/>", "content.xml": "<a/>" }),
    "application/vnd.oasis.opendocument.text",
  ],
  ["so-lieu.xlsx", zipOf({ "xl/workbook.xml": "<a/>" }), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["so-lieu.doc", oleOf("Root Entry", "Workbook"), "application/vnd.ms-excel"],
  ["kin.docx", oleOf("Root Entry", "EncryptedPackage"), "application/msword"],
  ["trinh-bay.ppt", oleOf("PowerPoint Document"), "application/vnd.ms-powerpoint"],
  ["cut.docx", docxOf(p(text)).subarray(0, 200), DOCX],
  ["cut.zip", docxOf(p(text)).subarray(0, 200), "application/zip"],
  ["cut.doc", doc.subarray(0, 600), "application/msword"],
  ["anh.txt", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "image/jpeg"],
  ["ghi-chep.txt", Buffer.from(text), "text/plain"],
  ["khong-duoi", Buffer.from(text), "text/plain"],
];

describe("the media type of a file", () => {
  it.each(files.map(([name, bytes, type], index) => [index, name, type, bytes] as const))(
    "is told by its bytes: %i %s is %s",
    (_index, name, type, bytes) => {
      expect(fileToPage(name, bytes, NOW).mediaType).toBe(type);
    },
  );
});

describe("the media type of a page", () => {
  it.each([
    ["what the server says of a page", "text/html", text, "text/html"],
    ["what the bytes say of a file", "application/msword", "{\\rtf1 a}", "application/rtf"],
    ["what the bytes say of a download", "application/octet-stream", `<html><p>${text}`, "text/html"],
    ["an error page instead of a PDF", "application/pdf", "<!doctype html><p>404", "text/html"],
    ["a type nobody reads", "application/json", "{}", "application/json"],
  ])("is %s", (_case, mediaType, body, wanted) => {
    expect(mediaTypeOf(pageOf(body, { mediaType }))).toBe(wanted);
  });

  it("stays as said for bytes that nobody knows", () => {
    expect(mediaTypeOf(pageOf(Uint8Array.of(1, 0, 2), { mediaType: "application/octet-stream" }))).toBe("application/octet-stream");
  });
});

describe("a file of another kind", () => {
  it.each([
    ["so-lieu.xlsx", zipOf({ "xl/workbook.xml": "<a/>" })],
    ["so-lieu.xls", oleOf("Workbook")],
    ["trinh-bay.ppt", oleOf("PowerPoint Document")],
    ["goi.zip", zipOf({ "a.txt": "a" })],
  ])("is refused with the kinds that are read: %s", async (name, bytes) => {
    const error = await readPage(fileToPage(name, bytes, NOW), { source: null }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreadableDocument);
    expect((error as UnreadableDocument).hint).toContain("application/rtf");
  });

  it("is read as what it is: an HTML page named .doc", async () => {
    const html = Buffer.from(`<html><body><h1>Tân Sơn phát triển đảng viên</h1><p>${text.repeat(4)}</p></body></html>`);
    const [article] = await readPage(fileToPage("bao-cao.doc", html, NOW), { source: null });
    expect(article?.text).toContain("kết nạp 215 đảng viên mới");
  });
});
