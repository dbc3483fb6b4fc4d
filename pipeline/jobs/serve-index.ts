import { statSync } from "node:fs";
import { loadIndex } from "../search/build.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Store } from "../types/store.ts";
import type { Settings } from "./settings.ts";
import { indexPlace, openSearch, searchOnPostgres } from "./workspace.ts";

/** How often it is looked whether a night has left a newer index. */
const LOOK_MS = 2000;

/** The search index for a process that only answers, always the newest that fits the store. */
export function openSearchForReading(settings: Settings, store: Store): SearchIndex {
  // In PostgreSQL whoever asks sees what is there.
  if (settings.databaseUrl !== undefined) return searchOnPostgres(settings.databaseUrl, store, { update: "never" });
  // Whoever started us has built the index; that the store has changed in between is the only reason to do so again.
  return followIndex(settings, store) ?? openSearch(settings, store);
}

/**
 * The saved search index, opened anew whenever another process has saved one that fits what the store holds by then. Until that is there the last one answers.
 * Null where no saved index fits: build it first. `close` of what is returned closes the index that is in use.
 */
export function followIndex(settings: Settings, store: Store, clock: () => number = () => performance.now()): SearchIndex | null {
  const first = loadIndex(indexPlace(settings, store));
  if (first === null) return null;
  let index: SearchIndex = first;
  let at = clock();
  const current = (): SearchIndex => {
    if (clock() - at < LOOK_MS) return index;
    at = clock();
    if (store.fingerprint() === index.fingerprint) return index;
    const newer = loadIndex(indexPlace(settings, store));
    if (newer !== null) {
      index.close();
      index = newer;
    }
    return index;
  };
  return new Proxy(index, {
    get: (_first, name) => {
      const target = current();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Changes whenever one of these files or folders does; one that is missing is part of it. */
export function stampOf(paths: readonly string[]): string {
  return paths
    .map((path) => statSync(path, { throwIfNoEntry: false }))
    .map((found) => (found === undefined ? "-" : `${found.ino}.${found.mtimeMs}.${found.size}`))
    .join(" ");
}
