import type { DataTable } from "../../types/dataset.ts";
import type { Check } from "../../types/observation.ts";
import type { ArticleHead } from "../../types/store.ts";
import { type Column, column, needed, tabulate } from "./columns.ts";
import { reportColumns } from "./documents.ts";

/** A check of an article with its number in it. */
export interface NumberedCheck {
  readonly n: number;
  readonly check: Check;
  readonly head: ArticleHead;
}

const COLUMNS: readonly Column<NumberedCheck>[] = [
  needed("id", "string", ["Mã", "Id"], ({ n, head }) => `${head.id}.${n}`),
  needed("what", "string", ["Kiểm tra", "Check"], ({ check }) => check.what),
  needed("holds", "boolean", ["Khớp", "Holds"], ({ check }) => check.holds),
  column("parts", "string", ["Các phần", "Parts"], ({ check }) => check.parts.join(";") || null),
  column("computed", "number", ["Tính ra", "Computed"], ({ check }) => check.computed),
  column("printed", "string", ["In trong bài", "Printed"], ({ check }) => (check.printed === null ? null : String(check.printed))),
  needed("detail", "string", ["Diễn giải", "Detail"], ({ check }) => check.detail),
  ...reportColumns<NumberedCheck>(({ head }) => head),
];

/** The checks that every article gets, held or failed. */
export function checksTable(checks: () => Iterable<NumberedCheck>): DataTable {
  const foreignKeys = [{ field: "article", table: "documents", reference: "article" }] as const;
  const title = { vi: "Kiểm tra", en: "Checks" };
  return tabulate({ name: "checks", title, primaryKey: ["id"], foreignKeys }, COLUMNS, checks);
}
