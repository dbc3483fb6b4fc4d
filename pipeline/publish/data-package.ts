import { createHash } from "node:crypto";
import type { About, Chunks, DataTable, Entry, Field } from "../types/dataset.ts";
import { csvOf } from "./csv.ts";
import { inPieces } from "./zip.ts";

/** What a written file weighs; filled in when it has been read to its end. */
export interface Digest {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

async function* measured(path: string, chunks: Chunks, note: (digest: Digest) => void): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of inPieces(chunks)) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  note({ path, bytes, sha256: hash.digest("hex") });
}

/** An entry that notes its digest once it has been written. */
export function measuredEntry({ path, chunks }: Entry, note: (digest: Digest) => void): Entry {
  return { path, chunks: () => measured(path, chunks(), note) };
}

/** One hash for several files: equal for equal data, whenever and in whatever order it was written. */
export function hashOf(digests: readonly Digest[]): string {
  const lines = digests.map(({ path, sha256 }) => `${sha256}  ${path}\n`).sort();
  return createHash("sha256").update(lines.join("")).digest("hex");
}

function fieldOf({ name, type, title, required }: Field): object {
  return { name, type, title: title.vi, description: title.en, ...(required === true ? { constraints: { required: true } } : {}) };
}

function schemaOf({ fields, primaryKey, foreignKeys }: DataTable, names: ReadonlySet<string>): object {
  const kept = foreignKeys.filter(({ table }) => names.has(table));
  const references = kept.map(({ field, table, reference }) => ({ fields: field, reference: { resource: table, fields: reference } }));
  return { fields: fields.map(fieldOf), missingValues: [""], primaryKey, ...(references.length === 0 ? {} : { foreignKeys: references }) };
}

/** Party reports state facts; their words belong to the papers and are quoted with their source. An export names no licence that nobody gave. */
const LICENCE = {
  name: "notspecified",
  title:
    "Số liệu là dữ kiện; câu trích thuộc về báo đã đăng, khi dùng phải dẫn nguồn (cột url). · Figures are facts; quotes belong to their publishers: cite the column url.",
};

const PROVINCES = {
  title: "Danh mục đơn vị hành chính (thanglequoc/vietnamese-provinces-database, MIT)",
  path: "https://github.com/thanglequoc/vietnamese-provinces-database",
};

const GUARD =
  "Trong các tệp CSV, chữ bắt đầu bằng = + - @ có thêm dấu ' ở trước để bảng tính không chạy nó như công thức. · In the CSV files a text that begins with = + - @ has an apostrophe before it.";

function resourceOf(table: DataTable, names: ReadonlySet<string>, digest: Digest | undefined): object {
  const { name, title } = table;
  const weight = digest === undefined ? {} : { bytes: digest.bytes, hash: `sha256:${digest.sha256}` };
  const kind = { profile: "tabular-data-resource", format: "csv", mediatype: "text/csv", encoding: "utf-8" };
  return { name, path: `${name}.csv`, title: title.vi, description: title.en, ...kind, ...weight, schema: schemaOf(table, names) };
}

/** The descriptor of a Tabular Data Package (specs.frictionlessdata.io, version 1): what each table holds, and where all of it comes from. */
export function describePackage(tables: readonly DataTable[], about: About, digests: readonly Digest[]): object {
  const names = new Set<string>(tables.map(({ name }) => name));
  const { createdAt, ...made } = about;
  return {
    profile: "tabular-data-package",
    name: "dangvu",
    title: "Số liệu công tác xây dựng Đảng của các tỉnh, đọc từ báo cáo công khai",
    description: `Mỗi con số đi cùng câu chữ và địa chỉ của báo cáo nói ra nó. Ô trống là chưa biết, không phải số không. · Every figure with the words and the address of the report that says it; empty is unknown, not zero.\n\n${GUARD}`,
    created: createdAt,
    version: about.version,
    keywords: ["xây dựng Đảng", "Việt Nam", "đảng viên", "tổ chức cơ sở đảng"],
    licenses: [LICENCE],
    sources: [...(names.has("documents") ? [{ title: "Các báo cáo trong bảng documents", path: "documents.csv" }] : []), PROVINCES],
    dangvu: { ...made, dataHash: hashOf(digests) },
    resources: tables.map((table) =>
      resourceOf(
        table,
        names,
        digests.find(({ path }) => path === `${table.name}.csv`),
      ),
    ),
  };
}

/** The files of a Data Package: a CSV a table, and last `datapackage.json`, which tells their hashes. They are to be read in this order. */
export function* dataPackage(tables: readonly DataTable[], about: About): Generator<Entry> {
  const digests: Digest[] = [];
  for (const table of tables)
    yield measuredEntry({ path: `${table.name}.csv`, chunks: () => csvOf(table) }, (digest) => void digests.push(digest));
  yield { path: "datapackage.json", chunks: () => [`${JSON.stringify(describePackage(tables, about, digests), null, 2)}\n`] };
}
