import type { Lang } from "../labels/format.ts";
import type { DataTable, Value } from "../types/dataset.ts";

/** Marks that would end the cell or begin something in Markdown. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]/gu, "\\$&").replace(/\s*[\r\n]+\s*/gu, " ");
}

export function markdownLine(cells: readonly Value[]): string {
  return `| ${cells.map((cell) => (cell === null ? "" : escapeMarkdown(String(cell)))).join(" | ")} |\n`;
}

/** A table in Markdown (GitHub's, with pipes), titles in the reader's language, numbers to the right. */
export function* markdownOf({ fields, rows }: DataTable, lang: Lang): Generator<string> {
  yield markdownLine(fields.map(({ title }) => title[lang]));
  yield `|${fields.map(({ type }) => (type === "number" || type === "integer" ? " ---: " : " --- ")).join("|")}|\n`;
  for (const row of rows()) yield markdownLine(row);
}
