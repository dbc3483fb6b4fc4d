import type { Turn } from "./plain.ts";

type Lane = Turn["lane"];

/** How many may wait in each lane: as many as there may be connections. Whoever waits too long is told so by the pool. */
export const LONGEST = 1000;

/** What a request's place among the waiting depends on. */
export interface Claim {
  readonly lane: Lane;
  /** When it came, in milliseconds. */
  readonly since: number;
  /** How long it is expected to take. */
  readonly expectedMs: number;
  readonly isBackground?: boolean;
}

/**
 * A request stands behind those that came up to so many times as much later as it is expected to take, but no more than so many milliseconds: many short ones
 * are answered before a long one, and no long one waits for good. What nobody waits for stands further behind. Calculated for 50 who ask without pause on two
 * workers (articles of 2.5 ms, tables of 33, provinces of 55): at 40 times articles take 5 ms instead of 720 where all wait in one row, tables 1.0 s instead of 0.75.
 */
const BEHIND = { times: 40, mostMs: 3000, backgroundMs: 2000 };

const placeOf = ({ since, expectedMs, isBackground }: Claim): number =>
  since + Math.min(BEHIND.mostMs, BEHIND.times * expectedMs) + (isBackground === true ? BEHIND.backgroundMs : 0);

interface Standing<Job> {
  readonly job: Job;
  readonly place: number;
}

/** Who is next at a few workers: the first by its place; but slow jobs never have all workers, where there are several. */
export class Lanes<Job> {
  readonly #waiting: Record<Lane, Standing<Job>[]> = { quick: [], slow: [] };
  readonly #mostSlow: number;
  #slowRunning = 0;

  constructor(workers: number) {
    this.#mostSlow = Math.max(1, workers - 1);
  }

  /** False when the lane is full. */
  add(job: Job, claim: Claim): boolean {
    const waiting = this.#waiting[claim.lane];
    if (waiting.length >= LONGEST) return false;
    const place = placeOf(claim);
    waiting.splice(waiting.findLastIndex((other) => other.place <= place) + 1, 0, { job, place });
    return true;
  }

  /** The job that a free worker is to begin; null when none waits that may. `done` is to be called for it. */
  next(): Job | null {
    const { quick, slow } = this.#waiting;
    const [firstQuick, firstSlow] = [quick[0], this.#slowRunning < this.#mostSlow ? slow[0] : undefined];
    if (firstQuick === undefined && firstSlow === undefined) return null;
    const isSlow = firstSlow !== undefined && (firstQuick === undefined || firstSlow.place < firstQuick.place);
    if (isSlow) this.#slowRunning += 1;
    return (isSlow ? slow : quick).shift()?.job ?? null;
  }

  /** A job of this lane has ended. */
  done(lane: Lane): void {
    if (lane === "slow") this.#slowRunning -= 1;
  }

  /** Takes out those that fit. */
  remove(fits: (job: Job) => boolean): readonly Job[] {
    const all = Object.values(this.#waiting).flatMap((waiting) => waiting.filter(({ job }) => fits(job)));
    for (const lane of ["quick", "slow"] as const) this.#waiting[lane] = this.#waiting[lane].filter(({ job }) => !fits(job));
    return all.map(({ job }) => job);
  }

  get waiting(): number {
    return this.#waiting.quick.length + this.#waiting.slow.length;
  }
}

const SLOW = /^\/(?:tim|soat)(?:[/.]|$)|^\/api\/v1\/(?:search|review|observations|citations|bulletins)(?:[/.]|$)/u;
/** What is made to be taken away. */
const FILE = /\.(?:csv|tsv|xlsx|docx|ods|parquet|zip|png|svg|ndjson|jsonl|pdf)$|\/(?:xuat|export)(?:[/.]|$)/u;

/** Written anew from the figures of all provinces: over a million figures, the first takes some 10 s. */
const BULLETIN = /^(?:\/ban-tin\/xem|\/api\/v1\/bulletins\/preview)(?:[/.]|$)/u;

/** How long the answer of an address may take (files to be taken away may take a minute), and in which lane it waits. */
export function turnOf(path: string): Turn {
  if (FILE.test(path) || BULLETIN.test(path)) return { lane: "slow", limitMs: 60_000 };
  return { lane: SLOW.test(path) ? "slow" : "quick", limitMs: 10_000 };
}
