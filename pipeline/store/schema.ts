import type Database from "libsql";
import { listMigrations as listIn, type Migration } from "../database/parts.ts";
import { StoreBroken } from "../types/errors.ts";

const folder = new URL("./migrations/", import.meta.url);

/** All migrations of a store in SQLite, oldest first. */
export const listMigrations = (): readonly Migration[] => listIn(folder);

/** The version of the schema that this code knows; read once. */
export function newestVersion(): number {
  newest ??= listMigrations().at(-1)?.version ?? 0;
  return newest;
}

let newest: number | undefined;

/** "dgvu" in ASCII, in the file's header: tells a store of ours from any other SQLite file. */
const APPLICATION_ID = 0x64677675;

function readPragma(db: Database.Database, name: "user_version" | "application_id"): number {
  const rows = db.pragma(name) as readonly Record<string, unknown>[];
  return Number(rows[0]?.[name]);
}

function isForeign(db: Database.Database): boolean {
  const tables = db.prepare("SELECT count(*) AS n FROM sqlite_master").all([]) as readonly { n: number }[];
  return readPragma(db, "application_id") !== APPLICATION_ID && tables[0]?.n !== 0;
}

/** Refuses, before anything is written, a file of another program and one that newer code has made. */
export function assertOurs(db: Database.Database, path: string, known: number): void {
  if (isForeign(db)) {
    throw new StoreBroken(
      `Tệp ${path} là cơ sở dữ liệu của chương trình khác.`,
      "Chỉ định một tệp khác cho kho dữ liệu; tệp này được giữ nguyên.",
    );
  }
  const version = readPragma(db, "user_version");
  if (version > known) {
    throw new StoreBroken(
      `Kho dữ liệu ${path} có phiên bản ${version}, mới hơn phiên bản ${known} mà chương trình này biết.`,
      "Cập nhật chương trình, hoặc chỉ định một kho dữ liệu khác.",
    );
  }
}

/** Refuses a store that older code has made, where it cannot be brought forward. */
export function assertForward(db: Database.Database, path: string, known: number): void {
  const version = readPragma(db, "user_version");
  if (version < known)
    throw new StoreBroken(
      `Kho dữ liệu ${path} có phiên bản ${version}, cũ hơn phiên bản ${known} của chương trình này.`,
      "Chạy dangvu doctor một lần để nâng cấp kho, rồi mở lại.",
    );
}

/** Refuses to write into a store that newer code has brought forward while we had it open: what it keeps beside, we would not. To be called inside the transaction. */
export function assertStill(db: Database.Database, path: string, known: number): void {
  const version = readPragma(db, "user_version");
  if (version !== known)
    throw new StoreBroken(
      `Kho dữ liệu ${path} vừa được nâng cấp lên phiên bản ${version}; chương trình đang chạy chỉ biết phiên bản ${known}.`,
      "Khởi động lại bằng chương trình mới.",
    );
}

/**
 * Brings a store forward to the newest version, `onUpgrade` called before the first step of one that is not new; each migration in a transaction of its own together with its number.
 * A second process that opens the same file waits, and then finds the work done.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[], onUpgrade: () => void = () => {}): void {
  const begun = readPragma(db, "user_version");
  if (begun > 0 && begun < (migrations.at(-1)?.version ?? 0)) onUpgrade();
  for (const migration of migrations) {
    if (readPragma(db, "user_version") >= migration.version) continue;
    db.exec("BEGIN IMMEDIATE");
    try {
      if (readPragma(db, "user_version") < migration.version) {
        db.exec(migration.sql);
        db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migration.version};`);
      }
      db.exec("COMMIT");
    } catch (cause) {
      if (db.inTransaction) db.exec("ROLLBACK");
      throw cause;
    }
  }
}
