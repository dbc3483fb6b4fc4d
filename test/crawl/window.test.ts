import { describe, expect, it } from "vitest";
import { parseWindow, untilOpen } from "../../pipeline/crawl/window.ts";

describe("hours", () => {
  it.each([
    ["22:00-06:00", { from: 1320, to: 360 }],
    [" 1:30 – 5:00 ", { from: 90, to: 300 }],
    ["00:00-24:00", null],
    ["06:00-06:00", null],
    ["25:00-06:00", null],
    ["22:60-06:00", null],
    ["22-6", null],
    ["", null],
  ])("%j are read as %j", (written, expected) => {
    expect(parseWindow(written)).toEqual(expected);
  });

  // 22:00 in Viet Nam is 15:00 UTC.
  it.each([
    ["22:00-06:00", "2026-11-20T15:00:00Z", 0],
    ["22:00-06:00", "2026-11-20T14:59:00Z", 1],
    ["22:00-06:00", "2026-11-20T22:59:59Z", 0],
    ["22:00-06:00", "2026-11-20T23:00:00Z", 16 * 60],
    ["01:00-05:00", "2026-11-20T18:00:00Z", 0],
    ["01:00-05:00", "2026-11-20T22:00:00Z", 20 * 60],
    ["01:00-05:00", "2026-11-20T17:59:00Z", 1],
  ])("%s at %s begin in %i minutes", (written, now, minutes) => {
    expect(untilOpen(parseWindow(written)!, new Date(now))).toBe(minutes * 60_000);
  });
});
