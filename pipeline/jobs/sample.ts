import { join } from "node:path";
import { loadSources } from "../crawl/sources.ts";
import { startFarm } from "../farm/farm.ts";
import { loadPress } from "../farm/press.ts";
import type { Run } from "../types/run.ts";
import type { Store } from "../types/store.ts";
import { type NightlyReport, runNight } from "./nightly.ts";
import { makeRun } from "./run.ts";
import type { Settings } from "./settings.ts";

/** The job names under which the two nights of the sample press are kept. */
const NIGHTS = ["sample-1", "sample-2"] as const;

/**
 * The nightly job over the sample press. On the first start it runs two nights, as a correction is published in between; on later ones a single night, which finds nothing new.
 * A start that was cut off goes on with the night that it was in. Calls `report` after each night.
 */
export async function runSample(input: {
  settings: Settings;
  store: Store;
  log?: Run["log"];
  signal?: AbortSignal;
  report?: (night: NightlyReport) => void;
}): Promise<readonly NightlyReport[]> {
  const { settings, store } = input;
  const folder = join(settings.corpus, "sample");
  const sources = loadSources(join(folder, "sources"));
  const isFirst = !store.runs().some(({ job, finishedAt }) => job === NIGHTS[0] && finishedAt !== null);
  const farm = await startFarm({ press: loadPress(join(folder, "press")), edition: isFirst ? 1 : 2 });
  const reports: NightlyReport[] = [];
  try {
    for (const job of isFirst ? NIGHTS : NIGHTS.slice(1)) {
      if (job === NIGHTS[1]) farm.setEdition(2);
      const run = makeRun({
        ...(input.log === undefined ? {} : { log: input.log }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      });
      const report = await runNight({ settings, store, sources, run, job, resolve: farm.resolve });
      reports.push(report);
      input.report?.(report);
    }
  } finally {
    await farm.close();
  }
  return reports;
}
