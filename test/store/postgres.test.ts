import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { storeBroken } from "../../pipeline/store/errors.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { LeaseLost, StoreBroken, UnreadableDocument } from "../../pipeline/types/errors.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { freshDatabase } from "../database/fresh.ts";
import { dump, storeContract } from "./contract.ts";
import { databases, lastingRawPages, type OpenedDatabase, type StoreOptions } from "./databases.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "./documents.ts";

const { open, drop } = databases();
afterAll(drop);

describe("the PostgreSQL store", () => {
  // Each takes some twenty times as long as on SQLite: a store is a connection, and a server that learns its tables anew.
  storeContract(open, { runs: 5 });
});

function opened(options: StoreOptions = {}): OpenedDatabase {
  const database = open(options);
  onTestFinished(database.dispose);
  return database;
}

function document(n: number, fields: { text?: string; publishedAt?: string | null } = {}): Parameters<Store["saveDocument"]>[0] {
  const page = makePage(`https://bao.test/${n}`, `trang ${n}`);
  const article = makeArticle(page, fields);
  const observations = [makeObservation({ article: article.id, value: n })];
  return { page, articles: [makeRead(article, { observations, citations: [makeCitation()] })], run: "run-1", rules: "rules-1" };
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

describe("a store in PostgreSQL", () => {
  it("lays what articles say into the partition of their year, and finds it there", () => {
    const { store, connection } = opened();
    const dates = ["2021-03-04", null, "1975", "2090-01-01"];
    for (const [n, publishedAt] of dates.entries()) store.saveDocument(document(n, { publishedAt }));
    const of = (table: string) => connection.rows(`SELECT DISTINCT tableoid::regclass::text AS part FROM ${table} ORDER BY 1`, []);
    expect(of("articles").map(({ part }) => part)).toEqual(["articles_0", "articles_2021", "articles_others"]);
    expect(of("observations").map(({ part }) => part)).toEqual(["observations_0", "observations_2021", "observations_others"]);
    for (const n of dates.keys()) expect(store.article(document(n).articles[0]!.article.id)?.observations[0]?.value).toBe(n);
  });

  it("moves an article whose day of publication is read otherwise", () => {
    const { store, connection } = opened();
    store.saveDocument(document(1, { publishedAt: "2021-03-04" }));
    store.saveDocument({ ...document(1, { publishedAt: "2019-03-04" }), rules: "rules-2" });
    expect(connection.rows("SELECT year FROM articles UNION ALL SELECT year FROM citations UNION ALL SELECT year FROM cards", [])).toEqual(
      Array.from({ length: 3 }, () => ({ year: 2019 })),
    );
    expect(store.article(document(1).articles[0]!.article.id)?.citations).toHaveLength(1);
  });

  it("takes letters that PostgreSQL cannot hold for nothing, and all others as they are", () => {
    const { store } = opened();
    const page = makePage("https://bao.test/1", "một");
    const quote = 'Đảng 😀 \\u0000 "ghi" \\';
    const article = makeArticle(page, { text: `Bài\n${quote}` });
    const observations = [quote, `${quote}\0\ud800`].map((one) => makeObservation({ article: article.id, quote: one }));
    store.saveDocument({ page, articles: [makeRead(article, { observations })], run: "r", rules: "1" });
    expect(store.article(article.id)?.observations.map((one) => one.quote)).toEqual([quote, quote]);
    expect(store.article(article.id)?.article.text).toBe(article.text);
    expect(store.observations({})).toHaveLength(2);
  });

  it("is read by one who may not write", () => {
    const { store, url, raw } = opened();
    store.saveDocument(document(1));
    const reader = openPostgresStore({ connection: openPostgres(url, { readOnly: true }), raw, readOnly: true });
    expect(dump(reader)).toEqual(dump(store));
    expect(reader.version()).toBe(store.version());
    expect(failure(() => reader.saveDocument(document(2))).message).toContain("chỉ để đọc");
    reader.close();
  });

  it("writes a document with what else is written in the transaction, or nothing of both", () => {
    const { url, raw, store } = opened();
    const connection = openPostgres(url);
    const writer = openPostgresStore({ connection, raw });
    const [before, version] = [dump(store), store.version()];
    const cutOff = (): void =>
      connection.transact("write", () => {
        writer.saveDocument(document(1));
        writer.startRun({ id: "run-1", job: "read", startedAt: "2024-01-01T00:00:00Z" });
        throw new LeaseLost("hết hạn", "thôi");
      });
    expect(cutOff).toThrow(LeaseLost);
    expect([dump(store), store.version(), store.runs()]).toEqual([before, version, []]);
    connection.transact("write", () => writer.saveDocument(document(1)));
    expect(store.articles({})).toHaveLength(1);
    expect(store.version()).not.toBe(version);
    writer.close();
  });

  it("waits for who writes of the same address or body, or settles reports, and for nobody else", () => {
    const { url, raw } = opened();
    const hasty = new URL(url);
    hasty.searchParams.set("options", "-c lock_timeout=200");
    const connection = openPostgres(url);
    const writer = openPostgresStore({ connection, raw });
    const [now, later] = (["now", "later"] as const).map((reports) =>
      openPostgresStore({ connection: openPostgres(hasty.href), raw, reports }),
    );
    const ofOtherAddress = { ...document(1), page: { ...document(1).page, url: "https://bao.test/khac" } };
    // What it asks is then no news.
    writer.saveDocument(document(0));
    connection.transact("write", () => {
      expect(writer.saveDocument(document(1))).toBe("new");
      for (const same of [document(1), { ...document(2), page: { ...document(2).page, url: document(1).page.url } }, ofOtherAddress])
        expect(failure(() => later!.saveDocument(same)).message).toContain("PG_55P03");
      expect(failure(() => now!.saveDocument(document(3))).message).toContain("PG_55P03");
      expect(failure(() => now!.settle(1)).message).toContain("PG_55P03");
      expect(later!.saveDocument(document(4))).toBe("new");
    });
    expect(now!.saveDocument(document(3))).toBe("new");
    expect(now!.articles({})).toHaveLength(4);
    for (const store of [writer, now, later]) store?.close();
  });

  it("tells its version alike in all processes, and changes it with each that writes", () => {
    const { store, reopen } = opened();
    const second = reopen();
    const versions = [store, second, store].map((writer, n) => {
      writer.saveDocument(document(n));
      expect(second.version()).toBe(store.version());
      expect(second.fingerprint()).toBe(store.fingerprint());
      return store.version();
    });
    expect(new Set(versions).size).toBe(3);
    expect(store.saveDocument(document(2))).toBe("same");
    expect(store.version()).toBe(versions[2]);
  });

  it("leaves the making of tables to one of those who begin at once, and finds them the next time", () => {
    const fresh = freshDatabase();
    const stores = [1, 2].map(() => openPostgresStore({ connection: openPostgres(fresh.url), raw: lastingRawPages() }));
    stores[0]!.saveDocument(document(1));
    expect(stores[1]!.articles({})).toHaveLength(1);
    for (const store of stores) store.close();
    fresh.drop();
  });
});

describe("a store in PostgreSQL that cannot be used", () => {
  it("says that there is no such database, or no server", () => {
    const fresh = freshDatabase();
    fresh.drop();
    const missing = failure(() => openPostgresStore({ connection: openPostgres(fresh.url), raw: lastingRawPages() }));
    expect(missing.message).toMatch(/postgres:.*không có trên máy chủ \(PG_3D000\)/u);
    expect(missing.hint).toContain("createdb");
    const nowhere = openPostgres("postgres://lan:bi-mat@127.0.0.1:1/kho", { connectMs: 1000 });
    const lost = failure(() => openPostgresStore({ connection: nowhere, raw: lastingRawPages() }));
    expect(lost.message).toContain("không kết nối được");
    expect(`${lost.message} ${lost.hint}`).not.toContain("bi-mat");
  });

  it("refuses tables that newer code has made, before and after opening", () => {
    const { store, connection, openWith, url, raw } = opened();
    const version = Number(connection.row("SELECT version FROM parts WHERE part = 'store'", [])?.version);
    const setVersion = (to: number): void => void connection.run("UPDATE parts SET version = ? WHERE part = 'store'", [to]);
    setVersion(900);
    const restore = (): void => setVersion(version);
    onTestFinished(restore);
    expect(failure(() => openWith({})).message).toContain("phiên bản 900");
    expect(failure(() => openPostgresStore({ connection: openPostgres(url), raw, readOnly: true })).hint).toContain("Cập nhật");
    expect(failure(() => store.saveDocument(document(1))).message).toContain("vừa được nâng cấp");
    restore();
    expect(store.saveDocument(document(1))).toBe("new");
  });

  it("does not make what is only to be read", () => {
    const fresh = freshDatabase();
    const error = failure(() => openPostgresStore({ connection: openPostgres(fresh.url), raw: lastingRawPages(), readOnly: true }));
    expect(error.message).toContain("chưa có kho dữ liệu");
    fresh.drop();
  });

  it("names the page whose body is lost", () => {
    const { store, url } = opened();
    const { page, ...rest } = document(1);
    store.saveDocument({ page, ...rest });
    const other = openPostgresStore({ connection: openPostgres(url), raw: lastingRawPages() });
    expect(() => other.page(page.sha256)).toThrow(UnreadableDocument);
    expect(() => other.page(page.sha256)).toThrow(page.url);
    other.close();
  });

  it.each([
    ["PG_28P01", "từ chối đăng nhập"],
    ["PG_53100", "không còn chỗ để ghi"],
    ["PG_42501", "không cho phép"],
    ["PG_57014", "quá lâu"],
    ["PG_40P01", "nhiều tiến trình"],
    ["PG_99999", "gặp lỗi"],
  ])("says what %s means", (code, what) => {
    const error = storeBroken("postgres://kho", Object.assign(new Error("refused"), { code }));
    expect(error.message).toContain(what);
    expect(error.hint).not.toBe("");
  });
});
