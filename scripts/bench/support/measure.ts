/** Named figures of a bench; the unit is part of the name. */
export type Figures = Record<string, number>;

/** `quick`: a few per cent of the work, to see that a bench runs; its figures say nothing. */
export interface BenchOptions {
  readonly quick: boolean;
}

/** Milliseconds of processor time, of all threads, since a reading of `process.cpuUsage()`, or since the process began. */
export function cpuMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** To three significant digits: more would be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Repeats a pass until it has taken `budget` ms of processor time, at least once; ms a pass. */
function msPerPass(pass: () => unknown, budget: number): number {
  const start = process.cpuUsage();
  for (let passes = 1; ; passes++) {
    pass();
    const ms = cpuMs(start);
    if (ms >= budget) return ms / passes;
  }
}

/**
 * Milliseconds of processor time that each pass takes: the median of several rounds, in which the passes take turns, so that whatever else
 * the machine does falls on all of them alike. One more round goes before to let the compiler settle.
 */
export function measureTurns(passes: Readonly<Record<string, () => unknown>>, { quick }: BenchOptions): Record<string, number> {
  const [rounds, budget] = quick ? [1, 1] : [5, 250];
  const taken = new Map<string, number[]>(Object.keys(passes).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, pass] of Object.entries(passes)) {
      const ms = msPerPass(pass, budget);
      if (round > 0) taken.get(name)?.push(ms);
    }
  }
  return Object.fromEntries([...taken].map(([name, values]) => [name, median(values)]));
}
