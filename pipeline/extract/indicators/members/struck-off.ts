import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { groupDims, hasWhole, isPeople, measured } from "../dims.ts";
import { GROUP } from "./groups.ts";

function read(figure: Figure): Reading | null {
  if (figure.event !== "strike_off" || !isPeople(figure) || !hasWhole(figure) || figure.isUnnamedPart) return null;
  return measured(figure, groupDims(figure));
}

export const struckOff: Indicator = {
  code: "members.struck_off",
  kind: "flow",
  label: { vi: "Đảng viên bị xóa tên", en: "Members struck off" },
  definition: {
    vi: "Số trường hợp xóa tên trong danh sách đảng viên; không phải hình thức kỷ luật.",
    en: "Names struck off the rolls; no form of discipline.",
  },
  dims: [GROUP],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    { name: "xóa tên <n> trường hợp", confidence: 0.95, accept: (figure) => (figure.eventIsNear ? read(figure) : null) },
    {
      name: "xóa tên <n> trường hợp (trong danh sách)",
      confidence: 0.8,
      accept: (figure) => (figure.isListed || figure.isPart || figure.relation !== "plain" ? read(figure) : null),
    },
  ],
};
