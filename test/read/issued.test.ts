import { describe, expect, it } from "vitest";
import { readIssued } from "../../pipeline/read/issued.ts";
import { cutLines } from "../../pipeline/read/lines.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { IssuedDocument, Section } from "../../pipeline/types/issued.ts";
import { pageOf } from "./bench.ts";

const readText = (text: string): Article => {
  const articles = readWrittenPage(pageOf(text, { url: "file:van-ban.txt", mediaType: "text/plain" }), { source: null });
  expect(articles).toHaveLength(1);
  return articles[0] as Article;
};
const readPage = (html: string): Article => {
  const articles = readWrittenPage(pageOf(html), { source: null });
  expect(articles).toHaveLength(1);
  return articles[0] as Article;
};
const documentOf = (article: Article): IssuedDocument => {
  expect(article.document).toBeDefined();
  return article.document as IssuedDocument;
};
const outline = (article: Article): string[] => documentOf(article).sections.map(({ level, mark, title }) => `${level} ${mark} ${title}`);
const sectionText = ({ text }: Article, { start, end }: Section): string => text.slice(start, end);

const intro =
  "Thời gian qua, các cấp ủy đã quan tâm hơn đến việc củng cố chi bộ ở cơ sở, song nhiều nơi nền nếp sinh hoạt còn lỏng, người mới vào Đảng còn ít.";
const point = "Các cấp ủy phân công người theo dõi từng chi bộ, mỗi quý nghe báo cáo một lần và gỡ khó ngay tại chỗ cho cơ sở.";
const body = `I. TÌNH HÌNH\n${intro}\nII. MỤC TIÊU\n1. Mục tiêu chung\n${point}\n2. Chỉ tiêu\n- Kết nạp 240 đảng viên mỗi năm.\n- Không còn thôn trắng đảng viên.\nIII. TỔ CHỨC THỰC HIỆN\n1. Các huyện ủy xây dựng kế hoạch của mình. ${point}\na) Việc kiểm tra\n${point}`;
const foot = "Nơi nhận:\n- Ban Bí thư (để báo cáo),\n- Các huyện ủy,\n- Lưu Văn phòng.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n(Đã ký)\nVi Văn Thử";

interface Layout {
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly is: Partial<IssuedDocument>;
}

const layouts: readonly Layout[] = [
  {
    name: "a resolution of the centre as law databases print it",
    text: `BAN CHẤP HÀNH TRUNG ƯƠNG\n-------\nĐẢNG CỘNG SẢN VIỆT NAM\n---------------\nSố: 97-NQ/TW\nHà Nội, ngày 14 tháng 5 năm 2019\n\nNGHỊ QUYẾT\nHỘI NGHỊ LẦN THỨ MƯỜI BAN CHẤP HÀNH TRUNG ƯƠNG KHÓA XII\nVỀ CỦNG CỐ CHI BỘ Ở THÔN, BẢN\n\n${body}\n\nT/M BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ\n\nLương Thử Nghiệm`,
    title: "Nghị quyết về củng cố chi bộ ở thôn, bản",
    is: {
      issuer: "BAN CHẤP HÀNH TRUNG ƯƠNG",
      number: "97-NQ/TW",
      id: "97-NQ/TW@2019-05-14",
      kind: "resolution",
      place: "Hà Nội",
      issued: "2019-05-14",
      signature: { name: "Lương Thử Nghiệm", office: "TỔNG BÍ THƯ", behalf: "T/M BAN CHẤP HÀNH TRUNG ƯƠNG" },
    },
  },
  {
    name: "a provincial resolution in two columns parted by blanks",
    text: `TỈNH ỦY LẠNG SƠN                  ĐẢNG CỘNG SẢN VIỆT NAM\n       *                          Lạng Sơn, ngày 5 tháng 3 năm 2021\n  Số 12-NQ/TU\n\nNGHỊ QUYẾT\nvề củng cố chi bộ nông thôn giai đoạn 2021-2025\n-----\n\n${body}\n\nNơi nhận:                         T/M BAN THƯỜNG VỤ\n- Ban Bí thư (để báo cáo),        BÍ THƯ\n- Các huyện ủy,\n- Lưu Văn phòng.                  (Đã ký)\n\n                                  Vi Văn Thử`,
    title: "Nghị quyết về củng cố chi bộ nông thôn giai đoạn 2021-2025",
    is: {
      issuer: "TỈNH ỦY LẠNG SƠN",
      number: "12-NQ/TU",
      id: "12-NQ/TU@63-20:2021-03-05",
      subject: "về củng cố chi bộ nông thôn giai đoạn 2021-2025",
      recipients: ["Ban Bí thư (để báo cáo)", "Các huyện ủy", "Lưu Văn phòng"],
      signature: { name: "Vi Văn Thử", office: "BÍ THƯ", behalf: "T/M BAN THƯỜNG VỤ" },
    },
  },
  {
    name: "a directive whose right column comes first",
    text: `ĐẢNG CỘNG SẢN VIỆT NAM\nYên Bái, ngày 02 tháng 11 năm 2015\nTỈNH UỶ YÊN BÁI\n***\nSố: 08-CT/TU\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH UỶ\nvề việc sinh hoạt chi bộ đúng kỳ\n***\n${body}\n${foot}`,
    title: "Chỉ thị về việc sinh hoạt chi bộ đúng kỳ",
    is: { issuer: "TỈNH UỶ YÊN BÁI", number: "08-CT/TU", kind: "directive", issued: "2015-11-02", place: "Yên Bái" },
  },
  {
    name: "a conclusion with its head in one breath, as text layers have it",
    text: `THÀNH ỦY HÀ NỘI ĐẢNG CỘNG SẢN VIỆT NAM\n* Hà Nội, ngày 21 tháng 8 năm 2017\nSố 33-KL/TU\n\nKẾT LUẬN\nCỦA BAN THƯỜNG VỤ THÀNH ỦY\nvề xếp loại chi bộ hằng quý\n\n${body}\n${foot.replace("BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC")}`,
    title: "Kết luận về xếp loại chi bộ hằng quý",
    is: {
      number: "33-KL/TU",
      id: "33-KL/TU@63-01:2017-08-21",
      kind: "conclusion",
      signature: { name: "Vi Văn Thử", office: "PHÓ BÍ THƯ THƯỜNG TRỰC", behalf: "T/M BAN THƯỜNG VỤ" },
    },
  },
  {
    name: "a plan of a district under its province",
    text: `ĐẢNG BỘ TỈNH LẠNG SƠN\nHUYỆN ỦY VĂN QUAN\n*\nSố 05-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nVăn Quan, ngày 9 tháng 2 năm 2022\nKẾ HOẠCH\nthực hiện Nghị quyết 12-NQ/TU của Tỉnh ủy về củng cố chi bộ nông thôn\n-----\nThực hiện Nghị quyết 12-NQ/TU, Ban Thường vụ Huyện ủy ban hành kế hoạch như sau:\n${body}\n${foot}`,
    title: "Kế hoạch thực hiện Nghị quyết 12-NQ/TU của Tỉnh ủy về củng cố chi bộ nông thôn",
    is: {
      issuer: "ĐẢNG BỘ TỈNH LẠNG SƠN, HUYỆN ỦY VĂN QUAN",
      number: "05-KH/HU",
      id: "05-KH/HU@63-20/Văn Quan:2022-02-09",
      kind: "plan",
    },
  },
  {
    name: "a guideline of a department, columns parted by tabs",
    text: `BAN CHẤP HÀNH TRUNG ƯƠNG\tĐẢNG CỘNG SẢN VIỆT NAM\nBAN TỔ CHỨC\n*\tHà Nội, ngày 3 tháng 12 năm 2012\nSố 88-HD/BTCTW\nHƯỚNG DẪN\nMột số việc khi xếp loại chi bộ\n-----\n${body}\nK/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nTô Văn Mẫu`,
    title: "Hướng dẫn một số việc khi xếp loại chi bộ",
    is: {
      issuer: "BAN CHẤP HÀNH TRUNG ƯƠNG, BAN TỔ CHỨC",
      number: "88-HD/BTCTW",
      id: "88-HD/BTCTW@2012-12-03",
      kind: "guideline",
      signature: { name: "Tô Văn Mẫu", office: "PHÓ TRƯỞNG BAN", behalf: "K/T TRƯỞNG BAN" },
    },
  },
  {
    name: "a decision of the State",
    text: `ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 08/QĐ-UBND\nLạng Sơn, ngày 15 tháng 01 năm 2020\n\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu cho các xã\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\nĐiều 1. Giao chỉ tiêu cho các xã theo phụ lục đính kèm.\nĐiều 2. Quyết định có hiệu lực từ ngày ký. ${point}\n\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nHà Văn Mẫu`,
    title: "Quyết định về việc giao chỉ tiêu cho các xã",
    is: {
      issuer: "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
      number: "08/QĐ-UBND",
      id: "08/QĐ-UBND@63-20:2020-01-15",
      kind: "decision",
      recipients: ["Như Điều 2", "Lưu: VT"],
      signature: { name: "Hà Văn Mẫu", office: "PHÓ CHỦ TỊCH", behalf: "KT. CHỦ TỊCH" },
    },
  },
  {
    name: "a text out of recognition of characters, with small errors",
    text: `TỈNH ỦY LAI CHÂU          ĐẢNG CỌNG SẢN VIỆT NAM\n*                         Lai Châu, ngày l0 thang 4 năm 2018\nSô l5-NQ/TU\nNGHỊ QUYÊT\nvề sinh hoạt chi bộ bản vùng cao\n-----\n${body}\n${foot}`.replace(
      "l0",
      "10",
    ),
    title: "Nghị quyết về sinh hoạt chi bộ bản vùng cao",
    is: { number: "15-NQ/TU", id: "15-NQ/TU@63-12:2018-04-10", kind: "resolution", issued: "2018-04-10" },
  },
  {
    name: "a draft without number and day",
    text: `TỈNH ỦY HÀ GIANG\n*\nSố:      -NQ/TU\nDỰ THẢO LẦN 2\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Giang, ngày      tháng 6 năm 2021\nNGHỊ QUYẾT\nvề phát triển đảng viên trẻ\n-----\n${body}`,
    title: "Nghị quyết về phát triển đảng viên trẻ",
    is: { issuer: "TỈNH ỦY HÀ GIANG", number: null, id: null, kind: "resolution", issued: "2021-06", signature: null, recipients: [] },
  },
  {
    name: "a programme of action with kind and subject in capitals on one line",
    text: `TỈNH ỦY BẮC KẠN | ĐẢNG CỘNG SẢN VIỆT NAM\nSố 21-CTr/TU | Bắc Kạn, ngày 30 tháng 9 năm 2016\nCHƯƠNG TRÌNH HÀNH ĐỘNG THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ TỈNH BẮC KẠN\n-----\nBan Thường vụ Tỉnh ủy Bắc Kạn ban hành chương trình thực hiện Nghị quyết Đại hội Đảng bộ tỉnh như sau.\n${body}\n${foot}`,
    title: "Chương trình hành động thực hiện Nghị quyết Đại hội Đảng bộ tỉnh Bắc Kạn",
    is: { number: "21-CTr/TU", kind: "programme", place: "Bắc Kạn", issued: "2016-09-30" },
  },
  {
    name: "the resolution of a congress, which has no number",
    text: `ĐẢNG BỘ TỈNH SƠN LA\nĐẠI HỘI ĐẠI BIỂU LẦN THỨ XV\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSơn La, ngày 25 tháng 9 năm 2020\nNGHỊ QUYẾT\nĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH SƠN LA LẦN THỨ XV,\nNHIỆM KỲ 2020-2025\n-----\nĐại hội đại biểu Đảng bộ tỉnh Sơn La lần thứ XV họp từ ngày 23 đến ngày 25.\n${body}\nT/M ĐOÀN CHỦ TỊCH\nLò Thị Mẫu`,
    title: "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Sơn La lần thứ XV, nhiệm kỳ 2020-2025",
    is: {
      issuer: "ĐẢNG BỘ TỈNH SƠN LA, ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XV",
      number: null,
      signature: { name: "Lò Thị Mẫu", office: null, behalf: "T/M ĐOÀN CHỦ TỊCH" },
    },
  },
  {
    name: "a report of a commune's committee after the merger",
    text: `TỈNH ỦY LẠNG SƠN\nĐẢNG ỦY XÃ YÊN PHÚC\n*\nSố 14-BC/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nYên Phúc, ngày 2 tháng 12 năm 2025\nBÁO CÁO\nkết quả xếp loại chi bộ năm 2025\n-----\n${body}\n${foot}`,
    title: "Báo cáo kết quả xếp loại chi bộ năm 2025",
    is: { number: "14-BC/ĐU", id: "14-BC/ĐU@34-20/Yên Phúc:2025-12-02", kind: "report" },
  },
  {
    name: "a letter, which names no kind",
    text: `TỈNH ỦY CAO BẰNG\nBAN TỔ CHỨC\n*\nSố 412-CV/BTCTU\nV/v báo cáo số liệu đảng viên\nĐẢNG CỘNG SẢN VIỆT NAM\nCao Bằng, ngày 18 tháng 10 năm 2019\nKính gửi: Các huyện ủy, thành ủy\n${point}\n${foot}`,
    title: "Công văn về báo cáo số liệu đảng viên",
    is: { number: "412-CV/BTCTU", kind: null, issued: "2019-10-18" },
  },
];

describe("a text that is a document itself", () => {
  it.each(layouts)("is read by its layout: $name", ({ text, title, is }) => {
    const article = readText(text);
    expect(article.title).toBe(title);
    expect(documentOf(article)).toMatchObject(is);
    expect([article.publishedAt, article.publishedFrom]).toEqual(
      is.issued === "2021-06" ? [null, "none"] : [documentOf(article).issued, "document"],
    );
    expect(article.text).toContain(point);
    expect(article.text).not.toMatch(/ĐẢNG C.NG SẢN VIỆT NAM|CỘNG HÒA XÃ HỘI|Nơi nhận|Vi Văn Thử/u);
  });

  it("says the same in whatever order and with whatever gaps the two columns are set", () => {
    const left = ["TỈNH ỦY LẠNG SƠN", "*", "Số 12-NQ/TU"];
    const right = ["ĐẢNG CỘNG SẢN VIỆT NAM", "Lạng Sơn, ngày 5 tháng 3 năm 2021", ""];
    const rest = `NGHỊ QUYẾT\nvề củng cố chi bộ nông thôn\n-----\n${body}`;
    const settings = ["\n", "\t", "\t\t", " | ", "      "].flatMap((gap) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ({ gap, isTurned: (bits & 1) > 0, isColumnwise: (bits & 2) > 0, isLoud: (bits & 4) > 0 })),
    );
    const [first, ...others] = settings.map(({ gap, isTurned, isColumnwise, isLoud }) => {
      const columns = isTurned ? [right, left] : [left, right];
      const rows = left.map((_, i) => columns.map((column) => column[i]).join(gap));
      const head = (isColumnwise ? columns.flat() : rows).filter((line) => line?.trim() !== "").join(isLoud ? "\n\n" : "\n");
      return documentOf(readText(`${head}\n${rest}`));
    });
    expect(first).toMatchObject({ issuer: "TỈNH ỦY LẠNG SƠN", number: "12-NQ/TU", issued: "2021-03-05", place: "Lạng Sơn" });
    for (const other of others) expect(other).toEqual(first);
  });

  it("keeps its sections, nested, as spans of the text", () => {
    const article = readText((layouts[1] as Layout).text);
    expect(outline(article)).toEqual([
      "1 I TÌNH HÌNH",
      "1 II MỤC TIÊU",
      "2 1 Mục tiêu chung",
      "2 2 Chỉ tiêu",
      "1 III TỔ CHỨC THỰC HIỆN",
      "2 1 Các huyện ủy xây dựng kế hoạch của mình",
      "3 a Việc kiểm tra",
    ]);
    const { sections } = documentOf(article);
    expect(sectionText(article, sections[3] as Section)).toBe(
      "2. Chỉ tiêu\nKết nạp 240 đảng viên mỗi năm.\nKhông còn thôn trắng đảng viên.",
    );
    expect(article.blocks.filter(({ kind }) => kind === "heading").map(({ start, end }) => article.text.slice(start, end))).toEqual([
      "I. TÌNH HÌNH",
      "II. MỤC TIÊU",
      "1. Mục tiêu chung",
      "2. Chỉ tiêu",
      "III. TỔ CHỨC THỰC HIỆN",
      "a) Việc kiểm tra",
    ]);
  });

  it("nests parts, chapters and articles whatever marks it uses", () => {
    const article = readText(
      `BỘ CHÍNH TRỊ\n*\nSố 98-QĐ/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 6 tháng 7 năm 2018\nQUY ĐỊNH\nvề nền nếp sinh hoạt chi bộ\n-----\nPhần thứ nhất\nQUY ĐỊNH CHUNG\nChương I: Phạm vi\nĐiều 1. Đối tượng\n1. Chi bộ cơ sở và chi bộ trực thuộc. ${point}\na) Chi bộ thôn.\nĐiều 2. Nguyên tắc\n${point}\nPhần thứ hai\nĐIỀU KHOẢN THI HÀNH\n1.1. Hiệu lực\n- Về kiểm tra:\n+ ${point}`,
    );
    expect(outline(article)).toEqual([
      "1 Phần thứ nhất QUY ĐỊNH CHUNG",
      "2 Chương I Phạm vi",
      "3 Điều 1 Đối tượng",
      "4 1 Chi bộ cơ sở và chi bộ trực thuộc",
      "5 a Chi bộ thôn",
      "3 Điều 2 Nguyên tắc",
      "1 Phần thứ hai ĐIỀU KHOẢN THI HÀNH",
      "2 1.1 Hiệu lực",
      "3 - Về kiểm tra",
    ]);
  });

  it("leaves head, recipients and signature on record, and appendices in the text", () => {
    const article = readText(`${(layouts[2] as Layout).text}\nPHỤ LỤC\nChỉ tiêu giao các huyện\nVăn Yên | 40 | 50\nLục Yên | 35 | 45`);
    const reasons = (text: string): string | undefined => article.removed.find((removal) => removal.text.includes(text))?.reason;
    expect([reasons("Số: 08-CT/TU"), reasons("Nơi nhận"), reasons("Vi Văn Thử")]).toEqual([
      "phần đầu văn bản",
      "nơi nhận và chữ ký",
      "nơi nhận và chữ ký",
    ]);
    expect(article.text.endsWith("PHỤ LỤC\nChỉ tiêu giao các huyện\nVăn Yên | 40 | 50\nLục Yên | 35 | 45")).toBe(true);
    expect(article.blocks.at(-1)?.kind).toBe("table");
  });

  it("finds the document in an HTML page of an archive, whose own title and date give way", () => {
    const article = readPage(
      `<html><head><title>Nghị quyết 12-NQ/TU</title><meta property="article:published_time" content="2021-04-20T08:00:00+07:00"></head><body><h1>Toàn văn nghị quyết về củng cố chi bộ</h1><div class="content"><table><tr><td><b>TỈNH ỦY LẠNG SƠN</b><br>*<br>Số 12-NQ/TU</td><td><b>ĐẢNG CỘNG SẢN VIỆT NAM</b></td></tr><tr><td>&nbsp;</td><td><i>Lạng Sơn, ngày 5 tháng 3 năm 2021</i></td></tr></table><p style="text-align:center"><b>NGHỊ QUYẾT</b><br>về củng cố chi bộ nông thôn<br>-----</p><p><b>I. TÌNH HÌNH</b></p><p>${intro}</p><p><b>II. CHỈ TIÊU</b></p><p>- Kết nạp 240 đảng viên mỗi năm.</p><p>${point}</p><p>${point} ${intro}</p><table><tr><td>Nơi nhận:<br>- Các huyện ủy,<br>- Lưu Văn phòng.</td><td>T/M BAN THƯỜNG VỤ<br>BÍ THƯ<br>(Đã ký)<br>Vi Văn Thử</td></tr></table></div></body></html>`,
    );
    expect([article.title, article.publishedAt, article.publishedFrom]).toEqual([
      "Nghị quyết về củng cố chi bộ nông thôn",
      "2021-03-05",
      "document",
    ]);
    expect(documentOf(article)).toMatchObject({
      number: "12-NQ/TU",
      issuer: "TỈNH ỦY LẠNG SƠN",
      recipients: ["Các huyện ủy", "Lưu Văn phòng"],
      signature: { name: "Vi Văn Thử", office: "BÍ THƯ", behalf: "T/M BAN THƯỜNG VỤ" },
    });
    expect(outline(article)).toEqual(["1 I TÌNH HÌNH", "1 II CHỈ TIÊU"]);
  });

  it("leads from its sections back to the bytes of a text file", () => {
    const article = readText((layouts[1] as Layout).text);
    expect(article.offsets).not.toBeNull();
    for (const { start, end, mark } of documentOf(article).sections) expect(article.text.slice(start, end).startsWith(mark)).toBe(true);
  });
});

const report = `${intro} ${point}`;

describe("a text that only speaks of a document", () => {
  it.each<[string, string]>([
    [
      "quotes its number in a sentence",
      `Lạng Sơn củng cố chi bộ\n\n05/03/2021, 08:00\n\nNgày 5/3, Ban Thường vụ Tỉnh ủy ban hành Nghị quyết số 12-NQ/TU về củng cố chi bộ. ${report}\n\nVI HOA`,
    ],
    ["has the number in its title", `Nghị quyết số 12-NQ/TU: một năm nhìn lại\n\n05/03/2022, 08:00\n\n${report}\n\nVI HOA`],
    ["has the number alone on a line as kicker", `Nghị quyết 12-NQ/TU\nMột năm nhìn lại ở Văn Quan\n05/03/2022, 08:00\n${report}\nVI HOA`],
    [
      "shows number and date as a card of an archive",
      `Nghị quyết về củng cố chi bộ\nSố ký hiệu\t12-NQ/TU\nNgày ban hành\t05/03/2021\nCơ quan ban hành\tTỉnh ủy Lạng Sơn\nTrích yếu\tvề củng cố chi bộ\n${report}`,
    ],
    [
      "has a card whose label is only the number",
      `Văn bản mới\nSố: 12-NQ/TU\nNgày ban hành: 05/03/2021\nLoại: Nghị quyết\nTải về\n${report}`,
    ],
    ["is printed under the Party's name as a slogan", `ĐẢNG CỘNG SẢN VIỆT NAM QUANG VINH MUÔN NĂM!\nTin hoạt động\n${report}\nVI HOA`],
    [
      "stands under the Party's name as the site's banner",
      `ĐẢNG CỘNG SẢN VIỆT NAM\nTrang tin Đảng bộ tỉnh\nTrang chủ\nTin tức\nLạng Sơn củng cố chi bộ nông thôn\n05/03/2021, 08:00\n${report}\nVI HOA`,
    ],
    [
      "lists documents under the banner",
      `ĐẢNG CỘNG SẢN VIỆT NAM\nNGHỊ QUYẾT\nCHỈ THỊ\nKẾT LUẬN\nLạng Sơn củng cố chi bộ nông thôn trong năm mới\n05/03/2021, 08:00\n${report}`,
    ],
    [
      "stands on a portal with banner, clock and menu",
      `ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY LẠNG SƠN\nThứ sáu, ngày 5 tháng 3 năm 2021\nTin tức\nNghị quyết\nChỉ thị\nLạng Sơn củng cố chi bộ nông thôn trong năm mới\n05/03/2021, 08:00\n${report}\nVI HOA`,
    ],
    [
      "stands on a portal with place and day under the banner",
      `ĐẢNG CỘNG SẢN VIỆT NAM\nLạng Sơn, ngày 5 tháng 3 năm 2021\nTin tức\nVăn bản\nNghị quyết\nLạng Sơn củng cố chi bộ nông thôn trong năm mới\n${report}\nVI HOA`,
    ],
    [
      "is a list of documents under the banner",
      `ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY LẠNG SƠN\nSố 12-NQ/TU\nNGHỊ QUYẾT VỀ CỦNG CỐ CHI BỘ\nSố 08-CT/TU\nCHỈ THỊ VỀ SINH HOẠT CHI BỘ\nSố 33-KL/TU\nKẾT LUẬN VỀ XẾP LOẠI CHI BỘ\nXem tiếp`,
    ],
    [
      "is an application under the country's name",
      `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLạng Sơn, ngày 5 tháng 3 năm 2021\nĐƠN XIN CHUYỂN SINH HOẠT\nKính gửi: Chi bộ thôn Trung\n${report}\nVi Văn Thử`,
    ],
    ["opens with a place and a day", `Hà Nội, ngày 5 tháng 3 năm 2021\nGặp mặt đảng viên cao tuổi đầu năm\n${report}\nVI HOA`],
    [
      "is a letter of greetings with place and day",
      `THƯ CHÚC MỪNG\nHà Nội, ngày 5 tháng 3 năm 2021\nThân gửi các đồng chí,\n${report}\nVi Văn Thử`,
    ],
    [
      "quotes a head within a paragraph",
      `Cách viết văn bản\n\n05/03/2021, 08:00\n\nGóc phải ghi ĐẢNG CỘNG SẢN VIỆT NAM, góc trái ghi tên cấp ủy, dưới là Số: 12-NQ/TU, rồi đến NGHỊ QUYẾT và trích yếu. ${report}\n\nVI HOA`,
    ],
    [
      "explains heads with an example in the middle",
      `Cách viết văn bản của chi bộ\n\n05/03/2021, 08:00\n\n${report}\n\n${report} Sau đây là mẫu.\n\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 5 tháng 3 năm 2021\nSố 12-NQ/TU\nNGHỊ QUYẾT\nvề củng cố chi bộ\n\n${intro} ${intro}\n\nVI HOA`,
    ],
    [
      "prints the text of a resolution without its head",
      `Toàn văn Nghị quyết 12-NQ/TU\n\n05/03/2021, 08:00\n\nBáo Lạng Sơn trân trọng giới thiệu toàn văn nghị quyết. ${report}\n\nI. TÌNH HÌNH\n${report}`,
    ],
    ["has 'Số' and 'Kỳ' of a magazine", `Tạp chí tháng\nSố: 12/2021\nKẾ HOẠCH\nMột năm làm báo ở cơ sở của chúng tôi\n${report}\nVI HOA`],
    [
      "ends with recipients and a signature that a draft quotes",
      `Bàn về mẫu văn bản\n05/03/2021, 08:00\n${report}\nNơi nhận:\n- Các huyện ủy\nVI HOA`,
    ],
    [
      "is a report of a newspaper in capitals",
      `BÁO CÁO\nTừ cơ sở: một năm củng cố chi bộ ở vùng cao\n05/03/2021, 08:00\n${report}\nVI HOA`,
    ],
    [
      "reports two numbers in a list",
      `Ba văn bản mới về chi bộ\n05/03/2021, 08:00\n${report}\n- Nghị quyết số 12-NQ/TU\n- Chỉ thị số 08-CT/TU\n${report}\nVI HOA`,
    ],
  ])("is no document: it %s", (_, text) => {
    for (const article of readWrittenPage(pageOf(text, { url: "file:bai.txt", mediaType: "text/plain" }), { source: null }))
      expect(article.document).toBeUndefined();
  });
});

describe("a hostile text", () => {
  it.each<[string, string]>([
    ["a line of blanks between the words of a head", `Số:${" ".repeat(200_000)}-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nNGHỊ QUYẾT\n${report}`],
    ["signatures without end", `${(layouts[1] as Layout).text}\n${"T/M BAN THƯỜNG VỤ\n".repeat(20_000)}`],
    [
      "feet that are none",
      `TỈNH ỦY LẠNG SƠN\nSố 12-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nNGHỊ QUYẾT\nvề chi bộ\n${`Nơi nhận\n${point}\n`.repeat(20_000)}`,
    ],
    [
      "one line of a million words",
      `ĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-NQ/TU\nLạng Sơn, ngày 5 tháng 3 năm 2021\nNGHỊ QUYẾT\nVỀ CHI BỘ\n${"Đảng bộ ".repeat(200_000)}.`,
    ],
  ])("of %s is read within seconds", (_, text) => {
    const begun = performance.now();
    readIssued(cutLines(text));
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
