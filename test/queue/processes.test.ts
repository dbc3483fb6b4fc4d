import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import type { Queue } from "../../pipeline/types/queue.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";

let fresh: Fresh;
let connection: Connection;
let queue: Queue;
let children: ChildProcess[] = [];
let output = "";

beforeEach(() => {
  fresh = freshDatabase();
  connection = openPostgres(fresh.url);
  queue = openQueue(connection);
  connection.exec(`
    CREATE TABLE effects (n bigint GENERATED ALWAYS AS IDENTITY, stage text, lane text, key text, worker text);
    CREATE TABLE counted (n bigint GENERATED ALWAYS AS IDENTITY, effects bigint);
    CREATE TABLE requests (host text, worker text, at double precision)`);
  output = "";
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  children = [];
  connection.close();
  fresh.drop();
});

function begin(name: string, { lease = 1, gap = 0 }: { lease?: number; gap?: number } = {}): ChildProcess {
  const args = ["--import", "tsx", "test/queue/worker-child.ts", fresh.url, name, String(lease), String(gap)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout?.on("data", (text) => {
    output += text;
  });
  children.push(child);
  return child;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
const ended = async (child: ChildProcess): Promise<number | null> => {
  if (!hasEnded(child)) await once(child, "exit");
  return child.exitCode;
};
async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await ended(child);
}
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await pause(20);
};
const rows = (sql: string): readonly Readonly<Record<string, unknown>>[] => connection.rows(sql, []);

/** Processes begin slowly where much else is going on. */
describe("several workers", { timeout: 120_000 }, () => {
  it("lose nothing and do nothing twice while they are killed at random", async () => {
    const jobs = Array.from({ length: 300 }, (_, n) => ({ stage: "read" as const, key: `việc ${n}`, lane: `làn ${n % 75}`, data: n }));
    queue.add(jobs);
    for (const name of ["một", "hai", "ba"]) begin(name);
    for (let n = 0; n < 4; n++) {
      await until(() => children.some((child) => !hasEnded(child)) && output.split("begun").length > 3 + n);
      await pause(100 + Math.random() * 200);
      const running = children.filter((child) => !hasEnded(child));
      const chosen = running[Math.floor(Math.random() * running.length)];
      if (chosen === undefined) break;
      await kill(chosen);
      begin(`thay ${n}`);
    }
    const last = begin("cuối");
    expect(await ended(last)).toBe(0);
    const effects = rows("SELECT stage, lane, key FROM effects ORDER BY n");
    for (const stage of ["read", "extract"]) {
      const done = effects.filter((effect) => effect.stage === stage);
      expect(new Set(done.map(({ key }) => key)).size).toBe(300);
      expect(done).toHaveLength(300);
      // In each lane in the order in which they were added.
      for (let lane = 0; lane < 75; lane++)
        expect(done.filter((effect) => effect.lane === `làn ${lane}`).map(({ key }) => key)).toEqual(
          jobs.filter((job) => job.lane === `làn ${lane}`).map(({ key }) => key),
        );
    }
    // Settling was asked for by every transaction, and the last one saw what all of them had written.
    expect(rows("SELECT effects FROM counted ORDER BY n DESC LIMIT 1")).toEqual([{ effects: 600 }]);
    expect(Object.fromEntries(queue.done().map(({ stage, jobs: done }) => [stage, done]))).toMatchObject({ read: 300, extract: 300 });
    expect(queue.counts()).toEqual([]);
  });

  it("serve a host one at a time, at its pace, from whichever process and however late that begins", async () => {
    const gap = 60;
    const hosts = ["a.test", "b.test"];
    queue.add(
      hosts.flatMap((host) => Array.from({ length: 6 }, (_, n) => ({ stage: "crawl" as const, key: `${host} ${n}`, host, data: null }))),
    );
    const begun = [0, 0, 400, 800].map(async (late, n) => {
      await pause(late);
      return begin(`w${n}`, { lease: 5, gap });
    });
    for (const child of await Promise.all(begun)) expect(await ended(child)).toBe(0);
    for (const host of hosts) {
      const requests = rows(`SELECT worker, at FROM requests WHERE host = '${host}' ORDER BY at`);
      expect(requests).toHaveLength(18);
      const times = requests.map(({ at }) => Number(at));
      const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap);
      // One process at a time: each visit's three requests stand together.
      expect(requests.map(({ worker }) => worker).filter((worker, n, all) => n % 3 !== 0 && worker !== all[n - 1])).toEqual([]);
    }
  });

  it("give back what they have not begun when they are told to stop", async () => {
    queue.add(Array.from({ length: 1000 }, (_, n) => ({ stage: "read" as const, key: `việc ${n}`, data: n })));
    const child = begin("một", { lease: 600 });
    await until(() => Number(rows("SELECT count(*) AS n FROM effects")[0]?.n) > 5);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
    const counts = queue.counts();
    expect(counts.filter(({ state }) => state === "held")).toEqual([]);
    const [done] = rows("SELECT count(*) AS n FROM effects WHERE stage = 'read'");
    expect(counts.filter(({ stage }) => stage === "read").reduce((sum, { jobs }) => sum + jobs, Number(done?.n))).toBe(1000);
  });
});
