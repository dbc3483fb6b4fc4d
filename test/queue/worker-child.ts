import { setTimeout as pause } from "node:timers/promises";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { openHostClock } from "../../pipeline/queue/host-clock.ts";
import { keepLeases } from "../../pipeline/queue/lease-keeper.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import { LeaseLost } from "../../pipeline/types/errors.ts";
import type { Job } from "../../pipeline/types/queue.ts";

/**
 * A worker for tests, in a process of its own: what it does for a job is one row in `effects`, and for a crawl job a visit of some requests to its host. Ends when the queue is empty, or
 * when it is told to: then it gives back what it has not begun.
 */
const [url = "", name = "", lease = "1", gap = "0"] = process.argv.slice(2);
const connection = openPostgres(url, { name });
const [queue, clock] = [openQueue(connection, { firstPauseSeconds: 0.05 }), openHostClock(connection)];
const leaseSeconds = Number(lease);
let isStopped = false;
process.on("SIGTERM", () => {
  isStopped = true;
});

const chance = (likely: number): boolean => Math.random() < likely;

/** What is done, and that it was, in one transaction; sometimes slowly. */
async function work(job: Job): Promise<void> {
  if (chance(0.3)) await pause(Math.random() * 20);
  connection.transact("write", () => {
    connection.run("INSERT INTO effects (stage, lane, key, worker) VALUES (?, ?, ?, ?)", [job.stage, job.lane, job.key, name]);
    if (job.stage === "read") queue.add([{ stage: "extract", key: job.key, lane: job.lane, data: job.data }]);
    queue.add([{ stage: "aggregate", key: "all", data: null }]);
    if (chance(0.1)) connection.row("SELECT pg_sleep(0.01)", []);
    queue.finish(job);
  });
}

/** Counts what is there, as settling does: nothing that was written may be overlooked by the last one. */
function count(job: Job): void {
  connection.transact("write", () => {
    connection.run("INSERT INTO counted (effects) SELECT count(*) FROM effects", []);
    queue.finish(job);
  });
}

/** Says when it began each request to its host, by the one clock that all processes of this machine have. */
async function visit(job: Job): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await pause(clock.book(job.lane, Number(gap)));
    connection.run("INSERT INTO requests (host, worker, at) VALUES (?, ?, ?)", [
      job.lane,
      name,
      performance.timeOrigin + performance.now(),
    ]);
    clock.mark(job.lane);
    queue.proceed(job);
  }
  queue.finish(job);
}

async function perform(job: Job): Promise<void> {
  try {
    if (job.stage === "crawl") await visit(job);
    else if (job.stage === "aggregate") count(job);
    else if (chance(0.03)) queue.fail(job, { error: "xui" });
    else await work(job);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    console.log(`late ${job.key}`);
  }
}

console.log("begun");
let held: readonly Job[] = [];
const leases = keepLeases(url, leaseSeconds);
while (!isStopped) {
  held = queue.take({ stages: ["crawl", "read", "extract", "aggregate"], worker: name, leaseSeconds, most: 4 });
  leases.hold(held);
  while (held.length > 0 && !isStopped) {
    await perform(held[0]!);
    leases.drop(held[0]!);
    held = held.slice(1);
  }
  if (held.length === 0) {
    if (queue.counts().every(({ state }) => state === "dead")) break;
    await pause(20);
  }
}
queue.release(held);
await leases.close();
connection.close();
