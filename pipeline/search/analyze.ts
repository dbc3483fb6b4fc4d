import { canonicalSign as documentSign, signAt } from "../language/documents.ts";
import { foldAccents } from "../language/fold.ts";
import { LANGUAGE_VERSION } from "../language/layers.ts";
import type { Span, Token, TokenLayers } from "../types/tokens.ts";
import { findConcepts } from "./abbreviations.ts";

/** Raised whenever a text gives other terms; with the version of the layers below it. A saved index of another version is built anew. */
export const ANALYZER_VERSION = `search-2/${LANGUAGE_VERSION}`;

/** What is looked up, and the run of the text that it stands for. `plain` is the term without diacritics. */
export interface Term extends Span {
  readonly term: string;
  readonly plain: string;
}

/** Dashes in signs, with the blanks around them. */
const SIGN_DASH = /\s*[-–—]\s*/gu;

/**
 * One writing for a document number, whichever of the usual ways it is written in: lower case, no blanks, plain hyphen, no leading zeros; what stands behind an
 * `@` (the date of a canonical id) stays.
 *
 * @example canonicalSign("09 – NQ/TU") === "9-nq/tu"; canonicalSign("21/NQ-TW") === "21-nq/tw"
 */
export function canonicalSign(raw: string): string {
  const at = raw.indexOf("@");
  const sign = at < 0 ? raw : raw.slice(0, at);
  const found = signAt(sign.trim().toUpperCase(), 0);
  const written = found === null || found.end < sign.trim().length ? plainSign(sign) : documentSign(found.sign);
  return (written.replace(/^0+(?=\d)/u, "") + (at < 0 ? "" : raw.slice(at))).toLowerCase();
}

const plainSign = (sign: string): string => sign.replace(SIGN_DASH, "-").replace(/\s*\/\s*/gu, "/");

/** The term of a token by its kind; null for punctuation. Thousands lose their dots, so that 1168 finds 1.168. */
export function termOf(token: Token): string | null {
  if (token.kind === "punct" || token.kind === "break") return null;
  if (token.kind === "sign") return canonicalSign(token.key);
  if (token.kind === "percent") return token.key.replace(/\s*%$/u, "");
  return token.kind === "number" && /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(token.key) ? token.key.replaceAll(".", "") : token.key;
}

/** How many foldings are remembered: a corpus has some 7,000 syllables, and folding each occurrence would be half the cost of indexing. */
const REMEMBERED = 50_000;
const plains = new Map<string, string>();

/** `foldAccents` of a term, remembered. */
export function plainOf(term: string): string {
  const known = plains.get(term);
  if (known !== undefined) return known;
  const plain = foldAccents(term);
  if (plains.size >= REMEMBERED) plains.clear();
  plains.set(term, plain);
  return plain;
}

/** The term that stands for this run. */
export function makeTerm(term: string, { start, end }: Span): Term {
  return { term, plain: plainOf(term), start, end };
}

/** The run of the tokens `from` up to `to`. */
export function runOf(tokens: readonly Token[], from: number, to: number): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

/** Words of several syllables, as one term with blanks. */
function compoundTerms({ tokens, words }: TokenLayers): readonly Term[] {
  const terms: Term[] = [];
  for (let i = 0; i + 1 < words.length; i++) {
    const [from, to] = [words[i] as number, words[i + 1] as number];
    if (to - from < 2) continue;
    const keys = tokens.slice(from, to).flatMap((token) => termOf(token) ?? []);
    if (keys.length > 1) terms.push(makeTerm(keys.join(" "), runOf(tokens, from, to)));
  }
  return terms;
}

/** Every syllable, number and document sign as a term, in the order of the text. */
export function simpleTerms(tokens: readonly Token[]): readonly Term[] {
  return tokens.flatMap((token) => {
    const term = termOf(token);
    return term === null ? [] : [makeTerm(term, token)];
  });
}

/**
 * All terms of a text: syllables, numbers and signs, words of several syllables, and one canonical term (`=tccsđ`) wherever an abbreviation or its
 * expansion stands.
 */
export function termsOf(layers: TokenLayers): readonly Term[] {
  const concepts = findConcepts(layers.tokens).map(({ term, from, to }) => makeTerm(term, runOf(layers.tokens, from, to)));
  return [...simpleTerms(layers.tokens), ...compoundTerms(layers), ...concepts];
}
