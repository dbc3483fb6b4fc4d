import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import Database from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openFrontier, openFrontierOn } from "../../pipeline/crawl/frontier.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { type DumpSum, dumpLines, sumOf } from "../../pipeline/jobs/canonical.ts";
import { takeDatabaseLock } from "../../pipeline/jobs/database.ts";
import { examineAll } from "../../pipeline/jobs/doctor.ts";
import { type End, finishFolder, openFolderSource, openFolderTarget, openPostgresEnd } from "../../pipeline/jobs/migrate/ends.ts";
import { recordsInFolder } from "../../pipeline/jobs/migrate/folder-records.ts";
import { frontierToDatabase, frontierToFolder } from "../../pipeline/jobs/migrate/frontier.ts";
import { type Migration, type MigrationReport, migrate } from "../../pipeline/jobs/migrate/migrate.ts";
import { move, planMove } from "../../pipeline/jobs/migrate/move.ts";
import { readSettings } from "../../pipeline/jobs/settings.ts";
import { openDesk } from "../../pipeline/jobs/worker/desk.ts";
import { openLibrary, openLibraryForReading } from "../../pipeline/jobs/workspace.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { folderRawPages } from "../../pipeline/store/raw/folder.ts";
import { bodyOf, objectPath, recordOf } from "../../pipeline/store/raw/record.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { StoreAway, StoreBroken } from "../../pipeline/types/errors.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { makePage } from "../store/documents.ts";
import { BUSY, type Happening, happening, live } from "./histories.ts";

let folder: string;
let database: Fresh;
/** A store in which everything has happened, to be copied. */
let busy: string;
beforeAll(() => {
  busy = mkdtempSync(join(tmpdir(), "dangvu-busy-"));
  liveIn(busy, BUSY);
});
afterAll(() => rmSync(busy, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-migrate-"));
  database = freshDatabase();
});
afterEach(() => {
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);

/** Lets more happen to the store in a folder. */
function liveIn(data: string, happenings: readonly Happening[], from = 0): void {
  const store = openStore(join(data, "dangvu.sqlite"));
  try {
    live(store, happenings, from);
  } finally {
    store.close();
  }
}

type More = Partial<Omit<Migration, "source" | "target">>;

/** Opens two ends for a migration, or the try at one. */
function between(open: () => { source: End; target: End }, more: More = {}): MigrationReport {
  const { source, target } = open();
  try {
    return migrate({ source, target, ...more });
  } finally {
    target.close();
    source.close();
  }
}

const raw = (): string => at("pages");
const there = (data: string, more: More = {}) =>
  between(() => ({ source: openFolderSource(data), target: openPostgresEnd(database.url, raw(), true) }), more);
const archivist = { software: "dangvu", operator: "https://bao.test" };
const now = () => new Date("2024-05-01T00:00:00Z");
function back(data: string, more: More = {}): MigrationReport {
  const open = () => ({ source: openPostgresEnd(database.url, raw(), false), target: openFolderTarget(data, { archivist, now }) });
  const report = between(open, more);
  finishFolder(data);
  return report;
}

function sumIn(data: string): DumpSum {
  const end = openFolderSource(data);
  try {
    return sumOf(dumpLines(end.connection));
  } finally {
    end.close();
  }
}

const killed = new Error("killed");

/** Throws at the n-th step. */
function stoppingAt(n: number): Required<Migration>["onStep"] {
  let steps = 0;
  return () => {
    if (++steps === n) throw killed;
  };
}

describe("moving a store", () => {
  it("carries everything to PostgreSQL and back", { timeout: 60_000 }, () => {
    const check = (happenings: readonly Happening[]) => {
      database.drop();
      database = freshDatabase();
      for (const name of ["pages", "one", "two"]) rmSync(at(name), { recursive: true, force: true });
      liveIn(at("one"), happenings);
      const before = sumIn(at("one"));
      const [moved, returned] = [there(at("one")), back(at("two"))];
      expect(moved.dump).toEqual(before);
      expect(returned.dump).toEqual(before);
      expect(sumIn(at("two"))).toEqual(before);
      expect([moved.bodies, moved.lost, moved.passes]).toEqual([before.kinds.pages?.count, 0, 1]);
    };
    check(BUSY);
    check([]);
    fc.assert(fc.property(fc.array(happening, { maxLength: 25 }), check), { numRuns: 2, seed: 3 });
  });

  it("leaves stores that go on as one that was never moved", () => {
    const more: readonly Happening[] = BUSY.slice(1, 20).map((one) => (one.what === "save" ? { ...one, body: one.body + 5 } : one));
    cpSync(busy, at("one"), { recursive: true });
    there(at("one"));
    back(at("two"));
    const store = openPostgresStore({ connection: openPostgres(database.url), raw: folderRawPages(raw()) });
    live(store, more, 1000);
    liveIn(at("one"), more, 1000);
    liveIn(at("two"), more, 1000);
    const connection = openPostgres(database.url);
    expect(sumOf(dumpLines(connection))).toEqual(sumIn(at("one")));
    expect(sumIn(at("two"))).toEqual(sumIn(at("one")));
    connection.close();
    expect(store.page(makePage("", "bản 1").sha256)?.body).toEqual(makePage("", "bản 1").body);
    store.close();
  });

  it("goes on where it was, wherever it was cut off", { timeout: 60_000 }, () => {
    cpSync(busy, at("one"), { recursive: true });
    const before = sumIn(at("one"));
    // Inside of each step's transaction and behind it; of eight parts each has one step here.
    for (let n = 1; n <= 16; n++) expect(() => there(at("one"), { onStep: stoppingAt(n % 2 === 1 ? 1 : 2) }), String(n)).toThrow("killed");
    expect(there(at("one")).dump).toEqual(before);
    for (const n of [1, 2, 2, 3, 4, 1]) expect(() => back(at("two"), { onStep: stoppingAt(n) }), String(n)).toThrow("killed");
    expect(existsSync(join(at("two"), "dangvu.sqlite"))).toBe(false);
    expect(back(at("two")).dump).toEqual(before);
    expect(sumIn(at("two"))).toEqual(before);
  });

  it("brings after what was written meanwhile", { timeout: 60_000 }, () => {
    liveIn(at("one"), BUSY.slice(0, 20));
    let writes = 0;
    const writing = (): void => {
      if (writes < 3) liveIn(at("one"), BUSY.slice(20 + 8 * writes, 28 + 8 * writes), 100 + 10 * writes);
      writes++;
    };
    const report = there(at("one"), { onStep: (where) => (where === "behind" && writes < 3 ? writing() : undefined) });
    expect(report.passes).toBeGreaterThan(1);
    expect(report.dump).toEqual(sumIn(at("one")));
  });

  it("brings after what was written after it was cut off, and since it was done", { timeout: 60_000 }, () => {
    liveIn(at("one"), BUSY.slice(0, 20));
    expect(() => there(at("one"), { onStep: stoppingAt(5) })).toThrow("killed");
    liveIn(at("one"), BUSY.slice(20, 40), 100);
    expect(there(at("one")).dump).toEqual(sumIn(at("one")));
    liveIn(at("one"), BUSY.slice(40), 200);
    expect(there(at("one")).dump).toEqual(sumIn(at("one")));
    expect(there(at("one")).passes).toBe(1);
  });

  it("says so when the source never stands still", () => {
    liveIn(at("one"), BUSY.slice(0, 5));
    let run = 0;
    const busy = () => liveIn(at("one"), [{ what: "run" }], 1000 + run++);
    expect(() => there(at("one"), { onStep: (where) => (where === "behind" ? busy() : undefined) })).toThrow(/bị ghi liên tục/u);
  });

  it("finds a difference, and mends it the next time", () => {
    cpSync(busy, at("one"), { recursive: true });
    const spoil = (): void => {
      const connection = openPostgres(database.url);
      connection.run("UPDATE articles SET title = title || '!' WHERE url = ?", ["https://bao.test/2"]);
      connection.close();
    };
    let isSpoilt = false;
    const onProgress: Required<Migration>["onProgress"] = ({ what }) => {
      if (what === "verifying" && !isSpoilt) spoil();
      if (what === "verifying") isSpoilt = true;
    };
    expect(() => there(at("one"), { onProgress })).toThrow(/chưa giống kho nguồn ở: articles/u);
    expect(there(at("one")).dump).toEqual(sumIn(at("one")));
  });

  it("is not gone on with at another place for raw pages than it was begun with", () => {
    cpSync(busy, at("one"), { recursive: true });
    // Behind the documents, whose pages lie at their place by then.
    expect(() => there(at("one"), { onStep: stoppingAt(6) })).toThrow("killed");
    const open = () => ({ source: openFolderSource(at("one")), target: openPostgresEnd(database.url, at("other"), true) });
    mkdirSync(at("other"));
    expect(() => between(open, { withBodies: false })).toThrow(StoreAway);
    expect(there(at("one")).bodies).toBe(13);
  });

  it("counts raw pages that were lost before, and notices one that is lost on the way", () => {
    cpSync(busy, at("one"), { recursive: true });
    const name = readdirSync(join(at("one"), "warc"), { recursive: true, encoding: "utf8" }).find((file) => file.endsWith(".warc.gz"));
    there(at("one"));
    unlinkSync(join(at("one"), "warc", name ?? ""));
    mkdirSync(at("other"));
    const second = freshDatabase();
    try {
      const open = () => ({ source: openFolderSource(at("one")), target: openPostgresEnd(second.url, at("other"), true) });
      const report = between(open);
      expect([report.bodies, report.lost]).toEqual([0, 13]);
    } finally {
      second.drop();
    }
    const [kept] = readdirSync(at("pages"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".warc.gz"));
    unlinkSync(join(at("pages"), kept ?? ""));
    expect(back(at("two"))).toMatchObject({ bodies: 12, lost: 1 });
  });
});

describe("what a store is not moved into", () => {
  it("is a database that holds another", () => {
    const store = openPostgresStore({ connection: openPostgres(database.url), raw: folderRawPages(raw()) });
    live(store, [{ what: "run" }]);
    store.close();
    liveIn(at("one"), BUSY.slice(0, 3));
    expect(() => there(at("one"))).toThrow(/không trống \(bảng runs/u);
  });

  it("is one that another source was moved into, or that was written since", () => {
    liveIn(at("one"), BUSY.slice(0, 3));
    liveIn(at("two"), BUSY.slice(0, 3));
    there(at("one"));
    expect(() => there(at("two"))).toThrow(/từ kho khác/u);
    const store = openPostgresStore({ connection: openPostgres(database.url), raw: folderRawPages(raw()) });
    live(store, [{ what: "run" }]);
    store.close();
    expect(() => there(at("one"))).toThrow(/đã bị ghi sau lần chuyển trước/u);
  });

  it("is one of the same kind, or of newer code", () => {
    liveIn(at("one"), BUSY.slice(0, 3));
    expect(() => planMove({ from: at("one"), to: at("two"), raw: "" })).toThrow(/đều là thư mục/u);
    expect(() => planMove({ from: database.url, to: database.url, raw: "" })).toThrow(/đều là PostgreSQL/u);
    there(at("one"));
    const connection = openPostgres(database.url);
    connection.run("UPDATE parts SET version = 999 WHERE part = 'store'", []);
    connection.close();
    expect(() => there(at("one"))).toThrow(/phiên bản 999/u);
    expect(() => back(at("three"))).toThrow(/phiên bản 999/u);
  });

  it("is nothing when there is no source, or one whose reports wait", () => {
    expect(() => there(at("none"))).toThrow(/Chưa có kho tài liệu/u);
    expect(() => back(at("two"))).toThrow(/không có kho dangvu/u);
    const store = openPostgresStore({ connection: openPostgres(database.url), raw: folderRawPages(raw()), reports: "later" });
    live(store, BUSY.slice(0, 3));
    store.close();
    expect(() => back(at("two"))).toThrow(/chưa xếp vào nhóm/u);
  });
});

const moving = () => ({
  from: at("one"),
  to: database.url,
  raw: raw(),
  contact: "https://bao.test",
  withBodies: true,
  onProgress: () => {},
});

describe("a whole move", () => {
  it("leaves the search index to workers, and needs the database for itself", () => {
    cpSync(busy, at("one"), { recursive: true });
    const release = takeDatabaseLock(database.url);
    try {
      expect(() => move(moving())).toThrow(/Một lượt chạy khác/u);
    } finally {
      release();
    }
    expect(move(moving())).toMatchObject({ indexing: 8, addresses: null, lost: 0 });
    const connection = openPostgres(database.url);
    const waiting = openQueue(connection).counts();
    expect(waiting.filter(({ stage }) => stage === "index").reduce((sum, { jobs }) => sum + jobs, 0)).toBe(8);
    connection.close();
  });
});

describe("a store that is half filled", () => {
  const settings = () => readSettings({ data: at("other"), databaseUrl: database.url, rawPages: raw() }, { env: {} });
  const ways: readonly (readonly [who: string, open: () => { close(): void }])[] = [
    ["a command, or the site", () => openLibrary(settings())],
    ["who only reads", () => openLibraryForReading(settings())],
    ["a worker", () => openDesk(settings())],
    ["a migration that would take it for its source", () => openPostgresEnd(database.url, raw(), false)],
  ];

  it.each(ways)("is not opened by %s before all of it is there", (_, open) => {
    liveIn(at("one"), BUSY.slice(0, 8));
    expect(() => there(at("one"), { onStep: stoppingAt(4) })).toThrow("killed");
    expect(open).toThrow(StoreBroken);
    expect(open).toThrow(/mới chuyển được một phần từ .*one/u);
    expect(() => there(at("one"), { complete: () => stoppingAt(1)("behind") })).toThrow("killed");
    expect(open).toThrow(/mới chuyển được một phần/u);
    there(at("one"));
    open().close();
  });

  it("is told of by the doctor, with how to go on", async () => {
    liveIn(at("one"), BUSY.slice(0, 8));
    expect(() => there(at("one"), { onStep: stoppingAt(4) })).toThrow("killed");
    const found = (await examineAll(settings(), { env: {} })).find(({ what }) => what === "kho tài liệu");
    const hint = expect.stringContaining(`dangvu migrate --from ${at("one")} --to postgres://`);
    expect(found).toMatchObject({ ok: false, detail: expect.stringContaining("một phần"), hint });
  });

  it("is not whole without its frontier and the jobs of its index", () => {
    liveIn(at("one"), BUSY.slice(0, 8));
    const file = join(at("one"), "frontier.sqlite");
    writeFileSync(file, "x".repeat(5000));
    expect(() => move(moving())).toThrow(StoreBroken);
    expect(() => openLibrary(settings())).toThrow(/một phần/u);
    unlinkSync(file);
    expect(move(moving())).toMatchObject({ addresses: null });
    openLibrary(settings()).close();
  });
});

describe("raw pages that are kept many at a time", () => {
  it("lie where others look for them, also on a system that brings files to the disk one by one", () => {
    const page = makePage("https://bao.test/1", "bản một");
    const path = process.env.PATH;
    for (const usable of [path, ""]) {
      rmSync(at("pages"), { recursive: true, force: true });
      const object = join(at("pages"), objectPath(page.sha256));
      mkdirSync(dirname(object), { recursive: true });
      writeFileSync(object, "nửa chừng");
      const records = recordsInFolder({ ...folderRawPages(at("pages")), claim: () => {} });
      process.env.PATH = usable;
      try {
        records.keep(page.sha256, recordOf(page));
        records.keep(page.sha256, recordOf(page));
        records.flush();
      } finally {
        process.env.PATH = path;
      }
      expect(bodyOf(folderRawPages(at("pages")).read(page.sha256) ?? new Uint8Array())).toEqual(Buffer.from(page.body));
      expect(() => records.keep(page.sha256, recordOf(makePage("https://bao.test/2", "bản hai")))).toThrow(/không chứa nội dung/u);
    }
  });
});

describe("the plan of a move", () => {
  it("tells what would be moved, and what is there, and changes nothing", () => {
    cpSync(busy, at("one"), { recursive: true });
    const ask = () => planMove({ from: at("one"), to: database.url, raw: at("pages") });
    expect(ask()).toMatchObject({ documents: 13, state: "empty" });
    expect(() => there(at("one"), { onStep: stoppingAt(3) })).toThrow("killed");
    expect(ask().state).toBe("begun");
    there(at("one"));
    expect(ask().state).toBe("done");
    expect(planMove({ from: database.url, to: at("two"), raw: at("pages") })).toMatchObject({ documents: 13, state: "empty" });
    expect(existsSync(at("two"))).toBe(false);
  });
});

describe("moving a frontier", () => {
  it("carries every address, so that nothing is fetched again, and goes on with new numbers", () => {
    const file = join(folder, "frontier.sqlite");
    const add = (frontier: ReturnType<typeof openFrontier>, n: number): void => {
      const found = { url: `https://bao.test/${n}`, source: "bao-thu", kind: "article" as const, depth: 1 };
      frontier.add([found], new Date("2024-01-01T00:00:00Z"));
    };
    const frontier = openFrontier(file);
    for (const n of [1, 2, 3]) add(frontier, n);
    frontier.close();
    const connection = openPostgres(database.url);
    expect(frontierToDatabase(folder, connection)).toBe(3);
    expect(frontierToDatabase(folder, connection)).toBe(3);
    expect(frontierToDatabase(at("none"), connection)).toBeNull();
    const moved = openFrontierOn(connection);
    add(moved, 3);
    add(moved, 4);
    expect(connection.row("SELECT count(*) AS n, max(seq) AS last FROM url", [])).toEqual({ n: 4, last: expect.any(Number) });
    expect(frontierToFolder(connection, at("two"))).toBe(4);
    const db = new Database(join(at("two"), "frontier.sqlite"));
    expect(db.prepare("SELECT url FROM url ORDER BY url").all([])).toHaveLength(4);
    db.close();
    connection.close();
  });
});
