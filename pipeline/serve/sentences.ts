import { findSentences } from "../language/sentences.ts";
import { scanTokens } from "../language/syllables.ts";
import type { ArticleId } from "../types/article.ts";
import type { Store } from "../types/store.ts";
import type { Quoted, Span } from "../types/tokens.ts";

/** Finds the sentence of an article's text in which a figure begins; null when the article is not stored. */
export type SentenceFinder = (article: ArticleId, offset: number) => Quoted | null;

/** A finder that reads and cuts each article once, but for `read`, which the request has read already; it lives as long as one request. */
export function createSentenceFinder(store: Store, read?: { readonly id: ArticleId; readonly text: string }): SentenceFinder {
  const known = new Map<ArticleId, { text: string; sentences: readonly Span[] } | null>();
  return (id, offset) => {
    let article = known.get(id);
    if (article === undefined) {
      const text = read?.id === id ? read.text : store.article(id)?.article.text;
      article = text === undefined ? null : { text, sentences: cutSentences(text) };
      known.set(id, article);
    }
    return article === null ? null : sentenceAt(article.text, article.sentences, offset);
  };
}

/** The sentences of a text as spans, in order. */
export function cutSentences(text: string): Span[] {
  const tokens = scanTokens(text);
  const bounds = findSentences(tokens);
  const spans: Span[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const first = tokens[bounds[i] ?? 0];
    const last = tokens[(bounds[i + 1] ?? 0) - 1];
    if (first === undefined || last === undefined) continue;
    // A line break at the end belongs to no sentence.
    const end = first.start + text.slice(first.start, last.end).trimEnd().length;
    spans.push({ start: first.start, end });
  }
  return spans;
}

/** The last sentence that begins at or before `offset`; null before the first. */
export function sentenceAt(text: string, sentences: readonly Span[], offset: number): Quoted | null {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const sentence = sentences[low - 1];
  return sentence === undefined ? null : { ...sentence, quote: text.slice(sentence.start, sentence.end) };
}
