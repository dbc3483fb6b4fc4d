import type Database from "libsql";
import { SQLITE } from "./dialect.ts";
import { type Connection, insertText, type Row } from "./statements.ts";

/** The texts of statements are few: values go in as bindings. */
const MOST_PREPARED = 200;

/** A database of SQLite that the caller has opened; `close` closes it. */
export function sqliteConnection(db: Database.Database, place: string): Connection {
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    if (prepared.size < MOST_PREPARED) prepared.set(sql, statement);
    return statement;
  };
  const rows: Connection["rows"] = (sql, bindings) => prepare(sql).all(bindings) as readonly Row[];
  const run: Connection["run"] = (sql, bindings) => prepare(sql).run(bindings).changes;
  return {
    dialect: SQLITE,
    place,
    rows,
    run,
    put: (sql, bindings) => void run(sql, bindings),
    row: (sql, bindings) => rows(sql, bindings)[0],
    insert: (table, columns) => void run(insertText(table, Object.keys(columns)), columns),
    exec: (sql) => void db.exec(sql),
    transact: (kind, work) => transact(db, kind, work),
    isInTransaction: () => db.inTransaction,
    hold: () => {
      db.exec("BEGIN");
      return () => void (db.inTransaction && db.exec("ROLLBACK"));
    },
    lock: () => {},
    changes: () => Number(rows("SELECT total_changes() AS n", [])[0]?.n),
    close: () => void db.close(),
  };
}

/** SQLite rolls back by itself when the disk is full, hence the question. */
function transact<T>(db: Database.Database, kind: "read" | "write", work: () => T): T {
  if (db.inTransaction) return work();
  db.exec(kind === "read" ? "BEGIN" : "BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (cause) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}
