import type { Signature } from "../../types/issued.ts";
import type { Line } from "../draft.ts";
import { isName } from "../people.ts";
import { type Cell, cellsOf, isCapitals, isRule } from "./cells.ts";
import { sectionMark } from "./sections.ts";

/** What stands below the last sentence of a document: lines `from` up to `to`, with whom it goes to and who has signed it. */
export interface IssuedFoot {
  readonly from: number;
  readonly to: number;
  readonly recipients: readonly string[];
  readonly signature: Signature | null;
}

const RECIPIENTS = /^N[ơo]i\s+nhận\s*[:.;]?\s*/iu;
/** On whose behalf, or in whose place. */
const BEHALF = /^(?:T\/M|TM|T\.M|K\/T|KT|T\/L|TL|TUQ|T\/U\.?Q|Q)(?:[.\s]|(?=\p{Lu}{2}))\.?\s*(?=\p{Lu}{2})/u;
const OFFICE =
  /(?:TỔNG |PHÓ )?BÍ THƯ(?: THƯỜNG TRỰC)?|THƯỜNG TRỰC|ỦY VIÊN|UỶ VIÊN|(?:PHÓ )?CHỦ TỊCH|(?:PHÓ )?CHỦ NHIỆM|(?:PHÓ )?TRƯỞNG BAN|(?:PHÓ )?CHÁNH VĂN PHÒNG|(?:PHÓ )?(?:THỦ TƯỚNG|BỘ TRƯỞNG)|THỨ TRƯỞNG|(?:PHÓ )?(?:TỔNG )?GIÁM ĐỐC|(?:PHÓ )?VỤ TRƯỞNG|(?:PHÓ )?HIỆU TRƯỞNG|(?:PHÓ )?TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN|CHÍNH ỦY|CHÍNH UỶ/u;
const SIGNED = /^[([]?\s*(?:đã ký|đã kí|ký tên|ký,? ?(?:ghi rõ|đóng dấu)|chữ ký)[^)\]]*[)\]]?$/iu;
/** "- Các huyện ủy, BÍ THƯ": the office stands in the other column. */
const BESIDE = new RegExp(`(?<=[\\p{Ll})][,;.])\\s+(?=(?:${OFFICE.source})$|\\([Đđ]ã k[ýí]\\)$)`, "u");
/** A foot has at most this many lines. */
const MOST_LINES = 45;
const ENTRY_LENGTH = 200;

/** So many lines that begin like a foot and are none end the search. */
const MOST_TRIES = 50;

/** The foot among the lines from `start` on: the first run that has a signature or recipients; null without one. */
export function readFoot(lines: readonly Line[], start: number): IssuedFoot | null {
  let tries = 0;
  for (let from = start; from < lines.length && tries < MOST_TRIES; from++) {
    if (!opensFoot(lines, from)) continue;
    tries++;
    const foot = readCells(lines, cellsOf(lines, { from, to: from + MOST_LINES }, partRuns), from);
    if (foot.signature !== null || foot.recipients.length > 0) return foot;
  }
  return null;
}

function opensFoot(lines: readonly Line[], at: number): boolean {
  if (!/N[ơo]i\s+nhận|T\/|K\/|TM|KT|TL|Q\./iu.test((lines[at] as Line).text.slice(0, ENTRY_LENGTH))) return false;
  const [first] = cellsOf(lines, { from: at, to: at + 1 }, partRuns);
  return first !== undefined && (RECIPIENTS.test(first.text) || isBehalf(first.text));
}

const isBehalf = (text: string): boolean => text.length <= 120 && BEHALF.test(text) && isCapitals(withoutName(text));
const withoutName = (text: string): string => text.replace(/\s*\(?đã k[ýí]\)?.*$/iu, "").replace(/(?:\s+\p{Lu}\p{Ll}+)+$/u, "");

/** Parts a signature in one breath: "T/M BAN THƯỜNG VỤ BÍ THƯ (đã ký) Nguyễn Văn A". */
function partRuns(text: string): readonly string[] {
  const apart = text
    .replace(/(?<=\s)(?=(?:T\/M|K\/T|T\/L|TM\.|KT\.|TL\.)\s*\p{Lu}{2})/gu, "\n")
    .replace(/(?<=\S)\s+(?=\p{Lu}\p{Ll}*\s*\n?T\/M)/gu, " ");
  return apart
    .replace(BESIDE, "\n")
    .split("\n")
    .flatMap((part) => {
      const run = part.trim();
      if (!BEHALF.test(run) || run.length > 160) return [run];
      return run
        .replace(/\s*[([]\s*đã k[ýí]\s*[)\]]\s*/iu, "\n(đã ký)\n")
        .replace(/\s+(?=(?:\p{Lu}\p{Ll}+\s*){2,5}$)/u, "\n")
        .replace(new RegExp(`(?<=\\p{Lu}{2})(?<!ĐOÀN)\\s+(?=(?:${OFFICE.source})(?=\\s*(?:$|\\n)))`, "u"), "\n")
        .split("\n");
    });
}

interface Found {
  readonly recipients: string[];
  behalf: string | null;
  office: string | null;
  name: string | null;
}

function readCells(lines: readonly Line[], cells: readonly Cell[], from: number): IssuedFoot {
  const found: Found = { recipients: [], behalf: null, office: null, name: null };
  let [last, isListing] = [from, false];
  for (const cell of cells) {
    const line = lines[cell.line] as Line;
    if (isBehind(cell.text, line, found)) break;
    if (RECIPIENTS.test(cell.text)) {
      isListing = true;
      addRecipients(found.recipients, cell.text.replace(RECIPIENTS, ""));
    } else if (!takeSignature(cell.text, found)) {
      if (!isListing || cell.text.length > ENTRY_LENGTH) break;
      addRecipients(found.recipients, cell.text);
    }
    last = cell.line;
  }
  const { recipients, behalf, office, name } = found;
  return { from, to: last + 1, recipients, signature: name === null ? null : { name, office, behalf } };
}

/** Appendices, a text, or a second head begin behind the foot. */
function isBehind(text: string, line: Line, found: Found): boolean {
  if (
    /^(?:PHỤ LỤC|Phụ lục|BIỂU|DANH SÁCH|ĐỀ CƯƠNG|BẢNG|MẪU)(?!\p{L})/u.test(text) ||
    (line.kind === "table" && !/N[ơo]i nhận|T\/M|K\/T|T\/L/u.test(line.text))
  )
    return true;
  const isDone = found.name !== null && found.recipients.length > 0;
  return isDone && line.marker === "" && (sectionMark(text) !== null || text.length > 60);
}

function addRecipients(recipients: string[], text: string): void {
  for (const part of text.split(text.includes(";") ? /;\s*/u : /(?:^|[,.]\s+)[-–+•]\s*/u)) {
    const recipient = part.replace(/^[-–+•*]\s*/u, "").replace(/[\s,;.]+$/u, "");
    if (recipient !== "") recipients.push(recipient);
  }
}

/** Takes a cell that belongs to the signature; false for any other. */
function takeSignature(text: string, found: Found): boolean {
  if (isRule(text) || SIGNED.test(text)) return true;
  if (isBehalf(text)) {
    found.behalf ??= text;
    return true;
  }
  if (isCapitals(text) && OFFICE.test(text) && text.length <= 80) {
    found.office = text;
    return true;
  }
  if (found.name !== null || (found.behalf === null && found.office === null) || !isName(text)) return false;
  found.name = text;
  return true;
}
