import PQueue from "p-queue";
import type { HostClock } from "../types/queue.ts";

/** The clock and the alarm that pacing uses: milliseconds that never jump back, and a sleep that an abort cuts short. */
export interface Ticks {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * When we may ask a host again: so many requests at a time, a gap between two starts that grows while the host is slow or ill, and a limit over all hosts.
 * The gap counts from the end of an answer where one thing is asked at a time, else from its start.
 */
export interface Pace {
  /** Runs a task as soon as its host may be asked; rejects with the abort's reason when the run ends first. */
  readonly ask: <T>(host: string, task: () => Promise<T>) => Promise<T>;
  /** Raises the gap between two starts on a host, from now on (robots.txt was just asked for); a smaller one is ignored. */
  readonly widen: (host: string, gapSeconds: number) => void;
  /** The same, where this pace keeper has seen every request to the host: the gap counts from the last start. */
  readonly keep: (host: string, gapSeconds: number) => void;
  /** Keeps a host untouched for this long from now: `Retry-After`. */
  readonly hold: (host: string, seconds: number) => void;
  /** Lets so many requests be under way on a host at once; one by default. */
  readonly allow: (host: string, requestsAtOnce: number) => void;
  /** How an answer was: `trouble` (5xx, 429, time-out) doubles the gap, `good` brings it back little by little. Never below the gap that was asked for. */
  readonly note: (host: string, how: "good" | "trouble") => void;
  /** The gap that holds now, in seconds. */
  readonly gapSeconds: (host: string) => number;
}

/** An answer that takes longer says that the host is busy: then we pause for as long as answers take. */
const slowMilliseconds = 2_000;
/** Weight of the newest answer in the smoothed time of answers. */
const newest = 0.3;
const mostTrouble = 16;
const easing = 0.8;
/** The widest gap that trouble alone brings about. */
const widestMilliseconds = 120_000;

/** Where hosts are shared with other machines: a booked moment that was missed by so much is let go, and another is booked. Twice as much each time, so that a busy process comes on, too. */
const lateMilliseconds = 250;
/** … and by so much is told to the others. */
const punctualMilliseconds = 5;

interface OwnClock {
  readonly queue: PQueue;
  /** Milliseconds: what the entry and robots.txt ask for. */
  gap: number;
  /** When the next request may begin. */
  next: number;
  /** When the last one began; at hosts asked one thing at a time: when it ended. */
  last: number;
  /** Smoothed time of answers, in milliseconds. */
  latency: number;
  /** What the gap is multiplied by. */
  trouble: number;
}

export interface PaceOptions {
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly ticks?: Ticks;
  readonly shared?: HostClock;
}

const wallTicks: Ticks = { now: () => performance.now(), sleep: sleepUnlessAborted };

function widenedGap({ gap, latency, trouble }: OwnClock): number {
  const own = latency > slowMilliseconds ? Math.max(gap, 2 * latency) : gap;
  return Math.max(gap, Math.min(own * trouble, widestMilliseconds));
}

/** A pace keeper. `concurrency` counts requests under way on all hosts together; `shared` is the clock by which other machines ask the same hosts. */
export function makePace({ concurrency, signal, ticks = wallTicks, shared }: PaceOptions): Pace {
  const everywhere = new PQueue({ concurrency });
  const clocks = new Map<string, OwnClock>();
  const clockOf = (host: string): OwnClock => {
    const known = clocks.get(host);
    if (known !== undefined) return known;
    const clock = { queue: new PQueue({ concurrency: 1 }), gap: 0, next: 0, last: Number.NEGATIVE_INFINITY, latency: 0, trouble: 1 };
    clocks.set(host, clock);
    return clock;
  };
  const delay = (clock: OwnClock, milliseconds: number): void => {
    clock.next = Math.max(clock.next, ticks.now() + milliseconds);
  };
  return {
    ask: (host, task) => {
      const clock = clockOf(host);
      const booking = shared === undefined ? null : makeBooking(host, { clock, shared, ticks });
      return clock.queue.add(() => startInTurn(task, { clock, booking, everywhere, ticks, signal }));
    },
    widen: (host, gapSeconds) => {
      const clock = clockOf(host);
      if (gapSeconds * 1000 <= clock.gap) return;
      clock.gap = gapSeconds * 1000;
      delay(clock, clock.gap);
    },
    keep: (host, gapSeconds) => {
      const clock = clockOf(host);
      clock.gap = Math.max(clock.gap, gapSeconds * 1000);
      clock.next = Math.max(clock.next, clock.last + clock.gap);
    },
    hold: (host, seconds) => {
      delay(clockOf(host), seconds * 1000);
      shared?.hold(host, seconds);
    },
    allow: (host, requestsAtOnce) => {
      clockOf(host).queue.concurrency = requestsAtOnce;
    },
    note: (host, how) => {
      const clock = clockOf(host);
      clock.trouble = how === "good" ? Math.max(1, clock.trouble * easing) : Math.min(mostTrouble, clock.trouble * 2);
      if (how === "trouble") delay(clock, widenedGap(clock));
    },
    gapSeconds: (host) => widenedGap(clockOf(host)) / 1000,
  };
}

/** The moment of one request to a host that is shared with other machines. */
interface Booking {
  /** Milliseconds until the moment, which is booked where there is none, or it was missed. */
  readonly wait: () => number;
  readonly isMissed: () => boolean;
  readonly begun: () => void;
  readonly ended: () => void;
}

function makeBooking(host: string, { clock, shared, ticks }: { clock: OwnClock; shared: HostClock; ticks: Ticks }): Booking {
  let [moment, patience] = [Number.NEGATIVE_INFINITY, lateMilliseconds / 2];
  const isMissed = (): boolean => ticks.now() - moment > patience;
  return {
    isMissed,
    wait: () => {
      if (isMissed()) {
        patience *= 2;
        moment = ticks.now() + shared.book(host, widenedGap(clock));
      }
      return moment - ticks.now();
    },
    begun: () => {
      if (ticks.now() - moment > punctualMilliseconds) shared.mark(host);
    },
    ended: () => shared.mark(host),
  };
}

interface Turn {
  readonly clock: OwnClock;
  readonly booking: Booking | null;
  readonly everywhere: PQueue;
  readonly ticks: Ticks;
  readonly signal: AbortSignal;
}

async function startInTurn<T>(task: () => Promise<T>, { clock, booking, everywhere, ticks, signal }: Turn): Promise<T> {
  for (;;) {
    await waitForTurn(clock, ticks, signal);
    const left = booking?.wait() ?? 0;
    if (left > 0) {
      await ticks.sleep(left, signal);
      continue;
    }
    // A place among all hosts is taken only now, so that a slow host never keeps the others waiting.
    const started = await everywhere.add(async () => {
      signal.throwIfAborted();
      // While we waited for the place, another request to this host may have begun.
      if (clock.next > ticks.now() || booking?.isMissed() === true) return null;
      const began = ticks.now();
      clock.last = began;
      clock.next = began + widenedGap(clock);
      booking?.begun();
      try {
        return { result: await task() };
      } finally {
        clock.latency += newest * (ticks.now() - began - clock.latency);
        clock.next = Math.max(clock.next, began + widenedGap(clock));
        // The server saw the request at some time before its answer ended: counted from there, no gap that it sees is ever shorter than asked for.
        if (clock.queue.concurrency === 1) {
          clock.last = ticks.now();
          clock.next = Math.max(clock.next, clock.last + clock.gap);
          booking?.ended();
        }
      }
    });
    if (started !== null) return started.result;
  }
}

/** Waits again after waking, because a hold may have come meanwhile. */
async function waitForTurn(clock: OwnClock, ticks: Ticks, signal: AbortSignal): Promise<void> {
  for (let left = clock.next - ticks.now(); left > 0; left = clock.next - ticks.now()) {
    await ticks.sleep(left, signal);
    signal.throwIfAborted();
  }
}

/** The longest time that a timer can count. */
const longest = 2 ** 31 - 1;

/** Sleeps; rejects with the abort's reason. */
export function sleepUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(alarm);
      reject(signal.reason);
    };
    const alarm = setTimeout(
      () => {
        signal.removeEventListener("abort", stop);
        resolve();
      },
      Math.min(longest, Math.ceil(milliseconds)),
    );
    signal.addEventListener("abort", stop, { once: true });
  });
}
