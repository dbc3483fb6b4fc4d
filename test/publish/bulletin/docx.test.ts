import { load } from "cheerio/slim";
import fc from "fast-check";
import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import { bulletinDocx } from "../../../pipeline/publish/bulletin/docx.ts";
import { type Package, partText, readPackage } from "../../../pipeline/publish/bulletin/package.ts";
import { chartSvg } from "../../../pipeline/publish/charts/chart.ts";
import { keepXml } from "../../../pipeline/publish/charts/markup.ts";
import { chartPng } from "../../../pipeline/publish/charts/png.ts";
import { readPage } from "../../../pipeline/read/read.ts";
import type { BulletinText } from "../../../pipeline/types/bulletin.ts";
import { CHART, HOSTILE, TEXT } from "./fixture.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const MADE = { madeAt: "2026-11-22T01:02:03.000Z" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const made = async (text: BulletinText): Promise<Package> => readPackage(await bulletinDocx(text, MADE), "bản tin");
const partOf = (parts: Package, path: string) => load(partText(parts, path), { xml: true });
const body = (parts: Package) => partOf(parts, "word/document.xml");

describe("a bulletin in Word", { timeout: 60_000 }, () => {
  it("has the same bytes each time, and no time where none is given", async () => {
    const [first, again] = [await bulletinDocx(TEXT, MADE), await bulletinDocx(TEXT, MADE)];
    expect(Buffer.compare(first, again)).toBe(0);
    const core = partText(await readPackage(await bulletinDocx(TEXT), "bản tin"), "docProps/core.xml");
    expect(core).not.toContain("dcterms:created");
    expect(partText(await made(TEXT), "docProps/core.xml")).toContain("2026-11-22T01:02:03Z</dcterms:created>");
  });

  it("has A4 and the margins of office documents, with page numbers above the text from the second page on", async () => {
    const parts = await made(TEXT);
    const $ = body(parts);
    expect($("w\\:pgSz").attr()).toMatchObject({ "w:w": "11906", "w:h": "16838" });
    expect($("w\\:pgMar").attr()).toMatchObject({ "w:top": "1134", "w:bottom": "1134", "w:left": "1701", "w:right": "1134" });
    expect($("w\\:titlePg")).toHaveLength(1);
    const headers = $("w\\:headerReference")
      .toArray()
      .map((element) => $(element).attr("w:type"));
    expect(headers.toSorted()).toEqual(["default", "first"]);
    const texts = [...parts.keys()].filter((path) => /header\d\.xml$/u.test(path)).map((path) => partText(parts, path));
    expect(texts.filter((text) => text.includes("PAGE"))).toHaveLength(1);
  });

  it("writes with real styles, in Times New Roman 14 and Vietnamese", async () => {
    const parts = await made(TEXT);
    const $ = body(parts);
    const styles = $("w\\:body > w\\:p > w\\:pPr > w\\:pStyle")
      .toArray()
      .map((element) => $(element).attr("w:val"));
    expect(styles).toEqual([
      "Title",
      "Subtitle",
      "DangvuDateline",
      "Heading1",
      "BodyText",
      "Heading2",
      "Caption",
      "DangvuTableNote",
      "DangvuFigure",
      "Caption",
      "Heading1",
      "ListBullet",
      "ListBullet",
      "Quote",
      "DangvuColophon",
    ]);
    const defaults = partOf(parts, "word/styles.xml")("w\\:rPrDefault");
    expect(defaults.find("w\\:rFonts").attr("w:ascii")).toBe("Times New Roman");
    expect(defaults.find("w\\:sz").attr("w:val")).toBe("28");
    expect(defaults.find("w\\:lang").attr("w:val")).toBe("vi-VN");
  });

  it("has a head row that repeats, and numbers at the right", async () => {
    const $ = body(await made(TEXT));
    const rows = $("w\\:tr").toArray();
    expect(rows.map((row) => $(row).find("w\\:tblHeader").length)).toEqual([1, 0, 0, 0]);
    const sides = $(rows[1])
      .find("w\\:jc")
      .toArray()
      .map((element) => $(element).attr("w:val"));
    expect(sides).toEqual(["left", "right", "right", "right"]);
  });

  it("counts captions by fields of Word, a label of two words joined", async () => {
    const $ = body(await made(TEXT));
    const fields = $("w\\:instrText")
      .toArray()
      .map((element) => $(element).text().trim());
    expect(fields).toEqual(["SEQ Bảng \\* ARABIC", "SEQ Biểu_đồ \\* ARABIC"]);
    const captions = $("w\\:pStyle[w\\:val=Caption]")
      .toArray()
      .map((element) => $(element).closest("w\\:p").find("w\\:t").text());
    expect(captions).toEqual(["Bảng 1. Đảng viên mới kết nạp theo tỉnh", "Biểu đồ 1. Ba tỉnh kết nạp nhiều nhất"]);
  });

  it("has one footnote a note with its link, and refers to it where it is mentioned again", async () => {
    const parts = await made(TEXT);
    const $ = body(parts);
    const notes = partOf(parts, "word/footnotes.xml");
    expect(
      $("w\\:footnoteReference")
        .toArray()
        .map((element) => $(element).attr("w:id")),
    ).toEqual(["1", "2", "3"]);
    expect(
      $("w\\:fldSimple")
        .toArray()
        .map((element) => $(element).attr("w:instr")),
    ).toEqual([1, 3, 3, 2].map((note) => `NOTEREF _RefDangvu${note} \\f \\h`));
    expect(notes("w\\:footnote").last().text()).toContain("Cổng thông tin Hà Tĩnh");
    expect(notes("w\\:footnote w\\:hyperlink")).toHaveLength(3);
    expect(partText(parts, "word/_rels/footnotes.xml.rels")).toContain("https://example.org/ha-tinh");
  });

  it("shows a chart as SVG with a picture beside it, told in words", async () => {
    const parts = await made(TEXT);
    const $ = body(parts);
    expect($("wp\\:docPr").attr()).toMatchObject({ title: "Ba tỉnh kết nạp nhiều nhất", descr: CHART.description });
    const svg = partText(parts, "word/media/image1.svg");
    expect(svg).toContain('color="#1f2328"');
    expect(
      Buffer.from(parts.get("word/media/image1.png") ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(Number($("wp\\:extent").attr("cx"))).toBeLessThanOrEqual(160 * 36_000);
  });

  it("says in its properties what it is", async () => {
    const $ = partOf(await made(TEXT), "docProps/core.xml");
    expect([$("dc\\:title").text(), $("dc\\:creator").text(), $("cp\\:keywords").text()]).toEqual([
      TEXT.title,
      "dangvu",
      "bản tin; xây dựng Đảng; dangvu",
    ]);
  });

  it("stays whole XML with hostile texts, and has no address but those of the web", async () => {
    const parts = await made(HOSTILE);
    for (const path of parts.keys()) {
      if (!/\.(?:xml|rels)$/u.test(path)) continue;
      expect(partText(parts, path)).not.toMatch(NOT_XML);
      expect(partText(parts, path)).not.toContain("javascript:");
    }
    expect(body(parts)("w\\:t").first().text()).toContain("</w:t><script>alert(1)</script>");
  });

  it("is whole XML whatever the texts are", async () => {
    const png = await chartPng(chartSvg(CHART));
    const texts = fc.string({
      unit: fc.oneof(fc.constantFrom("{", "}", "<", "&", "]]>", "\\0", "\\ud800", "\\u000b"), fc.string({ unit: "binary", maxLength: 3 })),
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (text, other) => {
        const inlines = [
          { text, note: 1, href: other },
          { text: other, style: "mark" as const, href: `https://example.org/${text}` },
        ];
        const blocks = [
          { kind: "heading" as const, level: 1 as const, text },
          { kind: "paragraph" as const, inlines },
          { kind: "table" as const, caption: other, head: [text, other], rows: [[inlines]], isNumber: [], note: text },
          { kind: "chart" as const, caption: text, chart: { ...CHART, description: other } },
        ];
        const bytes = await bulletinDocx({ ...TEXT, title: text, colophon: other, blocks }, { png: async () => png });
        const parts = await readPackage(bytes, "bản tin");
        for (const path of parts.keys()) if (/\.(?:xml|rels)$/u.test(path)) expect(partText(parts, path)).not.toMatch(NOT_XML);
        const read = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
        expect(read.value).toContain(keepXml(other));
      }),
      { numRuns: 25 },
    );
  });

  it("counts tables and figures in English, and says that it is English", async () => {
    const parts = await made({ ...TEXT, lang: "en" });
    const $ = body(parts);
    expect(
      $("w\\:instrText")
        .toArray()
        .map((element) => $(element).text().trim()),
    ).toEqual(["SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC"]);
    expect(partOf(parts, "word/styles.xml")("w\\:rPrDefault w\\:lang").attr("w:val")).toBe("en-GB");
  });

  it("keeps a figure and the mark behind it apart where raised digits come down", async () => {
    const $ = body(await made(TEXT));
    expect($("w\\:tr").eq(1).find("w\\:t").text()).toBe("Lạng Sơn1.234\u202f11.100+134");
  });

  it("draws no table without columns, which Word cannot open", async () => {
    const $ = body(await made({ ...TEXT, blocks: [{ kind: "table", caption: "trống", head: [], rows: [], isNumber: [], note: null }] }));
    expect($("w\\:tbl")).toHaveLength(0);
  });

  it("refuses a mention of a footnote that does not exist", async () => {
    const text = { ...TEXT, blocks: [{ kind: "paragraph", inlines: [{ text: "a", note: 9 }] }] } as const;
    await expect(bulletinDocx(text)).rejects.toThrow(/chú thích số 9/u);
  });

  it("is read back by dangvu with its figures apart from the footnotes", async () => {
    const page = {
      url: "bulletin.docx",
      source: null,
      fetchedAt: MADE.madeAt,
      mediaType: DOCX,
      charset: null,
      sha256: "0",
      body: await bulletinDocx(TEXT, MADE),
    };
    const [article] = await readPage(page, { source: null });
    expect(article?.title).toBe(TEXT.title);
    expect(article?.text).toContain("kết nạp hơn 1.234 đảng viên, dẫn đầu");
    expect(article?.text).toContain("Hà Tĩnh | 765 | 700 | +65");
  });
});
