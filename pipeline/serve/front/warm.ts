import type { Front } from "./front.ts";

/**
 * How often it is looked whether the data have changed, how long they must have stayed the same before pages are made anew (a reviewer changes them every few
 * seconds), and the pause between two pages: others come first.
 */
const PACE = { lookMs: 2000, quietMs: 60_000, betweenMs: 5 };

/** Has the answers of these addresses made before anybody asks, now and whenever the data have changed and come to rest; returns how that is stopped. */
export function keepWarm(front: Pick<Front, "warm" | "state">, addresses: readonly string[], pace: typeof PACE = PACE): () => void {
  let warmed: string | null = null;
  let seen: string | null = null;
  let since = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let isBusy = false;
  const look = async (): Promise<void> => {
    const state = front.state();
    if (state !== seen) {
      since = seen === null ? Number.NEGATIVE_INFINITY : performance.now();
      seen = state;
    }
    if (isBusy || state === null || state === warmed || performance.now() - since < pace.quietMs) return;
    isBusy = true;
    warmed = state;
    for (const address of addresses) {
      if (isStopped || front.state() !== state) break;
      await front.warm(address);
      await new Promise((resolve) => setTimeout(resolve, pace.betweenMs));
    }
    isBusy = false;
  };
  const timer = setInterval(() => void look(), pace.lookMs);
  timer.unref();
  void look();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
