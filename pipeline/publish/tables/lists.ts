import type { DataTable } from "../../types/dataset.ts";
import type { Dim, Indicator } from "../../types/indicator.ts";
import type { ProvinceUnit } from "../../types/province.ts";
import { type Column, column, needed, tabulate } from "./columns.ts";

const PLACES: readonly Column<ProvinceUnit>[] = [
  needed("province", "string", ["Mã tỉnh", "Province"], ({ id }) => id),
  needed("name", "string", ["Tên", "Name"], ({ name }) => name),
  needed("system", "integer", ["Hệ: 63 hay 34 tỉnh", "System: 63 or 34"], ({ system }) => system),
  column("valid_from", "date", ["Có từ ngày", "First day"], ({ validFrom }) => validFrom),
  column("valid_to", "date", ["Không còn từ ngày", "First day no longer"], ({ validTo }) => validTo),
  column("merged_into", "string", ["Nhập vào", "Merged into"], ({ mergedInto }) => mergedInto ?? null),
  column("region", "string", ["Vùng", "Region"], ({ region }) => region),
];

/** The provinces of both systems. Bare two-digit codes mean other provinces in each: hence the ids. */
export function placesTable(provinces: readonly ProvinceUnit[]): DataTable {
  const title = { vi: "Tỉnh, thành phố", en: "Places" };
  return tabulate({ name: "places", title, primaryKey: ["province"] }, PLACES, () => provinces);
}

/** "grade: tsvm = trong sạch, vững mạnh; …" */
function dimValues({ name, values }: Dim, lang: "vi" | "en"): string {
  return `${name}: ${values.map(({ code, label }) => `${code} = ${label[lang]}`).join("; ")}`;
}

const CODEBOOK: readonly Column<Indicator>[] = [
  needed("indicator", "string", ["Chỉ số", "Indicator"], ({ code }) => code),
  needed("kind", "string", ["Tại một ngày (stock) hay trong một khoảng (flow)", "Stock or flow"], ({ kind }) => kind),
  needed("label_vi", "string", ["Tên", "Name in Vietnamese"], ({ label }) => label.vi),
  needed("label_en", "string", ["Tên tiếng Anh", "Name in English"], ({ label }) => label.en),
  needed("definition_vi", "string", ["Định nghĩa", "Definition in Vietnamese"], ({ definition }) => definition.vi),
  needed("definition_en", "string", ["Định nghĩa tiếng Anh", "Definition in English"], ({ definition }) => definition.en),
  needed("measures", "string", ["Các cách đo", "Measures"], ({ measures }) => measures.join(";")),
  column(
    "dims_vi",
    "string",
    ["Các chiều", "Dimensions in Vietnamese"],
    ({ dims }) => dims.map((dim) => dimValues(dim, "vi")).join(" | ") || null,
  ),
  column(
    "dims_en",
    "string",
    ["Các chiều tiếng Anh", "Dimensions in English"],
    ({ dims }) => dims.map((dim) => dimValues(dim, "en")).join(" | ") || null,
  ),
];

/** What every indicator counts, and the values of its dimensions. */
export function codebookTable(indicators: readonly Indicator[]): DataTable {
  const title = { vi: "Bảng mã", en: "Codebook" };
  return tabulate({ name: "codebook", title, primaryKey: ["indicator"] }, CODEBOOK, () => indicators);
}
