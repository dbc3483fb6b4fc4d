import { describe, expect, it } from "vitest";
import { Lanes, LONGEST, turnOf } from "../../../pipeline/serve/front/lanes.ts";

describe("the lanes of waiting requests", () => {
  it("leave one worker of several to quick requests, however many slow ones wait", () => {
    const lanes = new Lanes<string>(2);
    for (const name of ["slow 1", "slow 2", "slow 3"]) lanes.add("slow", name);
    expect([lanes.next(), lanes.next()]).toEqual(["slow 1", null]);
    lanes.add("quick", "quick 1");
    expect(lanes.next()).toBe("quick 1");
    lanes.done("slow");
    expect(lanes.next()).toBe("slow 2");
  });

  it("take turns, so that a flood of quick ones does not keep a slow one waiting for good", () => {
    const lanes = new Lanes<string>(1);
    for (const name of ["quick 1", "quick 2", "quick 3"]) lanes.add("quick", name);
    lanes.add("slow", "slow 1");
    const order = [1, 2, 3, 4].map(() => {
      const job = lanes.next() ?? "";
      lanes.done(job.startsWith("slow") ? "slow" : "quick");
      return job;
    });
    expect(order).toEqual(["quick 1", "slow 1", "quick 2", "quick 3"]);
  });

  it("are full at their length, and hand out those that have waited too long", () => {
    const lanes = new Lanes<number>(1);
    const taken = Array.from({ length: LONGEST.slow + 5 }, (_, i) => lanes.add("slow", i));
    expect(taken.filter(Boolean)).toHaveLength(LONGEST.slow);
    expect(lanes.remove((job) => job < 3)).toEqual([0, 1, 2]);
    expect(lanes.waiting).toBe(LONGEST.slow - 3);
  });

  it.each([
    ["/", "quick", 10_000],
    ["/bai/0123456789abcdef-0", "quick", 10_000],
    ["/tinh/63-20", "quick", 10_000],
    ["/api/v1/suggest", "quick", 10_000],
    ["/tim", "slow", 10_000],
    ["/tim.json", "slow", 10_000],
    ["/api/v1/search", "slow", 10_000],
    ["/bang", "quick", 10_000],
    ["/api/v1/table.csv", "slow", 60_000],
    ["/bang.xlsx", "slow", 60_000],
  ] as const)("%s waits among the %s ones and may take %i ms", (path, lane, limitMs) => {
    expect(turnOf(path)).toEqual({ lane, limitMs });
  });
});
