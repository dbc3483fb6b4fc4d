import { AlignmentType, type INumberingOptions, type IParagraphStyleOptions, type IStylesOptions, LevelFormat, LineRuleType } from "docx";
import type { BulletinText } from "../../types/bulletin.ts";

/** Lengths of Word: twentieths of a point. Sizes of letters are half points. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/**
 * A4 with the margins of office documents (Nghị định 30/2020/NĐ-CP, phụ lục I, mục I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm).
 * `text` is the width that is left.
 */
export const PAGE = {
  width: twips(210),
  height: twips(297),
  margin: { top: twips(20), bottom: twips(20), left: twips(30), right: twips(20), header: twips(10), footer: twips(10) },
  text: twips(160),
} as const;

export const FONT = "Times New Roman";
const INDENT = twips(10);

/** Ids of the styles that blocks are written in; a template may call them otherwise. */
export const STYLES = {
  title: "Title",
  subtitle: "Subtitle",
  dateline: "DangvuDateline",
  body: "BodyText",
  heading1: "Heading1",
  heading2: "Heading2",
  list: "ListBullet",
  quote: "Quote",
  caption: "Caption",
  figure: "DangvuFigure",
  tableText: "DangvuTableText",
  tableNote: "DangvuTableNote",
  note: "FootnoteText",
  colophon: "DangvuColophon",
  link: "Hyperlink",
  reference: "FootnoteReference",
} as const;

/** The id of each style in the document at hand. */
export type StyleIds = Readonly<Record<keyof typeof STYLES, string>>;

/** Lines of the height that their letters need, in 240ths of it; without the rule LibreOffice cuts pictures off. */
const lines = (line: number) => ({ line, lineRule: LineRuleType.AUTO });
const centred = { alignment: AlignmentType.CENTER, indent: { firstLine: 0 } } as const;
const own = (id: string, name: string, look: Pick<IParagraphStyleOptions, "paragraph" | "run">): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: "Normal",
  quickFormat: true,
  ...look,
});

const PARAGRAPH_STYLES: readonly IParagraphStyleOptions[] = [
  own(STYLES.body, "Body Text", {
    paragraph: { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: INDENT }, spacing: { before: 120, after: 0, ...lines(288) } },
  }),
  own(STYLES.subtitle, "Subtitle", { paragraph: { ...centred, spacing: { before: 60, after: 0 } }, run: { bold: true } }),
  own(STYLES.dateline, "Dangvu Dateline", { paragraph: { ...centred, spacing: { before: 60, after: 240 } }, run: { italics: true } }),
  own(STYLES.list, "List Bullet", {
    paragraph: { alignment: AlignmentType.JUSTIFIED, spacing: { before: 120, after: 0, ...lines(288) } },
  }),
  own(STYLES.quote, "Quote", {
    paragraph: {
      alignment: AlignmentType.JUSTIFIED,
      indent: { left: INDENT, right: INDENT, firstLine: 0 },
      spacing: { before: 120, after: 120, ...lines(288) },
    },
    run: { italics: true },
  }),
  own(STYLES.figure, "Dangvu Figure", { paragraph: { ...centred, keepNext: true, spacing: { before: 180, after: 0 } } }),
  own(STYLES.tableText, "Dangvu Table Text", {
    paragraph: { indent: { firstLine: 0 }, spacing: { before: 40, after: 40, ...lines(240) } },
    run: { size: 24 },
  }),
  own(STYLES.tableNote, "Dangvu Table Note", {
    paragraph: { indent: { firstLine: 0 }, spacing: { before: 60, after: 180 } },
    run: { size: 22, italics: true },
  }),
  own(STYLES.colophon, "Dangvu Colophon", {
    paragraph: {
      indent: { firstLine: 0 },
      spacing: { before: 360, after: 0 },
      border: { top: { style: "single", size: 4, space: 6, color: "808080" } },
    },
    run: { size: 22, italics: true },
  }),
];

/** The styles of a bulletin of ours: Times New Roman 14, black. */
export function wordStyles(lang: BulletinText["lang"]): IStylesOptions {
  const language = { value: lang === "en" ? "en-GB" : "vi-VN", eastAsia: "en-US", bidirectional: "ar-SA" };
  const heading = (size: number, italics: boolean) => ({
    next: STYLES.body,
    paragraph: { keepNext: true, keepLines: true, indent: { firstLine: INDENT }, spacing: { before: 240, after: 60 } },
    run: { bold: true, italics, size, color: "000000" },
  });
  return {
    default: {
      document: { run: { font: FONT, size: 28, language }, paragraph: { spacing: { ...lines(240) } } },
      title: { paragraph: { ...centred, spacing: { before: 120, after: 60 } }, run: { bold: true, size: 32, color: "000000" } },
      heading1: heading(28, false),
      heading2: heading(28, true),
      caption: {
        paragraph: { ...centred, spacing: { before: 180, after: 100 } },
        run: { bold: true, size: 26, color: "000000" },
      },
      // Addresses do not break: justified lines before them would be torn apart.
      footnoteText: {
        paragraph: { alignment: AlignmentType.LEFT, spacing: { before: 0, after: 40, ...lines(240) } },
        run: { size: 22 },
      },
      hyperlink: { run: { color: "0B4F8A", underline: {} } },
    },
    paragraphStyles: PARAGRAPH_STYLES,
  };
}

export const BULLETS = "dangvu-bullets";

/** Items begin with a dash, as in office documents, at the indent of a paragraph. */
export const NUMBERING: INumberingOptions = {
  config: [
    {
      reference: BULLETS,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: "-",
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: INDENT + twips(5), hanging: twips(5) } }, run: { font: FONT } },
        },
      ],
    },
  ],
};
