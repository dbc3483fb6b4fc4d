import { shapedMeaning } from "./terms.ts";
import type { Unit } from "./units.ts";
import type { Meaning, Sign } from "./vocabulary.ts";

/** The meaning of a unit, empty when it is no term. */
export function meaningOf(unit: Unit | undefined): Meaning {
  return unit !== undefined && unit.kind === "term" ? unit.term.meaning : NOTHING;
}

const NOTHING = shapedMeaning({});

/*
 * The tests below are asked of nearly every unit, several times over. They take up to four values by name: a list of the rest was made anew on each call,
 * which was a third of all that a reading allocated. Nothing is compared with `undefined`: V8 compares two strings of its table by address, but only where it
 * has met nothing else.
 */

export function isSign(unit: Unit | undefined, sign: Sign, second?: Sign, third?: Sign, fourth?: Sign): boolean {
  const known = meaningOf(unit).signs;
  if (known === undefined) return false;
  return (
    known.includes(sign) ||
    (second !== undefined && known.includes(second)) ||
    (third !== undefined && known.includes(third)) ||
    (fourth !== undefined && known.includes(fourth))
  );
}

export const isPunct = (unit: Unit | undefined, keys: string): boolean =>
  unit !== undefined && unit.kind === "punct" && keys.includes(unit.key);

export function isWord(unit: Unit | undefined, key: string, second?: string, third?: string, fourth?: string): boolean {
  if (unit === undefined || unit.kind !== "word") return false;
  return (
    unit.key === key ||
    (second !== undefined && unit.key === second) ||
    (third !== undefined && unit.key === third) ||
    (fourth !== undefined && unit.key === fourth)
  );
}

export const isWordOf = (unit: Unit | undefined, keys: ReadonlySet<string>): boolean =>
  unit !== undefined && unit.kind === "word" && keys.has(unit.key);

/** Index of the first unit in `from…to` (walking up or down) for which `test` holds before `stop` does; -1 when there is none. */
export function seek(
  units: readonly Unit[],
  range: { from: number; to: number },
  test: (unit: Unit, index: number) => boolean,
  stop?: (unit: Unit, index: number) => boolean,
): number {
  const step = range.to >= range.from ? 1 : -1;
  for (let i = range.from; i !== range.to + step; i += step) {
    const unit = units[i];
    if (unit === undefined) return -1;
    if (test(unit, i)) return i;
    if (stop?.(unit, i)) return -1;
  }
  return -1;
}

/** Does an amount stand in between two units? */
export function hasAmountBetween(units: readonly Unit[], from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (units[i]?.kind === "amount") return true;
  return false;
}

/** How deep in brackets each unit stands. */
export function bracketDepths(units: readonly Unit[]): Int8Array {
  const depths = new Int8Array(units.length);
  let depth = 0;
  for (let i = 0; i < units.length; i++) {
    if (isPunct(units[i], "([")) depth++;
    depths[i] = depth;
    if (isPunct(units[i], ")]") && depth > 0) depth--;
  }
  return depths;
}
