/** What is done to a document, in this order; a machine may do some of it only. */
export type Stage = "crawl" | "read" | "extract" | "index" | "aggregate";

export const STAGES: readonly Stage[] = ["crawl", "read", "extract", "index", "aggregate"];

/** Something to be done. */
export interface NewJob {
  readonly stage: Stage;
  /** What it is about: while a job of this stage with this key waits or is being done, adding it again changes nothing (but lifts its priority, and makes it due earlier). */
  readonly key: string;
  /** Jobs of one stage with the same lane are done one after the other in the order in which they were added: an address, so that its versions come in order. The key, where absent. */
  readonly lane?: string;
  /** Of crawl jobs: a host is served by one job at a time over all machines. */
  readonly host?: string;
  /** JSON. */
  readonly data: unknown;
  /** The greater the sooner; 0. */
  readonly priority?: number;
  /** Not before so many seconds from now. */
  readonly delaySeconds?: number;
}

/** A job that this worker holds, until its lease ends. */
export interface Job {
  readonly id: number;
  readonly stage: Stage;
  readonly key: string;
  readonly lane: string;
  readonly host: string | null;
  readonly data: unknown;
  /** How often it was begun before. */
  readonly tries: number;
  /** Names this holding of it: what an earlier holder says about it no longer counts. */
  readonly lease: string;
}

export interface QueueCount {
  readonly stage: Stage;
  /** `due`: could be begun now; `later`: delayed, or behind another of its lane or host; `held`: being done; `dead`: given up. */
  readonly state: "due" | "later" | "held" | "dead";
  readonly jobs: number;
  /** Seconds since the oldest of them became due. */
  readonly oldestSeconds: number;
}

/** A job that was given up, with what it failed of. */
export interface DeadJob {
  readonly id: number;
  readonly stage: Stage;
  readonly key: string;
  readonly host: string | null;
  readonly tries: number;
  /** The message of the last failure. */
  readonly error: string;
  /** ISO time. */
  readonly at: string;
}

/**
 * Work for many machines: every job is done at least once, and its effects once where they are written through the same connection in the transaction that finishes it. Times are those of
 * the database's clock, never of a machine's. Small on purpose, so that another queue can stand behind it. Every function throws StoreBroken.
 */
export interface Queue {
  /** Returns how many were not there yet. */
  add(jobs: readonly NewJob[]): number;
  /** Takes up to `most` jobs that are due, greatest priority first, then oldest; they are this worker's for `leaseSeconds`. Those of a worker that has died come back when their lease has ended. */
  take(query: { stages: readonly Stage[]; worker: string; leaseSeconds: number; most: number }): readonly Job[];
  /** Holds jobs for longer; returns the ids of those that are still this worker's. */
  extend(jobs: readonly Job[], leaseSeconds: number): ReadonlySet<number>;
  /** To be called in the transaction that writes what was done. Throws LeaseLost when the job is somebody else's by now: then all of it must be undone. */
  finish(job: Job): void;
  /** Gives a failed job back, to be begun again after a growing pause, or up for dead when it has failed too often (`give`: at once). */
  fail(job: Job, failure: { error: string; give?: boolean }): "later" | "dead";
  /** Gives a job back as if it had not been begun: a worker that stops. */
  release(jobs: readonly Job[]): void;
  counts(): readonly QueueCount[];
  dead(query: { stage?: Stage; limit: number }): readonly DeadJob[];
  /** Lets dead jobs be begun again; returns how many. */
  revive(query: { stage?: Stage; id?: number }): number;
}

/** When hosts may be asked, over all machines. */
export interface HostClock {
  /**
   * Books the next request to a host, `gapMs` after the one before it or now, and returns in how many milliseconds it may begin. Two callers never get the same moment, however late they
   * begin it or if they die before it.
   */
  book(host: string, gapMs: number): number;
  /** Nobody asks this host before so many seconds from now (Retry-After). */
  hold(host: string, seconds: number): void;
}
