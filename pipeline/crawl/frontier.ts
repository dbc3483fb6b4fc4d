import * as z from "zod";
import { bringForward, listMigrations } from "../database/parts.ts";
import type { Binding, Connection, Row } from "../database/statements.ts";
import type { SourceId } from "../types/source.ts";
import { makeRowBook, type RowBook } from "./frontier-rows.ts";
import { type RobotsCopy, robotsSchema, rowSchema, type UrlRow } from "./frontier-schema.ts";
import { guarded, openFile } from "./frontier-tables.ts";
import type { FoundUrl, UrlKind, UrlState, Visit } from "./frontier-types.ts";
import { makeWalkBook, type WalkBook } from "./frontier-walk.ts";
import { addressKey, politeHost } from "./urls.ts";

export type { RobotsCopy, UrlRow } from "./frontier-schema.ts";
export type { FoundUrl, UrlKind, UrlState, Visit } from "./frontier-types.ts";

/** No wait of ours is longer; what is to wait longer was written down when the clock was wrong. */
const longestWaitHours = 36;

/** Held while a night begins or ends, and while the last visit to a host ends. */
export const nightLock = "frontier night";

/** The frontier of one machine, in a file; made where there is none. @throws StoreBroken for a file that is no frontier, is damaged, or may not be written */
export const openFrontier = (file: string): Frontier => new Frontier(file);

/** The frontier that several machines share, in PostgreSQL; what is written in a transaction of this connection is a part of it. The caller closes the connection. @throws StoreBroken */
export function openFrontierOn(connection: Connection): Frontier {
  bringForward(guarded(connection), "frontier", listMigrations(new URL("./migrations-postgres/", import.meta.url)));
  return new Frontier(connection);
}

/**
 * What to fetch next, never twice, in a database file of its own or in PostgreSQL. Taking an address does not change it: what was in flight when the
 * process died is still waiting at the next start. Every method throws StoreBroken when the tables cannot be read or written; inside a transaction of the caller's what the database said.
 */
export class Frontier {
  readonly #connection: Connection;
  readonly #rows: RowBook;
  readonly #close: () => void;
  /** The walks through archives. */
  readonly walks: WalkBook;

  /** Opens or makes the file, or works on tables that are there. @throws StoreBroken for a file that is no frontier, is damaged, or may not be written */
  constructor(base: string | Connection) {
    const connection = typeof base === "string" ? openFile(base) : guarded(base);
    this.#connection = connection;
    this.#close = typeof base === "string" ? connection.close : () => {};
    this.#rows = makeRowBook(connection);
    this.walks = makeWalkBook(connection, this.#rows);
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
    const ours = this.#connection.dialect.among("source", "?", "text");
    return this.#transaction(() => {
      this.#connection.lock([nightLock]);
      const open = this.#get("select id from night where finished_at is null and started_at >= ? order by started_at desc limit 1", fresh);
      const night = open === undefined ? input.id : z.object({ id: z.string() }).parse(open).id;
      this.#run("update night set finished_at = ? where finished_at is null and id <> ?", now, night);
      this.#run("insert into night (id, started_at) values (?, ?) on conflict do nothing", night, now);
      const again = `update url set state = 'waiting', tries = 0, next_at = '' where ${ours} and night is distinct from ?`;
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

  /** The night that is under way; null between nights. */
  night(): string | null {
    const row = this.#get("select id from night where finished_at is null order by started_at desc limit 1");
    return row === undefined ? null : z.object({ id: z.string() }).parse(row).id;
  }

  /** Ends a night: the next openNight begins a new one. */
  closeNight(id: string, now: Date): void {
    this.#run("update night set finished_at = ? where id = ?", now.toISOString(), id);
  }

  /** Adds what is not known yet and returns how many that were. */
  add(found: readonly FoundUrl[], now: Date): number {
    return this.#transaction(() => {
      this.#rows.lock(found.map(({ url }) => url));
      return this.#rows.insert(found, now, null);
    });
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
      this.#rows.lock([row, ...links.articles, ...links.more].map(({ url }) => url));
      const fresh = this.#rows.insert(links.articles, now, visit.night);
      const showsNew = row.kind === "listing" ? this.#showsNew(row, links.articles) : links.articles.length > 0;
      if (row.kind !== "listing" || showsNew) this.#openMore(row, links.more, visit.night, now);
      this.#visit(row.url, visit);
      return { fresh, showsNew };
    });
  }

  /** Remembers what this listing shows, and says whether any of it is new to it. */
  #showsNew(row: UrlRow, articles: readonly FoundUrl[]): boolean {
    const shown = [...this.#rows.leads(articles.map(({ url }) => url)).values()].map(({ seq }) => [row.root ?? row.seq, seq]);
    return this.#rows.insertAll("shown", ["root", "url"], shown) > 0;
  }

  #openMore(row: UrlRow, more: readonly FoundUrl[], night: string, now: Date): void {
    const urls = more.map(({ url }) => url);
    const before = this.#rows.findAll(urls);
    this.#rows.insert(more, now, night);
    const after = [...this.#rows.findAll(urls)];
    const root = row.root ?? row.seq;
    for (const [, page] of after.filter(([, one]) => one.depth > 0 && one.root !== root))
      this.#run("update url set root = ? where host = ? and seq = ?", root, page.host, page.seq);
    const isAsOld = ({ url, lastmod = null }: FoundUrl): boolean => {
      const known = before.get(addressKey(url));
      return known?.state === "done" && lastmod !== null && lastmod === known.lastmod;
    };
    const old = new Set(more.filter(isAsOld).map(({ url }) => addressKey(url)));
    for (const [, page] of after.filter(
      ([key, one]) => !old.has(key) && ["done", "failed", "gone"].includes(one.state) && one.night !== night,
    ))
      this.#run("update url set state = 'waiting', tries = 0, next_at = '' where host = ? and seq = ?", page.host, page.seq);
  }

  /**
   * Notes under which other addresses a row has come (redirects for good, its canonical link) and returns the row that stands for them all: itself, or one that was
   * fetched before, of which it then is an alias that is asked for no more. `movedTo` becomes its address. Rows never fetched give way to it.
   */
  claim(row: UrlRow, input: { names: readonly string[]; movedTo: string | null }): UrlRow {
    return this.#transaction(() => {
      this.#rows.lock([row.url, ...input.names, ...(input.movedTo === null ? [] : [input.movedTo])]);
      for (const name of input.names) {
        const holder = this.#rows.find(name);
        if (holder === null) this.#rows.insertAll("name", ["key", "host", "url"], [[addressKey(name), row.host, row.seq]]);
        else if (holder.seq !== row.seq && holder.kind === row.kind) {
          const [kept, left] = holder.fetched_at !== null && holder.state !== "gone" ? [holder, row] : [row, holder];
          this.#run("update name set host = ?, url = ? where url = ?", kept.host, kept.seq, left.seq);
          this.#run("update url set state = 'moved', last_error = null where host = ? and seq = ?", left.host, left.seq);
          if (kept === holder) return holder;
        }
      }
      if (input.movedTo !== null) this.#moveTo(row, input.movedTo);
      return row;
    });
  }

  /** A row of another host is another row with the same number: tables that are sharded by host do not let it change its own. */
  #moveTo(row: UrlRow, url: string): void {
    const host = politeHost(url);
    if (
      this.#rows.lead(url)?.seq !== row.seq ||
      this.#get("select 1 as taken from url where host = ? and url = ?", host, url) !== undefined
    )
      return;
    if (host === row.host) {
      this.#run("update url set url = ? where host = ? and seq = ?", url, host, row.seq);
      return;
    }
    const now = rowSchema.parse(this.#get("select * from url where host = ? and seq = ?", row.host, row.seq));
    this.#run("delete from url where host = ? and seq = ?", row.host, row.seq);
    this.#connection.insert("url", { ...now, url, host });
    this.#run("update name set host = ? where url = ?", host, row.seq);
  }

  /** The last robots.txt of an origin; null if none is kept. */
  robots(origin: string): RobotsCopy | null {
    const row = this.#get("select * from robots where origin = ?", origin);
    return row === undefined ? null : robotsSchema.parse(row);
  }

  /** Keeps a robots.txt (or that there is none, by its status). */
  keepRobots({ origin, at, etag, last_modified, status, body }: RobotsCopy): void {
    this.#run(
      `insert into robots (origin, at, etag, last_modified, status, body) values (?, ?, ?, ?, ?, ?) on conflict (origin) do update
       set at = excluded.at, etag = excluded.etag, last_modified = excluded.last_modified, status = excluded.status, body = excluded.body`,
      ...[origin, at, etag, last_modified, status, Buffer.from(body)],
    );
  }

  /**
   * The next address of a host that is due: discovery pages, then articles never fetched, then those to look at again; among them those tried least, then in the
   * order found. `besides` leaves out what is under way (numbers of rows), `kind` all but one kind.
   */
  next(input: { host: string; now: Date; sources: readonly SourceId[]; besides?: readonly number[]; kind?: UrlKind }): UrlRow | null {
    const { among } = this.#connection.dialect;
    const row = this.#get(
      `select * from url where state = 'waiting' and host = ? and next_at <= ? and ${among("source", "?", "text")} and not (${among("seq", "?", "integer")})
       ${input.kind === undefined ? "" : "and kind = ?"} order by rank, tries, seq limit 1`,
      input.host,
      input.now.toISOString(),
      JSON.stringify(input.sources),
      JSON.stringify(input.besides ?? []),
      ...(input.kind === undefined ? [] : [input.kind]),
    );
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** Hosts that have something due, by name. */
  hosts(input: { now: Date; sources: readonly SourceId[] }): readonly string[] {
    const ours = this.#connection.dialect.among("source", "?", "text");
    const rows = this.#connection.rows(`select distinct host from url where state = 'waiting' and next_at <= ? and ${ours} order by host`, [
      input.now.toISOString(),
      JSON.stringify(input.sources),
    ]);
    return rows.map((row) => z.object({ host: z.string() }).parse(row).host);
  }

  /** Writes down how a visit ended. */
  finish(url: string, visit: Visit): void {
    this.#visit(url, visit);
  }

  /** Keeps an address waiting until `nextAt` after a failure that may pass; counts a try. */
  retryLater(url: string, input: { nextAt: Date; error: string }): void {
    const lead = this.#rows.lead(url);
    if (lead === null) return;
    const sql = "update url set tries = tries + 1, next_at = ?, last_error = ? where host = ? and seq = ?";
    this.#run(sql, input.nextAt.toISOString(), input.error, lead.host, lead.seq);
  }

  /** The row that an address leads to, however it is written; null if it is not known. */
  row(url: string): UrlRow | null {
    return this.#rows.find(url);
  }

  /** Whether a row still stands for its own address: not once it has become an alias of another (`claim`). To be asked in the transaction that ends its visit. */
  isStanding(row: UrlRow): boolean {
    this.#rows.lock([row.url]);
    return this.#rows.lead(row.url)?.seq === row.seq;
  }

  /** How many addresses there are of each source, kind and state. */
  counts(): readonly { source: SourceId; kind: UrlKind; state: UrlState; count: number }[] {
    const sql = "select source, kind, state, count(*) as count from url group by source, kind, state order by source, kind, state";
    const schema = rowSchema.pick({ source: true, kind: true, state: true }).extend({ count: z.number() });
    return this.#connection.rows(sql, []).map((row) => schema.parse(row));
  }

  close(): void {
    this.#close();
  }

  #visit(url: string, visit: Visit): void {
    const lead = this.#rows.lead(url);
    if (lead === null) return;
    this.#run(
      `update url set state = ?, night = ?, fetched_at = ?, tries = 0, status = coalesce(?, status), etag = case when ? = 1 then ? else etag end,
         last_modified = case when ? = 1 then ? else last_modified end, sha256 = coalesce(?, sha256), last_error = ?,
         identity = coalesce(identity, ?), published = coalesce(published, ?) where host = ? and seq = ?`,
      ...[visit.state, visit.night, visit.at, visit.status ?? null],
      ...[visit.etag === undefined ? 0 : 1, visit.etag ?? null],
      ...[visit.lastModified === undefined ? 0 : 1, visit.lastModified ?? null],
      ...[visit.sha256 ?? null, visit.error ?? null, visit.identity ?? null, visit.published ?? null],
      ...[lead.host, lead.seq],
    );
  }

  #run(sql: string, ...values: Binding[]): void {
    this.#connection.run(sql, values);
  }

  #get(sql: string, ...values: Binding[]): Row | undefined {
    return this.#connection.row(sql, values);
  }

  #transaction<T>(work: () => T): T {
    return this.#connection.transact("write", work);
  }
}

const hoursFrom = (now: Date, hours: number): string => new Date(now.getTime() + hours * 3_600_000).toISOString();
