/** Far above every count of people. Numbers beyond lose their last digits and have no room in a chart. */
const GREATEST = 1e15;

/** Is it a number that a chart can show? Others are drawn as no figure at all. */
export function isDrawable(value: number): boolean {
  return Math.abs(value) <= GREATEST;
}

/** A stretch of numbers with round steps in it. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** 1, 2 or 5 times a power of ten: the least such step that cuts the stretch into at most `most` parts. */
function roundStep(length: number, most: number): number {
  const rough = length / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** An axis of round numbers around these values, of at most about six steps. Equal values get room on both sides; no value at all gives 0 to 1. */
export function axisOver(values: readonly number[]): Axis {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) return { domain: [0, 1], ticks: [0, 1] };
  const room = low === high ? Math.abs(low) / 10 || 1 : 0;
  const step = roundStep(high - low + 2 * room, 6);
  // Numbers at the ends of what a computer can hold have no round steps.
  if (!(step > 0 && Number.isFinite(high / step) && Number.isFinite(low / step))) return { domain: [low, high], ticks: [low, high] };
  const [first, last] = [Math.floor((low - room) / step), Math.ceil((high + room) / step)];
  // Multiples of 0.1 are not exact: 15 digits give back what was meant.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)));
  return { domain: [ticks[0] ?? low, ticks.at(-1) ?? high], ticks };
}

/** Where a value lies between the ends of a range, the domain's first end at `from`. */
export function position(value: number, domain: readonly [number, number], range: { readonly from: number; readonly to: number }): number {
  const share = domain[1] === domain[0] ? 0.5 : (value - domain[0]) / (domain[1] - domain[0]);
  return range.from + share * (range.to - range.from);
}

/** Labels that touch and move as one, around the middle of what they want. */
interface Block {
  readonly items: readonly number[];
  readonly top: number;
}

/**
 * Places for labels as near as can be to where they are wanted (by squares of distances) and at least `gap` apart, between `top` and `bottom` as far
 * as there is room. The order of the wanted places is kept.
 */
export function spreadLabels(
  wanted: readonly number[],
  { gap, top, bottom }: { readonly gap: number; readonly top: number; readonly bottom: number },
): readonly number[] {
  const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const settle = (items: readonly number[]): Block => {
    const sum = items.reduce((total, item, i) => total + (wanted[item] ?? 0) - i * gap, 0);
    const room = bottom - (items.length - 1) * gap;
    return { items, top: Math.max(top, Math.min(sum / items.length, room)) };
  };
  const blocks: Block[] = [];
  for (const item of order) {
    let block = settle([item]);
    for (let before = blocks.at(-1); before !== undefined && before.top + before.items.length * gap > block.top; before = blocks.at(-1)) {
      blocks.pop();
      block = settle([...before.items, ...block.items]);
    }
    blocks.push(block);
  }
  const places: number[] = [];
  for (const { items, top: first } of blocks) for (const [i, item] of items.entries()) places[item] = first + i * gap;
  return places;
}
