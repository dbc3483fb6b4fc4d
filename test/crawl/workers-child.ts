// A worker that crawls, in a process of its own, until nothing is left to do. Killed by workers.test.ts in the middle.
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { addNight, makeCrawlWork } from "../../pipeline/jobs/worker/crawl.ts";
import { runWorker } from "../../pipeline/jobs/worker/worker.ts";
import { keepLeases } from "../../pipeline/queue/lease-keeper.ts";
import { openDesk } from "./crawl-desk.ts";

const [url = "", raw = "", port = "", pace = ""] = process.argv.slice(2);
const sources = loadSources("corpus/sample/sources").map((source) => ({ ...source, paceSeconds: Number(pace) }));
const { desk, fetcher, clock, close } = openDesk({ url, raw, port: Number(port), sources });
const log = () => {};
const noIndex = (): never => {
  throw new Error("this worker crawls only");
};
addNight({ desk, clock });
const drain = new AbortController();
process.once("SIGTERM", () => drain.abort());
await runWorker({
  desk: { ...desk, keepLeases: (seconds) => keepLeases(url, seconds), index: noIndex, mergeSearch: () => 0, assertStill: () => {} },
  options: { name: `thu-${process.pid}`, stages: ["crawl"], concurrency: 6, leaseSeconds: 2, isOnce: true },
  log,
  drain: drain.signal,
  health: null,
  limitSeconds: 60,
  crawl: makeCrawlWork({ desk, clock, fetcher }),
});
await close();
