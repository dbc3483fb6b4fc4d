import type { Engine, Ranked } from "./engine.ts";

/** Numbers of articles stay below 2^27 and minutes since 1970, to the year 2097, below 2^26: both fit into one float, which sorts fast. Later dates are taken together here. */
const NUMBERS = 2 ** 27;
const LATEST = 2 ** 26 - 1;

/** The hits from one place of the order by date up to another: newest first, those of one minute by id, those without a date last. */
export function byDate(engine: Engine, hits: ArrayLike<number>, { from, to }: { from: number; to: number }): readonly Ranked[] {
  const { catalog } = engine;
  const keys = Float64Array.from(hits, (number) => -Math.min(catalog.dateOf(number), LATEST) * NUMBERS + number).sort();
  const dateAt = (at: number): number => Math.floor((keys[at] as number) / NUMBERS);
  let [first, end] = [from, Math.min(to, keys.length)];
  if (first >= end) return [];
  while (first > 0 && dateAt(first - 1) === dateAt(from)) first--;
  const last = dateAt(end - 1);
  while (end < keys.length && dateAt(end) === last) end++;
  const numbers = [...keys.subarray(first, end)].map((key) => ((key % NUMBERS) + NUMBERS) % NUMBERS);
  const ids = engine.idsOf(numbers);
  const listed = numbers.map((number) => ({ number, id: ids.get(number) ?? "", score: 0 }));
  listed.sort((a, b) => catalog.dateOf(b.number) - catalog.dateOf(a.number) || (a.id < b.id ? -1 : 1));
  return listed.slice(from - first, to - first);
}
