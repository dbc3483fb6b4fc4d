import { analyze } from "../language/layers.ts";
import type { Article } from "../types/article.ts";
import type { SearchHit } from "../types/search.ts";
import type { Span, TokenLayers } from "../types/tokens.ts";
import { type Term, termsOf } from "./analyze.ts";

/** Which terms of a document matched, by field: `marked` as written, `plain` without diacritics. */
export interface Matched {
  readonly marked: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
}

interface Rated {
  readonly span: Span;
  readonly terms: readonly Term[];
  /** It stands below the title and has a match. */
  readonly isBody: boolean;
  readonly distinct: number;
}

/** Marks that touch or overlap, joined; in the order of the text. */
function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
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
 * The sentence with the most different matched terms; among equals the one with more matches, then the earlier. The title is shown above it anyway and is
 * taken only when no sentence below it has a match; the first sentence when nothing in the text itself matched (a cited document did).
 */
export function bestSentence({ text, blocks }: Pick<Article, "text" | "blocks">, matched: Matched): SearchHit["sentence"] {
  const layers = analyze(text);
  const headings = blocks.filter(({ kind }) => kind === "title" || kind === "kicker");
  const hits = termsOf(layers).filter(({ term, plain }) => matched.marked.has(term) || matched.plain.has(plain));
  const rated: readonly Rated[] = sentenceSpans(layers).map((span) => {
    const terms = hits.filter(({ start, end }) => start >= span.start && end <= span.end);
    const isBody = terms.length > 0 && !headings.some(({ start, end }) => span.start >= start && span.end <= end);
    return { span, terms, isBody, distinct: new Set(terms.map(({ plain }) => plain)).size };
  });
  const best = rated.reduce<Rated | null>((winner, other) => (winner === null || isBetter(other, winner) ? other : winner), null);
  if (best === null) return { text: "", start: 0, marks: [] };
  const { start, end } = best.span;
  const marks = joinSpans(best.terms).map((mark) => ({ start: mark.start - start, end: mark.end - start }));
  return { text: text.slice(start, end), start, marks };
}

function isBetter(one: Rated, other: Rated): boolean {
  if (one.isBody !== other.isBody) return one.isBody;
  return one.distinct > other.distinct || (one.distinct === other.distinct && one.terms.length > other.terms.length);
}
