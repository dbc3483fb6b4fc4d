import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";

function read(figure: Figure): Reading | null {
  if (figure.lack !== "members" || figure.relation === "attainment") return null;
  if (figure.countable !== "village" && !(figure.relation !== "plain" && figure.countable === null)) return null;
  return measured(figure, {});
}

export const withoutMembers: Indicator = {
  code: "villages.without_members",
  kind: "stock",
  label: { vi: "Thôn, bản chưa có đảng viên", en: "Villages without members" },
  definition: { vi: "Số thôn, bản, tổ dân phố chưa có đảng viên nào vào một ngày.", en: "Villages without members of their own on a day." },
  dims: [],
  measures: ["count", "share", "percent_change"],
  rules: [{ name: "<n> thôn, bản chưa có đảng viên", confidence: 0.9, accept: read }],
};
