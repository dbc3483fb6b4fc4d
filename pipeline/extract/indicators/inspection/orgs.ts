import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { isOrganisation, measured } from "../dims.ts";
import { hasNamedWhole, inspectionKind, KIND } from "./kinds.ts";

function read(figure: Figure): Reading | null {
  const kind = inspectionKind(figure);
  if (kind === null || !hasNamedWhole(figure) || !isOrganisation(figure)) return null;
  if (figure.form !== null || figure.grade !== null || figure.group !== null || figure.isUnnamedPart) return null;
  return measured(figure, { kind });
}

export const orgs: Indicator = {
  code: "inspection.orgs",
  kind: "flow",
  hasDecider: true,
  label: { vi: "Tổ chức đảng được kiểm tra, giám sát", en: "Organisations inspected" },
  definition: { vi: "Số tổ chức đảng được kiểm tra hoặc giám sát trong kỳ.", en: "Organisations inspected or supervised in the period." },
  dims: [KIND],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [{ name: "kiểm tra <n> tổ chức đảng", confidence: 0.9, accept: read }],
};
