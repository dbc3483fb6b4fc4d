import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { type Frontier, openFrontier, openFrontierOn } from "../crawl/frontier.ts";
import { openPostgres, type PostgresOptions } from "../database/postgres.ts";
import type { Connection } from "../database/statements.ts";
import { documentRegister } from "../language/register.ts";
import { type IndexPlace, openIndex } from "../search/build.ts";
import { openPostgresSearch, type Update } from "../search/postgres.ts";
import type { ArticleIndex } from "../search/query.ts";
import { openPostgresStore } from "../store/postgres.ts";
import { ownRawPages } from "../store/raw/own.ts";
import { openRawPages } from "../store/raw/raw-pages.ts";
import { openStore } from "../store/sqlite.ts";
import { StoreBroken, WrongUse } from "../types/errors.ts";
import type { Store } from "../types/store.ts";
import { hasTables, libraryPlace, rawPlace, takeDatabaseLock } from "./database.ts";
import { withIndexJobs } from "./decided-index.ts";
import { makeFolders } from "./folders.ts";
import { takeLock } from "./lock.ts";
import { assertMoved } from "./migrate/unfinished.ts";
import { readOnly } from "./read-only.ts";
import { type Settings, VERSION } from "./settings.ts";
import { isSnapshot } from "./snapshot.ts";

/** Where the store of these settings lies. */
export const storePath = (settings: Settings): string => join(settings.data, "dangvu.sqlite");
export const frontierPath = (settings: Settings): string => join(settings.data, "frontier.sqlite");
/** Where the search index of a store lies, and which engine is to serve it. */
export const indexPlace = ({ indexes, engine }: Settings, store: Store): IndexPlace => ({ folder: indexes, engine, library: store });

/** How long a database that does not answer is waited for. */
type Waits = Pick<PostgresOptions, "timeoutMs" | "connectMs">;

const sameDocument = (id: string): readonly string[] => documentRegister().usualIds(id);

const onUpgrade = (): void => void process.stderr.write("Đang nâng cấp kho, kho lớn mất vài phút…\n");

/** The store, which knows the ids that are one document (`NQTW4@XII` and its number); that of an unpacked snapshot is read-only. Throws StoreBroken. */
export function openLibrary(settings: Settings): Store {
  if (settings.databaseUrl !== undefined) return onPostgres(settings, settings.databaseUrl, { readOnly: false });
  const store = openStore(storePath(settings), {
    sameDocument,
    onUpgrade,
    archive: { archivist: { software: `dangvu/${VERSION}`, operator: settings.contact } },
  });
  return isSnapshot(settings.data) ? readOnly(store) : store;
}

/** The same for reading alone, beside whoever writes: nothing is made or brought forward. Throws StoreBroken for a store that is missing or older. */
export function openLibraryForReading(settings: Settings, waits: Waits = {}): Store {
  if (settings.databaseUrl !== undefined) return onPostgres(settings, settings.databaseUrl, { readOnly: true, ...waits });
  return openStore(storePath(settings), { readOnly: true, sameDocument });
}

function onPostgres(settings: Settings, url: string, options: Waits & { readonly readOnly: boolean }): Store {
  const { readOnly } = options;
  const connection = openPostgres(url, { name: readOnly ? "dangvu-read" : "dangvu", ...options });
  return openedOrClosed(connection, () => {
    assertMoved(connection);
    const raw = ownRawPages(openRawPages(rawPlace(settings)), connection);
    const store = openPostgresStore({ connection, raw, readOnly, sameDocument, onUpgrade });
    return readOnly ? store : withIndexJobs(store, connection);
  });
}

/** Is there a store already? Throws StoreBroken for a database that cannot be asked. */
export const hasLibrary = (settings: Settings): boolean =>
  settings.databaseUrl === undefined ? existsSync(storePath(settings)) : hasTables(settings.databaseUrl);

/** Throws WrongUse where there is no store: what was mistyped is not made. */
export function assertLibrary(settings: Settings, hint: string): void {
  if (!hasLibrary(settings)) throw new WrongUse(`Chưa có kho tài liệu trong ${libraryPlace(settings)}.`, hint);
}

/**
 * Takes the locks of a run, of the data folder and of the database, and returns the function that gives them back; calling that twice is harmless. Throws StoreBroken while another run
 * holds one of them.
 */
export function takeRunLock({ data, databaseUrl }: Settings): () => void {
  const releaseFolder = takeLock(data);
  if (databaseUrl === undefined) return releaseFolder;
  try {
    const releaseDatabase = takeDatabaseLock(databaseUrl);
    return () => {
      releaseDatabase();
      releaseFolder();
    };
  } catch (error) {
    releaseFolder();
    throw error;
  }
}

/** What to fetch next: in a file beside the store, or in its database. Throws StoreBroken. */
export function openFrontierOf(settings: Settings): Frontier {
  if (settings.databaseUrl === undefined) return openFrontier(frontierPath(settings));
  const connection = openPostgres(settings.databaseUrl, { name: "dangvu-frontier" });
  return closingToo(connection, openFrontierOn);
}

/** Makes the folder of the indexes where there is none, before a run begins that would only find out at its end. Throws StoreBroken. */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new StoreBroken(
      `Không tạo được thư mục chỉ mục ${folder}, hoặc không ghi được vào đó.`,
      "Kiểm tra quyền ghi, hoặc chọn thư mục khác bằng --indexes.",
      cause,
    );
  }
}

/**
 * The search index of what the store holds: the saved one, brought up to date where articles have come or changed, or built anew. `isAfterRun`: this process has stored articles itself,
 * of which worker processes, who keep the index of a database, know nothing. Throws StoreBroken.
 */
export function openSearch(settings: Settings, store: Store, { isAfterRun = false }: { isAfterRun?: boolean } = {}): ArticleIndex {
  const update = isAfterRun ? "always" : "unless-workers";
  if (settings.databaseUrl !== undefined) return searchOnPostgres(settings.databaseUrl, store, { update });
  makeFolder(settings.indexes);
  return openIndex(indexPlace(settings, store));
}

/** The index in PostgreSQL by a connection of its own, which is closed with it. */
export function searchOnPostgres(url: string, store: Store, { update, ...waits }: Waits & { readonly update: Update }): ArticleIndex {
  const connection = openPostgres(url, { name: "dangvu-search", readOnly: update === "never", ...waits });
  return closingToo(connection, () => openPostgresSearch({ connection, library: store, update }));
}

/** What `open` opens, which closes the connection behind itself. */
function closingToo<T extends { close(): void }>(connection: Connection, open: (connection: Connection) => T): T {
  const opened = openedOrClosed(connection, open);
  const closeBoth = (): void => {
    opened.close();
    connection.close();
  };
  return new Proxy(opened, {
    get: (target, name) => {
      if (name === "close") return closeBoth;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function openedOrClosed<T>(connection: Connection, open: (connection: Connection) => T): T {
  try {
    return open(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}
