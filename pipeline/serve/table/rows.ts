import { formatFigure, type Lang } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import { foldAccents } from "../../language/fold.ts";
import type { Cell, Column, Table, TableRow } from "../../types/table.ts";
import type { Look } from "./look.ts";

/** The columns of a table, or its years where it was made without them. */
export function columnsOf({ columns, years }: Table): readonly Column[] {
  return columns ?? years.map((year) => ({ key: String(year), year, from: `${year}-01-01`, to: `${year}-12-31` }));
}

/** "2014", "Quý I/2014". */
export function columnText(column: Column, lang: Lang): string {
  return tableLabels(lang).column(column);
}

/** Does any province have a cell in the table? */
export function hasCells({ rows }: Pick<Table, "rows">): boolean {
  return rows.some(({ cells }) => cells.some((cell) => cell !== null));
}

/** A computed value has no more than the two decimals that reports print; a reported one stays as it is. */
export function roundDerived({ kind }: Pick<Cell, "kind">, value: number): number {
  return kind === "derived" ? Math.round(value * 100) / 100 : value;
}

/** The value of a cell in words, "…" where parts are missing. */
export function cellText(cell: Pick<Cell, "kind" | "value" | "bound">, measure: Table["spec"]["measure"], lang: Lang): string {
  return cell.value === null ? "…" : formatFigure({ value: roundDerived(cell, cell.value), bound: cell.bound, measure }, lang);
}

/** The column of this key; else the fullest one, the last among equals; -1 in a table without figures. */
export function columnAt(table: Table, key: string | null): number {
  const columns = columnsOf(table);
  const asked = columns.findIndex((column) => column.key === key);
  if (asked >= 0) return asked;
  const filled = (at: number): number => table.rows.filter(({ cells }) => (cells[at]?.value ?? null) !== null).length;
  let best = -1;
  let most = 0;
  for (const [at] of columns.entries()) {
    const count = filled(at);
    if (count >= most && count > 0) [best, most] = [at, count];
  }
  return best;
}

const NAMES = new Intl.Collator("vi");

/** Rows as a look orders them: those without any figure left out, pinned ones first; blanks come last in either direction. */
export function shownRows(table: Table, { sort, pins, name }: Look): readonly TableRow[] {
  const wanted = foldAccents(name);
  const rows = table.rows.filter(
    (row) => row.cells.some((cell) => cell !== null) && (wanted === "" || foldAccents(row.name).includes(wanted)),
  );
  const pinned = new Set(pins);
  const order = orderOf(table, sort);
  return [...rows].sort((a, b) => Number(pinned.has(b.province)) - Number(pinned.has(a.province)) || order(a, b));
}

function orderOf(table: Table, sort: string | null): (a: TableRow, b: TableRow) => number {
  if (sort === "name") return (a, b) => NAMES.compare(a.name, b.name);
  const isFalling = sort?.startsWith("-") ?? false;
  const key = isFalling ? sort?.slice(1) : sort;
  const at = columnsOf(table).findIndex((column) => column.key === key);
  if (at < 0) return () => 0;
  const valueIn = ({ cells }: TableRow): number | null => cells[at]?.value ?? null;
  return (a, b) => {
    const [one, other] = [valueIn(a), valueIn(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return isFalling ? other - one : one - other;
  };
}
