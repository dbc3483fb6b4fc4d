import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { decide } from "../../pipeline/jobs/review.ts";
import { makeReviewDesk } from "../../pipeline/jobs/review-desk.ts";
import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { type OpenDesk, openDesk } from "../../pipeline/jobs/worker/desk.ts";
import { indexJob } from "../../pipeline/jobs/worker/payloads.ts";
import { openLibrary, openSearch } from "../../pipeline/jobs/workspace.ts";
import { reviewId } from "../../pipeline/store/decisions.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { call } from "../scripts/cli.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../store/documents.ts";
import { workOnce } from "./worker/trial.ts";

const TEXT = "Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.";
const QUOTE = "kết nạp 1.168 đảng viên";
const NOW = new Date("2026-11-22T02:00:00Z");

let folder: string;
let database: Fresh;
let settings: Settings;
let store: Store;
let desk: OpenDesk;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-decided-"));
  database = freshDatabase();
  settings = readSettings({ data: join(folder, "data"), indexes: join(folder, "indexes"), databaseUrl: database.url }, { env: {} });
  store = openLibrary(settings);
  desk = openDesk(settings);
});
afterEach(() => {
  store.close();
  desk.close();
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const figure = (): Observation =>
  makeObservation({ quote: QUOTE, start: TEXT.indexOf(QUOTE), end: TEXT.indexOf(QUOTE) + QUOTE.length, confidence: 0.5 });

const URL = "https://bao.test/a";
const id = reviewId(figure(), URL);
const said = { id, by: "Lan", why: "đối chiếu", now: NOW };

/** Stores the article; workers bring it into the index, and keep that from then on. */
async function saveIndexed(): Promise<void> {
  const page = makePage(URL, "a");
  const articles = [makeRead(makeArticle(page, { text: TEXT }), { observations: [figure()] })];
  store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
  desk.queue.add([indexJob(URL)]);
  await work();
}

/** Index jobs wait for others to be done with them. */
function work() {
  desk.connection.exec("UPDATE jobs SET due = statement_timestamp()");
  return workOnce(desk, { options: { stages: ["index"] } });
}
const waiting = (): number => desk.queue.counts().reduce((sum, { stage, jobs }) => sum + (stage === "index" ? jobs : 0), 0);

/** Under which indicators the index counts the article. */
function indicators(): readonly string[] {
  const search = openSearch(settings, store);
  try {
    return [...search.countsOf("indicator").keys()];
  } finally {
    search.close();
  }
}

describe("a decision, where workers keep the index", () => {
  it("comes into the index by a job of its own, and so does its withdrawal", async () => {
    await saveIndexed();
    expect([waiting(), indicators()]).toEqual([0, [figure().indicator]]);
    decide(store, { ...said, verdict: "reject" });
    expect([waiting(), indicators()]).toEqual([1, [figure().indicator]]);
    await work();
    expect(indicators()).toEqual([]);
    decide(store, { ...said, verdict: "withdraw" });
    await work();
    expect(indicators()).toEqual([figure().indicator]);
  });

  it("does so when it is made on the site, and by the command", async () => {
    await saveIndexed();
    const review = makeReviewDesk({
      store,
      openWriting: () => openLibrary(settings),
      settings,
      version: () => store.version(),
      now: () => NOW,
    });
    const article = store.articles({})[0]?.id ?? "";
    expect(review.decide({ ...said, article, verdict: "reject" })).toMatchObject({ outcome: "stored" });
    await work();
    expect(indicators()).toEqual([]);
    const places = ["--data", settings.data, "--indexes", settings.indexes, "--database-url", database.url];
    expect(await call("review", id, "--withdraw", "--by", "Lan", "--why", "nhầm", ...places)).toMatchObject({ code: 0 });
    await work();
    expect(indicators()).toEqual([figure().indicator]);
  });

  it("is not stored without its job", async () => {
    await saveIndexed();
    const connection = openPostgres(database.url);
    connection.exec("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$");
    connection.exec("CREATE TRIGGER refused BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION refuse()");
    connection.close();
    expect(() => decide(store, { ...said, verdict: "reject" })).toThrow(/gặp lỗi: no/u);
    expect([store.decisions({ history: true }), store.observations({}).length]).toEqual([[], 1]);
  });
});

describe("a decision, where nobody but the opener brings the index up to date", () => {
  it("adds no job that nobody would do", () => {
    const page = makePage(URL, "a");
    const articles = [makeRead(makeArticle(page, { text: TEXT }), { observations: [figure()] })];
    store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
    expect(indicators()).toEqual([figure().indicator]);
    decide(store, { ...said, verdict: "reject" });
    expect([waiting(), indicators()]).toEqual([0, []]);
  });
});
