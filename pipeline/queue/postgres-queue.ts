import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import { DatabaseFailed } from "../database/postgres.ts";
import type { Bindings, Connection, Row } from "../database/statements.ts";
import { LeaseLost } from "../types/errors.ts";
import { type Job, MOST_TRIES, type NewJob, type Queue, STAGES } from "../types/queue.ts";
import { asked } from "./asked.ts";
import { countDone, countJobs, listDead } from "./overview.ts";
import { prepareQueue } from "./prepare.ts";

const stage = z.enum(STAGES);
const jobSchema = z
  .object({
    id: z.number(),
    stage,
    key: z.string(),
    lane: z.string(),
    host: z.string().nullable(),
    data: z.string(),
    tries: z.number(),
    lease: z.string(),
  })
  .transform((row): Job => ({ ...row, data: JSON.parse(row.data) }));

/** What the first failure makes a job wait: a site or a disk that is ill for a moment is well again by then; after four of them ten minutes have gone by. */
const FIRST_PAUSE_SECONDS = 5;

/** Written for people who look at dead jobs. */
const DIED = "Tiến trình nhận việc này đã dừng đột ngột hoặc không còn báo về.";

const TAKE = `SELECT id, stage, key, lane, host, data, tries - 1 AS tries, lease
  FROM take_jobs(json_texts(:stages), :worker, :lease, :seconds, :most, ${MOST_TRIES}, :pause, :reason)`;
const FAIL = `SELECT fail_job(:lane, :stage, :id, :lease, :reason, :give = 1, ${MOST_TRIES}, :pause) AS state`;
/** One after the other, as each must see what the one before has left of its lane; the ids of those that somebody else holds. */
const FINISH = `SELECT id FROM json_to_recordset(CAST(? AS json)) AS m (lane text, stage text, id bigint, lease text) WHERE NOT finish_job(lane, stage, id, lease)`;
const PROCEED = "UPDATE jobs SET tries = 1 WHERE lane = :lane AND stage = :stage AND id = :id AND lease = :lease";

/**
 * The queue in PostgreSQL, whose tables are brought forward first. The connection may be shared with the store, so that one transaction holds a job and what was written for it.
 * `firstPauseSeconds`: what the first failure makes a job wait.
 */
export function openQueue(connection: Connection, { firstPauseSeconds = FIRST_PAUSE_SECONDS }: { firstPauseSeconds?: number } = {}): Queue {
  const { row, rows } = connection;
  const ask = <T>(work: () => T): T => asked(connection, work);
  const first = (sql: string, bindings: Bindings): unknown => Object.values(ask(() => row(sql, bindings)) ?? {})[0];
  ask(() => prepareQueue(connection));
  return {
    add: (jobs) => (jobs.length === 0 ? 0 : Number(first("SELECT add_jobs(?)", [JSON.stringify(rowsOf(jobs))]))),
    take: ({ stages, worker, leaseSeconds, most }) => {
      const bindings = {
        stages: JSON.stringify(stages),
        lease: randomUUID(),
        worker,
        seconds: leaseSeconds,
        most,
        pause: firstPauseSeconds,
        reason: DIED,
      };
      return ask(() => unlessTaken(() => rows(TAKE, bindings))).map((found) => jobSchema.parse(found));
    },
    finish: (...jobs) => {
      const left = ask(() => rows(FINISH, [listed(jobs)])).map(({ id }) => Number(id));
      const gone = jobs.find(({ id }) => left.includes(id));
      if (gone !== undefined) throw lost(gone);
    },
    proceed: (job) => {
      if (ask(() => connection.run(PROCEED, heldBy(job))) === 0) throw lost(job);
    },
    fail: (job, { error, give = false }) => {
      const state = first(FAIL, { ...heldBy(job), reason: error, give: give ? 1 : 0, pause: firstPauseSeconds });
      if (state === null) throw lost(job);
      return state === "dead" ? "dead" : "later";
    },
    release: (jobs) => void first("SELECT release_jobs(?)", [listed(jobs)]),
    counts: () => ask(() => countJobs(connection)),
    done: () => ask(() => countDone(connection)),
    dead: (query) => ask(() => listDead(connection, query)),
    revive: ({ stage = null, id = null }) => Number(first("SELECT revive_jobs(?, ?)", [stage, id])),
  };
}

/** What an index can hold of a key; a longer one keeps its beginning and its hash. */
const MOST_BYTES = 1000;
const shortened = (key: string): string =>
  Buffer.byteLength(key) <= MOST_BYTES ? key : `${key.slice(0, 200)}…${createHash("sha256").update(key).digest("hex")}`;

/** The rows to be added, one for each key. JSON twice, as PostgreSQL refuses some escapes in what it reads as JSON. */
function rowsOf(jobs: readonly NewJob[]): readonly Row[] {
  const rows = new Map<string, { readonly priority: number; readonly delay: number }>();
  for (const { stage, key, lane = key, host, data, priority = 0, delaySeconds: delay = 0 } of jobs) {
    const name = JSON.stringify([stage, key]);
    const known = rows.get(name) ?? {
      stage,
      key: shortened(key),
      lane: shortened(host ?? lane),
      host: host ?? null,
      data: JSON.stringify(data ?? null),
      priority,
      delay,
    };
    rows.set(name, { ...known, priority: Math.max(known.priority, priority), delay: Math.min(known.delay, delay) });
  }
  return [...rows.values()];
}

const heldBy = ({ lane, stage, id, lease }: Job) => ({ lane, stage, id, lease });
const listed = (jobs: readonly Job[]): string => JSON.stringify(jobs.map(heldBy));

const lost = ({ stage, key }: Job): LeaseLost =>
  new LeaseLost(
    `Việc "${stage}" của ${key} đã được giao lại cho tiến trình khác vì quá hạn giữ.`,
    "Không cần làm gì: tiến trình kia sẽ làm việc này; phần đang ghi dở được hủy.",
  );

/** Two who take two jobs of one lane at the same moment: the index on held ones lets one of them through. The other asks again. */
function unlessTaken<T>(take: () => readonly T[]): readonly T[] {
  for (let tries = 0; tries < 3; tries++) {
    try {
      return take();
    } catch (cause) {
      if (!(cause instanceof DatabaseFailed && cause.code === "PG_23505")) throw cause;
    }
  }
  return [];
}
