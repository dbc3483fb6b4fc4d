import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { hasWhole, isPeople, measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.event !== "resign" || !isPeople(figure) || !hasWhole(figure)) return null;
  if (figure.isPart && figure.relation === "plain") return null;
  return measured(figure, {});
}

export const resigned: Indicator = {
  code: "members.resigned",
  kind: "flow",
  label: { vi: "Đảng viên xin ra khỏi Đảng", en: "Members who left" },
  definition: { vi: "Số đảng viên xin ra khỏi Đảng trong kỳ.", en: "Members who asked to leave in the period." },
  dims: [],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    { name: "xin ra khỏi Đảng <n> trường hợp", confidence: 0.95, accept: (figure) => (figure.eventIsNear ? read(figure) : null) },
    {
      name: "xin ra khỏi Đảng <n> trường hợp (trong danh sách)",
      confidence: 0.8,
      accept: (figure) => (figure.isListed || figure.isPart || figure.relation !== "plain" ? read(figure) : null),
    },
  ],
};
