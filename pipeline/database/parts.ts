import { readdirSync, readFileSync } from "node:fs";
import { StoreBroken } from "../types/errors.ts";
import type { Connection } from "./statements.ts";

/** One step forward: the SQL that takes a part's tables from `version - 1` to `version`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** All migrations of a folder, oldest first: the files `NNNN-name.sql`. A released file is never edited; a change is a new file. */
export function listMigrations(folder: URL): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-.+\.sql$/u.test(name));
  return names.sort().map((name) => ({ version: Number(name.slice(0, 4)), name, sql: readFileSync(new URL(name, folder), "utf8") }));
}

const foundation = (): string => readFileSync(new URL("./foundation.sql", import.meta.url), "utf8");

/** Held while tables are made: of several processes that begin at once one makes them, the others find them. */
const LOCK = "SELECT pg_advisory_xact_lock(7236460031)";

/** The version of a part's tables in PostgreSQL; 0 when there are none. */
export function versionOf(connection: Connection, part: string): number {
  const isThere = connection.row("SELECT to_regclass('parts') IS NOT NULL AS there", [])?.there === 1;
  return isThere ? Number(connection.row("SELECT version FROM parts WHERE part = ?", [part])?.version ?? 0) : 0;
}

/**
 * Brings a part's tables in PostgreSQL forward to the newest version, each step in a transaction of its own together with its number.
 * @throws StoreBroken when they are newer than this code.
 */
export function bringForward(
  connection: Connection,
  part: string,
  migrations: readonly Migration[],
  onUpgrade: () => void = () => {},
): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = versionOf(connection, part);
  if (found > newest)
    throw new StoreBroken(
      `Cơ sở dữ liệu ${connection.place} có phần "${part}" phiên bản ${found}, mới hơn phiên bản ${newest} mà chương trình này biết.`,
      "Cập nhật chương trình, hoặc chỉ định một cơ sở dữ liệu khác.",
    );
  if (found === newest) return;
  if (found > 0) onUpgrade();
  for (const { version, sql } of migrations)
    connection.transact("write", () => {
      connection.exec(LOCK);
      connection.exec(foundation());
      if (versionOf(connection, part) >= version) return;
      connection.exec(sql);
      connection.run("INSERT INTO parts (part, version) VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET version = excluded.version", [
        part,
        version,
      ]);
    });
}
