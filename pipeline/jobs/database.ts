import { join } from "node:path";
import { versionOf } from "../database/parts.ts";
import { DatabaseFailed, openPostgres, type PostgresOptions, placeOf } from "../database/postgres.ts";
import type { Connection } from "../database/statements.ts";
import { storeBroken } from "../store/errors.ts";
import { openRawPages } from "../store/raw/raw-pages.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Settings } from "./settings.ts";

/** The part of the settings by which all is found. */
export type Places = Pick<Settings, "data" | "databaseUrl" | "rawPages">;

/** Where raw pages are kept beside PostgreSQL. */
export const rawPlace = ({ rawPages, data }: Places): string => rawPages ?? join(data, "pages");

/** The same for messages, without keys. */
export function shownRawPlace(places: Places): string {
  const raw = openRawPages(rawPlace(places));
  raw.close();
  return raw.place;
}

/** Where the store is: for messages, without passwords. */
export const libraryPlace = ({ databaseUrl, data }: Places): string => (databaseUrl === undefined ? data : placeOf(databaseUrl));

/** Runs `ask` with a connection of its own, which is closed behind it. Throws StoreBroken. */
export function withDatabase<T>(url: string, ask: (connection: Connection) => T, options: PostgresOptions = {}): T {
  const connection = openPostgres(url, { readOnly: true, ...options });
  try {
    return ask(connection);
  } catch (cause) {
    throw storeBroken(connection.place, cause);
  } finally {
    connection.close();
  }
}

/** Has anything been stored in this database yet? Throws StoreBroken when it cannot be asked. */
export const hasTables = (url: string): boolean => withDatabase(url, (connection) => versionOf(connection, "store") > 0);

/** Two runs on one database would crawl the same sources. */
const RUN_LOCK = 7_236_460_034;

/**
 * Takes the lock of runs in a database, on whichever machine they are, and returns the function that gives it back; that of a process that was killed is free at once.
 * Throws StoreBroken while another run holds it, or when the database cannot be asked.
 */
export function takeDatabaseLock(url: string): () => void {
  const connection = openPostgres(url, { name: "dangvu-run" });
  try {
    // A lock that was given back a moment ago may still be on its way.
    connection.exec("SET lock_timeout = 500");
    connection.rows("SELECT pg_advisory_lock(?)", [RUN_LOCK]);
    return connection.close;
  } catch (cause) {
    connection.close();
    if (!(cause instanceof DatabaseFailed && cause.code === "PG_55P03")) throw storeBroken(connection.place, cause);
    throw underWay(connection, cause);
  }
}

/**
 * Keeps runs of one machine from beginning until the transaction of this connection ends. Throws StoreBroken while one is under way: workers and it would fetch the same addresses.
 */
export function keepRunsOut(connection: Connection): void {
  if (connection.row("SELECT pg_try_advisory_xact_lock_shared(?) AS is_free", [RUN_LOCK])?.is_free !== 1) throw underWay(connection);
}

const underWay = ({ place }: Connection, cause?: unknown): StoreBroken =>
  new StoreBroken(`Một lượt chạy khác đang dùng cơ sở dữ liệu ${place}.`, "Đợi lượt đó xong, hoặc dùng cơ sở dữ liệu khác.", cause);

/** Bytes that a database takes on its own machine. Throws StoreBroken. */
export const databaseBytes = (url: string): number =>
  withDatabase(url, (connection) => Number(connection.row("SELECT pg_database_size(current_database()) AS bytes", [])?.bytes));
