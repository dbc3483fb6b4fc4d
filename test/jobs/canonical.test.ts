import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { sqliteConnection } from "../../pipeline/database/sqlite.ts";
import { canonicalDump, type DumpOptions, dumpLines, sumOf } from "../../pipeline/jobs/canonical.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../pipeline/store/raw/memory.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { freshDatabase } from "../database/fresh.ts";
import { BUSY, type Happening, happening, live } from "./histories.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-dump-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let stores = 0;

/** The dump of a store in SQLite after all of this happened to it. */
function dumpAfter(work: (store: Store) => void, options: DumpOptions = {}): readonly string[] {
  const path = join(folder, `${stores++}.sqlite`);
  const store = openStore(path);
  work(store);
  store.close();
  const connection = sqliteConnection(new Database(path), path);
  try {
    return [...canonicalDump(connection, options)];
  } finally {
    connection.close();
  }
}

function dumpInPostgres(work: (store: Store) => void, options: DumpOptions = {}): readonly string[] {
  const database = freshDatabase();
  const store = openPostgresStore({ connection: openPostgres(database.url), raw: memoryRawPages() });
  work(store);
  store.close();
  const connection = openPostgres(database.url);
  try {
    return [...canonicalDump(connection, options)];
  } finally {
    connection.close();
    database.drop();
  }
}

const saving = (n: number): Happening => ({ what: "save", url: n, body: n, articles: 2, isArchived: false });

describe("the canonical dump", () => {
  it("tells of every kind of row, each kind's lines in one order", () => {
    const lines = dumpAfter((store) => live(store, BUSY));
    const kinds = lines.map((line) => JSON.parse(line)[0]);
    const all = ["pages", "versions", "articles", "observations", "citations", "checks", "readings", "cards", "figures", "reports"];
    expect(new Set(kinds)).toEqual(new Set([...all, "gone", "decisions", "runs", "fingerprint"]));
    for (const kind of ["pages", "articles", "cards"]) {
      const keys = lines.filter((_, i) => kinds[i] === kind).map((line) => JSON.parse(line)[1].key);
      expect(keys).toEqual([...keys].sort());
    }
  });

  it("is the same in whatever order independent pages came", () => {
    const numbers = [0, 1, 2, 3, 4, 5, 6];
    const save = (order: readonly number[]) => (store: Store) => {
      for (const n of order) live(store, [saving(n)], n);
    };
    expect(dumpAfter(save(numbers.toReversed()))).toEqual(dumpAfter(save(numbers)));
  });

  it("leaves out the clock when it is asked to", () => {
    const timeless = (from: number) =>
      dumpAfter((store) => live(store, [saving(1), { what: "gone", url: 1 }, { what: "run" }], from), { isTimeless: true });
    expect(timeless(500)).toEqual(timeless(0));
    const timed = (from: number) => dumpAfter((store) => live(store, [saving(1)], from));
    expect(timed(500)).not.toEqual(timed(0));
  });

  it("says what raw pages hash to, and which are lost", () => {
    const bodyOf = (sha256: string): Uint8Array | null => (sha256 < "8" ? new TextEncoder().encode("khác") : null);
    const pages = dumpAfter((store) => live(store, BUSY), { bodyOf }).filter((line) => line.startsWith('["pages"'));
    expect(new Set(pages.map((line) => JSON.parse(line)[1].body))).toContain(null);
    expect(new Set(pages.map((line) => JSON.parse(line)[1].body))).toHaveLength(2);
  });

  it("changes with a figure, a decision, a version and a report", () => {
    const before = dumpAfter((store) => live(store, BUSY.slice(0, 30)));
    const more: readonly Happening[] = [
      { what: "reread", body: 5, figures: 1 },
      { what: "decide", body: 4, verdict: "reject" },
      { what: "save", url: 5, body: 2, articles: 1, isArchived: false },
    ];
    for (const one of more) {
      const after = dumpAfter((store) => {
        live(store, BUSY.slice(0, 30));
        live(store, [one], 100);
      });
      expect(after, one.what).not.toEqual(before);
    }
  });

  it("is the same of both engines after the same history", { timeout: 60_000 }, () => {
    const check = (happenings: readonly Happening[]) => {
      const work = (store: Store) => live(store, happenings);
      expect(dumpInPostgres(work)).toEqual(dumpAfter(work));
    };
    check(BUSY);
    fc.assert(fc.property(fc.array(happening, { maxLength: 30 }), check), { numRuns: 4, seed: 7 });
  });

  it("comes to a sum of each kind and of all", () => {
    const path = join(folder, "sum.sqlite");
    const store = openStore(path);
    live(store, BUSY);
    store.close();
    const connection = sqliteConnection(new Database(path), path);
    const sum = sumOf(dumpLines(connection));
    expect(sum.kinds.pages?.count).toBe(13);
    expect(sum.hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(() => sumOf([{ kind: "other", line: "" }])).toThrow(RangeError);
    connection.close();
  });
});
