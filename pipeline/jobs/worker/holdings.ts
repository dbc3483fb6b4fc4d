import type { Job, Queue } from "../../types/queue.ts";

/** The jobs that this process holds. */
export interface Holdings {
  readonly add: (jobs: readonly Job[]) => void;
  readonly drop: (job: Job) => void;
  readonly has: (job: Job) => boolean;
  /** Holds them all for longer. Those that are somebody else's by now are dropped and returned. */
  readonly extend: () => readonly Job[];
}

export function makeHoldings(queue: Pick<Queue, "extend">, leaseSeconds: number): Holdings {
  const held = new Map<number, Job>();
  return {
    add: (jobs) => {
      for (const job of jobs) held.set(job.id, job);
    },
    drop: ({ id }) => void held.delete(id),
    has: ({ id, lease }) => held.get(id)?.lease === lease,
    extend: () => {
      if (held.size === 0) return [];
      const kept = queue.extend([...held.values()], leaseSeconds);
      const lost = [...held.values()].filter(({ id }) => !kept.has(id));
      for (const { id } of lost) held.delete(id);
      return lost;
    },
  };
}
