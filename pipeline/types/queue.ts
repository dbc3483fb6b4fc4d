/** What is done to a document, in this order; a machine may do some of it only. */
export type Stage = "crawl" | "read" | "extract" | "index" | "aggregate";

export const STAGES: readonly Stage[] = ["crawl", "read", "extract", "index", "aggregate"];

/** Something to be done. */
export interface NewJob {
  readonly stage: Stage;
  /**
   * What it is about; a key keeps to one lane. While a job of this stage with this key waits, adding it again changes nothing (but lifts its priority, and makes it due earlier). While it is being
   * done, it will be done once more afterwards, with the data it has: what was written before the adding is never overlooked. One that was given up begins anew with these data.
   */
  readonly key: string;
  /** Jobs of one stage with the same lane are done one after the other in the order in which they were added: an address, so that its versions come in order. The host or else the key, where absent. */
  readonly lane?: string;
  /** Of crawl jobs: a host is served by one job at a time over all machines; it is the lane of such a job, whatever `lane` says. */
  readonly host?: string;
  /** JSON. */
  readonly data: unknown;
  /** A whole number of few levels: the greater the sooner; 0. */
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

/** How many jobs of a stage were done since the queue was made. */
export interface DoneCount {
  readonly stage: Stage;
  readonly jobs: number;
}

/** A job that was begun so often without an end is given up. */
export const MOST_TRIES = 5;

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
 * the database's clock, never of a machine's. Small on purpose, so that another queue can stand behind it. Every function throws StoreBroken;
 * inside of a transaction the error of the database as it is, so that the transaction can be tried again.
 */
export interface Queue {
  /** Returns how many were not there yet. To be called late in a transaction: others who add the same job, or one of its lane, wait until that ends. */
  add(jobs: readonly NewJob[]): number;
  /**
   * Takes up to `most` jobs that are due, greatest priority first, then oldest; they are this worker's for `leaseSeconds`. Those of a worker that has died come back when their lease has ended,
   * from the second time on after a growing pause; after MOST_TRIES beginnings they are given up. Not to be called inside a transaction.
   */
  take(query: { stages: readonly Stage[]; worker: string; leaseSeconds: number; most: number }): readonly Job[];
  /** To be called in the transaction that writes what was done. Throws LeaseLost when the job is somebody else's by now: then all of it must be undone. */
  finish(...jobs: readonly Job[]): void;
  /** To be called in the transaction that writes a part of what a long job does. Throws LeaseLost like `finish`; else its tries count anew, as it moves on. */
  proceed(job: Job): void;
  /** Gives a failed job back, to be begun again after a growing pause, or up for dead when it has failed too often (`give`: at once). Throws LeaseLost. */
  fail(job: Job, failure: { error: string; give?: boolean }): "later" | "dead";
  /** Gives a job back as if it had not been begun: a worker that stops. */
  release(jobs: readonly Job[]): void;
  counts(): readonly QueueCount[];
  done(): readonly DoneCount[];
  dead(query: { stage?: Stage; limit: number }): readonly DeadJob[];
  /** Lets dead jobs be begun again; returns how many. */
  revive(query: { stage?: Stage; id?: number }): number;
}

/** Holds the jobs of a process for longer, again and again, also while its main thread is at one long document. It ends with the process: then the leases do. */
export interface LeaseKeeper {
  hold(jobs: readonly Job[]): void;
  /** Of what has ended. A job that is dropped at this very moment may still be told to be lost. */
  drop(job: Job): void;
  /** Since it was asked last: the jobs that are somebody else's, held no longer; and why leases could not be extended, where that failed. */
  news(): { readonly lost: readonly Pick<Job, "id" | "lease">[]; readonly failure: Error | null };
  close(): Promise<void>;
}

/** When hosts may be asked, over all machines. */
export interface HostClock {
  /**
   * Books the next request to a host, `gapMs` after the one before it or now, and returns in how many milliseconds it may begin. Two callers never get the same moment, however late they
   * begin it or if they die before it.
   */
  book(host: string, gapMs: number): number;
  /** A request to this host has begun or ended just now: the gap to the next one counts from here, where that is later than it was booked for. */
  mark(host: string): void;
  /** Nobody asks this host before so many seconds from now (Retry-After). */
  hold(host: string, seconds: number): void;
}
