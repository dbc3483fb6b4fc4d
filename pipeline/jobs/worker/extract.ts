import { READER_VERSION, readPage } from "../../read/read.ts";
import type { Article } from "../../types/article.ts";
import type { Page } from "../../types/page.ts";
import type { NewJob } from "../../types/queue.ts";
import type { ReadArticle, SaveOutcome } from "../../types/store.ts";
import { extractArticle, RULES } from "../read-page.ts";
import { type BarePage, extractSchema, indexJob, indexNewJob } from "./payloads.ts";
import { bodied, sourceOf } from "./read.ts";
import { type Desk, defineStage } from "./stage.ts";

/** A page with all that was read out of it. `run`: null for one that is read again. */
interface ExtractResult {
  readonly page: Page;
  readonly run: string | null;
  readonly articles: readonly ReadArticle[];
}

/** Articles → figures and mentions, in the store. */
export const extractStage = defineStage<ExtractResult>({
  prepare: async ({ data }, desk) => {
    const { page, run, articles } = extractSchema.parse(data);
    const source = sourceOf(page, desk);
    const read = (await ofThisReader(page, articles, desk)).map((article) => ({ article, ...extractArticle(article, source) }));
    if (run !== null) desk.store.announce([{ articles: read }]);
    // The body is among the raw pages since the page came: the store only notes its hash.
    return { page: { ...page, body: new Uint8Array() }, run, articles: read };
  },
  write: (results, desk) => {
    const fresh = results.flatMap(({ page, run, articles }) =>
      run === null ? [] : [{ page, articles, run, rules: RULES, isArchived: true }],
    );
    const outcomes = fresh.length === 0 ? [] : desk.store.saveDocuments(fresh);
    const changed = fresh.flatMap((saved, n) => indexJobs(saved, outcomes[n] ?? "same"));
    return [...changed, ...results.flatMap((result) => reread(result, desk))];
  },
});

function indexJobs({ page, articles }: Pick<ExtractResult, "page" | "articles">, outcome: SaveOutcome): readonly NewJob[] {
  if (outcome !== "new") return outcome === "same" ? [] : [indexJob(page.url)];
  const ids = articles.map(({ article }) => article.id);
  return ids.length === 0 ? [] : [indexNewJob(page, ids)];
}

function reread({ page, run, articles }: ExtractResult, { store }: Desk): readonly NewJob[] {
  if (run !== null || store.saveReading({ page, articles, rules: RULES }) === "same") return [];
  return [indexJob(page.url)];
}

/** The articles as this program reads them: while machines are brought to a new version one after the other, another one may have read the page. */
async function ofThisReader(page: BarePage, articles: readonly Article[], desk: Desk): Promise<readonly Article[]> {
  if (articles.every(({ madeBy }) => madeBy === READER_VERSION)) return articles;
  return readPage(bodied(page, desk.raw), { source: sourceOf(page, desk) });
}
