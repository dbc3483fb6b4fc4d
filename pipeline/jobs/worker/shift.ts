import type { Stage } from "../../types/queue.ts";
import type { Run } from "../../types/run.ts";
import type { Holdings } from "./holdings.ts";
import type { Meter } from "./meter.ts";
import type { Outages } from "./outage.ts";
import type { Desk } from "./stage.ts";

/** What one process is told to do. */
export interface WorkerOptions {
  /** How the queue lists this process. */
  readonly name: string;
  readonly stages: readonly Stage[];
  /** Hosts that are visited at once. */
  readonly concurrency: number;
  /** A job of a process that has died comes back after so long. */
  readonly leaseSeconds: number;
  /** End when nothing is left to do, now or later. */
  readonly isOnce: boolean;
}

/** What both loops of a process share. */
export interface Shift {
  readonly desk: Desk;
  readonly options: WorkerOptions;
  readonly holdings: Holdings;
  readonly meter: Meter;
  readonly outages: Outages;
  readonly log: Run["log"];
  /** No new jobs from then on. */
  readonly drain: AbortSignal;
}

/** Is nothing left of these stages, for anybody, now or later? */
export async function isAllDone({ desk, options, outages }: Pick<Shift, "desk" | "options" | "outages">): Promise<boolean> {
  const counts = await outages.lasting(() => desk.queue.counts());
  return counts.every(({ stage, state, jobs }) => state === "dead" || jobs === 0 || !options.stages.includes(stage));
}
