import { describe, expect, it } from "vitest";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { readOdt } from "../../pipeline/read/odt.ts";
import { fileToPage, readPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { NOW, pageOf, textOfKinds } from "./bench.ts";
import { zipOf } from "./office-files.ts";

const text = "Quý I năm 2024, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; thi hành kỷ luật khiển trách 4 đảng viên.";
const tcvn3 = "N¨m 2009, §¶ng bé huyÖn T©n S¬n kÕt n¹p 215 ®¶ng viªn míi; hÇu hÕt chi bé sinh ho¹t th­êng xuyªn.";
const unicode = "Năm 2009, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; hầu hết chi bộ sinh hoạt thường xuyên.";

const odtOf = (body: string, styles = "", more: Readonly<Record<string, string>> = {}): Buffer =>
  zipOf({
    mimetype: "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": "<manifest:manifest/>",
    "styles.xml": "<office:document-styles/>",
    "meta.xml": "<dc:date>2024-04-12T09:00:00</dc:date>",
    "content.xml": `<?xml version="1.0"?><office:document-content>${styles}<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ...more,
  });

async function read(body: string, styles = ""): Promise<Article> {
  const [article] = await readPage(fileToPage("bao-cao.odt", odtOf(body, styles), NOW), { source: null });
  return article as Article;
}

const p = (content: string, style = "P1"): string => `<text:p text:style-name="${style}">${content}</text:p>`;
const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join("")}</table:table-row>`;
const cell = (content: string, attributes = ""): string => `<table:table-cell ${attributes}>${p(content)}</table:table-cell>`;
const covered = "<table:covered-table-cell/>";

describe("the text of an .odt", () => {
  it("has headings, paragraphs and lists", async () => {
    const article = await read(
      `<text:h text:outline-level="1">Kết quả chung</text:h>${p(text)}<text:list><text:list-item>${p("Các chi bộ<text:s/>họp &amp; bàn.")}</text:list-item></text:list>`,
    );
    expect(textOfKinds(article, "heading", "title")).toBe("Kết quả chung");
    expect(textOfKinds(article, "list")).toBe("Các chi bộ họp & bàn.");
    expect(article.modifiedAt).toBe("2024-04-12T09:00+07:00");
  });

  it("has a table's rows, its head of two rows as one", async () => {
    const table = `<table:table><table:table-column/><table:table-header-rows>${row(cell("Đơn vị", 'table:number-rows-spanned="2"'), cell("Kết nạp", 'table:number-columns-spanned="2"'), covered)}${row(covered, cell("Tổng số"), cell("Nữ"))}</table:table-header-rows>${row(cell("Xã Kim Thượng"), cell("25"), cell("11"))}</table:table>`;
    expect(textOfKinds(await read(p(text) + table), "table")).toBe("Đơn vị | Kết nạp Tổng số | Kết nạp Nữ\nXã Kim Thượng | 25 | 11");
  });

  it.each([
    [
      "deleted text",
      `<text:tracked-changes><text:changed-region><text:deletion>${p("an")}</text:deletion></text:changed-region></text:tracked-changes>`,
    ],
    ["a comment", p(`<office:annotation>${p("an")}</office:annotation>thay`)],
    ["a footnote", p(`thay<text:note><text:note-citation>1</text:note-citation><text:note-body>${p("an")}</text:note-body></text:note>`)],
    ["what XML leaves out", "<!-- an --><?an an?>"],
  ])("is without %s", async (_case, body) => {
    expect((await read(p(text) + body)).text).not.toMatch(/(?<!\p{L})an(?!\p{L})/u);
  });

  it("has text boxes", async () => {
    expect((await read(p(`Trong <draw:frame><draw:text-box>${p("Khung chữ")}</draw:text-box></draw:frame>đoạn.`) + p(text))).text).toMatch(
      /^Khung chữ\nTrong đoạn\./u,
    );
  });

  it.each([
    [
      "a font's name",
      '<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name=".VnTime"/></style:style>',
    ],
    [
      "a font's declaration, through a parent",
      '<style:font-face style:name="F" svg:font-family="&apos;.VnTime&apos;"/><style:style style:name="Q" style:family="paragraph"><style:text-properties style:font-name="F"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Q"/>',
    ],
    ["its letters alone", ""],
  ])("is read in TCVN3 by %s", async (_case, styles) => {
    expect((await read(p(tcvn3), styles)).text).toBe(unicode);
  });

  it("gives up its figures", async () => {
    const [one] = await readAll(fileToPage("bao-cao.odt", odtOf(p(text)), NOW), null);
    expect(one?.observations).toContainEqual(expect.objectContaining({ indicator: "members.admitted", value: 215 }));
  });
});

describe("an .odt that cannot be read", () => {
  it.each<readonly [string, Buffer, RegExp]>([
    ["cut off", odtOf(p(text)).subarray(0, 300), /cắt cụt/u],
    ["encrypted", odtOf("", "", { "META-INF/manifest.xml": "<manifest:encryption-data/>" }), /mật khẩu/u],
    ["a bomb", odtOf("", "", { "content.xml": " ".repeat(70 * 1024 * 1024) }), /bung ra quá lớn/u],
  ])("is refused: %s", async (_case, bytes, message) => {
    const error = await readOdt(pageOf(bytes)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreadableDocument);
    expect((error as UnreadableDocument).message).toMatch(message);
  });

  it("ends in bounded time with tables in tables", async () => {
    const deep = "<table:table><table:table-row><table:table-cell>".repeat(100_000) + p(text);
    expect((await readOdt(pageOf(odtOf(deep)))).drafts.length).toBeLessThanOrEqual(1);
  });
});
