import * as z from "zod";
import type { Article } from "../../types/article.ts";
import type { Page } from "../../types/page.ts";
import type { NewJob } from "../../types/queue.ts";
import { articleJson, articleSchema } from "./article-json.ts";

/** A page without its body, which lies among the raw pages. */
export type BarePage = Omit<Page, "body" | "answer">;

const pageSchema = z.object({
  url: z.string(),
  source: z.string().nullable(),
  sha256: z.string(),
  fetchedAt: z.string(),
  mediaType: z.string(),
  charset: z.string().nullable(),
}) satisfies z.ZodType<BarePage>;

/** `run`: under which the page is stored when it has come; `stored`: a page of the store that is read again. */
export const readSchema = z.union([z.object({ page: pageSchema, run: z.string() }), z.object({ stored: z.string(), url: z.string() })]);

/** `run`: null for a page that was read again. */
export const extractSchema = z.object({ page: pageSchema, run: z.string().nullable(), articles: z.array(articleSchema) });

/** Articles of the page at an address, or single ones whose report has changed; `renewal`: all of them are looked at, portion by portion. */
export const indexSchema = z.union([
  z.object({ url: z.string() }),
  z.object({ ids: z.array(z.string()) }),
  z.object({ renewal: z.literal(true) }),
]);

/** What is further on goes first: little is then under way, and what lies in the queue between reading and extraction stays small. */
const PRIORITY = { read: 0, extract: 1, index: 2, aggregate: 3, renewal: -3 } as const;

/** Index rows of many articles are written at less cost together. */
const INDEX_DELAY_SECONDS = 1;

/** To read a page whose body is among the raw pages. Versions of one address are read in the order in which they came. */
export function readJob(page: BarePage, run: string): NewJob {
  const { url, source, sha256, fetchedAt, mediaType, charset } = page;
  const data = { page: { url, source, sha256, fetchedAt, mediaType, charset }, run };
  // With the time: a site that goes back to an earlier version has come to a new one.
  return { stage: "read", key: `${url} ${fetchedAt}`, lane: url, data, priority: PRIORITY.read };
}

/** To read a stored page again by the rules of today. */
export function rereadJob({ sha256, url }: Pick<Page, "sha256" | "url">): NewJob {
  return { stage: "read", key: `reread ${sha256}`, lane: url, data: { stored: sha256, url }, priority: PRIORITY.read - 1 };
}

export function extractJob({ page, run, articles }: { page: BarePage; run: string | null; articles: readonly Article[] }): NewJob {
  const key = `${page.url} ${run === null ? page.sha256 : page.fetchedAt}`;
  return {
    stage: "extract",
    key,
    lane: page.url,
    data: { page, run, articles: articles.map(articleJson) },
    priority: PRIORITY.extract,
  };
}

/** To bring the articles of a page into the search index as they are in the store by then. */
export function indexJob(url: string): NewJob {
  return { stage: "index", key: url, data: { url }, priority: PRIORITY.index, delaySeconds: INDEX_DELAY_SECONDS };
}

/** The same for the first page of an address: its articles are known, and nothing is to be looked for that was there before. */
export function indexNewJob({ url, sha256 }: Pick<Page, "url" | "sha256">, ids: readonly string[]): NewJob {
  return { ...indexJob(url), key: `${url} ${sha256}`, data: { ids } };
}

/** To look at the next articles of the whole store, when the index is made anew: behind the jobs of those before. */
export function renewalJob(): NewJob {
  return { stage: "index", key: "renewal", data: { renewal: true }, priority: PRIORITY.renewal };
}

/** Articles of one index job: their rows are written in one transaction, which must end well within a lease. */
const MOST_IDS = 50;

/** The same for articles that repeat another one by now, or no longer do; `cause` is what nothing else of the kind has. */
export function indexArticlesJobs(ids: readonly string[], cause: string): readonly NewJob[] {
  const groups = Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, n) => ids.slice(n * MOST_IDS, (n + 1) * MOST_IDS));
  return groups.map((group, n) => ({ stage: "index", key: `reports ${cause} ${n}`, data: { ids: group }, priority: PRIORITY.index }));
}

/** What is taken together over all documents: which articles carry one report, and what was written to the search index. */
export const aggregateSchema = z.object({ what: z.enum(["reports", "search"]) });
export type Aggregate = z.infer<typeof aggregateSchema>["what"];

/** One job of each kind at a time. To be added in a transaction of its own: all who write would wait for each other otherwise. */
export function aggregateJob(what: Aggregate, delaySeconds: number): NewJob {
  return { stage: "aggregate", key: what, data: { what }, priority: PRIORITY.aggregate, delaySeconds };
}
