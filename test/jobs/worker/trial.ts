import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { allSources, type OpenDesk } from "../../../pipeline/jobs/worker/desk.ts";
import type { WorkerOptions } from "../../../pipeline/jobs/worker/shift.ts";
import { runWorker, type WorkerInput } from "../../../pipeline/jobs/worker/worker.ts";
import { openHostClock } from "../../../pipeline/queue/host-clock.ts";
import { keepLeases } from "../../../pipeline/queue/lease-keeper.ts";
import { openQueue } from "../../../pipeline/queue/postgres-queue.ts";
import { openPostgresStore } from "../../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../../pipeline/store/raw/memory.ts";
import { STAGES } from "../../../pipeline/types/queue.ts";
import type { RawPages } from "../../../pipeline/types/raw-pages.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";

/** What was written to a search index that only remembers it: by article, how often, and what was dropped. */
export interface Index {
  readonly written: Map<string, number>;
  readonly dropped: Set<string>;
  merges: number;
}

/** A desk over a database of its own, with an index that only remembers; `raw` as it is given, or in memory. */
export function trialDesk({ raw = memoryRawPages(), database = freshDatabase() }: { raw?: RawPages; database?: Fresh } = {}) {
  const connection = openPostgres(database.url, { name: "trial" });
  const index: Index = { written: new Map(), dropped: new Set(), merges: 0 };
  const store = openPostgresStore({ connection, raw, reports: "later" });
  const sources = new Map(allSources({ corpus: "corpus" }).map((source) => [source.id, source]));
  const desk: OpenDesk = {
    connection,
    raw,
    assertRaw: () => {},
    store,
    queue: openQueue(connection, { firstPauseSeconds: 0.02 }),
    keepLeases: (leaseSeconds) => keepLeases(database.url, leaseSeconds),
    clock: openHostClock(connection),
    index: () => (articles, dropped) => {
      for (const { head } of articles) index.written.set(head.id, (index.written.get(head.id) ?? 0) + 1);
      for (const id of dropped) index.dropped.add(id);
    },
    mergeSearch: () => index.merges++ * 0,
    assertStill: () => {},
    sources: () => sources,
    crawled: () => sources,
    close: () => store.close(),
  };
  return {
    desk,
    index,
    database,
    dispose: () => {
      desk.close();
      database.drop();
    },
  };
}

/** Works with these stages until nothing is left. */
export function workOnce(desk: OpenDesk, more: Partial<Omit<WorkerInput, "options">> & { readonly options?: Partial<WorkerOptions> } = {}) {
  const { options, ...rest } = more;
  return runWorker({
    desk,
    log: () => {},
    drain: new AbortController().signal,
    health: null,
    limitSeconds: 600,
    ...rest,
    options: { name: "trial", stages: STAGES, concurrency: 4, leaseSeconds: 30, isOnce: true, ...options },
  });
}
