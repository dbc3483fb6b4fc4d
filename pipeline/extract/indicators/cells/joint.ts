import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.countable !== "joint_cell" || figure.relation === "attainment" || figure.grade !== null) return null;
  return measured(figure, {});
}

export const joint: Indicator = {
  code: "cells.joint",
  kind: "stock",
  label: { vi: "Chi bộ sinh hoạt ghép", en: "Joint cells" },
  definition: { vi: "Số chi bộ phải sinh hoạt ghép vào một ngày.", en: "Cells that meet jointly, on a day." },
  dims: [],
  measures: ["count", "share", "percent_change"],
  rules: [{ name: "<n> chi bộ sinh hoạt ghép", confidence: 0.9, accept: read }],
};
