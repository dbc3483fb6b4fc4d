// In a process of its own: serves a store and tells its parent what it uses. Arguments: data, indexes, `site`, `warmed` (the site that makes answers before
// anybody asks) or `bare` (the application alone, as Hono's own server for Node runs it: one process, no answers kept).
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { USUAL_WORKERS } from "../../../pipeline/jobs/serve-options.ts";
import { openSite } from "../../../pipeline/jobs/serve-site.ts";
import { makeServices } from "../../../pipeline/jobs/services.ts";
import { readSettings } from "../../../pipeline/jobs/settings.ts";
import { openLibrary, openSearch } from "../../../pipeline/jobs/workspace.ts";
import { createApp } from "../../../pipeline/serve/server.ts";

const [data = "", indexes = "", kind = "site"] = process.argv.slice(2);
const settings = readSettings({ data, indexes, port: 0 }, { env: {} });
const WIDE = { perSecond: 1e6, burst: 1e6 };

async function open(): Promise<string> {
  if (kind !== "bare") {
    const workers = Number(process.env.BENCH_WORKERS ?? USUAL_WORKERS);
    return (await openSite(settings, { workers, isWarmed: kind === "warmed", rates: { loopback: WIDE, others: WIDE } })).url;
  }
  const store = openLibrary(settings);
  const server = createAdaptorServer({ fetch: createApp(makeServices(store, openSearch(settings, store), settings)).fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const url = await open();
interface Use {
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** What a process uses, as Linux counts it: ticks of 10 ms, pages of 4 kB. */
function useOf(pid: string): Use {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /u, "");
  const fields = stat.split(" ").map(Number);
  return { cpuMs: 10 * ((fields[11] ?? 0) + (fields[12] ?? 0)), rssMb: ((fields[21] ?? 0) * 4096) / 1e6 };
}

function used(): { readonly main: Use; readonly workers: readonly Use[] } {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(" ");
  // What else is started (the service of the translator) answers nothing.
  const workers = children.filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("boot.mjs"));
  return { main: useOf(String(process.pid)), workers: workers.map(useOf) };
}

process.on("message", () => {
  globalThis.gc?.();
  process.send?.(used());
});
process.on("disconnect", () => process.exit());
process.send?.({ url });
