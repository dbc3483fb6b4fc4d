/** A class of a map: from its least to its greatest value, as they occur, with its place in the scale of colours. */
export interface ValueClass {
  readonly least: number;
  readonly greatest: number;
  readonly colour: number;
}

/**
 * Values cut into at most `most` classes of about equally many, in rising order; equal values are never parted. Fewer classes take colours
 * from the whole scale, so that two are as far apart as they can be. Empty without values.
 */
export function valueClasses(values: readonly number[], most: number): readonly ValueClass[] {
  const sorted = values.toSorted((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  const groups = distinct.length <= most ? distinct.map((value) => [value]) : quantileGroups(sorted, most);
  return groups.map((group, i) => ({
    least: group[0] ?? 0,
    greatest: group.at(-1) ?? 0,
    colour: groups.length === 1 ? Math.floor(most / 2) : Math.round((i * (most - 1)) / (groups.length - 1)),
  }));
}

function quantileGroups(sorted: readonly number[], most: number): readonly (readonly number[])[] {
  const groups: number[][] = Array.from({ length: most }, () => []);
  for (const value of sorted) groups[Math.floor((sorted.indexOf(value) * most) / sorted.length)]?.push(value);
  return groups.filter(({ length }) => length > 0);
}

/** The class that holds a value, undefined where none does. */
export function classOf(value: number, classes: readonly ValueClass[]): ValueClass | undefined {
  return classes.find(({ least, greatest }) => least <= value && value <= greatest);
}
