import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { makeMeter } from "../../../pipeline/jobs/worker/meter.ts";
import { type DeskStage, defineStage, type StageWork } from "../../../pipeline/jobs/worker/stage.ts";
import { memoryRawPages } from "../../../pipeline/store/raw/memory.ts";
import { StoreBroken, UnreadableDocument } from "../../../pipeline/types/errors.ts";
import type { Job, NewJob } from "../../../pipeline/types/queue.ts";
import { trialDesk, workOnce } from "./trial.ts";

const trial = trialDesk();
const { desk } = trial;
desk.connection.exec("CREATE TABLE effects (key text, at timestamptz DEFAULT clock_timestamp())");
afterAll(trial.dispose);
beforeEach(() => desk.connection.exec("DELETE FROM effects; DELETE FROM jobs"));

const effects = (): readonly string[] => desk.connection.rows("SELECT key FROM effects ORDER BY key", []).map(({ key }) => String(key));
const jobs = (...keys: readonly string[]): readonly NewJob[] => keys.map((key) => ({ stage: "extract", key, data: {} }));

/** Work that notes each key as its effect; `prepare` and `write` may spoil it. */
function noting({
  prepare = () => {},
  write = () => [],
}: {
  prepare?: (job: Job) => void | Promise<void>;
  write?: (key: string) => readonly NewJob[];
} = {}) {
  const stage: StageWork = defineStage<string>({
    prepare: async (job) => {
      await prepare(job);
      return job.key;
    },
    write: (keys) =>
      keys.flatMap((key) => {
        desk.connection.run("INSERT INTO effects (key) VALUES (?)", [key]);
        return write(key);
      }),
  });
  return { work: { read: stage, extract: stage, index: stage, aggregate: stage } satisfies Record<DeskStage, StageWork> };
}

const STAGES = { options: { stages: ["read", "extract"] as const } };

describe("a worker at its desk", () => {
  it("does each job once, and what comes after it", async () => {
    desk.queue.add(jobs("a", "b", "c"));
    const next = { write: (key: string) => (key.length === 1 ? jobs(`${key}${key}`) : []) };
    const meter = await workOnce(desk, { ...STAGES, ...noting(next) });
    expect(effects()).toEqual(["a", "aa", "b", "bb", "c", "cc"]);
    expect([meter.of("extract", "done"), desk.queue.counts().filter(({ stage }) => stage === "extract")]).toEqual([6, []]);
  });

  it("leaves out what cannot be read, without its effect and without another try", async () => {
    desk.queue.add(jobs("a", "bad"));
    const prepare = ({ key }: Job): void => {
      if (key === "bad") throw new UnreadableDocument("no text", "none");
    };
    const meter = await workOnce(desk, { ...STAGES, ...noting({ prepare }) });
    expect([effects(), meter.of("extract", "skipped"), desk.queue.dead({ limit: 9 })]).toEqual([["a"], 1, []]);
  });

  it("gives up what fails again and again, with its message, and lets it be revived", async () => {
    desk.queue.add(jobs("a", "bad"));
    let isMended = false;
    const broken = noting({
      prepare: ({ key }) => {
        if (key === "bad" && !isMended) throw new TypeError("cannot read that");
      },
    });
    const meter = await workOnce(desk, { ...STAGES, ...broken });
    expect(desk.queue.dead({ limit: 9 })).toMatchObject([{ key: "bad", tries: 5, error: "TypeError: cannot read that" }]);
    expect([effects(), meter.of("extract", "failed"), meter.of("extract", "dead")]).toEqual([["a"], 4, 1]);
    isMended = true;
    desk.queue.revive({ stage: "extract" });
    await workOnce(desk, { ...STAGES, ...broken });
    expect(effects()).toEqual(["a", "bad"]);
  });

  it("writes the others of a group when one of them cannot be written", async () => {
    desk.queue.add(jobs("a", "bad", "c"));
    const write = (key: string): readonly NewJob[] => {
      if (key === "bad") desk.connection.run("INSERT INTO nowhere VALUES (1)", []);
      return [];
    };
    await workOnce(desk, { ...STAGES, ...noting({ write }) });
    expect([effects(), desk.queue.dead({ limit: 9 }).map(({ key }) => key)]).toEqual([["a", "c"], ["bad"]]);
  });

  it("does by itself what was begun before: it may bring the process down", async () => {
    desk.queue.add(jobs("a", "b", "c"));
    const begun = desk.queue.take({ stages: ["extract"], worker: "died", leaseSeconds: 0.01, most: 9 });
    expect(begun.length).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const heldAtOnce: number[] = [];
    const prepare = (): void => {
      heldAtOnce.push(desk.queue.counts().find(({ state }) => state === "held")?.jobs ?? 0);
    };
    await workOnce(desk, { ...STAGES, ...noting({ prepare }) });
    expect([effects(), heldAtOnce]).toEqual([
      ["a", "b", "c"],
      [1, 1, 1],
    ]);
  });

  it("undoes what it did for a job that somebody else has by now", async () => {
    desk.queue.add(jobs("a"));
    let [isTaken, theirs]: [boolean, readonly Job[]] = [false, []];
    const prepare = (): void => {
      if (isTaken) return;
      isTaken = true;
      desk.connection.exec("UPDATE jobs SET until = now() - interval '1 second'");
      theirs = desk.queue.take({ stages: ["extract"], worker: "other", leaseSeconds: 60, most: 1 });
      setTimeout(() => desk.queue.release(theirs), 300);
    };
    const meter = await workOnce(desk, { ...STAGES, ...noting({ prepare }) });
    expect(theirs.length).toBe(1);
    expect([effects(), meter.of("extract", "lost"), meter.of("extract", "done")]).toEqual([["a"], 1, 1]);
  });

  it("holds a job for longer than its lease while it is being done", async () => {
    desk.queue.add(jobs("slow"));
    const prepare = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2500));
    const meter = await workOnce(desk, { ...noting({ prepare }), options: { stages: ["extract"], leaseSeconds: 1 } });
    expect([effects(), meter.of("extract", "lost"), meter.of("extract", "done")]).toEqual([["slow"], 0, 1]);
  });

  it("keeps a job whose document takes the main thread for more than three leases: it is begun once", async () => {
    desk.queue.add(jobs("long"));
    let [begun, theirs]: [number, readonly Job[]] = [0, []];
    const end = (): unknown => desk.connection.row("SELECT until FROM jobs WHERE key = 'long'", [])?.until;
    const prepare = async (): Promise<void> => {
      begun++;
      // The thread that extends leases has begun.
      for (const first = end(); end() === first; ) await new Promise((resolve) => setTimeout(resolve, 20));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3500);
      theirs = desk.queue.take({ stages: ["extract"], worker: "other", leaseSeconds: 60, most: 1 });
    };
    const meter = await workOnce(desk, { ...noting({ prepare }), options: { stages: ["extract"], leaseSeconds: 1 } });
    expect([begun, theirs, effects()]).toEqual([1, [], ["long"]]);
    expect([meter.of("extract", "done"), meter.of("extract", "lost")]).toEqual([1, 0]);
  });

  it("waits for a database that is away, and goes on", async () => {
    desk.queue.add(jobs("a", "b"));
    const others = openPostgres(trial.database.url);
    let cuts = 0;
    const cut = (): readonly NewJob[] => {
      if (cuts++ < 3) others.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trial'", []);
      return [];
    };
    const meter = makeMeter();
    await workOnce(desk, { ...STAGES, ...noting({ write: cut }), meter });
    others.close();
    expect([effects(), cuts >= 3, desk.queue.dead({ limit: 9 })]).toEqual([["a", "b"], true, []]);
    expect(meter.metrics([]).find(({ name }) => name === "dangvu_worker_outages_total")?.samples[0]?.value).toBeGreaterThan(0);
  });

  it("waits for raw pages that are away: no job is given up for that", async () => {
    desk.queue.add(jobs("a"));
    let asked = 0;
    const raw = {
      ...memoryRawPages(),
      read: () => {
        if (asked++ < 4) throw new StoreBroken("the share is not mounted", "mount it");
        return null;
      },
    };
    const prepare = (): void => void raw.read();
    const meter = await workOnce({ ...desk, raw }, { ...STAGES, ...noting({ prepare }) });
    expect([effects(), meter.of("extract", "failed"), meter.of("extract", "released")]).toEqual([["a"], 0, 1]);
  });

  it("takes no more when told to drain, finishes what is at hand and gives the rest back", async () => {
    const keys = Array.from({ length: 12 }, (_, n) => `k${n}`);
    desk.queue.add(jobs(...keys));
    const drain = new AbortController();
    const prepare = ({ key }: Job): void => {
      if (key === "k3") drain.abort();
    };
    const meter = await workOnce(desk, { ...STAGES, ...noting({ prepare }), drain: drain.signal });
    expect(effects()).toEqual(["k0", "k1", "k2", "k3"]);
    expect([meter.of("extract", "done"), meter.of("extract", "released")]).toEqual([4, 8]);
    expect(desk.queue.counts().filter(({ stage }) => stage === "extract")).toMatchObject([{ state: "due", jobs: 8 }]);
  });

  it("ends for what no waiting mends", async () => {
    const counts = (): never => {
      throw new StoreBroken("newer tables", "update");
    };
    await expect(workOnce({ ...desk, queue: { ...desk.queue, counts } }, STAGES)).rejects.toThrow("newer tables");
  });

  it("ends when the tables are newer, also where raw pages are away", async () => {
    desk.queue.add(jobs("a"));
    const read = (): never => {
      throw new StoreBroken("no such folder", "make it");
    };
    const assertStill = (): never => {
      throw new StoreBroken("newer tables", "update");
    };
    const given = { ...desk, raw: { ...memoryRawPages(), read }, assertStill };
    await expect(workOnce(given, { ...STAGES, ...noting({ prepare: read }) })).rejects.toThrow("newer tables");
  });

  it("has reports found out after articles were written", async () => {
    desk.queue.add(jobs("a"));
    const seen: string[] = [];
    const note = ({ stage, key }: Job): void => void seen.push(`${stage} ${key}`);
    await workOnce(desk, { ...noting({ prepare: note }), options: { stages: ["extract", "aggregate"] } });
    expect(seen.sort()).toEqual(["aggregate reports", "extract a"]);
  });
});
