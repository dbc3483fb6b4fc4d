import type { DocumentKind } from "../types/citation.ts";

/** A document's number as it identifies it: `21-NQ/TW`, `318/QĐ-TTg`, `178/2024/NĐ-CP`. */
export interface DocumentSign {
  /** As written, with its zero ("05"). */
  readonly number: string;
  readonly type: string;
  /** Null when the writing does not say: "Nghị quyết 21". */
  readonly issuer: string | null;
  /** The year inside the number of a State document: 178/2024/NĐ-CP. */
  readonly year?: string;
  /** The term of the National Assembly in a number of its own: 15 of 202/2025/QH15. */
  readonly assembly?: string;
}

/** Kinds of document by the words that name them: the sign's type, and the kind where the words tell it. */
export interface DocumentWord {
  readonly type: string;
  readonly kind: DocumentKind | null;
}

const WORDS: readonly (readonly [string, string, DocumentKind | null])[] = [
  ["nghị quyết", "NQ", "resolution"],
  ["chỉ thị", "CT", "directive"],
  ["kết luận", "KL", "conclusion"],
  ["quy định", "QĐ", "regulation"],
  ["qui định", "QĐ", "regulation"],
  ["quyết định", "QĐ", "decision"],
  ["hướng dẫn", "HD", "guideline"],
  ["kế hoạch", "KH", "plan"],
  ["chương trình hành động", "CTr", "programme"],
  ["chương trình", "CTr", "programme"],
  ["đề án", "ĐA", "scheme"],
  ["thông báo", "TB", "notice"],
  ["quy chế", "QC", "rules"],
  ["qui chế", "QC", "rules"],
  ["báo cáo", "BC", "report"],
  ["thông tri", "TT", null],
  ["công văn", "CV", null],
  ["tờ trình", "TTr", null],
  ["nghị định", "NĐ", null],
  ["thông tư", "TT", null],
];
const ABBREVIATIONS: readonly (readonly [string, string, DocumentKind | null])[] = [
  ["nq", "NQ", "resolution"],
  ["ct", "CT", "directive"],
  ["kl", "KL", "conclusion"],
  ["qđ", "QĐ", null],
  ["hd", "HD", "guideline"],
  ["kh", "KH", "plan"],
];

/** Words and abbreviations that begin a mention, folded, with what they stand for. */
export const DOCUMENT_WORDS: ReadonlyMap<string, DocumentWord> = new Map(WORDS.map(([words, type, kind]) => [words, { type, kind }]));
export const DOCUMENT_ABBREVIATIONS: ReadonlyMap<string, DocumentWord> = new Map(
  ABBREVIATIONS.map(([words, type, kind]) => [words, { type, kind }]),
);

/** Types and issuers by their letters in lower case; the first writing is the canonical one (rules 15–22 of corpus/reference/README.md). */
const TYPES = new Map(
  ["NQ", "CT", "KL", "QĐ", "QĐi", "QC", "TB", "BC", "KH", "CTr", "CTHĐ", "TTr", "CV", "BB", "ĐA", "PA", "HD", "TT", "TLĐ", "ĐL", "NĐ"].map(
    (type) => [type.toLowerCase(), type],
  ),
);
const ISSUERS = new Map(
  [
    "TW",
    "QUTW",
    "BTCTW",
    "UBKTTW",
    "VPTW",
    "BTGTW",
    "BDVTW",
    "HNTW",
    "TU",
    "BTCTU",
    "UBKTTU",
    "BTGTU",
    "VPTU",
    "HU",
    "QU",
    "ThU",
    "TXU",
    "ĐU",
    "ĐUK",
    "CB",
    "ĐH",
    "TTg",
    "CP",
    "QH",
    "UBTVQH",
    "UBND",
    "HĐND",
  ].map((issuer) => [issuer.toLowerCase(), issuer]),
);
const PARTY_ISSUERS = new Set([
  "TW",
  "QUTW",
  "BTCTW",
  "UBKTTW",
  "VPTW",
  "BTGTW",
  "BDVTW",
  "HNTW",
  "TU",
  "BTCTU",
  "UBKTTU",
  "BTGTU",
  "VPTU",
  "HU",
  "QU",
  "ThU",
  "TXU",
  "ĐU",
  "ĐUK",
  "CB",
  "ĐH",
]);

/** The canonical issuer of a writing ("TƯ", "tw", "QH15" → "TW", "TW", "QH"); null when it is none that signs documents. */
export function issuerOf(writing: string): string | null {
  const lower = writing
    .toLowerCase()
    .replace(/tư$/u, "tw")
    .replace(/ubkt?tw$/u, "ubkttw");
  return ISSUERS.get(lower) ?? ISSUERS.get(lower.replace(/\d+$/u, "")) ?? null;
}

/** The canonical type of a writing ("nq", "Ctr" → "NQ", "CTr"); null when it is none. */
export function typeOf(writing: string): string | null {
  return TYPES.get(writing.toLowerCase()) ?? null;
}

/** Does this issuer belong to the Party (hyphen before the type), and not to the State (slash)? */
export function isPartyIssuer(issuer: string): boolean {
  return PARTY_ISSUERS.has(issuer);
}

const SPACE = "[ \\u00a0]?";
const DASH = `${SPACE}[-–—_]${SPACE}`;
const LETTERS = "[A-Za-zĐđƯư]{2,7}";
/** 21-NQ/TW, 21 - NQ/TW, 21–NQ/TW, 21-NQ-TW, 21 NQ/TW; the issuer ends where lower case begins ("TWvà"). */
const PARTY = new RegExp(`^(\\d{1,4})(?:${DASH}| )(${LETTERS})${SPACE}[/-]${SPACE}((?:[A-ZĐƯ]{2,7}|ThU|Tw))`, "u");
/** 318/QĐ-TTg, 178/2024/NĐ-CP, 76/2025/UBTVQH15; also a Party number in the State's order, 21/NQ-TW. */
const STATE = new RegExp(`^(\\d{1,5})/(?:(\\d{4})/)?(${LETTERS})(?:[-–](TTg|ThU|[A-ZĐƯ]{2,8}\\d{0,2}))?`, "u");
const ASSEMBLY = /^(\d{1,5})\/(\d{4})\/((?:UBTV)?QH)(\d{1,2})/u;
/** "Nghị quyết số", "NQ", "Chỉ thị" before a number. */
const LEAD = new RegExp(
  `^(?:(${[...DOCUMENT_WORDS.keys()].join("|")}|${[...DOCUMENT_ABBREVIATIONS.keys()].join("|")})(?![\\p{L}]))?${SPACE}[-–]?${SPACE}(?:số(?![\\p{L}])[: ]{0,2})?`,
  "iu",
);

/**
 * The number that a writing begins with, in any of the usual ways; null when it begins with none. What follows it is left alone.
 *
 * @example readSign("Nghị quyết số 21-NQ/TW, ngày 16/6/2022") // { number: "21", type: "NQ", issuer: "TW" }
 * @example readSign("NQ21") // { number: "21", type: "NQ", issuer: null }
 * @example readSign("318/QĐ-TTg") // { number: "318", type: "QĐ", issuer: "TTg" }
 */
export function readSign(writing: string): DocumentSign | null {
  const text = writing.normalize("NFC").replaceAll("Ð", "Đ").trimStart();
  const lead = LEAD.exec(text) as RegExpExecArray;
  const rest = text.slice(lead[0].length);
  const word = lead[1]?.toLowerCase();
  const named = word === undefined ? undefined : (DOCUMENT_WORDS.get(word) ?? DOCUMENT_ABBREVIATIONS.get(word));
  const full = signAt(rest, 0);
  if (full !== null) return full.sign;
  const bare = /^(\d{1,4})(?![\d.,/%]*[\d%])/u.exec(rest);
  return named === undefined || bare === null ? null : { number: bare[1] as string, type: named.type, issuer: null };
}

/** Longest number that is looked for: a year, two long codes and blanks between them. */
const LONGEST_SIGN = 32;

/** The full number (with type) that stands at an offset of a text, and where it ends; null when none does. */
export function signAt(text: string, start: number): { readonly sign: DocumentSign; readonly end: number } | null {
  const writing = text.slice(start, start + LONGEST_SIGN);
  const found = partySign(writing) ?? assemblySign(writing) ?? stateSign(writing);
  return found === null ? null : { sign: found.sign, end: start + found.length };
}

interface FoundSign {
  readonly sign: DocumentSign;
  readonly length: number;
}

function partySign(text: string): FoundSign | null {
  const match = PARTY.exec(text);
  if (match === null) return null;
  const [whole, number = "", letters = "", signed = ""] = match;
  const type = typeOf(letters);
  const issuer = longestIssuer(signed);
  if (type === null || issuer === null) return null;
  return { sign: { number, type, issuer: issuer.code }, length: whole.length - signed.length + issuer.length };
}

/** The longest issuer that the letters begin with: "TWV" of "TWVà" is TW. */
function longestIssuer(letters: string): { code: string; length: number } | null {
  for (let length = letters.length; length >= 2; length--) {
    const code = issuerOf(letters.slice(0, length));
    if (code !== null) return { code, length };
  }
  return null;
}

function assemblySign(text: string): FoundSign | null {
  const match = ASSEMBLY.exec(text);
  if (match === null) return null;
  const [whole, number = "", year = "", issuer = "", assembly = ""] = match;
  return { sign: { number, type: "NQ", issuer, year, assembly }, length: whole.length };
}

function stateSign(text: string): FoundSign | null {
  const match = STATE.exec(text);
  if (match === null) return null;
  const [whole, number = "", year, letters = "", signed] = match;
  const type = typeOf(letters);
  if (type === null || (signed === undefined && year === undefined)) return null;
  const issuer = signed === undefined ? null : (issuerOf(signed) ?? signed);
  return { sign: { number, type, issuer, ...(year === undefined ? {} : { year }) }, length: whole.length };
}

/** A number without its zeros, with two digits below 10: "5", "05", "005" → "05". */
export function canonicalNumber(number: string): string {
  return String(Number(number)).padStart(2, "0");
}

/**
 * The one writing of a sign: `21-NQ/TW`, `05-CT/TW`, `318/QĐ-TTg`, `178/2024/NĐ-CP`. An issuer that is not known is `?`.
 */
export function canonicalSign(sign: DocumentSign): string {
  const { type, issuer, year } = sign;
  const number = canonicalNumber(sign.number);
  if (issuer === null || isPartyIssuer(issuer)) return `${number}-${type}/${issuer ?? "?"}`;
  if (year === undefined) return `${number}/${type}-${issuer}`;
  return sign.assembly === undefined ? `${number}/${year}/${type}-${issuer}` : `${number}/${year}/${issuer}${sign.assembly}`;
}

const ROMAN = [
  "I",
  "II",
  "III",
  "IV",
  "V",
  "VI",
  "VII",
  "VIII",
  "IX",
  "X",
  "XI",
  "XII",
  "XIII",
  "XIV",
  "XV",
  "XVI",
  "XVII",
  "XVIII",
  "XIX",
  "XX",
  "XXI",
  "XXII",
  "XXIII",
  "XXIV",
  "XXV",
  "XXVI",
  "XXVII",
  "XXVIII",
  "XXIX",
  "XXX",
];
const ORDINALS = new Map(
  ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm"].map(
    (word, i) => [word, i + 1],
  ),
);

/** The Roman numeral of a term written in Roman or Arabic digits ("xiii", "13" → "XIII"); null for anything else. */
export function romanTerm(writing: string): string | null {
  if (/^\d{1,2}$/u.test(writing)) return ROMAN[Number(writing) - 1] ?? null;
  const upper = writing.toUpperCase();
  return ROMAN.includes(upper) ? upper : null;
}

/** The number of an ordinal in words ("tư" → 4, "mười một" → 11), folded; null for anything else. */
export function ordinalOf(words: string): number | null {
  return ORDINALS.get(words) ?? null;
}
