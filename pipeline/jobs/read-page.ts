import { type Extraction, extract, RULES_VERSION } from "../extract/extract.ts";
import { loadGazetteer } from "../language/gazetteer.ts";
import { LANGUAGE_VERSION } from "../language/layers.ts";
import { publisherProvince } from "../language/publishers.ts";
import { READER_VERSION, readPage } from "../read/read.ts";
import type { Article } from "../types/article.ts";
import type { Page } from "../types/page.ts";
import type { Source } from "../types/source.ts";
import type { ReadArticle } from "../types/store.ts";

/** Version of everything between a page and its rows in the store. */
export const RULES = `${READER_VERSION} ${LANGUAGE_VERSION} ${RULES_VERSION}`;

/** What is read out of one article; the publisher's province helps where the text names none. */
export function extractArticle(article: Article, source: Source | null): Extraction {
  const province = source?.province ?? publisherProvince(article.publisher, article.url);
  return extract(article, { gazetteer: loadGazetteer(), publisherProvince: province });
}

/** A page through reading, language and extraction. Throws UnreadableDocument for bytes that are no document. */
export async function readAll(page: Page, source: Source | null): Promise<readonly ReadArticle[]> {
  return (await readPage(page, { source })).map((article) => ({ article, ...extractArticle(article, source) }));
}
