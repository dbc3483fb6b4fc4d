import type { Block } from "../../types/article.ts";
import type { Citation } from "../../types/citation.ts";
import type { IssuedDocument } from "../../types/issued.ts";
import type { Check, Place } from "../../types/observation.ts";
import type { ArticleHead, ReadArticle } from "../../types/store.ts";
import type { Quoted } from "../../types/tokens.ts";
import { type ArticleView, type FigureView, viewArticle, viewFigure } from "../figures.ts";
import { createSentenceFinder } from "../sentences.ts";
import type { View } from "../view.ts";
import { storedCopyHref } from "./stored-copy.ts";
import { readVersions, type Version } from "./versions.ts";

/** An article with all that was read out of it, as page and API show it. Every span is of `text`. */
export interface ArticleData {
  readonly article: ArticleView;
  readonly byline: string | null;
  readonly publishedFrom: ReadArticle["article"]["publishedFrom"];
  readonly modifiedAt: string | null;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly place: { readonly place: Place | null; readonly reason: string };
  readonly figures: readonly FigureView[];
  readonly citations: readonly (Citation & { readonly sentence: Quoted | null })[];
  readonly checks: readonly Check[];
  readonly versions: readonly Version[];
  /** The other articles that carry the same report; the first is the original, unless this one is. */
  readonly carriers: readonly ArticleView[];
  /** Head, sections and foot of an article that is an issued document itself. */
  readonly document: IssuedDocument | null;
  /** Our address of the page as it came. */
  readonly storedCopy: string;
}

/** The article's data, figures and citations in the order of the text. */
export function viewArticleData(
  view: View,
  head: ArticleHead,
  { article, place, observations, citations, checks }: ReadArticle,
): ArticleData {
  const findSentence = createSentenceFinder(view.services.store, { id: head.id, text: article.text });
  const inOrder = <Item extends Quoted>(items: readonly Item[]) => [...items].sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    article: viewArticle(view, head),
    byline: article.byline,
    publishedFrom: article.publishedFrom,
    modifiedAt: article.modifiedAt,
    text: article.text,
    blocks: article.blocks,
    place,
    figures: inOrder(observations).map((observation) => viewFigure(view, { observation, head }, findSentence)),
    citations: inOrder(citations).map((citation) => ({ ...citation, sentence: findSentence(head.id, citation.start) })),
    checks,
    versions: readVersions(view.services.store, article),
    carriers: view.services.store.carriers(head.id).flatMap((other) => (other.id === head.id ? [] : [viewArticle(view, other)])),
    document: article.document ?? null,
    storedCopy: storedCopyHref(view, article.page),
  };
}
