import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { hasWhole, isPeople, measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.event !== "confirm" || !isPeople(figure) || !hasWhole(figure)) return null;
  if (figure.isPart && figure.relation === "plain") return null;
  return measured(figure, {});
}

export const confirmed: Indicator = {
  code: "members.confirmed",
  kind: "flow",
  label: { vi: "Đảng viên được chuyển chính thức", en: "Members confirmed" },
  definition: { vi: "Số đảng viên dự bị được công nhận chính thức trong kỳ.", en: "Probationary members made full members in the period." },
  dims: [],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    { name: "chuyển đảng chính thức cho <n>", confidence: 0.95, accept: (figure) => (figure.eventIsNear ? read(figure) : null) },
    {
      name: "chuyển đảng chính thức cho <n> (trong danh sách)",
      confidence: 0.8,
      accept: (figure) => (figure.isListed || figure.isPart || figure.relation !== "plain" ? read(figure) : null),
    },
  ],
};
