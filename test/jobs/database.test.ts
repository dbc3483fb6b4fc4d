import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { backUp, restore } from "../../pipeline/jobs/backup.ts";
import { diskUse } from "../../pipeline/jobs/disk.ts";
import { examineAll } from "../../pipeline/jobs/doctor.ts";
import type { Finding } from "../../pipeline/jobs/examine.ts";
import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { openDesk } from "../../pipeline/jobs/worker/desk.ts";
import {
  assertLibrary,
  hasLibrary,
  openFrontierOf,
  openLibrary,
  openLibraryForReading,
  openSearch,
  takeRunLock,
} from "../../pipeline/jobs/workspace.ts";
import { StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { call } from "../scripts/cli.ts";
import { makeArticle, makePage, makeRead } from "../store/documents.ts";

let folder: string;
let database: Fresh;
let settings: Settings;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-database-"));
  database = freshDatabase();
  settings = settingsOf(database.url, "data");
});
afterEach(() => {
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const settingsOf = (databaseUrl: string, data: string): Settings =>
  readSettings({ data: join(folder, data), indexes: join(folder, "indexes"), databaseUrl }, { env: {} });

/** The address of the database with a password, which the test server does not ask for. */
function withPassword(url: string): string {
  const secret = new URL(url);
  secret.password = "bi-mat";
  return secret.href;
}

/** An address where nobody answers. */
const nowhere = "postgres://dangvu:bi-mat@127.0.0.1:1/kho";

function saveOne(): void {
  const store = openLibrary(settings);
  const page = makePage("https://bao.test/1", "một");
  store.saveDocument({ page, articles: [makeRead(makeArticle(page))], run: "run-1", rules: "rules-1" });
  store.close();
}

describe("a search index in a database", () => {
  it("has what one process has stored itself, also where workers keep the index", async () => {
    const desk = openDesk(settings);
    desk.index();
    desk.close();
    saveOne();
    const found = (): number => {
      const store = openLibrary(settings);
      const search = openSearch(settings, store);
      const { total } = search.search("một", { limit: 1, offset: 0 });
      search.close();
      store.close();
      return total;
    };
    expect(found()).toBe(0);
    const places = ["--data", settings.data, "--indexes", settings.indexes, "--database-url", database.url];
    expect(await call("reread", "--all", ...places)).toMatchObject({ code: 0 });
    expect(found()).toBe(1);
  });
});

describe("a store in a database", () => {
  it("is not there until something opens it for writing", () => {
    expect(hasLibrary(settings)).toBe(false);
    expect(() => assertLibrary(settings, "Chạy npm start.")).toThrow(/Chưa có kho tài liệu trong postgres:\/\//u);
    expect(() => openLibraryForReading(settings)).toThrow(StoreBroken);
    saveOne();
    expect(hasLibrary(settings)).toBe(true);
    const reading = openLibraryForReading(settings);
    expect(reading.articles({})).toHaveLength(1);
    expect(reading.page(reading.pages({})[0]?.sha256 ?? "")?.body.length).toBeGreaterThan(0);
    expect(() => reading.noteGone({ url: "https://bao.test/1", at: "2026-11-22", status: 404 })).toThrow(/chỉ để đọc/u);
    reading.close();
  });

  it("has its frontier beside it", () => {
    const frontier = openFrontierOf(settings);
    expect(frontier.counts()).toEqual([]);
    frontier.close();
  });

  it("tells what room it takes", () => {
    saveOne();
    const { store, warc, frontier } = diskUse(settings);
    expect(store).toBeGreaterThan(1_000_000);
    expect(warc).toBeGreaterThan(0);
    expect(frontier).toBe(0);
  });

  it("is read by the same commands, and never tells the password", async () => {
    const flags = ["--database-url", withPassword(database.url), "--data", settings.data, "--indexes", settings.indexes];
    const missing = await call("runs", ...flags);
    expect(missing).toMatchObject({ code: 2, out: "" });
    saveOne();
    const listed = await call("show", "63-10", ...flags);
    expect(listed).toMatchObject({ code: 0, err: "" });
    const unreachable = await call("runs", "--database-url", nowhere);
    expect(unreachable).toMatchObject({ code: 1, out: "" });
    expect(unreachable.err).toMatch(/127\.0\.0\.1:1\/kho không kết nối được/u);
    expect(`${missing.err}${listed.out}${unreachable.err}`).not.toMatch(/bi-mat/u);
  });
});

describe("the lock of a run", () => {
  it("keeps others out of the database, wherever their folders are, until it is given back", () => {
    const elsewhere = settingsOf(database.url, "may-khac");
    const release = takeRunLock(settings);
    expect(() => takeRunLock(elsewhere)).toThrow(/Một lượt chạy khác đang dùng cơ sở dữ liệu/u);
    const other = freshDatabase();
    takeRunLock(settingsOf(other.url, "may-khac"))();
    other.drop();
    release();
    release();
    takeRunLock(elsewhere)();
  });

  it("leaves the folder free when the database cannot be asked", () => {
    expect(() => takeRunLock(settingsOf(nowhere, "data"))).toThrow(StoreBroken);
    takeRunLock(settings)();
  });
});

describe("what only makes sense for files", () => {
  it("says what to do instead", () => {
    saveOne();
    for (const refused of [
      () => backUp(settings, join(folder, "sao-luu"), new Date()),
      () => restore(settings, join(folder, "sao-luu"), { force: true, now: new Date() }),
    ]) {
      expect(refused).toThrow(WrongUse);
      expect(refused).toThrow(/chỉ dành cho kho trong thư mục/u);
    }
  });
});

describe("the doctor", () => {
  const finding = (findings: readonly Finding[], what: string): Finding | undefined => findings.find((one) => one.what === what);

  it("looks at the database, its tables and the raw pages", async () => {
    const before = await examineAll(settings, { env: {} });
    expect(finding(before, "cơ sở dữ liệu")).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/PostgreSQL \d+.*chưa có bảng nào/u),
    });
    saveOne();
    const after = await examineAll(settings, { env: {} });
    expect(finding(after, "cơ sở dữ liệu")?.detail).toMatch(/store \d+/u);
    expect(finding(after, "kho tài liệu")).toMatchObject({ ok: true, detail: "1 bài" });
    expect(finding(after, "trang gốc")).toMatchObject({ ok: true, detail: expect.stringContaining(join(settings.data, "pages")) });
    expect(after.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("tells of a database that nobody answers for once, and goes on with the rest", async () => {
    const findings = await examineAll(settingsOf(nowhere, "data"), { env: {} });
    expect(findings.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(["cơ sở dữ liệu"]);
    expect(JSON.stringify(findings)).not.toMatch(/bi-mat/u);
    expect(finding(findings, "trang gốc")?.ok).toBe(true);
  });

  it("compares the version of each part with what this program knows", async () => {
    openDesk(settings).close();
    const connection = openPostgres(database.url);
    const parts = ["chỉ mục tìm kiếm", "hàng đợi thu thập", "hàng đợi công việc"];
    const told = async () => {
      const findings = await examineAll(settings, { env: {} });
      return parts.map((what) => finding(findings, what));
    };
    expect(await told()).toMatchObject(parts.map(() => ({ ok: true, detail: expect.not.stringMatching(/phiên bản/u) })));
    connection.exec("UPDATE parts SET version = version + 50 WHERE part <> 'store'");
    expect(await told()).toMatchObject(parts.map(() => ({ ok: false, detail: expect.stringMatching(/phiên bản 5\d; .* phiên bản/u) })));
    connection.close();
  });

  it("refuses letters that are not all there", async () => {
    const server = openPostgres(inject("postgres"));
    const name = `kho_${process.pid}`;
    server.exec(`CREATE DATABASE ${name} ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`);
    try {
      const url = new URL(database.url);
      url.pathname = `/${name}`;
      const findings = await examineAll(settingsOf(url.href, "data"), { env: {} });
      expect(finding(findings, "cơ sở dữ liệu")).toMatchObject({ ok: false, detail: expect.stringContaining("LATIN1") });
    } finally {
      server.exec(`DROP DATABASE ${name} WITH (FORCE)`);
      server.close();
    }
  });

  it("tells where raw pages cannot be written", async () => {
    const rawPages = join(folder, "tep", "trang");
    writeFileSync(join(folder, "tep"), "");
    const findings = await examineAll({ ...settings, rawPages }, { env: {} });
    expect(finding(findings, "trang gốc")).toMatchObject({ ok: false, detail: expect.stringContaining(rawPages) });
  });
});
