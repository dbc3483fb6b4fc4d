import { formatFigure, type Lang, labelsOf } from "../labels/format.ts";
import { WrongUse } from "../types/errors.ts";
import type { Table } from "../types/table.ts";
import { writeCsv } from "./csv.ts";
import { type SentenceOf, writeJson } from "./json.ts";
import { type TextLabels, writeText } from "./text.ts";

/** What a format may need beside the table. */
export interface WriteOptions {
  readonly labels: TextLabels;
  /** Terminal columns that a text may take. */
  readonly width?: number;
  /** For CSV: a byte order mark for Excel. */
  readonly bom?: boolean;
  readonly sentenceOf?: SentenceOf;
}

/** A way to take a table away: one line in `TABLE_FORMATS`. */
export interface Format {
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly description: { readonly vi: string; readonly en: string };
  readonly write: (table: Table, options: WriteOptions) => string;
}

export const TABLE_FORMATS: readonly Format[] = [
  {
    name: "text",
    extension: "txt",
    mediaType: "text/plain; charset=utf-8",
    description: { vi: "Bảng chữ cho màn hình dòng lệnh", en: "Plain table for the terminal" },
    write: (table, { labels, width }) => writeText(table, labels, width),
  },
  {
    name: "csv",
    extension: "csv",
    mediaType: "text/csv; charset=utf-8; header=present",
    description: { vi: "CSV, mỗi dòng một ô kèm câu trích và địa chỉ báo cáo", en: "CSV, one line a cell with its quote and report" },
    write: (table, { bom = false }) => writeCsv(table, { bom }),
  },
  {
    name: "json",
    extension: "json",
    mediaType: "application/json; charset=utf-8",
    description: { vi: "JSON, mỗi ô kèm mọi báo cáo đứng sau", en: "JSON, each cell with every report behind it" },
    write: (table, { sentenceOf }) => writeJson(table, sentenceOf),
  },
];

/** The format called so. @throws WrongUse that lists the names there are. */
export function formatByName(name: string): Format {
  const format = TABLE_FORMATS.find((known) => known.name === name);
  if (format === undefined)
    throw new WrongUse(`Không có định dạng "${name}".`, `Chọn một trong: ${TABLE_FORMATS.map((known) => known.name).join(", ")}.`);
  return format;
}

/** The labels of a text table in a language. */
function textLabels(lang: Lang): TextLabels {
  return { ...labelsOf(lang).terminal.table, lang, figure: (figure) => formatFigure(figure, lang) };
}

/** A table in the format called `name`, its words in `lang`. @throws WrongUse for a name that is not in TABLE_FORMATS. */
export function exportTable(table: Table, name: string, lang: Lang, options: Omit<WriteOptions, "labels"> = {}): string {
  return formatByName(name).write(table, { ...options, labels: textLabels(lang) });
}
