import { analyze } from "../language/layers.ts";
import { parts, successor } from "../language/provinces.ts";
import type { FacetName } from "../types/search.ts";
import type { ReadArticle } from "../types/store.ts";
import type { Span } from "../types/tokens.ts";
import { canonicalSign, plainOf, termsOf } from "./analyze.ts";

/**
 * The parts of an article that are weighed apart, and how much a term in each counts: one in the title says more than one in the lead, and that more than one in
 * the body; without diacritics it says less. `cited` holds the documents that the article cites, also where the text does not write the number. Order matters more than size.
 */
export const FIELD_WEIGHTS = { title: 3, sapo: 1.5, body: 1, plain: 0.3, cited: 2 } as const;
export type TextField = keyof typeof FIELD_WEIGHTS;
export const TEXT_FIELDS = Object.keys(FIELD_WEIGHTS) as readonly TextField[];

/** Beside the facets: `report`, the id of the article that a reprint repeats, by which reprints are told apart from what they repeat. */
export type IndexedFacet = FacetName | "report";

export interface FacetValue {
  readonly facet: IndexedFacet;
  readonly value: string;
}

/** An article as the engines take it. */
export interface IndexedArticle {
  readonly id: string;
  /** Changes when what is indexed may have changed. */
  readonly digest: string;
  /** Minutes since 1970; 0 without a date. */
  readonly date: number;
  /** Terms as they are stored (`storedTerm`), those of single tokens first and in the order of the text. */
  readonly fields: Readonly<Record<TextField, readonly string[]>>;
  readonly values: readonly FacetValue[];
}

/** How many terms are remembered: a corpus has some 10,000 words, the rest is numbers. */
const REMEMBERED = 50_000;
const storedTerms = new Map<string, string>();
const storedPlains = new Map<string, string>();

/** What `make` makes of a term, remembered: most terms of an article have been met before. */
function remembered(made: Map<string, string>, term: string, make: (term: string) => string): string {
  const known = made.get(term);
  if (known !== undefined) return known;
  if (made.size >= REMEMBERED) made.clear();
  const one = make(term);
  made.set(term, one);
  return one;
}

/** A term as it is stored: blanks within a word of several syllables joined, and nothing in it that would part it for FTS5's tokenizer. */
export const storedTerm = (term: string): string => remembered(storedTerms, term, (raw) => raw.replace(/[^\p{L}\p{N}_=\-/,.@:%#~]/gu, "_"));
/** A term without diacritics as it is stored: marked, so that no field needs to be named to tell it from one that is written so. */
export const storedPlain = (term: string): string => remembered(storedPlains, term, (raw) => `~${plainOf(storedTerm(raw))}`);

/** Is it a single word of letters, such as a user begins to type or misspells? */
export const isWord = (stored: string): boolean => /^~?\p{L}+$/u.test(stored);

/** The words of letters among terms, each once. */
export const wordsAmong = (terms: readonly string[]): readonly string[] => [...new Set(terms)].filter(isWord);

/** A word of letters, of one syllable or several, such as suggestions are made of. */
const TERM = /^\p{L}+(?:_\p{L}+)*$/u;

/** The words with their marks among terms, each once. */
export const termsAmong = (terms: readonly string[]): readonly string[] => [...new Set(terms)].filter((term) => TERM.test(term));

/** An article as the engines take it; `reprintOf` is the article that it repeats. */
export function toIndexed(read: ReadArticle, digest: string, reprintOf: string | null = null): IndexedArticle {
  const { article } = read;
  const title = termsOf(analyze(article.title)).map(({ term }) => term);
  const { sapo, body } = divide(read);
  return {
    id: article.id,
    digest,
    date: minutesOf(article.publishedAt),
    fields: {
      title: title.map(storedTerm),
      sapo: sapo.map(storedTerm),
      body: body.map(storedTerm),
      plain: [...title, ...sapo, ...body].map(storedPlain),
      cited: citedTerms(read),
    },
    values: [...facetValues(read), ...(reprintOf === null ? [] : [{ facet: "report" as const, value: reprintOf }])],
  };
}

/** The terms of lead and body; the title's own block is left out, as the title is a field of its own. */
function divide({ article }: ReadArticle): { readonly sapo: readonly string[]; readonly body: readonly string[] } {
  const { text, blocks } = article;
  const titles = blocks.filter(({ kind, start, end }) => kind === "title" && text.slice(start, end) === article.title);
  const leads = blocks.filter(({ kind }) => kind === "sapo");
  const parts: { sapo: string[]; body: string[] } = { sapo: [], body: [] };
  for (const term of termsOf(analyze(text))) if (!isWithin(titles, term)) (isWithin(leads, term) ? parts.sapo : parts.body).push(term.term);
  return parts;
}

const isWithin = (spans: readonly Span[], { start, end }: Span): boolean => spans.some((span) => start >= span.start && end <= span.end);

function citedTerms({ citations }: ReadArticle): readonly string[] {
  const ids = citations.flatMap(({ id }) => (id === null ? [] : [canonicalSign(id.split("@")[0] ?? id), canonicalSign(id)]));
  return [...new Set(ids)].map(storedTerm);
}

/** Minutes since 1970 of a date of any precision; 0 for none, and for what is no date. */
export function minutesOf(publishedAt: string | null): number {
  const ms = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  return Number.isNaN(ms) ? 0 : Math.max(0, Math.floor(ms / 60_000));
}

/** What the article is counted under, each value once. */
function facetValues({ article, place, observations, citations }: ReadArticle): readonly FacetValue[] {
  const provinces = [place.place, ...observations.map((observation) => observation.place)].flatMap((one) => one?.province ?? []);
  const values: Readonly<Record<FacetName, readonly (string | null)[]>> = {
    province63: provinces.map(oldUnit),
    province34: provinces.map(successor),
    year: [article.publishedAt?.slice(0, 4) ?? null],
    publisher: [article.publisher],
    indicator: observations.map(({ indicator }) => indicator),
    document: citations.map(({ id }) => id),
    trust: [article.trust],
  };
  return Object.entries(values).flatMap(([facet, all]) =>
    [...new Set(all)].flatMap((value) => (value === null ? [] : [{ facet: facet as FacetName, value }])),
  );
}

/** The unit of the 63 that an id stands for; null for a merged unit, which stands for several. */
function oldUnit(id: string): string | null {
  const [only, ...others] = parts(id);
  return only === undefined || others.length > 0 ? null : only;
}
