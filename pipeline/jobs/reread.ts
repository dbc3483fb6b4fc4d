import { DangvuError } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source, SourceId } from "../types/source.ts";
import type { ReadArticle, Store } from "../types/store.ts";
import { RULES, readAll } from "./read-page.ts";

/** How many pages are listed at a time. */
const BATCH = 200;

export interface RereadQuery {
  readonly source?: SourceId;
  /** Only pages fetched at this time (ISO) or later. */
  readonly since?: string;
  /** Also pages that these rules have read: after a change of a source's entry or of a reference list. */
  readonly all?: boolean;
}

export interface RereadReport {
  readonly run: string;
  /** Pages read again; those of which nothing came out otherwise; those that cannot be read any more, or whose body is lost. */
  readonly reread: number;
  readonly same: number;
  readonly unreadable: number;
  /** Figures of these pages before and after. */
  readonly figuresBefore: number;
  readonly figuresAfter: number;
  readonly seconds: number;
}

type Tally = { -readonly [Key in Exclude<keyof RereadReport, "run" | "seconds">]: number };

interface Context {
  readonly store: Store;
  readonly run: Run;
  readonly sources: ReadonlyMap<SourceId, Source>;
  readonly tally: Tally;
}

/**
 * Reads stored pages again, all versions of them, without network, and puts what the rules of today read in place of what was read before, each page in a
 * transaction. Pages that these rules have read are left out, so that one that was cut off goes on where it stopped. A page that cannot be read now keeps what
 * was read before. Decisions of people stay in force. Throws what ends a run (StoreBroken, the abort's reason); the caller holds the lock.
 */
export async function reread(input: {
  store: Store;
  sources: readonly Source[];
  run: Run;
  query: RereadQuery;
  /** Told now and then how many pages are done. */
  onProgress?: (done: number) => void;
}): Promise<RereadReport> {
  const { store, run, query } = input;
  const began = run.now();
  const tally: Tally = { reread: 0, same: 0, unreadable: 0, figuresBefore: 0, figuresAfter: 0 };
  const context = { store, run, sources: new Map(input.sources.map((source) => [source.id, source])), tally };
  store.startRun({ id: run.id, job: "reread", startedAt: began.toISOString() });
  let done = 0;
  for (const sha256 of pagesOf(store, query)) {
    run.signal.throwIfAborted();
    await rereadPage(sha256, context);
    if (++done % BATCH === 0) input.onProgress?.(done);
  }
  const ended = run.now();
  store.finishRun(run.id, ended.toISOString(), run.counters);
  return { run: run.id, ...tally, seconds: (ended.getTime() - began.getTime()) / 1000 };
}

/** The hashes of the pages that are asked for, some at a time: a store may hold millions. */
function* pagesOf(store: Store, { source, since, all = false }: RereadQuery): Generator<Page["sha256"]> {
  const conditions = {
    ...(source === undefined ? {} : { source }),
    ...(since === undefined ? {} : { since }),
    ...(all ? {} : { notReadBy: RULES }),
  };
  for (let after = ""; ; ) {
    const batch = store.pages({ ...conditions, after, limit: BATCH });
    for (const { sha256 } of batch) yield sha256;
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.sha256;
  }
}

async function rereadPage(sha256: string, { store, run, sources, tally }: Context): Promise<void> {
  const found = await load(sha256, { store, run, sources, tally });
  if (found === null) {
    tally.unreadable++;
    run.count("reread/unreadable");
    return;
  }
  const before = figuresOf(store, found.page);
  const outcome = store.saveReading({ ...found, rules: RULES });
  tally[outcome]++;
  tally.figuresBefore += before;
  tally.figuresAfter += outcome === "same" ? before : figuresOf(store, found.page);
  run.count(`reread/${outcome}`);
}

/** The page with what is read out of it; null, with a line in the log, when that does not go any more. */
async function load(sha256: string, { store, run, sources }: Context): Promise<{ page: Page; articles: readonly ReadArticle[] } | null> {
  try {
    const page = store.page(sha256);
    if (page === null) return null;
    return { page, articles: await readAll(page, page.source === null ? null : (sources.get(page.source) ?? null)) };
  } catch (error) {
    if (!(error instanceof DangvuError) || error.next !== "skip") throw error;
    run.log("warn", "reread/unreadable", { page: sha256, message: error.message, hint: error.hint });
    return null;
  }
}

/** The figures of this body's articles: ids of articles begin with its hash. */
function figuresOf(store: Store, { url, sha256 }: Page): number {
  const heads = store.articles({ url, superseded: true }).filter(({ id }) => id.startsWith(`${sha256.slice(0, 16)}-`));
  return heads.reduce((sum, { figures }) => sum + figures, 0);
}
