import { expect, it } from "vitest";
import { type Morning, simulateNights, slopeOf } from "../../scripts/bench/support/nights.ts";
import { publishedBy } from "../../scripts/bench/support/nights-press.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";

const [PAPERS, NIGHTS, SETTLED] = [20, 11, 4];

// The long one, sixty nights of a hundred papers, is `npm run bench nights`.
it("stays as it is night after night: handles, memory, a report every morning, and every article once", { timeout: 180_000 }, async () => {
  const mornings: Morning[] = [];
  const folder = temporaryFolder();
  const stored = await simulateNights({
    folder,
    papers: PAPERS,
    nights: NIGHTS,
    recheckDays: 7,
    onMorning: (morning) => mornings.push(morning),
  });
  expect(mornings.filter(({ isReadable }) => !isReadable)).toEqual([]);
  expect(stored).toBe(publishedBy(NIGHTS, PAPERS));
  const sum = (key: "fresh" | "changed" | "gone"): number => mornings.reduce((total, morning) => total + morning[key], 0);
  expect(sum("fresh")).toBe(stored);
  expect([sum("changed") > 0, sum("gone") > 0]).toEqual([true, true]);
  // One of twenty papers answers 503 to everything; another cuts off its connections every third night, and is told of.
  expect(mornings.every(({ stopped }) => stopped > 0)).toBe(true);
  const failing = mornings.filter(({ failed }) => failed > 0).map(({ night }) => night % 3);
  // a second try in the same night may find the connection whole: not every such night has a failure, but no other night has one
  expect(failing.length).toBeGreaterThan(0);
  expect(failing.every((rest) => rest === 0)).toBe(true);
  const later = mornings.slice(SETTLED);
  const handles = later.map((morning) => morning.handles);
  expect(Math.max(...handles) - Math.min(...handles)).toBeLessThanOrEqual(4);
  const grown = (later.at(-1)?.heap ?? 0) - (later[0]?.heap ?? 0);
  expect(grown / 2 ** 20).toBeLessThan(12);
});

it("tells the slope of a line", () => {
  expect(slopeOf([1, 3, 5, 7])).toBeCloseTo(2);
  expect(slopeOf([4, 4, 4])).toBe(0);
});
