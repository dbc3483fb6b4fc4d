import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { page } from "./local-server.ts";
import { links, makeSite } from "./make-night.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const now = new Date("2026-11-20T02:00:00Z");
const sources = Array.from({ length: 100 }, (_, n) => `nguon-${n}`);

/** A frontier with a hundred sources that have published a hundred articles a night for thirty nights, all fetched; and the file that it lies in. */
function fill(): { frontier: Frontier; file: string } {
  const file = join(temporaryFolder(), "hang-doi.db");
  new Frontier(file).close();
  const db = new Database(file);
  db.exec(`
    with recursive n (i) as (select 0 union all select i + 1 from n where i < 299999)
    insert into url (url, source, host, kind, state, next_at, found_at, fetched_at, depth, night, sha256)
    select 'http://bao' || (i % 100) || '.vn/bai-' || i || '.html', 'nguon-' || (i % 100), 'bao' || (i % 100) || '.vn', 'article', 'done', '',
      strftime('%Y-%m-%dT02:00:00.000Z', '2026-11-19', '-' || (i / 5000) || ' days'), '2026-11-19T02:00:00.000Z', 1, 'd0', 'ff' from n;
    insert into name (key, host, url) select substr(url, 8), host, seq from url;
  `);
  db.close();
  const frontier = new Frontier(file);
  onTestFinished(() => frontier.close());
  return { frontier, file };
}

const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

describe("a frontier with 300,000 addresses", { timeout: 60_000 }, () => {
  it("opens a night in seconds, and answers in milliseconds, by its indexes", () => {
    const { frontier, file } = fill();
    const articlesSince = new Date(now.getTime() - 30 * 86_400_000);
    expect(timed(() => void frontier.openNight({ id: "d1", now, articlesSince, sources }))).toBeLessThan(20_000);
    const waiting = frontier.counts().reduce((sum, { state, count }) => sum + (state === "waiting" ? count : 0), 0);
    expect(waiting).toBeGreaterThan(140_000);
    expect(timed(() => expect(frontier.hosts({ now, sources })).toHaveLength(100))).toBeLessThan(2_000);
    const fresh = Array.from({ length: 20 }, (_, n) => ({
      url: `http://bao7.vn/moi-${n}.html`,
      source: "nguon-7",
      kind: "article" as const,
      depth: 1,
    }));
    frontier.add(fresh, now);
    const seen: string[] = [];
    const took = timed(() => {
      for (let n = 0; n < 200; n++) {
        const row = frontier.next({ host: "bao7.vn", now, sources })!;
        seen.push(row.url);
        frontier.finish(row.url, { state: "done", night: "d1", at: now.toISOString() });
      }
    });
    expect(took / 200).toBeLessThan(30);
    // What is new comes before what is looked at again, however long the queue.
    expect(seen.slice(0, 20)).toEqual(fresh.map(({ url }) => url));
    const db = new Database(file);
    const plan = (sql: string) => JSON.stringify(db.prepare(`explain query plan ${sql}`).all());
    const next = plan(
      "select * from url where state = 'waiting' and host = 'a' and next_at <= 'z' and source in (select value from json_each('[]')) order by rank, tries, seq limit 1",
    );
    expect(next).toContain("url_due (state=? AND host=?)");
    expect(next).not.toContain("TEMP B-TREE FOR ORDER BY");
    expect(plan("select distinct host from url where state = 'waiting' and next_at <= 'z' order by host")).toContain(
      "COVERING INDEX url_hosts",
    );
    expect(
      plan(
        "update url set state = 'waiting' where source in (select value from json_each('[]')) and kind = 'article' and state = 'done' and found_at >= 'a'",
      ),
    ).toContain("url_recheck");
    expect(plan("select host, url from name where key = 'a'")).toContain("PRIMARY KEY");
    db.close();
  });
});

describe("a clock that jumps", () => {
  const many = Array.from({ length: 6 }, (_, n) => `/bai-${n}.html`);
  const table = () => ({ "/tin": page(links(...many)), ...Object.fromEntries(many.map((path) => [path, page(path)])) });

  it.each([
    ["back by a day", "2026-11-19T02:00:00Z"],
    ["back by a year", "2025-11-20T02:00:00Z"],
    ["forward by a month", "2026-12-20T02:00:00Z"],
  ])("%s in the middle of a night loses nothing and doubles nothing", async (_, then) => {
    const { input, source, night, pages } = await makeSite(table());
    const { crawl } = await import("../../pipeline/crawl/crawl.ts");
    const made = input("d1", "2026-11-20T02:00:00Z");
    const onPage: typeof made.input.onPage = async (found, of) => {
      made.seen.clock.now = new Date(then);
      if (pages.length === 2) made.seen.controller.abort(new Error("dừng"));
      return made.input.onPage(found, of);
    };
    await expect(crawl({ ...made.input, onPage, sources: [source] })).rejects.toThrow("dừng");
    await night("d2", then);
    await night("d3", new Date(Date.parse(then) + 86_400_000).toISOString());
    expect(pages.map(({ url }) => new URL(url).pathname).sort()).toEqual(many);
  });

  it("back by a day after a failure does not put it off for longer than a night", async () => {
    const {
      night,
      pages,
      table: site,
    } = await makeSite({ ...table(), "/bai-0.html": (_, response) => void response.writeHead(500).end() });
    await night("d1", "2026-11-22T02:00:00Z");
    site["/bai-0.html"] = page("được rồi");
    await night("d2", "2026-11-20T02:00:00Z");
    await night("d3", "2026-11-21T02:00:00Z");
    expect(pages.map(({ url }) => new URL(url).pathname).sort()).toEqual(many);
  });
});

it("takes over a file of version 1: of two writings of one address the fetched one stays, the other leads to it", () => {
  const file = join(temporaryFolder(), "hang-doi.db");
  const db = new Database(file);
  db.exec(`
    create table night (id text primary key, started_at text not null, finished_at text) strict;
    create table url (
      seq integer primary key autoincrement, url text not null unique, source text not null, host text not null, kind text not null,
      state text not null, tries integer not null default 0, next_at text not null, found_at text not null, fetched_at text, etag text,
      last_modified text, sha256 text, status integer, last_error text, depth integer not null, night text, root integer,
      rank integer generated always as (case kind when 'article' then 1 else 0 end) stored) strict;
    create index url_due on url (state, host, rank, tries, seq);
    create index url_source on url (source, kind);
    create table shown (root integer not null, url integer not null, primary key (root, url)) strict, without rowid;
    create table robots (origin text primary key, at text not null, etag text, last_modified text, status integer not null, body blob not null) strict;
    insert into url (url, source, host, kind, state, next_at, found_at, depth) values ('http://bao.vn/1', 'thu', 'bao.vn', 'article', 'waiting', '2026-11-01', '2026-11-01', 1);
    insert into url (url, source, host, kind, state, next_at, found_at, fetched_at, sha256, etag, depth)
      values ('https://www.bao.vn/1', 'thu', 'www.bao.vn', 'article', 'done', '2026-11-01', '2026-11-01', '2026-11-01', 'ff', '"e"', 1);
    insert into url (url, source, host, kind, state, next_at, found_at, depth) values ('http://bao.vn/2', 'thu', 'bao.vn', 'article', 'waiting', '2026-11-01', '2026-11-01', 1);
    pragma user_version = 1;
  `);
  db.close();
  const frontier = new Frontier(file);
  onTestFinished(() => frontier.close());
  expect(frontier.row("http://bao.vn/1")).toMatchObject({
    url: "https://www.bao.vn/1",
    host: "bao.vn",
    etag: '"e"',
    identity: "https://www.bao.vn/1",
  });
  expect(frontier.next({ host: "bao.vn", now, sources: ["thu"] })?.url).toBe("http://bao.vn/2");
  expect(frontier.counts()).toContainEqual({ source: "thu", kind: "article", state: "moved", count: 1 });
});

it("takes over a file of version 2: every name then says on which host its row is", () => {
  const file = join(temporaryFolder(), "hang-doi.db");
  const before = new Frontier(file);
  const article = { source: "thu", kind: "article", depth: 1 } as const;
  before.add([{ ...article, url: "http://bao.vn/1" }], now);
  before.claim(before.row("http://bao.vn/1")!, { names: ["https://cu.vn/1"], movedTo: null });
  before.close();
  const db = new Database(file);
  db.exec("alter table name drop column host; pragma user_version = 2;");
  db.close();
  const frontier = new Frontier(file);
  onTestFinished(() => frontier.close());
  for (const url of ["https://www.bao.vn/1", "http://cu.vn/1"])
    expect(frontier.row(url)).toMatchObject({ url: "http://bao.vn/1", host: "bao.vn" });
  expect(frontier.add([{ ...article, url: "http://cu.vn/1" }], now)).toBe(0);
});
