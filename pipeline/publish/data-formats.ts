import type { Lang } from "../labels/format.ts";
import type { About, Chunks, DataTable, Entry, TableName } from "../types/dataset.ts";
import { WrongUse } from "../types/errors.ts";
import type { Label } from "../types/indicator.ts";
import { csvOf } from "./csv.ts";
import { dataPackage } from "./data-package.ts";
import { htmlOf } from "./html.ts";
import { jsonLinesOf } from "./json-lines.ts";
import { markdownOf } from "./markdown.ts";
import { notesSheet } from "./notes.ts";
import { parquetOf } from "./parquet.ts";
import { sdmxTable } from "./sdmx.ts";
import { bibtexOf, cslOf } from "./sources.ts";
import { sheetOf, workbook } from "./xlsx.ts";

export interface DataOptions {
  readonly lang: Lang;
  readonly about: About;
  /** For CSV: a byte order mark for Excel. */
  readonly bom: boolean;
}

/** A way to take data tables away: one line in `DATA_FORMATS`. `one`: a file a table; `book`: one file of several tables; `package`: a folder or a ZIP archive. */
export interface DataFormat {
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly description: Label;
  readonly holds: "one" | "book" | "package";
  /** The tables that it is for; all of them if absent. The first is what is meant when none is named. */
  readonly only?: readonly TableName[];
  /** Lays a table out as the format wants it, before its rows are counted. */
  readonly adapt?: (table: DataTable) => DataTable;
  readonly entries: (tables: readonly DataTable[], options: DataOptions) => Iterable<Entry>;
}

type Write = (table: DataTable, options: DataOptions) => Chunks;

const eachAlone =
  (extension: string, write: Write): DataFormat["entries"] =>
  (tables, options) =>
    tables.map((table) => ({ path: `${table.name}.${extension}`, chunks: () => write(table, options) }));

function one(name: string, extension: string, mediaType: string, [vi, en]: readonly [string, string], write: Write): DataFormat {
  return { name, extension, mediaType, description: { vi, en }, holds: "one", entries: eachAlone(extension, write) };
}

const csvAlone: Write = (table) => csvOf(table);

const FIGURES = ["observations", "cells"] as const;

export const DATA_FORMATS: readonly DataFormat[] = [
  one("csv", "csv", "text/csv; charset=utf-8; header=present", ["CSV (RFC 4180)", "CSV (RFC 4180)"], (table, { bom }) =>
    csvOf(table, { bom }),
  ),
  {
    name: "xlsx",
    extension: "xlsx",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    description: { vi: "Excel: mỗi bảng một trang tính, thêm trang ghi chú", en: "Excel: a sheet a table, and a sheet of notes" },
    holds: "book",
    entries: (tables, { lang, about }) => workbook([...tables.map((table) => sheetOf(table, lang)), notesSheet(tables, about, lang)], lang),
  },
  one("parquet", "parquet", "application/vnd.apache.parquet", ["Parquet, có kiểu dữ liệu", "Parquet, typed"], parquetOf),
  one("jsonl", "jsonl", "application/jsonl; charset=utf-8", ["JSON Lines", "JSON Lines"], jsonLinesOf),
  {
    name: "datapackage",
    extension: "zip",
    mediaType: "application/zip",
    description: { vi: "Frictionless Data Package: thư mục hoặc .zip", en: "Frictionless Data Package: a folder or .zip" },
    holds: "package",
    entries: (tables, { about }) => dataPackage(tables, about),
  },
  {
    ...one("sdmx-csv", "csv", "application/vnd.sdmx.data+csv;version=1.0.0", ["SDMX-CSV 1.0", "SDMX-CSV 1.0"], csvAlone),
    only: FIGURES,
    adapt: (table) => sdmxTable(table, "1.0"),
  },
  {
    ...one("sdmx-csv-2", "csv", "application/vnd.sdmx.data+csv;version=2.0.0", ["SDMX-CSV 2.0", "SDMX-CSV 2.0"], csvAlone),
    only: FIGURES,
    adapt: (table) => sdmxTable(table, "2.0"),
  },
  one("markdown", "md", "text/markdown; charset=utf-8", ["Bảng Markdown", "Markdown table"], (table, { lang }) => markdownOf(table, lang)),
  one("html", "html", "text/html; charset=utf-8", ["Bảng HTML", "HTML table"], (table, { lang }) => htmlOf(table, lang)),
  { ...one("bibtex", "bib", "application/x-bibtex", ["BibTeX của các nguồn", "BibTeX of the sources"], bibtexOf), only: ["documents"] },
  {
    ...one("csl-json", "json", "application/vnd.citationstyles.csl+json", ["CSL-JSON của các nguồn", "CSL-JSON of the sources"], cslOf),
    only: ["documents"],
  },
];

/** The format called so. Throws WrongUse that lists the names there are. */
export function dataFormatByName(name: string): DataFormat {
  const format = DATA_FORMATS.find((known) => known.name === name);
  if (format === undefined)
    throw new WrongUse(`Không có định dạng "${name}".`, `Chọn một trong: ${DATA_FORMATS.map((known) => known.name).join(", ")}.`);
  return format;
}

/** The format that a file name asks for by its end; a name without one is a folder, which is a Data Package. Throws WrongUse for an end that no format has. */
export function dataFormatOf(path: string): DataFormat {
  const extension = /\.([^./\\]+)$/u.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return dataFormatByName("datapackage");
  const format = DATA_FORMATS.find((known) => known.extension === extension);
  if (format === undefined)
    throw new WrongUse(
      `Không biết định dạng của tệp "${path}".`,
      `Thêm --format, hoặc đặt tên có đuôi: ${[...new Set(DATA_FORMATS.map((known) => `.${known.extension}`))].join(", ")}.`,
    );
  return format;
}
