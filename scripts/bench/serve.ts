import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { type BenchOptions, type Figures, rounded } from "./support/measure.ts";
import { type Addresses, addressesOf } from "./support/serve-addresses.ts";
import { type SyntheticPlace, syntheticStore } from "./support/synthetic-store.ts";

export const notes = [
  "a synthetic store of 100,000 articles and 1,000,000 figures; server and load in processes of their own on the same machine",
  "users.*: 50 people who each ask once a second, at fixed times; full.*: 50 connections that ask again as soon as they have their answer; both cold: nothing was asked before",
  "again.*: the same addresses a second time; search.new: 5 queries a second, each new; cpuMs: processor time of the server, its workers too, for one answer",
  "bare.*: the same application and addresses in Hono's own server for Node (@hono/node-server): one process, no answers kept; siteTimes: how many times as many answers a second",
  "wrong: answers that were not 200",
];

const ARTICLES = 100_000;
const PEOPLE = 50;
const support = (name: string): string => join(import.meta.dirname, "support", name);

const takenSchema = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), perSecond: z.number(), wrong: z.number() });
const usedSchema = z.object({ cpuMs: z.number(), rssMb: z.number() });
type Taken = z.infer<typeof takenSchema>;

interface Load {
  readonly paths: readonly string[];
  readonly amount: number;
  readonly perSecond?: number;
}

/** A server in a process of its own. */
interface Site {
  readonly ask: (load: Load) => Promise<Taken & { readonly cpuMs: number }>;
  readonly used: () => Promise<z.infer<typeof usedSchema>>;
  readonly close: () => Promise<unknown>;
}

async function hear(child: ChildProcess): Promise<unknown> {
  const [message] = await once(child, "message");
  return message;
}

async function openSite({ data, indexes }: SyntheticPlace, kind: "site" | "bare"): Promise<Site> {
  const child = fork(support("serve-site.ts"), [data, indexes, kind], {
    execArgv: ["--expose-gc", "--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { url } = z.object({ url: z.string() }).parse(await hear(child));
  const used = async () => {
    child.send("used");
    return usedSchema.parse(await hear(child));
  };
  const ask = async ({ paths, amount, perSecond }: Load) => {
    const before = await used();
    const taken = await load({ url, paths, connections: PEOPLE, amount, perSecond: perSecond ?? null });
    const after = await used();
    return { ...taken, cpuMs: (after.cpuMs - before.cpuMs) / amount };
  };
  const close = () => {
    const ended = once(child, "exit");
    if (child.connected) child.disconnect();
    return ended;
  };
  return { ask, used, close };
}

async function load(order: unknown): Promise<Taken> {
  const child = spawn(process.execPath, ["--import", "tsx", support("serve-load.ts")], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(order));
  let output = "";
  child.stdout.on("data", (part) => {
    output += part;
  });
  await once(child, "close");
  return takenSchema.parse(JSON.parse(output));
}

const figuresOf = (name: string, { p50, p95, p99, perSecond, wrong, cpuMs }: Awaited<ReturnType<Site["ask"]>>): Figures => ({
  [`${name}.p50Ms`]: rounded(p50),
  [`${name}.p95Ms`]: rounded(p95),
  [`${name}.p99Ms`]: rounded(p99),
  [`${name}.perSecond`]: rounded(perSecond),
  [`${name}.cpuMs`]: rounded(cpuMs),
  [`${name}.wrong`]: wrong,
});

async function withSite<T>(place: SyntheticPlace, kind: "site" | "bare", use: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite(place, kind);
  try {
    return await use(site);
  } finally {
    await site.close();
  }
}

const KINDS = ["table", "article", "province", "mixed"] as const;

/** Each kind of page by itself, cold, then all together, cold and again. */
async function measurePages(place: SyntheticPlace, addresses: Addresses, amount: number): Promise<Figures> {
  const figures: Figures = {};
  for (const kind of KINDS) {
    const paths = addresses[kind];
    await withSite(place, "site", async (site) => {
      Object.assign(figures, figuresOf(`users.${kind}`, await site.ask({ paths, amount: Math.ceil(amount / 4), perSecond: PEOPLE })));
      Object.assign(figures, figuresOf(`full.${kind}`, await site.ask({ paths: paths.slice(amount / 4), amount })));
      if (kind === "mixed") Object.assign(figures, figuresOf("again.mixed", await site.ask({ paths: paths.slice(amount / 4), amount })));
    });
  }
  return figures;
}

async function measureSearch(place: SyntheticPlace, addresses: Addresses, amount: number): Promise<Figures> {
  const paths = [...new Set(addresses.search)].slice(0, amount);
  return await withSite(place, "site", async (site) => ({
    ...figuresOf("search.new", await site.ask({ paths, amount: paths.length, perSecond: 5 })),
    ...figuresOf("search.again", await site.ask({ paths, amount: paths.length, perSecond: PEOPLE })),
  }));
}

async function measureBare(place: SyntheticPlace, addresses: Addresses, amount: number): Promise<Figures> {
  return await withSite(place, "bare", async (site) =>
    figuresOf("bare.mixed", await site.ask({ paths: addresses.mixed.slice(amount / 4), amount })),
  );
}

/** Resident memory of the server after so many answers, most of them new to it. */
async function measureMemory(place: SyntheticPlace, addresses: Addresses, total: number): Promise<Figures> {
  return await withSite(place, "site", async (site) => {
    const figures: Figures = { "memory.start.mb": Math.round((await site.used()).rssMb) };
    let asked = 0;
    for (const share of [0.1, 0.5, 1]) {
      const amount = Math.ceil(total * share) - asked;
      await site.ask({ paths: addresses.mixed, amount });
      asked += amount;
      figures[`memory.after${asked}.mb`] = Math.round((await site.used()).rssMb);
    }
    return figures;
  });
}

/** `BENCH_STORE=folder` in the environment measures the store and the indexes in it. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const given = process.env.BENCH_STORE;
  const place =
    given === undefined ? syntheticStore(quick ? 60 : ARTICLES) : { data: join(given, "store"), indexes: join(given, "indexes") };
  if (!existsSync(place.data)) throw new Error(`No store in ${place.data}.`);
  const store = openStore(join(place.data, "dangvu.sqlite"));
  const addresses = addressesOf(store, quick ? 200 : 50_000, 11);
  store.close();
  const amount = quick ? 100 : Number(process.env.BENCH_AMOUNT ?? 4000);
  const only = process.env.BENCH_PARTS?.split(",");
  const parts = {
    pages: () => measurePages(place, addresses, amount),
    search: () => measureSearch(place, addresses, quick ? 10 : 200),
    bare: () => measureBare(place, addresses, amount),
    memory: () => measureMemory(place, addresses, quick ? 600 : 100_000),
  };
  const figures: Figures = {};
  for (const [name, part] of Object.entries(parts)) if (only === undefined || only.includes(name)) Object.assign(figures, await part());
  const [site, bare] = [figures["full.mixed.perSecond"], figures["bare.mixed.perSecond"]];
  return site === undefined || bare === undefined ? figures : { ...figures, "siteTimes.mixed.perSecond": rounded(site / bare) };
}
