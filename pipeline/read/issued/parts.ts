import { DOCUMENT_WORDS, type DocumentSign, signAt, typeOf } from "../../language/documents.ts";
import { foldAccents } from "../../language/fold.ts";
import type { DocumentKind } from "../../types/citation.ts";
import { isCapitals, isNear, isRule, skeleton } from "./cells.ts";

/** Longer cells are text. */
const HEAD_CELL = 140;

const PARTY = "dangcongsanvietnam";
const STATE = "conghoaxahoichunghiavietnam";
const MOTTO = "doclaptudohanhphuc";

/** Kinds of documents (rules 15 and 16 of the reference), by their skeletons. */
const KINDS: ReadonlyMap<string, { readonly word: string; readonly kind: DocumentKind | null }> = new Map(
  [...DOCUMENT_WORDS]
    .map(([words, { kind }]): [string, DocumentKind | null] => [words, kind])
    .concat([
      ["thông cáo", null],
      ["biên bản", null],
      ["điều lệ", "charter"],
      ["phương án", null],
      ["quy chế làm việc", "rules"],
      ["chương trình công tác", "programme"],
    ])
    .map(([words, kind]) => [skeleton(words), { word: words.charAt(0).toUpperCase() + words.slice(1), kind }]),
);

/** What a cell of a head is. */
export type Part =
  | { readonly is: "party" | "state" | "motto" | "rule" | "issuer" | "stamp" | "other" }
  | { readonly is: "number"; readonly sign: DocumentSign | null }
  | { readonly is: "date"; readonly place: string | null; readonly issued: string | null }
  | { readonly is: "about"; readonly subject: string }
  | { readonly is: "kind"; readonly word: string; readonly kind: DocumentKind | null; readonly rest: string };

/** Parts what a flattened table or a text layer has set in one breath: "TỈNH ỦY A ĐẢNG CỘNG SẢN VIỆT NAM", "Số 5-NQ/TU A, ngày 3 tháng 4 năm 2021". */
export function partRuns(text: string): readonly string[] {
  if (text.length > 400 || (!isHeadRun(text) && text.length > HEAD_CELL)) return [text];
  return text
    .replace(/ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM(?=$|[\s*_–-]|\p{Lu}\p{Ll})/u, "\n$&\n")
    .replace(/CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM/u, "\n$&\n")
    .replace(/Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc/u, "\n$&\n")
    .replace(/(?<=[\p{Lu}*_–-]\s*)(?<!\p{L})(?:Số|SỐ)(?=\s*[:.]?\s*[\d….–_-])/u, "\n$&")
    .replace(/(?<=n[ăa]m\s+\d{4})\s+(?=\p{Lu}{2})/u, "\n")
    .replace(/(?<=\/(?:[A-ZĐƯ]{2,8}|ThU)\s)(?=\p{Lu}[\p{L} .-]{1,40},\s*ngày)/u, "\n")
    .replace(/(?<=\s)(?:[-–—_*]{1,}\s*)+(?=\s|$)/gu, (rule, at: number) =>
      /\d\s*$/u.test(text.slice(0, at)) || (rule.trim().length < 3 && !rule.includes("*")) ? rule : "\n",
    )
    .split("\n");
}

/** A long run in one breath is taken apart only when the country's or the Party's name stands in it. */
const isHeadRun = (text: string): boolean => /ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI/u.test(text);

/** What a cell of a head is by its words alone. */
export function partOf(text: string): Part {
  if (isRule(text)) return { is: "rule" };
  if (text.length > HEAD_CELL) return { is: "other" };
  const bare = skeleton(text);
  if (isCapitals(text) && isNear(bare, PARTY, 2)) return { is: "party" };
  if (isCapitals(text) && isNear(bare, STATE, 3)) return { is: "state" };
  if (isNear(bare, MOTTO, 2)) return { is: "motto" };
  return readNumber(text) ?? readDate(text) ?? readKind(text, bare) ?? readAbout(text) ?? readBody(text);
}

const STAMP = /^\(?(?:dự thảo|mật|tối mật|hỏa tốc|khẩn|thượng khẩn|bản sao|sao y)/iu;
/** Words that bodies begin with; without accents. */
const BODY =
  /^(?:bch|btv|ban|bo|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|dang doan|chi bo|chi uy|dai hoi|uy ban|ubkt|ubnd|hdnd|hoi dong|van phong|chinh phu|thu tuong|quoc hoi|quan uy|so|tinh|thanh pho|huyen|quan|xa|phuong|thi xa|thi tran|khoi|truong|hoc vien|cong an|toa an|vien|hoi|doan|lien doan|mat tran|khoa|lan thu|nhiem ky)(?![a-z])/u;

function readBody(text: string): Part {
  if (STAMP.test(text)) return { is: "stamp" };
  return isCapitals(text) && text.length <= 90 && BODY.test(foldAccents(text)) ? { is: "issuer" } : { is: "other" };
}

const NUMBER = /^(?:S[ốÔôóỐÓổồo6]|SỐ)\s*[:.;]?\s*/u;
/** A number not given yet: "-NQ/TU", "…/QĐ-UBND". */
const BLANK = /^[\s.…_\-–]*(?:[-–/]\s*)([A-Za-zĐđ]{2,4})\s*[/-]\s*([A-ZĐƯ]{2,9}|ThU|TTg)[\s*_-]*$/u;

function readNumber(text: string): Part | null {
  const led = NUMBER.test(text);
  const rest = text
    .replace(NUMBER, "")
    .replace(/^[\dlIO]{1,4}(?=\s*[-–/])/u, (digits) => digits.replace(/[lI]/gu, "1").replaceAll("O", "0"));
  const found = signAt(rest, 0);
  if (found !== null && /^[\s*_.–-]*$/u.test(rest.slice(found.end))) return { is: "number", sign: found.sign };
  const blank = led ? BLANK.exec(rest) : null;
  return blank !== null && typeOf(blank[1] as string) !== null ? { is: "number", sign: null } : null;
}

const PLACE = "(?:\\p{Lu}[\\p{L} .'’-]{1,40}?)";
const IN_WORDS = new RegExp(
  `^(?:(${PLACE})\\s*[,.;]\\s*)?ng[àaáâ]y\\s*(\\d{1,2}|[.…_\\s]*)\\s*th[áaàâ]ng\\s*(\\d{1,2}|[.…_\\s]*)\\s*n[ăaâà]m\\s*(\\d{4})[\\s.*_-]*$`,
  "iu",
);
const IN_DIGITS = new RegExp(`^(${PLACE})\\s*,\\s*(?:ngày\\s*)?(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})$`, "u");

/** The visitor's day at the top of a page. */
const CLOCK = /^(?:thứ|chủ nhật|hôm nay)(?!\p{L})/iu;

function readDate(text: string): Part | null {
  const match = IN_WORDS.exec(text) ?? IN_DIGITS.exec(text);
  if (match === null || CLOCK.test(text)) return null;
  const [, place, day = "", month = "", year = ""] = match;
  return { is: "date", place: place?.trim() ?? null, issued: isoDate(year, month.trim(), day.trim()) };
}

function isoDate(year: string, month: string, day: string): string | null {
  const isMonth = /^\d+$/u.test(month) && Number(month) >= 1 && Number(month) <= 12;
  if (!isMonth) return year;
  const start = `${year}-${month.padStart(2, "0")}`;
  if (!/^\d+$/u.test(day)) return start;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= last ? `${start}-${day.padStart(2, "0")}` : null;
}

/** A line that is a kind alone, or in capitals a kind with its subject behind it: "KẾ HOẠCH THỰC HIỆN …". */
function readKind(text: string, bare: string): Part | null {
  const own = KINDS.get(bare) ?? (isCapitals(text) && bare.length >= 8 ? nearKind(bare) : null);
  if (own !== null && own !== undefined && /^[\p{Lu}]/u.test(text)) return { is: "kind", ...own, rest: "" };
  if (!isCapitals(text.split(" ").slice(0, 2).join(" "))) return null;
  const words = text.split(/\s+/u);
  for (let count = Math.min(4, words.length - 1); count >= 2; count--) {
    const known = KINDS.get(skeleton(words.slice(0, count).join(" ")));
    if (known !== undefined) return { is: "kind", ...known, rest: words.slice(count).join(" ") };
  }
  return null;
}

const nearKind = (bare: string) => [...KINDS].find(([known]) => known.length >= 8 && isNear(bare, known, 1))?.[1] ?? null;

/** "V/v xếp loại tổ chức đảng", "về việc …" (05-HD/VPTW): the subject of a letter, under its number. */
function readAbout(text: string): Part | null {
  const match = /^(?:V\/v:?|về việc)\s+(.+)$/iu.exec(text);
  return match === null ? null : { is: "about", subject: match[1] as string };
}
