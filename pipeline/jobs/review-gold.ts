import type { Article } from "../types/article.ts";
import type { ReadArticle, Store } from "../types/store.ts";
import type { GoldRecord } from "./gold.ts";
import { toRecords } from "./records.ts";
import { rejectedIn } from "./review.ts";

/** Decisions as gold: annotation records, and the texts that their offsets count in. */
export interface ReviewedGold {
  readonly records: readonly GoldRecord[];
  /** One text a document, under the name `<doc>.txt`; offsets count behind the header lines. */
  readonly texts: readonly { readonly doc: string; readonly text: string }[];
  /** Articles in which figures are still undecided: those figures are no part of the records. */
  readonly partial: readonly { readonly doc: string; readonly title: string; readonly undecided: number }[];
}

/**
 * The confirmed and corrected figures of current articles as gold; an article whose figures were all rejected stands there without any. With `complete` only
 * articles in which every figure was decided on: only those can tell what a program finds too much.
 */
export function exportReviewed(store: Store, { complete = false }: { complete?: boolean } = {}): ReviewedGold {
  const reviewed = reviewedArticles(store).map((read) => ({ read, left: undecidedOf(read) }));
  const taken = reviewed.filter(({ left }) => !complete || left === 0);
  return {
    records: taken.flatMap(({ read }) => recordsOf(read)),
    texts: taken.map(({ read: { article } }) => ({ doc: article.id, text: headerOf(article) + article.text })),
    partial: taken
      .filter(({ left }) => left > 0)
      .map(({ read: { article }, left }) => ({ doc: article.id, title: article.title, undecided: left })),
  };
}

const undecidedOf = ({ observations }: ReadArticle): number => observations.filter(({ review }) => review === undefined).length;

/** Current articles with a figure that was confirmed, corrected or rejected, in the order of their ids. */
function reviewedArticles(store: Store): readonly ReadArticle[] {
  const urls = new Set(store.decisions({}).map(({ url }) => url));
  const ids = [...urls].flatMap((url) => store.articles({ url }).map(({ id }) => id));
  return [...new Set(ids)].sort().flatMap((id) => {
    const read = store.article(id);
    if (read === null) return [];
    return read.observations.some(({ review }) => review !== undefined) || rejectedIn(store, id).length > 0 ? [read] : [];
  });
}

/** Annotation records hold what is so, not how a program came to it. */
function recordsOf(read: ReadArticle): readonly GoldRecord[] {
  const observations = read.observations.flatMap(({ review, ...figure }) => (review === undefined ? [] : [figure]));
  // Offsets are those of the text that is written beside the records, one document an article.
  const article = { ...read.article, position: 0, offsets: null };
  return toRecords(read.article.id, [{ ...read, article, observations, citations: [], checks: [] }], null).map(withoutProgram);
}

function withoutProgram(record: GoldRecord): GoldRecord {
  if (record.kind === "article") {
    const { text: _text, url: _url, ...article } = record;
    return article;
  }
  if (record.kind !== "observation") return record;
  const { confidence: _confidence, rule: _rule, ...observation } = record;
  return observation;
}

function headerOf({ url, publishedAt, publisher }: Article): string {
  const lines = [
    `URL: ${url}`,
    ...(publishedAt === null ? [] : [`Published: ${publishedAt.slice(0, 10)}`]),
    ...(publisher === null ? [] : [`Publisher: ${publisher}`]),
  ];
  return `${lines.join("\n")}\n\n`;
}
