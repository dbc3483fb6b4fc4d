import { describe, expect, it } from "vitest";
import { fileToPage, readPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { makePdf, type Sheet } from "./make-pdf.ts";
import { docxOf, p, tbl, tc } from "./office-files.ts";

const read = async (name: string, body: Uint8Array): Promise<Article> => {
  const articles = await readPage(fileToPage(name, body, "2026-11-22T00:00:00Z"), { source: null });
  expect(articles).toHaveLength(1);
  return articles[0] as Article;
};

const opening =
  "Ban Thường vụ Tỉnh ủy đã bàn và thống nhất ban hành nghị quyết về những việc dưới đây để các cấp ủy cùng làm trong cả giai đoạn.";
const point = "Các cấp ủy phân công người theo dõi từng chi bộ, mỗi quý nghe báo cáo một lần và gỡ khó ngay tại chỗ cho cơ sở.";
const wanted = {
  issuer: "TỈNH ỦY LẠNG SƠN",
  number: "12-NQ/TU",
  id: "12-NQ/TU@63-20:2021-03-05",
  kind: "resolution",
  place: "Lạng Sơn",
  issued: "2021-03-05",
  subject: "về củng cố chi bộ nông thôn giai đoạn 2021-2025",
  recipients: ["Ban Bí thư (để báo cáo)", "Các huyện ủy"],
  signature: { name: "Vi Văn Thử", office: "BÍ THƯ", behalf: "T/M BAN THƯỜNG VỤ" },
};
const check = (article: Article): void => {
  expect(article.document).toMatchObject(wanted);
  expect(article.document?.sections.map(({ level, mark, title }) => `${level} ${mark} ${title}`)).toEqual([
    "1 I MỤC TIÊU",
    "2 1 Chỉ tiêu cụ thể",
    "1 II GIẢI PHÁP",
  ]);
  expect([article.title, article.publishedAt, article.byline]).toEqual([`Nghị quyết ${wanted.subject}`, "2021-03-05", null]);
  expect(article.text).toBe(
    `${article.title}\n${opening}\nI. MỤC TIÊU\n1. Chỉ tiêu cụ thể\nMỗi năm kết nạp 240 đảng viên.\nII. GIẢI PHÁP\n${point}`,
  );
};

const LEFT = { x: 60, width: 220, align: "centre" as const };
const RIGHT = { x: 300, width: 240, align: "centre" as const };

/** One page as offices print it: head and foot in two columns. */
function printed(sheet: Sheet): void {
  sheet.line("TỈNH ỦY LẠNG SƠN", 60, LEFT);
  sheet.line("ĐẢNG CỘNG SẢN VIỆT NAM", 60, { ...RIGHT, face: "bold" });
  sheet.line("*", 76, LEFT);
  sheet.line("Lạng Sơn, ngày 5 tháng 3 năm 2021", 80, RIGHT);
  sheet.line("Số 12-NQ/TU", 92, LEFT);
  sheet.line("NGHỊ QUYẾT", 130, { align: "centre", face: "bold", size: 14 });
  sheet.line("về củng cố chi bộ nông thôn", 148, { align: "centre", face: "bold" });
  sheet.line("giai đoạn 2021-2025", 164, { align: "centre", face: "bold" });
  sheet.line("-----", 178, { align: "centre" });
  let y = 200;
  for (const text of [opening, "I. MỤC TIÊU", "1. Chỉ tiêu cụ thể", "- Mỗi năm kết nạp 240 đảng viên.", "II. GIẢI PHÁP", point])
    y = sheet.paragraph(text, y, { indent: 28, face: /^I/u.test(text) ? "bold" : "plain" }) + 6;
  sheet.line("Nơi nhận:", y + 20, { x: 72, size: 11 });
  sheet.line("T/M BAN THƯỜNG VỤ", y + 20, { ...RIGHT, face: "bold" });
  sheet.line("- Ban Bí thư (để báo cáo),", y + 35, { x: 72, size: 11 });
  sheet.line("BÍ THƯ", y + 36, RIGHT);
  sheet.line("- Các huyện ủy.", y + 50, { x: 72, size: 11 });
  sheet.line("(Đã ký)", y + 80, RIGHT);
  sheet.line("Vi Văn Thử", y + 110, { ...RIGHT, face: "bold" });
}

const head = tbl([
  [tc(p("TỈNH ỦY LẠNG SƠN") + p("*") + p("Số 12-NQ/TU")), tc(p("ĐẢNG CỘNG SẢN VIỆT NAM") + p("Lạng Sơn, ngày 5 tháng 3 năm 2021"))],
]);
const foot = tbl([
  [
    tc(p("Nơi nhận:") + p("- Ban Bí thư (để báo cáo),") + p("- Các huyện ủy.")),
    tc(p("T/M BAN THƯỜNG VỤ") + p("BÍ THƯ") + p("(Đã ký)") + p("Vi Văn Thử")),
  ],
]);
const paragraphs = [
  "NGHỊ QUYẾT",
  wanted.subject,
  "-----",
  opening,
  "I. MỤC TIÊU",
  "1. Chỉ tiêu cụ thể",
  "- Mỗi năm kết nạp 240 đảng viên.",
  "II. GIẢI PHÁP",
  point,
];

describe("an issued document in a file of another format", () => {
  it("is read off a PDF with its columns", async () => check(await read("nghi-quyet.pdf", await makePdf([printed]))));

  it("is read out of a Word file whose head and foot are tables", async () =>
    check(await read("nghi-quyet.docx", docxOf(head + paragraphs.map((text) => p(text)).join("") + foot))));

  it("is read out of a Word file whose last line is the signature", async () => {
    const signed = ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Vi Văn Thử"].map((text) => p(text)).join("");
    const article = await read("nghi-quyet.docx", docxOf(head + paragraphs.map((text) => p(text)).join("") + signed));
    expect(article.document).toMatchObject({ ...wanted, recipients: [] });
    expect(article.byline).toBeNull();
  });
});
