import { expect, it } from "vitest";
import { makePace, type Ticks } from "../../pipeline/crawl/pace.ts";

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
