import type { Lang } from "../labels/format.ts";
import type { DataTable, Field, Value } from "../types/dataset.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? "");

const STYLE =
  "body{font:14px/1.4 system-ui,sans-serif;margin:1rem}table{border-collapse:collapse}caption{font-weight:bold;text-align:left}th,td{border:1px solid #bbb;padding:.2rem .4rem;text-align:left;vertical-align:top}th{background:#eee;position:sticky;top:0}.n{text-align:right}";

function dataCell(value: Value, { type }: Pick<Field, "type">): string {
  const text = value === null ? "" : escapeHtml(String(value));
  if (typeof value === "string" && /^https?:\/\//u.test(value)) return `<td><a href="${text}" rel="nofollow noreferrer">${text}</a></td>`;
  return type === "number" || type === "integer" ? `<td class="n">${text}</td>` : `<td>${text}</td>`;
}

/** Head and title of a page that needs nothing else; `htmlTail` ends it. */
export function htmlHead(title: string, lang: Lang): string {
  return `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>\n`;
}

export const htmlTail = "</body></html>\n";

/** A table as a page of HTML that needs nothing else: titles in the reader's language, addresses as links, everything escaped. */
export function* htmlOf({ title, fields, rows }: DataTable, lang: Lang): Generator<string> {
  yield htmlHead(title[lang], lang);
  yield `<table><caption>${escapeHtml(title[lang])}</caption><thead><tr>${fields.map((field) => `<th scope="col">${escapeHtml(field.title[lang])}</th>`).join("")}</tr></thead><tbody>\n`;
  for (const row of rows()) yield `<tr>${fields.map((field, index) => dataCell(row[index] ?? null, field)).join("")}</tr>\n`;
  yield `</tbody></table>\n${htmlTail}`;
}
