import { type Aggregate, aggregateJob } from "./payloads.ts";
import type { Shift } from "./shift.ts";

/** Jobs over all documents are added by each process at most so often; and looked after, in case one that has died would have added one. */
const [ADDED_MS, SWEEP_MS] = [2000, 15_000];
/** What is taken together waits until there is something of it. */
const DELAY_SECONDS = 2;

/** The jobs over all documents that a process owes. */
export interface Owed {
  /** Something was written that is to be taken together with what others write. */
  readonly add: (what: Aggregate) => void;
  /** Adds the jobs when it is time; `isIdle`: those that are owed at once. */
  readonly look: (isIdle: boolean) => Promise<void>;
}

export function makeOwed({ desk, options, outages }: Pick<Shift, "desk" | "options" | "outages">): Owed {
  const owed = new Set<Aggregate>();
  let [added, swept] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    add: (what) => void owed.add(what),
    look: async (isIdle) => {
      const now = performance.now();
      if (isIdle && options.stages.includes("aggregate") && now - swept > SWEEP_MS) {
        swept = now;
        if (await outages.lasting(() => desk.store.unsettled() > 0)) owed.add("reports");
      }
      if (owed.size === 0 || (!isIdle && now - added < ADDED_MS)) return;
      // With nothing else to do there is nothing to wait for.
      await outages.lasting(() => desk.queue.add([...owed].map((what) => aggregateJob(what, isIdle ? 0 : DELAY_SECONDS))));
      owed.clear();
      added = now;
    },
  };
}
