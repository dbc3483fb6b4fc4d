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
/** Lost leases are told of so often. */
const WATCH_MS = 1000;

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
  /** Closes hosts of the night whose jobs were given up (crawl.ts). */
  readonly closeDead?: () => void;
  readonly meter?: Meter;
}

/** Works until it is told to drain, or with `isOnce` until nothing is left; returns what was done. Throws what ends a worker: wrong settings, tables that are newer. */
export async function runWorker(input: WorkerInput): Promise<Meter> {
  const { desk, options, log, limitSeconds, meter = makeMeter() } = input;
  const stop = new AbortController();
  const drain = AbortSignal.any([input.drain, stop.signal]);
  const counts = keptCounts(desk);
  const metrics = (): string => metricsText([...meter.metrics(counts()), ...processMetrics()]);
  const health = await startHealth({ place: input.health, staleSeconds: STALE_SECONDS, limitSeconds, metrics });
  const leases = desk.keepLeases(options.leaseSeconds);
  const onState = (isThere: boolean): void => {
    health.setReady(isThere);
    health.touch();
  };
  const outages = makeOutages({ log, drain, onOutage: meter.outage, onState });
  const shift: Shift = { desk, options, holdings: makeHoldings(leases), meter, outages, log, drain };
  input.drain.addEventListener("abort", () => log("info", "worker/draining", { name: options.name }), { once: true });
  log("info", "worker/begun", { name: options.name, stages: options.stages, health: health.address });
  const watch = setInterval(() => tellLost(shift), WATCH_MS);
  health.setReady(true);
  try {
    await endTogether(loopsOf(input, shift, health), stop);
  } finally {
    clearInterval(watch);
    health.setReady(false);
    await Promise.all([health.close(), leases.close()]);
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
  const { crawl, closeDead = () => {} } = input;
  return [
    ...(stages.some((stage) => stage !== "crawl") ? [turning((beat) => workAtDesk({ ...shift, work: input.work ?? WORK, beat }))] : []),
    ...(stages.includes("crawl") && crawl !== undefined ? [turning((beat) => crawlHosts({ ...shift, crawl, closeDead, beat }))] : []),
  ];
}

/** Tells of leases that are somebody else's by now: who was at such a job sees it at the next look, or when it is to be finished. */
function tellLost({ holdings, meter, log }: Shift): void {
  const { lost, failure } = holdings.news();
  for (const job of lost) {
    meter.count(job.stage, "lost");
    log("warn", "worker/lease-lost", { stage: job.stage, key: job.key });
  }
  // That the database is away the loops tell, who wait for it as well.
  if (failure !== null && judge(failure) === "fail") log("error", "worker/heart", { message: describe(failure) });
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
