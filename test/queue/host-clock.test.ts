import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { openHostClock } from "../../pipeline/queue/host-clock.ts";
import type { HostClock } from "../../pipeline/types/queue.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";

let fresh: Fresh;
let connections: readonly Connection[];
let clock: HostClock;
let other: HostClock;

beforeAll(() => {
  fresh = freshDatabase();
  connections = [openPostgres(fresh.url), openPostgres(fresh.url)];
  [clock, other] = [openHostClock(connections[0]!), openHostClock(connections[1]!)];
});
afterAll(() => {
  for (const connection of connections) connection.close();
  fresh.drop();
});

/** A wait of so many milliseconds, less what was done since, and more by what the question took. */
function expectWait(wait: number, milliseconds: number): void {
  expect(wait).toBeLessThan(milliseconds + 2000);
  expect(wait).toBeGreaterThan(milliseconds - 4000);
}

it("lets the first request begin at once, and each later one a gap after the one before it, whoever asks", () => {
  expect(clock.book("một.test", 10_000)).toBe(0);
  expectWait(other.book("một.test", 10_000), 10_000);
  expectWait(clock.book("một.test", 10_000), 20_000);
  expectWait(other.book("một.test", 5000), 25_000);
  expect(other.book("khác.test", 10_000)).toBe(0);
});

it("counts from the real beginning or end of a request that came later than booked", () => {
  expect(clock.book("chậm.test", 10_000)).toBe(0);
  connections[0]!.exec("UPDATE host_clock SET last = last - interval '8 seconds' WHERE host = 'chậm.test'");
  clock.mark("chậm.test");
  expectWait(other.book("chậm.test", 10_000), 10_000);
  // One that is booked for later is not brought forward by another that ends.
  clock.mark("chậm.test");
  expectWait(other.book("chậm.test", 10_000), 20_000);
});

it("keeps a host untouched for as long as it has asked for, known or not", () => {
  clock.hold("bận.test", 30);
  expectWait(other.book("bận.test", 1000), 30_000);
  clock.hold("bận.test", 5);
  expectWait(other.book("bận.test", 1000), 31_000);
  clock.hold("bận.test", 60);
  expectWait(other.book("bận.test", 1000), 60_000);
});

it("never tells two callers the same moment", () => {
  const waits = Array.from({ length: 40 }, (_, n) => ({
    at: performance.now(),
    wait: (n % 2 === 0 ? clock : other).book("đông.test", 50),
  }));
  const moments = waits.map(({ at, wait }) => at + wait);
  expectWait(waits.at(-1)!.wait, 39 * 50);
  moments.slice(1).forEach((moment, n) => {
    expect(moment).toBeGreaterThan(moments[n]!);
  });
});
