import type { Table } from "../types/table.ts";

/** A province's place among those with a value in one year. */
export interface Rank {
  readonly province: string;
  readonly value: number;
  /** 1 is first; equal values share a rank, and the next rank is left out (1, 2, 2, 4). */
  readonly rank: number;
  readonly isTied: boolean;
}

/**
 * Ranks within one year of a table, first place first, ties in the order of the rows; provinces without a value have none.
 * `order`: "high" puts the largest value first, "low" the smallest.
 */
export function rankYear(table: Table, year: number, order: "high" | "low" = "high"): readonly Rank[] {
  const column = table.years.indexOf(year);
  const valued = table.rows.flatMap(({ province, cells }) => {
    const value = cells[column]?.value ?? null;
    return value === null ? [] : [{ province, value }];
  });
  const sorted = valued.sort((a, b) => (order === "high" ? b.value - a.value : a.value - b.value));
  const first = new Map<number, number>();
  const times = new Map<number, number>();
  sorted.forEach(({ value }, index) => {
    if (!first.has(value)) first.set(value, index + 1);
    times.set(value, (times.get(value) ?? 0) + 1);
  });
  return sorted.map(({ province, value }) => ({ province, value, rank: first.get(value) ?? 0, isTied: times.get(value) !== 1 }));
}
