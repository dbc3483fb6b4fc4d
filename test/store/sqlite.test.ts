import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type StoreOptions } from "../../pipeline/store/sqlite.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { storeContract } from "./contract.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "./documents.ts";

describe("the SQLite store", () => {
  storeContract((options: StoreOptions = {}) => {
    const folder = mkdtempSync(join(tmpdir(), "dangvu-store-"));
    const path = join(folder, "kho", "dangvu.db");
    const opened: Store[] = [];
    const open = (): Store => {
      opened.push(openStore(path, options));
      return opened.at(-1)!;
    };
    const dispose = (): void => {
      for (const store of opened) store.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { store: open(), reopen: open, dispose };
  });
});

describe("a store that cannot be used", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dangvu-broken-"));
    path = join(folder, "dangvu.db");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function fill(count: number): Store {
    const store = openStore(path);
    for (let n = 0; n < count; n++) {
      const page = makePage(`https://bao.test/${n}`, `trang ${n}`);
      const read = makeRead(makeArticle(page, { text: `Bài ${n}\n${"Đảng bộ xã họp. ".repeat(200)}` }), {
        observations: [makeObservation()],
      });
      store.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
    }
    return store;
  }

  function failure(work: () => unknown): StoreBroken {
    try {
      work();
    } catch (error) {
      if (error instanceof StoreBroken) return error;
      throw error;
    }
    throw new Error("nothing was thrown");
  }

  it("says that a file is no database, and leaves it as it is", () => {
    writeFileSync(path, "đây là thư của tôi, không phải cơ sở dữ liệu\n".repeat(200));
    const before = readFileSync(path);
    const error = failure(() => openStore(path));
    expect(error.message).toContain("không phải là cơ sở dữ liệu");
    expect(error.hint).not.toBe("");
    expect(readFileSync(path)).toEqual(before);
  });

  it("says that a store is damaged in the middle, and does not write to it", () => {
    fill(40).close();
    const bytes = readFileSync(path);
    for (let at = 4096; at < bytes.length; at += 4096) bytes.fill(0xa5, at, Math.min(at + 2048, bytes.length));
    writeFileSync(path, bytes);
    const error = failure(() => {
      const store = openStore(path);
      try {
        store.observations({ superseded: true });
      } finally {
        store.close();
      }
    });
    expect(error.message).toContain("đã hỏng");
    expect(readFileSync(path)).toEqual(bytes);
  });

  it("refuses the database of another program", () => {
    const db = new Database(path);
    db.exec("CREATE TABLE notes (text TEXT)");
    db.close();
    const before = readFileSync(path);
    expect(failure(() => openStore(path)).message).toContain("chương trình khác");
    expect(readFileSync(path)).toEqual(before);
  });

  it("refuses a store that newer code has made", () => {
    fill(1).close();
    const db = new Database(path);
    db.exec("PRAGMA user_version = 900");
    db.close();
    const error = failure(() => openStore(path));
    expect(error.message).toContain("phiên bản 900");
    expect(error.hint).toContain("Cập nhật");
  });

  it("says which folder cannot be written", () => {
    writeFileSync(join(folder, "tep"), "");
    const error = failure(() => openStore(join(folder, "tep", "kho", "dangvu.db")));
    expect(error.message).toContain(join(folder, "tep", "kho"));
  });

  it("takes a folder for no file", () => {
    expect(failure(() => openStore(folder)).message).toContain("không mở được");
  });

  it("rolls a document back when SQLite gives up half-way, as on a full disk, and goes on when it can again", () => {
    const store = fill(3);
    const before = store.fingerprint();
    const page = makePage("https://bao.test/lon", "lớn");
    // RAISE(ROLLBACK) ends the transaction inside SQLite, before we could: what a full disk does.
    const db = new Database(path);
    db.exec("CREATE TRIGGER disk_full BEFORE INSERT ON observations BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END");
    const document = {
      page,
      articles: [makeRead(makeArticle(page), { observations: [makeObservation()] })],
      run: "run-1",
      rules: "rules-1",
    };
    expect(failure(() => store.saveDocument(document)).message).toContain(path);
    expect(store.page(page.sha256)).toBeNull();
    expect(store.fingerprint()).toBe(before);
    db.exec("DROP TRIGGER disk_full");
    db.close();
    expect(store.saveDocument(document)).toBe("new");
    store.close();
  });

  it("names the field of a row that does not fit", () => {
    const store = fill(1);
    const db = new Database(path);
    db.exec(`UPDATE observations SET data = json_set(data, '$.bound', 'roughly')`);
    db.close();
    expect(failure(() => store.observations({})).message).toContain('"data.bound"');
    store.close();
  });

  it("says that it is closed", () => {
    const store = fill(0);
    store.close();
    store.close();
    expect(failure(() => store.runs()).message).toContain("đã đóng");
    expect(existsSync(path)).toBe(true);
  });
});
