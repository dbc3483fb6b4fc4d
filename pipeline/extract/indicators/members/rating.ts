import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { gradeDims, measured } from "../dims.ts";
import { CUMULATIVE, GRADE } from "./grades.ts";

const MEMBER_GRADES: ReadonlySet<string> = new Set(GRADE.values.map(({ code }) => String(code)));

function read(figure: Figure): Reading | null {
  if (figure.grade === null || !MEMBER_GRADES.has(figure.grade)) return null;
  if (figure.countable !== "member" && figure.countable !== "person") return null;
  if (figure.event !== null && figure.event !== "rate" && figure.event !== "lift") return null;
  if (figure.relation === "attainment" || figure.group !== null || (figure.relation === "share" && figure.isUnnamedPart)) return null;
  return measured(figure, gradeDims(figure.grade, figure));
}

export const rating: Indicator = {
  code: "members.rating",
  kind: "flow",
  label: { vi: "Xếp loại đảng viên", en: "Members by grade" },
  definition: {
    vi: "Số hoặc tỷ lệ đảng viên đạt một mức xếp loại trong năm.",
    en: "Members in a grade of the yearly rating, counted or as a share.",
  },
  dims: [GRADE, CUMULATIVE],
  measures: ["share", "count", "points", "percent_change"],
  rules: [
    { name: "<n> đảng viên <mức>", confidence: 0.9, accept: (figure) => (figure.isPart ? null : read(figure)) },
    { name: "trong đó <mức> <n>", confidence: 0.85, accept: read },
  ],
};
