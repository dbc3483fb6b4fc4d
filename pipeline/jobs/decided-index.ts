import type { Connection } from "../database/statements.ts";
import { openQueue } from "../queue/postgres-queue.ts";
import { isKeptByWorkers } from "../search/postgres-keeping.ts";
import { storeBroken } from "../store/errors.ts";
import type { Decision } from "../types/review.ts";
import type { Store } from "../types/store.ts";
import { indexJob } from "./worker/payloads.ts";

/**
 * The same store over `connection`, whose decisions come into the search index: where workers keep that, they do not compare it with the store, so a decision and the job that brings what it
 * has changed into the index are one transaction. Elsewhere the index is compared when it is opened.
 */
export function withIndexJobs(store: Store, connection: Connection): Store {
  const decide = (decision: Decision): void => {
    try {
      connection.transact("write", () => {
        store.decide(decision);
        if (isKeptByWorkers(connection)) openQueue(connection).add(addressesOf(decision, store).map(indexJob));
      });
    } catch (cause) {
      throw storeBroken(connection.place, cause);
    }
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === "decide") return decide;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Where the articles stand that a decision is about: at the address of its figure, and the article itself, which may have come under another one since. */
function addressesOf({ url, article }: Decision, store: Store): readonly string[] {
  return [...new Set([url, store.head(article)?.url ?? url])];
}
