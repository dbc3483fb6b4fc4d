import type { QueueCount } from "../../types/queue.ts";
import type { Run } from "../../types/run.ts";
import { metricsText } from "../metrics.ts";
import { type CrawlWork, crawlHosts } from "./crawl-loop.ts";
import { workAtDesk } from "./desk-loop.ts";
import { describe, judge } from "./failures.ts";
import { type Health, type HealthPlace, startHealth } from "./health.ts";
import { makeHoldings } from "./holdings.ts";
import { type Meter, makeMeter } from "./meter.ts";
import { Drained, makeOutages } from "./outage.ts";
import { processMetrics } from "./process-metrics.ts";
import type { Shift, WorkerOptions } from "./shift.ts";
import type { Desk, DeskStage, StageWork } from "./stage.ts";
import { WORK } from "./stages.ts";

/** A process that has not turned for so long is told to be dead; it may only be reading a very long document. */
const STALE_SECONDS = 300;

export interface WorkerInput {
  readonly desk: Desk;
  readonly options: WorkerOptions;
  readonly log: Run["log"];
  /** Ends the worker politely: no new jobs, what is at hand is finished, or given back. */
  readonly drain: AbortSignal;
  readonly health: HealthPlace | null;
  /** The longest that one document may take, in seconds: then the process ends itself. */
  readonly limitSeconds: number;
  /** What is done for the jobs of each stage; tests hand in their own. */
  readonly work?: Readonly<Record<DeskStage, StageWork>>;
  /** Without it no crawl job is taken, whatever the stages. */
  readonly crawl?: CrawlWork;
  readonly meter?: Meter;
}

/** Works until it is told to drain, or with `isOnce` until nothing is left; returns what was done. Throws what ends a worker: wrong settings, tables that are newer. */
export async function runWorker(input: WorkerInput): Promise<Meter> {
  const { desk, options, log, limitSeconds, meter = makeMeter() } = input;
  const stop = new AbortController();
  const drain = AbortSignal.any([input.drain, stop.signal]);
  const holdings = makeHoldings(desk.queue, options.leaseSeconds);
  const counts = keptCounts(desk);
  const metrics = (): string => metricsText([...meter.metrics(counts()), ...processMetrics()]);
  const health = await startHealth({ place: input.health, staleSeconds: STALE_SECONDS, limitSeconds, metrics });
  const onState = (isThere: boolean): void => {
    health.setReady(isThere);
    health.touch();
  };
  const outages = makeOutages({ log, drain, onOutage: meter.outage, onState });
  const shift: Shift = { desk, options, holdings, meter, outages, log, drain };
  log("info", "worker/begun", { name: options.name, stages: options.stages, health: health.address });
  const heart = setInterval(() => beatHeart(shift), (options.leaseSeconds * 1000) / 4);
  health.setReady(true);
  try {
    await endTogether(loopsOf(input, shift, health), stop);
  } finally {
    clearInterval(heart);
    health.setReady(false);
    await health.close();
  }
  log("info", "worker/ended", { name: options.name });
  return meter;
}

/** Throws the first failure once the others have ended too. That the database stays away while the process is to end is none: jobs come back when their leases end. */
async function endTogether(loops: readonly Promise<void>[], stop: AbortController): Promise<void> {
  const ends = await Promise.allSettled(
    loops.map((loop) =>
      loop.catch((error: unknown) => {
        stop.abort();
        throw error;
      }),
    ),
  );
  const failed = ends.find((end) => end.status === "rejected" && !(end.reason instanceof Drained));
  if (failed?.status === "rejected") throw failed.reason;
}

function loopsOf(input: WorkerInput, shift: Shift, health: Health): readonly Promise<void>[] {
  const { stages } = input.options;
  const turning = async (run: (beat: () => void) => Promise<void>): Promise<void> => {
    const { beat, end } = health.loop();
    try {
      await run(beat);
    } finally {
      end();
    }
  };
  const { crawl } = input;
  return [
    ...(stages.some((stage) => stage !== "crawl") ? [turning((beat) => workAtDesk({ ...shift, work: input.work ?? WORK, beat }))] : []),
    ...(stages.includes("crawl") && crawl !== undefined ? [turning((beat) => crawlHosts({ ...shift, crawl, beat }))] : []),
  ];
}

/** Holds what is held for longer. A lease that is lost meanwhile shows when the job is to be finished. */
function beatHeart({ holdings, meter, log }: Shift): void {
  try {
    for (const job of holdings.extend()) {
      meter.count(job.stage, "lost");
      log("warn", "worker/lease-lost", { stage: job.stage, key: job.key });
    }
  } catch (error) {
    // The loops wait for the database as well, and tell of it.
    if (judge(error) === "fail") log("error", "worker/heart", { message: describe(error) });
  }
}

/** Counting reads the whole queue: for so long what was counted is told again, in milliseconds. */
const COUNTS_MS = 15_000;

/** What the queue holds; none while the database is away: then the rest is told all the same. */
function keptCounts({ queue }: Desk): () => readonly QueueCount[] {
  let [counts, at]: [readonly QueueCount[], number] = [[], Number.NEGATIVE_INFINITY];
  return () => {
    if (performance.now() - at < COUNTS_MS) return counts;
    try {
      [counts, at] = [queue.counts(), performance.now()];
      return counts;
    } catch (error) {
      if (judge(error) !== "lost" && judge(error) !== "outage") throw error;
      return [];
    }
  };
}
