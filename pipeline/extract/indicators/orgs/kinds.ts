import type { Dim } from "../../../types/indicator.ts";

/** Codebook section 2: the dimension `kind` of organisations. */
export const KIND: Dim = {
  name: "kind",
  label: { vi: "Loại tổ chức", en: "Kind" },
  values: [
    { code: "grassroots", label: { vi: "tổ chức cơ sở đảng", en: "grassroots organisation" } },
    { code: "committee", label: { vi: "đảng bộ cơ sở", en: "grassroots committee" } },
    { code: "base_cell", label: { vi: "chi bộ cơ sở", en: "base cell" } },
    { code: "cell", label: { vi: "chi bộ (trực thuộc)", en: "cell" } },
    { code: "superior", label: { vi: "đảng bộ trực thuộc tỉnh ủy, thành ủy", en: "superior committee" } },
  ],
};
