import type { Dim } from "../../../types/indicator.ts";

/** Codebook section 2: the grades of members. */
export const GRADE: Dim = {
  name: "grade",
  label: { vi: "Mức", en: "Grade" },
  values: [
    { code: "excellent", label: { vi: "hoàn thành xuất sắc", en: "excellent" } },
    { code: "good", label: { vi: "hoàn thành tốt", en: "good" } },
    { code: "fulfilled", label: { vi: "hoàn thành", en: "fulfilled" } },
    { code: "failed", label: { vi: "không hoàn thành, vi phạm tư cách", en: "failed" } },
  ],
};

/** "… trở lên": the grade and those above it. */
export const CUMULATIVE: Dim = {
  name: "cumulative",
  label: { vi: "… trở lên", en: "or better" },
  values: [{ code: true, label: { vi: "trở lên", en: "or better" } }],
};
