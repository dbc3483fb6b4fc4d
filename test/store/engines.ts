import { openPostgres } from "../../pipeline/database/postgres.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../pipeline/store/raw/memory.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { freshDatabase } from "../database/fresh.ts";

/** An empty store, and how to take it away again. */
export interface Opened {
  readonly store: Store;
  readonly dispose: () => void;
}

function onSqlite(): Opened {
  const store = openStore(":memory:");
  return { store, dispose: () => store.close() };
}

function onPostgres(): Opened {
  const database = freshDatabase();
  const store = openPostgresStore({ connection: openPostgres(database.url), raw: memoryRawPages() });
  const dispose = (): void => {
    store.close();
    database.drop();
  };
  return { store, dispose };
}

/** Both engines: what is asked of a store holds on each. */
export const ENGINES = [
  { name: "SQLite", open: onSqlite },
  { name: "PostgreSQL", open: onPostgres },
] as const;
