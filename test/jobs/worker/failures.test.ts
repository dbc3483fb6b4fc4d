import { expect, it } from "vitest";
import { DatabaseFailed } from "../../../pipeline/database/postgres.ts";
import { describe, judge, type Verdict } from "../../../pipeline/jobs/worker/failures.ts";
import { LeaseLost, StoreBroken, UnreadableDocument } from "../../../pipeline/types/errors.ts";

const database = (code: string): DatabaseFailed => new DatabaseFailed("refused", code);
const wrapped = (cause: unknown): StoreBroken => new StoreBroken("broken", "mend it", cause);

const CASES: readonly (readonly [what: string, error: unknown, verdict: Verdict])[] = [
  ["a lost connection", database("PG_LOST"), "lost"],
  ["a lost connection in the store's words", wrapped(database("PG_LOST")), "lost"],
  ["a full disk", wrapped(database("PG_53100")), "outage"],
  ["a server that only reads", wrapped(database("PG_25006")), "outage"],
  ["a right that is missing", wrapped(database("PG_42501")), "fail"],
  ["a password that is refused", database("PG_28P01"), "outage"],
  ["a deadlock", wrapped(database("PG_40P01")), "undone"],
  ["a lost lease", new LeaseLost("gone", "nothing"), "taken"],
  ["a lost lease, found by the store", wrapped(new LeaseLost("gone", "nothing")), "taken"],
  ["a document without text", new UnreadableDocument("empty", "none"), "skip"],
  ["a value that the database refuses", wrapped(database("PG_22021")), "fail"],
  ["a fault of ours", new TypeError("undefined"), "fail"],
];

it.each(CASES)("takes %s for what it is", (_, error, verdict) => {
  expect(judge(error)).toBe(verdict);
});

it("keeps message and hint of a failed job, and no more than a list can show", () => {
  expect(describe(wrapped(null))).toBe("broken mend it");
  expect(describe(new TypeError("x".repeat(9000))).length).toBe(2000);
});
