import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.lack !== "cell" || figure.relation === "attainment") return null;
  if (figure.countable !== "village" && !(figure.relation !== "plain" && figure.countable === null)) return null;
  return measured(figure, {});
}

export const withoutCell: Indicator = {
  code: "villages.without_cell",
  kind: "stock",
  label: { vi: "Thôn, bản chưa có chi bộ", en: "Villages without a cell" },
  definition: { vi: "Số thôn, bản, tổ dân phố chưa có chi bộ riêng vào một ngày.", en: "Villages without a cell of their own on a day." },
  dims: [],
  measures: ["count", "share", "percent_change"],
  rules: [{ name: "<n> thôn, bản chưa có chi bộ", confidence: 0.9, accept: read }],
};
