import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { hasWhole, isPeople, measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.event !== "remove" || !isPeople(figure) || !hasWhole(figure)) return null;
  if (figure.isPart && figure.relation === "plain") return null;
  return measured(figure, {});
}

export const removed: Indicator = {
  code: "members.removed",
  kind: "flow",
  label: { vi: "Đảng viên đưa ra khỏi Đảng", en: "Members removed" },
  definition: {
    vi: "Số đảng viên đưa ra khỏi Đảng bằng mọi cách, khi báo cáo chỉ nêu tổng số.",
    en: "Members taken out of the Party in any way, when only the sum is given.",
  },
  dims: [],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    { name: "đưa <n> đảng viên ra khỏi Đảng", confidence: 0.95, accept: (figure) => (figure.eventIsNear ? read(figure) : null) },
    {
      name: "đưa <n> đảng viên ra khỏi Đảng (trong danh sách)",
      confidence: 0.8,
      accept: (figure) => (figure.isListed || figure.isPart || figure.relation !== "plain" ? read(figure) : null),
    },
  ],
};
