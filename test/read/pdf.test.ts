import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { readPdf } from "../../pipeline/read/pdf.ts";
import { readPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { bombStream, makePdf, pageObjects, rawPdf, type Sheet } from "./make-pdf.ts";

const pdfPage = (body: Uint8Array): Page => ({
  url: "file:bao-cao.pdf",
  source: null,
  fetchedAt: "2024-01-02T12:00:00Z",
  mediaType: "application/pdf",
  charset: null,
  sha256: createHash("sha256").update(body).digest("hex"),
  body,
});

/** The lines as the reader of PDFs gives them, before anything else looks at them. */
const linesOf = async (body: Uint8Array): Promise<string[]> => {
  const { drafts } = await readPdf(pdfPage(body));
  return drafts.flatMap((draft) => draft.lines.map(({ kind, marker, text }) => `${kind}: ${marker === "" ? "" : `${marker} `}${text}`));
};

const removedOf = async (body: Uint8Array): Promise<string[]> => {
  const { drafts } = await readPdf(pdfPage(body));
  return drafts.flatMap((draft) => draft.removed.map(({ reason, text }) => `${reason}: ${text}`));
};

const FIRST =
  "Sáu tháng qua, các chi bộ ở Mường Thải đã giới thiệu 87 quần chúng ưu tú đi học lớp cảm tình Đảng, nhiều hơn cùng kỳ 9 người, phần lớn là công nhân và giáo viên trẻ.";
const SECOND =
  "Ở các thôn vùng cao, bí thư chi bộ kiêm trưởng thôn đã lên 41 người; nơi nào việc kiêm nhiệm chưa chín thì giữ nguyên, không làm vội, không chạy theo con số cho đẹp báo cáo.";
const THIRD =
  "Đảng ủy xã giao cho từng đảng ủy viên đỡ đầu một chi bộ yếu, mỗi quý đến dự họp ít nhất một lần và ghi lại việc đã làm được, việc còn nợ dân.";

const paragraphs =
  (texts: readonly string[], { y = 100, ...setting }: { y?: number; x?: number; width?: number; indent?: number } = {}) =>
  (sheet: Sheet): void => {
    let at = y;
    for (const text of texts) at = sheet.paragraph(text, at, setting);
  };

describe("text of a PDF", () => {
  it("comes without an error, its soft-wrapped lines joined", async () => {
    expect(await linesOf(await makePdf([paragraphs([FIRST, SECOND, THIRD])]))).toEqual([
      `paragraph: ${FIRST}`,
      `paragraph: ${SECOND}`,
      `paragraph: ${THIRD}`,
    ]);
  });

  it("has a paragraph wherever a first line is indented, full as the line before may be", async () => {
    const body = await makePdf([paragraphs([FIRST, SECOND], { indent: 24 })]);
    expect(await linesOf(body)).toEqual([`paragraph: ${FIRST}`, `paragraph: ${SECOND}`]);
  });

  it("goes on over the end of a page, where the paragraph does", async () => {
    const [half, rest] = [
      "Đoàn kiểm tra đã làm việc với bảy chi bộ và thấy rằng sổ sách của các chi bộ đó đều được",
      "ghi chép đủ, chỉ còn hai nơi thu đảng phí muộn.",
    ];
    const body = await makePdf([paragraphs([FIRST, half], { y: 600 }), paragraphs([rest, THIRD])]);
    expect(await linesOf(body)).toEqual([`paragraph: ${FIRST}`, `paragraph: ${half} ${rest}`, `paragraph: ${THIRD}`]);
  });

  it("keeps sections, items and articles apart, and items of a list by their marks", async () => {
    const items = [
      "I. TÌNH HÌNH",
      "1. Việc đã làm được nhiều hơn năm trước.",
      "a) Về tổ chức, xếp lại ba phòng.",
      "- Lập hai chi bộ mới.",
      "- Giải thể một chi bộ ghép.",
      "Điều 5. Đảng phí thu theo quý.",
    ];
    const body = await makePdf([paragraphs(items)]);
    expect(await linesOf(body)).toEqual([
      "heading: I. TÌNH HÌNH",
      "paragraph: 1. Việc đã làm được nhiều hơn năm trước.",
      "paragraph: a) Về tổ chức, xếp lại ba phòng.",
      "list: - Lập hai chi bộ mới.",
      "list: - Giải thể một chi bộ ghép.",
      "paragraph: Điều 5. Đảng phí thu theo quý.",
    ]);
  });

  it.each([
    ["a word that a hyphen parts", "cán bộ xã học cách dùng inter-", "net để họp", "cán bộ xã học cách dùng internet để họp"],
    ["a syllable that a hyphen parts", "đẩy mạnh việc tri-", "ển khai ở thôn", "đẩy mạnh việc triển khai ở thôn"],
    ["years", "trong giai đoạn 2015-", "2020 của tỉnh", "trong giai đoạn 2015-2020 của tỉnh"],
    ["a dash between words", "nhiệm kỳ 2015 -", "2020 của tỉnh", "nhiệm kỳ 2015 - 2020 của tỉnh"],
    ["two words joined", "phát triển kinh tế-", "xã hội ở vùng cao", "phát triển kinh tế-xã hội ở vùng cao"],
  ])("joins %s at the end of a line", async (_, first, second, whole) => {
    const body = await makePdf([
      (sheet) => {
        sheet.line(first, 100, { align: "right" });
        sheet.line(second, 117);
        sheet.paragraph(THIRD, 170);
      },
    ]);
    expect((await linesOf(body))[0]).toBe(`paragraph: ${whole}`);
  });

  it("does not take the mark of a footnote for a digit of the number before it", async () => {
    const body = await makePdf([
      (sheet) => {
        const end = sheet.line("Năm 2023 có 45", 100);
        sheet.line("2", 95, { x: end, size: 7 });
        sheet.line("chi bộ ghép, rộng 3 km", 100, { x: end + 8 });
        sheet.line("và nhiều việc nữa mà chúng tôi sẽ còn kể tiếp sau này.", 117);
      },
    ]);
    expect((await linesOf(body))[0]).toContain("có 45 chi bộ ghép");
    expect(await removedOf(body)).toContain("dấu chú thích: 2");
  });
});

describe("a footnote in a PDF", () => {
  it("stands behind the text, which goes on over the end of its page", async () => {
    const [half, rest] = [
      "Đoàn kiểm tra đã làm việc với bảy chi bộ và thấy rằng sổ sách của các chi bộ đó đều được",
      "ghi chép đủ, chỉ còn hai nơi thu đảng phí muộn.",
    ];
    const body = await makePdf([
      (sheet) => {
        paragraphs([FIRST, half], { y: 600 })(sheet);
        sheet.line("1", 717, { size: 6 });
        sheet.line("Tính cả ba chi bộ trường học mới lập.", 720, { x: 76, size: 9 });
      },
      paragraphs([rest, THIRD]),
    ]);
    expect(await linesOf(body)).toEqual([
      `paragraph: ${FIRST}`,
      `paragraph: ${half} ${rest}`,
      `paragraph: ${THIRD}`,
      "paragraph: 1 Tính cả ba chi bộ trường học mới lập.",
    ]);
  });
});

describe("the layout of a PDF", () => {
  it("is read column by column under a title across the page", async () => {
    const body = await makePdf([
      (sheet) => {
        sheet.line("Chuyện giữ chi bộ ở vùng lòng hồ", 80, { size: 18, face: "bold", align: "centre" });
        paragraphs([FIRST, SECOND], { y: 120, width: 210 })(sheet);
        paragraphs([THIRD], { y: 120, x: 315, width: 210 })(sheet);
      },
    ]);
    expect(await linesOf(body)).toEqual([
      "title: Chuyện giữ chi bộ ở vùng lòng hồ",
      `paragraph: ${FIRST}`,
      `paragraph: ${SECOND}`,
      `paragraph: ${THIRD}`,
    ]);
  });

  it("loses running heads and feet and the numbers of pages, and the article says so", async () => {
    const texts = [FIRST, SECOND, THIRD];
    const body = await makePdf(
      texts.map((text, index) => (sheet) => {
        sheet.line("Bản tin công tác Đảng xã Mường Thải", 40, { size: 9 });
        sheet.line(`${index + 1}`, 60, { align: "centre", size: 9 });
        paragraphs([text])(sheet);
        sheet.line(`Lưu hành nội bộ, số ${index + 4}`, 810, { size: 9 });
      }),
    );
    expect(await linesOf(body)).toEqual(texts.map((text) => `paragraph: ${text}`));
    expect(await removedOf(body)).toEqual([
      "đầu trang lặp lại: Bản tin công tác Đảng xã Mường Thải",
      "số trang: 1",
      "chân trang lặp lại: Lưu hành nội bộ, số 4",
    ]);
  });

  const CELLS = [
    ["Đơn vị", "Kết nạp", "Tỷ lệ (%)"],
    ["Xã Mường Thải", "12", "60,5"],
    ["Xã Nậm Lúc và các cơ quan, đơn vị trực thuộc xã", "9", "45,0"],
    ["Xã Cốc Ly", "", "30,2"],
  ] as const;
  const COLUMNS = [72, 260, 360, 460];

  const writeTable = (sheet: Sheet, withFrame: boolean): void => {
    sheet.paragraph(FIRST, 80);
    let y = 160;
    for (const row of CELLS) {
      if (withFrame) sheet.rule([72, y - 14], [460, y - 14]);
      let end = y;
      row.forEach((cell, index) => {
        const width = (COLUMNS[index + 1] as number) - (COLUMNS[index] as number) - 20;
        if (cell !== "") end = Math.max(end, sheet.paragraph(cell, y, { x: (COLUMNS[index] as number) + 5, width }));
      });
      y = end + 8;
    }
    if (withFrame) for (const x of COLUMNS) sheet.rule([x, 146], [x, y - 14]);
    if (withFrame) sheet.rule([72, y - 14], [460, y - 14]);
    sheet.paragraph(THIRD, y + 20);
  };

  it.each([true, false])("has a table as rows, cells that wrap joined, framed: %s", async (withFrame) => {
    const lines = await linesOf(await makePdf([(sheet) => writeTable(sheet, withFrame)]));
    expect(lines).toEqual([
      `paragraph: ${FIRST}`,
      "table: Đơn vị | Kết nạp | Tỷ lệ (%)\nXã Mường Thải | 12 | 60,5\nXã Nậm Lúc và các cơ quan, đơn vị trực thuộc xã | 9 | 45,0\nXã Cốc Ly |  | 30,2".replace(
        "|  |",
        "| |",
      ),
      `paragraph: ${THIRD}`,
    ]);
  });

  it("has the two sides of a document's head one after the other, and its fields are read", async () => {
    const left = { x: 60, width: 200, align: "centre" } as const;
    const right = { x: 290, width: 250, align: "centre" } as const;
    const body = await makePdf([
      (sheet) => {
        sheet.line("TỈNH ỦY LÀO CAI", 70, left);
        sheet.line("*", 86, left);
        sheet.line("Số 18-NQ/TU", 102, left);
        sheet.line("ĐẢNG CỘNG SẢN VIỆT NAM", 78, { ...right, face: "bold" });
        sheet.line("Lào Cai, ngày 14 tháng 6 năm 2022", 98, right);
        sheet.line("NGHỊ QUYẾT", 140, { align: "centre", face: "bold", size: 14 });
        sheet.line("về giữ vững chi bộ ở vùng lòng hồ", 158, { align: "centre", face: "bold" });
        paragraphs([FIRST, SECOND], { y: 190, indent: 24 })(sheet);
        sheet.line("Nơi nhận:", 400, { face: "bold", ...left, align: "left" });
        sheet.line("- Các huyện ủy,", 416, { ...left, align: "left" });
        sheet.line("- Lưu Văn phòng.", 432, { ...left, align: "left" });
        sheet.line("T/M BAN CHẤP HÀNH", 400, { ...right, face: "bold" });
        sheet.line("BÍ THƯ", 416, { ...right, face: "bold" });
        sheet.line("Lý Văn Mẫu", 480, { ...right, face: "bold" });
      },
    ]);
    const lines = await linesOf(body);
    expect(lines.slice(0, 5).map((line) => line.replace(/^\w+: /u, ""))).toEqual([
      "TỈNH ỦY LÀO CAI",
      "*",
      "Số 18-NQ/TU",
      "ĐẢNG CỘNG SẢN VIỆT NAM",
      "Lào Cai, ngày 14 tháng 6 năm 2022",
    ]);
    expect(lines.slice(-6).map((line) => line.replace(/^\w+: /u, ""))).toEqual([
      "Nơi nhận:",
      "- Các huyện ủy,",
      "- Lưu Văn phòng.",
      "T/M BAN CHẤP HÀNH",
      "BÍ THƯ",
      "Lý Văn Mẫu",
    ]);
    const [article] = (await readPage(pdfPage(body), { source: null })) as readonly [Article];
    expect(article.document).toMatchObject({
      number: "18-NQ/TU",
      kind: "resolution",
      place: "Lào Cai",
      issued: "2022-06-14",
      signature: { name: "Lý Văn Mẫu" },
    });
    expect(article.publishedAt).toBe("2022-06-14");
  });
});

describe("old fonts in a PDF", () => {
  const shown = (lines: readonly string[], font: string): Uint8Array =>
    rawPdf(pageObjects(`BT /F1 12 Tf 72 760 Td ${lines.map((line) => `(${line}) Tj 0 -16 Td`).join(" ")} ET`, [font]));

  it.each([
    [".VnTime", "Ph\u00ad\u00ac\u00edng Sµi Dªn n¨m 2015-2020 cã 3.120 ®¶ng viªn.", "Phương Sài Dên năm 2015-2020 có 3.120 đảng viên."],
    ["VNI-Times", "Toång soá ñaûng vieân cuûa xaõ laø 214, taêng 6 ñaûng vieân.", "Tổng số đảng viên của xã là 214, tăng 6 đảng viên."],
  ])("are read: %s", async (font, written, read) => {
    // the byte of "¬" (0xAC) is "ơ", the soft hyphen (0xAD) "ư"
    const bytes = written.replace("\u00ad\u00ac\u00edng", "\u00ad\u00acng");
    expect((await linesOf(shown([bytes], font))).join(" ")).toContain(read);
  });

  it("are capitals where the font shows capitals", async () => {
    expect((await linesOf(shown(["§¶ng bé x· M\u00adêng Th¶i lµm viÖc víi nh©n d©n"], ".VnTimeH"))).join(" ")).toContain(
      "ĐẢNG BỘ XÃ MƯỜNG THẢI LÀM VIỆC VỚI NHÂN DÂN",
    );
  });

  it("leave a text scrambled, and said to be so, where neither map nor name tells the letters", async () => {
    const garbled = "Wklv lv qrw d zrug wkdw dqbrqh frxog uhdg zlwkrxw wkh nhb ri wkh irqw ".repeat(6);
    const [article] = (await readPage(pdfPage(shown(garbled.match(/.{1,60}/gu) ?? [], "ABCDEF+F17")), { source: null })) as readonly [
      Article,
    ];
    expect(article.trust).toBe("scrambled");
  });
});

describe("a PDF that cannot be read", () => {
  const good = rawPdf(
    pageObjects("BT /F1 12 Tf 72 760 Td (Chi bo thon Na Khoang hop thuong ky vao ngay 3 hang thang, du 12 dang vien) Tj ET", ["Times"]),
  );
  const locked = rawPdf(
    [...pageObjects("BT ET", ["Times"]), `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${"ab".repeat(32)}> /U <${"cd".repeat(32)}> >>`],
    `/Encrypt 6 0 R /ID [<${"12".repeat(16)}> <${"12".repeat(16)}>]`,
  );
  const bomb = rawPdf(pageObjects("", ["Times"]).map((object, index) => (index === 3 ? bombStream(4) : object)));

  const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ["a password", locked, /mật khẩu/u],
    [
      "no pages",
      rawPdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]),
      /không có trang nào|không phải tệp PDF/u,
    ],
    ["nothing but a head", new TextEncoder().encode("%PDF-1.7\n"), /không phải tệp PDF/u],
    [
      "noise behind its head",
      Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251))]),
      /không phải tệp PDF/u,
    ],
    ["a stream that unfolds to 4 GB", bomb, /đã dừng/u],
  ];

  it.each(cases)(
    "is refused with what to do: %s",
    async (_, body, message) => {
      const error: unknown = await readPdf(pdfPage(body)).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnreadableDocument);
      expect((error as UnreadableDocument).message).toMatch(message);
      expect((error as UnreadableDocument).hint).not.toBe("");
    },
    90_000,
  );

  it.each([
    [
      "a broken table of contents",
      Buffer.from(
        Buffer.from(good)
          .toString("latin1")
          .replace(/\d{10} 00000 n/gu, "0000000007 00000 n"),
        "latin1",
      ),
    ],
    ["its end missing", good.subarray(0, Buffer.from(good).lastIndexOf("startxref"))],
    [
      "a script in it",
      Buffer.from(
        Buffer.from(good)
          .toString("latin1")
          .replace("/Type /Catalog", "/Type /Catalog /OpenAction << /S /JavaScript /JS (while \\(1\\);) >>"),
        "latin1",
      ),
    ],
  ])("is read all the same when it is whole enough: %s", async (_, body) => {
    expect((await linesOf(body)).join(" ")).toContain("hop thuong ky");
  });

  it("says which pages were left out when there are too many", async () => {
    const kids = Array.from({ length: 5000 }, () => "3 0 R").join(" ");
    const objects = pageObjects("BT /F1 12 Tf 72 760 Td (Trang nay cu lap lai mai va noi chuyen chi bo thon Na Khoang) Tj ET", ["Times"]);
    const body = rawPdf(objects.map((object, index) => (index === 1 ? `<< /Type /Pages /Kids [${kids}] /Count 5000 >>` : object)));
    expect((await removedOf(body)).some((entry) => entry.startsWith("chỉ đọc 2000 trang đầu"))).toBe(true);
  }, 60_000);
});

describe("figures of a report in PDF", () => {
  it("come through with their quotes", async () => {
    const body = await makePdf([
      (sheet) => {
        sheet.line("Kết quả xây dựng Đảng năm 2017 ở Lào Cai", 80, { size: 16, face: "bold", align: "centre" });
        paragraphs(
          [
            "Năm 2017, toàn Đảng bộ tỉnh Lào Cai kết nạp được 1.356 đảng viên mới, vượt kế hoạch đề ra từ đầu năm.",
            "Năm 2017, toàn tỉnh có 52,4% tổ chức cơ sở đảng đạt trong sạch, vững mạnh, không có tổ chức cơ sở đảng yếu kém.",
          ],
          { y: 120, indent: 24 },
        )(sheet);
      },
    ]);
    const [read] = await readAll(pdfPage(body), null);
    const text = read?.article.text ?? "";
    const found = (read?.observations ?? []).map(({ indicator, dims, value, quote, start, end }) => ({
      what: [indicator, dims.grade ?? null, value],
      isQuoted: text.slice(start, end) === quote,
    }));
    expect(found).toContainEqual({ what: ["members.admitted", null, 1356], isQuoted: true });
    expect(found).toContainEqual({ what: ["orgs.rating", "tsvm", 52.4], isQuoted: true });
  });
});
