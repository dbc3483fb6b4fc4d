import type { Connection } from "../../database/statements.ts";
import { StoreBroken } from "../../types/errors.ts";

/** A table of each part that every worker writes to, and what it does there. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  jobs: ["SELECT", "INSERT", "UPDATE", "DELETE"],
  pages: ["SELECT", "INSERT", "UPDATE"],
  articles: ["SELECT", "INSERT", "DELETE"],
  search_articles: ["SELECT", "INSERT", "DELETE"],
  url: ["SELECT", "INSERT", "UPDATE"],
};

const MISSING = `
SELECT name, array_to_string(array_agg(needed ORDER BY needed), ', ') AS rights, current_user AS who
FROM unnest(json_texts(:names), json_texts(:rights)) n (name, needed)
WHERE to_regclass(name) IS NOT NULL AND NOT has_table_privilege(to_regclass(name), needed) GROUP BY name ORDER BY name`;

/**
 * Throws StoreBroken, which says what is missing, where the user of the database may not write what workers write, or is made to only read. A copy that only reads for now is none of this:
 * it may become the server that is written to.
 */
export function assertRights(connection: Connection): void {
  const needed = Object.entries(NEEDED).flatMap(([name, rights]) => rights.map((right) => ({ name, right })));
  const missing = connection.rows(MISSING, {
    names: JSON.stringify(needed.map(({ name }) => name)),
    rights: JSON.stringify(needed.map(({ right }) => right)),
  });
  const [first] = missing;
  if (first !== undefined) {
    const told = missing.map(({ name, rights }) => `${String(rights)} trên ${String(name)}`).join("; ");
    throw new StoreBroken(
      `Người dùng "${String(first.who)}" của ${connection.place} thiếu quyền ghi: ${told}.`,
      `Cấp quyền bằng chủ của các bảng: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${String(first.who)}"; và GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO "${String(first.who)}".`,
    );
  }
  const row = connection.row(
    "SELECT current_user AS who, current_setting('default_transaction_read_only') = 'on' AND NOT pg_is_in_recovery() AS reads",
    [],
  );
  if (row?.reads === 1)
    throw new StoreBroken(
      `Người dùng "${String(row.who)}" của ${connection.place} bị đặt ở chế độ chỉ đọc (default_transaction_read_only).`,
      `Bỏ chế độ đó: ALTER ROLE "${String(row.who)}" RESET default_transaction_read_only; hoặc dùng người dùng khác trong DATABASE_URL.`,
    );
}
