import { foldPhrase } from "../../language/fold.ts";
import { bodyNameAt } from "../../language/issuing-bodies.ts";
import { isCapitals } from "./cells.ts";
import type { IssuedHead } from "./head.ts";

/** The kind and subject as a title: "Nghị quyết về …"; capitals in the writing that the body, or `names` in it, have for the same words. */
export function titleOf(head: IssuedHead, body: string, names: readonly string[]): string {
  const subject = head.subject === null ? null : aboutPart(head.subject, `${names.join("\n")}\n${body}`);
  if (head.word === null) return subject === null ? (head.number ?? "Công văn") : `Công văn về ${lowered(subject.replace(/^về\s+/iu, ""))}`;
  if (subject !== null) return `${head.word} ${lowered(subject)}`;
  return head.number === null ? head.word : `${head.word} ${head.number}`;
}

/** Without the lines that say whose it is, when those that say what about follow. */
function aboutPart(subject: string, body: string): string {
  const written = isCapitals(subject) ? inSentenceCase(subject, body) : mixedCase(subject, body);
  const about = /(?:^|\s)(?:về|Về)\s.*$/su.exec(written);
  const isOwners = about !== null && /^(?:của|hội nghị|bộ chính trị|ban)(?!\p{L})/iu.test(written);
  return isOwners ? (about as RegExpExecArray)[0].trim() : written;
}

/** "HỘI NGHỊ LẦN THỨ NĂM … về tăng cường …": a run of capitals before a subject in small letters. */
function mixedCase(subject: string, body: string): string {
  const run = /^(?:[^\p{Ll}]+\s)(?=\p{Ll}|\p{Lu}\p{Ll})/u.exec(subject)?.[0] ?? "";
  return run.length < 8 ? subject : `${inSentenceCase(run.trim(), body)} ${subject.slice(run.length)}`;
}

function lowered(subject: string): string {
  const [first = ""] = subject.split(" ");
  const keeps = /\p{Lu}.*\p{Lu}/u.test(first) || /^(?:Đảng|Đại|Hội|Ban|Bộ|Tỉnh|Điều lệ)(?!\p{L})/u.test(subject);
  return keeps ? subject : subject.charAt(0).toLowerCase() + subject.slice(1);
}

/** Abbreviations and Roman numerals stay in capitals. */
const KEPT = /^(?:[IVX]+|[\p{Lu}Đ]*\d[\p{L}\d/.-]*|TW|TƯ|UBND|HĐND|MTTQ|HĐQT)$/u;

/**
 * Capitals as a sentence would have them: each word in the writing that the body mostly gives it behind the same word before, where the body
 * says it; else in small letters.
 */
export function inSentenceCase(capitals: string, body: string): string {
  const writings = writingsIn(body);
  const words = capitals.split(/\s+/u);
  const keys = words.map((word) => foldPhrase(word.replace(/[,.;:()“”"]/gu, "")));
  const written: string[] = [];
  while (written.length < words.length) {
    const i = written.length;
    const word = words[i] as string;
    const known = writings.get(`${keys[i - 1] ?? ""} ${keys[i]}`);
    const body = known === undefined ? bodyNameAt(keys, i) : null;
    if (body === null) written.push(wordInSentence(word, known ?? writings.get(keys[i] as string)));
    else written.push(...body.split(" ").map((name, k) => name + ((words[i + k] as string).match(/[,.;:)]+$/u)?.[0] ?? "")));
  }
  return written.join(" ");
}

function wordInSentence(word: string, known: Writing | undefined): string {
  if (KEPT.test(word.replace(/[,.;:()]/gu, ""))) return word;
  const lower = word.toLowerCase();
  return known !== undefined && known.capital > known.lower ? lower.replace(/\p{L}/u, (letter) => letter.toUpperCase()) : lower;
}

interface Writing {
  readonly capital: number;
  readonly lower: number;
}

/** How much of the body is asked how it writes a word. */
const BODY_SAMPLE = 200_000;

/** How often the body writes each word, alone and behind the one before it, with a capital and without. */
function writingsIn(body: string): ReadonlyMap<string, Writing> {
  const writings = new Map<string, Writing>();
  const count = (key: string, isCapital: boolean): void => {
    const known = writings.get(key) ?? { capital: 0, lower: 0 };
    writings.set(key, isCapital ? { ...known, capital: known.capital + 1 } : { ...known, lower: known.lower + 1 });
  };
  for (const sentence of body.slice(0, BODY_SAMPLE).split(/[.!?:;\n]/u)) {
    const words = isCapitals(sentence) ? [] : (sentence.match(/[\p{L}\d]+/gu) ?? []);
    for (let i = 1; i < words.length; i++) {
      const isCapital = /^\p{Lu}/u.test(words[i] as string);
      const key = foldPhrase(words[i] as string);
      count(`${foldPhrase(words[i - 1] as string)} ${key}`, isCapital);
      count(key, isCapital);
    }
  }
  return writings;
}
