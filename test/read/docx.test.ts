import { describe, expect, it } from "vitest";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { readDocx } from "../../pipeline/read/docx.ts";
import { fileToPage, readPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { NOW, pageOf, textOfKinds } from "./bench.ts";
import { docxOf, docxParts, fontOf, p, r, stylesOf, tbl, tc, zipOf } from "./office-files.ts";

const text = "Quý I năm 2024, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; thi hành kỷ luật khiển trách 4 đảng viên.";
const tcvn3 = "N¨m 2009, §¶ng bé huyÖn T©n S¬n kÕt n¹p 215 ®¶ng viªn míi; hÇu hÕt chi bé sinh ho¹t th­êng xuyªn.";
const vni = "Naêm 2009, Ñaûng boä huyeän Taân Sôn keát naïp 215 ñaûng vieân môùi; haàu heát chi boä sinh hoaït thöôøng xuyeân.";
const unicode = "Năm 2009, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; hầu hết chi bộ sinh hoạt thường xuyên.";

async function read(body: string, more: Readonly<Record<string, string>> = {}): Promise<Article> {
  const [article] = await readPage(fileToPage("bao-cao.docx", docxOf(body, more), NOW), { source: null });
  return article as Article;
}

describe("the text of a .docx", () => {
  it("keeps paragraphs, headings and lists apart", async () => {
    const article = await read(
      [p("Tân Sơn phát triển đảng viên", "Title"), p("Kết quả chung", "Heading1"), p(text), p("- Các chi bộ họp đều.")].join(""),
    );
    expect(article.title).toBe("Tân Sơn phát triển đảng viên");
    expect(textOfKinds(article, "heading")).toBe("Kết quả chung");
    expect(textOfKinds(article, "paragraph")).toBe(text);
    expect(textOfKinds(article, "list")).toBe("Các chi bộ họp đều.");
  });

  it("has a table's rows with their cells parted by bars", async () => {
    const article = await read(
      p(text) +
        tbl([
          ["Đơn vị", "Kết nạp"],
          ["Xã Kim Thượng", "25"],
          ["Xã Xuân Đài", ""],
        ]),
    );
    expect(textOfKinds(article, "table")).toBe("Đơn vị | Kết nạp\nXã Kim Thượng | 25\nXã Xuân Đài");
  });

  it("joins the two rows of a table's head", async () => {
    const head = [
      [tc("Đơn vị", '<w:vMerge w:val="restart"/>'), tc("Kết nạp", '<w:gridSpan w:val="2"/>')],
      [tc("", "<w:vMerge/>"), "Tổng số", "Nữ"],
    ];
    const article = await read(p(text) + tbl([...head, ["Xã Kim Thượng", "25", "11"]]));
    expect(textOfKinds(article, "table")).toBe("Đơn vị | Kết nạp Tổng số | Kết nạp Nữ\nXã Kim Thượng | 25 | 11");
  });

  it("reads a table that only lays out the page cell after cell", async () => {
    const head = tbl([[tc(p("HUYỆN ỦY TÂN SƠN") + p("Phòng tổng hợp")), tc(p("ĐẢNG CỘNG SẢN VIỆT NAM"))]]);
    const article = await read(head + p(text));
    expect(textOfKinds(article, "table")).toBe("");
    expect(article.text).toContain("HUYỆN ỦY TÂN SƠN\nPhòng tổng hợp\nĐẢNG CỘNG SẢN VIỆT NAM");
  });

  it("has inserted text, and no deleted text, comments or soft hyphens", async () => {
    const runs = `${r("Đảng bộ có ")}<w:del w:id="1" w:author="a"><w:r><w:delText>300</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">${r("312")}</w:ins>${r(" tổ chức cơ sở th\u00adường xuyên sinh hoạt.")}<w:r><w:commentReference w:id="3"/></w:r>`;
    const article = await read(p(text) + p(runs));
    expect(article.text).toContain("Đảng bộ có 312 tổ chức cơ sở thường xuyên sinh hoạt.");
    expect(article.text).not.toContain("300");
  });

  it("has the result of a field, not its instruction", async () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE 12 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r("trang bốn")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect((await read(p(text) + p(`${r("Xem ")}${field}`))).text).toContain("Xem trang bốn");
  });

  it("keeps footnotes apart", async () => {
    const notes =
      '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>Theo số liệu cũ: 99 đảng viên.</w:t></w:r></w:p></w:footnote></w:footnotes>';
    const article = await read(p(`${r(text)}<w:r><w:footnoteReference w:id="2"/></w:r>`), { "word/footnotes.xml": notes });
    expect(article.text).not.toContain("99");
    expect(article.removed).toContainEqual(expect.objectContaining({ reason: "cước chú", text: "Theo số liệu cũ: 99 đảng viên." }));
  });

  it("is titled by a document's kind and subject, without its head", async () => {
    const article = await read([p("HUYỆN ỦY TÂN SƠN"), p("BÁO CÁO"), p("Kết quả phát triển đảng viên quý I năm 2024"), p(text)].join(""));
    expect(article.title).toBe("Báo cáo kết quả phát triển đảng viên quý I năm 2024");
    expect(article.text).toContain("HUYỆN ỦY TÂN SƠN");
  });

  it("keeps the day of the last change as a hint", async () => {
    const core =
      '<cp:coreProperties xmlns:cp="x" xmlns:dcterms="y"><dcterms:modified xsi:type="dcterms:W3CDTF">2024-04-12T02:00:00Z</dcterms:modified></cp:coreProperties>';
    const article = await read(p(text), { "docProps/core.xml": core });
    expect(article).toMatchObject({ modifiedAt: "2024-04-12T09:00+07:00", publishedAt: null, publishedFrom: "none" });
  });

  it.each(["bao-cao.docm", "mau.dotx", "khong-duoi", "sai-duoi.doc"])("is found by its bytes: %s", async (name) => {
    const [article] = await readPage(fileToPage(name, docxOf(p(text)), NOW), { source: null });
    expect(article?.text).toContain("215 đảng viên mới");
  });
});

describe("a .docx in legacy fonts", () => {
  it.each([
    ["font of the run", p(r(tcvn3, ".VnTime")), stylesOf()],
    ["font of the standard style", p(tcvn3), stylesOf(fontOf(".VnTime"))],
    ["VNI", p(r(vni, "VNI-Times")), stylesOf()],
    ["no font named", p(tcvn3), stylesOf()],
    ["soft hyphens as elements", p(r(tcvn3, ".VnTime").replace("\u00ad", '</w:t><w:softHyphen/><w:t xml:space="preserve">')), stylesOf()],
    ["Unicode whose font was forgotten", p(r(unicode, ".VnTime")) + p(r("có 5 xã", ".VnTime")), stylesOf()],
  ])("is read: %s", async (_case, body, styles) => {
    expect((await read(body, { "word/styles.xml": styles })).text).toContain(unicode);
  });

  it("mixes fonts within a paragraph", async () => {
    const mixed = p(`${r("§¶ng bé ", ".VnTime")}${r("có 25 chi bộ ", "Arial")}${r("cña x·", ".VnTime")}`);
    expect((await read(p(text) + mixed)).text).toContain("Đảng bộ có 25 chi bộ của xã");
  });

  it("shows capitals in a font of capitals", async () => {
    expect((await read(p(r("B¸o c¸o cña huyÖn", ".VnTimeH")) + p(r(tcvn3, ".VnTime")))).text).toContain("BÁO CÁO CỦA HUYỆN");
  });

  it("gives up its figures", async () => {
    const page = fileToPage("cu.docx", docxOf(p(tcvn3), { "word/styles.xml": stylesOf(fontOf(".VnTime")) }), NOW);
    const [one] = await readAll(page, null);
    expect(one?.observations).toContainEqual(expect.objectContaining({ indicator: "members.admitted", value: 215 }));
  });
});

describe("the figures of a .docx", () => {
  const figures = async (body: string): Promise<readonly unknown[]> => {
    const [one] = await readAll(fileToPage("bao-cao.docx", docxOf(p("Tân Sơn phát triển đảng viên") + body), NOW), null);
    return one?.observations.map(({ indicator, value }) => [indicator, value]) ?? [];
  };

  it("are found in its paragraphs", async () => {
    expect(await figures(p(text))).toEqual([
      ["members.admitted", 215],
      ["discipline.members", 4],
    ]);
  });

  it("are found in its tables", async () => {
    const rows = [
      ["Đơn vị", "Đảng viên mới kết nạp"],
      ["Đảng bộ xã Kim Thượng", "25"],
      ["Đảng bộ xã Xuân Đài", "31"],
    ];
    expect(await figures(p("Từ đầu năm, công tác phát triển đảng viên của huyện được cấp ủy các cấp chăm lo.") + tbl(rows))).toEqual([
      ["members.admitted", 25],
      ["members.admitted", 31],
    ]);
  });
});

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha ha ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document ${WORD}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`;
const outside = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document ${WORD}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`;
const whole = docxOf(p(text));
const blanks = Buffer.alloc(210 * 1024 * 1024, 0x20);

describe("a .docx that cannot be read", () => {
  it.each<readonly [string, Buffer, RegExp]>([
    ["cut off", whole.subarray(0, whole.length - 30), /cắt cụt/u],
    ["a bomb that says so", zipOf(docxParts("", { "word/document.xml": blanks })), /bung ra quá lớn/u],
    ["a bomb that lies", zipOf(docxParts("", { "word/document.xml": blanks }), () => 1000), /bung ra quá lớn/u],
    ["entities that expand", docxOf("", { "word/document.xml": laughs }), /nguyên vẹn/u],
    ["entities from outside", docxOf("", { "word/document.xml": outside }), /nguyên vẹn/u],
    ["tables in tables", docxOf("<w:tbl><w:tr><w:tc>".repeat(20_000) + p(text)), /./u],
    ["no document inside", zipOf({ "[Content_Types].xml": "<Types/>" }), /nguyên vẹn/u],
  ])("is refused with what to do: %s", async (_case, bytes, message) => {
    const error = await readDocx(pageOf(bytes, { url: "file:bao-cao.docx" })).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreadableDocument);
    const { message: said, hint } = error as UnreadableDocument;
    expect(said).toMatch(message);
    expect(said).not.toMatch(/\n|node_modules|at \w+ \(/u);
    expect(hint.length).toBeGreaterThan(10);
  });

  it("says that it has a password", async () => {
    const bytes = Buffer.alloc(4096);
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
    Buffer.from("EncryptedPackage\0", "utf16le").copy(bytes, 1024);
    await expect(readPage(fileToPage("kin.docx", bytes, NOW), { source: null })).rejects.toThrow(/mật khẩu/u);
  });

  it("does not keep its thread", async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === "MessagePort" || name === "Worker").length;
    await readDocx(pageOf(whole));
    expect(process.getActiveResourcesInfo().filter((name) => name === "MessagePort" || name === "Worker").length).toBe(before);
  });
});

describe("a newspaper's article as .docx", () => {
  it("has its title, date, author and captions apart", async () => {
    const article = await read(
      [
        p("Tân Sơn chăm lo phát triển đảng viên ở thôn xa"),
        p("Thứ Năm, 08/04/2021, 05:37 (GMT+7)"),
        p(text),
        p("Ảnh: Lễ kết nạp ở xã Kim Thượng"),
        p("Các chi bộ thôn giữ nếp sinh hoạt, việc lớn việc nhỏ đều đem ra bàn."),
        p("MINH HÀ"),
      ].join(""),
    );
    expect(article).toMatchObject({
      title: "Tân Sơn chăm lo phát triển đảng viên ở thôn xa",
      publishedAt: "2021-04-08T05:37+07:00",
      publishedFrom: "dateline",
      byline: "MINH HÀ",
    });
    expect(article.text).not.toMatch(/08\/04\/2021|MINH HÀ/u);
  });
});
