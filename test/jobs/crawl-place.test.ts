import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { backfill } from "../../pipeline/jobs/backfill.ts";
import { openCrawlPlace } from "../../pipeline/jobs/crawl-place.ts";
import { runNight } from "../../pipeline/jobs/nightly.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { addNight } from "../../pipeline/jobs/worker/crawl.ts";
import { openDesk } from "../../pipeline/jobs/worker/desk.ts";
import { openLibrary, takeRunLock } from "../../pipeline/jobs/workspace.ts";
import { openHostClock } from "../../pipeline/queue/host-clock.ts";
import { page, startServer } from "../crawl/local-server.ts";
import { makeSource } from "../crawl/make-source.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";

let folder: string;
let database: Fresh;
let settings: Settings;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-crawl-place-"));
  database = freshDatabase();
  settings = readSettings({ data: join(folder, "data"), indexes: join(folder, "indexes"), databaseUrl: database.url }, { env: {} });
});
afterEach(() => {
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Gives workers a night over one source; returns how many hosts they have to visit. */
function addNightOfOne(): number {
  const desk = openDesk(settings);
  try {
    const sources = () => new Map([["thu", makeSource("https://bao.test")]]);
    return addNight({ desk: { ...desk, sources }, clock: desk.clock }).added;
  } finally {
    desk.close();
  }
}

it("a night of one process asks hosts by the clock of the workers", async () => {
  const server = await startServer(page("<html><body><p>Chưa có tin.</p></body></html>"));
  const store = openLibrary(settings);
  const resolve = () => ({ address: "127.0.0.1", port: server.port });
  const connection = openPostgres(database.url);
  try {
    await runNight({ settings, store, sources: [makeSource("http://bao.test")], run: makeRun(), resolve });
    // It was asked a moment ago: whoever asks next waits.
    expect(openHostClock(connection).book("bao.test", 60_000)).toBeGreaterThan(30_000);
  } finally {
    connection.close();
    store.close();
    await server.close();
  }
});

it("neither a night nor a walk begins in one process while workers have hosts to visit", async () => {
  expect(addNightOfOne()).toBe(1);
  const store = openLibrary(settings);
  const source = makeSource("https://bao.test");
  const term = { since: "2024-01-01", until: "2024-01-31" };
  try {
    await expect(runNight({ settings, store, sources: [source], run: makeRun() })).rejects.toThrow(
      /worker đang thu thập .* còn 1 máy chủ/u,
    );
    await expect(backfill({ settings, store, source, run: makeRun(), term })).rejects.toThrow(/worker đang thu thập/u);
    // The night that the workers have.
    expect(store.runs().map(({ job, finishedAt }) => [job, finishedAt])).toEqual([["nightly", null]]);
  } finally {
    store.close();
  }
});

it("a night of one process goes on where the only jobs left of the workers were given up", () => {
  addNightOfOne();
  const desk = openDesk(settings);
  for (const job of desk.queue.take({ stages: ["crawl"], worker: "thử", leaseSeconds: 60, most: 5 }))
    desk.queue.fail(job, { error: "hỏng", give: true });
  desk.close();
  const place = openCrawlPlace({ settings, run: makeRun() });
  expect(place.frontier.night()).not.toBeNull();
  place.close();
});

it("workers get no night while one process has a run under way, and get it afterwards", () => {
  const release = takeRunLock(settings);
  expect(() => addNightOfOne()).toThrow(/Một lượt chạy khác đang dùng cơ sở dữ liệu/u);
  release();
  expect(addNightOfOne()).toBe(1);
});
