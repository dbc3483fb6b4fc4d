import type { Job, LeaseKeeper } from "../../types/queue.ts";

/** The jobs that this process holds. */
export interface Holdings {
  readonly add: (jobs: readonly Job[]) => void;
  readonly drop: (job: Job) => void;
  readonly has: (job: Job) => boolean;
  /** Those that have turned out to be somebody else's since it was asked last; and what kept leases from being extended. */
  readonly news: () => { readonly lost: readonly Job[]; readonly failure: Error | null };
}

export function makeHoldings(leases: Pick<LeaseKeeper, "hold" | "drop" | "news">): Holdings {
  const held = new Map<number, Job>();
  let [lost, failure]: [Job[], Error | null] = [[], null];
  const look = (): void => {
    const news = leases.news();
    for (const { id, lease } of news.lost) {
      const job = held.get(id);
      // One that has ended meanwhile is not there either.
      if (job?.lease !== lease) continue;
      held.delete(id);
      lost.push(job);
    }
    failure = news.failure ?? failure;
  };
  return {
    add: (jobs) => {
      for (const job of jobs) held.set(job.id, job);
      if (jobs.length > 0) leases.hold(jobs);
    },
    drop: (job) => {
      held.delete(job.id);
      leases.drop(job);
    },
    has: ({ id, lease }) => {
      look();
      return held.get(id)?.lease === lease;
    },
    news: () => {
      look();
      const told = { lost, failure };
      [lost, failure] = [[], null];
      return told;
    },
  };
}
