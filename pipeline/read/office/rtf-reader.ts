import type { DocumentBlock, TextRun } from "./blocks.ts";
import { encodingOfFont, type RtfFont } from "./rtf-fonts.ts";
import { type RtfCell, type RtfRow, rtfTable } from "./rtf-tables.ts";

/** Where the text of a group goes: `mark` is the number or bullet of a list. */
export type Destination = "text" | "fonts" | "styles" | "title" | "note" | "mark" | "skip";

/** What holds inside a group and ends with it. */
export interface GroupState {
  destination: Destination;
  /** Inside a header or footer, whose text boxes are not read either. */
  isFurniture: boolean;
  font: number | null;
  /** How many characters stand behind a `\u` for readers that do not know it. */
  fallback: number;
  isBold: boolean;
  isCapitals: boolean;
  isHidden: boolean;
}

/** An RTF document while it is read. */
export interface RtfReader {
  state: GroupState;
  readonly stack: GroupState[];
  /** Groups within groups that are not read any more. */
  depth: number;
  /** Encoding of the file, where a font does not tell its own. */
  page: string;
  defaultFont: number | null;
  readonly fonts: Map<number, RtfFont>;
  readonly styles: Map<number, string>;
  /** Number of the font or style that is being declared. */
  entry: number | null;
  /** Characters to pass over behind a `\u`. */
  skip: number;
  isStarred: boolean;
  bytes: number[];
  /** Text boxes being read: how deep they begin, and the paragraph that they stand in. */
  readonly boxes: { readonly depth: number; readonly runs: TextRun[] }[];
  paragraph: { style: number | null; isCentered: boolean; isInTable: boolean; mark: string };
  runs: TextRun[];
  cell: DocumentBlock[];
  contents: DocumentBlock[][];
  declared: RtfCell[];
  merge: { isBelow: boolean; isBeside: boolean };
  rows: RtfRow[];
  readonly blocks: DocumentBlock[];
  title: string;
  note: string;
}

export const PLAIN_PARAGRAPH = { style: null, isCentered: false, isInTable: false, mark: "" } as const;
export const UNMERGED = { isBelow: false, isBeside: false } as const;

export function newReader(): RtfReader {
  return {
    state: { destination: "text", isFurniture: false, font: null, fallback: 1, isBold: false, isCapitals: false, isHidden: false },
    stack: [],
    depth: 0,
    page: "windows-1252",
    defaultFont: null,
    fonts: new Map(),
    styles: new Map(),
    entry: null,
    skip: 0,
    isStarred: false,
    bytes: [],
    boxes: [],
    paragraph: { ...PLAIN_PARAGRAPH },
    runs: [],
    cell: [],
    contents: [],
    declared: [],
    merge: UNMERGED,
    rows: [],
    blocks: [],
    title: "",
    note: "",
  };
}

const NOT_ASCII = /[^\0-\x7f]/u;

/** Takes bytes of text, as Latin-1. Those above ASCII wait for what follows: letters of windows-1258 and of Asian charsets have two. */
export function takeBytes(reader: RtfReader, bytes: string): void {
  const from = Math.min(reader.skip, bytes.length);
  reader.skip -= from;
  if (reader.state.destination === "skip" || reader.state.isHidden || from === bytes.length) return;
  if (reader.bytes.length === 0 && !NOT_ASCII.test(bytes)) addText(reader, bytes.slice(from));
  else for (let index = from; index < bytes.length; index++) reader.bytes.push(bytes.charCodeAt(index));
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** Decodes the bytes that wait, by the charset of their font. */
export function endBytes(reader: RtfReader): void {
  if (reader.bytes.length === 0) return;
  const { font, destination } = reader.state;
  const number = destination === "fonts" ? reader.entry : (font ?? reader.defaultFont);
  const encoding = encodingOfFont(number === null ? undefined : reader.fonts.get(number), reader.page);
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, decoder);
  const text = decoder.decode(Uint8Array.from(reader.bytes));
  reader.bytes = [];
  addText(reader, text);
}

/** Takes text that is Unicode already. */
export function takeText(reader: RtfReader, text: string): void {
  endBytes(reader);
  if (reader.skip > 0) reader.skip--;
  else addText(reader, text);
}

export function addText(reader: RtfReader, text: string): void {
  const { destination, isHidden } = reader.state;
  if (isHidden || destination === "skip") return;
  if (destination === "text") addRun(reader, text);
  else if (destination === "title") reader.title += text;
  else if (destination === "note") reader.note += text;
  else if (destination === "mark") reader.paragraph.mark += text;
  else nameEntry(reader, destination, text);
}

/** Names in the tables of fonts and styles end with a semicolon. */
function nameEntry({ entry, fonts, styles }: RtfReader, table: "fonts" | "styles", text: string): void {
  if (entry === null) return;
  const name = text.replace(/;.*$/su, "");
  if (table === "styles") styles.set(entry, (styles.get(entry) ?? "") + name);
  else fonts.set(entry, { charset: fonts.get(entry)?.charset ?? null, name: (fonts.get(entry)?.name ?? "") + name });
}

function addRun(reader: RtfReader, text: string): void {
  const { isBold, isCapitals } = reader.state;
  const number = reader.state.font ?? reader.defaultFont;
  const font = number === null ? null : (reader.fonts.get(number)?.name ?? null);
  const last = reader.runs.at(-1);
  if (last !== undefined && last.font === font && last.isBold === isBold && last.isCapitals === isCapitals)
    reader.runs[reader.runs.length - 1] = { ...last, text: last.text + text };
  else reader.runs.push({ text, font, isBold, isCapitals });
}

/** Ends the paragraph: it goes to the cell that it stands in, or closes the table above it. */
export function endParagraph(reader: RtfReader): void {
  const { paragraph, runs } = reader;
  const { mark } = paragraph;
  paragraph.mark = "";
  reader.runs = [];
  if (runs.every((run) => run.text.trim() === "")) return;
  const name = paragraph.style === null ? "" : (reader.styles.get(paragraph.style) ?? "").trim();
  const role = /^title$/iu.test(name)
    ? "title"
    : /^heading\s*\d/iu.test(name)
      ? "heading"
      : mark.trim() !== "" && !/[\p{L}\p{N}]/u.test(mark)
        ? "list"
        : "text";
  const first = runs[0] as TextRun;
  const numbered = /[\p{L}\p{N}]/u.test(mark) ? [{ ...first, text: `${mark.trim()} ${first.text}` }, ...runs.slice(1)] : runs;
  const block: DocumentBlock = { kind: "paragraph", role, isCentered: paragraph.isCentered, runs: numbered };
  if (paragraph.isInTable) reader.cell.push(block);
  else {
    endTable(reader);
    reader.blocks.push(block);
  }
}

export function endCell(reader: RtfReader): void {
  reader.paragraph.isInTable = true;
  endParagraph(reader);
  reader.contents.push(reader.cell);
  reader.cell = [];
}

export function endRow(reader: RtfReader): void {
  if (reader.cell.length > 0 || reader.runs.length > 0) endCell(reader);
  reader.rows.push({ cells: reader.declared, contents: reader.contents });
  reader.contents = [];
}

export function endTable(reader: RtfReader): void {
  if (reader.contents.length > 0 || reader.cell.length > 0) endRow(reader);
  if (reader.rows.length > 0) reader.blocks.push(rtfTable(reader.rows));
  reader.rows = [];
}
