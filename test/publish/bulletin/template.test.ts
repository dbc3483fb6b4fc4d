import { load } from "cheerio/slim";
import { Paragraph, Textbox } from "docx";
import { describe, expect, it } from "vitest";
import { type Package, partText, readPackage, TYPES, withParts, writePackage } from "../../../pipeline/publish/bulletin/package.ts";
import { PLACEHOLDERS } from "../../../pipeline/publish/bulletin/placeholders.ts";
import { fillTemplate } from "../../../pipeline/publish/bulletin/template.ts";
import { DangvuError, UnreadableDocument, WrongUse } from "../../../pipeline/types/errors.ts";
import { HOSTILE, TEXT } from "./fixture.ts";
import { BODY_PARAGRAPH, officeTemplate } from "./office-template.ts";

const OPTIONS = { file: "mau.docx", period: "quý I năm 2024", madeAt: "2026-02-04T20:00:00Z" };

const partsOf = async (): Promise<Package> => readPackage(await officeTemplate(), "mau.docx");
const xml = (parts: Package, path: string) => load(partText(parts, path), { xml: true });
const fill = async (template: Uint8Array, text = TEXT): Promise<Package> =>
  readPackage(await fillTemplate(template, text, OPTIONS), "ra.docx");

/** The template with its XML changed by hand, as no library writes it. */
async function changed(path: string, change: (text: string) => string): Promise<Uint8Array> {
  const parts = await partsOf();
  return writePackage(withParts(parts, { [path]: change(partText(parts, path)) }));
}

async function refusal(template: Uint8Array | Promise<Uint8Array>): Promise<DangvuError> {
  const error: unknown = await fillTemplate(await template, TEXT, OPTIONS).catch((caught: unknown) => caught);
  if (!(error instanceof DangvuError)) throw new Error(`no refusal: ${String(error)}`);
  return error;
}

describe("an office's template", { timeout: 30_000 }, () => {
  it("is filled in, in its header too, and keeps what else is in it", async () => {
    const parts = await fill(await officeTemplate());
    const text = xml(parts, "word/document.xml")("w\\:t").text();
    expect(partText(parts, "word/header1.xml")).toContain("quý I năm 2024");
    for (const part of ["TỈNH ỦY MẪU", "Tỉnh Mẫu, ngày 05 tháng 02 năm 2026", TEXT.title, TEXT.subtitle, "Nơi nhận", TEXT.colophon])
      expect(text).toContain(part);
    expect(text).not.toMatch(/[{}]/u);
    expect(xml(parts, "word/document.xml")("w\\:pgMar").attr("w:left")).toBe("1985");
  });

  it("has the same bytes each time", async () => {
    const template = await officeTemplate();
    const [first, again] = [await fillTemplate(template, TEXT, OPTIONS), await fillTemplate(template, TEXT, OPTIONS)];
    expect(Buffer.compare(first, again)).toBe(0);
  });

  it("takes table, chart, list and footnotes, and counts its own footnote before ours", async () => {
    const parts = await fill(await officeTemplate());
    const $ = xml(parts, "word/document.xml");
    expect($("w\\:tblHeader")).toHaveLength(1);
    expect($("wp\\:docPr").attr("descr")).toContain("Ba tỉnh có số liệu");
    expect([...parts.keys()].filter((path) => path.startsWith("word/media/"))).toHaveLength(2);
    expect($("w\\:footnoteReference")).toHaveLength(4);
    const notes = xml(parts, "word/footnotes.xml");
    expect(notes.root().text()).toContain("Lưu hành nội bộ.");
    expect(notes.root().text()).toContain("Cổng thông tin Hà Tĩnh");
    const again = $("w\\:fldSimple")
      .toArray()
      .map((element) => $(element).text());
    expect(again).toEqual(["2", "4", "4", "3"]);
  });

  it("gives the body the look of its paragraph, formatting by hand included", async () => {
    const styles = xml(await fill(await officeTemplate()), "word/styles.xml")("w\\:style[w\\:styleId=DangvuBody]");
    expect(styles.find("w\\:ind").attr("w:firstLine")).toBe("720");
    expect(styles.find("w\\:jc").attr("w:val")).toBe("both");
    expect(styles.find("w\\:sz").attr("w:val")).toBe("26");
  });

  it("writes headings in the template's style, whatever its id, and in ours where it has none", async () => {
    const template = await changed("word/styles.xml", (styles) =>
      styles
        .replace(/<w:style [^>]*w:styleId="u1"[\s\S]*?<\/w:style>/u, "")
        .replace('w:styleId="Heading1"', 'w:styleId="Tiu1"')
        .replace('w:styleId="FootnoteReference"', 'w:styleId="ChuThich"')
        .replace(/<w:style [^>]*w:styleId="Heading2"[\s\S]*?<\/w:style>/u, ""),
    );
    const parts = await fill(template);
    const $ = xml(parts, "word/document.xml");
    const used = new Set(
      $("w\\:pStyle, w\\:rStyle")
        .toArray()
        .map((element) => $(element).attr("w:val")),
    );
    const styles = xml(parts, "word/styles.xml");
    for (const style of ["Tiu1", "ChuThich", "DangvuHeading2"]) expect(used).toContain(style);
    const defined = styles("w\\:style")
      .toArray()
      .map((element) => styles(element).attr("w:styleId"));
    for (const style of used) expect(defined).toContain(style);
    expect(styles("w\\:style[w\\:styleId=DangvuHeading2] > w\\:name").attr("w:val")).toBe("Heading 2");
    expect(new Set(defined).size).toBe(defined.length);
  });

  it("leaves braces in texts as they are", async () => {
    const text = xml(await fill(await officeTemplate(), HOSTILE), "word/document.xml")("w\\:t").text();
    expect(text).toContain("{noi_dung} ]]> &amp; ");
    expect(text).toContain("<b>{ngay}</b>");
    expect(text).not.toMatch(/[\ue07b\ue07d]/u);
  });

  it("is filled where it was saved as a template of Word", async () => {
    const template = await changed(TYPES, (types) => types.replace("wordprocessingml.document.main", "wordprocessingml.template.main"));
    expect(partText(await fill(template), TYPES)).toContain("wordprocessingml.document.main+xml");
  });
});

describe("a template that cannot be filled", { timeout: 30_000 }, () => {
  const with_ = (text: string) => officeTemplate({ body: [new Paragraph(text), BODY_PARAGRAPH] });

  it("names an unknown placeholder, its place and all that are allowed", async () => {
    const error = await refusal(with_("Kính gửi {nguoi_nhan}"));
    expect(error).toBeInstanceOf(WrongUse);
    expect(error.message).toBe("mau.docx: không có chỗ điền tên {nguoi_nhan} (thân văn bản, đoạn 8: “Kính gửi {nguoi_nhan}”).");
    for (const name of Object.keys(PLACEHOLDERS)) expect(error.hint).toContain(`{${name}}`);
  });

  it.each([
    ["an unknown one in the header", () => officeTemplate({ header: "{ten}" }), /\{ten\} \(đầu trang, đoạn 1/u],
    ["an open brace", () => with_("{ngay"), /ngoặc nhọn/u],
    ["a closed brace alone", () => with_("ngay}"), /ngoặc nhọn/u],
    ["no body", () => officeTemplate({ body: [] }), /không có chỗ điền \{noi_dung\}/u],
    ["two bodies", () => officeTemplate({ body: [BODY_PARAGRAPH, new Paragraph("{noi_dung}")] }), /hai lần/u],
    ["a body among words", () => officeTemplate({ body: [new Paragraph("Sau đây: {noi_dung}")] }), /còn có chữ khác/u],
    ["a body in the header", () => officeTemplate({ body: [], header: "{noi_dung}" }), /không ghi được chú thích/u],
    [
      "a body in a text box",
      () => officeTemplate({ body: [new Paragraph({ children: [new Textbox({ children: [new Paragraph("{noi_dung}")] })] })] }),
      /không ghi được chú thích/u,
    ],
  ])("is refused for %s", async (_, template, message) => {
    const error = await refusal(template());
    expect(error).toBeInstanceOf(WrongUse);
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe("");
  });

  it("is refused with macros, by its type or by what is in it", async () => {
    const byType = changed(TYPES, (types) =>
      types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
      ),
    );
    const byPart = writePackage(new Map([...(await partsOf()), ["word/vbaProject.bin", Buffer.from("x")]]));
    for (const template of [byType, byPart]) expect((await refusal(template)).message).toMatch(/có macro/u);
  });

  it("is refused when it is no document of Word", async () => {
    const sheet = await writePackage(new Map([[TYPES, Buffer.from("<Types/>")]]));
    const old = Buffer.from("d0cf11e0a1b11ae1".padEnd(2000, "0"), "hex");
    const whole = await officeTemplate();
    for (const bytes of [sheet, Buffer.from("xin chào"), new Uint8Array(), whole.subarray(0, whole.length / 2)])
      expect(await refusal(bytes)).toBeInstanceOf(UnreadableDocument);
    expect((await refusal(old)).message).toMatch(/\.doc kiểu cũ/u);
  });

  it("is refused when it declares entities, unpacks to too much or has too many parts", async () => {
    const entities = changed("word/document.xml", (text) => text.replace("<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'));
    expect((await refusal(entities)).message).toMatch(/DOCTYPE/u);
    const large = writePackage(new Map([...(await partsOf()), ["word/media/a.bin", new Uint8Array(101 * 1024 * 1024)]]));
    expect((await refusal(large)).message).toMatch(/bung ra quá lớn/u);
    const many = writePackage(new Map(Array.from({ length: 2001 }, (_, index) => [`word/${index}`, new Uint8Array()])));
    expect((await refusal(many)).message).toMatch(/hơn 2000 phần/u);
  });
});
