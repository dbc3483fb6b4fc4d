import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { type BenchOptions, type Figures, rounded } from "./support/measure.ts";
import { type Addresses, addressesOf } from "./support/serve-addresses.ts";
import { cpuOf, type Site, type Taken, type Used, withSite } from "./support/serve-process.ts";
import { type SyntheticPlace, syntheticStore } from "./support/synthetic-store.ts";

export const notes = [
  "a synthetic store of 100,000 articles and 1,000,000 figures; server and load in processes of their own on the same machine",
  "cold.*: every address for the first time; use.*: as in use: the site has warmed itself, and addresses are drawn by Zipf (the i-th most wanted 1/i as often as the first)",
  "*.users: 50 people who each ask once a second, at fixed times; *.full: 50 connections that ask again as soon as they have their answer",
  "search.new: 5 queries a second, each new; search.again: the same, 50 a second; cpuMs: processor time of the server, its workers too, for one answer",
  "bare.*: the same application and the addresses of cold.mixed in Hono's own server for Node (@hono/node-server): one process, no answers kept; times: how many times as many answers a second we give",
  "memory.*: resident megabytes of the front and of all workers after so many answers; wrong: answers that were not 200; load: of the machine in the minute before",
];

const ARTICLES = 100_000;
/** How long a site may take to warm itself, and how little it works once it has, in milliseconds. */
const WARM = { mostMs: 180_000, lookMs: 3000, restMs: 60 };

interface Bench {
  readonly place: SyntheticPlace;
  readonly addresses: Addresses;
  /** Requests of one measurement. */
  readonly amount: number;
  readonly isQuick: boolean;
}

const figuresOf = (name: string, { p50, p95, p99, perSecond, wrong, cpuMs }: Taken): Figures => ({
  [`${name}.p50Ms`]: rounded(p50),
  [`${name}.p95Ms`]: rounded(p95),
  [`${name}.p99Ms`]: rounded(p99),
  [`${name}.perSecond`]: rounded(perSecond),
  [`${name}.cpuMs`]: rounded(cpuMs),
  [`${name}.wrong`]: wrong,
});

/** The addresses of a kind at 50 a second, then the rest as fast as they are answered. */
async function askBoth(site: Site, name: string, paths: readonly string[]): Promise<Figures> {
  const first = Math.ceil(paths.length / 3);
  return {
    ...figuresOf(`${name}.users`, await site.ask({ paths: paths.slice(0, first), perSecond: 50 })),
    ...figuresOf(`${name}.full`, await site.ask({ paths: paths.slice(first) })),
  };
}

async function measureCold({ place, addresses, amount }: Bench): Promise<Figures> {
  const figures: Figures = {};
  for (const kind of ["article", "province", "table", "indicator", "mixed"] as const) {
    const paths = addresses.once[kind].slice(0, amount / 4);
    await withSite(place, "site", async (site) => Object.assign(figures, await askBoth(site, `cold.${kind}`, paths)));
  }
  return figures;
}

/** Waits until the site has nothing more to do, and tells how long that took and what it cost. */
async function untilWarm(site: Site, mostMs: number): Promise<Figures> {
  const began = performance.now();
  let cpuMs = 0;
  for (let worked = WARM.restMs; worked >= WARM.restMs && performance.now() - began < mostMs; ) {
    await pause(WARM.lookMs);
    const now = cpuOf(await site.used());
    worked = now - cpuMs;
    cpuMs = now;
  }
  return { "use.warm.seconds": rounded((performance.now() - began) / 1000), "use.warm.cpuSeconds": rounded(cpuMs / 1000) };
}

async function measureUse({ place, addresses, amount, isQuick }: Bench): Promise<Figures> {
  return await withSite(place, "warmed", async (site) => {
    const warmed = await untilWarm(site, isQuick ? 0 : WARM.mostMs);
    const figures = { ...warmed, ...(await askBoth(site, "use.mixed", addresses.often.mixed.slice(0, 2 * amount))) };
    for (const kind of ["article", "province", "table"] as const) {
      Object.assign(figures, await askBoth(site, `use.${kind}`, addresses.often[kind].slice(0, amount)));
    }
    return figures;
  });
}

async function measureSearch({ place, addresses, amount }: Bench): Promise<Figures> {
  const paths = addresses.once.search.slice(0, amount / 20);
  return await withSite(place, "site", async (site) => ({
    ...figuresOf("search.new", await site.ask({ paths, perSecond: 5 })),
    ...figuresOf("search.again", await site.ask({ paths, perSecond: 50 })),
  }));
}

async function measureBare({ place, addresses, amount }: Bench): Promise<Figures> {
  const paths = addresses.once.mixed.slice(0, amount / 4);
  return await withSite(place, "bare", (site) => askBoth(site, "bare.mixed", paths));
}

const residentOf = (at: number, { main, workers }: Used): Figures => ({
  [`memory.${at}.frontMb`]: Math.round(main.rssMb),
  [`memory.${at}.workersMb`]: Math.round(workers.reduce((sum, { rssMb }) => sum + rssMb, 0)),
});

/** Resident memory after so many answers to the same mixture, over and over: the server keeps 64 MB, these are more, and so many are made anew each time. */
async function measureMemory({ place, addresses, isQuick }: Bench): Promise<Figures> {
  const total = isQuick ? 600 : 100_000;
  return await withSite(place, "site", async (site) => {
    const figures: Figures = residentOf(0, await site.used());
    let asked = 0;
    const mixture = addresses.often.mixed.slice(0, total / 5);
    for (const share of [0.1, 0.25, 0.5, 0.75, 1]) {
      const amount = Math.ceil(total * share) - asked;
      const paths = Array.from({ length: amount }, (_, i) => mixture[(asked + i) % mixture.length] as string);
      const { wrong } = await site.ask({ paths });
      asked += amount;
      Object.assign(figures, residentOf(asked, await site.used()), { [`memory.${asked}.wrong`]: wrong });
    }
    return figures;
  });
}

const PARTS = { cold: measureCold, use: measureUse, search: measureSearch, bare: measureBare, memory: measureMemory };

/** In the environment: `BENCH_STORE=folder` measures the store and the indexes in it, `BENCH_PARTS=cold,use` these parts, `BENCH_AMOUNT` so many requests each. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const given = process.env.BENCH_STORE;
  const place =
    given === undefined ? syntheticStore(quick ? 60 : ARTICLES) : { data: join(given, "store"), indexes: join(given, "indexes") };
  if (!existsSync(place.data)) throw new Error(`No store in ${place.data}.`);
  const store = openStore(join(place.data, "dangvu.sqlite"));
  const addresses = addressesOf(store, quick ? 200 : 100_000, 11);
  store.close();
  const amount = quick ? 120 : Number(process.env.BENCH_AMOUNT ?? 4000);
  const only = process.env.BENCH_PARTS?.split(",");
  const figures: Figures = {};
  for (const [name, measure] of Object.entries(PARTS)) {
    if (only !== undefined && !only.includes(name)) continue;
    const began = performance.now();
    Object.assign(figures, await measure({ place, addresses, amount, isQuick: quick }));
    Object.assign(figures, {
      [`${name}.seconds`]: rounded((performance.now() - began) / 1000),
      [`${name}.load`]: rounded(loadavg()[0] ?? 0),
    });
  }
  const [site, bare] = [figures["cold.mixed.full.perSecond"], figures["bare.mixed.full.perSecond"]];
  const use = figures["use.mixed.full.perSecond"];
  if (site !== undefined && bare !== undefined) figures["cold.mixed.times"] = rounded(site / bare);
  if (use !== undefined && bare !== undefined) figures["use.mixed.times"] = rounded(use / bare);
  return figures;
}
