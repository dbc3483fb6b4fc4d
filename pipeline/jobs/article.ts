import { readPage } from "../read/read.ts";
import type { Article, Block, Removal } from "../types/article.ts";
import type { Page } from "../types/page.ts";

/** An article as other programs take it: its parts apart, its body as plain text. */
export interface ArticleRecord {
  readonly title: string;
  readonly kicker: string | null;
  /** The lead; it is also the beginning of `text` where it stands at the head of the body. */
  readonly sapo: string | null;
  readonly byline: string | null;
  /** ISO dates; null where the page does not tell. */
  readonly published: string | null;
  readonly modified: string | null;
  readonly publisher: string | null;
  readonly url: string;
  readonly captions: readonly string[];
  /** The body: headings, paragraphs, lists and rows of tables, parted by line feeds; without title, kicker, captions and a lead that stands apart. */
  readonly text: string;
  readonly removed: readonly Removal[];
}

/** The main article of a page; `articles` has all of them where the page holds several. */
export interface PageRecord extends ArticleRecord {
  readonly articles?: readonly ArticleRecord[];
}

/** What a page says, main article first. Throws UnreadableDocument. */
export async function readRecord(page: Page): Promise<PageRecord> {
  const records = (await readPage(page, { source: null })).map(recordOf);
  const main = records.reduce((longest, record) => (record.text.length > longest.text.length * MUCH_LONGER ? record : longest));
  return records.length === 1 ? main : { ...main, articles: records };
}

/** Of several articles the first is the page's own, unless another is so many times as long. */
const MUCH_LONGER = 3;

export function recordOf(article: Article): ArticleRecord {
  const textOf = (block: Block): string => article.text.slice(block.start, block.end);
  const partOf = (kind: Block["kind"]): string | null => {
    const parts = article.blocks.filter((block) => block.kind === kind).map(textOf);
    return parts.length === 0 ? null : parts.join("\n");
  };
  return {
    title: article.title,
    kicker: partOf("kicker"),
    sapo: partOf("sapo"),
    byline: article.byline,
    published: article.publishedAt,
    modified: article.modifiedAt,
    publisher: article.publisher,
    url: article.url,
    captions: article.captions,
    text: bodyOf(article.blocks).map(textOf).join("\n"),
    removed: article.removed,
  };
}

/** The blocks of the body; of a text that has none (a lead or a title and nothing else) what there is: a page with words never gives an empty text. */
function bodyOf(blocks: readonly Block[]): readonly Block[] {
  const body = blocks.filter((block) => block.kind !== "kicker" && block.kind !== "title" && block.apart !== true);
  if (body.length > 0) return body;
  const lead = blocks.filter((block) => block.kind === "sapo");
  return lead.length > 0 ? lead : blocks;
}
