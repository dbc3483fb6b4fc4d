import type { Check, Dims, Observation, Place } from "../../types/observation.ts";

/** What the checks of one article look at. */
export interface Checked {
  readonly text: string;
  /** In the order of the text. */
  readonly observations: readonly Observation[];
  /** ISO day of publication, or null. */
  readonly published: string | null;
}

/** Longer than articles are, in characters: on a page that was not split, what stands further off speaks of something else. */
const WINDOW = 20_000;

/** Index of the first figure that begins at or behind a place of the text. */
function firstFrom(observations: readonly Observation[], start: number): number {
  let [low, high] = [0, observations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((observations[middle] as Observation).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same article with only the figures around one of them, so that checks cost the same per figure however long the page is. */
export function around(checked: Checked, { start }: Observation): Checked {
  const { text, observations, published } = checked;
  const first = firstFrom(observations, start - WINDOW);
  const last = firstFrom(observations, start + WINDOW);
  // Most articles are shorter than what is looked at.
  if (first === 0 && last === observations.length) return checked;
  return { text, observations: observations.slice(first, last), published };
}

/** The text around a figure, as far as `around` looks. */
export const textAround = (text: string, { start }: Observation): string => text.slice(Math.max(0, start - WINDOW), start + WINDOW);

/** A check made, the figure whose printed number it tested (null when that number is no figure of its own), and all figures it computed with. */
export interface Finding {
  readonly check: Check;
  readonly tested: Observation | null;
  readonly used: readonly Observation[];
}

const samePlace = (a: Place, b: Place): boolean => a.level === b.level && a.province === b.province && a.name === b.name;

function samePeriod(a: Observation["period"], b: Observation["period"]): boolean {
  if (a === null || b === null) return a === b;
  if ("at" in a || "at" in b) return "at" in a && "at" in b && a.at === b.at;
  return a.from === b.from && a.to === b.to;
}

/** True for figures of one organisation and one time. */
export const isBeside = (a: Observation, b: Observation): boolean => samePlace(a.place, b.place) && samePeriod(a.period, b.period);

/** True for counts of one thing in one organisation, whatever their time. */
export const countsSame = (a: Observation, b: Observation): boolean =>
  a.indicator === b.indicator && samePlace(a.place, b.place) && sameDims(a.dims, b.dims);

/** A counted result, printed without "khoảng", "hơn": the only kind that sums and shares are computed with. */
export const isCounted = ({ status, measure, bound }: Observation): boolean =>
  status === "actual" && measure === "count" && bound === "exact";

/** True for equal dimensions, in whatever order. */
export function sameDims(a: Dims, b: Dims): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** True when `whole` has only dimensions of `part`, and fewer. */
export function isWider(whole: Observation, part: Observation): boolean {
  const own = Object.entries(whole.dims);
  return own.length < Object.keys(part.dims).length && own.every(([name, value]) => part.dims[name] === value);
}

/** The text between two figures; empty when their quotes overlap. */
export const between = (text: string, before: Observation, behind: Observation): string =>
  text.slice(before.end, Math.max(before.end, behind.start));
