import { join } from "node:path";
import { listInputs, loadFile } from "../../../pipeline/jobs/import.ts";
import { HOME } from "../../../pipeline/jobs/settings.ts";
import { readWrittenPage } from "../../../pipeline/read/read.ts";
import type { Article } from "../../../pipeline/types/article.ts";

const NOW = new Date("2026-01-01T00:00:00Z");

/** The articles of the sample press. */
export function samplePress(): readonly Article[] {
  return listInputs([join(HOME, "corpus", "sample", "press")]).flatMap((file) => readWrittenPage(loadFile(file, NOW), { source: null }));
}

/** A million bytes of UTF-8, as the figures count them. */
export const megabytes = (text: string): number => Buffer.byteLength(text) / 1e6;

/** Numbers from 0 up to 1, always the same ones for a seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Numbers of two or three digits that stand alone: no part of dates, years, document numbers, decimals. */
const PLAIN_NUMBER = /(?<![\d/.,–-])\d{2,3}(?![\d/.,–-])/gu;

/** The article with other numbers of the same lengths, so that its blocks stay where they are. */
function varied(article: Article, random: () => number): Article {
  const text = article.text.replace(PLAIN_NUMBER, (digits) => {
    const least = 10 ** (digits.length - 1);
    return String(least + Math.floor(random() * 9 * least));
  });
  return { ...article, text };
}

/** Articles of the sample press again and again, each time with other numbers, until they have this many megabytes together. */
export function* endlessPress(articles: readonly Article[], limit: number): Generator<Article> {
  const random = makeRandom(1);
  for (let made = 0, i = 0; made < limit; i++) {
    const article = varied(articles[i % articles.length] as Article, random);
    made += megabytes(article.text);
    yield article;
  }
}
