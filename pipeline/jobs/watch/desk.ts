import { existsSync } from "node:fs";
import type { WatchDesk } from "../../types/watch.ts";
import { stampOf } from "../serve-index.ts";
import type { Settings } from "../settings.ts";
import { Ledger, ledgerPath } from "./ledger.ts";
import { listsPath, readLists } from "./lists.ts";

/** A feed shows so many facts at most. */
const FEED_FACTS = 500;

/** Where the pages get watch-lists from. */
export function makeWatchDesk(settings: Settings): WatchDesk {
  return {
    names: () => readLists(settings).flatMap(({ name, atom }) => (atom ? [name] : [])),
    feed: (name) => {
      const list = readLists(settings).find((one) => one.name === name);
      if (list?.atom !== true) return null;
      if (!existsSync(ledgerPath(settings))) return { list, batches: [] };
      const ledger = new Ledger(settings);
      try {
        return { list, batches: ledger.batches(name, FEED_FACTS) };
      } finally {
        ledger.close();
      }
    },
  };
}

/** The files that answers about watch-lists are made of. */
export const watchFiles = (settings: Settings): readonly string[] => [listsPath(settings), ledgerPath(settings)];

/** Changes whenever an answer about watch-lists could. */
export const watchStamp = (settings: Settings): string => stampOf(watchFiles(settings));
