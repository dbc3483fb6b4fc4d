import { dirname } from "node:path";
import type { Connection } from "../../database/statements.ts";
import { storeBroken } from "../../store/errors.ts";
import { StoreBroken } from "../../types/errors.ts";

/**
 * Throws StoreBroken for a store in PostgreSQL that a migration is filling, or has left half filled: what is missing would look as if it had never been there. Nobody but the migration
 * itself opens such a store.
 */
export function assertMoved(connection: Connection): void {
  const source = sourceOfUnfinished(connection);
  if (source === null) return;
  throw new StoreBroken(
    `Kho trong ${connection.place} mới chuyển được một phần từ ${source}.`,
    `Chạy tiếp cho xong: dangvu migrate --from ${dirname(source)} --to ${connection.place} (cùng --raw như lần trước), rồi mở lại.`,
  );
}

/** From which file a migration that has not ended comes; null where there is none. */
function sourceOfUnfinished(connection: Connection): string | null {
  try {
    const isBegun = connection.row("SELECT to_regclass('migration') IS NOT NULL AS begun", [])?.begun === 1;
    const row = isBegun ? connection.row("SELECT source FROM migration WHERE phase <> 'done'", []) : undefined;
    return row === undefined ? null : String(row.source);
  } catch (cause) {
    throw storeBroken(connection.place, cause);
  }
}
