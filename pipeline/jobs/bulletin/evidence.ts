import { cutSentences, sentenceAt } from "../../serve/sentences.ts";
import type { Evidence } from "../../types/graph.ts";
import type { ArticleHead, ReadArticle, Store } from "../../types/store.ts";
import type { Quoted, Span } from "../../types/tokens.ts";

/** An article as it was read, with its head and its sentences. */
export interface OpenArticle {
  readonly head: ArticleHead;
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly citations: ReadArticle["citations"];
}

/** Opens articles, each once. */
export type ArticleOpener = (id: string) => OpenArticle | null;

/** An opener over what the store holds; null for an article that is not there any more. It lives as long as one bulletin is gathered. */
export function makeOpener(store: Pick<Store, "article" | "head">): ArticleOpener {
  const known = new Map<string, OpenArticle | null>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const [head, read] = [store.head(id), store.article(id)];
    const opened = head === null || read === null ? null : openRead(head, read);
    known.set(id, opened);
    return opened;
  };
}

function openRead(head: ArticleHead, { article, citations }: ReadArticle): OpenArticle {
  return { head, text: article.text, sentences: cutSentences(article.text), citations };
}

/** Words of an article with their sentence and where they were said. */
export function evidenceFor({ head, text, sentences }: OpenArticle, { quote, start, end }: Quoted): Evidence {
  const sentence = sentenceAt(text, sentences, start);
  return {
    quote,
    start,
    end,
    sentence: sentence === null ? null : { text: sentence.quote, start: sentence.start },
    article: {
      id: head.id,
      title: head.title,
      publisher: head.publisher,
      publishedAt: head.publishedAt,
      url: head.url,
      sourceUrl: head.basedOn,
    },
  };
}

/** Is the article one that a bulletin quotes: current, to be trusted, and no reprint? */
export function isQuotable({ current, trust, reprintOf }: ArticleHead): boolean {
  return current && trust === "ok" && reprintOf === undefined;
}
