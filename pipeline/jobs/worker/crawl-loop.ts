import type { Job, NewJob } from "../../types/queue.ts";
import { describe, judge } from "./failures.ts";
import { pauseUnless } from "./pulse.ts";
import { isRawAway, waitForRaw } from "./raw-outage.ts";
import { isAllDone, type Shift } from "./shift.ts";

/** How a visit of a host has ended: with nothing due any more (and what is then to be done), or cut short, to be gone on with. */
export type Visited = { readonly isDone: true; readonly write?: () => readonly NewJob[] } | { readonly isDone: false };

/** Visits the host of a crawl job until nothing of it is due, or until the signal: then it ends at the next request. */
export type CrawlWork = (job: Job, context: { signal: AbortSignal }) => Promise<Visited>;

export interface CrawlShift extends Shift {
  readonly crawl: CrawlWork;
  /** Closes hosts whose jobs were given up, by whomever; called now and then, and at the end of all work. */
  readonly closeDead?: () => void;
  readonly beat: () => void;
  /** How often hosts are looked for, in milliseconds. */
  readonly lookMs?: number;
}

/** Hosts are looked for so often. */
const LOOK_MS = 1000;
/** Jobs that were given up are looked for so often: what kills its holders is given up by whoever takes the next job. */
const SWEEP_MS = 15_000;

/** Visits hosts, as many at once as the options say, until told to drain; with `isOnce` until nothing is left. */
export async function crawlHosts(shift: CrawlShift): Promise<void> {
  const { desk, options, holdings, outages, drain, beat, lookMs = LOOK_MS, closeDead = () => {} } = shift;
  let swept = Number.NEGATIVE_INFINITY;
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  let wake = new AbortController();
  const onDrain = (): void => wake.abort();
  drain.addEventListener("abort", onDrain, { once: true });
  while (!drain.aborted) {
    beat();
    if (performance.now() - swept > SWEEP_MS) {
      await outages.lasting(closeDead);
      swept = performance.now();
    }
    const most = options.concurrency - running.size;
    const { name: worker, leaseSeconds } = options;
    const jobs = most > 0 ? await outages.lasting(() => desk.queue.take({ stages: ["crawl"], worker, leaseSeconds, most })) : [];
    holdings.add(jobs);
    for (const job of jobs) {
      const visit = visitOne(job, shift)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          running.delete(visit);
          wake.abort();
        });
      running.add(visit);
    }
    if (jobs.length === 0 && running.size === 0 && options.isOnce && (await isAllDone(shift))) return outages.lasting(closeDead);
    // A visit that has ended makes room at once; one that fails ends the loop.
    if (jobs.length === 0) await pauseUnless(wake.signal, lookMs);
    throwIfFailed(failure);
    if (wake.signal.aborted) wake = new AbortController();
  }
  await Promise.all(running);
  throwIfFailed(failure);
}

function throwIfFailed(failure: { readonly error: unknown } | null): void {
  if (failure !== null) throw failure.error;
}

/** Visits a host for as long as its job is this process's. */
async function visitOne(job: Job, shift: CrawlShift): Promise<void> {
  const { desk, meter, holdings, outages } = shift;
  const began = performance.now();
  const leave = new AbortController();
  const watch = setInterval(() => {
    if (!holdings.has(job)) leave.abort();
  }, LOOK_MS);
  try {
    const visited = await shift.crawl(job, { signal: AbortSignal.any([shift.drain, leave.signal]) });
    if (leave.signal.aborted) return;
    await outages.lasting(() => desk.connection.transact("write", () => endVisit(job, visited, shift)));
    meter.count("crawl", visited.isDone ? "done" : "released");
  } catch (error) {
    if (!leave.signal.aborted) await putBack(job, error, shift);
  } finally {
    clearInterval(watch);
    holdings.drop(job);
    meter.time("crawl", (performance.now() - began) / 1000);
  }
}

function endVisit(job: Job, visited: Visited, { desk }: CrawlShift): void {
  if (!visited.isDone) {
    desk.queue.release([job]);
    return;
  }
  const next = visited.write?.() ?? [];
  desk.queue.finish(job);
  if (next.length > 0) desk.queue.add(next);
}

async function putBack(job: Job, error: unknown, shift: CrawlShift): Promise<void> {
  const { desk, outages, meter, drain, log } = shift;
  const verdict = judge(error);
  if (verdict === "taken") return meter.count("crawl", "lost");
  if (verdict === "lost" || verdict === "outage" || drain.aborted || isRawAway(shift, "keep")) {
    // Meanwhile the host is ours: nobody fetches what cannot be kept.
    await waitForRaw(error, shift, "keep");
    await outages.lasting(() => desk.queue.release([job]));
    return meter.count("crawl", "released");
  }
  const state = await outages.lasting(() => desk.queue.fail(job, { error: describe(error) }));
  log(state === "dead" ? "error" : "warn", `crawl/${state === "dead" ? "dead" : "failed"}`, { host: job.host, message: describe(error) });
  meter.count("crawl", state === "dead" ? "dead" : "failed");
}
