import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { groupDims, measured } from "../dims.ts";
import { GROUP } from "./groups.ts";

const isMembers = (figure: Figure): boolean =>
  figure.countable === "member" ||
  (figure.countable === "person" && figure.event === "lift") ||
  (figure.countable === null && figure.event === "lift");

/** No place that reports has so few members. */
const LEAST_BELOW = 20;

function readTotal(figure: Figure): Reading | null {
  // "5 thôn có dưới 3 đảng viên" tells of villages.
  if (figure.bound === "less_than" && figure.value < LEAST_BELOW) return null;
  if (!isMembers(figure) || figure.hasOtherPredicate || figure.isUnnamedPart || figure.grade !== null || figure.form !== null) return null;
  if (figure.relation === "attainment") return null;
  // Who decides on members does so case by case: on their discipline, told in the sentence before.
  if (figure.decidedBy !== null) return null;
  if (figure.isPercent && figure.group === null && figure.relation === "share") return null;
  return measured(figure, groupDims(figure));
}

export const total: Indicator = {
  code: "members.total",
  kind: "stock",
  label: { vi: "Tổng số đảng viên", en: "Party members" },
  definition: { vi: "Số đảng viên của đảng bộ vào một ngày.", en: "Members of the organisation on a day." },
  dims: [GROUP],
  measures: ["count", "share"],
  rules: [
    {
      name: "nâng tổng số đảng viên lên <n>",
      confidence: 0.95,
      accept: (figure) => (figure.event === "lift" && figure.relation === "plain" ? readTotal(figure) : null),
    },
    {
      name: "đại diện cho <n> đảng viên",
      confidence: 0.9,
      accept: (figure) => (figure.event === "represent" && figure.countable === "member" ? readTotal(figure) : null),
    },
    {
      name: "có <n> đảng viên",
      confidence: 0.85,
      accept: (figure) =>
        figure.event === null &&
        figure.countable === "member" &&
        (figure.hasStockWords || figure.relation === "change" || figure.relation === "share" || (figure.isPart && figure.group !== null))
          ? readTotal(figure)
          : null,
    },
  ],
};
