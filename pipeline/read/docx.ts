import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { readMachineDate } from "./dates.ts";
import type { DocumentBlock, Paragraph, Role, Table, TextRun } from "./office/blocks.ts";
import { type DocxStyles, readDocxStyles } from "./office/docx-styles.ts";
import { type DocumentProperties, readTakenApart } from "./office/draft.ts";
import { takeApart, type WordBlock, type WordParagraph, type WordTable } from "./office/job.ts";
import { entitiesRead } from "./office/xml-text.ts";
import { MOST_UNPACKED, unpack, type ZipPart, zipParts } from "./office/zip-parts.ts";
import type { Reading } from "./read.ts";

/** Parts that mammoth parses; pictures are never unpacked. */
const XML_PART = /\.(?:xml|rels)$/iu;

/**
 * The article of a .docx, .docm or .dotx: paragraphs, lists, tables as rows, text boxes; without headers, footers, comments and deleted text; footnotes apart.
 * Texts in legacy fonts become Unicode. Throws UnreadableDocument for a file that is cut off, encrypted, unpacks to more than 200 MB, or takes more than
 * a minute or 1 GB to read.
 */
export async function readDocx(page: Page): Promise<Reading> {
  const parts = zipParts(page.body);
  if (parts === null) throw new UnreadableDocument(`${page.url} bị hỏng hoặc bị cắt cụt: không có mục lục của tệp .docx.`, "Tải lại tệp.");
  const texts = unpackTexts(page, parts);
  const { blocks, notes } = await takeApart("docx", page.body, page.url);
  const styles = readDocxStyles(texts.get("word/styles.xml") ?? "");
  return readTakenApart({
    blocks: blocks.map((block) => toBlock(block, styles)),
    notes,
    properties: propertiesOf(texts.get("docProps/core.xml") ?? ""),
  });
}

/** Every part of text is unpacked once within one limit before a library sees it; those that are needed here are kept. */
function unpackTexts({ body, url }: Page, parts: readonly ZipPart[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let left = MOST_UNPACKED;
  for (const part of parts.filter(({ name }) => XML_PART.test(name))) {
    const bytes = unpack(body, part, { file: url, most: left });
    left -= bytes.length;
    if (KEPT.has(part.name)) texts.set(part.name, bytes.subarray(0, MOST_KEPT).toString("utf8"));
  }
  return texts;
}

const KEPT = new Set(["word/styles.xml", "docProps/core.xml"]);
const MOST_KEPT = 5 * 1024 * 1024;

function propertiesOf(core: string): DocumentProperties {
  const value = (name: string): string =>
    entitiesRead(new RegExp(`<${name}(?:\\s[^<>]{0,200})?>([^<]{1,500})<`, "u").exec(core)?.[1] ?? "").trim();
  return { title: value("dc:title") || null, modifiedAt: readMachineDate(value("dcterms:modified")) };
}

function toBlock(block: WordBlock, styles: DocxStyles): DocumentBlock {
  return block.kind === "paragraph" ? toParagraph(block, styles) : toTable(block, styles);
}

function toTable({ rows }: WordTable, styles: DocxStyles): Table {
  return {
    kind: "table",
    rows: rows.map((row) =>
      row.map(({ columns, rows, blocks }) => ({ columns, rows, blocks: blocks.map((block) => toBlock(block, styles)) })),
    ),
  };
}

function toParagraph({ style, styleName, isCentered, list, runs }: WordParagraph, styles: DocxStyles): Paragraph {
  const around = styles.ofParagraph(style);
  const toRun = (run: WordParagraph["runs"][number]): TextRun => {
    const own = run.style === null ? null : styles.ofRun(run.style);
    return {
      text: run.text,
      font: run.font ?? own?.font ?? around.font,
      isBold: run.isBold || own?.isBold === true || around.isBold,
      isCapitals: run.isCapitals || own?.isCapitals === true || around.isCapitals,
    };
  };
  return { kind: "paragraph", role: roleOf(styleName, list), isCentered, runs: runs.map(toRun) };
}

/** Numbered paragraphs are headings as often as items: only bullets make a list. */
function roleOf(styleName: string | null, list: WordParagraph["list"]): Role {
  if (/^(?:title|tiêu đề)$/iu.test(styleName ?? "")) return "title";
  if (/^(?:heading|đầu đề|tiêu đề|mục)\s*\d/iu.test(styleName ?? "")) return "heading";
  return list === "bullets" ? "list" : "text";
}
