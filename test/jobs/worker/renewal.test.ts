import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { examineAll } from "../../../pipeline/jobs/doctor.ts";
import { readSettings, type Settings } from "../../../pipeline/jobs/settings.ts";
import { type OpenDesk, openDesk } from "../../../pipeline/jobs/worker/desk.ts";
import { indexJob, renewalJob } from "../../../pipeline/jobs/worker/payloads.ts";
import { keepIndex, renew } from "../../../pipeline/jobs/worker/renewal.ts";
import { openLibrary, openSearch } from "../../../pipeline/jobs/workspace.ts";
import { keepingOf, staleAmong } from "../../../pipeline/search/postgres-keeping.ts";
import { ROWS_VERSION } from "../../../pipeline/search/postgres-write.ts";
import { StoreBroken } from "../../../pipeline/types/errors.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";
import { makeArticle, makePage, makeRead } from "../../store/documents.ts";
import { workOnce } from "./trial.ts";

const ARTICLES = 5;

let folder: string;
let database: Fresh;
let settings: Settings;
let desk: OpenDesk;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-renewal-"));
  database = freshDatabase();
  settings = readSettings({ data: join(folder, "data"), indexes: join(folder, "indexes"), databaseUrl: database.url }, { env: {} });
  const store = openLibrary(settings);
  for (let n = 0; n < ARTICLES; n++) {
    const page = makePage(`https://bao.test/${n}`, `bài ${n}`);
    const text = `Tin ${n}\nChi bộ ${n} họp bàn việc của xã.`;
    store.saveDocument({ page, articles: [makeRead(makeArticle(page, { text }))], run: "run-1", rules: "rules-1" });
  }
  store.close();
  desk = openDesk(settings);
});
afterEach(() => {
  desk.close();
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const log = (): void => {};
const work = () => workOnce(desk, { options: { stages: ["index"] } });
const waiting = (): readonly { jobs: number }[] => desk.queue.counts().filter(({ stage }) => stage === "index");
const stale = (): number => staleAmong(desk.connection, desk.store, desk.store.articles({})).length;

/** Brings all articles into the index as workers do. */
async function indexAll(): Promise<void> {
  keepIndex(desk, log);
  await work();
  expect([stale(), waiting()]).toEqual([0, []]);
}

/** What the index is like after a program update. */
const fakeOlder = (): void =>
  desk.connection.exec("UPDATE search_notes SET value = 'search-0' WHERE key = 'analyzer'; UPDATE search_articles SET digest = 'x'");

function found(): number {
  const search = openSearch(settings, desk.store);
  try {
    return search.search("chi bộ họp", { limit: 99, offset: 0 }).total;
  } finally {
    search.close();
  }
}

async function startWorker(): Promise<string> {
  const args = ["scripts/dangvu.mjs", "--data", settings.data, "worker", "--once", "--stages", "index,aggregate", "--health", "off"];
  const child = spawn(process.execPath, args, { env: { ...process.env, DATABASE_URL: database.url } });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const [code] = await once(child, "close");
  expect([code, code === 0 ? "" : errors]).toEqual([0, ""]);
  return errors;
}

const doneIn = (stage: string): number => desk.queue.done().find((done) => done.stage === stage)?.jobs ?? 0;

describe("an index that an older program has made", () => {
  it("is made anew by the workers of this one, whose jobs are added once, and answers meanwhile", { timeout: 90_000 }, async () => {
    await indexAll();
    fakeOlder();
    expect([stale(), found()]).toEqual([ARTICLES, ARTICLES]);
    const before = doneIn("index");
    const said = await Promise.all([startWorker(), startWorker()]);
    expect(said.join("").match(/"state":"begun"/gu)).toHaveLength(1);
    expect([stale(), found(), waiting()]).toEqual([0, ARTICLES, []]);
    // One for each address, one to list them, one that ends it.
    expect(doneIn("index") - before).toBeLessThanOrEqual(ARTICLES + 3);
    expect(keepingOf(desk.connection)).toEqual({ hasWorkers: true, analyzer: ROWS_VERSION, renewal: null, former: ["search-0"] });
  });

  it("is told of by the doctor until workers have done it", async () => {
    const told = async (): Promise<string> =>
      (await examineAll(settings, { env: {} })).find(({ what }) => what === "chỉ mục tìm kiếm")?.detail ?? "";
    await indexAll();
    expect(await told()).toMatch(/^khớp với kho/u);
    fakeOlder();
    expect(await told()).toMatch(/search-0.*dangvu worker/u);
    keepIndex(desk, log);
    expect(await told()).toMatch(/đang được worker lập lại/u);
    await work();
    expect(await told()).toMatch(/^khớp với kho/u);
  });

  it("is gone through in portions, from where the last one that was written ended, behind all other work", async () => {
    await indexAll();
    fakeOlder();
    keepIndex(desk, log);
    keepIndex(desk, log);
    const portion = () => desk.connection.transact("write", () => renew(desk, 2));
    const first = portion();
    expect(first.map(({ key }) => key)).toEqual(["https://bao.test/4", "https://bao.test/3", "renewal"]);
    const cutOff = (): void =>
      desk.connection.transact("write", () => {
        renew(desk, 2);
        throw new Error("cut off");
      });
    expect(cutOff).toThrow("cut off");
    expect(portion().map(({ key }) => key)).toEqual(["https://bao.test/2", "https://bao.test/1", "renewal"]);
    expect(portion().map(({ key }) => key)).toEqual(["https://bao.test/0", "renewal"]);
    expect(keepingOf(desk.connection)?.renewal).toMatchObject({ after: null });
    expect([portion(), portion(), keepingOf(desk.connection)?.renewal]).toEqual([[], [], null]);
    const priorities = [indexJob("x"), ...first].map(({ priority }) => priority ?? 0);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    expect(Math.max(...priorities.slice(1))).toBeLessThan(-1);
    expect(first.map(({ delaySeconds = 0 }) => delaySeconds)).toEqual([0, 0, 0]);
  });
});

describe("an index that workers take over", () => {
  it("gets what nobody has brought into it yet", async () => {
    expect(keepingOf(desk.connection)).toMatchObject({ hasWorkers: false, analyzer: "" });
    await indexAll();
    expect(found()).toBe(ARTICLES);
  });

  it("loses what was replaced since it was compared the last time", async () => {
    expect(found()).toBe(ARTICLES);
    const page = makePage("https://bao.test/1", "bản mới");
    const articles = [makeRead(makeArticle(page, { text: "Tin\nĐã gỡ." }))];
    desk.store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
    await indexAll();
    expect([found(), desk.connection.row("SELECT count(*) AS n FROM search_articles", [])]).toEqual([ARTICLES - 1, { n: ARTICLES }]);
  });

  it("is left as it is when it is whole, and when there is nothing", () => {
    expect(found()).toBe(ARTICLES);
    keepIndex(desk, log);
    expect(waiting()).toEqual([]);
    const empty = freshDatabase();
    const other = openDesk({ ...settings, databaseUrl: empty.url });
    keepIndex(other, log);
    expect([other.queue.counts(), keepingOf(other.connection)]).toMatchObject([[], { hasWorkers: true, analyzer: ROWS_VERSION }]);
    other.close();
    empty.drop();
  });
});

describe("a worker whose program a newer one has left behind", () => {
  /** Another program, whose analyser is newer, has begun. */
  const takeOver = (): void =>
    desk.connection.exec(
      `UPDATE search_notes SET value = '${JSON.stringify({ analyzer: "search-99", after: "" })}' WHERE key = 'renewal';
       INSERT INTO search_notes (key, value) VALUES ('renewal', '${JSON.stringify({ analyzer: "search-99", after: "" })}') ON CONFLICT DO NOTHING;
       INSERT INTO search_notes (key, value) VALUES ('former', '${JSON.stringify([ROWS_VERSION])}') ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );

  it.each([
    ["an article", [indexJob("https://bao.test/1")]],
    ["what is to be made anew", [renewalJob()]],
  ])("ends at the first job of %s, which stays for others, and does not begin again", async (_, jobs) => {
    await indexAll();
    desk.connection.exec("UPDATE search_articles SET digest = 'x'");
    takeOver();
    desk.queue.add(jobs);
    desk.connection.exec("UPDATE jobs SET due = statement_timestamp()");
    await expect(work()).rejects.toThrow(/do một bản chương trình khác giữ \(bộ phân tích search-99/u);
    expect(waiting()).toMatchObject([{ jobs: 1, state: "held" }]);
    expect(stale()).toBe(ARTICLES);
    expect(() => keepIndex(desk, log)).toThrow(StoreBroken);
    // As the hint says, for who wants the older one back.
    desk.connection.exec("DELETE FROM search_notes WHERE key = 'former'");
    keepIndex(desk, log);
    expect(keepingOf(desk.connection)).toMatchObject({ analyzer: ROWS_VERSION, renewal: { after: "" }, former: ["search-99"] });
  });
});
