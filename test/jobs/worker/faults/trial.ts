import { setTimeout as pause } from "node:timers/promises";
import { openPostgres } from "../../../../pipeline/database/postgres.ts";
import { type Farm, type FarmRequest, startFarm } from "../../../../pipeline/farm/farm.ts";
import { loadPress } from "../../../../pipeline/farm/press.ts";
import { type DumpSum, dumpLines, sumOf } from "../../../../pipeline/jobs/canonical.ts";
import { readSettings } from "../../../../pipeline/jobs/settings.ts";
import { addNight } from "../../../../pipeline/jobs/worker/crawl.ts";
import { type OpenDesk, openDesk } from "../../../../pipeline/jobs/worker/desk.ts";
import { readJob } from "../../../../pipeline/jobs/worker/payloads.ts";
import { bodyOf, recordOf } from "../../../../pipeline/store/raw/record.ts";
import type { Page } from "../../../../pipeline/types/page.ts";
import type { DeadJob } from "../../../../pipeline/types/queue.ts";
import type { Server } from "../../../postgres.ts";
import { type Crew, startCrew } from "./crew.ts";
import { farmSources } from "./farm-sources.ts";
import { type Network, startNetwork } from "./network.ts";

export interface Trial {
  /** Files and so on lie here; empty at first. */
  readonly folder: string;
  /** Of the database that is made for it. */
  readonly name: string;
  readonly pages: readonly Page[];
  readonly workers: number;
  readonly leaseSeconds: number;
  /** Between two requests to a host of the farm. */
  readonly paceSeconds: number;
  /** What happens to the workers, in this order, each time after a part of the pages was added. */
  readonly faults: readonly Fault[];
  /** The longest wait before a fault, in milliseconds. */
  readonly calmMs: number;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly onFault?: (fault: Fault, n: number) => void;
}

/** `kill`: one worker dies; `restart`: the database ends as if its machine had, and begins again; a number: so many seconds without network between the workers and the database. */
export type Fault = "kill" | "restart" | number;

export interface TrialReport {
  readonly sum: DumpSum;
  /** How many requests the farm has answered, and those that came sooner than the pace allows. */
  readonly requests: number;
  readonly tooSoon: readonly { readonly host: string; readonly path: string; readonly gapMs: number }[];
  readonly dead: readonly DeadJob[];
  /** How the workers ended when they were told to. */
  readonly ends: readonly (number | string | null)[];
  /** How often a worker noticed that the database was away. */
  readonly outages: number;
  readonly seconds: number;
  /** Of the search: how many articles it holds. */
  readonly found: number;
}

/** Reads, extracts and indexes the pages and crawls the farm for a night, with workers to whom all the faults happen; what they have made of it. */
export async function runTrial(server: Server, trial: Trial): Promise<TrialReport> {
  const began = performance.now();
  const farm = await startFarm({ press: loadPress("corpus/sample/press"), edition: 1 });
  const network = await startNetwork(server.port);
  const near = makeDatabase(server, trial.name);
  const desk = openDesk(readSettings({ corpus: "corpus/sample", data: trial.folder, databaseUrl: near }, { env: {} }));
  const far = Object.assign(new URL(near), { port: String(network.port) }).href;
  const { folder, leaseSeconds, paceSeconds } = trial;
  addNight({ desk: { ...desk, sources: () => farmSources(paceSeconds) }, clock: desk.clock });
  const crew = startCrew({ near, far, folder, farmPort: farm.port, paceSeconds, leaseSeconds }, trial.workers);
  try {
    await disturb({ ...trial, crew, desk, network, server });
    await untilDone(desk, crew);
    const ends = await crew.stop();
    const sum = sumOf(dumpLines(desk.connection, { isTimeless: true, bodyOf: (sha256) => bodyIn(desk, sha256) }));
    const outages = crew.said("worker/outage");
    const seconds = (performance.now() - began) / 1000;
    return { sum, ends, outages, seconds, dead: desk.queue.dead({ limit: 10 }), found: countFound(desk), ...requestsOf(farm, paceSeconds) };
  } finally {
    crew.kill();
    desk.close();
    await network.close();
    await farm.close();
  }
}

function makeDatabase(server: Server, name: string): string {
  const connection = openPostgres(server.url);
  connection.exec(`CREATE DATABASE ${name}`);
  connection.close();
  return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
}

interface Scene extends Trial {
  readonly crew: Crew;
  readonly desk: OpenDesk;
  readonly network: Network;
  readonly server: Server;
}

/** Adds the pages in parts, with a fault after each. */
async function disturb(scene: Scene): Promise<void> {
  const { pages, faults, random, calmMs } = scene;
  const size = Math.ceil(pages.length / (faults.length + 1));
  for (let n = 0; n <= faults.length; n++) {
    await addPages(pages.slice(n * size, (n + 1) * size), scene.desk);
    const fault = faults[n];
    if (fault === undefined) return;
    await pause(random() * calmMs);
    await happen(fault, scene);
    scene.onFault?.(fault, n);
  }
}

/** In the order in which they came; bit by bit, as the farm answers from this process. */
async function addPages(pages: readonly Page[], { raw, queue }: OpenDesk): Promise<void> {
  for (const page of pages) {
    raw.keep(page.sha256, recordOf(page));
    await pause(0);
  }
  queue.add(pages.map((page) => readJob(page, "thử")));
}

async function happen(fault: Fault, { crew, network, server, random, workers }: Scene): Promise<void> {
  // The whole crew is at work when it loses its database.
  while (fault !== "kill" && crew.begun() < workers) await pause(50);
  if (fault === "kill") while (!(await crew.killOne(random))) await pause(50);
  else if (fault === "restart") {
    server.stop("immediate");
    await pause(500);
    server.start();
  } else {
    network.cut();
    await pause(fault * 1000);
    network.mend();
  }
}

/** Until nothing waits, is held or comes later, and all reports are settled. */
async function untilDone(desk: OpenDesk, crew: Crew): Promise<void> {
  const isIdle = (): boolean => desk.queue.counts().every(({ state }) => state === "dead") && desk.store.unsettled() === 0;
  for (let calm = 0; calm < 3; calm = isIdle() ? calm + 1 : 0) {
    if (crew.said("worker/begun") === 0 && crew.said("Error") > 0) throw new Error("no worker has begun");
    await pause(200);
  }
}

const bodyIn = ({ raw }: OpenDesk, sha256: string): Uint8Array | null => {
  const record = raw.read(sha256);
  return record === null ? null : bodyOf(record);
};

const countFound = ({ connection }: OpenDesk): number => Number(connection.row("SELECT count(*) AS n FROM search_articles", [])?.n);

/** A request goes out a pace after the answer to the one before it came in, so none comes in sooner than a pace after that came in. */
function requestsOf({ requests }: Farm, paceSeconds: number): Pick<TrialReport, "requests" | "tooSoon"> {
  const last = new Map<string, FarmRequest>();
  const tooSoon = requests.flatMap((request) => {
    const { host, path, at } = request;
    const gapMs = at - (last.get(host)?.at ?? Number.NEGATIVE_INFINITY);
    last.set(host, request);
    return gapMs < paceSeconds * 1000 - 1 ? [{ host, path, gapMs }] : [];
  });
  return { requests: requests.length, tooSoon };
}
