import type Database from "libsql";
import * as z from "zod";
import { StoreBroken } from "../types/errors.ts";
import { addressKey, politeHost } from "./urls.ts";

export const robotsSchema = z.object({
  origin: z.string(),
  at: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  status: z.number(),
  body: z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer).transform((bytes) => new Uint8Array(bytes))]),
});

/** A robots.txt as it came; `at` is when it was last known to hold. */
export type RobotsCopy = z.infer<typeof robotsSchema>;

const text = z.string().nullable();

export const rowSchema = z.object({
  seq: z.number(),
  url: z.string(),
  source: z.string(),
  host: z.string(),
  kind: z.enum(["feed", "sitemap", "listing", "article"]),
  state: z.enum(["waiting", "done", "failed", "gone", "moved"]),
  tries: z.number(),
  next_at: z.string(),
  found_at: z.string(),
  fetched_at: text,
  etag: text,
  last_modified: text,
  sha256: text,
  status: z.number().nullable(),
  last_error: text,
  depth: z.number(),
  night: text,
  root: z.number().nullable(),
  identity: text,
  published: text,
  lastmod: text,
});

/**
 * One address with what is known of it. Times are ISO; `night` is the night in which it was last visited, `root` the listing that a further page belongs to,
 * `host` the host without "www.". `identity` is the address under which its article is stored, `published` and `lastmod` what was said of its dates.
 */
export type UrlRow = z.infer<typeof rowSchema>;

const version = 3;

const urlTable = `
  create table url (
    seq integer primary key autoincrement, url text not null unique, source text not null, host text not null, kind text not null,
    state text not null, tries integer not null default 0, next_at text not null, found_at text not null, fetched_at text, etag text,
    last_modified text, sha256 text, status integer, last_error text, depth integer not null, night text, root integer,
    identity text, published text, lastmod text,
    rank integer generated always as (case when kind <> 'article' then 0 when fetched_at is null then 1 else 2 end) stored) strict;
`;

/** `name` holds every key by which an address is known, and host and number of its row: several writings and several addresses of one article lead to one row. */
const schema = `
  create table if not exists night (id text primary key, started_at text not null, finished_at text) strict;
  create index if not exists url_due on url (state, host, rank, tries, seq);
  create index if not exists url_hosts on url (state, host, source, next_at);
  create index if not exists url_recheck on url (source, kind, state, found_at);
  create table if not exists name (key text primary key, host text not null, url integer not null) strict, without rowid;
  create index if not exists name_url on name (url);
  create table if not exists shown (root integer not null, url integer not null, primary key (root, url)) strict, without rowid;
  create table if not exists robots (origin text primary key, at text not null, etag text, last_modified text, status integer not null, body blob not null) strict;
  create table if not exists walk (
    seq integer primary key autoincrement, source text not null, term text not null, url text not null, kind text not null, depth integer not null,
    root integer not null, state text not null, old integer not null default 0, barren integer not null default 0, reason text,
    unique (source, term, url)) strict;
  create index if not exists walk_due on walk (source, term, state, seq);
  create table if not exists walked (root integer not null, key text not null, page integer not null, published text, primary key (root, key)) strict, without rowid;
  create index if not exists walked_page on walked (page);
`;

/** Version 2 did not say on which host a row is. */
const hostsOfNames = `
  alter table name add column host text not null default '';
  update name set host = coalesce((select host from url where seq = name.url), '');
`;

const oldRow = rowSchema.omit({ identity: true, published: true, lastmod: true, host: true });

/**
 * Brings the file to the newest schema, in the transaction of the caller. Version 1 had one row for each writing of an address.
 * @throws StoreBroken for a file that a newer dangvu has made
 */
export function migrateFrontier(db: Database.Database, file: string): void {
  const found = z.object({ user_version: z.number() }).parse(db.prepare("pragma user_version").get()).user_version;
  if (found > version) {
    throw new StoreBroken(`Tệp hàng đợi ${file} do một bản dangvu mới hơn tạo ra (bản ${found}).`, "Cập nhật dangvu rồi chạy lại.");
  }
  if (found === version) return;
  if (found === 2) db.exec(hostsOfNames);
  if (found === 1) db.exec("drop index if exists url_due; drop index if exists url_source; alter table url rename to old_url;");
  if (found < 2) db.exec(urlTable + schema);
  if (found === 1) takeOver(db);
  db.exec(`pragma user_version = ${version}`);
}

/** Rows of version 1 keep their numbers; of several writings of one address the one that was fetched is it, the others lead to it. */
function takeOver(db: Database.Database): void {
  const columns =
    "seq, url, source, kind, state, tries, next_at, found_at, fetched_at, etag, last_modified, sha256, status, last_error, depth, night, root";
  const insert = db.prepare(`insert into url (${columns}, host, identity) values (${columns.replaceAll(/\w+/gu, "?")}, ?, ?)`);
  const name = db.prepare("insert or ignore into name (key, host, url) values (?, ?, ?)");
  for (const raw of db.prepare("select * from old_url order by sha256 is null, seq").all()) {
    const row = oldRow.parse(raw);
    const isFirst = name.run(addressKey(row.url), politeHost(row.url), row.seq).changes > 0;
    const values = { ...row, state: isFirst ? row.state : "moved" };
    const identity = row.kind === "article" && row.sha256 !== null ? row.url : null;
    const inOrder = columns.split(", ").map((column) => values[column as keyof typeof values]);
    insert.run(...inOrder, politeHost(row.url), identity);
  }
  db.exec("drop table old_url");
}
