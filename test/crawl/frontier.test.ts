import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type FoundUrl, Frontier } from "../../pipeline/crawl/frontier.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { engines } from "./frontiers.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const now = new Date("2026-11-20T02:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const sources = ["thu"];

function open(file = join(temporaryFolder(), "hang-doi.db")): { frontier: Frontier; file: string } {
  const frontier = new Frontier(file);
  onTestFinished(() => frontier.close());
  return { frontier, file };
}

function found(path: string, kind: FoundUrl["kind"] = "article", depth = 1): FoundUrl {
  return { url: `http://bao.vn${path}`, source: "thu", kind, depth };
}

function night(frontier: Frontier, id: string, at = now): string {
  return frontier.openNight({ id, now: at, articlesSince: new Date(at.getTime() - 30 * 86_400_000), sources });
}

const next = (frontier: Frontier, at = now) =>
  frontier.next({ host: "bao.vn", now: at, sources })?.url.slice("http://bao.vn".length) ?? null;

describe.each(engines)("in $engine", ({ place }) => {
  it("takes an address in once, whoever finds it", () => {
    const frontier = place()();
    expect(frontier.add([found("/1"), found("/2"), found("/1")], now)).toBe(2);
    expect(frontier.add([found("/2"), found("/3")], now)).toBe(1);
  });

  it("gives discovery pages before articles, then the order in which they were found", () => {
    const frontier = place()();
    frontier.add([found("/1"), found("/2"), found("/tin", "listing", 0)], now);
    expect(next(frontier)).toBe("/tin");
    frontier.finish("http://bao.vn/tin", { state: "done", night: "d1", at: now.toISOString() });
    expect(next(frontier)).toBe("/1");
  });

  it("still waits for what was taken and not finished when it is opened again", () => {
    const open = place();
    const frontier = open();
    frontier.add([found("/1"), found("/2")], now);
    frontier.finish("http://bao.vn/1", { state: "done", night: "d1", at: now.toISOString(), etag: '"a"', sha256: "ff", status: 200 });
    expect(next(frontier)).toBe("/2");
    const again = open();
    expect(next(again)).toBe("/2");
    expect(again.row("http://bao.vn/1")).toMatchObject({ state: "done", etag: '"a"', sha256: "ff", status: 200 });
  });

  it("puts a failed address at the end of the queue, and out of it until its time", () => {
    const frontier = place()();
    frontier.add([found("/1"), found("/2")], now);
    frontier.retryLater("http://bao.vn/1", { nextAt: now, error: "lỗi" });
    expect(next(frontier)).toBe("/2");
    frontier.retryLater("http://bao.vn/2", { nextAt: later(1), error: "lỗi" });
    frontier.retryLater("http://bao.vn/1", { nextAt: later(2), error: "lỗi" });
    expect(next(frontier)).toBeNull();
    expect(next(frontier, later(1))).toBe("/2");
    expect(frontier.row("http://bao.vn/1")).toMatchObject({ tries: 2, last_error: "lỗi" });
  });

  it("keeps ETag and hash when a later visit says nothing about them", () => {
    const frontier = place()();
    frontier.add([found("/1")], now);
    frontier.finish("http://bao.vn/1", {
      state: "done",
      night: "d1",
      at: now.toISOString(),
      etag: '"a"',
      lastModified: null,
      sha256: "ff",
    });
    frontier.finish("http://bao.vn/1", { state: "done", night: "d2", at: now.toISOString(), status: 304 });
    expect(frontier.row("http://bao.vn/1")).toMatchObject({ etag: '"a"', sha256: "ff", status: 304, night: "d2" });
  });

  it("goes on with a night that was cut off, and begins another when it was ended or is too old", () => {
    const frontier = place()();
    expect(night(frontier, "d1")).toBe("d1");
    expect(night(frontier, "d2", later(1))).toBe("d1");
    frontier.closeNight("d1", later(2));
    expect(night(frontier, "d3", later(3))).toBe("d3");
    expect(night(frontier, "d4", later(3 + 21))).toBe("d4");
  });

  it("asks again each night for discovery pages and young articles, not for old articles or refused ones", () => {
    const frontier = place()();
    frontier.add([found("/cu")], later(-40 * 24));
    frontier.add(
      [found("/moi"), found("/hong"), found("/tin", "listing", 0), found("/tin?2", "listing", 1), found("/kenh", "feed", 0)],
      now,
    );
    const visit = { state: "done", night: "d1", at: now.toISOString() } as const;
    for (const path of ["/cu", "/moi", "/tin", "/tin?2", "/kenh"]) frontier.finish(`http://bao.vn${path}`, visit);
    frontier.finish("http://bao.vn/hong", { ...visit, state: "failed" });
    night(frontier, "d2", later(24));
    const due: string[] = [];
    for (let path = next(frontier, later(24)); path !== null; path = next(frontier, later(24))) {
      due.push(path);
      frontier.finish(`http://bao.vn${path}`, { ...visit, night: "d2" });
    }
    expect(due).toEqual(["/tin", "/kenh", "/moi"]);
  });

  it("visits nothing twice in one night, however often that night is opened", () => {
    const frontier = place()();
    frontier.add([found("/tin", "listing", 0)], now);
    night(frontier, "d1");
    frontier.finish("http://bao.vn/tin", { state: "done", night: "d1", at: now.toISOString() });
    night(frontier, "d2", later(1));
    expect(next(frontier, later(1))).toBeNull();
  });

  it("walks a listing on while it shows what it has not shown before, even if a sitemap has told of it", () => {
    const frontier = place()();
    frontier.add([found("/tin", "listing", 0), found("/1"), found("/2")], now);
    const first = frontier.row("http://bao.vn/tin")!;
    const visit = { state: "done", night: "d1", at: now.toISOString() } as const;
    const more = [found("/tin?2", "listing")];
    expect(frontier.finishDiscovery(first, visit, { articles: [found("/1"), found("/2")], more }, now)).toEqual({
      fresh: 0,
      showsNew: true,
    });
    const second = frontier.row("http://bao.vn/tin?2")!;
    expect(second).toMatchObject({ state: "waiting", root: first.seq });
    frontier.finishDiscovery(second, visit, { articles: [found("/2"), found("/1")], more: [found("/tin?3", "listing", 2)] }, now);
    expect(frontier.row("http://bao.vn/tin?3")).toBeNull();
  });

  it("moves a row to another host with all that leads to it", () => {
    const frontier = place()();
    frontier.add([found("/1"), found("/2"), { ...found("/1"), url: "http://moi.vn/2" }], now);
    const row = frontier.row("http://bao.vn/1")!;
    expect(frontier.claim(row, { names: ["https://moi.vn/1"], movedTo: "https://moi.vn/1" }).seq).toBe(row.seq);
    for (const url of ["http://www.bao.vn/1", "https://moi.vn/1"])
      expect(frontier.row(url)).toMatchObject({ seq: row.seq, url: "https://moi.vn/1", host: "moi.vn" });
    frontier.finish("http://bao.vn/1", { state: "done", night: "d1", at: now.toISOString() });
    expect(frontier.row("https://moi.vn/1")?.state).toBe("done");
    // An address of which there is a row already is not taken twice.
    const other = frontier.row("http://bao.vn/2")!;
    frontier.finish("http://moi.vn/2", { state: "done", night: "d1", at: now.toISOString() });
    const kept = frontier.claim(other, { names: ["http://moi.vn/2"], movedTo: "http://moi.vn/2" });
    expect(kept.url).toBe("http://moi.vn/2");
    expect(frontier.isStanding(other)).toBe(false);
    expect(frontier.isStanding(kept)).toBe(true);
    expect(next(frontier)).toBeNull();
  });

  it("walks through an archive, branch by branch", () => {
    const frontier = place()();
    const walk = { source: "thu", term: "2012-01-01..2012-12-31" };
    const step = (n: number) => ({ url: `http://bao.vn/kho?${n}`, kind: "listing" as const });
    frontier.walks.begin(walk, [step(1), step(9)]);
    frontier.walks.begin(walk, [step(1)]);
    const first = frontier.walks.next(walk)!;
    const shown = [
      { url: "http://bao.vn/1", published: "2012-02-01" },
      { url: "http://bao.vn/2", published: null },
    ];
    const article = { ...found("/2"), published: "2012-03-01" };
    const input = { shown, articles: [found("/1"), article], more: [step(2)], now };
    expect(frontier.walks.finish(first, input)).toEqual({ shown: 2, fresh: 2 });
    expect([...frontier.walks.dates(first)].sort()).toEqual(["2012-02-01", "2012-03-01"]);
    frontier.walks.judge(first, { old: 1, barren: 2, ended: null });
    const second = frontier.walks.next(walk)!;
    expect(second).toMatchObject({ url: "http://bao.vn/kho?2", root: first.seq, old: 1, barren: 2 });
    expect(frontier.walks.finish(second, { ...input, articles: [], more: [step(3)] })).toEqual({ shown: 0, fresh: 0 });
    frontier.walks.judge(second, { old: 0, barren: 3, ended: "hết" });
    expect(frontier.walks.next(walk)).toMatchObject({ url: "http://bao.vn/kho?9", barren: 0 });
    expect(frontier.walks.pages(walk).map(({ state }) => state)).toEqual(["done", "waiting", "done", "ended"]);
  });

  it("counts by source, kind and state", () => {
    const frontier = place()();
    frontier.add([found("/1"), found("/2"), found("/tin", "listing")], now);
    expect(frontier.counts()).toEqual([
      { source: "thu", kind: "article", state: "waiting", count: 2 },
      { source: "thu", kind: "listing", state: "waiting", count: 1 },
    ]);
  });

  it("keeps a robots.txt as it came", () => {
    const open = place();
    const frontier = open();
    const copy = {
      origin: "http://bao.vn",
      at: now.toISOString(),
      etag: '"r"',
      last_modified: null,
      status: 200,
      body: Uint8Array.of(0xff, 0),
    };
    frontier.keepRobots(copy);
    expect(open().robots("http://bao.vn")).toMatchObject({ etag: '"r"', status: 200 });
    expect([...(frontier.robots("http://bao.vn")?.body ?? [])]).toEqual([0xff, 0]);
    expect(frontier.robots("http://khac.vn")).toBeNull();
  });
});

it("refuses a file that is no database, and leaves it as it was", () => {
  const file = join(temporaryFolder(), "hang-doi.db");
  writeFileSync(file, "đây không phải cơ sở dữ liệu ".repeat(100));
  const before = readFileSync(file);
  expect(() => new Frontier(file)).toThrow(StoreBroken);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it("refuses a damaged database", () => {
  const { frontier, file } = open();
  frontier.add(
    Array.from({ length: 2_000 }, (_, number) => found(`/bai-${number}.html`)),
    now,
  );
  frontier.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 8_192, bytes.length - 4_096);
  writeFileSync(file, bytes);
  expect(() => new Frontier(file)).toThrow(StoreBroken);
});

it("refuses a folder that is not there or a folder in place of the file, with a hint", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "thu-muc.db"));
  for (const file of [join(folder, "khong-co", "hang-doi.db"), join(folder, "thu-muc.db")]) {
    expect(() => new Frontier(file)).toThrow(expect.objectContaining({ name: "StoreBroken", hint: expect.stringContaining("quyền ghi") }));
  }
});

it.skipIf(process.getuid?.() === 0)("refuses a folder that may not be written", () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o500);
  expect(() => new Frontier(join(folder, "hang-doi.db"))).toThrow(StoreBroken);
  expect(existsSync(join(folder, "hang-doi.db"))).toBe(false);
});
