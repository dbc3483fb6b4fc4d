import { tableLabels } from "../../labels/table.ts";
import type { DataTable, Field, Value } from "../../types/dataset.ts";
import type { Cell, Column, Table, TotalCell } from "../../types/table.ts";

/** Periods of a table in order, with what each is called. */
function columnsOf({ columns, years }: Table): readonly Column[] {
  return columns ?? years.map((year) => ({ key: String(year), year, from: `${year}-01-01`, to: `${year}-12-31` }));
}

/** What tells a table from its neighbours: "orgs.rating grade.tsvm share". */
export function tableName({ link, spec }: Table): string {
  return (new URLSearchParams(link ?? "").get("i") ?? spec.indicator).replaceAll("~", " ");
}

/** A column of the wide form: which cell of a row, and what is read off it. */
interface WideColumn extends Field {
  readonly table: Table;
  readonly at: number;
  readonly read: (cell: Cell) => Value;
  readonly readTotal: (cell: TotalCell) => Value;
}

/** Percent of counts, points of percentages. */
function changeOf({ change }: Cell): number | null {
  return change == null ? null : (change.points ?? change.percent);
}

/** What is published of the whole, else the sum where no province lacks. */
function wholeOf({ published, sum, reported, of }: TotalCell): number | null {
  return published?.value ?? (reported === of ? sum : null);
}

function columnsAt(table: Table, { key, ...column }: Column, at: number): readonly WideColumn[] {
  const [vi, en] = (["vi", "en"] as const).map((lang) => tableLabels(lang).column({ key, ...column }));
  const named = (suffix: string, words: readonly [string, string]): Pick<WideColumn, "name" | "title" | "table" | "at"> => ({
    name: `${tableName(table)} ${key}${suffix}`,
    title: { vi: `${vi}${words[0]}`, en: `${en}${words[1]}` },
    table,
    at,
  });
  const none = () => null;
  const change: WideColumn = { ...named(" change", [": thay đổi", ": change"]), type: "number", read: changeOf, readTotal: none };
  const rank: WideColumn = {
    ...named(" rank", [": hạng", ": rank"]),
    type: "integer",
    read: (cell) => cell.rank?.place ?? null,
    readTotal: none,
  };
  return [
    { ...named("", ["", ""]), type: "number", read: ({ value }) => value, readTotal: wholeOf },
    ...(table.spec.changes === true ? [change] : []),
    ...(table.spec.ranks === undefined ? [] : [rank]),
  ];
}

const text = (name: string, vi: string, en: string): Field => ({ name, type: "string", title: { vi, en } });

/** The 63 before the 34. */
const orderOf = (province: string): number => (province.startsWith("63-") ? 0 : 1);

/**
 * Tables as on paper: a row a province, a column a period, one table behind the other; beside each value its change (of counts in percent, of percentages in points) and its rank
 * where these were asked for; the country and its regions last. The country's value is what is published, else the sum where no province lacks. Empty is unknown, not zero.
 */
export function wideTable(tables: readonly Table[]): DataTable {
  const columns = tables.flatMap((table) => columnsOf(table).flatMap((column, at) => columnsAt(table, column, at)));
  const names = new Map(tables.flatMap(({ rows }) => rows.map(({ province, name }) => [province, name] as const)));
  const rowsOf = new Map(tables.map((table) => [table, new Map(table.rows.map(({ province, cells }) => [province, cells]))]));
  const provinces = [...names].sort(([a], [b]) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1));
  function* rows(): Generator<readonly Value[]> {
    for (const [province, name] of provinces) {
      const values = columns.map(({ table, at, read }) => {
        const cell = rowsOf.get(table)?.get(province)?.[at] ?? null;
        return cell === null ? null : read(cell);
      });
      yield [province, name, ...values];
    }
    for (const { level, code, name } of tables[0]?.totals ?? []) {
      const values = columns.map(({ table, at, readTotal }) => {
        const cell = table.totals?.find((row) => row.level === level && row.code === code)?.cells[at];
        return cell === undefined ? null : readTotal(cell);
      });
      yield [code ?? "VN", name.vi, ...values];
    }
  }
  const fields = [
    text("province", "Mã tỉnh", "Province"),
    text("province_name", "Tỉnh", "Name of the province"),
    ...columns.map(({ name, type, title }): Field => ({ name, type, title })),
  ];
  const title = { vi: "Bảng so sánh", en: "Comparison table" };
  return { name: "wide", title, primaryKey: ["province"], foreignKeys: [], fields, rows };
}
