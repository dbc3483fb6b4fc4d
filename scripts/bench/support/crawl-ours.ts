// One night over the papers in a process of its own; prints what it took as JSON.
import { join } from "node:path";
import { crawl } from "../../../pipeline/crawl/crawl.ts";
import { makeFetcher } from "../../../pipeline/crawl/fetch.ts";
import { Frontier } from "../../../pipeline/crawl/frontier.ts";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { makeGroupSaver } from "../../../pipeline/jobs/save-group.ts";
import { readSettings } from "../../../pipeline/jobs/settings.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import type { Run } from "../../../pipeline/types/run.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { cpuMs } from "./measure.ts";
import { sourcesOf } from "./papers.ts";

/** `crawl`: everything is kept (queue, WARC, hashes, versions), nothing is read out of it, as the peer reads nothing; `whole`: the night as `dangvu nightly` runs it. */
export interface NightOrder {
  readonly ports: readonly number[];
  readonly folder: string;
  readonly what: "crawl" | "whole";
  /** ISO time at which the night begins. */
  readonly now: string;
}

/** What a night took, without the loading of modules; `peakMiB` is the largest resident set of the whole process. */
export interface NightTaken {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

async function crawlOnly({ ports, folder }: NightOrder, store: Store, run: Run): Promise<void> {
  const frontier = new Frontier(join(folder, "frontier.sqlite"));
  const fetcher = makeFetcher({ contact: "https://dangvu.example/lien-he" });
  const save = makeGroupSaver(store);
  store.startRun({ id: run.id, job: "bench", startedAt: run.now().toISOString() });
  await crawl({
    sources: sourcesOf(ports),
    frontier,
    fetcher,
    run,
    onPage: (page) => save({ page, articles: [], run: run.id, rules: "bench" }),
  });
  store.finishRun(run.id, run.now().toISOString(), run.counters);
  await fetcher.close();
  frontier.close();
}

async function main(order: NightOrder): Promise<void> {
  // What reads and extracts is loaded only for the night that does so.
  const nightly = order.what === "whole" ? await import("../../../pipeline/jobs/nightly.ts") : null;
  const settings = readSettings({ data: order.folder, indexes: join(order.folder, "indexes") }, { env: {} });
  const ahead = Date.parse(order.now) - Date.now();
  const run = makeRun({ now: () => new Date(Date.now() + ahead) });
  const [start, began] = [process.cpuUsage(), performance.now()];
  const store = openStore(join(order.folder, "dangvu.sqlite"));
  if (nightly === null) await crawlOnly(order, store, run);
  else await nightly.runNight({ settings, store, sources: sourcesOf(order.ports), run });
  store.close();
  const taken: NightTaken = {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: cpuMs(start) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(taken)}\n`);
}

await main(JSON.parse(process.argv[2] ?? "") as NightOrder);
