import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { openQueue } from "../../pipeline/queue/postgres-queue.ts";
import { LeaseLost, StoreBroken } from "../../pipeline/types/errors.ts";
import type { Job, NewJob, Queue, Stage } from "../../pipeline/types/queue.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";

let fresh: Fresh;
let connection: Connection;
let other: Connection;
let queue: Queue;
let otherQueue: Queue;

beforeAll(() => {
  fresh = freshDatabase();
  [connection, other] = [openPostgres(fresh.url), openPostgres(fresh.url)];
  [queue, otherQueue] = [openQueue(connection, { firstPauseSeconds: 0 }), openQueue(other, { firstPauseSeconds: 0 })];
});
afterAll(() => {
  connection.close();
  other.close();
  fresh.drop();
});
beforeEach(() => connection.exec("DELETE FROM jobs; DELETE FROM jobs_done"));

const job = (key: string, rest: Partial<NewJob> = {}): NewJob => ({ stage: "read", key, data: { about: key }, ...rest });
const take = (most = 10, rest: { stages?: readonly Stage[]; leaseSeconds?: number; from?: Queue } = {}): readonly Job[] => {
  const { stages = ["read"], leaseSeconds = 60, from = queue } = rest;
  return from.take({ stages, worker: "thợ", leaseSeconds, most });
};
const keys = (jobs: readonly Job[]): readonly string[] => jobs.map(({ key }) => key);
const finishAll = (jobs: readonly Job[]): void => {
  for (const one of jobs) queue.finish(one);
};
/** A lease that has ended, without waiting for it. */
const endLeases = (): void => connection.exec("UPDATE jobs SET until = until - interval '1 hour' WHERE state = 'held'");

describe("a queue", () => {
  it("gives out what was added, once, with its data", () => {
    expect(queue.add([job("a", { data: { tên: "Đảng bộ\u0000 \ud800", số: [1.5, null] }, lane: "làn" })])).toBe(1);
    expect(take()).toEqual([
      {
        id: expect.any(Number),
        stage: "read",
        key: "a",
        lane: "làn",
        host: null,
        data: { tên: "Đảng bộ\u0000 \ud800", số: [1.5, null] },
        tries: 0,
        lease: expect.any(String),
      },
    ]);
    expect(take()).toEqual([]);
  });

  it("gives out the greatest priority first, then the oldest, of the stages asked for", () => {
    queue.add([job("b"), job("c", { priority: -1 }), job("a"), job("u", { priority: 7 }), job("x", { stage: "extract", priority: 9 })]);
    queue.add([job("đ", { priority: 7 })]);
    expect(keys(take(2))).toEqual(["u", "đ"]);
    expect(keys(take(9))).toEqual(["b", "a", "c"]);
    expect(keys(take(9, { stages: ["index", "extract"] }))).toEqual(["x"]);
  });

  it("gives out stages together by priority and age", () => {
    queue.add([job("1"), job("2", { stage: "extract" }), job("3"), job("4", { stage: "index", priority: 1 })]);
    expect(keys(take(3, { stages: ["read", "extract", "index"] }))).toEqual(["4", "1", "2"]);
  });

  it("waits for what is delayed", async () => {
    queue.add([job("sau", { delaySeconds: 0.2, priority: 5 }), job("ngay")]);
    expect(keys(take())).toEqual(["ngay"]);
    expect(queue.counts()).toContainEqual({ stage: "read", state: "later", jobs: 1, oldestSeconds: 0 });
    await pause(250);
    expect(keys(take())).toEqual(["sau"]);
  });

  it("is not changed by what it has already, but for priority and time", () => {
    queue.add([job("a", { delaySeconds: 100 }), job("b")]);
    expect(queue.add([job("a", { data: "khác", priority: 1, delaySeconds: 200 }), job("c"), job("c", { priority: 2 })])).toBe(1);
    expect(keys(take())).toEqual(["c", "b"]);
    expect(queue.add([job("a")])).toBe(0);
    expect(take()[0]).toMatchObject({ key: "a", data: { about: "a" } });
  });

  it("does once more what is added while it is being done", () => {
    queue.add([job("a")]);
    const [first] = take();
    expect(queue.add([job("a"), job("b", { lane: "a" })])).toBe(1);
    expect(take()).toEqual([]);
    queue.finish(first!);
    const [second] = take();
    expect(second).toMatchObject({ key: "b" });
    queue.finish(second!);
    const [third] = take();
    expect(third).toMatchObject({ key: "a", tries: 0 });
    queue.finish(third!);
    expect(queue.counts()).toEqual([]);
  });

  it.each([
    ["the same again", job("a")],
    ["another one of its lane", job("b", { lane: "a" })],
  ])("overlooks nothing that is added while one is finished: %s", (_what, added) => {
    queue.add([job("a")]);
    const [held] = take();
    // The other's transaction has seen the job and has not ended: finishing must wait for it, here by giving up after a while.
    connection.exec("SET lock_timeout = '100ms'");
    other.transact("write", () => {
      otherQueue.add([added]);
      expect(() => queue.finish(held!)).toThrow(/lock timeout/);
    });
    connection.exec("SET lock_timeout = 0");
    queue.finish(held!);
    expect(keys(take())).toEqual([added.key]);
  });

  it("keeps very long keys apart", () => {
    const long = (end: string): NewJob => job(`https://báo.test/${"đ".repeat(5000)}${end}`, { lane: "x".repeat(3000) });
    expect(queue.add([long("1"), long("2")])).toBe(2);
    expect(queue.add([long("1"), long("2")])).toBe(0);
  });

  it("counts what is due, later, held, dead and done", () => {
    queue.add([job("1"), job("2"), job("3", { delaySeconds: 9 }), job("4", { lane: "1" }), job("5", { stage: "index" })]);
    const [first, second] = take(2);
    queue.fail(second!, { error: "hỏng", give: true });
    queue.finish(take(1, { stages: ["index"] })[0]!);
    expect(queue.counts().toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
      { stage: "read", state: "dead", jobs: 1, oldestSeconds: expect.any(Number) },
      { stage: "read", state: "held", jobs: 1, oldestSeconds: expect.any(Number) },
      { stage: "read", state: "later", jobs: 2, oldestSeconds: expect.any(Number) },
    ]);
    queue.finish(first!);
    expect(queue.done().toSorted((a, b) => a.stage.localeCompare(b.stage))).toEqual([
      { stage: "index", jobs: 1 },
      { stage: "read", jobs: 1 },
    ]);
  });
});

describe("lanes", () => {
  it("keep their order, one at a time", () => {
    queue.add([job("a1", { lane: "a" }), job("a2", { lane: "a", priority: 9 }), job("b1", { lane: "b" })]);
    queue.add([job("a3", { lane: "a" })]);
    for (const expected of [["a1", "b1"], ["a2"], ["a3"], []]) {
      const taken = take();
      expect(keys(taken)).toEqual(expected);
      expect(take()).toEqual([]);
      finishAll(taken);
    }
  });

  it("are one for each stage", () => {
    queue.add([job("1", { lane: "a" }), job("2", { lane: "a", stage: "extract" })]);
    expect(keys(take(9, { stages: ["read", "extract"] }))).toEqual(["1", "2"]);
  });

  it("wait for a first one that is delayed or has failed, not for a dead one", () => {
    queue.add([job("1", { lane: "a", delaySeconds: 50 }), job("2", { lane: "a" })]);
    expect(take()).toEqual([]);
    queue.add([job("1", { lane: "a" })]);
    queue.fail(take()[0]!, { error: "lần một" });
    const [again] = take();
    expect(again).toMatchObject({ key: "1", tries: 1 });
    queue.fail(again!, { error: "hỏng hẳn", give: true });
    expect(keys(take())).toEqual(["2"]);
  });

  it("serve a host by one job at a time, whatever lane is asked for", () => {
    const crawl = (key: string): NewJob => ({ stage: "crawl", key, lane: key, host: "báo.test", data: null });
    queue.add([crawl("đêm 1"), crawl("đêm 2")]);
    const [first, ...rest] = take(9, { stages: ["crawl"] });
    expect(first).toMatchObject({ key: "đêm 1", host: "báo.test", lane: "báo.test" });
    expect([rest, take(9, { stages: ["crawl"] })]).toEqual([[], []]);
    queue.finish(first!);
    expect(keys(take(9, { stages: ["crawl"] }))).toEqual(["đêm 2"]);
  });

  it("keep one at a time where two were added at the same moment", () => {
    const second = connection.transact("write", () => {
      queue.add([job("1", { lane: "a" })]);
      otherQueue.add([job("2", { lane: "a" })]);
      return take(9, { from: otherQueue });
    });
    expect(keys(second)).toEqual(["2"]);
    queue.add([job("khác")]);
    expect(keys(take())).toEqual(["khác"]);
    otherQueue.release(second);
    const taken = take();
    expect(keys(taken)).toEqual(["1"]);
    finishAll(taken);
    expect(keys(take())).toEqual(["2"]);
  });
});

describe("leases", () => {
  it("end: the job comes back once, and its late holder can write nothing", () => {
    connection.exec("CREATE TABLE IF NOT EXISTS written (what text)");
    queue.add([job("a")]);
    const [late] = take();
    expect(take(9, { from: otherQueue })).toEqual([]);
    endLeases();
    const [fresh] = take(9, { from: otherQueue });
    expect(fresh).toMatchObject({ key: "a", tries: 1 });
    expect(take()).toEqual([]);
    const write = (from: Queue, held: Job): void =>
      (from === queue ? connection : other).transact("write", () => {
        (from === queue ? connection : other).run("INSERT INTO written VALUES (?)", [held.lease]);
        from.finish(held);
      });
    expect(() => write(queue, late!)).toThrow(LeaseLost);
    expect(() => queue.proceed(late!)).toThrow(LeaseLost);
    expect(() => queue.fail(late!, { error: "muộn" })).toThrow(LeaseLost);
    queue.release([late!]);
    write(otherQueue, fresh!);
    expect(connection.rows("SELECT what FROM written", [])).toEqual([{ what: fresh!.lease }]);
    expect(queue.counts()).toEqual([]);
  });

  it("end together with what was written for them, all or none", () => {
    queue.add([job("a"), job("b"), job("c", { lane: "b" })]);
    const [a, b] = take();
    endLeases();
    const again = take(1, { from: otherQueue })[0]!;
    const [kept, lost] = again.key === "a" ? [b!, a!] : [a!, b!];
    expect(() => connection.transact("write", () => queue.finish(kept, lost))).toThrow(lost.key);
    otherQueue.finish(again);
    expect(queue.done()).toEqual([expect.objectContaining({ jobs: 1 })]);
    const rest = take();
    queue.finish(...rest);
    queue.finish(...take());
    expect(queue.counts()).toEqual([]);
  });

  it("end by themselves", async () => {
    queue.add([job("a")]);
    take(1, { leaseSeconds: 0.1 });
    expect(take()).toEqual([]);
    await pause(150);
    expect(keys(take())).toEqual(["a"]);
  });

  it("are given back undone by a worker that stops", () => {
    queue.add([job("a"), job("b")]);
    const held = take();
    queue.release(held);
    expect(take(9, { from: otherQueue })).toMatchObject([
      { key: "a", tries: 0 },
      { key: "b", tries: 0 },
    ]);
  });
});

describe("failures", () => {
  it("are tried again, and given up after five beginnings", () => {
    queue.add([job("a"), job("b", { lane: "a" })]);
    for (const expected of ["later", "later", "later", "later", "dead"])
      expect(queue.fail(take()[0]!, { error: `lần ${expected}` })).toBe(expected);
    expect(keys(take())).toEqual(["b"]);
    const dead = queue.dead({ limit: 9 });
    expect(dead).toEqual([
      {
        id: expect.any(Number),
        stage: "read",
        key: "a",
        host: null,
        tries: 5,
        error: "lần dead",
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
      },
    ]);
  });

  it("make the next beginning wait, each time longer", () => {
    const patient = openQueue(connection, { firstPauseSeconds: 10 });
    queue.add([job("a")]);
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      patient.fail(take()[0]!, { error: "hỏng" });
      waits.push(Number(connection.row("SELECT extract(epoch FROM due - failed) AS wait FROM jobs", [])?.wait));
      expect(take()).toEqual([]);
      // Adding it again does not cut the pause short.
      queue.add([job("a")]);
      expect(take()).toEqual([]);
      connection.exec("UPDATE jobs SET due = statement_timestamp()");
    }
    waits.forEach((wait, n) => {
      expect(wait / (10 * 4 ** n)).toBeGreaterThanOrEqual(0.75);
      expect(wait / (10 * 4 ** n)).toBeLessThanOrEqual(1.25);
    });
  });

  it("of workers that die bring the job back at once the first time, later after pauses", () => {
    const patient = openQueue(connection, { firstPauseSeconds: 10 });
    queue.add([job("a")]);
    expect(take(1, { from: patient })).toHaveLength(1);
    for (const wait of [0, 10, 20, 30]) {
      endLeases();
      patient.take({ stages: [], worker: "thợ", leaseSeconds: 60, most: 1 });
      const seconds = Number(connection.row("SELECT extract(epoch FROM due - failed) AS wait FROM jobs", [])?.wait);
      expect(seconds).toBeGreaterThanOrEqual(wait === 0 ? Number.NEGATIVE_INFINITY : wait * 0.75);
      expect(seconds).toBeLessThanOrEqual(wait * 1.25);
      connection.exec("UPDATE jobs SET due = statement_timestamp()");
      expect(take(1, { from: patient })).toHaveLength(1);
    }
  });

  it("of workers that die count too, unless the job moves on", () => {
    queue.add([job("a"), job("b", { lane: "a" })]);
    for (let n = 0; n < 4; n++) {
      expect(take()).toMatchObject([{ key: "a", tries: n }]);
      endLeases();
    }
    const [held] = take();
    expect(held?.tries).toBe(4);
    queue.proceed(held!);
    endLeases();
    for (let n = 1; n < 5; n++) {
      expect(take()).toMatchObject([{ key: "a", tries: n }]);
      endLeases();
    }
    expect(keys(take())).toEqual(["b"]);
    expect(queue.dead({ limit: 9 })).toMatchObject([{ key: "a", tries: 5, error: expect.stringContaining("dừng đột ngột") }]);
  });

  it("are listed by stage, and revived by stage or id", () => {
    queue.add([job("1"), job("2"), job("3", { stage: "index" }), job("4", { lane: "1" })]);
    for (const held of take(9, { stages: ["read", "index"] })) queue.fail(held, { error: "hỏng", give: true });
    queue.fail(take()[0]!, { error: "hỏng", give: true });
    expect(queue.dead({ stage: "read", limit: 2 }).map(({ key }) => key)).toEqual(["4", "2"]);
    expect(queue.revive({ stage: "index" })).toBe(1);
    expect(queue.revive({ id: queue.dead({ limit: 9 }).find(({ key }) => key === "2")!.id })).toBe(1);
    expect(queue.revive({ id: -1 })).toBe(0);
    expect(queue.revive({})).toBe(2);
    expect(take(9, { stages: ["read", "index"] })).toMatchObject([
      { key: "3", tries: 0 },
      { key: "2", tries: 0 },
      { key: "1", tries: 0 },
    ]);
  });

  it("begin anew when the job is added again, with its new data", () => {
    queue.add([job("a")]);
    queue.fail(take()[0]!, { error: "hỏng", give: true });
    expect(queue.add([job("a", { data: "mới" })])).toBe(1);
    expect(take()).toMatchObject([{ key: "a", data: "mới", tries: 0 }]);
    expect(queue.dead({ limit: 9 })).toEqual([]);
  });

  it("of the database say where it is, without a password", () => {
    const away = openPostgres("postgres://ai:matkhau@127.0.0.1:9/x");
    try {
      openQueue(away);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StoreBroken);
      expect(String(error)).toContain("postgres://ai@127.0.0.1:9/x");
      expect(String(error)).not.toContain("matkhau");
    } finally {
      away.close();
    }
  });
});
