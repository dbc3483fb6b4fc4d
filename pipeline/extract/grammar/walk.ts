import type { Unit } from "./units.ts";
import type { Meaning, Sign } from "./vocabulary.ts";

/** The meaning of a unit, empty when it is no term. */
export function meaningOf(unit: Unit | undefined): Meaning {
  return unit?.kind === "term" ? unit.term.meaning : NOTHING;
}

const NOTHING: Meaning = {};

export const isSign = (unit: Unit | undefined, ...signs: readonly Sign[]): boolean => {
  const known = meaningOf(unit).signs;
  return known?.some((sign) => signs.includes(sign)) === true;
};

export const isPunct = (unit: Unit | undefined, keys: string): boolean => unit?.kind === "punct" && keys.includes(unit.key);

export const isWord = (unit: Unit | undefined, ...keys: readonly string[]): boolean => unit?.kind === "word" && keys.includes(unit.key);

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
    if (stop?.(unit, i) === true) return -1;
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
