import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";
import { hasNamedWhole, inspectionKind, KIND } from "./kinds.ts";

function read(figure: Figure): Reading | null {
  const kind = inspectionKind(figure);
  if (kind === null || !hasNamedWhole(figure) || !(figure.countable === "member" || figure.countable === "person")) return null;
  if (figure.form !== null || figure.grade !== null || figure.group !== null || figure.isUnnamedPart) return null;
  return measured(figure, { kind });
}

export const members: Indicator = {
  code: "inspection.members",
  kind: "flow",
  hasDecider: true,
  label: { vi: "Đảng viên được kiểm tra, giám sát", en: "Members inspected" },
  definition: { vi: "Số đảng viên được kiểm tra hoặc giám sát trong kỳ.", en: "Members inspected or supervised in the period." },
  dims: [KIND],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [{ name: "kiểm tra <n> đảng viên", confidence: 0.9, accept: read }],
};
