import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { isRatedInList, measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.grade !== null || figure.group !== null || figure.hasOtherPredicate) return null;
  if (figure.event !== "rate" && !figure.isRatedWhole) return null;
  if (figure.countable !== "member" && !(figure.countable === "person" && (figure.eventIsNear || figure.isRatedWhole))) return null;
  if (figure.relation === "attainment" || (figure.relation === "share" && !figure.eventIsNear)) return null;
  return measured(figure, {});
}

export const rated: Indicator = {
  code: "members.rated",
  kind: "flow",
  label: { vi: "Đảng viên được đánh giá, xếp loại", en: "Members rated" },
  definition: { vi: "Số đảng viên được đánh giá, xếp loại chất lượng trong năm.", en: "Members whose quality was rated that year." },
  dims: [],
  measures: ["count", "share"],
  rules: [
    {
      name: "dự xếp loại <n> đồng chí",
      confidence: 0.9,
      accept: (figure) => (figure.eventIsNear || figure.isRatedWhole ? read(figure) : null),
    },
    { name: "đánh giá <n> TCCSĐ và <n> đảng viên", confidence: 0.8, accept: (figure) => (isRatedInList(figure) ? read(figure) : null) },
  ],
};
