import { makeTable } from "../../pipeline/compare/table.ts";
import type { TextLabels } from "../../pipeline/publish/text.ts";
import type { StoredObservation } from "../../pipeline/types/store.ts";
import type { Table, TableSpec } from "../../pipeline/types/table.ts";
import { makeSpec, provinces } from "../compare/provinces.ts";

export const labels: TextLabels = {
  lang: "vi",
  province: "Tỉnh",
  coverage: "Số tỉnh có số liệu",
  reported: (reported, of) => `${reported}/${of}`,
  empty: "Chưa có số liệu.",
  derived: "* tính ra",
  partial: "… thiếu phần",
  dissent: "≠ có số khác",
  figure: ({ value, bound, measure }) =>
    (bound === "more_than" ? "hơn " : "") + new Intl.NumberFormat("vi-VN").format(value) + (measure === "share" ? "%" : ""),
};

export function tableOf(observations: readonly StoredObservation[], spec: Partial<TableSpec> = {}): Table {
  return makeTable({ spec: makeSpec(spec), observations, provinces });
}
