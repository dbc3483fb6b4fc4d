import { publisherOfDateline } from "../../language/publishers.ts";
import type { Removal } from "../../types/article.ts";
import { isCertainCaption } from "../captions.ts";
import { readDateLine } from "../dates.ts";
import { copyOut, type Draft, type Line, lineOf, removal } from "../draft.ts";
import { hasFinalMark } from "../lines.ts";
import { readSignature } from "../people.ts";
import type { Reading } from "../read.ts";
import { type DocumentBlock, runReader } from "./blocks.ts";
import { documentLines } from "./lines.ts";

/** What a document says about itself outside of its text. */
export interface DocumentProperties {
  readonly title: string | null;
  /** ISO; when the file was last saved. */
  readonly modifiedAt: string | null;
}

/** A document that was taken apart. */
export interface TakenApart {
  readonly blocks: readonly DocumentBlock[];
  /** Footnotes: they stand apart from the text. */
  readonly notes: readonly string[];
  readonly properties: DocumentProperties;
}

/** The one article of a document of a word processor. Nothing but captions, date lines and the author's name is taken out of its text. */
export function readTakenApart({ blocks, notes, properties }: TakenApart): Reading {
  const lines = documentLines(blocks, runReader(blocks));
  const removed: Removal[] = notes.map((note) => removal("document", "cước chú", note.trim()));
  return { drafts: lines.length === 0 ? [] : [draftOf(lines, properties, removed)], file: null, header: null };
}

function draftOf(all: readonly Line[], properties: DocumentProperties, removed: Removal[]): Draft {
  const { captions, rest } = withoutCaptions(all);
  const dated = takeDate(rest, removed);
  const signed = takeSignature(dated.lines, removed);
  const titled = findTitle(signed.lines, properties.title);
  return {
    title: titled.title,
    lines: titled.lines,
    byline: signed.byline,
    captions,
    removed,
    publisher: signed.publisher ?? firstDateline(titled.lines),
    publishedAt: dated.publishedAt,
    publishedFrom: dated.publishedAt === null ? "none" : "dateline",
    modifiedAt: properties.modifiedAt,
    basedOn: null,
  };
}

function withoutCaptions(lines: readonly Line[]): { readonly captions: readonly string[]; readonly rest: readonly Line[] } {
  const isCaption = (line: Line): boolean => line.kind !== "table" && isCertainCaption(line.text);
  return { captions: lines.filter(isCaption).map((line) => line.text), rest: lines.filter((line) => !isCaption(line)) };
}

/** Heads and feet of documents have at most so many lines. */
const EDGE = 20;

/** The date line of an article near its top ("Thứ Năm, 08/04/2021, 05:37"). The day of signing at the head of a letter is read with the letter. */
function takeDate(lines: readonly Line[], removed: Removal[]): { readonly lines: readonly Line[]; readonly publishedAt: string | null } {
  const at = lines.slice(0, EDGE).findIndex((line) => line.kind !== "table" && line.kind !== "list" && readDateLine(line.text) !== null);
  const line = lines[at];
  if (line === undefined) return { lines, publishedAt: null };
  removed.push(removal("document", "dòng ngày", line.text));
  return { lines: lines.filter((_, index) => index !== at), publishedAt: copyOut(readDateLine(line.text)?.date.iso ?? "") };
}

interface Signed {
  readonly lines: readonly Line[];
  readonly byline: string | null;
  readonly publisher: string | null;
}

/** The author's name on the last line. */
function takeSignature(lines: readonly Line[], removed: Removal[]): Signed {
  const last = lines.at(-1);
  const signature = last === undefined || last.kind === "table" || lines.length < 3 ? null : readSignature(last.text);
  if (last === undefined || signature === null) return { lines, byline: null, publisher: null };
  removed.push(removal("document", "tên tác giả", last.text));
  return { lines: lines.slice(0, -1), ...signature };
}

function firstDateline(lines: readonly Line[]): string | null {
  return (
    lines
      .slice(0, EDGE)
      .map((line) => publisherOfDateline(line.text))
      .find((publisher) => publisher !== null) ?? null
  );
}

/** The words for kinds of documents that stand alone on a line above their subject. */
const KIND =
  /^(?:báo cáo|thông báo|nghị quyết|kế hoạch|chỉ thị|quyết định|hướng dẫn|kết luận|tờ trình|chương trình(?: hành động)?|đề án|quy định|quy chế|biên bản|tham luận|diễn văn|bài phát biểu|lời kêu gọi|đề cương(?: tuyên truyền)?)$/iu;
/** What stands above a title: the State's and the Party's names, the document's number, place and day, rules. */
const HEAD = /^(?:đảng cộng sản|cộng h(?:òa|oà) xã hội|độc lập\s*[-–]|số\s*[:\d…._]|[\p{L}\s.]{2,40},\s*ngày|[\p{P}\p{S}\s]+$)/iu;
/** The body that writes, always in capitals. */
const BODY =
  /^(?:ĐẢNG BỘ|ĐẢNG U[ỶY]|ĐẢNG ỦY|TỈNH [ỦU]|THÀNH [ỦU]|HUYỆN [ỦU]|QUẬN [ỦU]|THỊ [ỦU]|BAN (?:CHẤP HÀNH|THƯỜNG VỤ|TỔ CHỨC|TUYÊN GIÁO)|[ỦU][YỶ] BAN|CHI BỘ|VĂN PHÒNG)(?!\p{L}*\p{Ll})/u;
const TITLE_LENGTH = 250;
const SECTION = /^(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]/u;

function findTitle(lines: readonly Line[], named: string | null): { readonly title: string; readonly lines: readonly Line[] } {
  const range = titleRange(lines, named);
  if (range === null) return { title: shortened((lines[0] as Line).text.split("\n")[0] as string), lines };
  const parts = lines.slice(range.from, range.to).map((line) => line.text);
  const [kind = "", ...subject] = parts;
  const title = KIND.test(kind) && subject.length > 0 ? `${sentenceCase(kind)} ${lowered(subject.join(" "))}` : parts.join(" ");
  const asTitle = (line: Line): Line => ({ ...lineOf("title", line.text), gap: line.gap });
  return { title, lines: [...lines.slice(0, range.from), ...lines.slice(range.from, range.to).map(asTitle), ...lines.slice(range.to)] };
}

/** Lines `from` up to `to`: by their style, the name of the file, a document's kind with the lines below it, else the first line that is no head. */
function titleRange(lines: readonly Line[], named: string | null): { readonly from: number; readonly to: number } | null {
  const top = topOf(lines);
  const one = (at: number): { from: number; to: number } | null => (at < 0 ? null : { from: at, to: at + 1 });
  const kind = top.findIndex((line) => KIND.test(line.text));
  if (kind >= 0) return { from: kind, to: kind + 1 + subjectLength(top.slice(kind + 1)) };
  return (
    one(top.findIndex((line) => line.kind === "title")) ??
    one(named === null ? -1 : top.findIndex((line) => line.text.toLowerCase() === named.trim().toLowerCase())) ??
    one(top.findIndex((line) => mayBeTitle(line.text)))
  );
}

/** The lines above the text: up to a table, a list, a section's heading, or a line that is a sentence. */
function topOf(lines: readonly Line[]): readonly Line[] {
  const end = lines.slice(0, EDGE).findIndex((line) => {
    const isText = line.text.length > TITLE_LENGTH || (line.text.length >= 60 && hasFinalMark(line.text));
    return line.kind === "table" || line.kind === "list" || isText || SECTION.test(line.text);
  });
  return lines.slice(0, end < 0 ? EDGE : end);
}

function mayBeTitle(text: string): boolean {
  return !HEAD.test(text) && !BODY.test(text) && text.split(" ").length >= 4 && !/[:;,]$/u.test(text);
}

/** The lines of a subject: at most three, up to a rule or a final mark. */
function subjectLength(below: readonly Line[]): number {
  const end = below.findIndex((line) => HEAD.test(line.text) || hasFinalMark(line.text) || /^kính gửi/iu.test(line.text));
  return Math.min(3, end < 0 ? below.length : end);
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

/** Without the capital of a first word that is none of a name. */
function lowered(subject: string): string {
  return /^\p{Lu}\p{Ll}*\s+\p{Ll}/u.test(subject) ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject;
}

const NAME_LENGTH = 100;

function shortened(text: string): string {
  if (text.length <= NAME_LENGTH) return text;
  const cut = text.lastIndexOf(" ", NAME_LENGTH);
  return `${text.slice(0, cut < 20 ? NAME_LENGTH : cut)}…`;
}
