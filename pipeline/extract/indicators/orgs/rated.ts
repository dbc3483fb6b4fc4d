import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { isOrganisation, isRatedInList, kindDims, measured } from "../dims.ts";
import { KIND } from "./kinds.ts";

function read(figure: Figure): Reading | null {
  if (figure.grade !== null || !isOrganisation(figure) || figure.hasOtherPredicate) return null;
  if (figure.event !== "rate" && !figure.isRatedWhole) return null;
  if (figure.relation === "attainment" || figure.group !== null) return null;
  return measured(figure, kindDims(figure));
}

export const rated: Indicator = {
  code: "orgs.rated",
  kind: "flow",
  label: { vi: "Tổ chức đảng được đánh giá, xếp loại", en: "Organisations rated" },
  definition: {
    vi: "Số tổ chức đảng được đánh giá, xếp loại chất lượng trong năm.",
    en: "Organisations whose quality was rated that year.",
  },
  dims: [KIND],
  measures: ["count", "share"],
  rules: [
    { name: "<n> TCCSĐ được đánh giá", confidence: 0.9, accept: (figure) => (figure.eventIsNear ? read(figure) : null) },
    {
      name: "kết quả xếp loại của <n> TCCSĐ: …",
      confidence: 0.85,
      accept: (figure) => (figure.isRatedWhole || figure.followsOf ? read(figure) : null),
    },
    { name: "đánh giá <n> đảng bộ và <n> chi bộ", confidence: 0.8, accept: (figure) => (isRatedInList(figure) ? read(figure) : null) },
    { name: "<n> TCCSĐ được đánh giá, đạt <n>%", confidence: 0.8, accept: (figure) => (figure.relation === "share" ? read(figure) : null) },
  ],
};
