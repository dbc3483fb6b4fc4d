import { setImmediate as turn } from "node:timers/promises";
import type { Job, NewJob } from "../../types/queue.ts";
import { describe, judge } from "./failures.ts";
import type { Outcome } from "./meter.ts";
import { makeOwed, type Owed } from "./owed.ts";
import { growingPauses, pauseUnless } from "./pulse.ts";
import { isRawAway, waitForRaw } from "./raw-outage.ts";
import { isAllDone, type Shift } from "./shift.ts";
import type { Bench, DeskStage, StageWork } from "./stage.ts";

export interface DeskShift extends Shift {
  readonly work: Readonly<Record<DeskStage, StageWork>>;
  /** Told at every turn that the loop is alive. */
  readonly beat: () => void;
}

/** So many are taken at a time; the last ones are given back when the process is to end. */
const MOST_TAKEN = 16;
/** What is prepared is written when so much time has gone by: a commit for several small documents. */
const GATHER_MS = 200;
/** With nothing to do, the queue is asked at growing intervals. */
const [SHORTEST_IDLE_MS, LONGEST_IDLE_MS] = [50, 1000];
/** Takes jobs and does them, one at a time, until told to drain; with `isOnce` until nothing is left. Throws what trying again cannot help. */
export async function workAtDesk(shift: DeskShift): Promise<void> {
  const { desk, options, holdings, outages, drain, beat } = shift;
  const stages = options.stages.filter((stage) => stage !== "crawl");
  const idle = growingPauses({ first: SHORTEST_IDLE_MS, longest: LONGEST_IDLE_MS });
  const owed = makeOwed(shift);
  let most = MOST_TAKEN;
  while (!drain.aborted) {
    beat();
    const { name: worker, leaseSeconds } = options;
    const jobs = await outages.lasting(() => desk.queue.take({ stages, worker, leaseSeconds, most }));
    holdings.add(jobs);
    if (jobs.length > 0) {
      idle.reset();
      most = await doJobs(jobs, { ...shift, owed });
      continue;
    }
    most = MOST_TAKEN;
    await owed.look(true);
    if (options.isOnce && (await isAllDone(shift))) return;
    await pauseUnless(drain, idle.next());
  }
  await owed.look(true);
}

type Turn = DeskShift & { readonly owed: Owed };

/** Does the jobs, and returns how many to take next. */
async function doJobs(jobs: readonly Job[], shift: Turn): Promise<number> {
  const { drain, beat } = shift;
  // One that was begun before may have brought its process down: it is done by itself, so that it takes no others with it.
  const suspect = jobs.find(({ tries }) => tries > 0);
  const todo = suspect === undefined ? [...jobs] : [suspect];
  await release(
    jobs.filter((job) => !todo.includes(job)),
    shift,
  );
  while (todo.length > 0 && !drain.aborted) {
    beat();
    const group = takeGroup(shift);
    for (const began = performance.now(); todo.length > 0 && !drain.aborted && performance.now() - began < GATHER_MS; ) {
      await group.prepare(todo.shift()!);
      // Timers, signals and what is fetched beside have their turn.
      await turn();
    }
    await group.write();
    await shift.owed.look(false);
  }
  await release(todo, shift);
  return suspect === undefined ? MOST_TAKEN : 1;
}

async function release(jobs: readonly Job[], { desk, holdings, outages, meter }: Shift): Promise<void> {
  if (jobs.length === 0) return;
  await outages.lasting(() => desk.queue.release(jobs));
  for (const job of jobs) {
    holdings.drop(job);
    meter.count(job.stage, "released");
  }
}

interface Ready {
  readonly job: Job;
  readonly isSkipped: boolean;
}

/** Jobs that are written together. */
function takeGroup(shift: Turn) {
  const benches = new Map<DeskStage, Bench>();
  const ready: Ready[] = [];
  return {
    prepare: async (job: Job): Promise<void> => {
      if (!shift.holdings.has(job)) return;
      const one = await timed(job, shift, () => prepare(job, benchOf(job, benches, shift), shift));
      if (one !== null) ready.push(one);
    },
    write: async (): Promise<void> => {
      const held = ready.filter(({ job }) => shift.holdings.has(job));
      if (held.length > 0) await writeGroup(held, benches, shift);
    },
  };
}

function benchOf({ stage }: Job, benches: Map<DeskStage, Bench>, { work, desk }: DeskShift): Bench {
  if (stage === "crawl") throw new RangeError("a crawl job at the desk");
  const bench = benches.get(stage) ?? work[stage](desk);
  benches.set(stage, bench);
  return bench;
}

async function timed<T>({ stage }: Job, { meter }: Shift, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    meter.time(stage, (performance.now() - began) / 1000);
  }
}

async function prepare(job: Job, bench: Bench, shift: Turn): Promise<Ready | null> {
  try {
    await bench.prepare(job);
    return { job, isSkipped: false };
  } catch (error) {
    if (judge(error) === "skip") {
      shift.log("warn", `${job.stage}/skipped`, { key: job.key, message: describe(error) });
      return { job, isSkipped: true };
    }
    await putBack(job, error, shift);
    return null;
  }
}

/** A job that failed is tried again later; where it is not its fault, as if it had not been begun, once what is away has come back. */
async function putBack(job: Job, error: unknown, shift: Turn): Promise<void> {
  const verdict = judge(error);
  if (verdict === "taken") return noteEnd(job, "lost", shift);
  // A process that others have left behind ends; it must not wait for pages that may never have been there.
  await shift.outages.lasting(shift.desk.assertStill);
  if (verdict === "lost" || verdict === "outage" || isRawAway(shift, "read")) {
    await waitForRaw(error, shift, "read");
    return release([job], shift);
  }
  const state = await shift.outages.lasting(() => shift.desk.queue.fail(job, { error: describe(error) }));
  shift.log(state === "dead" ? "error" : "warn", `${job.stage}/${state === "dead" ? "dead" : "failed"}`, {
    key: job.key,
    tries: job.tries + 1,
    message: describe(error),
  });
  noteEnd(job, state === "dead" ? "dead" : "failed", shift);
}

function noteEnd(job: Job, outcome: Outcome, { holdings, meter }: Shift): void {
  holdings.drop(job);
  meter.count(job.stage, outcome);
}

/** Effects, what is to be done next, and the ends of these jobs: all of it or nothing. Where one spoils it for the others, each by itself. */
async function writeGroup(group: readonly Ready[], benches: ReadonlyMap<DeskStage, Bench>, shift: Turn): Promise<void> {
  const began = performance.now();
  try {
    await shift.outages.lasting(() => shift.desk.connection.transact("write", () => writeAll(group, benches, shift)));
  } catch (error) {
    if (judge(error) === "lost" || judge(error) === "outage") throw error;
    if (group.length > 1) for (const one of group) await writeGroup([one], benches, shift);
    else for (const { job } of group) await putBack(job, error, shift);
    return;
  }
  const seconds = (performance.now() - began) / 1000;
  for (const { job, isSkipped } of group) {
    shift.meter.time(job.stage, seconds / group.length);
    if (job.stage === "extract" && !isSkipped) shift.owed.add("reports");
    if (job.stage === "index" && !isSkipped) shift.owed.add("search");
    noteEnd(job, isSkipped ? "skipped" : "done", shift);
  }
}

function writeAll(group: readonly Ready[], benches: ReadonlyMap<DeskStage, Bench>, { desk }: Shift): void {
  const next: NewJob[] = [];
  for (const [stage, bench] of benches) {
    const jobs = group.filter(({ job, isSkipped }) => job.stage === stage && !isSkipped).map(({ job }) => job);
    if (jobs.length > 0) next.push(...bench.write(jobs));
  }
  // First its end: a stage may ask for itself again.
  desk.queue.finish(...group.toSorted(byLane).map(({ job }) => job));
  if (next.length > 0) desk.queue.add(next);
}

/** All processes go by one order, so that no two wait for each other. */
const byLane = ({ job: a }: Ready, { job: b }: Ready): number => (a.lane === b.lane ? a.id - b.id : a.lane < b.lane ? -1 : 1);
