import PQueue from "p-queue";

/** The clock and the alarm that pacing uses: milliseconds that never jump back, and a sleep that an abort cuts short. */
export interface Ticks {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** When we may ask a host again: one request at a time, its gap between two starts, and a limit over all hosts. */
export interface Pace {
  /** Runs a task as soon as its host may be asked; rejects with the abort's reason when the run ends first. */
  readonly ask: <T>(host: string, task: () => Promise<T>) => Promise<T>;
  /** Raises the gap between two starts on a host, from now on (robots.txt was just asked for); a smaller one is ignored. */
  readonly widen: (host: string, gapSeconds: number) => void;
  /** Keeps a host untouched for this long from now: `Retry-After`. */
  readonly hold: (host: string, seconds: number) => void;
}

interface HostClock {
  readonly queue: PQueue;
  gap: number;
  next: number;
}

const wallTicks: Ticks = { now: () => performance.now(), sleep: sleepUnlessAborted };

/** A pace keeper. `concurrency` counts requests under way on all hosts together. */
export function makePace({ concurrency, signal, ticks = wallTicks }: { concurrency: number; signal: AbortSignal; ticks?: Ticks }): Pace {
  const everywhere = new PQueue({ concurrency });
  const clocks = new Map<string, HostClock>();
  const clockOf = (host: string): HostClock => {
    const known = clocks.get(host);
    if (known !== undefined) return known;
    const clock = { queue: new PQueue({ concurrency: 1 }), gap: 0, next: 0 };
    clocks.set(host, clock);
    return clock;
  };
  return {
    ask: (host, task) => {
      const clock = clockOf(host);
      return clock.queue.add(async () => {
        await waitForTurn(clock, ticks, signal);
        // A place among all hosts is taken only now, so that a slow host never keeps the others waiting.
        return everywhere.add(() => {
          signal.throwIfAborted();
          clock.next = Math.max(clock.next, ticks.now() + clock.gap);
          return task();
        });
      });
    },
    widen: (host, gapSeconds) => {
      const clock = clockOf(host);
      const gap = gapSeconds * 1000;
      if (gap <= clock.gap) return;
      clock.gap = gap;
      clock.next = Math.max(clock.next, ticks.now() + gap);
    },
    hold: (host, seconds) => {
      const clock = clockOf(host);
      clock.next = Math.max(clock.next, ticks.now() + seconds * 1000);
    },
  };
}

/** Waits again after waking, because a hold may have come meanwhile. */
async function waitForTurn(clock: HostClock, ticks: Ticks, signal: AbortSignal): Promise<void> {
  for (let left = clock.next - ticks.now(); left > 0; left = clock.next - ticks.now()) {
    await ticks.sleep(left, signal);
    signal.throwIfAborted();
  }
}

function sleepUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(alarm);
      reject(signal.reason);
    };
    const alarm = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, Math.ceil(milliseconds));
    signal.addEventListener("abort", stop, { once: true });
  });
}
