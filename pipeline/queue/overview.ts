import { sql } from "kysely";
import * as z from "zod";
import type { Connection } from "../database/statements.ts";
import { type DeadJob, type DoneCount, type QueueCount, STAGES, type Stage } from "../types/queue.ts";
import { db, rowsOf } from "./tables.ts";

const stage = z.enum(STAGES);
const countSchema = z.object({ stage, state: z.enum(["due", "later", "held", "dead"]), jobs: z.number(), oldestSeconds: z.number() });
const doneSchema = z.object({ stage, jobs: z.number() });
const deadSchema = z.object({
  id: z.number(),
  stage,
  key: z.string(),
  host: z.string().nullable(),
  tries: z.number(),
  error: z.string(),
  at: z.string(),
});

const now = sql<string>`statement_timestamp()`;

/** How many jobs there are, by stage and by what they wait for. */
export function countJobs(connection: Connection): readonly QueueCount[] {
  const state = sql<string>`CASE WHEN state IN ('held', 'dead') THEN state WHEN state = 'waiting' AND due <= ${now} THEN 'due' ELSE 'later' END`;
  const query = db
    .selectFrom("jobs")
    .select(({ fn }) => [
      "stage",
      state.as("state"),
      fn.countAll().as("jobs"),
      sql`greatest(0, extract(epoch FROM ${now} - min(due)))`.as("oldestSeconds"),
    ])
    .groupBy(["stage", state]);
  return rowsOf(connection, query.compile()).map((row) => countSchema.parse(row));
}

/** How many jobs were done. */
export function countDone(connection: Connection): readonly DoneCount[] {
  const query = db
    .selectFrom("jobs_done")
    .select(({ fn }) => ["stage", fn.sum("jobs").as("jobs")])
    .groupBy("stage");
  return rowsOf(connection, query.compile()).map((row) => doneSchema.parse(row));
}

/** Jobs that were given up, the last ones first. */
export function listDead(connection: Connection, { stage, limit }: { stage?: Stage; limit: number }): readonly DeadJob[] {
  const at = sql<string>`to_char(failed AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const query = db
    .selectFrom("jobs")
    .select(["id", "stage", "key", "host", "tries", "error", at.as("at")])
    .where("state", "=", "dead")
    .$if(stage !== undefined, (some) => some.where("stage", "=", stage ?? "crawl"))
    .orderBy("failed", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  return rowsOf(connection, query.compile()).map((row) => deadSchema.parse(row));
}
