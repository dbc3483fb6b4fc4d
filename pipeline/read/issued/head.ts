import { canonicalSign, type DocumentSign } from "../../language/documents.ts";
import type { DocumentKind } from "../../types/citation.ts";
import type { Line } from "../draft.ts";
import { hasFinalMark } from "../lines.ts";
import { type Cell, cellsOf, isCapitals, isRule } from "./cells.ts";
import { type Part, partOf, partRuns } from "./parts.ts";
import { sectionMark } from "./sections.ts";

/** What stands above the first sentence of a document. */
export interface IssuedHead {
  /** Lines of the head, as written and in order, each joined line parted by a comma. */
  readonly issuer: string | null;
  readonly sign: DocumentSign | null;
  readonly number: string | null;
  /** The kind in the words of the document, "Nghị quyết"; null for a letter (công văn), which bears none. */
  readonly word: string | null;
  readonly kind: DocumentKind | null;
  readonly place: string | null;
  /** ISO; to the month where the day is left blank. */
  readonly issued: string | null;
  /** The lines under the kind, as written. */
  readonly subject: string | null;
  /** First line and first piece of it that belong to the text. */
  readonly body: { readonly line: number; readonly piece: number };
  /** First line of the head; what stands above it belongs to the page. */
  readonly first: number;
}

/** A head begins within this many lines: pages have menus above it. */
const SEARCHED = 80;
/** A head has at most this many cells down to its kind, a subject this many. */
const MOST_CELLS = 26;
const MOST_SUBJECT = 12;
interface Read {
  readonly cell: Cell;
  readonly part: Part;
}

/** The head of a document of the Party or the State among the first lines; null when they are none. */
export function readHead(lines: readonly Line[]): IssuedHead | null {
  const anchor = anchorOf(lines);
  if (anchor < 0) return null;
  const from = Math.max(0, anchor - 8);
  const cells = cellsOf(lines, { from, to: anchor + MOST_CELLS * 2 }, partRuns);
  const read = cells.map((cell) => ({ cell, part: partOf(cell.text) }));
  const start = startOf(
    read,
    read.findIndex(({ cell, part }) => cell.line >= anchor && isAnchor(part)),
  );
  const end = endOf(read, start);
  const found = read.slice(start, end + 1);
  if (start < 0 || end < 0 || !isHead(found)) return null;
  return headOf(lines, cells.slice(end + 1), found);
}

/** The first line that only a document's head has; -1 without one. Cheap, since every text is asked. */
function anchorOf(lines: readonly Line[]): number {
  const end = Math.min(lines.length, SEARCHED);
  for (let i = 0; i < end; i++) {
    const { text } = lines[i] as Line;
    if (
      text.length <= 400 &&
      ANCHOR.test(text) &&
      cellsOf(lines, { from: i, to: i + 1 }, partRuns).some(({ text }) => isAnchor(partOf(text)))
    )
      return i;
  }
  return -1;
}

/** "Số 12", "SỐ: …-NQ", "ĐẢNG CỘNG SẢN", "CỘNG HÒA XÃ HỘI", with the slips of recognition. */
const ANCHOR = /S[ốÔôóỐÓổồo6] *[:.;]? *[\d….\-–_lI/]|[ĐÐD]..?NG\s*C.NG\s*S|C.NG\s*H..?\s*X./u;

const isAnchor = ({ is }: Part): boolean => is === "party" || is === "state" || is === "number";

/** Where the head begins: above its first certain cell stand at most the issuer, rules and stamps. */
function startOf(read: readonly Read[], anchor: number): number {
  let start = anchor;
  while (start > 0 && /^(?:issuer|rule|stamp|date|motto)$/u.test((read[start - 1] as Read).part.is)) start--;
  while (read[start]?.part.is === "rule" || (start >= 0 && start < anchor && read[start]?.part.is === "stamp")) start++;
  return start;
}

/** The cell of the kind, or the last one of a letter's head; -1 when text comes before either. */
function endOf(read: readonly Read[], start: number): number {
  if (start < 0) return -1;
  let about = -1;
  for (let i = start; i < Math.min(read.length, start + MOST_CELLS); i++) {
    const { cell, part } = read[i] as Read;
    if (part.is === "kind") return i;
    if (part.is === "about") about = i;
    if (/^Kính gửi/iu.test(cell.text)) return i - 1;
    const isText = part.is === "other" && !isCapitals(cell.text) && cell.text.length > 60;
    if (isText) return about;
  }
  return about;
}

/**
 * A kind with two of number, date, issuer and the Party's or country's name, the number or the name among them; without a number in capitals and with
 * hardly a line that says something else (menus of portals begin alike). A letter needs number, date and name.
 */
function isHead(found: readonly Read[]): boolean {
  const has = (...kinds: readonly Part["is"][]): boolean => found.some(({ part }) => kinds.includes(part.is));
  const told = [has("party", "state"), has("number"), has("date")];
  const [isNamed, isNumbered, isDated] = told as [boolean, boolean, boolean];
  const kind = found.find(({ part }) => part.is === "kind");
  if (kind === undefined) return isNamed && isNumbered && isDated;
  if (!isNamed && !(isNumbered && isDated)) return false;
  const others = found.filter(({ part }) => part.is === "other").length;
  if (!isNumbered) return isNamed && isDated && others <= 1 && isCapitals(kind.cell.text.slice(0, 8));
  return others <= 4 && (isDated || has("issuer"));
}

function partIn<Is extends Part["is"]>(found: readonly Read[], is: Is): Extract<Part, { is: Is }> | null {
  const read = found.find(({ part }) => part.is === is);
  return read === undefined ? null : (read.part as Extract<Part, { is: Is }>);
}

function headOf(lines: readonly Line[], after: readonly Cell[], found: readonly Read[]): IssuedHead {
  const kind = partIn(found, "kind");
  const number = partIn(found, "number");
  const date = partIn(found, "date");
  const last = (found.at(-1) as Read).cell;
  const subject =
    kind === null ? { text: partIn(found, "about")?.subject ?? null, last } : subjectOf(lines, after, { rest: kind.rest, last });
  return {
    issuer: issuerOf(found),
    sign: number?.sign ?? null,
    number: number === null || number.sign === null ? null : canonicalSign(number.sign),
    word: kind?.word ?? null,
    kind: kind?.kind ?? null,
    place: date?.place ?? null,
    issued: date?.issued ?? null,
    subject: subject.text,
    body: behind(lines, subject.last),
    first: (found[0] as Read).cell.line,
  };
}

/** The lines of the head that name bodies; "TỈNH LẠNG SƠN" goes on with "ỦY BAN NHÂN DÂN", a body of its own stands behind a comma. */
function issuerOf(found: readonly Read[]): string | null {
  const names: string[] = [];
  let before = -2;
  found.forEach(({ cell, part }, index) => {
    if (part.is !== "issuer") return;
    const goesOn = names.length > 0 && before === index - 1 && isContinuation(names.at(-1) as string, cell.text);
    if (goesOn) names[names.length - 1] = `${names.at(-1)} ${cell.text}`;
    else if (!names.includes(cell.text)) names.push(cell.text);
    before = index;
  });
  return names.length === 0 ? null : names.join(", ");
}

const isContinuation = (above: string, text: string): boolean =>
  /^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN|ĐẶC KHU|KHÓA|LẦN THỨ|NHIỆM KỲ)(?!\s+(?:Ủ|U)(?:Y|Ỷ))(?=\s)/u.test(
    text.normalize("NFC"),
  ) &&
  !/^(?:TỈNH|HUYỆN|QUẬN|THÀNH|THỊ) (?:ỦY|UỶ)/u.test(text) &&
  above.length > 0;

/** The text after a cell: the next piece of its line, or the next line. */
function behind(lines: readonly Line[], { line, piece }: Cell): IssuedHead["body"] {
  const { pieces } = lines[line] as Line;
  return piece + 1 < pieces.length ? { line, piece: piece + 1 } : { line: line + 1, piece: 0 };
}

/** The subject below the kind: down to a rule, else to the first section, list item or sentence. */
function subjectOf(
  lines: readonly Line[],
  after: readonly Cell[],
  { rest, last }: { rest: string; last: Cell },
): { text: string | null; last: Cell } {
  const isText = (cell: Cell): boolean => isSentence(cell.piece === 0 ? wholeOf(lines, cell) : cell.text);
  const words = rest === "" ? [] : [rest];
  const rule = after.slice(0, MOST_SUBJECT).findIndex(({ text }, index) => isRule(text) && (index > 0 || words.length > 0));
  const isRuled = rule > 0 && after.slice(0, rule).every((cell) => !isText(cell));
  let end = last;
  for (const [index, cell] of after.slice(0, MOST_SUBJECT).entries()) {
    if (isRule(cell.text)) {
      end = cell;
      if (words.length > 0) break;
      continue;
    }
    if (!isRuled && (isText(cell) || endsSubject(cell.text, index, words))) break;
    if (isAside(cell.text)) {
      end = cell;
      continue;
    }
    words.push(cell.text);
    end = cell;
  }
  return {
    text:
      words.length === 0
        ? null
        : words
            .join(" ")
            .replace(/\s+/gu, " ")
            .replace(/[.:;]$/u, ""),
    last: end,
  };
}

/** The whole line of a cell: its first printed line may be no sentence yet. */
const wholeOf = (lines: readonly Line[], { line }: Cell): string => (lines[line] as Line).pieces.map(({ text }) => text).join(" ");

/** "(dự thảo)", "(kèm theo Quyết định …)" under the subject. */
const isAside = (text: string): boolean => /^\(.*\)$/u.test(text);
const isSentence = (text: string): boolean => text.length > 60 && hasFinalMark(text) && !isCapitals(text);
/** How texts of documents begin. */
const PREAMBLE =
  /^(?:Kính gửi|Căn cứ|Thực hiện|Thi hành|Xét|Theo|Trên cơ sở|Để|Nhằm|Sau|Trong|Qua|Triển khai|Vừa qua|Những năm|Thời gian)(?!\p{L})/u;

/** Who decides, under the subject of a decision: the first words of its text. */
const DECIDER =
  /^(?:(?:PHÓ )?CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|CHÍNH PHỦ|HỘI ĐỒNG NHÂN DÂN|BAN (?:CHẤP HÀNH|THƯỜNG VỤ|BÍ THƯ)|BỘ CHÍNH TRỊ)(?!\p{L})/u;

function endsSubject(text: string, index: number, words: readonly string[]): boolean {
  if (sectionMark(text) !== null) return true;
  if (
    isCapitals(text) &&
    words.some((word) => !isCapitals(word) || /^VỀ /u.test(word)) &&
    (DECIDER.test(text) || !isCapitals(words.at(-1) ?? ""))
  )
    return true;
  if (PREAMBLE.test(text)) return words.length > 0 || index > 0 || text.length > 120 || /^(?:Kính gửi|Căn cứ|Xét|Theo)/u.test(text);
  // a subject that has ended goes on only in small letters or capitals
  const above = words.at(-1);
  return above !== undefined && isCapitals(above) && !isCapitals(text) && !/^(?:\p{Ll}|\(|Về |giai đoạn)/u.test(text) && text.length > 40;
}
