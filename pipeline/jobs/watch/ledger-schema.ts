import Database from "libsql";
import { StoreBroken } from "../../types/errors.ts";

/** How long a process waits for another one that writes, in milliseconds. */
const WAIT_MS = 5_000;
const VERSION = 1;

/**
 * `facts`: what was found for a list, each once. `outbox`: to which receivers a fact is still to go (`delivery` null), or with which message it went.
 * `deliveries`: messages; `state` is `sending` from before the first byte may leave this machine.
 */
const SCHEMA = `
CREATE TABLE lists (name TEXT PRIMARY KEY, seen_until TEXT NOT NULL) STRICT;
CREATE TABLE facts (
  seq INTEGER PRIMARY KEY, list TEXT NOT NULL, key TEXT NOT NULL, found_at TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (list, key)
) STRICT;
CREATE INDEX facts_by_time ON facts (list, found_at);
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY, list TEXT NOT NULL, target TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'held', 'sent', 'failed', 'uncertain')),
  made_at TEXT NOT NULL, changed_at TEXT NOT NULL, tries INTEGER NOT NULL, facts INTEGER NOT NULL, error TEXT, message TEXT
) STRICT;
CREATE INDEX deliveries_by_state ON deliveries (state, list, target);
CREATE TABLE outbox (fact INTEGER NOT NULL, target TEXT NOT NULL, delivery TEXT, PRIMARY KEY (fact, target)) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_by_delivery ON outbox (delivery);
PRAGMA user_version = ${VERSION};
`;

const versionOf = (db: Database.Database): number => {
  const rows = db.pragma("user_version") as readonly { readonly user_version: number }[];
  return rows[0]?.user_version ?? 0;
};

/** Opens or makes the book of what was told. Throws StoreBroken for a file that is none, or was made by newer code. */
export function openLedgerFile(path: string): Database.Database {
  const db = openFile(path);
  try {
    // A message that was sent must be known as such after a power cut, too.
    db.pragma("synchronous = FULL");
    if (versionOf(db) < VERSION) db.transaction(() => (versionOf(db) < VERSION ? db.exec(SCHEMA) : undefined)).immediate();
    if (versionOf(db) === VERSION) return db;
  } catch (cause) {
    db.close();
    throw brokenLedger(path, cause);
  }
  db.close();
  throw new StoreBroken(`Sổ theo dõi ${path} do một phiên bản mới hơn của chương trình tạo ra.`, "Cập nhật chương trình.");
}

function openFile(path: string): Database.Database {
  try {
    return new Database(path, { timeout: WAIT_MS });
  } catch (cause) {
    throw brokenLedger(path, cause);
  }
}

export function brokenLedger(path: string, cause: unknown): StoreBroken {
  return new StoreBroken(
    `Không đọc hoặc ghi được sổ theo dõi ${path}.`,
    "Kiểm tra quyền ghi và chỗ trống của đĩa; nếu tệp đã hỏng, xóa tệp này: các danh sách báo tin tiếp từ đêm sau.",
    cause,
  );
}
