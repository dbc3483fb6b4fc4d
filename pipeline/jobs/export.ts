import { type DataFormat, type DataOptions, dataFormatByName, dataFormatOf } from "../publish/data-formats.ts";
import { assertFree, MARK, saveFile, saveFolder } from "../publish/save.ts";
import { zipOf } from "../publish/zip.ts";
import type { About, DataTable, Entry, TableName } from "../types/dataset.ts";
import { WrongUse } from "../types/errors.ts";
import type { Store } from "../types/store.ts";
import type { Table } from "../types/table.ts";
import type { TableForm } from "../types/table-views.ts";
import { aboutData, type DataFilter, queryOf, tablesOf, WHOLE } from "./dataset.ts";
import { namesInFile, tablesOfCells } from "./table-exports.ts";

export interface ExportRequest {
  readonly path: string;
  /** A name of DATA_FORMATS; null: by the path's end. */
  readonly format: string | null;
  /** Null: what the format is usually asked for. */
  readonly what: TableName | "all" | null;
  readonly filter: DataFilter;
  /** For `cells`, `wide` and `totals`: the comparison tables, and the question they answer. With `what` null these are what is written. */
  readonly cells: { readonly tables: () => readonly Table[]; readonly query: string } | null;
  /** Of comparison tables in formats that hold one table: a line a cell, or a line a province; long when absent. */
  readonly form?: TableForm;
  readonly force: boolean;
  readonly bom: boolean;
  readonly lang: "vi" | "en";
  readonly now: Date;
}

export interface ExportReport {
  readonly path: string;
  readonly format: string;
  /** Rows written, by table. */
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
  readonly about: About;
}

/** The tables that a request means. Throws WrongUse for what the format cannot hold. */
export function tablesMeant(format: DataFormat, what: ExportRequest["what"]): readonly TableName[] {
  const usual = format.only?.[0] ?? (format.holds === "one" ? "observations" : "all");
  const asked = what ?? usual;
  if (format.only !== undefined && (asked === "all" || !format.only.includes(asked)))
    throw new WrongUse(`Định dạng ${format.name} không dùng cho "${asked}".`, `Dùng --what ${format.only.join(" hoặc ")}.`);
  if (asked !== "all") return [asked];
  return WHOLE;
}

/** The table with its rows counted while they are written. */
function counted(table: DataTable, rows: Partial<Record<TableName, number>>): DataTable {
  return {
    ...table,
    *rows() {
      rows[table.name] = 0;
      for (const row of table.rows()) {
        rows[table.name] = (rows[table.name] ?? 0) + 1;
        yield row;
      }
    },
  };
}

function* withMark(entries: Iterable<Entry>, about: About): Generator<Entry> {
  yield* entries;
  yield { path: MARK, chunks: () => [`${JSON.stringify(about, null, 2)}\n`] };
}

interface Saving {
  readonly format: DataFormat;
  readonly tables: readonly DataTable[];
  readonly options: DataOptions;
  readonly force: boolean;
}

/** One file where the format or the request has one, else a ZIP archive where the path ends so, else a folder. */
async function save(path: string, { format, tables, options, force }: Saving): Promise<void> {
  const entries = format.entries(tables, options);
  const [first] = format.holds === "one" && tables.length === 1 ? entries : [];
  if (first !== undefined) return saveFile(path, first.chunks(), { force });
  if (format.holds === "book") return saveFile(path, zipOf(entries), { force });
  const all = withMark(entries, options.about);
  return /\.zip$/iu.test(path) ? saveFile(path, zipOf(all), { force }) : saveFolder(path, all, { force });
}

/**
 * Writes what was asked for into a file or folder, whole or not at all, all of it of one moment of the store, and returns what was written. Throws WrongUse where something is in the
 * way or the format does not fit, StoreBroken when the store or the disk fails.
 */
export async function exportData(store: Store, request: ExportRequest): Promise<ExportReport> {
  const { path, filter, cells, form = "long", force, bom, lang, now } = request;
  const format = request.format === null ? dataFormatOf(path) : dataFormatByName(request.format);
  const isComparison = cells !== null && request.what === null;
  const meant = isComparison ? [] : tablesMeant(format, request.what);
  assertFree(path, { force });
  const rows: Partial<Record<TableName, number>> = {};
  return store.bulk.holding(async () => {
    const compared = isComparison || meant.some(isCompared) ? comparedTables(cells) : null;
    const names = isComparison && compared !== null ? namesInFile(format, form, compared.tables) : meant;
    const all = { ...tablesOf(store, filter), ...(isComparison ? compared?.all : null) };
    const { adapt = (table) => table } = format;
    const tables = names.map((name) => counted(adapt(isCompared(name) ? comparedOf(compared)[name] : all[name]), rows));
    const about = aboutData(store, { now, query: compared === null || cells === null ? queryOf(filter) : cells.query });
    await save(path, { format, tables, options: { lang, about, bom }, force });
    return { path, format: format.name, rows, about };
  });
}

type ComparedName = "cells" | "wide" | "totals";

const isCompared = (name: TableName): name is ComparedName => name === "cells" || name === "wide" || name === "totals";

interface Compared {
  readonly tables: readonly Table[];
  readonly all: ReturnType<typeof tablesOfCells>;
}

function comparedTables(cells: ExportRequest["cells"]): Compared {
  if (cells === null)
    throw new WrongUse("Bảng so sánh cần một chỉ số.", "Thêm --indicator, ví dụ --indicator members.admitted, hoặc --link của một bảng.");
  const tables = cells.tables();
  return { tables, all: tablesOfCells(tables) };
}

function comparedOf(compared: Compared | null): Compared["all"] {
  return (compared ?? comparedTables(null)).all;
}
