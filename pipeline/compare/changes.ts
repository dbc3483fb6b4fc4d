import type { ProvinceUnit } from "../types/province.ts";
import type { Cell, Change, Column, SeriesBreak, TableRow, TableSpec } from "../types/table.ts";
import { roundTwo, tidy } from "./derive.ts";
import { keyBefore } from "./periods.ts";

interface ChangesInput {
  readonly spec: TableSpec;
  /** From a year before the first that is shown. */
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly breaks: readonly SeriesBreak[];
  readonly provinces: readonly ProvinceUnit[];
}

/**
 * The rows with each cell's change on the same column a year before (of terms: on the term before): counts as a difference and in percent, percentages in
 * points. Null where one of the two has no value or is of an unfinished year. Breaks and mergers that lie between are named in `across`.
 */
export function addChanges(input: ChangesInput): readonly TableRow[] {
  const { spec, columns, rows } = input;
  const at = new Map(columns.map(({ key }, index) => [key, index]));
  const pairs = columns.map((column) => at.get(keyBefore(column, spec.period)) ?? null);
  const marks = columns.map((_, index) => breaksBetween(input, pairs[index] ?? null, index));
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => {
      const from = pairs[index] ?? null;
      if (cell === null || from === null) return cell === null ? null : { ...cell, change: null };
      const across = [...(marks[index] ?? []), ...mergersBetween(input, row.province, { from, to: index })];
      return { ...cell, change: changeOf(spec, { cell, before: row.cells[from] ?? null, on: columns[from]?.key ?? "", across }) };
    }),
  }));
}

function changeOf(
  { measure }: TableSpec,
  { cell, before, on, across }: { cell: Cell; before: Cell | null; on: string; across: readonly SeriesBreak[] },
): Change | null {
  if (cell.value === null || before === null || before.value === null) return null;
  if (cell.isUnfinished === true || before.isUnfinished === true) return null;
  const difference = tidy(cell.value - before.value);
  const isCount = measure === "count";
  return {
    on,
    before: before.value,
    absolute: isCount ? difference : null,
    percent: isCount && before.value !== 0 ? roundTwo(difference * 100, before.value) : null,
    points: isCount ? null : difference,
    bound: cell.bound === "exact" && before.bound === "exact" ? "exact" : "about",
    across,
  };
}

function breaksBetween({ breaks, columns }: ChangesInput, from: number | null, to: number): readonly SeriesBreak[] {
  if (from === null) return [];
  return breaks.filter(({ beforeYear, beforePeriod }) => {
    const at = columns.findIndex(({ key, year }) => (beforePeriod === undefined ? year === beforeYear : key === beforePeriod));
    return at > from && at <= to;
  });
}

/** Units of the same system that went into this one between the two columns: Hà Tây into Hà Nội in 2008. */
function mergersBetween(
  { provinces, columns, spec }: ChangesInput,
  id: string,
  { from, to }: { from: number; to: number },
): readonly SeriesBreak[] {
  const [before, after] = [columns[from], columns[to]];
  if (before === undefined || after === undefined) return [];
  return provinces.flatMap(({ name, mergedInto, validTo, system }) => {
    if (mergedInto !== id || validTo === null || !id.startsWith(String(system)) || validTo <= before.to || validTo > after.to) return [];
    const year = Number(validTo.slice(0, 4));
    const note = { vi: `${name} nhập vào từ ${validTo}.`, en: `${name} was merged in on ${validTo}.` };
    return [{ beforeYear: year, note, ...((spec.period ?? "year") === "year" ? {} : { beforePeriod: after.key }) }];
  });
}
