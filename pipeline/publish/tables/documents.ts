import type { DataTable } from "../../types/dataset.ts";
import type { ArticleHead } from "../../types/store.ts";
import { type Column, column, dayOf, needed, tabulate } from "./columns.ts";

/** The report behind a row, at the end of the tables that name one: "says who?" without a second table. */
export function reportColumns<Row>(headOf: (row: Row) => ArticleHead): readonly Column<Row>[] {
  return [
    needed("article", "string", ["Mã bài", "Report"], (row) => headOf(row).id),
    column("title", "string", ["Tên bài", "Title"], (row) => headOf(row).title),
    column("publisher", "string", ["Cơ quan đăng", "Publisher"], (row) => headOf(row).publisher),
    column("published", "date", ["Ngày đăng", "Published"], (row) => dayOf(headOf(row).publishedAt)),
    needed("url", "string", ["Địa chỉ", "Address"], (row) => headOf(row).url),
    column("source_url", "string", ["Bài gốc được dẫn", "Based on"], (row) => headOf(row).basedOn),
    needed("trust", "string", ["Độ tin của văn bản", "Trust"], (row) => headOf(row).trust),
  ];
}

const COLUMNS: readonly Column<ArticleHead>[] = [
  ...reportColumns<ArticleHead>((head) => head),
  column("source", "string", ["Nguồn thu thập", "Source"], ({ source }) => source),
  needed("fetched", "string", ["Lấy về lúc", "Fetched"], ({ fetchedAt }) => fetchedAt),
  column("place_level", "string", ["Cấp của nơi được nói đến", "Level of its place"], ({ place }) => place?.level ?? null),
  column("province", "string", ["Mã tỉnh", "Province"], ({ place }) => place?.province ?? null),
  column("place_name", "string", ["Tên tổ chức dưới cấp tỉnh", "Name below the province"], ({ place }) => place?.name ?? null),
  needed("figures", "integer", ["Số số liệu trong bài", "Figures in it"], ({ figures }) => figures),
];

/** The reports that figures were read in: the sources to cite. */
export function documentsTable(heads: () => Iterable<ArticleHead>): DataTable {
  const title = { vi: "Bài báo, báo cáo nguồn", en: "Source reports" };
  const foreignKeys = [{ field: "province", table: "places", reference: "province" }] as const;
  return tabulate({ name: "documents", title, primaryKey: ["article"], foreignKeys }, COLUMNS, heads);
}
