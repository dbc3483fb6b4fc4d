import { describe, expect, it } from "vitest";
import { makePace, type Ticks } from "../../pipeline/crawl/pace.ts";
import type { HostClock } from "../../pipeline/types/queue.ts";

/** A clock that jumps to the end of the shortest sleep whenever everything else has settled. */
function fastTicks(): Ticks & { readonly time: () => number } {
  let time = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const jump = () =>
    setTimeout(() => {
      sleepers.sort((a, b) => a.until - b.until);
      const first = sleepers.shift();
      if (first === undefined) return;
      time = Math.max(time, first.until);
      first.wake();
    }, 0);
  return {
    now: () => time,
    time: () => time,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ until: time + milliseconds, wake });
        jump();
      }),
  };
}

function setUp(concurrency = 20) {
  const ticks = fastTicks();
  const controller = new AbortController();
  const pace = makePace({ concurrency, signal: controller.signal, ticks });
  const starts: [string, number][] = [];
  const visit = (host: string) => pace.ask(host, async () => void starts.push([host, ticks.now()]));
  return { pace, starts, visit, ticks, controller };
}

it("keeps the gap between two starts on one host", async () => {
  const { pace, starts, visit } = setUp();
  pace.widen("a", 2);
  await Promise.all([visit("a"), visit("a"), visit("a")]);
  expect(starts.map(([, at]) => at)).toEqual([2000, 4000, 6000]);
});

it("does not let a slow host hold the others", async () => {
  const { pace, starts, visit } = setUp(1);
  pace.widen("cham", 60);
  await Promise.all([visit("cham"), visit("nhanh"), visit("nhanh")]);
  expect(starts).toEqual([
    ["nhanh", 0],
    ["nhanh", 0],
    ["cham", 60_000],
  ]);
});

it("takes the larger of two gaps", async () => {
  const { pace, starts, visit } = setUp();
  pace.widen("a", 3);
  pace.widen("a", 1);
  await Promise.all([visit("a"), visit("a")]);
  expect(starts.map(([, at]) => at)).toEqual([3000, 6000]);
});

it("leaves a host alone for as long as it asked", async () => {
  const { pace, starts, visit } = setUp();
  await visit("a");
  pace.hold("a", 30);
  await visit("a");
  expect(starts.map(([, at]) => at)).toEqual([0, 30_000]);
});

it("asks one host one thing at a time, and no more hosts at once than allowed", async () => {
  const { pace } = setUp(2);
  let running = 0;
  let most = 0;
  const task = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running--;
  };
  await Promise.all(["a", "a", "b", "c", "d"].map((host) => pace.ask(host, task)));
  expect(most).toBe(2);
});

it("wakes at once when the run is aborted", async () => {
  const controller = new AbortController();
  const pace = makePace({ concurrency: 1, signal: controller.signal });
  pace.widen("a", 60);
  const waiting = pace.ask("a", async () => "không đến");
  controller.abort(new Error("dừng"));
  await expect(waiting).rejects.toThrow("dừng");
});

it("passes errors of a task on and goes on", async () => {
  const { pace } = setUp();
  await expect(pace.ask("a", () => Promise.reject(new Error("hỏng")))).rejects.toThrow("hỏng");
  await expect(pace.ask("a", async () => 1)).resolves.toBe(1);
});

/** The clock of all machines, in memory. */
function memoryClock(ticks: Ticks): HostClock {
  const last = new Map<string, number>();
  const until = new Map<string, number>();
  const later = (host: string, at: number) => last.set(host, Math.max(at, last.get(host) ?? 0));
  return {
    book: (host, gap) => {
      const at = Math.max(ticks.now(), (last.get(host) ?? Number.NEGATIVE_INFINITY) + gap, until.get(host) ?? 0);
      last.set(host, at);
      return at - ticks.now();
    },
    mark: (host) => void later(host, ticks.now()),
    hold: (host, seconds) => void until.set(host, ticks.now() + seconds * 1000),
  };
}

describe("machines that share hosts", () => {
  const signal = new AbortController().signal;

  it("keep the gap together, counted from the end of an answer", async () => {
    const ticks = fastTicks();
    const shared = memoryClock(ticks);
    const [here, there] = [makePace({ concurrency: 9, signal, ticks, shared }), makePace({ concurrency: 9, signal, ticks, shared })];
    const starts: number[] = [];
    const ask = (pace: typeof here) =>
      pace.ask("a", async () => {
        starts.push(ticks.now());
        await ticks.sleep(500, signal);
      });
    for (const pace of [here, there]) pace.keep("a", 2);
    await ask(here);
    await ask(there);
    await ask(here);
    expect(starts).toEqual([0, 2500, 5000]);
  });

  it("space the starts of a host that may be asked two things at once", async () => {
    const ticks = fastTicks();
    const shared = memoryClock(ticks);
    const [here, there] = [makePace({ concurrency: 9, signal, ticks, shared }), makePace({ concurrency: 9, signal, ticks, shared })];
    const starts: number[] = [];
    for (const pace of [here, there]) {
      pace.keep("a", 2);
      pace.allow("a", 2);
    }
    const ask = (pace: typeof here) =>
      pace.ask("a", async () => {
        starts.push(ticks.now());
        await ticks.sleep(3000, signal);
      });
    await Promise.all([here, here, here, there, there].map(ask));
    expect(starts).toEqual([0, 2000, 4000, 6000, 8000]);
  });

  it("all wait for a host that one of them was told to leave alone", async () => {
    const ticks = fastTicks();
    const shared = memoryClock(ticks);
    const [here, there] = [makePace({ concurrency: 9, signal, ticks, shared }), makePace({ concurrency: 9, signal, ticks, shared })];
    here.hold("a", 30);
    let at = 0;
    await there.ask("a", async () => {
      at = ticks.now();
    });
    expect(at).toBe(30_000);
  });

  it("let a moment go that was slept through, and ask for another", async () => {
    const ticks = fastTicks();
    const shared = memoryClock(ticks);
    let slept = 0;
    // The first sleep takes a minute longer, as if the machine had been put to sleep itself.
    const sleep: Ticks["sleep"] = (milliseconds, of) => ticks.sleep(milliseconds + (slept++ === 0 ? 60_000 : 0), of);
    const here = makePace({ concurrency: 9, signal, ticks: { ...ticks, sleep }, shared });
    here.keep("a", 2);
    shared.book("a", 2000);
    let at = 0;
    const asking = here.ask("a", async () => {
      at = ticks.now();
    });
    // Meanwhile another machine has gone on, and asked a second before this one wakes.
    await ticks.sleep(61_000, signal);
    shared.book("a", 2000);
    await asking;
    expect(at).toBe(63_000);
  });
});
