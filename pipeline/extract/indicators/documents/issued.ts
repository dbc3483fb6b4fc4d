import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.countable !== "document" || figure.isPercent) return null;
  if (figure.event !== "issue") return null;
  return measured(figure, figure.document === null ? {} : { type: figure.document });
}

export const issued: Indicator = {
  code: "documents.issued",
  kind: "flow",
  label: { vi: "Văn bản đã ban hành", en: "Documents issued" },
  definition: {
    vi: "Số văn bản mà tổ chức đảng ban hành trong kỳ, theo loại.",
    en: "Documents that the organisation issued in the period, by type.",
  },
  dims: [
    {
      name: "type",
      label: { vi: "Loại văn bản", en: "Type" },
      values: [
        { code: "resolution", label: { vi: "nghị quyết", en: "resolution" } },
        { code: "thematic_resolution", label: { vi: "nghị quyết chuyên đề", en: "thematic resolution" } },
        { code: "plan", label: { vi: "kế hoạch", en: "plan" } },
        { code: "guideline", label: { vi: "hướng dẫn", en: "guideline" } },
        { code: "decision", label: { vi: "quyết định", en: "decision" } },
        { code: "notice", label: { vi: "thông báo", en: "notice" } },
        { code: "conclusion", label: { vi: "kết luận", en: "conclusion" } },
        { code: "directive", label: { vi: "chỉ thị", en: "directive" } },
        { code: "programme", label: { vi: "chương trình", en: "programme" } },
        { code: "regulation", label: { vi: "quy định", en: "regulation" } },
        { code: "scheme", label: { vi: "đề án", en: "scheme" } },
      ],
    },
  ],
  measures: ["count"],
  rules: [{ name: "ban hành <n> nghị quyết", confidence: 0.95, accept: (figure) => (figure.event === "issue" ? read(figure) : null) }],
};
