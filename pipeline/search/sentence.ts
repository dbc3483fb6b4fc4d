import { analyze } from "../language/layers.ts";
import type { Article } from "../types/article.ts";
import type { SearchHit } from "../types/search.ts";
import type { Span, TokenLayers } from "../types/tokens.ts";
import { findConcepts } from "./abbreviations.ts";
import { makeTerm, runOf, simpleTerms, type Term } from "./analyze.ts";
import { storedTerm } from "./indexed.ts";

interface Rated {
  readonly span: Span;
  readonly terms: readonly Term[];
  /** It stands below the title and has a match. */
  readonly isBody: boolean;
  readonly distinct: number;
}

/** Marks that overlap or have no more than a blank between them, joined; in the order of the text. */
function joinSpans(spans: readonly Span[], text: string): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last !== undefined && text.slice(last.end, span.start).trim() === "" && span.start <= last.end + 1)
      last.end = Math.max(last.end, span.end);
    else joined.push({ start: span.start, end: span.end });
  }
  return joined;
}

function sentenceSpans({ tokens, sentences, text }: TokenLayers): readonly Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + 1 < sentences.length; i++) {
    const start = tokens[sentences[i] as number]?.start ?? text.length;
    // A line break that closes a block belongs to no sentence.
    let last = (sentences[i + 1] as number) - 1;
    while (last > (sentences[i] as number) && tokens[last]?.kind === "break") last--;
    spans.push({ start, end: tokens[last]?.end ?? text.length });
  }
  return spans;
}

/**
 * The sentence with the most different wanted terms (as they are stored; indexed.ts); among equals the one with more of them, then the earlier. The title is shown above
 * it anyway and is taken only when no sentence below it has one; the first sentence when nothing in the text itself matched (a cited document did).
 */
export function bestSentence({ text, blocks }: Pick<Article, "text" | "blocks">, wanted: ReadonlySet<string>): SearchHit["sentence"] {
  const layers = analyze(text);
  const headings = blocks.filter(({ kind }) => kind === "title" || kind === "kicker");
  const hits = wantedTerms(layers, wanted);
  const rated: readonly Rated[] = sentenceSpans(layers).map((span) => {
    const terms = hits.filter(({ start, end }) => start >= span.start && end <= span.end);
    const isBody = terms.length > 0 && !headings.some(({ start, end }) => span.start >= start && span.end <= end);
    return { span, terms, isBody, distinct: new Set(terms.map(({ plain }) => plain)).size };
  });
  const best = rated.reduce<Rated | null>((winner, other) => (winner === null || isBetter(other, winner) ? other : winner), null);
  if (best === null) return { text: "", start: 0, marks: [] };
  const { start, end } = best.span;
  const marks = joinSpans(best.terms, text).map((mark) => ({ start: mark.start - start, end: mark.end - start }));
  return { text: text.slice(start, end), start, marks };
}

/** Syllables and abbreviations alone: a word of several syllables is found by them, and cutting words would take most of the time. */
function wantedTerms({ tokens }: TokenLayers, wanted: ReadonlySet<string>): readonly Term[] {
  const concepts = findConcepts(tokens).map(({ term, from, to }) => makeTerm(term, runOf(tokens, from, to)));
  return [...simpleTerms(tokens), ...concepts].filter(({ term, plain }) => wanted.has(storedTerm(term)) || wanted.has(`~${plain}`));
}

function isBetter(one: Rated, other: Rated): boolean {
  if (one.isBody !== other.isBody) return one.isBody;
  return one.distinct > other.distinct || (one.distinct === other.distinct && one.terms.length > other.terms.length);
}
