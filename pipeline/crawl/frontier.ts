import Database from "libsql";
import * as z from "zod";
import { DangvuError, StoreBroken } from "../types/errors.ts";
import type { SourceId } from "../types/source.ts";
import { migrateFrontier, type RobotsCopy, robotsSchema, rowSchema, type UrlRow } from "./frontier-schema.ts";
import { makeWalkBook, type Sql, type WalkBook } from "./frontier-walk.ts";
import { addressKey, politeHost } from "./urls.ts";

export type { RobotsCopy, UrlRow } from "./frontier-schema.ts";

export type UrlKind = "feed" | "sitemap" | "listing" | "article";

/**
 * `waiting`: to be fetched; `done`: fetched; `failed`: given up or refused; `gone`: the site says that it is no more (404, 410);
 * `moved`: another address of what another row stands for.
 */
export type UrlState = "waiting" | "done" | "failed" | "gone" | "moved";

/** An address that was found. `depth` counts steps from the addresses that the source entry names. */
export interface FoundUrl {
  readonly url: string;
  readonly source: SourceId;
  readonly kind: UrlKind;
  readonly depth: number;
  /** The day on which it was published, and when it was last changed, as the page that announces it says. */
  readonly published?: string | null;
  readonly lastmod?: string | null;
}

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
  readonly identity?: string;
  readonly published?: string | null;
}

/** A time before all others: due at once, even if the clock is set back. */
const atOnce = "";

/** No wait of ours is longer; what is to wait longer was written down when the clock was wrong. */
const longestWaitHours = 36;

/**
 * What to fetch next, never twice, in a database file of its own. Taking an address does not change it: what was in flight when the
 * process died is still waiting at the next start. Every method throws StoreBroken when the file cannot be read or written.
 */
export class Frontier {
  readonly #file: string;
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();
  /** The walks through archives. */
  readonly walks: WalkBook;

  /** Opens or makes the file. @throws StoreBroken for a file that is no frontier, is damaged, or may not be written */
  constructor(file: string) {
    this.#file = file;
    this.#db = this.#guard(() => openDatabase(file));
    this.#transaction(() => migrateFrontier(this.#db, file));
    const sql: Sql = {
      run: (text, ...values) => this.#guard(() => this.#db.prepare(text).run(...values)),
      get: (text, ...values) => this.#guard(() => this.#get(text, ...values)),
      all: (text, ...values) => this.#guard(() => this.#all(text, ...values)),
      transaction: (work) => this.#transaction(work),
    };
    this.walks = makeWalkBook(sql, (found, now) => this.#insert(found, now, null));
  }

  /**
   * Begins a night, or goes on with the one that was cut off less than `staleHours` (20) ago, and returns its id. Then visited
   * addresses are due again: feeds, sitemaps and the listings of the source entry, failed discovery pages, and articles first seen after `articlesSince`.
   * Sitemaps of an index that tells when they changed are due when it says so (finishDiscovery).
   */
  openNight(input: { id: string; now: Date; articlesSince: Date; sources: readonly SourceId[]; staleHours?: number }): string {
    const now = input.now.toISOString();
    const sources = JSON.stringify(input.sources);
    const fresh = hoursFrom(input.now, -(input.staleHours ?? 20));
    return this.#transaction(() => {
      const open = this.#get("select id from night where finished_at is null and started_at >= ? order by started_at desc limit 1", fresh);
      const night = open === undefined ? input.id : z.object({ id: z.string() }).parse(open).id;
      this.#run("update night set finished_at = ? where finished_at is null and id <> ?", now, night);
      this.#run("insert or ignore into night (id, started_at) values (?, ?)", night, now);
      const again =
        "update url set state = 'waiting', tries = 0, next_at = '' where source in (select value from json_each(?)) and night is not ?";
      this.#run(
        `${again} and ((kind = 'feed' and state in ('done', 'failed', 'gone'))
          or (kind = 'sitemap' and (state in ('failed', 'gone') or (state = 'done' and (depth = 0 or lastmod is null))))
          or (kind = 'listing' and (state = 'failed' or (depth = 0 and state in ('done', 'gone')))))`,
        sources,
        night,
      );
      this.#run(`${again} and kind = 'article' and state = 'done' and found_at >= ?`, sources, night, input.articlesSince.toISOString());
      this.#run("update url set next_at = '' where state = 'waiting' and next_at > ?", hoursFrom(input.now, longestWaitHours));
      return night;
    });
  }

  /** Ends a night: the next openNight begins a new one. */
  closeNight(id: string, now: Date): void {
    this.#guard(() => this.#run("update night set finished_at = ? where id = ?", now.toISOString(), id));
  }

  /** Adds what is not known yet and returns how many that were. */
  add(found: readonly FoundUrl[], now: Date): number {
    return this.#transaction(() => this.#insert(found, now, null));
  }

  /**
   * Finishes a discovery page and adds what it announced, in one step; returns how many articles were not known before, and whether a listing showed an article
   * that no page of it showed before. Its further pages (`more`) are due in this night too, sitemaps unless they are as old as when we read them;
   * those of a listing only if it showed something new: else it is known ground.
   */
  finishDiscovery(
    row: UrlRow,
    visit: Visit,
    links: { articles: readonly FoundUrl[]; more: readonly FoundUrl[] },
    now: Date,
  ): { fresh: number; showsNew: boolean } {
    return this.#transaction(() => {
      const fresh = this.#insert(links.articles, now, visit.night);
      const showsNew = row.kind === "listing" ? this.#showsNew(row, links.articles) : links.articles.length > 0;
      if (row.kind !== "listing" || showsNew) this.#openMore(row, links.more, visit.night, now);
      this.#visit(row.url, visit);
      return { fresh, showsNew };
    });
  }

  /** Remembers what this listing shows, and says whether any of it is new to it. */
  #showsNew(row: UrlRow, articles: readonly FoundUrl[]): boolean {
    const insert = this.#db.prepare("insert or ignore into shown (root, url) select ?, url from name where key = ?");
    return articles.filter(({ url }) => insert.run(row.root ?? row.seq, addressKey(url)).changes > 0).length > 0;
  }

  #openMore(row: UrlRow, more: readonly FoundUrl[], night: string, now: Date): void {
    for (const found of more) {
      const known = this.#find(found.url);
      this.#insert([found], now, night);
      const { seq } = known ?? this.#find(found.url)!;
      this.#run("update url set root = ? where seq = ? and depth > 0", row.root ?? row.seq, seq);
      if (known?.state === "done" && found.lastmod != null && found.lastmod === known.lastmod) continue;
      this.#run(
        "update url set state = 'waiting', tries = 0, next_at = '' where seq = ? and state in ('done', 'failed', 'gone') and night is not ?",
        seq,
        night,
      );
    }
  }

  /**
   * Notes under which other addresses a row has come (redirects for good, its canonical link) and returns the row that stands for them all: itself, or one that was
   * fetched before, of which it then is an alias that is asked for no more. `movedTo` becomes its address. Rows never fetched give way to it.
   */
  claim(row: UrlRow, input: { names: readonly string[]; movedTo: string | null }): UrlRow {
    return this.#transaction(() => {
      for (const name of input.names) {
        const holder = this.#find(name);
        if (holder === null) this.#run("insert into name (key, url) values (?, ?)", addressKey(name), row.seq);
        else if (holder.seq !== row.seq && holder.kind === row.kind) {
          const [kept, left] = holder.fetched_at !== null && holder.state !== "gone" ? [holder, row] : [row, holder];
          this.#run("update name set url = ? where url = ?", kept.seq, left.seq);
          this.#run("update url set state = 'moved', last_error = null where seq = ?", left.seq);
          if (kept === holder) return holder;
        }
      }
      if (input.movedTo !== null) this.#moveTo(row, input.movedTo);
      return row;
    });
  }

  #moveTo(row: UrlRow, url: string): void {
    if (this.#find(url)?.seq !== row.seq) return;
    this.#run("update or ignore url set url = ?, host = ? where seq = ?", url, politeHost(url), row.seq);
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

  /**
   * The next address of a host that is due: discovery pages, then articles never fetched, then those to look at again; among them those tried least, then in the
   * order found. `besides` leaves out what is under way (numbers of rows), `kind` all but one kind.
   */
  next(input: { host: string; now: Date; sources: readonly SourceId[]; besides?: readonly number[]; kind?: UrlKind }): UrlRow | null {
    const row = this.#guard(() =>
      this.#get(
        `select * from url where state = 'waiting' and host = ? and next_at <= ? and source in (select value from json_each(?))
         and seq not in (select value from json_each(?)) and (?5 is null or kind = ?5) order by rank, tries, seq limit 1`,
        input.host,
        input.now.toISOString(),
        JSON.stringify(input.sources),
        JSON.stringify(input.besides ?? []),
        input.kind ?? null,
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
        "update url set tries = tries + 1, next_at = ?, last_error = ? where seq = (select url from name where key = ?)",
        input.nextAt.toISOString(),
        input.error,
        addressKey(url),
      ),
    );
  }

  /** The row that an address leads to, however it is written; null if it is not known. */
  row(url: string): UrlRow | null {
    return this.#guard(() => this.#find(url));
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

  #find(url: string): UrlRow | null {
    const row = this.#get("select u.* from name n join url u on u.seq = n.url where n.key = ?", addressKey(url));
    return row === undefined ? null : rowSchema.parse(row);
  }

  #insert(found: readonly FoundUrl[], now: Date, night: string | null): number {
    const at = now.toISOString();
    const insert = this.#db.prepare(
      `insert or ignore into url (url, source, host, kind, state, next_at, found_at, depth, published, lastmod)
       values (?, ?, ?, ?, 'waiting', '${atOnce}', ?, ?, ?, ?)`,
    );
    const lookUp = this.#db.prepare("select url from name where key = ?");
    const name = this.#db.prepare("insert into name (key, url) values (?, ?)");
    const addOne = (one: FoundUrl): number => {
      const key = addressKey(one.url);
      if (lookUp.get(key) !== undefined) return this.#renew(one, night);
      const { url, source, kind, depth, published = null, lastmod = null } = one;
      const { changes, lastInsertRowid } = insert.run(url, source, politeHost(url), kind, at, depth, published, lastmod);
      if (changes > 0) name.run(key, lastInsertRowid);
      return changes;
    };
    return found.reduce((sum, one) => sum + addOne(one), 0);
  }

  /** An article that a sitemap calls changed since we were told last is due again, however old it is. */
  #renew({ url, kind, published, lastmod }: FoundUrl, night: string | null): 0 {
    if (lastmod == null && published == null) return 0;
    const known = this.#find(url);
    if (known === null) return 0;
    const isOther = lastmod != null && lastmod !== known.lastmod;
    if (!isOther && (published == null || known.published !== null)) return 0;
    const isChanged = isOther && kind === "article" && known.state === "done" && known.lastmod !== null && known.night !== night;
    this.#run(
      `update url set published = coalesce(published, ?), lastmod = coalesce(?, lastmod)${isChanged ? ", state = 'waiting', tries = 0, next_at = ''" : ""} where seq = ?`,
      published ?? null,
      lastmod ?? null,
      known.seq,
    );
    return 0;
  }

  #visit(url: string, visit: Visit): void {
    this.#run(
      `update url set state = ?, night = ?, fetched_at = ?, tries = 0, status = coalesce(?, status), etag = case when ? then ? else etag end,
         last_modified = case when ? then ? else last_modified end, sha256 = coalesce(?, sha256), last_error = ?,
         identity = coalesce(identity, ?), published = coalesce(?, published) where seq = (select url from name where key = ?)`,
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
      visit.identity ?? null,
      visit.published ?? null,
      addressKey(url),
    );
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#prepare(sql).run(...values);
  }

  #get(sql: string, ...values: (string | number | null)[]): unknown {
    return this.#prepare(sql).get(...values);
  }

  #all(sql: string, ...values: (string | number | null)[]): unknown[] {
    return this.#prepare(sql).all(...values);
  }

  /** The texts of statements are few; to compile the longest takes as long as to run it ten times. */
  #prepare(sql: string): Database.Statement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
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

const hoursFrom = (now: Date, hours: number): string => new Date(now.getTime() + hours * 3_600_000).toISOString();

function openDatabase(file: string): Database.Database {
  const db = new Database(file, { timeout: 5_000 });
  db.pragma("journal_mode = WAL");
  // A power cut may undo the last visits, never tear the file: what they stored was on the disk before, so they are only asked for once more.
  // FULL would wait for the disk at every visit, which is half the time of a night.
  db.pragma("synchronous = NORMAL");
  const check = z.array(z.unknown()).parse(db.prepare("pragma quick_check(1)").all());
  if (JSON.stringify(check[0]) !== '{"quick_check":"ok"}') throw new Error(`quick_check: ${JSON.stringify(check[0])}`);
  return db;
}
