import { afterAll } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";

/** Empty tables of the search index in a schema of their own: to be given back, as making them and connecting takes most of the time of a test. */
export interface Borrowed {
  /** Of a database of this test file; its user may do everything. */
  readonly url: string;
  readonly connection: Connection;
  readonly giveBack: () => void;
}

let database: Fresh | null = null;
const made: Borrowed[] = [];
const free: Borrowed[] = [];

afterAll(() => {
  for (const { connection } of made.splice(0)) connection.close();
  free.splice(0);
  database?.drop();
  database = null;
});

export function borrowTables(): Borrowed {
  return free.pop() ?? makeTables();
}

function makeTables(): Borrowed {
  database ??= freshDatabase();
  const schema = `s${made.length}`;
  const url = new URL(database.url);
  url.searchParams.set("options", `-c search_path=${schema}`);
  const connection = openPostgres(url.href);
  connection.exec(`CREATE SCHEMA ${schema}`);
  const borrowed = { url: url.href, connection, giveBack: () => empty(borrowed) };
  made.push(borrowed);
  return borrowed;
}

function empty(borrowed: Borrowed): void {
  const tables = borrowed.connection.rows(
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema AND tablename LIKE 'search%'",
    [],
  );
  const names = tables.map(({ tablename }) => String(tablename)).filter((name) => name !== "search_changes");
  if (names.length > 0) borrowed.connection.exec(`TRUNCATE ${names.join(", ")}`);
  free.push(borrowed);
}
