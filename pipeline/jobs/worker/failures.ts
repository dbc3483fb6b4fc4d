import { DatabaseFailed, isConnectionLost } from "../../database/postgres.ts";
import { DangvuError, LeaseLost } from "../../types/errors.ts";

/**
 * What a failure means for the job: `lost`: the database is away; `outage`: nothing can be written or read for now, which is not the job's fault; `undone`: undone for another
 * transaction's sake, to be done again at once; `taken`: the job is somebody else's by now; `skip`: there is nothing to be had out of it; `fail`: anything else, to be tried again later.
 */
export type Verdict = "lost" | "outage" | "undone" | "taken" | "skip" | "fail";

/** Insufficient resources, operator intervention, login refused, no such database, read-only (a replica): every other job would fail as well. A right that is missing does not come by waiting (rights.ts). */
const OUTAGES = /^PG_(?:53|57|58|28|3D|25006|XX)/u;
/** serialization_failure, deadlock_detected. */
const UNDONE = /^PG_(?:40001|40P01)$/u;

export function judge(error: unknown): Verdict {
  if (isCausedBy(error, (cause) => cause instanceof LeaseLost)) return "taken";
  if (isConnectionLost(error)) return "lost";
  if (isCausedBy(error, (cause) => cause instanceof DatabaseFailed && UNDONE.test(cause.code))) return "undone";
  if (isCausedBy(error, (cause) => cause instanceof DatabaseFailed && OUTAGES.test(cause.code))) return "outage";
  return error instanceof DangvuError && error.next === "skip" ? "skip" : "fail";
}

function isCausedBy(error: unknown, is: (cause: unknown) => boolean): boolean {
  return is(error) || (error instanceof Error && error.cause !== undefined && isCausedBy(error.cause, is));
}

/** Enough for a list of dead jobs; PostgreSQL tells whole values. */
const MOST_LETTERS = 2000;

/** The message that stays with a failed job, with what to do where that is known. */
export function describe(error: unknown): string {
  const text =
    error instanceof DangvuError
      ? `${error.message} ${error.hint}`
      : error instanceof Error
        ? `${error.name}: ${error.message}`
        : String(error);
  return text.slice(0, MOST_LETTERS);
}
