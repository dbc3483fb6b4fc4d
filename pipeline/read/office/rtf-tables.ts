import type { Cell, DocumentBlock, Table } from "./blocks.ts";

/** A cell as its row declares it: right edge in twips, and what it is a part of. */
export interface RtfCell {
  readonly right: number;
  readonly isBelow: boolean;
  readonly isBeside: boolean;
}

export interface RtfRow {
  readonly cells: readonly RtfCell[];
  readonly contents: readonly (readonly DocumentBlock[])[];
}

/** No table has more columns; what a file declares beyond them is not looked at. */
export const MOST_COLUMNS = 200;
/** Edges nearer than this are one: Word rounds them. */
const TOLERANCE = 30;

/** The rows of a table with their cells in a grid: columns by the cells' edges, cells merged downwards as one. */
export function rtfTable(rows: readonly RtfRow[]): Table {
  const edges = edgesOf(rows);
  const open = new Map<number, { columns: number; rows: number; blocks: readonly DocumentBlock[] }>();
  return {
    kind: "table",
    rows: rows.map(({ cells, contents }) => {
      const row: Cell[] = [];
      let from = 0;
      contents.forEach((blocks, index) => {
        const declared = cells[index];
        const to = declared === undefined ? from + 1 : Math.max(from + 1, columnOf(edges, declared.right));
        const above = open.get(from);
        if (declared?.isBelow === true && above !== undefined) above.rows++;
        else if (declared?.isBeside !== true || row.length === 0) {
          const cell = { columns: to - from, rows: 1, blocks };
          open.set(from, cell);
          row.push(cell);
        }
        from = to;
      });
      return row;
    }),
  };
}

function edgesOf(rows: readonly RtfRow[]): readonly number[] {
  const all = [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.right)))].sort((a, b) => a - b);
  return all.filter((edge, index) => index === 0 || edge - (all[index - 1] as number) > TOLERANCE).slice(0, MOST_COLUMNS);
}

/** Number of columns that end at or before this edge. */
function columnOf(edges: readonly number[], right: number): number {
  let count = 0;
  while (count < edges.length && (edges[count] as number) <= right + TOLERANCE) count++;
  return count;
}
