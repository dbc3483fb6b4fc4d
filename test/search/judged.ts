import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { listInputs, loadFile } from "../../pipeline/jobs/import.ts";
import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { HOME } from "../../pipeline/jobs/settings.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { ArticleIndex, Library } from "../../pipeline/search/query.ts";
import type { ReadArticle } from "../../pipeline/types/store.ts";
import { headOf } from "./library.ts";

const schema = z.array(z.object({ query: z.string(), grades: z.record(z.string(), z.int().min(1).max(3)) }));
/** A query, and how well files of the sample press and the gold texts answer it, from 1 to 3; the others do not. */
export type Judged = z.infer<typeof schema>[number];

const FOLDER = join(import.meta.dirname, "judged");
const NOW = new Date("2026-01-01T00:00:00Z");

export function readJudged(): readonly Judged[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  return files.sort().flatMap((name) => schema.parse(JSON.parse(readFileSync(join(FOLDER, name), "utf8"))));
}

/** The sample press and the gold texts as a library; the id of an article is the name of its file. */
export function judgedLibrary(): Library {
  const folders = [join(HOME, "corpus", "sample", "press"), join(HOME, "corpus", "gold", "texts")];
  const reads = new Map<string, ReadArticle>();
  for (const file of listInputs(folders)) {
    for (const article of readWrittenPage(loadFile(file, NOW), { source: null })) {
      const id = `${basename(decodeURIComponent(file.path))}${article.position === 0 ? "" : `#${article.position}`}`;
      reads.set(id, { article: { ...article, id }, ...extractArticle(article, null) });
    }
  }
  const heads = [...reads.values()].map(headOf);
  return {
    article: (id) => reads.get(id) ?? null,
    head: (id) => heads.find((head) => head.id === id) ?? null,
    articles: () => heads,
    fingerprint: () => "judged",
    pages: () => [],
    versions: () => [],
  };
}

export const topTen = (index: ArticleIndex, query: string): readonly string[] =>
  index.search(query, { limit: 10, offset: 0, withoutFacets: true }).hits.map(({ head }) => head.id);

/** Normalised discounted cumulative gain of a list: 1 when the best answers come first, each grade counting 2^grade − 1. */
export function ndcg(listed: readonly string[], { grades }: Judged): number {
  const discounted = (list: readonly number[]): number =>
    list.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const best = discounted(Object.values(grades).sort((a, b) => b - a));
  return discounted(listed.map((id) => grades[id] ?? 0)) / best;
}
