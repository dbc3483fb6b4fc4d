import type { Lang } from "../labels/format.ts";
import { nightLabels } from "../labels/night.ts";
import type { ReportCell as Cell, ReportTable, ReportView } from "../types/operation.ts";

/** A longer cell is cut in the text; the page and the JSON have it whole. The last column is never cut. */
const WIDEST = 48;

const textOf = (cell: Cell): string => (typeof cell === "string" ? cell : cell.text).replace(/\s+/gu, " ");
const isNumber = (text: string): boolean => /^[\d.,−]+$/u.test(text);

/** The report for a terminal or a mail. */
export function reportText(view: ReportView, lang: Lang): string {
  const words = nightLabels(lang);
  const todo =
    view.todo.length === 0 ? [words.nothingToDo] : [words.todo, ...view.todo.flatMap(({ says, hint }) => [`  ! ${says}`, `    → ${hint}`])];
  return `${[view.title, view.summary, "", ...todo, ...view.tables.flatMap(tableLines), "", view.run].join("\n")}\n`;
}

function tableLines({ title, head, rows, note }: ReportTable): readonly string[] {
  const lines =
    rows.length === 0
      ? []
      : textTable(
          head,
          rows.map((row) => row.map(textOf)),
        );
  return ["", title, ...lines.map((line) => `  ${line}`), ...(note === null ? [] : [`  ${note}`])];
}

/** Columns side by side, numbers to the right; all but the last are cut at 48 characters. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = [head, ...rows].map((row) => row.map((text, n) => (n === head.length - 1 ? text : cut(text))));
  const widths = head.map((_, n) => Math.max(...cells.map((row) => row[n]?.length ?? 0)));
  const isRight = head.map((_, n) => cells.slice(1).every((row) => isNumber(row[n] ?? "")));
  return cells.map((row) =>
    row
      .map((text, n) => pad(text, widths[n] ?? 0, isRight[n] === true))
      .join("  ")
      .trimEnd(),
  );
}

const cut = (text: string): string => (text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 1)}…`);
const pad = (text: string, width: number, isRight: boolean): string => (isRight ? text.padStart(width) : text.padEnd(width));
