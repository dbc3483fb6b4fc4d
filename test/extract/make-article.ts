import type { Article, Block } from "../../pipeline/types/article.ts";

/** An article by hand: each line of the text a paragraph; `title` comes first when given. */
export function makeArticle(text: string, options: Partial<Article> = {}): Article {
  const lines = [...(options.title === undefined ? [] : [options.title]), ...text.split("\n")];
  const blocks: Block[] = [];
  let start = 0;
  lines.forEach((line, i) => {
    blocks.push({ kind: i === 0 && options.title !== undefined ? "title" : "paragraph", start, end: start + line.length });
    start += line.length + 1;
  });
  return {
    id: "0123456789abcdef-0",
    url: "https://example.test/bai",
    page: "0123456789abcdef",
    position: 0,
    source: null,
    publisher: null,
    title: "",
    byline: null,
    publishedAt: null,
    publishedFrom: "none",
    modifiedAt: null,
    basedOn: null,
    captions: [],
    offsets: null,
    removed: [],
    trust: "ok",
    madeBy: "test",
    ...options,
    text: lines.join("\n"),
    blocks,
  };
}
