import { dirname, join, resolve } from "node:path";
import type Database from "libsql";
import { sqliteConnection } from "../database/sqlite.ts";
import type { Connection } from "../database/statements.ts";
import type { Store } from "../types/store.ts";
import { Archive, type ArchiveOptions } from "./archive.ts";
import { type Bodies, bodiesInArchive, bodiesInRows } from "./bodies.ts";
import { storeBroken } from "./errors.ts";
import { closeAfterWriting, openForReading, openForWriting } from "./opening.ts";
import { assertStill, newestVersion } from "./schema.ts";
import { type Engine, TableStore } from "./table-store.ts";
import { sqliteVersion } from "./version.ts";

/** Files of a gigabyte are what tools for archives are used to. */
const MOST_WARC_BYTES = 1024 ** 3;

export interface StoreOptions {
  /** The other ids of a document (`NQTW4@XII` → `04-NQ/TW@2016-10-30`), so that `citations({ id })` finds it under each. By default none. */
  readonly sameDocument?: (id: string) => readonly string[];
  /** Only for reading: nothing is made, brought forward or mended, and what wants to write is refused. For routes of a web page beside a process that writes. */
  readonly readOnly?: boolean;
  /** Called before an older store is brought forward, or its short rows are made anew: both take minutes of a big one. */
  readonly onUpgrade?: () => void;
  /** What the archive of raw pages says about who made it, when its files begin, and how long they grow. */
  readonly archive?: Partial<ArchiveOptions>;
}

/**
 * The store in one SQLite file, made with its folder where there is none and brought forward to the newest schema, with the bodies of its pages in WARC files in
 * the folder `warc` beside it (`:memory:` keeps them in memory). Several processes may hold it open.
 * @throws StoreBroken when the file is no store, is damaged, is newer than this code, or cannot be written (of `readOnly`: is missing or older); such a file is left as it is.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const db = options.readOnly === true ? openForReading(path) : openForWriting(path, options.onUpgrade);
  try {
    return new TableStore(sqliteEngine(db, path, options), options);
  } catch (cause) {
    db.close();
    throw storeBroken(path, cause);
  }
}

function sqliteEngine(db: Database.Database, path: string, { readOnly = false, archive }: StoreOptions): Engine {
  const connection = sqliteConnection(db, path);
  return {
    connection,
    bodies: bodiesBeside(connection, path, archive),
    version: sqliteVersion(connection),
    isReadOnly: readOnly,
    assertStill: () => assertStill(db, path, newestVersion()),
    reports: "now",
    close: () => (readOnly ? connection.close() : closeAfterWriting(db)),
  };
}

function bodiesBeside(connection: Connection, path: string, options: Partial<ArchiveOptions> = {}): Bodies {
  if (path === ":memory:") return bodiesInRows();
  return bodiesInArchive(
    new Archive(connection, join(dirname(resolve(path)), "warc"), {
      archivist: { software: "dangvu", operator: "" },
      now: () => new Date(),
      mostBytes: MOST_WARC_BYTES,
      ...options,
    }),
  );
}
