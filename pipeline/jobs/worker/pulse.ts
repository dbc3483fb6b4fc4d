import { setTimeout as pause } from "node:timers/promises";

/** Waits, or ends earlier when the signal comes. */
export async function pauseUnless(signal: AbortSignal, milliseconds: number): Promise<void> {
  if (signal.aborted) return;
  try {
    await pause(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Pauses that grow from one to the next, each by some chance shorter, so that machines do not come back all at once. */
export function growingPauses({ first, longest, random = Math.random }: { first: number; longest: number; random?: () => number }) {
  let next = first;
  return {
    next: (): number => {
      const now = next;
      next = Math.min(next * 2, longest);
      return now * (0.5 + random() / 2);
    },
    reset: (): void => {
      next = first;
    },
  };
}
