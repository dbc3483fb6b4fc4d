import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { hasWhole, isPeople, measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.event !== "train" || !isPeople(figure) || !hasWhole(figure) || figure.countable === "member") return null;
  if (figure.isPart && figure.relation === "plain") return null;
  return measured(figure, {});
}

export const trained: Indicator = {
  code: "members.trained",
  kind: "flow",
  label: { vi: "Quần chúng học lớp nhận thức về Đảng", en: "People trained" },
  definition: {
    vi: "Số quần chúng ưu tú được cử học lớp bồi dưỡng nhận thức về Đảng trong kỳ.",
    en: "Outstanding people sent to the Party-awareness course in the period.",
  },
  dims: [],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    {
      name: "cử <n> quần chúng đi học lớp nhận thức về Đảng",
      confidence: 0.95,
      accept: (figure) => (figure.eventIsNear ? read(figure) : null),
    },
    {
      name: "cử <n> quần chúng đi học lớp nhận thức về Đảng (trong danh sách)",
      confidence: 0.8,
      accept: (figure) => (figure.isListed || figure.isPart || figure.relation !== "plain" ? read(figure) : null),
    },
  ],
};
