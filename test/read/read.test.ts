import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileToPage, MOST_BYTES, READER_VERSION, readWrittenPage } from "../../pipeline/read/read.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { NOW, pageOf } from "./bench.ts";

const readFile = (name: string, body: string | Uint8Array) =>
  readWrittenPage(fileToPage(name, typeof body === "string" ? Buffer.from(body) : body, NOW), { source: null });

describe("a document that cannot be read is refused with a sentence and a hint", () => {
  it.each<[string, string, Uint8Array, RegExp]>([
    ["empty", "a.txt", new Uint8Array(), /trống/u],
    ["only blanks", "a.txt", Buffer.from(" \n \n"), /Không tìm thấy bài viết/u],
    ["binary", "a.txt", Uint8Array.of(65, 0, 66), /không phải văn bản/u],
    ["a PDF by its first bytes", "a.txt", Buffer.from("%PDF-1.7 …"), /application\/pdf/u],
    ["a Word file by its name", "a.docx", Buffer.from("x"), /chưa hỗ trợ loại tài liệu/u],
    ["too large", "a.txt", Buffer.alloc(MOST_BYTES + 1, 97), /quá lớn: 50 MB/u],
    [
      "a page of links alone",
      "a.html",
      Buffer.from("<html><body><a href='/1'>Một</a> <a href='/2'>Hai</a></body></html>"),
      /Không tìm thấy bài viết/u,
    ],
  ])("%s", (_case, name, body, message) => {
    const read = (): unknown => readFile(name, body);
    expect(read).toThrow(UnreadableDocument);
    expect(read).toThrow(message);
  });

  it("names the hint and leaves the run going", () => {
    try {
      readFile("a.txt", "");
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ next: "skip", hint: expect.stringMatching(/\p{L}+/u) });
    }
  });
});

describe("a file becomes a page", () => {
  it.each([
    ["bai.txt", "Văn bản thường", "text/plain"],
    ["bai", "Văn bản thường", "text/plain"],
    ["bai.txt", "<!DOCTYPE html><html><body></body></html>", "text/html"],
    ["bai.HTM", "chữ", "text/html"],
    ["bai.xhtml", "chữ", "application/xhtml+xml"],
    ["bai.pdf", "%PDF-1.4", "application/pdf"],
    ["bai.txt", "PK\u0003\u0004", "application/zip"],
  ])("%s with %j is %s", (name, body, mediaType) => {
    expect(fileToPage(name, Buffer.from(body), NOW)).toMatchObject({
      url: `file:${name}`,
      mediaType,
      source: null,
      fetchedAt: NOW,
      charset: null,
    });
  });
});

describe("an article", () => {
  const body = "Huyện ủy họp bàn việc giữ chân đảng viên trẻ đi làm xa, giao Đoàn thanh niên lập sổ theo dõi, mỗi quý rà lại một lần.";

  it("is named by its page and its place in it", () => {
    const page = fileToPage("a.txt", Buffer.from(body), NOW);
    const [article] = readWrittenPage(page, { source: null });
    expect(article).toMatchObject({
      id: `${page.sha256.slice(0, 16)}-0`,
      page: page.sha256,
      position: 0,
      madeBy: READER_VERSION,
      source: null,
    });
  });

  it("is the same every time", () => {
    expect(readFile("a.txt", body)).toEqual(readFile("a.txt", body));
  });

  it("is counted", () => {
    const counted: [string, number | undefined][] = [];
    readWrittenPage(pageOf(body, { mediaType: "text/plain" }), { source: null, run: { count: (name, by) => counted.push([name, by]) } });
    expect(counted).toEqual([["read/articles", 1]]);
  });

  it("believes a header from elsewhere before what the page says", () => {
    const [article] = readWrittenPage(pageOf(body, { mediaType: "text/plain" }), {
      source: null,
      header: { url: "https://goc.test/1", published: "2020-02-03", publisher: "Báo Gốc" },
    });
    expect(article).toMatchObject({ url: "https://goc.test/1", publishedAt: "2020-02-03", publishedFrom: "header", publisher: "Báo Gốc" });
  });

  it("has blocks that tile its text, one line feed between, whatever the bytes were", () => {
    const unit = fc.constantFrom(
      "<p>",
      "</p>",
      "<br>",
      "<div class='menu'>",
      "</div>",
      "<table><tr><td>",
      "<a href=x>",
      "</a>",
      "<h1>",
      "Đảng bộ xã kết nạp 12 đảng viên, ",
      "họp. ",
      "Tin khác",
      "\n",
      "• ",
      "&nbsp;",
      "<b>",
    );
    const mediaType = fc.constantFrom("text/html", "text/plain");
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), mediaType, (parts, type) => {
        try {
          for (const { text, blocks } of readWrittenPage(pageOf(parts.join(""), { mediaType: type }), { source: null })) {
            blocks.forEach((block, index) => {
              expect(block.start).toBe(index === 0 ? 0 : (blocks[index - 1]?.end ?? 0) + 1);
              expect(block.end).toBeGreaterThan(block.start);
            });
            expect(blocks.at(-1)?.end).toBe(text.length);
          }
        } catch (error) {
          if (!(error instanceof UnreadableDocument)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});
