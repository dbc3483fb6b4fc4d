import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { gradeDims, isOrganisation, kindDims, measured } from "../dims.ts";
import { KIND } from "./kinds.ts";

function readRating(figure: Figure): Reading | null {
  if (figure.grade === null || !isOrganisation(figure)) return null;
  // "biểu dương 9 TCCSĐ trong sạch, vững mạnh tiêu biểu": the model grade is given by commending.
  const isGiven = figure.grade === "tsvm_model" && figure.event === "other";
  if (figure.event !== null && figure.event !== "rate" && figure.event !== "lift" && !isGiven) return null;
  if (figure.relation === "attainment" || (figure.relation === "share" && figure.isUnnamedPart)) return null;
  return measured(figure, gradeDims(figure.grade, figure, kindDims(figure)));
}

export const rating: Indicator = {
  code: "orgs.rating",
  kind: "flow",
  label: { vi: "Xếp loại tổ chức đảng", en: "Organisations by grade" },
  definition: {
    vi: "Số hoặc tỷ lệ tổ chức đảng đạt một mức xếp loại trong năm.",
    en: "Organisations in a grade of the yearly rating, counted or as a share.",
  },
  dims: [
    KIND,
    {
      name: "grade",
      label: { vi: "Mức", en: "Grade" },
      values: [
        { code: "tsvm", label: { vi: "trong sạch, vững mạnh", en: "clean and strong" } },
        { code: "tsvm_model", label: { vi: "trong sạch, vững mạnh tiêu biểu", en: "model clean and strong" } },
        { code: "excellent", label: { vi: "hoàn thành xuất sắc", en: "excellent" } },
        { code: "good", label: { vi: "hoàn thành tốt", en: "good" } },
        { code: "fulfilled", label: { vi: "hoàn thành", en: "fulfilled" } },
        { code: "failed", label: { vi: "yếu kém, không hoàn thành", en: "failed" } },
      ],
    },
    {
      name: "cumulative",
      label: { vi: "… trở lên", en: "or better" },
      values: [{ code: true, label: { vi: "trở lên", en: "or better" } }],
    },
  ],
  measures: ["share", "count", "points", "percent_change"],
  rules: [
    { name: "<n> TCCSĐ đạt <mức>", confidence: 0.9, accept: (figure) => (figure.isPart ? null : readRating(figure)) },
    { name: "trong đó <n> <mức>", confidence: 0.85, accept: readRating },
  ],
};
