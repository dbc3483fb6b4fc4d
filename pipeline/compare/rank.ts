import type { CellRank, TableRow } from "../types/table.ts";

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
