import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import type { Connection } from "../../../pipeline/database/statements.ts";
import { HOME } from "../../../pipeline/jobs/settings.ts";
import { type BarePage, extractJob } from "../../../pipeline/jobs/worker/payloads.ts";
import { openQueue } from "../../../pipeline/queue/postgres-queue.ts";
import { READER_VERSION } from "../../../pipeline/read/read.ts";
import { openPostgresStore } from "../../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../../pipeline/store/raw/memory.ts";
import type { Article } from "../../../pipeline/types/article.ts";
import type { NewJob, Queue } from "../../../pipeline/types/queue.ts";
import { type Server, startPostgres } from "../../../test/postgres.ts";
import type { SyntheticPress } from "../support/synthetic.ts";
import { cpuOfProcess, cpuOfServer } from "./machine.ts";

/** For pages, in megabytes: a quarter of the memory, as operators are told (deploy/scale.md), but four gigabytes at most. */
const BUFFERS_MB = Math.min(4096, Math.floor(totalmem() / 4 / 2 ** 20));

/**
 * A server that keeps its promises to the disk, as operators run one. Keys are hashes, so that an article touches some thirty pages of indexes that no other has touched since the last
 * checkpoint; each is written whole once. Packing them by PostgreSQL's own method ("on") took as much processor time as all else that the database did for half a million articles.
 */
const SETTINGS = { shared_buffers: `${BUFFERS_MB}MB`, max_wal_size: "4GB", checkpoint_timeout: "15min", wal_compression: "lz4" };

/** A database of its own with everything in it, and processes that work on it. */
export interface Workplace {
  readonly server: Server;
  readonly connection: Connection;
  readonly queue: Queue;
  /** Starts `dangvu worker`. */
  readonly hire: (stages: string) => Worker;
  /** Waits until a condition holds, looking as often as said. Throws when a worker has ended meanwhile. */
  readonly until: (condition: () => boolean, everyMs: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

export interface Worker {
  /** Milliseconds of processor time. Throws when it has ended. */
  readonly cpuMs: () => number;
  /** Lets it finish what it is at. */
  readonly dismiss: () => Promise<void>;
}

/** Makes the tables as well. */
export async function makeWorkplace(): Promise<Workplace> {
  const server = await startPostgres({ isDurable: true, settings: SETTINGS });
  const folder = mkdtempSync(join(tmpdir(), "dangvu-scale-"));
  openPostgresStore({ connection: openPostgres(server.url), raw: memoryRawPages() }).close();
  const connection = openPostgres(server.url, { name: "bench" });
  const queue = openQueue(connection);
  const workers = new Set<Worker>();
  const end = async (): Promise<void> => {
    await Promise.all([...workers].map((worker) => worker.dismiss()));
    connection.close();
    server.dispose();
    rmSync(folder, { recursive: true, force: true });
  };
  // A bench that is stopped leaves no server and no workers behind.
  const stop = (): void => void end().finally(() => process.exit(1));
  const names = ["SIGINT", "SIGTERM"] as const;
  for (const name of names) process.once(name, stop);
  return {
    server,
    connection,
    queue,
    hire: (stages) => {
      const worker = hire(server.url, folder, stages);
      workers.add(worker);
      return worker;
    },
    until: async (condition, everyMs) => {
      while (!condition()) {
        for (const worker of workers) worker.cpuMs();
        await wait(everyMs);
      }
    },
    end: () => {
      for (const name of names) process.off(name, stop);
      return end();
    },
  };
}

function hire(url: string, folder: string, stages: string): Worker {
  const env = { ...process.env, DATABASE_URL: url, DANGVU_DATA: folder, DANGVU_INDEXES: folder };
  const args = [join(HOME, "scripts", "dangvu.mjs"), "worker", "--stages", stages, "--health", "off"];
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  child.stderr?.on("data", (chunk) => {
    told = `${told}${chunk}`.slice(-2000);
  });
  const ended = once(child, "exit");
  return {
    cpuMs: () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`a worker has ended:\n${told}`);
      return cpuOfProcess(child.pid ?? 0);
    },
    dismiss: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The job to extract the article of a number, as the stage before would have added it. */
export function jobOf(press: SyntheticPress, number: number): NewJob {
  const { page, read } = press.document(number);
  const { body: _body, answer: _answer, ...bare } = page;
  return extractionOf(bare, read.article);
}

/** The same for an article of a page. */
export const extractionOf = (page: BarePage, article: Article): NewJob =>
  extractJob({ page, run: "bench", articles: [{ ...article, madeBy: READER_VERSION }] });

export interface Reading {
  readonly seconds: number;
  readonly workersMs: number;
  readonly databaseMs: number;
}

/** What the clock and the processors say now. */
export function readMachine({ server }: Pick<Workplace, "server">, workers: readonly Worker[]): Reading {
  const workersMs = workers.reduce((sum, worker) => sum + worker.cpuMs(), 0);
  return { seconds: performance.now() / 1000, workersMs, databaseMs: cpuOfServer(server) };
}
