// @ts-check
import { setTimeout as pause } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import pg from "pg";

/**
 * Holds a worker's jobs for longer while its main thread is at one long document or waits for the database. It says what it has lost and what failed; where the database is away it goes on trying.
 * @typedef {{ lane: string, stage: string, id: number, lease: string }} Held
 * @typedef {{ held: Held[] } | { dropped: Pick<Held, "id" | "lease"> }} Message
 */
const { port, url, leaseSeconds } = /** @type {{ port: import("node:worker_threads").MessagePort, url: string, leaseSeconds: number }} */ (
  workerData
);

/** Three beats may fail before a lease ends; after a failure the next one comes sooner. */
const BEAT_MS = (leaseSeconds * 1000) / 4;
const [RETRY_MS, ANSWER_MS] = [Math.min(1000, BEAT_MS), Math.max(1000, BEAT_MS)];

/** @type {Map<string, Held>} */
const held = new Map();
const keyOf = (/** @type {Pick<Held, "id" | "lease">} */ { id, lease }) => `${id} ${lease}`;

port.on("message", (/** @type {Message} */ message) => {
  if ("held" in message) for (const job of message.held) held.set(keyOf(job), job);
  else held.delete(keyOf(message.dropped));
});

/** @type {pg.Client | null} */
let client = null;

async function connected() {
  if (client !== null) return client;
  const made = new pg.Client({
    connectionString: url,
    application_name: "dangvu-leases",
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  // A connection that breaks is noticed at the next question.
  made.on("error", () => {});
  client = made;
  await made.connect();
  return made;
}

async function extend() {
  const jobs = [...held.values()];
  if (jobs.length === 0) return;
  const db = await connected();
  const { rows } = await db.query("SELECT extend_jobs($1, $2) AS id", [JSON.stringify(jobs), leaseSeconds]);
  const kept = new Set(rows.map(({ id }) => Number(id)));
  const lost = jobs.filter(({ id }) => !kept.has(id));
  for (const job of lost) held.delete(keyOf(job));
  if (lost.length > 0) port.postMessage({ lost: lost.map(({ id, lease }) => ({ id, lease })) });
}

for (;;) {
  try {
    await extend();
    await pause(BEAT_MS);
  } catch (error) {
    const { message, code } = /** @type {any} */ (error);
    port.postMessage({ failed: { message: String(message), code: String(code ?? "") } });
    client?.end().catch(() => {});
    client = null;
    await pause(RETRY_MS);
  }
}
