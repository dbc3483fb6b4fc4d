import { documentId, nameOfIssuer, placeOfIssuer } from "../language/issuing-bodies.ts";
import type { Removal } from "../types/article.ts";
import type { IssuedDocument } from "../types/issued.ts";
import { tables } from "./body.ts";
import { copyOut, type Draft, type Line, lineOf, removal } from "./draft.ts";
import { reasonBelow } from "./furniture.ts";
import { type IssuedFoot, readFoot } from "./issued/foot.ts";
import { type IssuedHead, readHead } from "./issued/head.ts";
import { readSections } from "./issued/sections.ts";
import { titleOf } from "./issued/title.ts";
import { hasFinalMark } from "./lines.ts";

/** A text that is an issued document itself; head and foot are in `document` and `removed`, not in `lines`. */
export interface IssuedReading {
  /** Spans of its sections are offsets into the text that `lines` compose. */
  readonly document: IssuedDocument;
  /** Kind and subject: "Nghị quyết về …". */
  readonly title: string;
  /** ISO day; null when the document does not tell the whole date. */
  readonly publishedAt: string | null;
  readonly lines: readonly Line[];
  readonly removed: readonly Removal[];
}

/** What stands in the text of a document and is none: numbers of pages. */
const PAGE_NUMBER = /^[-–\s]*\d{1,3}[-–\s]*$/u;

/**
 * The document of the Party or the State that the lines of a text are, told by its layout (36-HD/VPTW, 30/2020/NĐ-CP): head, sections, foot. Null for
 * every other text, also for one that reports on a document or quotes from it.
 */
export function readIssued(lines: readonly Line[]): IssuedReading | null {
  const head = readHead(lines);
  if (head === null) return null;
  const foot = readFoot(lines, head.body.line);
  const { before, behind, removed } = bodyOf(lines, head, foot);
  const kept = [...before, ...behind];
  if (kept.length === 0 || isQuoted(lines.slice(0, head.first), kept)) return null;
  const names = [head.issuer === null ? "" : nameOfIssuer(head.issuer), head.place ?? ""];
  const title = titleOf(head, kept.map(({ text }) => text).join("\n"), names);
  const body = readSections(kept, title.length + 1, before.length);
  if (body.sections.length === 0 && !kept.some(isSentence)) return null;
  return {
    document: copied(documentOf(head, foot, body.sections, title)),
    title: copyOut(title),
    publishedAt: head.issued?.length === 10 ? head.issued : null,
    lines: [lineOf("title", title), ...body.lines],
    removed,
  };
}

/** A draft with what its lines turn out to be. */
export function withIssued(draft: Draft, { document, title, publishedAt, lines, removed }: IssuedReading): Draft {
  const read = { ...draft, title, lines, byline: null, removed: [...draft.removed, ...removed], document };
  return publishedAt === null ? read : { ...read, publishedAt, publishedFrom: "document" };
}

/** The draft of a document that came as lines alone; null when they are none. */
export function draftOfIssued(lines: readonly Line[]): Draft | null {
  const issued = readIssued(lines);
  if (issued === null) return null;
  const none = { byline: null, publisher: null, publishedAt: null, modifiedAt: null, basedOn: null };
  return withIssued({ title: "", lines: [], captions: [], removed: [], publishedFrom: "none", ...none }, issued);
}

function documentOf(head: IssuedHead, foot: IssuedFoot | null, sections: IssuedDocument["sections"], title: string): IssuedDocument {
  const { issuer, sign, number, kind, place, issued } = head;
  const at = issuer === null ? null : placeOfIssuer(issuer, issued);
  return {
    issuer,
    number,
    id: sign === null ? null : documentId(sign, at, issued),
    kind,
    place,
    issued,
    subject: head.subject === null ? null : subjectIn(title, head),
    sections,
    recipients: foot?.recipients ?? [],
    signature: foot?.signature ?? null,
  };
}

/** The subject as the title has it, without the kind. */
function subjectIn(title: string, { word }: IssuedHead): string {
  return word === null ? title.replace(/^Công văn /u, "") : title.slice(word.length + 1);
}

/** A title and a lead may stand above a document; a text of this much with one in it only shows it. */
const LEAD_LENGTH = 1500;

const isSentence = ({ text }: Line): boolean => text.length > 60 && hasFinalMark(text);

function isQuoted(above: readonly Line[], kept: readonly Line[]): boolean {
  const lengthOfText = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + (isSentence(line) ? line.text.length : 0), 0);
  const length = lengthOfText(above);
  return length > LEAD_LENGTH || length * 2 > lengthOfText(kept);
}

interface BodyLines {
  /** The lines before the foot, and the appendices behind it. */
  readonly before: readonly Line[];
  readonly behind: readonly Line[];
  readonly removed: readonly Removal[];
}

/** The lines between head and foot and behind the foot, and what was taken out around them. */
function bodyOf(lines: readonly Line[], head: IssuedHead, foot: IssuedFoot | null): BodyLines {
  const removed: Removal[] = [];
  const before: Line[] = [];
  const behind: Line[] = [];
  const end = endOfText(lines, foot);
  lines.forEach((whole, i) => {
    const line = i === head.body.line ? asBody(whole, head.body.piece) : asBody(whole, 0);
    const reason = reasonAround(i, { head, foot, end }) ?? (PAGE_NUMBER.test(line.text) ? "số trang" : null);
    if (reason !== null) removed.push(removal("issued", reason, whole.text));
    else (foot !== null && i >= foot.to ? behind : before).push(line);
  });
  return { before: tables(before), behind: tables(behind), removed };
}

/** Behind a document stand its appendices, down to the page's own matter. */
function endOfText(lines: readonly Line[], foot: IssuedFoot | null): number {
  const below = foot === null ? -1 : lines.findIndex(({ text }, i) => i >= foot.to && reasonBelow(text) !== null);
  return below < 0 ? lines.length : below;
}

/** Why a line is no text of the document, by where it stands; null for one of the text. */
function reasonAround(at: number, { head, foot, end }: { head: IssuedHead; foot: IssuedFoot | null; end: number }): string | null {
  if (at < head.first) return "trên văn bản";
  if (at < head.body.line) return "phần đầu văn bản";
  if (foot !== null && at >= foot.from && at < foot.to) return "nơi nhận và chữ ký";
  return at >= end ? "dưới văn bản" : null;
}

/** A line of the body without its first pieces, which belong to the head; what another reader took for a title is none here. */
function asBody(line: Line, from: number): Line {
  const pieces = from === 0 ? line.pieces : line.pieces.slice(from);
  const kind = line.kind === "title" || line.kind === "kicker" || line.kind === "sapo" ? "paragraph" : line.kind;
  return { ...line, kind, pieces, text: pieces.map(({ text }) => text).join(kind === "table" ? "\n" : " ") };
}

/** A copy that shares no memory with the page. */
function copied(document: IssuedDocument): IssuedDocument {
  const own = <Text extends string | null>(text: Text): Text => (text === null ? text : (copyOut(text) as Text));
  const { signature } = document;
  return {
    issuer: own(document.issuer),
    number: own(document.number),
    id: own(document.id),
    kind: document.kind,
    place: own(document.place),
    issued: own(document.issued),
    subject: own(document.subject),
    sections: document.sections.map((section) => ({ ...section, mark: own(section.mark), title: own(section.title) })),
    recipients: document.recipients.map(own),
    signature: signature === null ? null : { name: own(signature.name), office: own(signature.office), behalf: own(signature.behalf) },
  };
}
