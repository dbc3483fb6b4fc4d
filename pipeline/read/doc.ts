import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Cell, DocumentBlock, Paragraph } from "./office/blocks.ts";
import { readTakenApart } from "./office/draft.ts";
import { takeApart } from "./office/job.ts";
import { holdsOleName } from "./office/ole-names.ts";
import type { Reading } from "./read.ts";

/** Ends a cell of a table, and behind the last cell its row (office/worker.mjs). */
const CELL_END = "\ue007";

/**
 * The article of a .doc: paragraphs, tables as rows, text boxes; without headers, footers, comments and deleted text; footnotes apart. The library gives
 * no fonts: texts in TCVN3 and VNI are told by their letters. Throws UnreadableDocument for a file that is cut off, encrypted or no Word file, or takes
 * more than a minute or 1 GB to read.
 */
export async function readDoc(page: Page): Promise<Reading> {
  refuseOthers(page);
  const { body, boxes, notes } = await takeApart("doc", page.body, page.url);
  const blocks = [...blocksOf(body), ...blocksOf(boxes)];
  return readTakenApart({ blocks, notes, properties: { title: null, modifiedAt: null } });
}

/** Position of the flags in the header of the text stream (MS-DOC 2.5.2), and the bit of an encrypted one. */
const FLAGS_AT = 0x0b;
const ENCRYPTED = 0x01;
const WORD_MAGIC = Buffer.from([0xec, 0xa5]);

function refuseOthers({ body, url }: Page): void {
  if (holdsOleName(body, "EncryptedPackage"))
    throw new UnreadableDocument(`${url} có mật khẩu nên không đọc được.`, "Mở tệp bằng mật khẩu rồi lưu lại thành tệp không có mật khẩu.");
  if (!holdsOleName(body, "WordDocument"))
    throw new UnreadableDocument(
      `${url} không phải tệp Word, hoặc đã bị cắt cụt.`,
      "Tải lại tệp; nếu là bảng tính hay trình chiếu thì lưu lại thành PDF.",
    );
  const header = headerOf(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  if (header !== null && ((header[FLAGS_AT] as number) & ENCRYPTED) !== 0)
    throw new UnreadableDocument(`${url} có mật khẩu nên không đọc được.`, "Mở tệp bằng mật khẩu rồi lưu lại thành tệp không có mật khẩu.");
}

/** The text stream begins at a sector's edge with Word's magic number. */
function headerOf(bytes: Buffer): Buffer | null {
  for (let at = bytes.indexOf(WORD_MAGIC); at >= 0; at = bytes.indexOf(WORD_MAGIC, at + 1))
    if (at % 512 === 0 && at + 32 <= bytes.length) return bytes.subarray(at, at + 32);
  return null;
}

function blocksOf(text: string): readonly DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let rows: Cell[][] = [];
  const flush = (): void => {
    if (rows.length > 0) blocks.push({ kind: "table", rows });
    rows = [];
  };
  for (const line of linesOf(text)) {
    if (line.includes(CELL_END)) rows.push(cellsOf(line));
    else if (line.trim() !== "") {
      flush();
      blocks.push(paragraphOf(line));
    }
  }
  flush();
  return blocks;
}

/** Lines, and rows of tables: those end with a cell's end, and their cells may hold several lines. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  let row = "";
  for (const line of text.split("\n")) {
    const last = line.lastIndexOf(CELL_END);
    row += row === "" ? line : `\n${line}`;
    if (last < 0 && !row.includes(CELL_END)) {
      lines.push(row);
      row = "";
    } else if (line.endsWith(CELL_END)) {
      lines.push(row);
      row = "";
    }
  }
  return row === "" ? lines : [...lines, row];
}

function cellsOf(row: string): Cell[] {
  const texts = row.split(CELL_END);
  return texts.slice(0, -1).map((text) => ({ columns: 1, rows: 1, blocks: text.split("\n").map(paragraphOf) }));
}

function paragraphOf(text: string): Paragraph {
  return { kind: "paragraph", role: "text", isCentered: false, runs: [{ text, font: null, isBold: false, isCapitals: false }] };
}
