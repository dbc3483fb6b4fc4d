import { originOf } from "../language/normalize.ts";
import type { Article } from "../types/article.ts";
import type { ReadArticle } from "../types/store.ts";
import type { Span } from "../types/tokens.ts";
import type { GoldRecord } from "./gold.ts";

/** "QĐ" is a decision or a regulation: the one type whose records say which; the others say it all by themselves. */
const AMBIGUOUS_TYPE = "QĐ";
/** How many words `begins` and `ends` show. */
const EDGE_WORDS = 6;

/** The body: from the first paragraph, list or heading behind title and lead to the last block. */
function bodyOf(article: Article): Span {
  const body = article.blocks.filter((block) => block.kind !== "kicker" && block.kind !== "title");
  const blocks = body.length > 0 ? body : article.blocks;
  return { start: blocks[0]?.start ?? 0, end: blocks.at(-1)?.end ?? article.text.length };
}

/** Spans of the article's text as spans of what the reader was given: of the file for plain text, of `text` for every other format. */
function inFile(article: Article, span: Span): Span {
  return article.offsets === null ? span : originOf(article.offsets, span);
}

/**
 * What was read out of one document as annotation records, in the format of the gold files. `original` is the text that offsets of plain text files count in;
 * articles of other formats carry their `text`, and offsets count in that.
 */
export function toRecords(doc: string, read: readonly ReadArticle[], original: string | null): readonly GoldRecord[] {
  return read.flatMap((one) => articleRecords(doc, one, original));
}

function articleRecords(
  doc: string,
  { article, place, observations, citations, checks }: ReadArticle,
  original: string | null,
): readonly GoldRecord[] {
  const base = { doc, article: article.position };
  const text = article.offsets === null || original === null ? article.text : original;
  const quoted = (span: Span): Span & { quote: string } => {
    const { start, end } = inFile(article, span);
    return { quote: text.slice(start, end), start, end };
  };
  const body = bodyOf(article);
  const words = quoted(body).quote.split(/\s+/u);
  const head: GoldRecord = {
    kind: "article",
    ...base,
    title: article.title,
    begins: words.slice(0, EDGE_WORDS).join(" "),
    ends: words.slice(-EDGE_WORDS).join(" "),
    ...inFile(article, body),
    publisher: article.publisher,
    published: article.publishedAt?.slice(0, 10) ?? null,
    year_inferred: null,
    place: place.place ?? { level: "province", province: null, name: null },
    trust: article.trust,
    ...(article.url.startsWith("file:") ? {} : { url: article.url }),
    ...(article.offsets === null ? { text: article.text } : {}),
  };
  return [
    head,
    ...observations.map(
      ({ article: _article, links: _links, checks: _checks, start, end, ...observation }): GoldRecord => ({
        kind: "observation",
        ...base,
        ...observation,
        dims: { ...observation.dims },
        ...quoted({ start, end }),
      }),
    ),
    ...citations.map(
      ({ article: _article, basis: _basis, documentKind, start, end, ...citation }): GoldRecord => ({
        kind: "citation",
        ...base,
        ...citation,
        ...(citation.type === AMBIGUOUS_TYPE && documentKind !== undefined ? { documentKind } : {}),
        ...quoted({ start, end }),
      }),
    ),
    ...checks.map((check): GoldRecord => ({ kind: "check", ...base, ...check, parts: [...check.parts] })),
  ];
}
