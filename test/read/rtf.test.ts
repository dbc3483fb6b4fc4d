import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { fileToPage, readPage } from "../../pipeline/read/read.ts";
import { readRtf } from "../../pipeline/read/rtf.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { NOW, pageOf, textOfKinds } from "./bench.ts";

/** Unicode as RTF writes it: `\uN?`. */
const u = (text: string): string => [...text].map((letter) => (letter > "\x7f" ? `\\u${letter.charCodeAt(0)}?` : letter)).join("");
const hex = (latin: string): string => [...latin].map((c) => (c > "\x7f" ? `\\'${c.charCodeAt(0).toString(16)}` : c)).join("");

const FONTS =
  "{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\froman\\fcharset163{\\*\\panose 0202}Times New Roman{\\*\\falt Tms};}{\\f2\\fnil .VnTime;}{\\f3\\fnil .VnTimeH;}{\\f4\\fnil VNI-Times;}}";
const rtf = (body: string, head = ""): string => `{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1${FONTS}${head}${body}}`;

const text = "Quý I năm 2024, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; thi hành kỷ luật khiển trách 4 đảng viên.";
const tcvn3 = "N¨m 2009, §¶ng bé huyÖn T©n S¬n kÕt n¹p 215 ®¶ng viªn míi; hÇu hÕt chi bé sinh ho¹t th­êng xuyªn.";
const unicode = "Năm 2009, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; hầu hết chi bộ sinh hoạt thường xuyên.";

async function read(file: string): Promise<Article> {
  const [article] = await readPage(fileToPage("bao-cao.rtf", Buffer.from(file, "latin1"), NOW), { source: null });
  return article as Article;
}

const row = (cells: readonly string[], edges: readonly number[], flags: readonly string[] = []): string =>
  `\\trowd ${edges.map((edge, index) => `${flags[index] ?? ""}\\cellx${edge}`).join("")}${cells.map((cell) => `\\pard\\intbl ${u(cell)}\\cell`).join("")}\\row `;

describe("the letters of RTF", () => {
  it.each([
    ["Unicode with fallback", u(text), text],
    ["Unicode with two fallback characters", `\\uc2 ${u(text).replaceAll("?", "\\'3f\\'3f")}`, text],
    ["Unicode without fallback", `\\uc0 ${u(text).replaceAll("?", "")}`, text],
    ["negative numbers", text.replace(/[^\0-\x7f]/gu, (c) => `\\u${c.charCodeAt(0) - 65536}?`), "215"],
    ["windows-1258 by the font's charset", "\\f1 \\'d0a\\'d2ng b\\'f4\\'f2 xa\\'de, \\'fdu tu\\'ec", "Đảng bộ xã, ưu tú"],
    ["a legacy font", `\\f2 ${hex(tcvn3)}`, unicode],
    ["a legacy font, ư as an optional hyphen", `\\f2 ${hex(tcvn3).replace("\\'ad", "\\-")}`, unicode],
    ["a legacy font of capitals", `\\f3 ${hex("B¸o c¸o cña huyÖn")}`, "BÁO CÁO CỦA HUYỆN"],
    ["VNI", `\\f4 ${hex("Ñaûng boä huyeän Taân Sôn")}`, "Đảng bộ huyện Tân Sơn"],
    ["letters without a font's name", `\\f9 ${hex(tcvn3)}`, unicode],
    ["signs by name", "\\ldblquote mot\\rdblquote\\~hai \\endash ba\\emdash bon\\lquote\\rquote \\bullet", "“mot” hai –ba—bon‘’•"],
    ["escaped signs", "a\\{b\\}c\\\\d", "a{b}c\\d"],
    ["hard hyphens", "M\\'e1c\\_L\\'eanin", "Mác-Lênin"],
  ])("are read: %s", async (_case, body, wanted) => {
    expect((await read(rtf(`\\pard ${u(text)}\\par ${body}\\par`))).text).toContain(wanted);
  });

  it("are read by the file's code page where the font does not tell", async () => {
    expect((await read(`{\\rtf1\\ansi\\ansicpg1258\\deff0{\\fonttbl{\\f0 Arial;}}${"\\'d0a\\'d2ng vi\\'ean "}}`)).text).toBe("Đảng viên");
  });
});

describe("the text of RTF", () => {
  it("has paragraphs, headings by style, and lists", async () => {
    const styles = "{\\stylesheet{\\ql Normal;}{\\s1\\b heading 1;}{\\*\\cs10 Default;}}";
    const article = await read(
      rtf(
        `\\pard\\s1 ${u("Kết quả chung")}\\par\\pard\\s0 ${u(text)}\\par{\\listtext\\pard\\plain\\'b7\\tab}\\pard ${u("Các chi bộ họp đều.")}\\par{\\pntext 1.\\tab}\\pard ${u("Việc thứ nhất đã xong.")}\\par`,
        styles,
      ),
    );
    expect(textOfKinds(article, "heading", "title")).toBe("Kết quả chung");
    expect(textOfKinds(article, "list")).toBe("Các chi bộ họp đều.");
    expect(article.text).toContain("1. Việc thứ nhất đã xong.");
  });

  it("has a table's rows with their cells parted by bars", async () => {
    const rows = row(["Đơn vị", "Kết nạp"], [2000, 4000]) + row(["Xã Kim Thượng", "25"], [2000, 4000]);
    expect(textOfKinds(await read(rtf(`\\pard ${u(text)}\\par ${rows}\\pard\\par`)), "table")).toBe("Đơn vị | Kết nạp\nXã Kim Thượng | 25");
  });

  it("joins the two rows of a table's head by the edges of its cells", async () => {
    const rows =
      row(["Đơn vị", "Kết nạp"], [2000, 6000], ["\\clvmgf", ""]) +
      row(["", "Tổng số", "Nữ"], [2000, 4000, 6000], ["\\clvmrg", "", ""]) +
      row(["Xã Kim Thượng", "25", "11"], [2000, 4000, 6000]);
    expect(textOfKinds(await read(rtf(`\\pard ${u(text)}\\par ${rows}`)), "table")).toBe(
      "Đơn vị | Kết nạp Tổng số | Kết nạp Nữ\nXã Kim Thượng | 25 | 11",
    );
  });

  it.each([
    ["a header", "{\\header\\pard an\\par}"],
    ["a text box in a header", "{\\header{\\shp{\\*\\shpinst{\\shptxt an\\par}}}}"],
    ["a picture", "{\\pict\\pngblip 89504eAN}"],
    ["what an unknown group holds", "{\\*\\khongro an}"],
    ["binary bytes", "{\\pict\\bin4 an}{}"],
    ["a field's instruction", "{\\field{\\*\\fldinst HYPERLINK an}{\\fldrslt thay}}"],
    ["hidden text", "{\\v an}"],
    ["deleted text", "{\\deleted an}"],
    ["a comment", "{\\*\\annotation an}"],
    ["a footnote", "{\\footnote\\pard an\\par}"],
    ["information on the file", "{\\info{\\author an}}"],
  ])("is without %s", async (_case, group) => {
    const article = await read(rtf(`\\pard Tr\\'ea\\'ean ${group}d\\'f4\\'f4i. ${u(text)}\\par`));
    expect(article.text).toMatch(/^Trêên (?:thay)?dôôi\./u);
    expect(article.text).not.toMatch(/(?<!\p{L})an(?!\p{L})|AN/u);
  });

  it("has text boxes behind what stands above them", async () => {
    const article = await read(
      rtf(`\\pard Trong {\\shp{\\*\\shpinst{\\sp{\\sn w}{\\sv 1}}{\\shptxt \\pard Khung\\par}}}lu\\'e2\\'e2n.\\par ${u(text)}\\par`),
    );
    expect(article.text).toMatch(/^Khung\nTrong luâân\./u);
  });

  it("gives up its figures", async () => {
    const [one] = await readAll(fileToPage("bao-cao.rtf", Buffer.from(rtf(`\\pard ${u(text)}\\par`), "latin1"), NOW), null);
    expect(one?.observations.map(({ indicator, value }) => [indicator, value])).toEqual([
      ["members.admitted", 215],
      ["discipline.members", 4],
    ]);
  });
});

describe("RTF that is broken", () => {
  it("is read as far as it goes", async () => {
    expect((await read(rtf(`\\pard ${u(text)}\\par {\\b {\\i`).slice(0, -1))).text).toBe(text);
  });

  it("is refused when it is something else", async () => {
    await expect(readRtf(pageOf("không phải"))).rejects.toThrow(UnreadableDocument);
  });

  it.each([
    ["a million open groups", "{".repeat(1_000_000)],
    ["a million closed groups", "}".repeat(1_000_000)],
    ["cells without end", "a\\cell ".repeat(100_000)],
    ["edges without end", "\\trowd".padEnd(900_000, "\\cellx99")],
    ["a binary part longer than the file", "\\bin99999999 a"],
    ["text boxes in text boxes", "{\\shp{\\*\\shpinst{\\shptxt a".repeat(20_000)],
  ])("ends in bounded time: %s", async (_case, body) => {
    const { drafts } = await readRtf(pageOf(`{\\rtf1 ${body}`));
    expect(drafts.length).toBeLessThanOrEqual(1);
  });

  it("never throws anything else", async () => {
    const word = fc.constantFrom(
      "{",
      "}",
      "\\par ",
      "\\cell ",
      "\\row ",
      "\\trowd",
      "\\cellx9",
      "\\u273?",
      "\\'e1",
      "\\uc3 ",
      "\\f2 ",
      "\\*",
      "\\fonttbl",
      "\\pict",
      "\\shptxt ",
      "\\bin2 ",
      "\\'z",
      "\\",
      "a ",
      "é",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 80 }),
        async (words) => (await readRtf(pageOf(Buffer.from(`{\\rtf1${words.join("")}`, "latin1")))).drafts.length <= 1,
      ),
      { numRuns: 500 },
    );
  });
});
