import Database from "libsql";
import * as z from "zod";
import { DatabaseFailed } from "../database/postgres.ts";
import { sqliteConnection } from "../database/sqlite.ts";
import type { Connection } from "../database/statements.ts";
import { DangvuError, StoreBroken } from "../types/errors.ts";
import { migrateFrontier } from "./frontier-schema.ts";

/** What to do when the tables cannot be used. */
const hints = {
  sqlite: "Kiểm tra quyền ghi và chỗ trống; nếu tệp hỏng, chuyển nó đi nơi khác: lần chạy sau sẽ tìm lại từ đầu, kho bài không mất gì.",
  postgres: "Kiểm tra máy chủ PostgreSQL còn chạy và còn chỗ, tài khoản được ghi; chạy lại: những gì đã ghi không mất.",
};

/** A connection whose functions throw StoreBroken, but inside a transaction what the database said: whoever began it decides whether it is tried again. */
export function guarded(connection: Connection): Connection {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof DangvuError || connection.isInTransaction()) throw cause;
      // Mistakes of ours in a transaction are not the database's fault.
      if (connection.dialect.name === "postgres" && !(cause instanceof DatabaseFailed)) throw cause;
      throw brokenBy(cause, connection.place, connection.dialect.name);
    }
  };
  return {
    ...connection,
    rows: (sql, bindings) => guard(() => connection.rows(sql, bindings)),
    row: (sql, bindings) => guard(() => connection.row(sql, bindings)),
    run: (sql, bindings) => guard(() => connection.run(sql, bindings)),
    exec: (sql) => guard(() => connection.exec(sql)),
    transact: (kind, work) => guard(() => connection.transact(kind, work)),
  };
}

export function brokenBy(cause: unknown, place: string, engine: keyof typeof hints): StoreBroken {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const what = engine === "sqlite" ? `tệp hàng đợi thu tin ${place}` : `hàng đợi thu tin trong ${place}`;
  return new StoreBroken(`Không dùng được ${what}: ${detail}.`, hints[engine], cause);
}

/** Opens or makes a file with the newest tables. @throws StoreBroken for a file that is no frontier, is damaged, or may not be written */
export function openFile(file: string): Connection {
  const db = guardFile(file, () => openDatabase(file));
  const connection = guarded(sqliteConnection(db, file));
  connection.transact("write", () => migrateFrontier(db, file));
  return { ...connection, close: () => guardFile(file, () => closeDatabase(db)) };
}

function guardFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw brokenBy(cause, file, "sqlite");
  }
}

function openDatabase(file: string): Database.Database {
  const db = new Database(file, { timeout: 5_000 });
  db.pragma("journal_mode = WAL");
  // A power cut may undo the last visits, never tear the file: what they stored was on the disk before, so they are only asked for once more.
  // FULL would wait for the disk at every visit, which is half the time of a night.
  db.pragma("synchronous = NORMAL");
  const check = z.array(z.unknown()).parse(db.prepare("pragma quick_check(1)").all());
  if (JSON.stringify(check[0]) !== '{"quick_check":"ok"}') throw new Error(`quick_check: ${JSON.stringify(check[0])}`);
  return db;
}

function closeDatabase(db: Database.Database): void {
  if (!db.open) return;
  // libsql leaves the write-ahead log behind on closing; a file that is copied or moved alone must be whole.
  db.pragma("wal_checkpoint(truncate)");
  db.close();
}
