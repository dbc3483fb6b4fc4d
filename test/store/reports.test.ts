import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import Database from "libsql";
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle, Store } from "../../pipeline/types/store.ts";
import { databases } from "./databases.ts";
import { makeArticle, makePage, makeRead } from "./documents.ts";
import { saveText, windowOf } from "./reports-contract.ts";

type Reading = { readonly page: Page; readonly articles: readonly ReadArticle[]; readonly rules: string };

function readingOf(url: string, text: string): Reading {
  const page = makePage(url, `${url} ${text}`);
  return { page, articles: [makeRead(makeArticle(page, { text }))], rules: "rules-1" };
}

describe("reports in the file of a store", () => {
  let folder: string;
  let path: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dangvu-reports-"));
    path = join(folder, "dangvu.db");
    store = openStore(path);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function ask(sql: string): readonly Record<string, unknown>[] {
    const db = new Database(path);
    const rows = db.prepare(sql).all([]) as readonly Record<string, unknown>[];
    db.close();
    return rows;
  }

  it("are found for what was stored before there were any when its pages are read again, though nothing is read otherwise", () => {
    const readings = ["a", "b", "c"].map((host) => readingOf(`https://${host}.test/1`, windowOf(0)));
    for (const reading of readings) store.saveDocument({ ...reading, run: "run-1" });
    const carriers = (): number => store.carriers(readings[0]!.articles[0]!.article.id).length;
    expect(carriers()).toBe(3);
    store.close();
    const db = new Database(path);
    db.exec("DELETE FROM carriers; DELETE FROM bands; DELETE FROM links;");
    db.close();
    store = openStore(path);
    expect(carriers()).toBe(1);
    expect(readings.map((reading) => store.saveReading(reading))).toEqual(["same", "same", "same"]);
    expect(carriers()).toBe(3);
  });

  it("leave no row behind of versions that are past", () => {
    for (let n = 0; n < 12; n++) {
      const text = windowOf((n % 4) * 20);
      store.saveDocument({ ...readingOf(`https://bao.test/${n % 3}`, `${text} ${n}`), run: "run-1" });
    }
    expect(ask("SELECT count(*) AS n FROM carriers")).toEqual([{ n: 3 }]);
    expect(ask("SELECT count(*) AS n FROM bands WHERE n NOT IN (SELECT n FROM carriers)")).toEqual([{ n: 0 }]);
    expect(ask("SELECT count(*) AS n FROM bands JOIN carriers USING (n) WHERE bands.report <> carriers.report")).toEqual([{ n: 0 }]);
    expect(ask("SELECT count(*) AS n FROM links l WHERE NOT EXISTS (SELECT 1 FROM carriers WHERE n = l.one)")).toEqual([{ n: 0 }]);
  });

  it("are written with the document or not at all", () => {
    const first = readingOf("https://a.test/1", windowOf(0));
    store.saveDocument({ ...first, run: "run-1" });
    const db = new Database(path);
    db.exec("CREATE TRIGGER cut BEFORE INSERT ON links BEGIN SELECT RAISE(ROLLBACK, 'cut'); END");
    const second = readingOf("https://b.test/1", windowOf(0));
    expect(() => store.saveDocument({ ...second, run: "run-1" })).toThrow();
    expect(store.head(second.articles[0]!.article.id)).toBeNull();
    expect(ask("SELECT count(*) AS n FROM carriers")).toEqual([{ n: 1 }]);
    db.exec("DROP TRIGGER cut");
    db.close();
    expect(store.saveDocument({ ...second, run: "run-1" })).toBe("new");
    expect(store.carriers(second.articles[0]!.article.id)).toHaveLength(2);
  });
});

describe("reports that another process settles", () => {
  const { open, drop } = databases();
  afterAll(drop);

  it("are not known before, and then of those that have changed it is told which", () => {
    const opened = open({ reports: "later" });
    onTestFinished(opened.dispose);
    const { store: writer } = opened;
    const settler = opened.openWith({ reports: "later" });
    const first = saveText(writer, "https://b.test/1", windowOf(0), { publishedAt: "2024-01-02" });
    const other = saveText(writer, "https://c.test/1", windowOf(0), { publishedAt: "2024-01-03" });
    saveText(writer, "https://c.test/2", windowOf(500));
    expect([writer.unsettled(), writer.carriers(first).length]).toEqual([3, 1]);
    expect(settler.settle(1)).toEqual([]);
    expect(settler.settle(10)).toContain(other);
    expect([writer.unsettled(), settler.settle(10)]).toEqual([0, []]);
    expect(writer.head(other)?.reprintOf).toBe(first);
    const original = saveText(writer, "https://a.test/1", windowOf(0), { publishedAt: "2024-01-01" });
    expect(settler.settle(10)).toEqual([original, first, other].sort());
    expect([first, other].map((id) => writer.head(id)?.reprintOf)).toEqual([original, original]);
  });

  it("are told of wherever an article repeats another one than before", () => {
    const step = fc.record({
      url: fc.integer({ min: 1, max: 6 }),
      start: fc.integer({ min: 0, max: 8 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (rounds) => {
        const opened = open({ reports: "later" });
        const { store } = opened;
        const repeated = () => new Map(store.articles({ superseded: true }).map((head) => [head.id, head.reprintOf]));
        for (const steps of rounds) {
          for (const { url, start, day } of steps)
            saveText(store, `https://bao.test/${url}`, windowOf(start * 10), { publishedAt: `2024-01-${String(day).padStart(2, "0")}` });
          const before = repeated();
          const told = new Set(store.settle(100));
          for (const [id, original] of repeated()) if (original !== before.get(id)) expect(told).toContain(id);
        }
        opened.dispose();
      }),
      { numRuns: 6, seed: 7 },
    );
  });
});
