import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { openFrontier, openFrontierOn } from "../../crawl/frontier.ts";
import { versionOf } from "../../database/parts.ts";
import { sqliteConnection } from "../../database/sqlite.ts";
import type { Connection } from "../../database/statements.ts";
import { areSameFlat, endOfFlat, type Keys, readFlat, removeFlat, writeFlat } from "./rows.ts";
import { columnsOf, type FlatTable } from "./tables.ts";

const FILE = "frontier.sqlite";

/** What each machine counts of its own night (`host_night`) stays where it is. */
const TABLES: readonly FlatTable[] = [
  {
    name: "url",
    columns: columnsOf(
      "seq:integer url source host kind state tries:integer next_at found_at fetched_at etag last_modified sha256 status:integer last_error depth:integer night root:integer identity published lastmod",
    ),
    key: ["seq"],
  },
  { name: "name", columns: columnsOf("key host url:integer"), key: ["key"] },
  { name: "night", columns: columnsOf("id started_at finished_at"), key: ["id"] },
  { name: "shown", columns: columnsOf("root:integer url:integer"), key: ["root", "url"] },
  { name: "robots", columns: columnsOf("origin at etag last_modified status:integer body:bytes"), key: ["origin"] },
  {
    name: "walk",
    columns: columnsOf("seq:integer source term url kind depth:integer root:integer state old:integer barren:integer reason"),
    key: ["seq"],
  },
  { name: "walked", columns: columnsOf("root:integer key page:integer published"), key: ["root", "key"] },
];

/** Rows that are copied in one transaction: larger than those of the store, as PostgreSQL has no order of `url` by its number. */
const ROWS = 20_000;

/** The frontier of a data folder into a database: what was fetched is not fetched again. Null where the folder has none, else how many addresses there are. Throws the drivers' errors. */
export function frontierToDatabase(folder: string, target: Connection): number | null {
  const file = join(folder, FILE);
  if (!existsSync(file)) return null;
  // Brings an older file forward.
  openFrontier(file).close();
  openFrontierOn(target);
  return withFile(file, (source) => {
    const addresses = copyFrontier(source, target);
    for (const table of ["url", "walk"])
      target.row(`SELECT setval(pg_get_serial_sequence(?, 'seq'), max(seq)) FROM ${table} HAVING max(seq) IS NOT NULL`, [table]);
    return addresses;
  });
}

/** The same back. */
export function frontierToFolder(source: Connection, folder: string): number | null {
  if (versionOf(source, "frontier") === 0) return null;
  const file = join(folder, FILE);
  mkdirSync(folder, { recursive: true });
  openFrontier(file).close();
  return withFile(file, (target) => copyFrontier(source, target));
}

function withFile<T>(file: string, use: (connection: Connection) => T): T {
  const connection = sqliteConnection(new Database(file, { timeout: 60_000 }), file);
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

function copyFrontier(source: Connection, target: Connection): number {
  return source.transact("read", () => {
    for (const table of TABLES)
      for (const keys of stepsOf(source, table)) target.transact("write", () => put({ source, target }, table, keys));
    return Number(source.row("SELECT count(*) AS n FROM url", [])?.n);
  });
}

function* stepsOf(source: Connection, table: FlatTable): Generator<Keys> {
  for (let after: Keys["after"] = null; ; ) {
    const upTo = endOfFlat(source, table, after, ROWS);
    yield { after, upTo };
    if (upTo === null) return;
    after = upTo;
  }
}

function put({ source, target }: { readonly source: Connection; readonly target: Connection }, table: FlatTable, keys: Keys): void {
  const rows = readFlat(source, table, keys);
  if (areSameFlat(table, rows, readFlat(target, table, keys))) return;
  removeFlat(target, table, keys);
  writeFlat(target, table, rows);
}
