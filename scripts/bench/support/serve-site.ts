// In a process of its own: serves a store and tells its parent what it uses. Arguments: data, indexes, `site` or `bare` (the application alone, as Hono's own
// server for Node runs it: one process, no answers kept).
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { openSite, USUAL_WORKERS } from "../../../pipeline/jobs/serve-site.ts";
import { makeServices } from "../../../pipeline/jobs/services.ts";
import { readSettings } from "../../../pipeline/jobs/settings.ts";
import { openLibrary, openSearch } from "../../../pipeline/jobs/workspace.ts";
import { createApp } from "../../../pipeline/serve/server.ts";

const [data = "", indexes = "", kind = "site"] = process.argv.slice(2);
const settings = readSettings({ data, indexes, port: 0 }, { env: {} });
const WIDE = { perSecond: 1e6, burst: 1e6 };

async function open(): Promise<string> {
  if (kind === "site") {
    const workers = Number(process.env.BENCH_WORKERS ?? USUAL_WORKERS);
    return (await openSite(settings, { workers, rates: { loopback: WIDE, others: WIDE } })).url;
  }
  const store = openLibrary(settings);
  const server = createAdaptorServer({ fetch: createApp(makeServices(store, openSearch(settings, store), settings)).fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const url = await open();
/** What this process and its workers use, as Linux counts it: ticks of 10 ms, pages of 4 kB. */
function used(): { cpuMs: number; rssMb: number } {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim();
  const pids = [String(process.pid), ...children.split(" ").filter((pid) => pid !== "")];
  const fields = pids.map((pid) =>
    readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /u, "")
      .split(" ")
      .map(Number),
  );
  const sum = (...at: readonly number[]): number => fields.reduce((total, one) => at.reduce((all, i) => all + (one[i] ?? 0), total), 0);
  return { cpuMs: 10 * sum(11, 12), rssMb: (sum(21) * 4096) / 1e6 };
}

process.on("message", () => {
  globalThis.gc?.();
  process.send?.(used());
});
process.on("disconnect", () => process.exit());
process.send?.({ url });
