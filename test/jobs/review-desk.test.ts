import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeDoubtQueue } from "../../pipeline/jobs/doubt-queue.ts";
import { makeReviewDesk } from "../../pipeline/jobs/review-desk.ts";
import { readSettings } from "../../pipeline/jobs/settings.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { ReviewCase, ReviewDesk } from "../../pipeline/types/review.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../store/documents.ts";

const TEXT = "Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên; có 58.930 đảng viên.";

let folder: string;
let store: Store;
let now: Date;
let desk: ReviewDesk;
const path = (): string => join(folder, "dangvu.db");
const makeDesk = (): ReviewDesk =>
  makeReviewDesk({
    store,
    openWriting: () => openStore(path()),
    settings: readSettings({ data: folder }, { env: {} }),
    version: () => store.version(),
    now: () => now,
  });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-desk-"));
  store = openStore(path());
  now = new Date("2026-11-22T02:00:00Z");
  desk = makeDesk();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const quoted = (quote: string, fields: Partial<Observation>): Observation => {
  const start = TEXT.indexOf(quote);
  return makeObservation({ quote, start, end: start + quote.length, confidence: 0.5, ...fields });
};
const admitted = (fields: Partial<Observation> = {}): Observation => quoted("kết nạp 1.168 đảng viên", fields);
const total = (fields: Partial<Observation> = {}): Observation =>
  quoted("58.930 đảng viên", { indicator: "members.total", value: 58930, period: { at: "2023-12-31" }, confidence: 0.9, ...fields });

function save(name: string, observations: readonly Observation[], rules = "rules-1"): void {
  const page = makePage(`https://bao.test/${name}`, name);
  store.saveDocument({ page, articles: [makeRead(makeArticle(page, { text: TEXT }), { observations })], run: "run-1", rules });
}

const ALL = { limit: 10, offset: 0 };

async function ready(query: Parameters<ReviewDesk["queue"]>[0] = {}, page = ALL, at = desk) {
  const found = await at.queue(query, page);
  if (found.state !== "ready") throw new Error("still building");
  return found;
}

async function only(): Promise<ReviewCase> {
  const [item] = (await ready()).items;
  if (item === undefined) throw new Error("no case");
  return item;
}

const decisionOn = (item: ReviewCase, more: Partial<Parameters<ReviewDesk["decide"]>[0]> = {}) => ({
  id: item.id,
  article: item.head.id,
  verdict: "confirm" as const,
  by: "Lan",
  why: "đối chiếu",
  seen: desk.markOf(item),
  ...more,
});

describe("the queue", () => {
  it("is counted, narrowed and paged", async () => {
    save("a", [admitted(), total()]);
    save("b", [admitted({ value: 1186 }), total({ value: 60_000, confidence: 0.95 })]);
    const queue = await ready();
    expect([queue.all, queue.total, queue.decided, queue.items.length]).toEqual([4, 4, 0, 4]);
    expect(queue.facets.kinds).toEqual([
      { code: "conflict", count: 4 },
      { code: "low_confidence", count: 2 },
    ]);
    expect((await ready({ indicator: "members.total" })).items.map(({ observation }) => observation.value)).toEqual([58_930, 60_000]);
    expect((await ready({ kind: "low_confidence" })).total).toBe(2);
    expect((await ready({ province: "63-99" })).total).toBe(0);
    expect((await ready({}, { limit: 3, offset: 3 })).items).toHaveLength(1);
  });

  it("shows what contradicts a figure, as it was read there, and what else was read at the same words", async () => {
    save("a", [admitted(), admitted({ measure: "share", value: 11, confidence: 0.9 })]);
    save("b", [admitted({ value: 1186, confidence: 0.9 })]);
    const item = await only();
    expect(item.rivals.map(({ observation }) => observation.value)).toEqual([1186]);
    expect(item.readings.map(({ measure }) => measure)).toEqual(["share"]);
  });

  it("does not show what was decided since it was made, by this desk or another", async () => {
    save("a", [admitted(), total({ confidence: 0.6 })]);
    await ready();
    const other = makeDesk();
    const [first, second] = (await ready({}, ALL, other)).items;
    if (first === undefined || second === undefined) throw new Error("no cases");
    desk.decide(decisionOn(first));
    expect((await ready()).items.map(({ id }) => id)).toEqual([second.id]);
    expect((await ready({}, ALL, other)).items.map(({ id }) => id)).toEqual([second.id]);
    expect((await ready()).decided).toBe(1);
  });

  it("is made anew when the data have changed, but not more often than it is cheap", async () => {
    let scans = 0;
    const counted: Store = new Proxy(store, {
      get: (target, name) => {
        if (name === "bulk") scans++;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const queue = makeDoubtQueue({ store: counted, version: () => store.fingerprint(), now: () => now });
    await queue.page({}, ALL);
    await queue.page({}, ALL);
    expect(scans).toBe(1);
    save("a", [admitted()]);
    await queue.page({}, ALL);
    expect(scans).toBe(1);
    now = new Date(now.getTime() + 3_600_000);
    expect(await queue.page({}, ALL)).toMatchObject({ state: "ready", all: 1 });
    expect(scans).toBe(2);
  });

  it("tells how far it is when making it takes long", async () => {
    save("a", [admitted()]);
    let isOver = false;
    const endless = {
      *observations() {
        while (!isOver) yield* store.bulk.observations({});
      },
    };
    const slow: Store = new Proxy(store, {
      get: (target, name) => (name === "bulk" ? endless : Reflect.get(target, name, target)),
    });
    const queue = makeDoubtQueue({ store: slow, version: () => "v", now: () => now });
    const page = await queue.page({}, ALL);
    expect(page).toMatchObject({ state: "building" });
    isOver = true;
  }, 10_000);
});

describe("a decision", () => {
  it("is on the pages at once, and in the log with before and after", async () => {
    save("a", [admitted()]);
    const decided = desk.decide(decisionOn(await only(), { verdict: "correct", correction: ["value=1170"] }));
    expect(decided).toMatchObject({ outcome: "stored", decision: { by: "Lan", at: now.toISOString() } });
    expect(store.observations({})[0]?.observation).toMatchObject({ value: 1170, review: { by: "Lan" } });
    const { entries, total: all } = desk.decisions(ALL);
    expect(all).toBe(1);
    expect(entries).toMatchObject([{ state: "applied", before: { value: 1168 }, after: { value: 1170 } }]);
  });

  it("on a figure that another reviewer has decided on meanwhile stores nothing and tells what happened", async () => {
    save("a", [admitted()]);
    const item = await only();
    makeDesk().decide(decisionOn(item, { by: "Hoa", verdict: "reject", why: "số của nơi khác" }));
    expect(desk.decide(decisionOn(item))).toMatchObject({ outcome: "changed", now: { by: "Hoa", verdict: "reject" } });
    expect(store.decisions({ history: true })).toHaveLength(1);
  });

  it("on a figure whose article was read otherwise meanwhile stores nothing", async () => {
    save("a", [admitted()]);
    const item = await only();
    save("a", [admitted({ bound: "about" })], "rules-2");
    expect(desk.decide(decisionOn(item))).toEqual({ outcome: "changed", now: null });
  });

  it("on a figure that only moved within the reading is stored", async () => {
    save("a", [admitted()]);
    const item = await only();
    save("a", [total(), admitted()], "rules-2");
    expect(desk.decide(decisionOn(item)).outcome).toBe("stored");
  });

  it("can be taken back once: who comes second is told", async () => {
    save("a", [admitted()]);
    const item = await only();
    desk.decide(decisionOn(item, { verdict: "reject" }));
    const seen = desk.lastOf(item.id)?.at ?? "";
    now = new Date(now.getTime() + 60_000);
    const back = decisionOn(item, { verdict: "withdraw", seen });
    expect(desk.decide(back).outcome).toBe("stored");
    expect(desk.decide({ ...back, by: "Hoa" })).toMatchObject({ outcome: "changed", now: { verdict: "withdraw", by: "Lan" } });
    now = new Date(now.getTime() + 3_600_000);
    expect((await ready()).items.map(({ id }) => id)).toEqual([item.id]);
    expect(desk.decisions(ALL).entries.map(({ state, before, after }) => [state, before?.value ?? null, after?.value ?? null])).toEqual([
      ["withdrawn", null, 1168],
      ["superseded", 1168, null],
    ]);
  });

  it("that makes no sense is refused and not stored", async () => {
    save("a", [admitted()]);
    const item = await only();
    expect(() => desk.decide(decisionOn(item, { verdict: "correct", correction: ["value=x"] }))).toThrow(WrongUse);
    expect(() => desk.decide(decisionOn(item, { why: " " }))).toThrow(WrongUse);
    expect(store.decisions({ history: true })).toEqual([]);
  });
});
