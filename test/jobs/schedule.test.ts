import { describe, expect, it } from "vitest";
import { nextTime, runOnSchedule, VIETNAM } from "../../pipeline/jobs/schedule.ts";
import { BadEntry } from "../../pipeline/types/errors.ts";

describe("a schedule", () => {
  it.each([
    ["0 2 * * *", "2026-03-01T18:59:00Z", "2026-03-01T19:00:00Z", "two o'clock in Viet Nam is nineteen in Greenwich"],
    ["0 2 * * *", "2026-03-01T19:00:00Z", "2026-03-02T19:00:00Z", "the time itself is past"],
    ["30 23 * * 1-5", "2026-03-06T17:00:00Z", "2026-03-09T16:30:00Z", "Friday night to Monday night"],
    ["0 2 29 2 *", "2026-03-01T00:00:00Z", "2028-02-28T19:00:00Z", "leap days"],
  ])("%s after %s is %s: %s", (pattern, from, next) => {
    expect(nextTime({ pattern, zone: VIETNAM }, new Date(from)).toISOString()).toBe(new Date(next).toISOString());
  });

  it.each([
    ["0 25 * * *", VIETNAM],
    ["hai giờ sáng", VIETNAM],
    ["", VIETNAM],
    ["* * * * * *", VIETNAM],
    ["0 2 * * *", "Asia/Ha_Noi"],
    ["0 2 30 2 *", VIETNAM],
  ])("%j in %s is refused with what to write", (pattern, zone) => {
    expect(() => nextTime({ pattern, zone }, new Date("2026-01-01T00:00:00Z"))).toThrow(BadEntry);
  });
});

describe("a job on a schedule", () => {
  /** A clock that sleeping moves. */
  function clock(start: string) {
    let time = Date.parse(start);
    return {
      now: () => new Date(time),
      pass: (milliseconds: number): void => {
        time += milliseconds;
      },
      sleep: async (until: Date): Promise<void> => {
        time = until.getTime();
      },
    };
  }

  it("goes on after a night that failed, leaves out what passed meanwhile, and ends at the signal", async () => {
    const time = clock("2026-03-01T00:00:00Z");
    const stop = new AbortController();
    const [runs, errors]: [string[], unknown[]] = [[], []];
    await runOnSchedule({
      schedule: { pattern: "0 2 * * *", zone: VIETNAM },
      now: time.now,
      sleep: time.sleep,
      signal: stop.signal,
      onWait: () => undefined,
      onError: (error) => errors.push(error),
      work: async () => {
        runs.push(time.now().toISOString());
        if (runs.length === 1) throw new Error("mất mạng");
        // the second night takes 30 hours: the third is left out
        time.pass(30 * 3_600_000);
        if (runs.length === 3) stop.abort();
      },
    });
    expect(runs).toEqual(["2026-03-01T19:00:00.000Z", "2026-03-02T19:00:00.000Z", "2026-03-04T19:00:00.000Z"]);
    expect(errors).toHaveLength(1);
  });

  it("stops waiting at the signal", async () => {
    const stop = new AbortController();
    let ran = false;
    const done = runOnSchedule({
      schedule: { pattern: "0 2 * * *", zone: VIETNAM },
      now: () => new Date(),
      signal: stop.signal,
      onWait: () => setImmediate(() => stop.abort()),
      onError: () => undefined,
      work: async () => {
        ran = true;
      },
    });
    await done;
    expect(ran).toBe(false);
  });
});
