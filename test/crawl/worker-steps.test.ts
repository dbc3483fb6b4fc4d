import { expect, it, onTestFinished } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { addNight, makeCrawlWork } from "../../pipeline/jobs/worker/crawl.ts";
import { openHostClock } from "../../pipeline/queue/host-clock.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../pipeline/store/raw/memory.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { freshDatabase } from "../database/fresh.ts";
import { makeSource } from "./make-source.ts";
import { makeMemoryFetcher, NIGHTS } from "./memory-fetcher.ts";

const source = makeSource("http://mot.test");
const DEATH = new StoreBroken("Tiến trình đã chết.", "Chạy lại.");

/** Counts what is asked of the database; after one of these steps the process is dead: its connection breaks off, and nothing is done any more. */
interface Reaper {
  steps: number;
  readonly diesAt: number;
  isDead: boolean;
}

function mortal(connection: Connection, reaper: Reaper): Connection {
  const step = <T>(work: () => T): T => {
    if (reaper.isDead) throw DEATH;
    const result = work();
    if (++reaper.steps === reaper.diesAt) {
      reaper.isDead = true;
      connection.close();
      throw DEATH;
    }
    return result;
  };
  return {
    ...connection,
    rows: (sql, bindings) => step(() => connection.rows(sql, bindings)),
    row: (sql, bindings) => step(() => connection.row(sql, bindings)),
    run: (sql, bindings) => step(() => connection.run(sql, bindings)),
    lock: (keys) => step(() => connection.lock(keys)),
    // The end of a transaction is a step of its own: it is written, and nobody hears of it.
    transact: (kind, work) => (connection.isInTransaction() ? work() : step(() => connection.transact(kind, work))),
  };
}

const raw = memoryRawPages();
let moments = 0;

/** A process that crawls what is left of a night, and adds the night if it is not there. */
async function runProcess(url: string, night: number, reaper: Reaper): Promise<void> {
  const connection = mortal(openPostgres(url), reaper);
  try {
    const store = openPostgresStore({ connection, raw, reports: "later" });
    // No two moments are the same: what is fetched twice is told apart.
    const now = () => new Date(Date.parse(`2026-11-2${night}T02:00:00Z`) + moments++);
    const sources = new Map([[source.id, source]]);
    const input = {
      desk: { connection, store, raw, queue: openQueue(connection), sources: () => sources },
      clock: openHostClock(connection),
      now,
    };
    const work = makeCrawlWork({ ...input, fetcher: makeMemoryFetcher(NIGHTS[night] ?? {}) });
    const isThere = connection.row("select 1 as there from night where id like ?", [`2026-11-2${night}%`]) !== undefined;
    if (!isThere) addNight(input);
    const take = () => input.desk.queue.take({ stages: ["crawl"], worker: "thu", leaseSeconds: 0, most: 1 })[0];
    for (let job = take(); job !== undefined; job = take()) {
      const visited = await work(job, { signal: new AbortController().signal });
      connection.transact("write", () => {
        const next = visited.isDone ? (visited.write?.() ?? []) : [];
        if (job !== undefined) input.desk.queue.finish(job);
        input.desk.queue.add(next);
      });
    }
  } finally {
    connection.close();
  }
}

/** Two nights, each gone on with by another process when one dies; returns the steps that were taken. */
async function runBoth(url: string, reaper: Reaper): Promise<number> {
  for (const night of NIGHTS.keys()) {
    for (;;) {
      try {
        await runProcess(url, night, reaper);
        break;
      } catch (error) {
        if (!reaper.isDead) throw error;
        reaper.isDead = false;
      }
    }
  }
  return reaper.steps;
}

it("comes to the same end wherever a worker dies, with every read job once", { timeout: 120_000 }, async () => {
  const database = freshDatabase();
  const connection = openPostgres(database.url);
  onTestFinished(() => {
    connection.close();
    database.drop();
  });
  const traces = (): unknown[] =>
    [
      "select lane, data::json -> 'page' ->> 'sha256' as sha256 from jobs where stage = 'read' order by 1, 2",
      "select url, kind, state, sha256, tries from url order by url",
      "select count(*) as nights, count(finished_at) as finished from night",
      "select count(*) as hosts, sum(is_open) as open from host_night",
      "select count(*) as left from jobs where stage <> 'read'",
    ].map((sql) => connection.rows(sql, []));
  const forget = () => connection.exec("truncate url, name, night, shown, host_night, robots, jobs, jobs_done, host_clock, runs");
  // The tables are made first, so that this is no part of what is counted.
  await runBoth(database.url, { steps: 0, diesAt: 0, isDead: false });
  forget();
  const steps = await runBoth(database.url, { steps: 0, diesAt: 0, isDead: false });
  const wanted = traces();
  expect(wanted[0]).toHaveLength(5);
  expect(steps).toBeGreaterThan(100);
  // Some of the steps: all of them take minutes.
  for (let diesAt = 3; diesAt <= steps; diesAt += 17) {
    forget();
    await runBoth(database.url, { steps: 0, diesAt, isDead: false });
    expect(traces(), `died after step ${diesAt} of ${steps}`).toEqual(wanted);
  }
});
