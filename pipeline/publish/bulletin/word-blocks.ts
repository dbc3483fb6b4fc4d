import {
  AlignmentType,
  Bookmark,
  BuilderElement,
  ExternalHyperlink,
  FootnoteReferenceRun,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  SimpleField,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  XmlComponent,
} from "docx";
import { bulletinFileWords } from "../../labels/bulletin-files.ts";
import { standaloneSvg } from "../charts/frame.ts";
import type { ChartDrawer, Part, PreparedText, Reference, Words } from "./prepare.ts";
import { BULLETS, type StyleIds } from "./word-styles.ts";

/** Where blocks are written to. */
export interface WordPage {
  readonly lang: PreparedText["lang"];
  readonly styles: StyleIds;
  /** Width of the text in twips. */
  readonly width: number;
  readonly drawer: ChartDrawer;
  /** Footnotes that the document has before ours. */
  readonly notesBefore: number;
}

type PartOf<Kind extends Part["kind"]> = Extract<Part, { readonly kind: Kind }>;

/** The blocks of a bulletin as paragraphs and tables of Word. */
export async function wordBlocks(parts: readonly Part[], page: WordPage): Promise<readonly (Paragraph | Table)[]> {
  const blocks: (Paragraph | Table)[] = [];
  for (const part of parts) blocks.push(...(part.kind === "chart" ? await chartBlocks(part, page) : textBlocks(part, page)));
  return blocks;
}

function textBlocks(part: Exclude<Part, { readonly kind: "chart" }>, page: WordPage): readonly (Paragraph | Table)[] {
  const { styles } = page;
  switch (part.kind) {
    case "heading":
      return [new Paragraph({ style: part.level === 1 ? styles.heading1 : styles.heading2, text: part.text })];
    case "paragraph":
      return [new Paragraph({ style: styles.body, children: runs(part.words, page) })];
    case "quote":
      return [new Paragraph({ style: styles.quote, children: runs(part.words, page) })];
    case "list":
      return part.items.map(
        (item) => new Paragraph({ style: styles.list, numbering: { reference: BULLETS, level: 0 }, children: runs(item, page) }),
      );
    case "table":
      return tableBlocks(part, page);
  }
}

function runs(words: readonly Words[], page: WordPage): ParagraphChild[] {
  return words.flatMap((word) => {
    if (word.reference === null) return written(word, page);
    const space = /\d$/u.test(word.text) ? [new TextRun(NARROW)] : [];
    return [...written(word, page), ...space, mark(word.reference, page)];
  });
}

/** Between a digit and the mark behind it: where raised digits come down, as in text copied out of a PDF, "1.234" and note 1 are not "1.2341". */
const NARROW = "\u202f";

/** Doubtful figures stand on a tint that also shows in black and white. */
const TINT = { type: ShadingType.CLEAR, fill: "FFF2CC" } as const;

function written({ text, style, href }: Words, { styles }: WordPage): ParagraphChild[] {
  const look = {
    text,
    ...(style === "strong" ? { bold: true } : {}),
    ...(style === "emphasis" ? { italics: true } : {}),
    ...(style === "mark" ? { shading: TINT } : {}),
  };
  if (text === "") return [];
  return href === null
    ? [new TextRun(look)]
    : [new ExternalHyperlink({ link: href, children: [new TextRun({ ...look, style: styles.link })] })];
}

/** A footnote's mark. Word gives each mark a note of its own, so that a note that is mentioned again is referred to by a field. */
function mark({ number, occurrence }: Reference, { styles, notesBefore }: WordPage): ParagraphChild {
  const name = `_RefDangvu${number}`;
  if (occurrence === 1) return new Bookmark({ id: name, children: [new FootnoteReferenceRun(number)] });
  return new FieldRun(`NOTEREF ${name} \\f \\h`, { text: String(number + notesBefore), style: styles.reference });
}

/**
 * A field whose result has a look, which `SimpleField` cannot give it. Readers that know no simple fields leave its number out; as a field of several runs it would
 * be text to them, and stick to the figure before it.
 */
class FieldRun extends SimpleField {
  constructor(instruction: string, result: { readonly text: string; readonly style: string }) {
    super(instruction);
    this.root.push(new TextRun(result));
  }
}

/** "Bảng 1. …" with a number that Word counts. Labels of more than one word are joined in the field, as Word does it. */
function caption(
  label: string,
  part: PartOf<"table" | "chart">,
  { styles }: WordPage,
  { keepNext }: { readonly keepNext: boolean },
): Paragraph {
  const counted = countedNumber(label.replaceAll(" ", "_"), part.number);
  const children = [new TextRun(`${label} `), ...counted, new TextRun(`. ${part.caption}`)];
  return new Paragraph({ style: styles.caption, ...(keepNext ? { keepNext } : {}), children });
}

/** A number that Word counts, as runs: programs that know no fields show it all the same. */
function countedNumber(sequence: string, number: number): readonly TextRun[] {
  const sign = (type: string) => new BuilderElement({ name: "w:fldChar", attributes: { type: { key: "w:fldCharType", value: type } } });
  const instruction = new Instruction(` SEQ ${sequence} \\* ARABIC `);
  return [sign("begin"), instruction, sign("separate"), String(number), sign("end")].map((child) => new TextRun({ children: [child] }));
}

class Instruction extends XmlComponent {
  constructor(instruction: string) {
    super("w:instrText");
    this.root.push(instruction);
  }
}

function tableBlocks(part: PartOf<"table">, page: WordPage): readonly (Paragraph | Table)[] {
  const { table: label } = bulletinFileWords(page.lang);
  const above = caption(label, part, page, { keepNext: true });
  // Word needs a paragraph behind a table; an empty note keeps tables apart.
  // Word opens no table without cells.
  const table = part.head.length === 0 ? [] : [wordTable(part, page)];
  return [above, ...table, new Paragraph({ style: page.styles.tableNote, text: part.note ?? "" })];
}

function wordTable({ head, rows, isNumber, note }: PartOf<"table">, page: WordPage): Table {
  const widths = columnWidths([head, ...rows.map((row) => row.map(textOf))], page.width);
  const cell = (column: number, children: ParagraphChild[], isHead: boolean): TableCell => {
    const alignment = isHead ? AlignmentType.CENTER : isNumber[column] === true ? AlignmentType.RIGHT : AlignmentType.LEFT;
    return new TableCell({
      width: { size: widths[column] ?? 0, type: "dxa" },
      verticalAlign: VerticalAlign.CENTER,
      ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: "E7E9EC" } } : {}),
      children: [new Paragraph({ style: page.styles.tableText, alignment, ...(isHead ? { keepNext: true } : {}), children })],
    });
  };
  const headRow = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: head.map((text, column) => cell(column, [new TextRun({ text, bold: true })], true)),
  });
  const bodyRows = rows.map(
    (row, index) =>
      new TableRow({
        cantSplit: true,
        // The note below stays with the table.
        keepNext: note !== null && index === rows.length - 1,
        children: head.map((_, column) => cell(column, runs(row[column] ?? [], page), false)),
      }),
  );
  return new Table({
    rows: [headRow, ...bodyRows],
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: "dxa" },
    columnWidths: widths,
    layout: "fixed",
    alignment: AlignmentType.CENTER,
    margins: { left: 80, right: 80 },
    tableLook: { firstRow: true, firstColumn: true },
  });
}

const textOf = (words: readonly Words[]): string => words.map(({ text }) => text).join("");

/** Widths by the longest text of each column; texts of more than 40 letters are meant to wrap. */
function columnWidths(lines: readonly (readonly string[])[], width: number): number[] {
  const head = lines[0] ?? [];
  const weights = head.map((_, column) => Math.min(40, Math.max(8, ...lines.map((line) => line[column]?.length ?? 0))));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.floor((width * weight) / all));
}

async function chartBlocks(part: PartOf<"chart">, page: WordPage): Promise<readonly Paragraph[]> {
  const { chart: label } = bulletinFileWords(page.lang);
  const picture = await chartPicture(part, page);
  return [new Paragraph({ style: page.styles.figure, children: [picture] }), caption(label, part, page, { keepNext: false })];
}

/** Pictures are measured in points of the screen, 96 to the inch. */
const pixels = (twips: number): number => (twips / 1440) * 96;
/** A picture leaves room for its caption on the page. */
const MOST_HEIGHT = 860;

async function chartPicture(part: PartOf<"chart">, { width, drawer }: WordPage): Promise<ImageRun> {
  const svg = drawer.svg(part.chart);
  const size = svgSize(svg);
  const scale = Math.min(1, pixels(width) / size.width, MOST_HEIGHT / size.height);
  const transformation = { width: Math.floor(size.width * scale), height: Math.floor(size.height * scale) };
  return new ImageRun({
    type: "svg",
    data: Buffer.from(standaloneSvg(svg)),
    fallback: { type: "png", data: await drawer.png(svg) },
    transformation,
    altText: { name: part.caption, title: part.caption, description: part.description },
  });
}

function svgSize(svg: string): { readonly width: number; readonly height: number } {
  const side = (name: string): number => Number(new RegExp(`^<svg[^>]*? ${name}="([\\d.]+)"`, "u").exec(svg)?.[1]);
  const size = { width: side("width"), height: side("height") };
  return size.width > 0 && size.height > 0 ? size : { width: 640, height: 400 };
}

/** The footnotes by their numbers. */
export function wordNotes(notes: PreparedText["notes"], page: WordPage): Record<string, { children: Paragraph[] }> {
  return Object.fromEntries(
    notes.map(({ words }, index) => [
      index + 1,
      { children: [new Paragraph({ style: page.styles.note, children: [new TextRun(" "), ...runs(words, page)] })] },
    ]),
  );
}
