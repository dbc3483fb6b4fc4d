import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import type { Job, NewJob, Queue, Stage } from "../../pipeline/types/queue.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { makeModel } from "./model.ts";

let fresh: Fresh;
let connection: Connection;
let queue: Queue;

beforeAll(() => {
  fresh = freshDatabase();
  connection = openPostgres(fresh.url);
  queue = openQueue(connection, { firstPauseSeconds: 0 });
});
afterAll(() => {
  connection.close();
  fresh.drop();
});

const STAGES: readonly Stage[] = ["read", "extract"];
const newJob: fc.Arbitrary<NewJob> = fc
  .record({
    stage: fc.constantFrom(...STAGES),
    n: fc.nat(3),
    data: fc.nat(3),
    priority: fc.constantFrom(0, 0, 0, 1, -1),
    delaySeconds: fc.constantFrom(0, 0, 0, 3600),
  })
  // A key keeps to one lane: two keys share one.
  .map(({ n, ...rest }) => ({ key: `k${n}`, lane: `l${Math.floor(n / 2)}`, ...rest }));
const which = fc.nat(50);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      jobs: fc.uniqueArray(newJob, { maxLength: 4, selector: ({ stage, key }) => stage + key }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("take" as const),
      stages: fc.subarray([...STAGES], { minLength: 1 }),
      most: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("finish" as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("fail" as const, "give" as const, "release" as const, "proceed" as const), which }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("lose" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("revive" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The queue and the plain list side by side; each step is done to both, and what both answer is compared. */
function makePair() {
  const model = makeModel();
  let held: readonly Job[] = [];
  const settle = (kind: "finish" | "fail" | "give" | "release" | "proceed", job: Job): void => {
    if (kind !== "proceed") held = held.filter((other) => other !== job);
    if (kind === "finish") queue.finish(job);
    else if (kind === "release") queue.release([job]);
    else if (kind === "proceed") queue.proceed(job);
    else queue.fail(job, { error: "hỏng", give: kind === "give" });
    if (kind === "fail" || kind === "give") model.fail(job, kind === "give");
    else model[kind](job);
  };
  return {
    model,
    perform: (one: Step): void => {
      model.step();
      if (one.kind === "add") expect(queue.add(one.jobs)).toBe(model.add(one.jobs));
      else if (one.kind === "revive") expect(queue.revive({})).toBe(model.revive());
      else if (one.kind === "lose") {
        // The next one who takes something brings them back.
        connection.exec("UPDATE jobs SET until = '2000-01-01' WHERE state = 'held'");
        queue.take({ stages: [], worker: "w", leaseSeconds: 60, most: 1 });
        model.loseAll();
        held = [];
      } else if (one.kind === "take") {
        const taken = queue.take({ stages: one.stages, worker: "w", leaseSeconds: 60, most: one.most });
        const expected = model.take(one.stages, one.most).map(({ stage, key, data, begun }) => ({ stage, key, data, tries: begun - 1 }));
        expect(taken.map(({ stage, key, data, tries }) => ({ stage, key, data, tries }))).toEqual(expected);
        held = [...held, ...taken];
      } else if (held.length > 0) settle(one.kind, held[one.which % held.length]!);
    },
  };
}

it("does what a plain list would do, whatever is done to it in whatever order", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      connection.exec("TRUNCATE jobs");
      const { model, perform } = makePair();
      for (const one of steps) {
        perform(one);
        const known = model.jobs().map(({ stage, key, priority, begun }) => ({ stage, key, priority, tries: begun }));
        expect(connection.rows("SELECT stage, key, priority, tries FROM jobs ORDER BY stage, key", [])).toEqual(
          known.toSorted((a, b) => (a.stage + a.key < b.stage + b.key ? -1 : 1)),
        );
      }
    }),
    { numRuns: 100 },
  );
});
