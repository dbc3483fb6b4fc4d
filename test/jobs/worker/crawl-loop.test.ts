import { queryObjects } from "node:v8";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type CrawlShift, type CrawlWork, crawlHosts } from "../../../pipeline/jobs/worker/crawl-loop.ts";
import { makeMeter } from "../../../pipeline/jobs/worker/meter.ts";
import { StoreBroken } from "../../../pipeline/types/errors.ts";
import type { Job, NewJob } from "../../../pipeline/types/queue.ts";
import { trialDesk, workOnce } from "./trial.ts";

const trial = trialDesk();
const { desk } = trial;
afterAll(trial.dispose);
beforeEach(() => desk.connection.exec("DELETE FROM jobs"));

const hosts = (...names: readonly string[]): readonly NewJob[] =>
  names.map((host) => ({ stage: "crawl", key: host, host, data: { host } }));
const JOB: Job = { id: 1, stage: "crawl", key: "a", lane: "a", host: "a", data: { host: "a" }, tries: 0, lease: "l" };
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await pause(5);
};
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const CRAWL = { options: { stages: ["crawl"] as const, concurrency: 2 } };

/** Visits that note what went on at once. */
function visits(visit: (host: string, signal: AbortSignal) => Promise<boolean>) {
  const seen: string[] = [];
  let [running, most] = [0, 0];
  const crawl: CrawlWork = async (job, { signal }) => {
    seen.push(job.host ?? "");
    most = Math.max(most, ++running);
    try {
      return (await visit(job.host ?? "", signal)) ? { isDone: true } : { isDone: false };
    } finally {
      running--;
    }
  };
  return { crawl, seen, most: () => most };
}

describe("a worker that crawls", () => {
  it("keeps nothing of the times that it looked for hosts while a visit lasts", async () => {
    const ended = new AbortController();
    let [looks, early, late] = [0, 0, 0];
    const queue = { ...desk.queue, take: () => (looks++ === 0 ? [JOB] : []), finish: () => {} };
    const alive = (): number => queryObjects(Promise, { format: "count" });
    const shift: CrawlShift = {
      ...{ desk: { ...desk, queue }, drain: ended.signal, lookMs: 1, log: () => {}, meter: makeMeter(), beat: () => {} },
      outages: { lasting: async (work) => work(), setRawThere: () => {} },
      holdings: { add: () => {}, drop: () => {}, has: () => true, news: () => ({ lost: [], failure: null }) },
      options: { name: "thử", stages: ["crawl"], concurrency: 2, leaseSeconds: 30, isOnce: false },
      crawl: async () => {
        await until(() => looks > 50);
        early = alive();
        await until(() => looks > 550);
        late = alive();
        ended.abort();
        return { isDone: true };
      },
    };
    await crawlHosts(shift);
    expect(late - early).toBeLessThan(100);
  });

  it("visits so many hosts at once, each once", async () => {
    desk.queue.add(hosts("a", "b", "c", "d", "e"));
    const { crawl, seen, most } = visits(async () => {
      await pause(30);
      return true;
    });
    const meter = await workOnce(desk, { ...CRAWL, crawl });
    expect([seen.sort(), most(), meter.of("crawl", "done")]).toEqual([["a", "b", "c", "d", "e"], 2, 5]);
  });

  it("adds what a visit leaves to be done, also itself for later", async () => {
    desk.queue.add(hosts("a"));
    let visited = 0;
    const crawl: CrawlWork = async () => ({
      isDone: true,
      write: () => (++visited === 1 ? [...hosts("a"), { stage: "read", key: "page", data: {} }] : []),
    });
    await workOnce(desk, { ...CRAWL, crawl });
    expect([visited, desk.queue.counts()]).toMatchObject([2, [{ stage: "read", jobs: 1 }]]);
  });

  it("gives a host back when it is told to drain, at the next request", async () => {
    desk.queue.add(hosts("a", "b", "c"));
    const drain = new AbortController();
    const { crawl, seen } = visits(async (_, signal) => {
      while (!signal.aborted) await pause(5);
      return false;
    });
    setTimeout(() => drain.abort(), 100);
    const meter = await workOnce(desk, { ...CRAWL, crawl, drain: drain.signal });
    expect([seen.length, meter.of("crawl", "released")]).toEqual([2, 2]);
    expect(desk.queue.counts()).toMatchObject([{ stage: "crawl", state: "due", jobs: 3 }]);
  });

  it("leaves a host that somebody else has by now", async () => {
    desk.queue.add(hosts("a"));
    let [isLeft, visited] = [false, 0];
    const { crawl } = visits(async (_, signal) => {
      if (++visited > 1) return true;
      desk.connection.exec("UPDATE jobs SET lease = 'theirs'");
      while (!signal.aborted) await pause(5);
      isLeft = true;
      desk.connection.exec("UPDATE jobs SET state = 'waiting'");
      return false;
    });
    await workOnce(desk, { options: { ...CRAWL.options, leaseSeconds: 1 }, crawl });
    expect([isLeft, visited]).toEqual([true, 2]);
  });

  it("waits for raw pages that are away, with the host its own: that is not the host's fault", async () => {
    desk.queue.add(hosts("a"));
    let asked = 0;
    const read = (): null => {
      if (asked++ < 3) throw new StoreBroken("the share is not mounted", "mount it");
      return null;
    };
    const heldMeanwhile: unknown[] = [];
    let visited = 0;
    const { crawl } = visits(async () => {
      if (++visited > 1) return true;
      setTimeout(() => heldMeanwhile.push(...desk.queue.counts()), 50);
      return read() === null;
    });
    const meter = await workOnce({ ...desk, raw: { ...desk.raw, read } }, { ...CRAWL, crawl });
    expect([visited, meter.of("crawl", "failed"), meter.of("crawl", "released"), meter.of("crawl", "done")]).toEqual([2, 0, 1, 1]);
    expect(heldMeanwhile).toMatchObject([{ stage: "crawl", state: "held", jobs: 1 }]);
  });

  it("waits until there is room for its pages again, although they can be read", async () => {
    desk.queue.add(hosts("a"));
    let asked = 0;
    const tryKeeping = (): void => {
      if (asked++ < 3) throw new StoreBroken("the disk is full", "make room");
    };
    let visited = 0;
    const { crawl } = visits(async () => {
      if (++visited === 1) throw new StoreBroken("the disk is full", "make room");
      return true;
    });
    const meter = await workOnce({ ...desk, raw: { ...desk.raw, tryKeeping } }, { ...CRAWL, crawl });
    expect([visited, asked, meter.of("crawl", "failed"), meter.of("crawl", "released"), meter.of("crawl", "done")]).toEqual([
      2, 4, 0, 1, 1,
    ]);
  });

  it("gives a host up that fails again and again", async () => {
    desk.queue.add(hosts("a", "b"));
    const { crawl } = visits(async (host) => {
      if (host === "b") throw new TypeError("a fault of ours");
      return true;
    });
    const meter = await workOnce(desk, { ...CRAWL, crawl });
    expect(desk.queue.dead({ limit: 9 })).toMatchObject([{ stage: "crawl", host: "b", error: "TypeError: a fault of ours" }]);
    expect([meter.of("crawl", "done"), meter.of("crawl", "failed"), meter.of("crawl", "dead")]).toEqual([1, 4, 1]);
  });
});
