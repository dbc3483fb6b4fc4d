import type { Connection } from "../../database/statements.ts";
import { type IndexWriter, makeIndexWriter } from "../../search/postgres.ts";
import {
  assertOwnAnalyzer,
  beginKeeping,
  endRenewal,
  goOnRenewing,
  keepingOf,
  staleAmong,
  takeRenewal,
} from "../../search/postgres-keeping.ts";
import type { NewJob } from "../../types/queue.ts";
import type { Run } from "../../types/run.ts";
import type { Store } from "../../types/store.ts";
import { indexJob, renewalJob } from "./payloads.ts";
import type { Desk } from "./stage.ts";

/** Articles that are looked at in one transaction; the queue holds little more of these jobs at a time. */
const PORTION = 500;

/** Behind all that is new. */
const PRIORITY = -2;

/**
 * Has the index kept by workers from now on. Where another analyser has made its rows (after a program update), or where nobody knows whether it is whole, a job is added that looks at all
 * articles anew, once, however many processes begin; what is there answers meanwhile. Throws StoreBroken for a program that a newer one has left behind.
 */
export function keepIndex({ connection, store, queue }: Pick<Desk, "connection" | "store" | "queue">, log: Run["log"]): void {
  const before = keepingOf(connection)?.analyzer ?? "";
  const state = connection.transact("write", () => {
    const renewing = beginKeeping(connection, store);
    if (renewing !== "whole") queue.add([renewalJob()]);
    return renewing;
  });
  if (state !== "whole") log("warn", "index/renewing", { state, madeBy: before });
}

/** Looks at the next articles, and returns the jobs of those that the index does not have as they are, and one to go on behind these; none at the end. */
export function renew({ connection, store }: Pick<Desk, "connection" | "store">, portion = PORTION): readonly NewJob[] {
  const renewal = takeRenewal(connection);
  if (renewal === null) return [];
  // The last jobs have been begun by now: nothing is left behind them.
  if (renewal.after === null) {
    endRenewal(connection);
    return [];
  }
  const { items, next } = store.listArticles({ limit: portion, ...(renewal.after === "" ? {} : { after: renewal.after }) });
  goOnRenewing(connection, next);
  const urls = new Set(staleAmong(connection, store, items).map(({ url }) => url));
  // Due at once, so that they come before the one that goes on.
  return [...[...urls].map((url) => ({ ...indexJob(url), priority: PRIORITY, delaySeconds: 0 })), renewalJob()];
}

/** The writer of search rows of one process, and whether the index is still its business. */
export interface Keeper {
  readonly index: () => IndexWriter;
  /** Throws StoreBroken when this process writes search rows and a program with another analyser has taken over. */
  readonly assertStill: () => void;
}

/** Only who writes search rows makes their tables, and becomes the one who keeps them. */
export function makeKeeper(connection: Connection, store: Store): Keeper {
  let made: IndexWriter | null = null;
  const make = (): IndexWriter => {
    const write = makeIndexWriter(connection, store);
    return (articles, dropped) =>
      connection.transact("write", () => {
        // In the transaction that writes: whoever has taken over makes these rows anew after it.
        assertOwnAnalyzer(connection);
        write(articles, dropped);
      });
  };
  return {
    index: () => {
      made ??= make();
      return made;
    },
    assertStill: () => {
      if (made !== null) assertOwnAnalyzer(connection);
    },
  };
}
