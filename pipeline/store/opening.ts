import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { StoreBroken } from "../types/errors.ts";
import { codeOf, storeBroken } from "./errors.ts";
import { assertForward, assertOurs, listMigrations, migrate, newestVersion } from "./schema.ts";

/** How long a process waits for another one's transaction. Ours take milliseconds; a minute means that something hangs. */
const WAIT_MS = 60_000;

/** Pages that a reading connection keeps in its own memory; the rest comes from that of the system. */
const READING_CACHE_KIB = 16_384;

/**
 * The database of a store for writing, made with its folder where there is none and brought forward to the newest schema; `onUpgrade` is called before that begins, which takes
 * minutes of a big store.
 * @throws StoreBroken when the file is no store, is damaged, is newer than this code, or cannot be written; such a file is left as it is.
 */
export function openForWriting(path: string, onUpgrade: () => void = () => {}): Database.Database {
  prepareFolder(path);
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { timeout: WAIT_MS });
    const migrations = listMigrations();
    assertOurs(db, path, newestVersion());
    useWal(db);
    db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    migrate(db, migrations, onUpgrade);
    return db;
  } catch (cause) {
    db?.close();
    throw storeBroken(path, cause);
  }
}

/**
 * The same for reading alone. The file must be there, and of the version that this code knows.
 * @throws StoreBroken when it is missing, older (open it for writing once) or newer.
 */
export function openForReading(path: string): Database.Database {
  let db: Database.Database | null = null;
  try {
    if (!existsSync(path)) throw missing(path);
    // The driver knows no option for it, but SQLite's own way to write it. The log beside the file is shared with who writes, so no snapshot of it is needed.
    db = new Database(`${pathToFileURL(resolve(path)).href}?mode=ro`, { timeout: WAIT_MS });
    assertOurs(db, path, newestVersion());
    assertForward(db, path, newestVersion());
    db.exec(`PRAGMA query_only = ON; PRAGMA cache_size = -${READING_CACHE_KIB};`);
    return db;
  } catch (cause) {
    db?.close();
    throw storeBroken(path, cause);
  }
}

const missing = (path: string): StoreBroken =>
  new StoreBroken(`Chưa có kho dữ liệu ${path}.`, "Tạo kho bằng dangvu nightly hoặc dangvu read, hoặc chỉ thư mục khác bằng --data.");

/** SQLite itself opens a file that it may not write, and complains only at the first document: too late. */
function prepareFolder(path: string): void {
  if (path === ":memory:") return;
  const folder = dirname(resolve(path));
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new StoreBroken(
      `Không ghi được vào thư mục ${folder} của kho dữ liệu.`,
      "Kiểm tra đường dẫn và quyền ghi, hoặc chọn thư mục khác.",
      cause,
    );
  }
}

/** Two processes that make one new file at once both want its only lock, and SQLite answers "busy" at once instead of waiting: so we wait. */
function useWal(db: Database.Database): void {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      db.pragma("journal_mode = WAL");
      return;
    } catch (cause) {
      if (codeOf(cause) !== "SQLITE_BUSY" || Date.now() > until) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/**
 * Moves what the log holds into the file, so that a copy of the file alone is whole, and closes. Does not wait: while others read, the log stays.
 */
export function closeAfterWriting(db: Database.Database): void {
  try {
    db.exec("PRAGMA busy_timeout = 0");
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}
