import Database from "libsql";
import * as z from "zod";
import { DangvuError, StoreBroken } from "../types/errors.ts";
import type { SourceId } from "../types/source.ts";

export type UrlKind = "feed" | "sitemap" | "listing" | "article";

/** `waiting`: to be fetched; `done`: fetched; `failed`: given up or refused; `gone`: the site says that it is no more (404, 410). */
export type UrlState = "waiting" | "done" | "failed" | "gone";

/** An address that was found. `depth` counts steps from the addresses that the source entry names. */
export interface FoundUrl {
  readonly url: string;
  readonly source: SourceId;
  readonly kind: UrlKind;
  readonly depth: number;
}

const robotsSchema = z.object({
  origin: z.string(),
  at: z.string(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  status: z.number(),
  body: z.instanceof(Uint8Array),
});

/** A robots.txt as it came; `at` is when it was last known to hold. */
export type RobotsCopy = z.infer<typeof robotsSchema>;

const rowSchema = z.object({
  seq: z.number(),
  url: z.string(),
  source: z.string(),
  host: z.string(),
  kind: z.enum(["feed", "sitemap", "listing", "article"]),
  state: z.enum(["waiting", "done", "failed", "gone"]),
  tries: z.number(),
  next_at: z.string(),
  found_at: z.string(),
  fetched_at: z.string().nullable(),
  etag: z.string().nullable(),
  last_modified: z.string().nullable(),
  sha256: z.string().nullable(),
  status: z.number().nullable(),
  last_error: z.string().nullable(),
  depth: z.number(),
  night: z.string().nullable(),
  root: z.number().nullable(),
});

/** One address with what is known of it. Times are ISO; `night` is the night in which it was last visited, `root` the listing that a further page belongs to. */
export type UrlRow = z.infer<typeof rowSchema>;

/** What a visit brought. Absent fields keep their value. */
export interface Visit {
  readonly state: UrlState;
  readonly night: string;
  readonly at: string;
  readonly status?: number | null;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly sha256?: string;
  readonly error?: string | null;
}

const version = 1;
const schema = `
  create table if not exists night (id text primary key, started_at text not null, finished_at text) strict;
  create table if not exists url (
    seq integer primary key autoincrement, url text not null unique, source text not null, host text not null, kind text not null,
    state text not null, tries integer not null default 0, next_at text not null, found_at text not null, fetched_at text, etag text,
    last_modified text, sha256 text, status integer, last_error text, depth integer not null, night text, root integer,
    rank integer generated always as (case kind when 'article' then 1 else 0 end) stored) strict;
  create index if not exists url_due on url (state, host, rank, tries, seq);
  create index if not exists url_source on url (source, kind);
  create table if not exists shown (root integer not null, url integer not null, primary key (root, url)) strict, without rowid;
  create table if not exists robots (origin text primary key, at text not null, etag text, last_modified text, status integer not null, body blob not null) strict;
`;

/**
 * What to fetch next, never twice, in a database file of its own. Taking an address does not change it: what was in flight when the
 * process died is still waiting at the next start. Every method throws StoreBroken when the file cannot be read or written.
 */
export class Frontier {
  readonly #file: string;
  readonly #db: Database.Database;

  /** Opens or makes the file. @throws StoreBroken for a file that is no frontier, is damaged, or may not be written */
  constructor(file: string) {
    this.#file = file;
    this.#db = this.#guard(() => openDatabase(file));
    this.#guard(() => this.#migrate());
  }

  /**
   * Begins a night, or goes on with the one that was cut off less than `staleHours` (20) ago, and returns its id. Then visited
   * addresses are due again: feeds, sitemaps and the listings of the source entry, failed discovery pages, and articles first seen after `articlesSince`.
   */
  openNight(input: { id: string; now: Date; articlesSince: Date; sources: readonly SourceId[]; staleHours?: number }): string {
    const now = input.now.toISOString();
    const fresh = new Date(input.now.getTime() - (input.staleHours ?? 20) * 3_600_000).toISOString();
    return this.#transaction(() => {
      const open = this.#get("select id from night where finished_at is null and started_at >= ? order by started_at desc limit 1", fresh);
      const night = open === undefined ? input.id : z.object({ id: z.string() }).parse(open).id;
      this.#run("update night set finished_at = ? where finished_at is null and id <> ?", now, night);
      this.#run("insert or ignore into night (id, started_at) values (?, ?)", night, now);
      this.#run(
        `update url set state = 'waiting', tries = 0, next_at = ?
         where source in (select value from json_each(?)) and night is not ? and (
           (kind in ('feed', 'sitemap') and state <> 'waiting') or (kind = 'listing' and (depth = 0 or state = 'failed') and state <> 'waiting')
           or (kind = 'article' and state = 'done' and found_at >= ?))`,
        now,
        JSON.stringify(input.sources),
        night,
        input.articlesSince.toISOString(),
      );
      return night;
    });
  }

  /** Ends a night: the next openNight begins a new one. */
  closeNight(id: string, now: Date): void {
    this.#guard(() => this.#run("update night set finished_at = ? where id = ?", now.toISOString(), id));
  }

  /** Adds what is not known yet and returns how many that were. */
  add(found: readonly FoundUrl[], now: Date): number {
    return this.#transaction(() => this.#insert(found, now));
  }

  /**
   * Finishes a discovery page and adds what it announced, in one step; returns how many articles were not known before. Its further pages
   * (`more`) are due in this night too; those of a listing only if the page shows an article that no page of this listing showed before:
   * else it is known ground.
   */
  finishDiscovery(row: UrlRow, visit: Visit, links: { articles: readonly FoundUrl[]; more: readonly FoundUrl[] }, now: Date): number {
    return this.#transaction(() => {
      const fresh = this.#insert(links.articles, now);
      if (row.kind !== "listing" || this.#showsNew(row, links.articles)) this.#openMore(row, links.more, visit.night, now);
      this.#visit(row.url, visit);
      return fresh;
    });
  }

  /** Remembers what this listing shows, and says whether any of it is new to it. */
  #showsNew(row: UrlRow, articles: readonly FoundUrl[]): boolean {
    const insert = this.#db.prepare("insert or ignore into shown (root, url) select ?, seq from url where url = ?");
    return articles.filter(({ url }) => insert.run(row.root ?? row.seq, url).changes > 0).length > 0;
  }

  #openMore(row: UrlRow, more: readonly FoundUrl[], night: string, now: Date): void {
    this.#insert(more, now);
    for (const { url } of more) {
      this.#run("update url set root = ? where url = ? and depth > 0", row.root ?? row.seq, url);
      this.#run(
        "update url set state = 'waiting', tries = 0, next_at = ? where url = ? and state <> 'waiting' and night is not ?",
        now.toISOString(),
        url,
        night,
      );
    }
  }

  /** The last robots.txt of an origin; null if none is kept. */
  robots(origin: string): RobotsCopy | null {
    const row = this.#guard(() => this.#get("select * from robots where origin = ?", origin));
    return row === undefined ? null : robotsSchema.parse(row);
  }

  /** Keeps a robots.txt (or that there is none, by its status). */
  keepRobots({ origin, at, etag, last_modified, status, body }: RobotsCopy): void {
    this.#guard(() =>
      this.#db
        .prepare("insert or replace into robots (origin, at, etag, last_modified, status, body) values (?, ?, ?, ?, ?, ?)")
        .run(origin, at, etag, last_modified, status, Buffer.from(body)),
    );
  }

  /** The next address of a host that is due: discovery pages before articles, then those tried least, then in the order found. */
  next(input: { host: string; now: Date; sources: readonly SourceId[] }): UrlRow | null {
    const row = this.#guard(() =>
      this.#get(
        `select * from url where state = 'waiting' and host = ? and next_at <= ? and source in (select value from json_each(?))
         order by rank, tries, seq limit 1`,
        input.host,
        input.now.toISOString(),
        JSON.stringify(input.sources),
      ),
    );
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** Hosts that have something due, by name. */
  hosts(input: { now: Date; sources: readonly SourceId[] }): readonly string[] {
    const rows = this.#guard(() =>
      this.#all(
        "select distinct host from url where state = 'waiting' and next_at <= ? and source in (select value from json_each(?)) order by host",
        input.now.toISOString(),
        JSON.stringify(input.sources),
      ),
    );
    return rows.map((row) => z.object({ host: z.string() }).parse(row).host);
  }

  /** Writes down how a visit ended. */
  finish(url: string, visit: Visit): void {
    this.#guard(() => this.#visit(url, visit));
  }

  /** Keeps an address waiting until `nextAt` after a failure that may pass; counts a try. */
  retryLater(url: string, input: { nextAt: Date; error: string }): void {
    this.#guard(() =>
      this.#run(
        "update url set tries = tries + 1, next_at = ?, last_error = ? where url = ?",
        input.nextAt.toISOString(),
        input.error,
        url,
      ),
    );
  }

  /** The row of an address; null if it is not known. */
  row(url: string): UrlRow | null {
    const row = this.#guard(() => this.#get("select * from url where url = ?", url));
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** How many addresses there are of each source, kind and state. */
  counts(): readonly { source: SourceId; kind: UrlKind; state: UrlState; count: number }[] {
    const rows = this.#guard(() =>
      this.#all("select source, kind, state, count(*) as count from url group by source, kind, state order by source, kind, state"),
    );
    return rows.map((row) => rowSchema.pick({ source: true, kind: true, state: true }).extend({ count: z.number() }).parse(row));
  }

  close(): void {
    if (!this.#db.open) return;
    // libsql leaves the write-ahead log behind on closing; a file that is copied or moved alone must be whole.
    this.#guard(() => this.#db.pragma("wal_checkpoint(truncate)"));
    this.#db.close();
  }

  #migrate(): void {
    const found = z.object({ user_version: z.number() }).parse(this.#get("pragma user_version")).user_version;
    if (found > version) {
      throw new StoreBroken(`Tệp hàng đợi ${this.#file} do một bản dangvu mới hơn tạo ra (bản ${found}).`, "Cập nhật dangvu rồi chạy lại.");
    }
    this.#db.exec(schema);
    this.#db.exec(`pragma user_version = ${version}`);
  }

  #insert(found: readonly FoundUrl[], now: Date): number {
    const at = now.toISOString();
    const insert = this.#db.prepare(
      "insert or ignore into url (url, source, host, kind, state, next_at, found_at, depth) values (?, ?, ?, ?, 'waiting', ?, ?, ?)",
    );
    return found.reduce(
      (sum, { url, source, kind, depth }) => sum + insert.run(url, source, new URL(url).host, kind, at, at, depth).changes,
      0,
    );
  }

  #visit(url: string, visit: Visit): void {
    this.#run(
      `update url set state = ?, night = ?, fetched_at = ?, tries = 0, status = coalesce(?, status), etag = case when ? then ? else etag end,
         last_modified = case when ? then ? else last_modified end, sha256 = coalesce(?, sha256), last_error = ? where url = ?`,
      visit.state,
      visit.night,
      visit.at,
      visit.status ?? null,
      visit.etag === undefined ? 0 : 1,
      visit.etag ?? null,
      visit.lastModified === undefined ? 0 : 1,
      visit.lastModified ?? null,
      visit.sha256 ?? null,
      visit.error ?? null,
      url,
    );
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#db.prepare(sql).run(...values);
  }

  #get(sql: string, ...values: string[]): unknown {
    return this.#db.prepare(sql).get(...values);
  }

  #all(sql: string, ...values: string[]): unknown[] {
    return this.#db.prepare(sql).all(...values);
  }

  #transaction<T>(work: () => T): T {
    return this.#guard(() => this.#db.transaction(work).immediate());
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof DangvuError) throw cause;
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new StoreBroken(
        `Không dùng được tệp hàng đợi thu tin ${this.#file}: ${detail}.`,
        "Kiểm tra quyền ghi và chỗ trống; nếu tệp hỏng, chuyển nó đi nơi khác: lần chạy sau sẽ tìm lại từ đầu, kho bài không mất gì.",
        cause,
      );
    }
  }
}

function openDatabase(file: string): Database.Database {
  const db = new Database(file, { timeout: 5_000 });
  db.pragma("journal_mode = WAL");
  // FULL, so that not even a power cut undoes what is written: 4,375 rows a second, thirty times what a crawl needs.
  db.pragma("synchronous = FULL");
  const check = z.array(z.unknown()).parse(db.prepare("pragma quick_check(1)").all());
  if (JSON.stringify(check[0]) !== '{"quick_check":"ok"}') throw new Error(`quick_check: ${JSON.stringify(check[0])}`);
  return db;
}
