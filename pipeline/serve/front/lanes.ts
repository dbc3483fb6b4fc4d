import type { Turn } from "./plain.ts";

type Lane = Turn["lane"];

/** How many may wait in each lane. Beyond, a client is told at once to come again: waiting longer than people do helps nobody. */
export const LONGEST: Readonly<Record<Lane, number>> = { quick: 500, slow: 100 };

/**
 * Who is next at a few workers. Slow jobs never have all of them, where there are several; within that, the lanes take turns, so that neither keeps the
 * other waiting for good.
 */
export class Lanes<Job> {
  readonly #waiting: Record<Lane, Job[]> = { quick: [], slow: [] };
  readonly #mostSlow: number;
  #slowRunning = 0;
  #last: Lane = "slow";

  constructor(workers: number) {
    this.#mostSlow = Math.max(1, workers - 1);
  }

  /** False when the lane is full. */
  add(lane: Lane, job: Job): boolean {
    const waiting = this.#waiting[lane];
    if (waiting.length >= LONGEST[lane]) return false;
    waiting.push(job);
    return true;
  }

  /** The job that a free worker is to begin; null when none waits that may. `done` is to be called for it. */
  next(): Job | null {
    const { quick, slow } = this.#waiting;
    const maySlow = slow.length > 0 && this.#slowRunning < this.#mostSlow;
    if (quick.length === 0 && !maySlow) return null;
    const lane: Lane = maySlow && (quick.length === 0 || this.#last === "quick") ? "slow" : "quick";
    this.#last = lane;
    if (lane === "slow") this.#slowRunning += 1;
    return this.#waiting[lane].shift() as Job;
  }

  /** A job of this lane has ended. */
  done(lane: Lane): void {
    if (lane === "slow") this.#slowRunning -= 1;
  }

  /** Takes out those that fit. */
  remove(fits: (job: Job) => boolean): readonly Job[] {
    const all = Object.values(this.#waiting).flatMap((waiting) => waiting.filter(fits));
    for (const lane of ["quick", "slow"] as const) this.#waiting[lane] = this.#waiting[lane].filter((job) => !fits(job));
    return all;
  }

  get waiting(): number {
    return this.#waiting.quick.length + this.#waiting.slow.length;
  }
}

const SLOW = /^\/(?:tim|soat)(?:[/.]|$)|^\/api\/v1\/(?:search|review|observations|citations)(?:[/.]|$)/u;
/** What is made to be taken away. */
const FILE = /\.(?:csv|tsv|xlsx|docx|ods|parquet|zip|png|svg|ndjson|jsonl|pdf)$|\/(?:xuat|export)(?:[/.]|$)/u;

/** How long the answer of an address may take (files to be taken away may take a minute), and in which lane it waits. */
export function turnOf(path: string): Turn {
  if (FILE.test(path)) return { lane: "slow", limitMs: 60_000 };
  return { lane: SLOW.test(path) ? "slow" : "quick", limitMs: 10_000 };
}
