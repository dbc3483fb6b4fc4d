import { AlignmentType, Document, FootnoteReferenceRun, Header, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx";

/** What a made template has besides its letterhead. */
export interface OfficeTemplate {
  readonly body?: readonly Paragraph[];
  readonly header?: string;
}

/** The paragraph of the body, formatted by hand as offices do it. */
export const BODY_PARAGRAPH = new Paragraph({
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: 720 },
  spacing: { before: 80, line: 300, lineRule: "auto" },
  children: [
    new TextRun({ text: "{ noi", size: 26, font: "Liberation Serif" }),
    new TextRun({ text: "_dung }", size: 26, font: "Liberation Serif" }),
  ],
});

/** A template as an office might have it: letterhead in a table, placeholders cut into runs, a footnote and a heading style of its own under a Vietnamese id. */
export function officeTemplate({ body = [BODY_PARAGRAPH], header = "BẢN TIN {ky}" }: OfficeTemplate = {}): Promise<Buffer> {
  const cell = (lines: readonly string[]): TableCell =>
    new TableCell({
      borders: NONE,
      children: lines.map(
        (text) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: true, size: 24 })] }),
      ),
    });
  return Packer.toBuffer(
    new Document({
      styles: {
        default: { document: { run: { font: "Liberation Serif", size: 26 } } },
        paragraphStyles: [
          {
            id: "u1",
            name: "heading 1",
            basedOn: "Normal",
            run: { bold: true, color: "9C1C1C", allCaps: true },
            paragraph: { keepNext: true },
          },
        ],
      },
      footnotes: { 1: { children: [new Paragraph("Lưu hành nội bộ.")] } },
      sections: [
        {
          properties: { page: { size: { width: 11906, height: 16838 }, margin: { left: 1985, right: 1134, top: 1134, bottom: 1134 } } },
          headers: { default: new Header({ children: [new Paragraph(header)] }) },
          children: [
            new Table({
              borders: NONE,
              width: { size: 100, type: "pct" },
              rows: [
                new TableRow({
                  children: [cell(["TỈNH ỦY MẪU", "BAN TỔ CHỨC", "*"]), cell(["ĐẢNG CỘNG SẢN VIỆT NAM", "Tỉnh Mẫu, {ngay}"])],
                }),
              ],
            }),
            new Paragraph({
              alignment: AlignmentType.CENTER,
              children: [
                new TextRun({ text: "{tieu", bold: true }),
                new TextRun({ text: "_de}", bold: true }),
                new FootnoteReferenceRun(1),
              ],
            }),
            new Paragraph({ alignment: AlignmentType.CENTER, text: "{phu_de}" }),
            ...body,
            new Paragraph({ text: "Nơi nhận: lưu văn phòng." }),
          ],
        },
      ],
    }),
  );
}

const LINE = { style: "none", size: 0, color: "auto" } as const;
const NONE = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE } as const;
