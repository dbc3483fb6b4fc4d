import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { hasWhole, isPeople, measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.event !== "award_badge" || !isPeople(figure) || !hasWhole(figure) || figure.isPart || figure.isUnnamedPart) return null;
  return measured(figure, {});
}

export const badges: Indicator = {
  code: "members.badges",
  kind: "flow",
  onAnniversary: true,
  label: { vi: "Huy hiệu Đảng đã trao", en: "Party-age badges" },
  definition: { vi: "Số Huy hiệu Đảng được trao tặng, truy tặng trong kỳ.", en: "Party-age badges awarded in the period." },
  dims: [],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    { name: "trao Huy hiệu Đảng cho <n> đảng viên", confidence: 0.95, accept: (figure) => (figure.eventIsNear ? read(figure) : null) },
    {
      name: "trao Huy hiệu Đảng cho <n> đảng viên (trong danh sách)",
      confidence: 0.8,
      accept: (figure) => (figure.isListed || figure.isPart || figure.relation !== "plain" ? read(figure) : null),
    },
  ],
};
