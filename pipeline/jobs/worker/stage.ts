import type { Connection } from "../../database/statements.ts";
import type { IndexWriter } from "../../search/postgres.ts";
import type { Job, LeaseKeeper, NewJob, Queue, Stage } from "../../types/queue.ts";
import type { RawPages } from "../../types/raw-pages.ts";
import type { Source, SourceId } from "../../types/source.ts";
import type { Store } from "../../types/store.ts";

/** The stages that one process does one job of at a time: they are limited by its processor. Crawling waits for sites and goes on beside them (crawl.ts). */
export type DeskStage = Exclude<Stage, "crawl">;

/** What the stages work with: all of it asks through `connection`, so that what a job writes and its end are one transaction. */
export interface Desk {
  readonly connection: Connection;
  readonly queue: Queue;
  readonly store: Store;
  readonly raw: RawPages;
  /** Begins to hold jobs for longer, from a thread of its own, whenever a part of this time has gone by. */
  readonly keepLeases: (leaseSeconds: number) => LeaseKeeper;
  /** Opens the search index for writing; to be called outside of a transaction first, as tables may have to be made. */
  readonly index: () => IndexWriter;
  /** Takes together what was written to the index; returns how many articles that were. */
  readonly mergeSearch: () => number;
  /** Throws StoreBroken when a newer program has brought the tables forward since this one began: it would spoil its jobs. */
  readonly assertStill: () => void;
  /** The entries of today, by their ids. */
  readonly sources: () => ReadonlyMap<SourceId, Source>;
}

/** A stage: what is prepared of a job outside of any transaction, for one job by itself, and how what was prepared of some jobs is written. */
export interface StageDefinition<T> {
  /** Throws an error whose `next` is "skip" for what cannot be done with any number of tries: the job is then done without it. */
  readonly prepare: (job: Job, desk: Desk) => T | Promise<T>;
  /** Called in a transaction, perhaps several times; returns what is to be done next. */
  readonly write: (prepared: readonly T[], desk: Desk) => readonly NewJob[];
}

/** Some jobs of a stage on their way; what is prepared of them is nobody else's business. */
export interface Bench {
  readonly prepare: (job: Job) => Promise<void>;
  readonly write: (jobs: readonly Job[]) => readonly NewJob[];
}

/** The stage with the type of what it prepares put by. */
export type StageWork = (desk: Desk) => Bench;

export function defineStage<T>({ prepare, write }: StageDefinition<T>): StageWork {
  return (desk) => {
    const prepared = new Map<number, { readonly value: T }>();
    return {
      prepare: async (job) => void prepared.set(job.id, { value: await prepare(job, desk) }),
      write: (jobs) => {
        const found = jobs.flatMap(({ id }) => prepared.get(id) ?? []);
        return write(
          found.map(({ value }) => value),
          desk,
        );
      },
    };
  };
}
