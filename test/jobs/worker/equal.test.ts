import { join } from "node:path";
import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { sqliteConnection } from "../../../pipeline/database/sqlite.ts";
import { canonicalDump } from "../../../pipeline/jobs/canonical.ts";
import { importFiles, listInputs } from "../../../pipeline/jobs/import.ts";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { addFiles, addReread } from "../../../pipeline/jobs/worker/add.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { trialDesk, workOnce } from "./trial.ts";

const FILES = listInputs([join("corpus", "sample", "press")]).filter((_, n) => n % 3 === 1);
const NOW = new Date("2026-11-22T02:00:00Z");

async function onSqlite(): Promise<readonly string[]> {
  const path = join(temporaryFolder(), "dangvu.sqlite");
  const store = openStore(path);
  await importFiles(FILES, { store, run: makeRun({ now: () => NOW }) });
  store.close();
  const connection = sqliteConnection(new Database(path), path);
  try {
    return [...canonicalDump(connection, { isTimeless: true })];
  } finally {
    connection.close();
  }
}

describe("what workers make of the sample press", () => {
  const trial = trialDesk();
  afterAll(trial.dispose);

  it("is what one process makes of it in SQLite, line by line", { timeout: 120_000 }, async () => {
    const { desk } = trial;
    const added = await addFiles(FILES, { desk, run: makeRun({ now: () => NOW }) });
    expect(added).toEqual({ added: FILES.length, known: 0, unreadable: [] });
    const meter = await workOnce(desk);
    expect(desk.queue.counts()).toEqual([]);
    expect([meter.of("read", "done"), meter.of("extract", "done")]).toEqual([FILES.length, FILES.length]);
    const lines = [...canonicalDump(desk.connection, { isTimeless: true })];
    expect(lines.length).toBeGreaterThan(500);
    expect(lines).toEqual(await onSqlite());
  });

  it("came into the search index, each article", () => {
    const { desk, index } = trial;
    const current = desk.store.articles({}).map(({ id }) => id);
    expect([...index.written.keys()].sort()).toEqual([...current].sort());
    expect(desk.store.unsettled()).toBe(0);
  });

  it("stays as it is when it is added and done again", { timeout: 60_000 }, async () => {
    const { desk, index } = trial;
    const before = [...canonicalDump(desk.connection)];
    const written = new Map(index.written);
    await addFiles(FILES, { desk, run: makeRun({ now: () => NOW, id: "again" }) });
    addReread({ all: true }, { desk });
    await workOnce(desk);
    const isRun = (line: string): boolean => line.includes('"again"');
    expect([...canonicalDump(desk.connection)].filter((line) => !isRun(line))).toEqual(before);
    expect(index.written).toEqual(written);
  });
});
