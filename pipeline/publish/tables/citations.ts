import type { Citation } from "../../types/citation.ts";
import type { DataTable } from "../../types/dataset.ts";
import type { ArticleHead } from "../../types/store.ts";
import { type Column, column, needed, passage, tabulate } from "./columns.ts";
import { reportColumns } from "./documents.ts";

/** A mention of a document with its number in its article. */
export interface NumberedCitation {
  readonly n: number;
  readonly citation: Citation;
  readonly head: ArticleHead;
}

type Read = (citation: Citation) => string | number | null;
const of =
  (read: Read) =>
  ({ citation }: NumberedCitation) =>
    read(citation);

const COLUMNS: readonly Column<NumberedCitation>[] = [
  needed("id", "string", ["Mã", "Id"], ({ n, head }) => `${head.id}.${n}`),
  column(
    "document",
    "string",
    ["Văn bản được dẫn", "Document cited"],
    of(({ id }) => id),
  ),
  column(
    "number",
    "string",
    ["Số", "Number"],
    of(({ number }) => number),
  ),
  column(
    "type",
    "string",
    ["Ký hiệu loại", "Type"],
    of(({ type }) => type),
  ),
  column(
    "kind",
    "string",
    ["Loại văn bản", "Kind"],
    of(({ documentKind }) => documentKind ?? null),
  ),
  column(
    "issuer",
    "string",
    ["Cơ quan ban hành", "Issuer"],
    of(({ issuer }) => issuer),
  ),
  column(
    "issuer_province",
    "string",
    ["Tỉnh của cơ quan ban hành", "Province of the issuer"],
    of(({ issuerPlace }) => issuerPlace),
  ),
  column(
    "issued",
    "string",
    ["Ngày ban hành", "Issued"],
    of(({ issued }) => issued),
  ),
  column(
    "term",
    "string",
    ["Khóa", "Term"],
    of(({ term }) => term),
  ),
  column(
    "document_title",
    "string",
    ["Tên văn bản", "Title of the document"],
    of(({ title }) => title ?? null),
  ),
  needed(
    "basis",
    "string",
    ["Cơ sở nhận ra", "Basis"],
    of(({ basis }) => basis),
  ),
  ...passage<NumberedCitation>(({ citation }) => citation),
  column("province", "string", ["Tỉnh của bài", "Province of the report"], ({ head }) => head.place?.province ?? null),
  ...reportColumns<NumberedCitation>(({ head }) => head),
];

/** The mentions of Party and State documents, one row each. */
export function citationsTable(citations: () => Iterable<NumberedCitation>): DataTable {
  const foreignKeys = [
    { field: "article", table: "documents", reference: "article" },
    { field: "province", table: "places", reference: "province" },
  ] as const;
  const title = { vi: "Văn bản được dẫn", en: "Citations" };
  return tabulate({ name: "citations", title, primaryKey: ["id"], foreignKeys }, COLUMNS, citations);
}
