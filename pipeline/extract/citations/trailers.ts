import { romanTerm } from "../../language/documents.ts";
import { type Issuer, issuerAt } from "./issuers.ts";
import { type CitationText, hasKeys, keyAt, sliceTokens, tokenAt } from "./text.ts";

/** What stands after a document's number or name: date, issuer, term, in any order. */
export interface Trailer {
  /** First token after it. */
  readonly to: number;
  /** ISO, with day, month or year precision. */
  readonly date: string | null;
  readonly issuer: Issuer | null;
  /** Roman; several after "khóa XI, XII". */
  readonly terms: readonly string[];
  /** Years of a term, "2015-2020". */
  readonly years: string | null;
}

const pad = (part: string): string => part.padStart(2, "0");

/** The ISO date that begins at token `at` ("ngày 16/6/2022", "ngày 16 tháng 6 năm 2022", "tháng 6/2022", "năm 2022"), with where it ends. */
export function dateAt(source: CitationText, at: number): { iso: string; to: number } | null {
  let i = at;
  const word = keyAt(source, i);
  if (word === "ngày") i++;
  const token = tokenAt(source, i);
  if (token === undefined) return null;
  if (token.kind === "date") {
    const [day, month, year] = token.key.split(/[/.-]/u) as [string, string, string];
    return { iso: `${year}-${pad(month)}-${pad(day)}`, to: i + 1 };
  }
  if (word === "ngày" && token.kind === "number" && keyAt(source, i + 1) === "tháng") {
    const month = keyAt(source, i + 2) ?? "";
    const year = keyAt(source, i + 3) === "năm" ? keyAt(source, i + 4) : undefined;
    if (/^\d{1,2}$/u.test(month) && year !== undefined && /^(?:19|20)\d\d$/u.test(year))
      return { iso: `${year}-${pad(month)}-${pad(token.key)}`, to: i + 5 };
    const joined = /^(\d{1,2})\/((?:19|20)\d\d)$/u.exec(month);
    return joined === null ? null : { iso: `${joined[2]}-${pad(joined[1] as string)}-${pad(token.key)}`, to: i + 3 };
  }
  return word === "tháng" ? monthAt(source, at + 1) : word === "năm" ? yearAt(source, at + 1) : null;
}

function monthAt(source: CitationText, at: number): { iso: string; to: number } | null {
  const joined = /^(\d{1,2})\/((?:19|20)\d\d)$/u.exec(keyAt(source, at) ?? "");
  if (joined !== null) return { iso: `${joined[2]}-${pad(joined[1] as string)}`, to: at + 1 };
  const month = keyAt(source, at) ?? "";
  const year = keyAt(source, at + 1) === "năm" ? (keyAt(source, at + 2) ?? "") : "";
  return /^\d{1,2}$/u.test(month) && /^(?:19|20)\d\d$/u.test(year) ? { iso: `${year}-${pad(month)}`, to: at + 3 } : null;
}

function yearAt(source: CitationText, at: number): { iso: string; to: number } | null {
  const year = keyAt(source, at) ?? "";
  return /^(?:19|20)\d\d$/u.test(year) ? { iso: year, to: at + 1 } : null;
}

/** The term of a Roman or Arabic numeral token; lower-case letters are none ("vi" in a word). */
export function termToken(source: CitationText, at: number): string | null {
  const token = tokenAt(source, at);
  if (token === undefined || (token.kind !== "number" && token.case === "lower") || token.kind === "punct") return null;
  return romanTerm(token.key);
}

/** "khóa XII", "khóa XI, XII", "khóa XI và khóa XII" at token `at`. */
function termsAt(source: CitationText, at: number): { terms: string[]; to: number } | null {
  if (keyAt(source, at) !== "khóa") return null;
  const first = termToken(source, at + 1);
  if (first === null) return null;
  const terms = [first];
  let to = at + 2;
  for (;;) {
    const joint = keyAt(source, to);
    if (joint !== "," && joint !== "và") return { terms, to };
    const skip = keyAt(source, to + 1) === "khóa" ? to + 2 : to + 1;
    const next = tokenAt(source, skip)?.kind === "word" ? termToken(source, skip) : null;
    if (next === null) return { terms, to };
    terms.push(next);
    to = skip + 1;
  }
}

/** "nhiệm kỳ 2015 - 2020": the years of a term. */
export function yearsAt(source: CitationText, at: number): { years: string; to: number } | null {
  if (!hasKeys(source, at, ["nhiệm", "kỳ"])) return null;
  const from = yearAt(source, at + 2);
  const dash = keyAt(source, at + 3) ?? "";
  const to = yearAt(source, at + 4);
  if (from === null || to === null || !/^[-–—/]$/u.test(dash)) return null;
  return { years: `${from.iso}-${to.iso}`, to: at + 5 };
}

/** How many parts may follow one number: date, issuer, term, years, and one said twice. */
const MOST_PARTS = 5;

/** What follows a number or name at token `at`; nothing found leaves `to` at `at`. */
export function trailerAt(source: CitationText, at: number): Trailer {
  let found: Trailer = { to: at, date: null, issuer: null, terms: [], years: null };
  for (let part = 0; part < MOST_PARTS; part++) {
    const next = partAt(source, found);
    if (next === null) break;
    found = next;
  }
  return found;
}

const asItIs = (to: number): number => to;
const closing =
  (source: CitationText) =>
  (to: number): number =>
    keyAt(source, to) === ")" ? to + 1 : to;

/** One more part; a comma or a bracket may stand before it. */
function partAt(source: CitationText, found: Trailer): Trailer | null {
  let at = found.to;
  const mark = keyAt(source, at);
  const inBrackets = mark === "(";
  if (mark === "," || inBrackets) at++;
  const close = inBrackets ? closing(source) : asItIs;
  const terms = termsAt(source, at);
  if (terms !== null && found.terms.length === 0) return { ...found, terms: terms.terms, to: close(terms.to) };
  const date = found.date === null && (keyAt(source, at) !== "năm" || mark !== ",") ? dateAt(source, at) : null;
  if (date !== null) return { ...found, date: date.iso, to: close(date.to) };
  const years = found.years === null ? yearsAt(source, at) : null;
  if (years !== null) return { ...found, years: years.years, to: close(years.to) };
  if (found.issuer !== null || keyAt(source, at) !== "của") return null;
  const issuer = issuerAt(source, at + 1);
  return issuer === null ? null : { ...found, issuer, to: close(issuer.to) };
}

const OPENING = new Set(["“", '"', "«", "‘"]);
const CLOSING = new Set(["”", '"', "»", "’"]);
/** Titles are at most this many tokens long; a quotation that does not end by then is no title. */
const LONGEST_TITLE = 80;

/** A title in quotation marks at token `at` (a comma, a colon or "về" may come first), and the token after it. */
export function titleAt(source: CitationText, at: number): { title: string; to: number } | null {
  let open = at;
  while (keyAt(source, open) === "," || keyAt(source, open) === ":" || keyAt(source, open) === "về" || keyAt(source, open) === "việc")
    open++;
  if (!OPENING.has(keyAt(source, open) ?? "")) return null;
  for (let i = open + 1; i < open + LONGEST_TITLE; i++) {
    const token = tokenAt(source, i);
    if (token === undefined || token.kind === "break") return null;
    if (CLOSING.has(token.key) && i > open + 1) return { title: sliceTokens(source, open + 1, i), to: i + 1 };
  }
  return null;
}
