// A worker with all stages, in a process of its own: what `dangvu worker` runs, with the sites of the farm in place of the world. Works until SIGTERM.
import { makeFetcher } from "../../../../pipeline/crawl/fetch.ts";
import { logToStderr } from "../../../../pipeline/jobs/run.ts";
import { readSettings } from "../../../../pipeline/jobs/settings.ts";
import { addNight, makeCrawlWork } from "../../../../pipeline/jobs/worker/crawl.ts";
import { openDesk } from "../../../../pipeline/jobs/worker/desk.ts";
import { runWorker } from "../../../../pipeline/jobs/worker/worker.ts";
import { STAGES } from "../../../../pipeline/types/queue.ts";
import { farmSources } from "./farm-sources.ts";

const [databaseUrl = "", data = "", port = "", pace = "", leaseSeconds = "", task = ""] = process.argv.slice(2);
const desk = openDesk(readSettings({ corpus: "corpus/sample", data, databaseUrl }, { env: {} }));
const sources = farmSources(Number(pace));
const log = logToStderr("info");
const fetcher = makeFetcher({
  contact: "thu@bao.vn",
  resolve: (host) => (host.endsWith(".example") || host.endsWith(".test") ? { address: "127.0.0.1", port: Number(port) } : null),
});
const crawled = { desk: { ...desk, sources: () => sources }, clock: desk.clock, fetcher, log };
if (task === "night") addNight(crawled);
const drain = new AbortController();
process.once("SIGTERM", () => drain.abort());
await runWorker({
  desk: { ...desk, sources: () => sources },
  options: { name: `thử-${process.pid}`, stages: STAGES, concurrency: 6, leaseSeconds: Number(leaseSeconds), isOnce: false },
  log,
  drain: drain.signal,
  health: null,
  limitSeconds: 600,
  crawl: makeCrawlWork(crawled),
});
await fetcher.close();
desk.close();
