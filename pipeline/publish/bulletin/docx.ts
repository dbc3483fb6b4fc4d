import { AlignmentType, Document, Header, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { bulletinFileWords } from "../../labels/bulletin-files.ts";
import type { BulletinText } from "../../types/bulletin.ts";
import { chartSvg } from "../charts/chart.ts";
import { chartPng } from "../charts/png.ts";
import { readPackage, writePackage } from "./package.ts";
import { type ChartDrawer, type PreparedText, prepareText } from "./prepare.ts";
import { steadyPackage } from "./steady.ts";
import { type WordPage, wordBlocks, wordNotes } from "./word-blocks.ts";
import { NUMBERING, PAGE, STYLES, wordStyles } from "./word-styles.ts";

/** Charts as they are drawn for pages and pictures everywhere. */
export const CHART_DRAWER: ChartDrawer = { svg: chartSvg, png: chartPng };

export interface DocxOptions extends Partial<ChartDrawer> {
  /** ISO time that the file's properties carry; without it they carry none. */
  readonly madeAt?: string;
}

/**
 * The bulletin as a Word document: A4 with the margins, letters and page numbers of Vietnamese office documents (Nghị định 30/2020/NĐ-CP, phụ lục I), real styles,
 * counted captions, footnotes, charts as SVG with a picture beside it. The same text and time give the same bytes. Throws RangeError as `prepareText` does.
 */
export async function bulletinDocx(text: BulletinText, options: DocxOptions = {}): Promise<Uint8Array> {
  const prepared = prepareText(text);
  const page: WordPage = {
    lang: text.lang,
    styles: STYLES,
    width: PAGE.text,
    drawer: { ...CHART_DRAWER, ...options },
    notesBefore: 0,
  };
  const packed = await Packer.toBuffer(await wordDocument(prepared, page));
  const parts = await readPackage(packed, "bản tin");
  return writePackage(steadyPackage(parts, options.madeAt ?? null));
}

async function wordDocument(text: PreparedText, page: WordPage): Promise<Document> {
  return new Document({
    ...wordProperties(text),
    styles: wordStyles(text.lang),
    numbering: NUMBERING,
    compatibility: { version: 15 },
    footnotes: wordNotes(text.notes, page),
    sections: [
      {
        properties: { titlePage: true, page: { size: { width: PAGE.width, height: PAGE.height }, margin: PAGE.margin } },
        headers: { first: new Header({ children: [new Paragraph({})] }), default: pageNumber() },
        children: [
          ...titleBlocks(text),
          ...(await wordBlocks(text.parts, page)),
          new Paragraph({ style: STYLES.colophon, text: text.colophon }),
        ],
      },
    ],
  });
}

/** Title, author and the like, as the properties of a file. */
export function wordProperties(text: PreparedText) {
  const { keywords } = bulletinFileWords(text.lang);
  return { title: text.title, subject: text.subtitle, creator: "dangvu", lastModifiedBy: "dangvu", keywords, description: text.colophon };
}

/** Pages are numbered in the middle above the text, but for the first. */
function pageNumber(): Header {
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
}

function titleBlocks({ title, subtitle, dateline }: PreparedText): readonly Paragraph[] {
  return [
    new Paragraph({ style: STYLES.title, text: title }),
    new Paragraph({ style: STYLES.subtitle, text: subtitle }),
    new Paragraph({ style: STYLES.dateline, text: dateline }),
  ];
}

/** The package of an empty document in our styles, whose definitions a template may need. */
export async function emptyPackage(lang: BulletinText["lang"]) {
  const empty = new Document({ styles: wordStyles(lang), sections: [{ children: [] }] });
  return readPackage(await Packer.toBuffer(empty), "bản tin");
}
