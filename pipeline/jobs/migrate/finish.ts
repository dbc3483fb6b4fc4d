import type { Connection } from "../../database/statements.ts";
import type { End } from "./ends.ts";
import { NUMBERED } from "./tables.ts";

/** Brings over what is neither a document nor a row: the sum of all digests, and which numbers have been given out. */
export function finish({ source, target }: { readonly source: End; readonly target: End }): void {
  const given = NUMBERED.map((numbered) => ({ ...numbered, last: lastOf(source, numbered) }));
  const total = source.fingerprint();
  const changes = Number(source.connection.row("SELECT sum(changes) AS changes FROM fingerprint", [])?.changes);
  target.connection.transact("write", () => {
    for (const { table, column, last } of given) setLast(target, { table, column, last });
    setFingerprint(target, { total, changes });
  });
}

interface Numbered {
  readonly table: string;
  readonly column: string;
}

/** The greatest number of a table, and of all that it has ever given out, where that is kept. */
function lastOf({ engine, connection }: End, { table, column, others }: Numbered & { readonly others: readonly string[] }): number {
  const columns = [column, ...others].map((name) => `coalesce(max(${name}), 0)`);
  const there = connection.row(`SELECT ${columns.map((most, i) => `${most} AS c${i}`).join()} FROM ${table}`, []);
  return Math.max(
    ...columns.map((_, i) => Number(there?.[`c${i}`])),
    engine === "sqlite" ? counterInSqlite(connection, table) : counterInPostgres(connection, { table, column }),
  );
}

const counterInSqlite = (sql: Connection, table: string): number =>
  Number(sql.row("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])?.seq ?? 0);

function counterInPostgres(sql: Connection, { table, column }: Numbered): number {
  const sequence = sql.row("SELECT pg_get_serial_sequence(?, ?) AS name", [table, column])?.name;
  const row = sql.row(`SELECT last_value AS n, is_called::integer AS called FROM ${String(sequence)}`, []);
  return row?.called === 1 ? Number(row.n) : 0;
}

function setLast({ engine, connection }: End, { table, column, last }: Numbered & { readonly last: number }): void {
  if (last === 0) return;
  if (engine === "postgres") connection.row("SELECT setval(pg_get_serial_sequence(?, ?), ?)", [table, column, last]);
  // Tables that use a number again when its row is gone have no line there; the others got it with their first row.
  else connection.run("UPDATE sqlite_sequence SET seq = ?1 WHERE name = ?2 AND seq < ?1", [last, table]);
}

/** With one change more, as the store has another content now than before. */
function setFingerprint({ engine, connection }: End, { total, changes }: { readonly total: string; readonly changes: number }): void {
  if (engine === "sqlite") {
    connection.run("UPDATE fingerprint SET total = ?1, carded = ?1, changes = ?2", [total, changes + 1]);
    return;
  }
  connection.run(
    "UPDATE fingerprint SET total = CASE WHEN shard = 0 THEN CAST(? AS numeric) ELSE 0 END, changes = CASE WHEN shard = 0 THEN ? ELSE 0 END",
    [BigInt(`0x${total || "0"}`).toString(), changes + 1],
  );
}
