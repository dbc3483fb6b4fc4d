import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { openQueue } from "../../../pipeline/queue/postgres-queue.ts";
import { freshDatabase } from "../../database/fresh.ts";

const fresh = freshDatabase();
afterAll(fresh.drop);

const moduleOf = (...path: readonly string[]): string =>
  JSON.stringify(pathToFileURL(join(import.meta.dirname, "..", "..", "..", "pipeline", ...path)).href);

/** A worker that never ends its one document. */
const STUCK = `
import { openPostgres } from ${moduleOf("database", "postgres.ts")};
import { startHealth } from ${moduleOf("jobs", "worker", "health.ts")};
import { keepLeases } from ${moduleOf("queue", "lease-keeper.ts")};
import { openQueue } from ${moduleOf("queue", "postgres-queue.ts")};
const url = ${JSON.stringify(fresh.url)};
const health = await startHealth({ place: null, staleSeconds: 1, limitSeconds: 6, metrics: () => "" });
health.loop();
const leases = keepLeases(url, 1);
const connection = openPostgres(url);
leases.hold(openQueue(connection).take({ stages: ["read"], worker: "stuck", leaseSeconds: 1, most: 1 }));
const end = () => connection.row("SELECT until FROM jobs", []).until;
for (const first = end(); end() === first; ) await new Promise((resolve) => setTimeout(resolve, 20));
process.stdout.write("held");
setTimeout(() => { for (;;); }, 1);
`;

it("a process that is stuck in a document holds it until it is ended for that, and no longer", { timeout: 60_000 }, async () => {
  const connection = openPostgres(fresh.url);
  const queue = openQueue(connection);
  queue.add([{ stage: "read", key: "endless", data: null }]);
  const take = () => queue.take({ stages: ["read"], worker: "other", leaseSeconds: 60, most: 1 });
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", STUCK]);
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  await pause(3500);
  expect([child.exitCode, take()]).toEqual([null, []]);
  expect((await ended)[1]).toBe("SIGKILL");
  const asked = performance.now();
  let taken = take();
  for (; taken.length === 0; taken = take()) await pause(50);
  expect(performance.now() - asked).toBeLessThan(1500);
  expect(taken).toMatchObject([{ key: "endless", tries: 1 }]);
  connection.close();
});
