import { describe, expect, it } from "vitest";
import { Lanes, LONGEST, turnOf } from "../../../pipeline/serve/front/lanes.ts";

const SLOW = { lane: "slow", since: 0, expectedMs: 100 } as const;
const QUICK = { lane: "quick", since: 0, expectedMs: 5 } as const;

/** The order in which one worker after the other begins them. */
function orderOf(lanes: Lanes<string>, count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    const job = lanes.next() ?? "";
    lanes.done(job.startsWith("slow") ? "slow" : "quick");
    return job;
  });
}

describe("the lanes of waiting requests", () => {
  it("leave one worker of several to quick requests, however many slow ones wait", () => {
    const lanes = new Lanes<string>(2);
    for (const name of ["slow 1", "slow 2", "slow 3"]) lanes.add(name, SLOW);
    expect([lanes.next(), lanes.next()]).toEqual(["slow 1", null]);
    lanes.add("quick 1", QUICK);
    expect(lanes.next()).toBe("quick 1");
    lanes.done("slow");
    expect(lanes.next()).toBe("slow 2");
  });

  it("let short requests go before long ones that came a little earlier, but not before those that came long ago", () => {
    const lanes = new Lanes<string>(1);
    lanes.add("slow 1", SLOW);
    lanes.add("table 1", { ...QUICK, expectedMs: 60 });
    for (const since of [10, 500, 2500, 5000]) lanes.add(`quick ${since}`, { ...QUICK, since });
    expect(orderOf(lanes, 6)).toEqual(["quick 10", "quick 500", "table 1", "quick 2500", "slow 1", "quick 5000"]);
  });

  it("let nothing fall further behind than three seconds, but for what nobody waits for", () => {
    const lanes = new Lanes<string>(1);
    lanes.add("unasked", { ...QUICK, expectedMs: 60_000, isBackground: true });
    lanes.add("slow 1", { ...SLOW, expectedMs: 60_000 });
    for (const since of [2900, 3100, 5100]) lanes.add(`quick ${since}`, { ...QUICK, expectedMs: 0, since });
    expect(orderOf(lanes, 5)).toEqual(["quick 2900", "slow 1", "quick 3100", "unasked", "quick 5100"]);
  });

  it("are full at their length, and hand out those that have waited too long", () => {
    const lanes = new Lanes<number>(1);
    const taken = Array.from({ length: LONGEST + 5 }, (_, i) => lanes.add(i, SLOW));
    expect(taken.filter(Boolean)).toHaveLength(LONGEST);
    expect(lanes.remove((job) => job < 3)).toEqual([0, 1, 2]);
    expect(lanes.waiting).toBe(LONGEST - 3);
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
