import type { Connection } from "../../database/statements.ts";
import { openQueue } from "../../queue/postgres-queue.ts";
import { indexJob } from "../worker/payloads.ts";

/** Addresses whose jobs are added in one transaction. */
const STEP = 1000;

/**
 * Lets workers bring every page of a store into the search index, which is not moved: once workers write to it nobody else looks whether it is whole. Returns how many jobs that is;
 * those that wait already stay as they are.
 */
export function addIndexing(connection: Connection): number {
  const queue = openQueue(connection);
  let [jobs, after] = [0, ""];
  for (;;) {
    const rows = connection.rows("SELECT url FROM addresses WHERE url > ? ORDER BY url LIMIT ?", [after, STEP]);
    queue.add(rows.map(({ url }) => indexJob(String(url))));
    jobs += rows.length;
    if (rows.length < STEP) return jobs;
    after = String(rows.at(-1)?.url);
  }
}
