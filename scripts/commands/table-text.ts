import { columnsIn, distributionOf, multiplesOf, QUARTILE_METHOD, slopeOf } from "../../pipeline/compare/views.ts";
import { formatChange, formatFigure, formatNumber, type Lang } from "../../pipeline/labels/format.ts";
import { tableLabels } from "../../pipeline/labels/table.ts";
import type { Cell, Change, Table } from "../../pipeline/types/table.ts";

export const TABLE_VIEWS = ["table", "series", "slope", "distribution"] as const;
export type TableViewName = (typeof TABLE_VIEWS)[number];

const GAP = "  ";
const widthOf = (text: string): number => text.normalize("NFC").length;

/** Rows of texts under one another, the first column flush left, the others flush right. */
function drawGrid(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ""))));
  const pad = (text: string, at: number): string => {
    const blanks = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(text)));
    return at === 0 ? text + blanks : blanks + text;
  };
  return rows.map((row) => `${row.map(pad).join(GAP).trimEnd()}\n`).join("");
}

const figureOf =
  (table: Table, lang: Lang) =>
  (value: number, bound: Cell["bound"] = "exact"): string =>
    formatFigure({ value, bound, measure: table.spec.measure }, lang);

const BLOCKS = "▁▂▃▄▅▆▇█";

/** A line of blocks, one a column: how high the value is between the lowest and the highest of all panels. */
function sparkline(values: readonly (number | null)[], { low, high }: { readonly low: number; readonly high: number }): string {
  const height = (value: number): number => (high === low ? 3 : Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1)));
  return values.map((value) => (value === null ? " " : (BLOCKS[height(value)] ?? " "))).join("");
}

function drawSeries(table: Table, lang: Lang): string {
  const words = tableLabels(lang);
  const { columns, range, panels } = multiplesOf(table);
  if (range === null) return `${words.nothing}\n`;
  const figure = figureOf(table, lang);
  return panels
    .map(({ name, points }) => {
      const byKey = new Map(points.map((point) => [point.key, point]));
      const line = sparkline(
        columns.map(({ key }) => byKey.get(key)?.value ?? null),
        range,
      );
      const told = columns.flatMap((column) => {
        const point = byKey.get(column.key);
        return point === undefined ? [] : [`${words.column(column)}: ${figure(point.value, point.bound)}`];
      });
      return `${name}  ${line}\n  ${told.join(" · ")}\n`;
    })
    .join("");
}

function drawSlope(table: Table, lang: Lang): string {
  const words = tableLabels(lang);
  const columns = columnsIn(table).filter((_, at) => table.rows.some(({ cells }) => (cells[at]?.value ?? null) !== null));
  const [first, last] = [columns[0], columns.at(-1)];
  const slope = first === undefined || last === undefined || first === last ? null : slopeOf(table, first.key, last.key);
  if (slope === null || first === undefined || last === undefined) return `${words.nothing}\n`;
  const figure = figureOf(table, lang);
  const isCount = table.spec.measure === "count";
  const change = (difference: number): string => signed(difference, lang, isCount);
  const rows = slope.lines.map(({ name, from, to, difference, percent }) => [
    name,
    figure(from),
    figure(to),
    change(difference),
    percent === null ? "" : formatChange({ value: percent, bound: "exact", measure: "percent_change" }, lang),
  ]);
  const head = [words.province, words.column(first), words.column(last), "±", isCount ? words.percent : ""];
  const without = slope.without.map(({ name }) => name).join(", ");
  return [
    `${words.slope(words.column(first), words.column(last))}\n`,
    drawGrid([head, ...rows]),
    ...slope.across.map(({ beforeYear, note }) => `‡ ${beforeYear}: ${note[lang]}\n`),
    ...(without === "" ? [] : [`${words.without(without)}\n`]),
  ].join("");
}

function signed(value: number, lang: Lang, isCount: boolean): string {
  const text = `${value > 0 ? "+" : ""}${formatNumber(value, lang)}`;
  return isCount ? text : tableLabels(lang).points(text);
}

function drawDistribution(table: Table, lang: Lang): string {
  const words = tableLabels(lang);
  const figure = figureOf(table, lang);
  const found = columnsIn(table).flatMap((column) => {
    const distribution = distributionOf(table, column.key);
    return distribution === null ? [] : [{ column, distribution }];
  });
  if (found.length === 0) return `${words.nothing}\n`;
  const rows = found.map(({ column, distribution: { count, min, low, q1, median, q3, high, max } }) => [
    words.column(column),
    formatNumber(count, lang),
    ...[min, low, q1, median, q3, high, max].map((value) => figure(value)),
  ]);
  const outliers = found.flatMap(({ column, distribution }) =>
    distribution.outliers.map(({ name, value }) => `${words.outliers} ${words.column(column)}: ${name} ${figure(value)}\n`),
  );
  return `${words.distribution(QUARTILE_METHOD)}\n${drawGrid([words.box, ...rows])}${outliers.join("")}`;
}

/** A view of a table as text. */
export function drawView(table: Table, view: Exclude<TableViewName, "table">, lang: Lang): string {
  const draw = { series: drawSeries, slope: drawSlope, distribution: drawDistribution }[view];
  return draw(table, lang);
}

/** A view of a table as data. */
export function viewData(table: Table, view: Exclude<TableViewName, "table">): object {
  const { spec, link, data } = table;
  const columns = columnsIn(table);
  const base = { spec, link, data };
  if (view === "series") return { ...base, ...multiplesOf(table) };
  if (view === "slope") return { ...base, slope: slopeOf(table, columns[0]?.key ?? "", columns.at(-1)?.key ?? "") };
  return { ...base, method: QUARTILE_METHOD, columns: columns.flatMap(({ key }) => distributionOf(table, key) ?? []) };
}

const changeText = (change: Change | null | undefined, lang: Lang): string => {
  if (change == null) return "–";
  const mark = change.across.length > 0 ? "‡" : "";
  if (change.points !== null) return `${signed(change.points, lang, false)}${mark}`;
  const percent =
    change.percent === null ? "" : ` (${formatChange({ value: change.percent, bound: "exact", measure: "percent_change" }, lang)})`;
  return `${signed(change.absolute ?? 0, lang, true)}${percent}${mark}`;
};

/** What was asked for beside the cells of a table, as text: changes, ranks, the country and its regions. Empty when nothing was. */
export function drawExtras(table: Table, lang: Lang): string {
  const words = tableLabels(lang);
  const columns = columnsIn(table);
  const head = [words.province, ...columns.map(words.column)];
  const byCell = (read: (cell: Cell | null) => string): string =>
    drawGrid([head, ...table.rows.map(({ name, cells }) => [name, ...cells.map((cell) => read(cell))])]);
  const blocks: string[] = [];
  if (table.spec.changes === true) {
    const isMarked = table.rows.some(({ cells }) => cells.some((cell) => (cell?.change?.across.length ?? 0) > 0));
    blocks.push(`${words.changes}\n${byCell((cell) => changeText(cell?.change, lang))}${isMarked ? `${words.across}\n` : ""}`);
  }
  if (table.spec.ranks !== undefined) {
    blocks.push(`${words.ranks}\n${byCell((cell) => (cell?.rank === undefined ? "–" : words.rank(cell.rank.place, cell.rank.of)))}`);
  }
  if (table.totals !== undefined) blocks.push(drawTotals(table, lang));
  return blocks.map((block) => `\n${block}`).join("");
}

function drawTotals(table: Table, lang: Lang): string {
  const words = tableLabels(lang);
  const figure = figureOf(table, lang);
  const rows = (table.totals ?? []).flatMap(({ name, cells }) => {
    const sums = [
      `${name[lang]} · ${words.sum}`,
      ...cells.map(({ sum, bound, reported, of }) =>
        reported === 0 ? "–" : `${sum === null ? "" : `${figure(sum, bound)} `}(${reported}/${of})`,
      ),
    ];
    if (cells.every(({ published }) => published === null)) return [sums];
    const told = cells.map(({ published }) => (published?.value == null ? "–" : figure(published.value, published.bound)));
    return [sums, [`${name[lang]} · ${words.published}`, ...told]];
  });
  return `${words.totals}\n${drawGrid([["", ...columnsIn(table).map(words.column)], ...rows])}`;
}
