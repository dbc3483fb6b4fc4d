import { formatLink } from "../compare/link.ts";
import { DATA_FORMATS, type DataFormat, dataFormatByName } from "../publish/data-formats.ts";
import { cellsTable } from "../publish/tables/cells.ts";
import { documentsTable } from "../publish/tables/documents.ts";
import { totalsTable } from "../publish/tables/totals.ts";
import { wideTable } from "../publish/tables/wide.ts";
import { inPieces, zipOf } from "../publish/zip.ts";
import type { About, Chunks, DataTable } from "../types/dataset.ts";
import { WrongUse } from "../types/errors.ts";
import type { ArticleHead, Store } from "../types/store.ts";
import type { Cell, Table } from "../types/table.ts";
import type { ExportFormat, TableExports, TableForm } from "../types/table-views.ts";
import { aboutData } from "./dataset.ts";

/** The articles behind a cell: its candidates, and what it is computed from. */
function headsOf({ candidates, inputs = [] }: Cell): readonly ArticleHead[] {
  return [...candidates, ...inputs.map(({ winner }) => winner)].map(({ head }) => head);
}

/** The articles behind tables, each once, by id. */
function sourcesOf(tables: readonly Table[]): readonly ArticleHead[] {
  const cells = tables.flatMap(({ rows, totals = [] }) => [
    ...rows.flatMap((row) => row.cells),
    ...totals.flatMap((row) => row.cells.map(({ published }) => published)),
  ]);
  const heads = new Map(cells.flatMap((cell) => (cell === null ? [] : headsOf(cell))).map((head) => [head.id, head]));
  return [...heads.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Comparison tables as tables to take away, by name. */
export function tablesOfCells(tables: readonly Table[]): Readonly<Record<"cells" | "wide" | "totals" | "documents", DataTable>> {
  return {
    cells: cellsTable(...tables),
    wide: wideTable(tables),
    totals: totalsTable(tables),
    documents: documentsTable(() => sourcesOf(tables)),
  };
}

/** The tables of a file of comparison tables, in their order: a workbook or package has all of them. */
export function namesInFile(
  format: DataFormat,
  form: TableForm,
  tables: readonly Table[],
): readonly (keyof ReturnType<typeof tablesOfCells>)[] {
  if (format.only?.includes("documents")) return ["documents"];
  if (format.holds === "one") return [form === "wide" ? "wide" : "cells"];
  const isTold = tables.some(({ totals }) => totals !== undefined);
  return ["wide", "cells", ...(isTold ? (["totals"] as const) : []), "documents"];
}

/** Formats whose columns are fixed take the long form only; workbooks and packages hold both. */
function formsOf({ holds, only }: DataFormat): readonly TableForm[] {
  return holds === "one" && only === undefined ? ["long", "wide"] : ["long"];
}

const FORMATS: readonly ExportFormat[] = DATA_FORMATS.map((format) => {
  const { name, extension, mediaType, description } = format;
  return { name, extension, mediaType, description, forms: formsOf(format) };
});

/** Tables of the pages as files, of the store that they were made of. */
export function tableExports(store: Store): TableExports {
  let made: About | null = null;
  /** The commit of the code is asked for once: it takes a process of its own. */
  const aboutOf = (tables: readonly Table[]): About => {
    made ??= aboutData(store, { now: new Date(), query: "" });
    const query = formatLink(tables.map(({ spec }) => spec));
    return { ...made, createdAt: new Date().toISOString(), fingerprint: store.fingerprint(), query };
  };
  return {
    formats: FORMATS,
    write: async (tables, { format: name, form, lang }) => {
      const format = dataFormatByName(name);
      if (!formsOf(format).includes(form)) throw new WrongUse(`Định dạng ${name} không có dạng ${form}.`, "Dùng dạng long.");
      const about = aboutOf(tables);
      const all = tablesOfCells(tables);
      const { adapt = (table: DataTable) => table } = format;
      const shown = namesInFile(format, form, tables).map((one) => adapt(all[one]));
      const entries = format.entries(shown, { lang, about, bom: name === "csv" });
      const [first] = format.holds === "one" ? entries : [];
      return await bytesOf(first === undefined ? zipOf(entries) : first.chunks());
    },
  };
}

async function bytesOf(chunks: Chunks): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  for await (const piece of inPieces(chunks)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
