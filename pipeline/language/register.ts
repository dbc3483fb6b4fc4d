import type { Basis } from "../types/observation.ts";
import { canonicalSign, type DocumentSign, readSign } from "./documents.ts";
import { fold } from "./fold.ts";
import { type DocumentRecord, readReference, type SessionRecord } from "./reference.ts";
import { scanTokens } from "./syllables.ts";

/** What a mention and its article tell about which of several documents with one number is meant. */
export interface DocumentEvidence {
  /** The date said beside the number: a day, a month or a year. */
  readonly date: string | null;
  /** The term said beside it, in Roman digits. */
  readonly term: string | null;
  /** Folded keys of the words after it. */
  readonly subject: readonly string[];
  /** The day of publication, after which nothing it cites can have been issued. */
  readonly published: string | null;
  /** The day to which the text seems to belong where publication is not known; what is newer is not the likeliest. */
  readonly horizon: string | null;
  /** False where years of the text have been rewritten. */
  readonly trustsYears: boolean;
}

/** What decided: a date, a term, subject words, that there is only one, or that it was the newest at the time. */
export type DecidedBy = "date" | "term" | "subject" | "only" | "newest";

export interface FoundDocument {
  readonly document: DocumentRecord;
  readonly basis: Basis;
  readonly by: DecidedBy;
}

/** The register of central documents, as look-ups. */
export interface DocumentRegister {
  /** The document that a full sign means; null when the register has none that fits. */
  find(sign: DocumentSign, evidence: DocumentEvidence): FoundDocument | null;
  /** The same for a number without an issuer, among documents that are usually called so ("Chỉ thị 05", "Quy định 37"). */
  findUsual(type: string, number: string, evidence: DocumentEvidence): FoundDocument | null;
  /** Numbers of plenums, newest term first, that had opened by a day. */
  sessionTerm(number: number, published: string | null): string | null;
  /** The term of the Central Committee on a day ("2022-06-16" → "XIII"). */
  termOn(date: string): string | null;
  /** The other ids under which the same document is cited: `NQTW4@XII` for `04-NQ/TW@2016-10-30`, and the other way round. */
  usualIds(id: string): readonly string[];
  byId(id: string): DocumentRecord | null;
}

let register: DocumentRegister | undefined;

/** The register out of `corpus/reference/documents.json`; made once. Throws BadEntry when the file is damaged. */
export function documentRegister(): DocumentRegister {
  register ??= buildRegister();
  return register;
}

interface Entry {
  readonly document: DocumentRecord;
  /** Content words of subject and aliases, folded. */
  readonly words: readonly string[];
}

function buildRegister(): DocumentRegister {
  const { documents, sessions, terms } = readReference("documents");
  const bySign = new Map<string, Entry[]>();
  const byUsual = new Map<string, Entry[]>();
  for (const document of documents) {
    const entry = { document, words: contentWords(document.subject) };
    for (const key of signKeys(document)) push(bySign, key, entry);
    for (const key of usualKeys(document)) push(byUsual, key, entry);
  }
  const termOn = (date: string): string | null =>
    terms.find((term) => term.from <= date && (term.to === null || date < term.to))?.term ?? null;
  return {
    find: (sign, evidence) => choose(bySign.get(looseKey(canonicalSign(sign))) ?? [], evidence, termOn),
    findUsual: (type, number, evidence) => choose(byUsual.get(`${type.slice(0, 2)} ${Number(number)}`) ?? [], evidence, termOn),
    sessionTerm: (number, published) => newestSession(sessions, number, published),
    termOn,
    usualIds: usualIds(sessions),
    byId: (id) => documents.find((document) => document.id === id) ?? null,
  };
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else if (!known.includes(entry)) known.push(entry);
}

/** 06-QĐi/TW is often written 06-QĐ/TW, and a plenum's 03-NQ/HNTW 03-NQ/TW. */
function looseKey(sign: string): string {
  return sign.replace("QĐi", "QĐ").replace("/HNTW", "/TW");
}

function signKeys(document: DocumentRecord): string[] {
  return document.number === null ? [] : [looseKey(document.id.split("@")[0] as string)];
}

/** "Chỉ thị 05", "NQ21" among the aliases; every guideline of the centre's departments is not a usual one. */
function usualKeys(document: DocumentRecord): string[] {
  const found = document.aliases.map((alias) => readSign(alias)).filter((sign) => sign !== null && Number(sign.number) === document.number);
  return found.map((sign) => `${(sign as DocumentSign).type.slice(0, 2)} ${document.number}`);
}

const STOP_WORDS = new Set(
  "của và các một số về đối với trong thực hiện tiếp tục công tác theo cho đến năm là có việc những tại từ nay mới".split(" "),
);

function contentWords(subject: string): string[] {
  const keys = scanTokens(subject)
    .filter((token) => token.kind === "word")
    .map((token) => fold(token.key));
  return [...new Set(keys)].filter((key) => !STOP_WORDS.has(key));
}

/** The share of a document's subject words that stand in the text. */
function overlap(entry: Entry, subject: ReadonlySet<string>): number {
  if (entry.words.length === 0) return 0;
  return entry.words.filter((word) => subject.has(word)).length / entry.words.length;
}

/** From this share on, subject words decide among several documents; and against a printed date that no document has. */
const SUBJECT_DECIDES = 0.4;
const SUBJECT_OVERRULES = 0.6;

function choose(entries: readonly Entry[], evidence: DocumentEvidence, termOn: (date: string) => string | null): FoundDocument | null {
  if (entries.length === 0) return null;
  const subject = new Set(evidence.subject);
  if (evidence.date !== null) {
    const dated = byDate(entries, subject, evidence, termOn);
    if (dated !== null) return dated;
    if (evidence.trustsYears && evidence.term === null) return null;
  }
  if (evidence.term !== null) {
    const ofTerm = entries.filter((entry) => entry.document.term === evidence.term);
    const found = ofTerm.length > 1 ? (bySubject(ofTerm, subject, 0)?.document ?? ofTerm[0]?.document) : ofTerm[0]?.document;
    return found === undefined ? null : { document: found, basis: "explicit", by: "term" };
  }
  return bySubject(entries, subject, SUBJECT_DECIDES) ?? newest(entries, evidence);
}

/**
 * The document that a printed date means: the one of that date as far as it goes. Else the date is a misprint or rewritten, and subject words,
 * the same day and month, or the term it lies in decide, in which a number is given only once (rule 18 of the numbering).
 */
function byDate(
  entries: readonly Entry[],
  subject: ReadonlySet<string>,
  evidence: DocumentEvidence,
  termOn: (date: string) => string | null,
): FoundDocument | null {
  const date = evidence.date as string;
  const exact = entries.find(({ document }) => document.issued?.startsWith(date));
  if (exact !== undefined) return { document: exact.document, basis: "explicit", by: "date" };
  if (evidence.term !== null) return null;
  const near = bySubject(entries, subject, SUBJECT_OVERRULES) ?? sameDay(entries, date);
  if (near !== null || !evidence.trustsYears) return near;
  const ofTerm = entries.find(({ document }) => document.term !== null && isWithinTerm(date, document.term, termOn));
  return ofTerm === undefined ? null : { document: ofTerm.document, basis: "explicit", by: "date" };
}

function isWithinTerm(date: string, term: string, termOn: (date: string) => string | null): boolean {
  if (date.length === 4) return termOn(`${date}-01-01`) === term && termOn(`${date}-12-31`) === term;
  return termOn(date.length === 7 ? `${date}-28` : date) === term;
}

/** A misprinted or rewritten year beside the right day and month. */
function sameDay(entries: readonly Entry[], date: string): FoundDocument | null {
  const found = date.length === 10 ? entries.filter((entry) => entry.document.issued?.slice(4) === date.slice(4)) : [];
  return found.length === 1 ? { document: (found[0] as Entry).document, basis: "explicit", by: "date" } : null;
}

function bySubject(entries: readonly Entry[], subject: ReadonlySet<string>, atLeast: number): FoundDocument | null {
  const scored = entries.map((entry) => ({ entry, score: overlap(entry, subject) })).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (best === undefined || best.score < atLeast || best.score === 0) return null;
  if (second !== undefined && best.score - second.score < 0.15) return null;
  return { document: best.entry.document, basis: "explicit", by: "subject" };
}

/** The newest that had been issued at the time of the article; a number that only one document has may be newer than the text seems. */
function newest(entries: readonly Entry[], { published, horizon }: DocumentEvidence): FoundDocument | null {
  const isBy = (entry: Entry, limit: string | null): boolean => limit === null || (entry.document.issued as string) <= limit.slice(0, 10);
  const possible = entries.filter((entry) => entry.document.issued !== null && isBy(entry, published));
  const likely = possible.filter((entry) => isBy(entry, horizon));
  const sorted = (likely.length > 0 ? likely : possible).toSorted((a, b) =>
    (b.document.issued as string).localeCompare(a.document.issued as string),
  );
  const first = sorted[0];
  return first === undefined ? null : { document: first.document, basis: "inferred", by: entries.length === 1 ? "only" : "newest" };
}

const TERM_ORDER = ["VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"];

function newestSession(sessions: readonly SessionRecord[], number: number, published: string | null): string | null {
  const held = sessions.filter(
    (session) => session.number === number && session.opened !== null && (published === null || session.opened <= published.slice(0, 10)),
  );
  const sorted = [...held].sort((a, b) => TERM_ORDER.indexOf(b.term) - TERM_ORDER.indexOf(a.term));
  return sorted[0]?.term ?? null;
}

function usualIds(sessions: readonly SessionRecord[]): (id: string) => readonly string[] {
  const other = new Map<string, string>();
  for (const { id, usual } of sessions) {
    if (usual === null) continue;
    other.set(id, usual);
    other.set(usual, id);
  }
  return (id) => {
    const same = other.get(id);
    return same === undefined ? [] : [same];
  };
}
