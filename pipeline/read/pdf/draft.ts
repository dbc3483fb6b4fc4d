import { normalize } from "../../language/normalize.ts";
import type { Removal } from "../../types/article.ts";
import { type Draft, type Line, removal } from "../draft.ts";
import { hasFinalMark } from "../lines.ts";
import { arrange } from "./columns.ts";
import { type InkPage, withoutFurniture } from "./furniture.ts";
import { withTables } from "./grid.ts";
import { inkOf, rowsOf, withoutNoteMarks } from "./lines.ts";
import { partNotes } from "./notes.ts";
import type { PdfPage } from "./page.ts";
import { bodySize, joinPassages, type Passage, paragraphsOf } from "./paragraphs.ts";

/** Letters this much larger than those of the text make a heading. */
const LARGER = 1.12;
const HEADING_LENGTH = 250;
/** The title stands among so many first passages. */
const HEAD_PASSAGES = 14;
const TITLE_LENGTH = 100;
const KIND =
  /^(?:BÁO CÁO|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|QUYẾT ĐỊNH|QUY ĐỊNH|HƯỚNG DẪN|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|THÔNG BÁO|QUY CHẾ|TỜ TRÌNH|THÔNG TRI)(?!\p{L})/u;
/** What stands in the head of a document above its kind. */
const LETTERHEAD =
  /^(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập|Số\s*:?\s|(?:TỈNH|HUYỆN|THÀNH|THỊ|QUẬN|ĐẢNG) ỦY|ĐẢNG BỘ|BAN |CHI BỘ|\*+$|[-–—_]+$)/u;
/** "Mẫu Sơn, ngày 05 tháng 4 năm 2024" */
const SIGNED = /(?:^|[\s,])\p{Lu}[\p{L} .]{1,40},\s?ngày \d{1,2} tháng \d{1,2} năm \d{4}\s*$/u;

/** A document out of its printed pages: running heads and page numbers left out, columns read one after another, paragraphs, lists, tables and headings told apart. */
export function draftOf(pages: readonly PdfPage[], fonts: readonly string[]): Draft {
  const { pages: bare, removed, marks } = inkPages(pages, fonts);
  const printed = bare.flatMap((page) => arrange(rowsOf(page.words)).flatMap((region) => paragraphsOf(region, page.number)));
  const parted = partNotes(printed);
  const passages = [...joinPassages(parted.text), ...parted.notes].map(normalized).filter(({ text }) => text !== "");
  const lines = asLines(passages);
  return {
    title: titleOf(lines),
    lines,
    byline: null,
    captions: [],
    removed: [...removed, ...marks, ...turnedOf(pages)],
    publisher: null,
    publishedAt: null,
    publishedFrom: "none",
    modifiedAt: null,
    basedOn: null,
  };
}

function inkPages(
  pages: readonly PdfPage[],
  fonts: readonly string[],
): { pages: readonly InkPage[]; removed: readonly Removal[]; marks: readonly Removal[] } {
  const marks = new Set<string>();
  const inked = pages.map((page) => {
    const noted = withoutNoteMarks(inkOf(page, fonts));
    for (const mark of noted.marks) marks.add(mark);
    return { number: page.number, width: page.width, height: page.height, words: withTables(noted.words, page.rules) };
  });
  const { pages: bare, removed } = withoutFurniture(inked);
  return { pages: bare, removed, marks: [...marks].map((mark) => removal("pdf", "dấu chú thích", mark)) };
}

function turnedOf(pages: readonly PdfPage[]): readonly Removal[] {
  const texts = new Set(pages.flatMap((page) => (page.turned.length === 0 ? [] : [normalize(page.turned.join("")).text.trim()])));
  return [...texts].map((text) => removal("pdf", "chữ xoay nghiêng", text));
}

function normalized(passage: Passage): Passage {
  const lines = passage.lines.map((line) => normalize(line).text.replace(/\s+/gu, " ").trim()).filter((line) => line !== "");
  return { ...passage, lines, text: lines.join("\n") };
}

function asLines(passages: readonly Passage[]): readonly Line[] {
  const body = bodySize(passages);
  const isHeadingAt = passages.map((passage) => isHeading(passage, body));
  const title = titleAt(passages, isHeadingAt);
  return passages.map((passage, index) => {
    const kind = index >= title.from && index < title.end ? "title" : (isHeadingAt[index] as boolean) ? "heading" : passage.kind;
    const { sure } = passage;
    return {
      kind,
      pieces: passage.lines.map((text) => ({ text, from: -1 })),
      text: passage.text,
      marker: passage.marker,
      gap: true,
      ...(sure === null ? {} : { recognition: Math.round(sure * 1000) / 1000 }),
    };
  });
}

function isHeading(passage: Passage, body: number): boolean {
  const { kind, text, size, isBold, isCentred } = passage;
  if (kind !== "paragraph" || text.length > HEADING_LENGTH || !/\p{L}/u.test(text) || /[.;,]$/u.test(text)) return false;
  const isCapital = text === text.toUpperCase();
  return size > body * LARGER || isBold || isCapital || (isCentred && !hasFinalMark(text) && passage.page === 1 && text.length > 15);
}

/** Which of the first passages are the title: the kind of document with what it is about, or the largest heading. */
function titleAt(passages: readonly Passage[], isHeadingAt: readonly boolean[]): { from: number; end: number } {
  const first = passages.slice(0, HEAD_PASSAGES);
  const kind = first.findIndex(({ text }, index) => KIND.test(text) && isHeadingAt[index]);
  const from = kind >= 0 ? kind : largestHeading(first, isHeadingAt);
  if (from < 0) return { from: -1, end: -1 };
  let end = from + 1;
  const { size, isCentred } = first[from] as Passage;
  while (end < from + 4 && isHeadingAt[end] && isSameTitle(first[end], { size, isCentred, isKind: kind >= 0 })) end++;
  return { from, end };
}

function isSameTitle(passage: Passage | undefined, title: { size: number; isCentred: boolean; isKind: boolean }): boolean {
  if (passage === undefined || SECTION.test(passage.text)) return false;
  return passage.isCentred === title.isCentred && (title.isKind || Math.abs(passage.size - title.size) < 0.5);
}

const SECTION = /^(?:[IVXLC]{1,6}\s?[.)–-]|\d{1,2}[.)]|(?:Điều|Chương|Phần|Mục|PHẦN|CHƯƠNG|MỤC)\s)/u;

function largestHeading(first: readonly Passage[], isHeadingAt: readonly boolean[]): number {
  let best = -1;
  first.forEach(({ text, size }, index) => {
    if (!isHeadingAt[index] || LETTERHEAD.test(text) || SECTION.test(text) || SIGNED.test(text)) return;
    if (best < 0 || size > (first[best] as Passage).size * 1.05) best = index;
  });
  return best;
}

function titleOf(lines: readonly Line[]): string {
  const title = lines
    .filter(({ kind }) => kind === "title")
    .map(({ text }) => text)
    .join(" ");
  if (title !== "") return title;
  const text = lines.find((line) => line.kind !== "table")?.text ?? lines[0]?.text ?? "";
  if (text.length <= TITLE_LENGTH) return text;
  const cut = text.lastIndexOf(" ", TITLE_LENGTH);
  return `${text.slice(0, cut < 20 ? TITLE_LENGTH : cut)}…`;
}
