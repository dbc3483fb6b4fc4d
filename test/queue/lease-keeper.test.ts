import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { isConnectionLost, openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { keepLeases } from "../../pipeline/queue/lease-keeper.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import type { Job, LeaseKeeper, Queue } from "../../pipeline/types/queue.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";

let fresh: Fresh;
let connection: Connection;
let queue: Queue;
let keeper: LeaseKeeper;

beforeAll(() => {
  fresh = freshDatabase();
  connection = openPostgres(fresh.url);
  queue = openQueue(connection, { firstPauseSeconds: 0 });
});
afterAll(() => {
  connection.close();
  fresh.drop();
});
beforeEach(() => {
  connection.exec("DELETE FROM jobs");
  keeper = keepLeases(fresh.url, 1);
});
afterEach(() => keeper.close());

const take = (most = 1): readonly Job[] => queue.take({ stages: ["read"], worker: "thợ", leaseSeconds: 1, most });
const add = (...keys: readonly string[]): void => void queue.add(keys.map((key) => ({ stage: "read", key, data: null })));
/** This thread does nothing else for so long. */
const block = (milliseconds: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
/** Until the thread has begun: the first time takes it longest. */
const untilExtended = async (): Promise<void> => {
  const end = (): unknown => connection.row("SELECT max(until) AS ends FROM jobs", [])?.ends;
  const first = end();
  await until(() => end() !== first);
};
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await pause(20);
};

it("holds jobs for longer while this thread is at something else for four leases, and for no longer than it is asked to", async () => {
  add("a", "b");
  const [first, second] = take(2);
  keeper.hold([first!, second!]);
  await untilExtended();
  block(4000);
  expect(take()).toEqual([]);
  expect(keeper.news()).toEqual({ lost: [], failure: null });
  keeper.drop(first!);
  block(1500);
  expect(take(2).map(({ key }) => key)).toEqual(["a"]);
});

it("tells once of a lease that is somebody else's", async () => {
  add("a", "b");
  const [first, second] = take(2);
  keeper.hold([first!, second!]);
  connection.run("UPDATE jobs SET lease = 'theirs' WHERE key = 'a'", []);
  const told: unknown[] = [];
  await until(() => told.push(...keeper.news().lost) > 0);
  expect(told).toEqual([{ id: first!.id, lease: first!.lease }]);
  await pause(600);
  expect(keeper.news()).toEqual({ lost: [], failure: null });
});

it("neither waits for a transaction that is about to end a job, nor takes it for lost", async () => {
  add("a", "b");
  const [first, second] = take(2);
  keeper.hold([first!, second!]);
  await untilExtended();
  connection.transact("write", () => {
    queue.finish(first!);
    connection.rows("SELECT 1 AS one", []);
    block(3000);
  });
  expect(keeper.news().lost.filter(({ id }) => id === second!.id)).toEqual([]);
  expect(take()).toEqual([]);
});

it("goes on when the database was away, and says why it could not", async () => {
  add("a");
  const held = take();
  keeper.hold(held);
  const pids = () =>
    connection.rows("SELECT pid FROM pg_stat_activity WHERE application_name = 'dangvu-leases' AND datname = current_database()", []);
  await until(() => pids().length > 0);
  connection.rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dangvu-leases' AND datname = current_database()",
    [],
  );
  let failure: Error | null = null;
  await until(() => {
    failure ??= keeper.news().failure;
    return failure !== null;
  });
  expect(isConnectionLost(failure)).toBe(true);
  await untilExtended();
  block(2500);
  expect([take(), keeper.news()]).toEqual([[], { lost: [], failure: null }]);
});
