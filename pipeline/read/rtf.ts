import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { readTakenApart } from "./office/draft.ts";
import { encodingOfPage } from "./office/rtf-fonts.ts";
import {
  addText,
  endBytes,
  endCell,
  endParagraph,
  endRow,
  endTable,
  newReader,
  PLAIN_PARAGRAPH,
  type RtfReader,
  takeBytes,
  takeText,
  UNMERGED,
} from "./office/rtf-reader.ts";
import { MOST_COLUMNS } from "./office/rtf-tables.ts";
import { type RtfToken, rtfTokens } from "./office/rtf-tokens.ts";
import type { Reading } from "./read.ts";

/** Groups nested deeper are not read: no writer nests more than thirty. */
const MOST_DEPTH = 1000;

/** Groups that hold no text of the document. */
const SKIPPED = new Set(
  "colortbl info annotation atnid atnauthor pict object objdata fldinst xe tc rxe listtable listoverridetable revtbl rsidtbl themedata colorschememapping datastore latentstyles generator xmlnstbl mmathPr wgrffmtfilter pgptbl filetbl bkmkstart bkmkend template ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn listpicture nonshppict nonesttables background shpinst shprslt upr".split(
    " ",
  ),
);
const FURNITURE = new Set("header headerl headerr headerf footer footerl footerr footerf".split(" "));

const LITERAL: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["line", "\n"],
  ["page", "\n"],
  ["column", "\n"],
  ["emdash", "—"],
  ["endash", "–"],
  ["lquote", "‘"],
  ["rquote", "’"],
  ["ldblquote", "“"],
  ["rdblquote", "”"],
  ["bullet", "•"],
  ["emspace", " "],
  ["enspace", " "],
  ["qmspace", " "],
]);

/**
 * The article of an RTF file: paragraphs, tables as rows, text boxes; without headers, footers, pictures, comments and deleted text; footnotes apart. Bytes are
 * read by the charset of their font (163 is windows-1258), texts in legacy fonts become Unicode. Linear in the size of the file.
 * Throws UnreadableDocument for a file that does not begin as RTF does.
 */
export async function readRtf(page: Page): Promise<Reading> {
  const file = Buffer.from(page.body.buffer, page.body.byteOffset, page.body.byteLength).toString("latin1");
  const start = file.indexOf("{\\rtf");
  if (start < 0 || start > 3)
    throw new UnreadableDocument(`${page.url} không phải tệp RTF.`, "Kiểm tra đuôi tệp, hoặc lưu lại bằng Word hay LibreOffice.");
  const reader = newReader();
  for (const token of rtfTokens(start === 0 ? file : file.slice(start))) take(reader, token);
  endBytes(reader);
  endParagraph(reader);
  endTable(reader);
  const notes = reader.note.trim() === "" ? [] : [reader.note];
  return readTakenApart({ blocks: reader.blocks, notes, properties: { title: reader.title.trim() || null, modifiedAt: null } });
}

function take(reader: RtfReader, token: RtfToken): void {
  if (token.what === "brace") (token.isOpen ? openGroup : closeGroup)(reader);
  else if (reader.depth > 0) return;
  else if (token.what === "word") takeWord(reader, token.word, token.value);
  else if (token.what === "symbol") takeSymbol(reader, token.symbol);
  else takeBytes(reader, token.bytes);
}

function openGroup(reader: RtfReader): void {
  endBytes(reader);
  reader.skip = 0;
  if (reader.state.destination === "styles") reader.entry = null;
  if (reader.depth > 0 || reader.stack.length >= MOST_DEPTH) reader.depth++;
  else reader.stack.push({ ...reader.state });
}

function closeGroup(reader: RtfReader): void {
  endBytes(reader);
  reader.skip = 0;
  reader.isStarred = false;
  if (reader.depth > 0) {
    reader.depth--;
    return;
  }
  const box = reader.boxes.at(-1);
  if (box !== undefined && box.depth === reader.stack.length) {
    endParagraph(reader);
    reader.runs = box.runs;
    reader.boxes.pop();
  }
  reader.state = reader.stack.pop() ?? reader.state;
}

function takeSymbol(reader: RtfReader, symbol: string): void {
  if (symbol === "*") reader.isStarred = true;
  else if (symbol === "~") takeText(reader, " ");
  else if (symbol === "_") takeText(reader, "-");
  else if (symbol === "-") takeText(reader, "\u00ad");
  else if (symbol === "\\" || symbol === "{" || symbol === "}") takeBytes(reader, symbol);
  else if ((symbol === "\n" || symbol === "\r") && reader.state.destination === "text") {
    endBytes(reader);
    endParagraph(reader);
  }
}

function takeWord(reader: RtfReader, word: string, value: number | null): void {
  endBytes(reader);
  const isStarred = reader.isStarred;
  reader.isStarred = false;
  if (word === "u") {
    addText(reader, String.fromCharCode((value ?? 0) & 0xffff));
    reader.skip = reader.state.fallback;
  } else if (reader.skip > 0) reader.skip--;
  else if (takeDestination(reader, word, isStarred) || takeLetters(reader, word, value)) return;
  else if (LITERAL.has(word)) addText(reader, LITERAL.get(word) as string);
  else if (reader.state.destination === "text" && !reader.state.isHidden) takeLayout(reader, word, value);
}

/** Control words that say where the text of their group goes. Starred groups that are not known here hold nothing to read. */
function takeDestination(reader: RtfReader, word: string, isStarred: boolean): boolean {
  const { state } = reader;
  if (word === "fonttbl") state.destination = "fonts";
  else if (word === "stylesheet") state.destination = "styles";
  else if (word === "title" && !state.isFurniture) state.destination = "title";
  else if (word === "footnote") state.destination = "note";
  else if (word === "listtext" || word === "pntext") state.destination = "mark";
  else if (FURNITURE.has(word)) Object.assign(state, { destination: "skip", isFurniture: true });
  else if (word === "shptxt" || word === "dptxbxtext") openBox(reader);
  else if (SKIPPED.has(word) || (isStarred && word !== "cs")) state.destination = "skip";
  else return false;
  return true;
}

/** A text box is read behind the paragraphs above it, before the one that it stands in. */
function openBox(reader: RtfReader): void {
  if (reader.state.isFurniture) return;
  reader.boxes.push({ depth: reader.stack.length, runs: reader.runs });
  reader.runs = [];
  reader.state.destination = "text";
}

/** Control words about letters, fonts and encodings. */
function takeLetters(reader: RtfReader, word: string, value: number | null): boolean {
  const { state } = reader;
  const isOn = value !== 0;
  if (word === "f") takeFont(reader, value ?? 0);
  else if (word === "fcharset") setCharset(reader, value ?? 0);
  else if (word === "deff") reader.defaultFont = value;
  else if (word === "ansicpg") reader.page = encodingOfPage(value ?? 1252);
  else if (word === "mac") reader.page = "macintosh";
  else if (word === "uc") state.fallback = Math.min(Math.max(0, value ?? 1), 100);
  else if (word === "b") state.isBold = isOn;
  else if (word === "caps") state.isCapitals = isOn;
  else if (word === "v" || word === "deleted") state.isHidden = isOn;
  else if (word === "plain") Object.assign(state, { font: null, isBold: false, isCapitals: false, isHidden: false });
  else if (word === "cs" && state.destination === "styles") reader.entry = null;
  else if (word === "s" && state.destination === "styles") reader.entry = value;
  else return false;
  return true;
}

function takeFont(reader: RtfReader, font: number): void {
  if (reader.state.destination === "fonts") {
    reader.entry = font;
    reader.fonts.set(font, { name: "", charset: null });
  } else reader.state.font = font;
}

function setCharset(reader: RtfReader, charset: number): void {
  if (reader.state.destination !== "fonts" || reader.entry === null) return;
  reader.fonts.set(reader.entry, { name: reader.fonts.get(reader.entry)?.name ?? "", charset });
}

/** Control words about paragraphs and tables. */
function takeLayout(reader: RtfReader, word: string, value: number | null): void {
  const { paragraph } = reader;
  if (word === "par" || word === "sect" || word === "nestcell") endParagraph(reader);
  else if (word === "pard") reader.paragraph = { ...PLAIN_PARAGRAPH, mark: paragraph.mark };
  else if (word === "intbl") paragraph.isInTable = true;
  else if (word === "s") paragraph.style = value;
  else if (word === "qc") paragraph.isCentered = true;
  else if (word === "ql" || word === "qr" || word === "qj") paragraph.isCentered = false;
  else if (word === "trowd") Object.assign(reader, { declared: [], merge: UNMERGED });
  else if (word === "clvmrg") reader.merge = { ...reader.merge, isBelow: true };
  else if (word === "clmrg") reader.merge = { ...reader.merge, isBeside: true };
  else if (word === "cellx") {
    if (reader.declared.length < MOST_COLUMNS) reader.declared.push({ right: value ?? 0, ...reader.merge });
    reader.merge = UNMERGED;
  } else if (word === "cell") endCell(reader);
  else if (word === "row") endRow(reader);
}
