import type { HostClock } from "../types/queue.ts";
import type { Run } from "../types/run.ts";
import { entryPages, hoursOf, liveSources, openCrawl, openNight, openSources, visitAll, waitOf } from "./crawl.ts";
import { type CrawlInput, type Shared, type SourceReport, usualBudget } from "./crawl-input.ts";
import type { HostNights } from "./frontier-hosts.ts";
import { makePace } from "./pace.ts";
import { type Context, newHostState } from "./visit-context.ts";

/** A request that is under way when a visit is to end may take so much longer; one that is cut off is made again. */
const graceMilliseconds = 5_000;

/** A visit to one host, of which several machines may be asked, one after the other. `shared.drain` ends it at the next request. */
export interface HostVisit extends Omit<CrawlInput, "pace" | "outside" | "sleep" | "shared"> {
  readonly host: string;
  readonly night: string;
  readonly nights: HostNights;
  /** By which all machines keep the pace of hosts. */
  readonly clock: HostClock;
  readonly shared: Omit<Shared, "onRequest">;
  readonly graceMilliseconds?: number;
}

export interface HostEnd {
  /** `done`: nothing of it is due now; `left`: it is asked no more in this night; `later`: its sources' hours have ended; `drained`: it was to end. */
  readonly kind: "done" | "left" | "later" | "drained";
  /** Why it was left. */
  readonly reason: string | null;
  /** In how many seconds its hours begin. */
  readonly seconds: number;
  readonly sources: readonly SourceReport[];
  /** Whether something of it is due by now, of a source that may be asked on. */
  readonly isDue: () => boolean;
}

/**
 * Visits a host until nothing of it is due. Pace and budget hold over all machines, restarts and kills; what was in flight at a kill is asked for once more.
 * @throws LeaseLost and what else `shared` throws, errors whose `next` is stop-run, the abort's reason; all leave a frontier that goes on from there
 */
export async function crawlHost(visit: HostVisit): Promise<HostEnd> {
  const { host, night, nights, shared } = visit;
  const signals = endOf(visit);
  const run: Run = { ...visit.run, signal: signals.requests };
  const context: Context = {
    ...openCrawl(
      {
        ...visit,
        run,
        pace: makePace({ concurrency: Number.POSITIVE_INFINITY, signal: signals.turns, shared: visit.clock }),
        shared: { ...shared, onRequest: () => nights.count(night, host) },
      },
      { night },
    ),
    // Where there is a limit for all hosts, what other machines ask meanwhile comes on top.
    spent: { requests: Number.isFinite(visit.budget?.requests ?? usualBudget.requests) ? nights.spent(night) : 0 },
    halt: signals.halt,
  };
  const state = newHostState(host, nights.spent(night, host));
  try {
    await visitAll(state, context);
  } catch (error) {
    if (!shared.drain.aborted || visit.run.signal.aborted) throw error;
  } finally {
    signals.release();
  }
  const sources = [...context.tallies.values()].filter(({ hosts }) => hosts.length > 0);
  const isDue = () => context.frontier.next({ host, now: run.now(), sources: liveSources(context).map(({ id }) => id) }) !== null;
  const end = { reason: null, seconds: 0, sources, isDue };
  if (shared.drain.aborted) return { ...end, kind: "drained" };
  if (state.left !== null) {
    run.count("host/left");
    run.log("warn", "host/left", { host, reason: state.left });
    return { ...end, kind: "left", reason: state.left };
  }
  const seconds = secondsToHours(host, context);
  return seconds === null ? { ...end, kind: "done" } : { ...end, kind: "later", seconds };
}

/** The signals that end turns waited for (at once) and requests under way (after a while). */
function endOf({ run, shared, graceMilliseconds: grace = graceMilliseconds }: HostVisit) {
  const requests = new AbortController();
  const turns = new AbortController();
  const halt = { now: false };
  let alarm: NodeJS.Timeout | undefined;
  const drain = () => {
    halt.now = true;
    turns.abort(shared.drain.reason);
    alarm = setTimeout(() => requests.abort(shared.drain.reason), grace);
  };
  const stop = () => {
    turns.abort(run.signal.reason);
    requests.abort(run.signal.reason);
  };
  shared.drain.addEventListener("abort", drain, { once: true });
  run.signal.addEventListener("abort", stop, { once: true });
  if (shared.drain.aborted) drain();
  if (run.signal.aborted) stop();
  return {
    halt,
    requests: requests.signal,
    turns: turns.signal,
    release: () => {
      clearTimeout(alarm);
      shared.drain.removeEventListener("abort", drain);
      run.signal.removeEventListener("abort", stop);
    },
  };
}

/** Until the first of the sources outside their hours that have something due on this host may be asked; null if there is none. */
function secondsToHours(host: string, context: Context): number | null {
  const { frontier, run } = context;
  const open = new Set(openSources(context));
  const closed = liveSources(context).filter(({ id }) => !open.has(id) && frontier.next({ host, now: run.now(), sources: [id] }) !== null);
  if (closed.length === 0) return null;
  run.log("info", "window/wait", { host, hours: closed.map((source) => hoursOf(source, context) ?? "") });
  return Math.max(1, Math.ceil(Math.min(...closed.map((source) => waitOf(source, context))) / 1000));
}

/**
 * Begins a night over all machines, or goes on with the one that is under way; returns its id and the hosts to be visited. To be called in a transaction, with
 * `nights.lock` first.
 */
export function beginNight(
  input: Pick<CrawlInput, "frontier" | "run" | "sources"> & { readonly nights: HostNights; readonly recheckDays?: number },
): { readonly night: string; readonly hosts: readonly string[] } {
  const { frontier, run, nights, recheckDays = usualBudget.recheckDays } = input;
  const sources = input.sources.filter(({ enabled }) => enabled);
  const night = openNight({ frontier, run, sources, id: run.id, recheckDays });
  frontier.add(sources.flatMap(entryPages), run.now());
  const hosts = frontier.hosts({ now: run.now(), sources: sources.map(({ id }) => id) });
  return { night, hosts: nights.open(night, hosts) };
}
