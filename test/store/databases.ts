import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { openPostgresStore, type PostgresStoreOptions } from "../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../pipeline/store/raw/memory.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { RawPages } from "../../pipeline/types/raw-pages.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import type { OpenedStore } from "./contract.ts";

export type StoreOptions = Omit<PostgresStoreOptions, "connection" | "raw">;

export interface OpenedDatabase extends OpenedStore {
  readonly url: string;
  readonly raw: RawPages;
  /** A store on the same data, opened in another way. */
  readonly openWith: (options: StoreOptions) => Store;
  /** For looking into the tables themselves. */
  readonly connection: Connection;
}

interface Database {
  readonly fresh: Fresh;
  readonly connection: Connection;
}

/** Raw pages that outlive the stores that they are handed to. */
export function lastingRawPages(): RawPages {
  return { ...memoryRawPages(), close: () => {} };
}

/** Empty stores in PostgreSQL for the tests of a file: databases are emptied and used again, as making the tables takes longer than most tests. */
export function databases(): { readonly open: (options?: StoreOptions) => OpenedDatabase; readonly drop: () => void } {
  const [free, all]: [Database[], Database[]] = [[], []];
  const make = (): Database => {
    const fresh = freshDatabase();
    const database = { fresh, connection: openPostgres(fresh.url) };
    all.push(database);
    return database;
  };
  return {
    open: (options = {}) => {
      const database = free.pop() ?? make();
      const { fresh, connection } = database;
      const raw = lastingRawPages();
      const opened: Store[] = [];
      const openWith = (asked: StoreOptions): Store => {
        opened.push(openPostgresStore({ connection: openPostgres(fresh.url), raw, ...asked }));
        return opened.at(-1)!;
      };
      const dispose = (): void => {
        for (const store of opened) store.close();
        empty(connection);
        free.push(database);
      };
      return { store: openWith(options), reopen: () => openWith(options), openWith, dispose, url: fresh.url, raw, connection };
    },
    drop: () => {
      for (const { fresh, connection } of all) {
        connection.close();
        fresh.drop();
      }
    },
  };
}

/** Both engines for the tests of a file. */
export function engines(): readonly { readonly name: string; readonly open: () => OpenedStore }[] {
  const { open, drop } = databases();
  afterAll(drop);
  return [
    { name: "SQLite", open: openFile },
    { name: "PostgreSQL", open },
  ];
}

function openFile(): OpenedStore {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-engine-"));
  const opened: Store[] = [];
  const open = (): Store => {
    opened.push(openStore(join(folder, "dangvu.db")));
    return opened.at(-1)!;
  };
  const dispose = (): void => {
    for (const store of opened) store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store: open(), reopen: open, dispose };
}

function empty(connection: Connection): void {
  const tables = connection.rows(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT IN ('parts', 'fingerprint')",
    [],
  );
  connection.exec(`${tables.map(({ relname }) => `DELETE FROM ${relname};`).join("\n")} UPDATE fingerprint SET total = 0, changes = 0;`);
}
