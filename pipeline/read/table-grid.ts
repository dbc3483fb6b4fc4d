/** A cell of a table as its markup has it. */
export interface SpannedCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}

/** No real table spans more; a claim of a million columns must not cost a million cells. */
const MOST_COLUMNS = 60;
const MOST_ROWS = 300;

/** The number of columns or rows that an attribute claims: 1 where it says nothing sensible. */
export function spanOf(attribute: string | undefined, most: "columns" | "rows"): number {
  const claimed = Number.parseInt(attribute ?? "1", 10);
  return claimed >= 1 ? Math.min(claimed, most === "columns" ? MOST_COLUMNS : MOST_ROWS) : 1;
}

/**
 * The rows of a table with every cell in its column: a cell over several columns or rows stands in the first of them and leaves the others empty.
 * Empty cells at the end of a row are left out; those before stay, since a number must not slip under the head of another column.
 */
export function alignCells(rows: readonly (readonly SpannedCell[])[]): readonly (readonly string[])[] {
  /** For each column, how many rows the cell above still covers. */
  const covered: number[] = [];
  return rows.map((cells) => {
    const line: string[] = [];
    const skipCovered = (): void => {
      for (let left = covered[line.length] ?? 0; left > 0; left = covered[line.length] ?? 0) {
        covered[line.length] = left - 1;
        line.push("");
      }
    };
    for (const { text, columns, rows: deep } of cells) {
      skipCovered();
      for (let k = 0; k < columns && line.length < MOST_COLUMNS * 4; k++) {
        covered[line.length] = deep - 1;
        line.push(k === 0 ? text : "");
      }
    }
    skipCovered();
    while (line.at(-1) === "") line.pop();
    return line;
  });
}

/** One row as a line of text: cells parted by " | ", an empty one as nothing between two bars. */
export function rowLine(cells: readonly string[]): string {
  return cells.join(" | ").replace(/ {2,}/gu, " ").trim();
}
