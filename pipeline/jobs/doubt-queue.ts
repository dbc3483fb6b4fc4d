import type { QueueFacets, QueuePage, QueueQuery, ReviewCase } from "../types/review.ts";
import type { Store } from "../types/store.ts";
import { openEntry, type QueueEntry, scanDoubts } from "./doubts.ts";

/** The store is read through in slices of so many milliseconds, with other work in between. */
const SLICE_MS = 20;

/** A request waits so long for a queue that is being made. */
const PATIENCE_MS = 2_000;

/** At most this share of the time is spent on making the queue anew, however often the data change. */
const SHARE = 1 / 20;

interface Queue {
  readonly entries: readonly QueueEntry[];
  readonly facets: QueueFacets;
  readonly version: string;
  readonly madeAt: number;
  readonly tookMs: number;
}

interface Made {
  readonly store: Store;
  /** Changes when the data do. */
  readonly version: () => string;
  readonly now: () => Date;
}

type Ready = Omit<Extract<QueuePage, { state: "ready" }>, "decided">;

/** The queue of a store that is kept between requests. */
export interface DoubtQueue {
  /** Rejects with StoreBroken. */
  page(query: QueueQuery, page: { readonly limit: number; readonly offset: number }): Promise<Ready | { state: "building"; done: number }>;
  /** Which articles dispute a figure, as far as the queue knows. */
  rivalsOf(id: string): readonly string[];
  /** Leaves a figure out until the queue is made anew. */
  leaveOut(id: string): void;
  /** Takes a figure in again that was left out. */
  takeBack(id: string): void;
}

/**
 * Reads the store through when a queue is first asked for, and again when its data have changed, but never for more than a small part of the time: meanwhile the older
 * queue serves. What it shows is read from the store at that moment, so that nothing decided or gone is shown.
 */
export function makeDoubtQueue({ store, version, now }: Made): DoubtQueue {
  let queue: Queue | null = null;
  let making: Promise<Queue> | null = null;
  let failed: { readonly cause: unknown } | null = null;
  let done = 0;
  let out = new Set<string>();

  const make = async (): Promise<Queue> => {
    const [began, madeOf, wasOut] = [performance.now(), version(), new Set(out)];
    const entries = await inSlices(scanDoubts(store), (count) => {
      done = count;
    });
    // Only what was decided before the store was read through is sure to be in it.
    if (madeOf === version()) out = new Set([...out].filter((id) => !wasOut.has(id)));
    queue = { entries, facets: facetsOf(entries), version: madeOf, madeAt: now().getTime(), tookMs: performance.now() - began };
    return queue;
  };

  const isDue = (): boolean =>
    queue === null || (queue.version !== version() && now().getTime() - queue.madeAt >= queue.tookMs / SHARE - queue.tookMs);

  const current = async (): Promise<Queue | null> => {
    const { cause } = failed ?? { cause: null };
    failed = null;
    if (cause !== null) throw cause;
    if (making === null && isDue()) {
      making = make().finally(() => {
        making = null;
      });
      // Nobody may be waiting for it by then: who asks next is told, and it is made anew.
      making.catch((cause: unknown) => {
        failed = { cause };
      });
    }
    const isQuick = queue === null || queue.tookMs < PATIENCE_MS;
    if (making === null || !isQuick) return queue;
    return await Promise.race([making, after(PATIENCE_MS).then(() => queue)]);
  };

  return {
    async page(query, { limit, offset }) {
      const found = await current();
      if (found === null) return { state: "building", done };
      const left = found.entries.filter(({ id }) => !out.has(id));
      const wanted = left.filter((entry) => fits(entry, query));
      return {
        state: "ready",
        items: openSome(store, wanted, { limit, offset }),
        total: wanted.length,
        all: left.length,
        facets: found.facets,
        madeAt: new Date(found.madeAt).toISOString(),
      };
    },
    rivalsOf: (id) => queue?.entries.find((entry) => entry.id === id)?.rivals ?? [],
    leaveOut: (id) => void out.add(id),
    takeBack: (id) => void out.delete(id),
  };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function inSlices<T>(work: Generator<number, T>, tell: (count: number) => void): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    for (let step = work.next(); ; step = work.next()) {
      if (step.done === true) return step.value;
      tell(step.value);
      if (performance.now() >= until) break;
    }
    await pause();
  }
}

const fits = (entry: QueueEntry, { indicator, province, kind }: QueueQuery): boolean =>
  (indicator === undefined || entry.indicator === indicator) &&
  (province === undefined || entry.province === province) &&
  (kind === undefined || entry.kinds.includes(kind));

/** The entries of a page that are still doubtful; those that are not give way to the next. */
function openSome(store: Store, entries: readonly QueueEntry[], { limit, offset }: { limit: number; offset: number }): ReviewCase[] {
  const cases: ReviewCase[] = [];
  // A store that was read anew from end to end may have none of them: the search for others has an end.
  for (const entry of entries.slice(offset, offset + 5 * limit)) {
    if (cases.length === limit) break;
    const opened = openEntry(store, entry);
    if (opened !== null) cases.push(opened);
  }
  return cases;
}

function facetsOf(entries: readonly QueueEntry[]): QueueFacets {
  return {
    indicators: countOf(entries.map(({ indicator }) => indicator)),
    provinces: countOf(entries.flatMap(({ province }) => province ?? [])),
    kinds: countOf(entries.flatMap(({ kinds }) => kinds)),
  };
}

function countOf(codes: readonly string[]): QueueFacets["kinds"] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
