// The thread in which Word files are taken apart: what it sends is checked by job.ts. Plain JavaScript, for it starts in a tenth of the time.
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const require = createRequire(import.meta.url);

/** Optional hyphen of Word: in an old font it is the letter "ư". */
const SOFT_HYPHEN = "\u00ad";
/** What the library's cleaning would take for a tab: the end of a cell of a table. */
const CELL_END = "\ue007";

/** Paragraphs and tables of a .docx as mammoth reads them: deleted text left out, inserted text in, text boxes behind their paragraph. */
async function readDocx(body) {
  const mammoth = require("mammoth");
  let blocks = [];
  let notes = [];
  const keep = (document) => {
    blocks = document.children.flatMap(toBlocks);
    notes = Object.values(document.notes._notes ?? {}).map((note) => note.body.flatMap(toBlocks).map(plainText).join(" "));
    // mammoth makes its HTML of nothing: the pictures are never unpacked
    return { ...document, children: [] };
  };
  await mammoth.convertToHtml({ buffer: body }, { transformDocument: keep, externalFileAccess: false });
  return { what: "docx", blocks, notes };
}

function toBlocks(element) {
  if (element.type === "paragraph") return [toParagraph(element)];
  if (element.type === "table") return [toTable(element)];
  return (element.children ?? []).flatMap(toBlocks);
}

function toParagraph(element) {
  const runs = [];
  for (const child of element.children) addRuns(child, { font: null, style: null, isBold: false, isCapitals: false }, runs);
  const { styleId, styleName, alignment, numbering } = element;
  const list = numbering === null ? null : numbering.isOrdered ? "ordered" : "bullets";
  return { kind: "paragraph", style: styleId, styleName, isCentered: alignment === "center", list, runs };
}

function addRuns(element, around, runs) {
  const own =
    element.type === "run" ? { font: element.font, style: element.styleId, isBold: element.isBold, isCapitals: element.isAllCaps } : around;
  const text = element.type === "text" ? element.value : element.type === "tab" ? "\t" : element.type === "break" ? "\n" : "";
  if (text !== "") {
    const last = runs.at(-1);
    if (last !== undefined && Object.keys(own).every((key) => last[key] === own[key])) last.text += text;
    else runs.push({ text, ...own });
  }
  for (const child of element.children ?? []) addRuns(child, own, runs);
}

function toTable(element) {
  const rows = element.children.filter((row) => row.type === "tableRow");
  return {
    kind: "table",
    rows: rows.map((row) =>
      row.children
        .filter((cell) => cell.type === "tableCell")
        .map((cell) => ({ columns: cell.colSpan, rows: cell.rowSpan, blocks: cell.children.flatMap(toBlocks) })),
    ),
  };
}

function plainText(block) {
  return block.kind === "paragraph" ? block.runs.map((run) => run.text).join("") : "";
}

/** The body and the text boxes of a .doc. */
async function readDoc(body) {
  // word-extractor writes the word "undefined" for an optional hyphen and for the five bytes that windows-1252 does not use: its table lacks them
  const filters = require("word-extractor/lib/filters.js");
  const toUnicode = filters.binaryToUnicode;
  filters.binaryToUnicode = (text) => toUnicode(text.replace(/[\x80\x81\x8d\x8f\x90\x9d]/g, (byte) => (byte === "\x80" ? "€" : "")));
  filters.clean = cleaned;
  const WordExtractor = require("word-extractor");
  const document = await new WordExtractor().extract(body);
  const plain = { filterUnicode: false };
  return {
    what: "doc",
    body: document.getBody(plain),
    boxes: document.getTextboxes({ ...plain, includeHeadersAndFooters: false }),
    notes: [document.getFootnotes(plain), document.getEndnotes(plain)].filter((text) => text.trim() !== ""),
  };
}

const FIELD_BEGIN = 0x13;
const FIELD_RESULT = 0x14;
const FIELD_END = 0x15;

/** Word's control characters as what they stand for; of fields only the result. */
function cleaned(text) {
  const parts = [];
  const fields = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code === FIELD_BEGIN) fields.push(false);
    else if (code === FIELD_RESULT && fields.length > 0) fields[fields.length - 1] = true;
    else if (code === FIELD_END) fields.pop();
    else if (fields.every((isResult) => isResult)) parts.push(read(character, code));
  }
  return parts.join("");
}

function read(character, code) {
  if (code === 0x07) return CELL_END;
  if (code === 0x1f) return SOFT_HYPHEN;
  if (code === 0x1e) return "-";
  if (code === 0x0b || code === 0x0c || code === 0x0d || code === 0x0a) return "\n";
  return code < 0x20 && code !== 0x09 ? "" : character;
}

try {
  const read = workerData.what === "docx" ? readDocx : readDoc;
  parentPort.postMessage(await read(Buffer.from(workerData.body)));
} catch (error) {
  parentPort.postMessage({
    what: "failed",
    detail: String(error?.message ?? error)
      .split("\n", 1)[0]
      .slice(0, 200),
  });
}
