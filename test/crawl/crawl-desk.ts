import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { CrawlDesk } from "../../pipeline/jobs/worker/crawl.ts";
import { openHostClock } from "../../pipeline/queue/host-clock.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { openRawPages } from "../../pipeline/store/raw/raw-pages.ts";
import type { Source } from "../../pipeline/types/source.ts";

/** What a worker crawls with, opened on a database and a folder of raw pages; all names end in `.test` live at this port. */
export function openDesk({ url, raw: folder, port, sources }: { url: string; raw: string; port: number; sources: readonly Source[] }) {
  const [connection, raw] = [openPostgres(url), openRawPages(folder)];
  const store = openPostgresStore({ connection, raw, reports: "later" });
  const byId = new Map(sources.map((source) => [source.id, source]));
  const desk: CrawlDesk["desk"] = { connection, raw, store, queue: openQueue(connection), sources: () => byId };
  const fetcher = makeFetcher({
    contact: "thu@bao.vn",
    resolve: (host) => (host.endsWith(".test") ? { address: "127.0.0.1", port } : null),
  });
  const close = async (): Promise<void> => {
    await fetcher.close();
    store.close();
  };
  return { desk, fetcher, clock: openHostClock(connection), close };
}
