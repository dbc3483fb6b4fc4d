import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";
import { inspectionKind, SESSION_KIND } from "./kinds.ts";

function read(figure: Figure): Reading | null {
  const kind = inspectionKind(figure);
  if (figure.countable !== "session" || kind === null || (figure.isPercent && figure.relation === "share")) return null;
  return measured(figure, { kind: kind === "signs" ? "inspection" : kind });
}

export const sessions: Indicator = {
  code: "inspection.sessions",
  kind: "flow",
  hasDecider: true,
  label: { vi: "Cuộc kiểm tra, giám sát", en: "Inspections" },
  definition: { vi: "Số cuộc kiểm tra, giám sát trong kỳ.", en: "Inspections and supervisions carried out in the period." },
  dims: [SESSION_KIND],
  measures: ["count", "attainment", "percent_change"],
  rules: [{ name: "<n> cuộc kiểm tra, giám sát", confidence: 0.9, accept: read }],
};
