import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as z from "zod";
import type { SyntheticPlace } from "./synthetic-store.ts";

const useSchema = z.object({ cpuMs: z.number(), rssMb: z.number() });
const usedSchema = z.object({ main: useSchema, workers: z.array(useSchema) });
const takenSchema = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), perSecond: z.number(), wrong: z.number() });

export type Used = z.infer<typeof usedSchema>;
/** How long answers took, in milliseconds, and what one of them cost. */
export type Taken = z.infer<typeof takenSchema> & { readonly cpuMs: number };

export interface Load {
  readonly paths: readonly string[];
  /** Each path once, unless told. */
  readonly amount?: number;
  /** At fixed times; else each of the connections asks again as soon as it has its answer. */
  readonly perSecond?: number;
}

/** A server in a process of its own. */
export interface Site {
  readonly ask: (load: Load) => Promise<Taken>;
  readonly used: () => Promise<Used>;
  readonly close: () => Promise<unknown>;
}

/** The site, the site that warms itself, or the application in Hono's own server. */
export type SiteKind = "site" | "warmed" | "bare";

const CONNECTIONS = 50;
const support = (name: string): string => join(import.meta.dirname, name);

async function hear(child: ChildProcess): Promise<unknown> {
  const [message] = await once(child, "message");
  return message;
}

/** Of the front and all workers. */
export const cpuOf = ({ main, workers }: Used): number => workers.reduce((sum, { cpuMs }) => sum + cpuMs, main.cpuMs);

export async function openSite({ data, indexes }: SyntheticPlace, kind: SiteKind): Promise<Site> {
  const child = fork(support("serve-site.ts"), [data, indexes, kind], {
    execArgv: ["--expose-gc", "--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { url } = z.object({ url: z.string() }).parse(await hear(child));
  const used = async () => {
    child.send("used");
    return usedSchema.parse(await hear(child));
  };
  const ask = async ({ paths, amount = paths.length, perSecond }: Load) => {
    const before = cpuOf(await used());
    const taken = await load({ url, paths, connections: Math.min(CONNECTIONS, amount), amount, perSecond: perSecond ?? null });
    return { ...taken, cpuMs: (cpuOf(await used()) - before) / amount };
  };
  const close = () => {
    const ended = once(child, "exit");
    if (child.connected) child.disconnect();
    return ended;
  };
  return { ask, used, close };
}

async function load(order: unknown): Promise<z.infer<typeof takenSchema>> {
  const child = spawn(process.execPath, ["--import", "tsx", support("serve-load.ts")], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(order));
  let output = "";
  child.stdout.on("data", (part) => {
    output += part;
  });
  await once(child, "close");
  return takenSchema.parse(JSON.parse(output));
}

/** Opens a server for as long as it is used. */
export async function withSite<T>(place: SyntheticPlace, kind: SiteKind, use: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite(place, kind);
  try {
    return await use(site);
  } finally {
    await site.close();
  }
}
