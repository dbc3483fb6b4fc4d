import type { NewJob } from "../../types/queue.ts";
import { aggregateJob, aggregateSchema, indexArticlesJobs } from "./payloads.ts";
import { type Desk, defineStage } from "./stage.ts";

/** Pages that are settled in one transaction, which must end well within a lease: nobody else settles meanwhile, and what it has looked at must still be true at its end. */
const MOST = 64;

/** What is found out over all documents: which articles carry one report, and the search index as a whole. */
export const aggregateStage = defineStage({
  prepare: ({ data }) => aggregateSchema.parse(data).what,
  write: (asked, desk) => [...new Set(asked)].flatMap((what) => (what === "reports" ? settle(desk) : merge(desk))),
});

/** Articles that repeat another one by now, or no longer do, come into the search index anew. */
function settle({ store }: Desk): readonly NewJob[] {
  const changed = store.settle(MOST);
  const left = store.unsettled();
  return [...indexArticlesJobs(changed, store.version()), ...(left === 0 ? [] : [aggregateJob("reports", 0)])];
}

function merge({ mergeSearch }: Desk): readonly NewJob[] {
  return mergeSearch() === 0 ? [] : [aggregateJob("search", 0)];
}
