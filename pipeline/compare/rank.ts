import type { CellRank, Table, TableRow } from "../types/table.ts";

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

/**
 * The rows with each cell's rank in its column, 1 first, among the provinces that `competes` lets in; equal values share a rank and the next is left out. A
 * cell without a value, or of an unfinished year, has none. `order`: "high" puts the largest value first.
 */
export function addRanks(
  rows: readonly TableRow[],
  { order, competes }: { order: "high" | "low"; competes: (province: string, column: number) => boolean },
): readonly TableRow[] {
  const values = (column: number): readonly number[] =>
    rows.flatMap(({ province, cells }) => {
      const cell = cells[column] ?? null;
      return cell === null || cell.value === null || cell.isUnfinished || !competes(province, column) ? [] : [cell.value];
    });
  const columns = (rows[0]?.cells ?? []).map((_, column) => ranksOf(values(column), order));
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, column) => {
      if (cell === null || cell.value === null || cell.isUnfinished || !competes(row.province, column)) return cell;
      const rank = columns[column]?.get(cell.value);
      return rank === undefined ? cell : { ...cell, rank };
    }),
  }));
}

function ranksOf(values: readonly number[], order: "high" | "low"): ReadonlyMap<number, CellRank> {
  const ranks = new Map<number, CellRank>();
  [...values]
    .sort((a, b) => (order === "high" ? b - a : a - b))
    .forEach((value, index) => {
      const known = ranks.get(value);
      ranks.set(value, known === undefined ? { place: index + 1, of: values.length, isTied: false } : { ...known, isTied: true });
    });
  return ranks;
}
