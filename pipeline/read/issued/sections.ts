import type { Section } from "../../types/issued.ts";
import type { Line } from "../draft.ts";
import { hasFinalMark } from "../lines.ts";
import { isCapitals } from "./cells.ts";

/** The mark that a part of a document begins with, as written and without its full stop, and the words behind it. */
export interface SectionMark {
  readonly mark: string;
  /** The order of its kind, the outermost first; how deep it lies shows only beside the others. */
  readonly rank: number;
  readonly rest: string;
}

const BEHIND = "\\s*[.:)\\-–—/]*\\s*";
const BEGINS = '(?=[\\p{Lu}“"«(\\d])';

/** Kinds of marks from the outermost in (36-HD/VPTW, on the parts of a text): mark, then heading. */
const MARKS: readonly RegExp[] = [
  /^((?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số)?\s*(?:[IVX]+|\d{1,2}))?)(?![\p{L}\d])\s*[.:)\-–—]*\s*(.{0,160})$/u,
  new RegExp(`^((?:PHẦN|Phần)\\s+(?:(?:THỨ|thứ)\\s+\\p{L}+|MỞ ĐẦU|mở đầu|[IVX]+|\\d{1,2}))(?!\\p{L})${BEHIND}(.*)$`, "u"),
  new RegExp(`^((?:CHƯƠNG|Chương)\\s+(?:[IVX]+|\\d{1,2}))(?!\\p{L})${BEHIND}(.*)$`, "u"),
  new RegExp(`^((?:MỤC|Mục)\\s+(?:[IVX]+|\\d{1,2}))(?![\\p{L}\\d])${BEHIND}(.*)$`, "u"),
  /^([A-HĐ])\s*[.)\-–—]\s*(?=\p{Lu})(.*)$/u,
  /^([IVX]{1,5})\s*[.)\-–—/]+\s*(?=[\p{Lu}“"])(.*)$/u,
  /^((?:ĐIỀU|Điều)\s+\d{1,3})(?!\d)\s*[.:]\s*(.*)$/u,
  new RegExp(`^(\\d{1,2})\\s*[.)\\-–—/]+\\s*${BEGINS}(?!\\d)(.*)$`, "u"),
  /^(\d{1,2}\.\d{1,2})\s*[.)\-–—:]?\s+(?=[\p{Lu}“"])(.*)$/u,
  /^(\d{1,2}\.\d{1,2}\.\d{1,2})\s*[.)\-–—:]?\s+(?=[\p{Lu}“"])(.*)$/u,
  /^([a-zđ])\s*[.)]\s*(?=[\p{Lu}“"\d])(.*)$/u,
];
/** "- Về xây dựng Đảng:": an item that opens a list of its own. */
const DASH_RANK = MARKS.length;
const DASH_LENGTH = 120;

/** The mark at the beginning of a line; null for a line without one. */
export function sectionMark(text: string): SectionMark | null {
  for (const [rank, pattern] of MARKS.entries()) {
    const match = pattern.exec(text);
    if (match !== null) return { mark: match[1] as string, rank, rest: (match[2] as string).trim() };
  }
  return null;
}

/** A heading ends without a full stop and is short; "gồm:" does not make one of a sentence. */
const HEADING_LENGTH = 200;
const isHeading = (text: string): boolean =>
  text.length <= HEADING_LENGTH &&
  !/[.!?]\s+\p{Lu}/u.test(text) &&
  (!hasFinalMark(text) || (text.endsWith(":") && text.length <= DASH_LENGTH));

/**
 * The lines of the body with their headings told from paragraphs, and the sections; `start` is where the first line stands in the text, `appended` the
 * index of the first line behind the signature, where every section ends.
 */
export function readSections(
  lines: readonly Line[],
  start: number,
  appended: number,
): { readonly lines: readonly Line[]; readonly sections: readonly Section[] } {
  const marked = lines.map(asBlock);
  const opened: (Omit<Section, "end"> & { rank: number })[] = [];
  const sections: Section[] = [];
  const close = (rank: number, end: number): void => {
    while (opened.length > 0 && (opened.at(-1)?.rank ?? -1) >= rank) {
      const { rank: _, ...section } = opened.pop() as (typeof opened)[number];
      sections.push({ ...section, end });
    }
  };
  let at = start;
  marked.forEach((line, index) => {
    if (index === appended) close(0, Math.max(start, at - 1));
    const found = markOf(line);
    if (found !== null) {
      close(found.rank, Math.max(start, at - 1));
      const title = headingOf(found.rest === "" ? titleBelow(marked[index + 1]) : found.rest);
      opened.push({ start: at, level: opened.length + 1, mark: found.mark, title, rank: found.rank });
    }
    at += lengthOf(line) + 1;
  });
  close(0, Math.max(start, at - 1));
  return { lines: marked, sections: sections.sort((a, b) => a.start - b.start || a.level - b.level) };
}

/** The length of a line in the composed text: its pieces and one character between two. */
export function lengthOf({ pieces }: Line): number {
  return pieces.reduce((sum, { text }) => sum + text.length, Math.max(0, pieces.length - 1));
}

function markOf(line: Line): SectionMark | null {
  if (line.kind === "table") return null;
  if (line.marker === "") return sectionMark(line.text);
  return line.text.endsWith(":") && line.text.length <= DASH_LENGTH ? { mark: line.marker, rank: DASH_RANK, rest: line.text } : null;
}

/** "Phần thứ nhất" has its heading on the next line. */
function titleBelow(line: Line | undefined): string {
  return line !== undefined && line.marker === "" && sectionMark(line.text) === null && isHeading(line.text) ? line.text : "";
}

/** The heading, or of a point that is a text of its own the first sentence. */
function headingOf(rest: string): string {
  const first = rest.split(/(?<=[.!?;])\s+(?=\p{Lu})/u)[0] as string;
  const bare = first.replace(/[.:;]$/u, "");
  return bare.length <= HEADING_LENGTH ? bare : `${bare.slice(0, Math.max(bare.lastIndexOf(" ", HEADING_LENGTH), 20))}…`;
}

function asBlock(line: Line): Line {
  if (line.kind !== "paragraph" || line.marker !== "") return line;
  const found = sectionMark(line.text);
  const isHead = found === null ? line.text.length <= 140 && isCapitals(line.text) : isHeading(found.rest);
  return isHead ? { ...line, kind: "heading" } : line;
}
