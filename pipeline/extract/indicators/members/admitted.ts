import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { groupDims, measured } from "../dims.ts";
import { GROUP } from "./groups.ts";

const PEOPLE: ReadonlySet<string | null> = new Set(["member", "new_member", "masses", "person", null]);

function readAdmitted(figure: Figure): Reading | null {
  const isAdmission = figure.event === "admit" || (figure.countable === "new_member" && (figure.event === null || figure.event === "lift"));
  if (!isAdmission || figure.isUnnamedPart || !PEOPLE.has(figure.countable)) return null;
  if (
    figure.countable === null &&
    figure.group === null &&
    !figure.isPercent &&
    !figure.eventIsNear &&
    figure.relation === "plain" &&
    figure.status !== "target"
  )
    return null;
  // A bare percentage under "kết nạp" is said of a plan or of a group; anything else has no whole that we know.
  if (figure.relation === "share" && figure.group === null && figure.shareOf === null) return null;
  return measured(figure, groupDims(figure));
}

export const admitted: Indicator = {
  code: "members.admitted",
  kind: "flow",
  label: { vi: "Đảng viên mới kết nạp", en: "Members admitted" },
  definition: { vi: "Số người được kết nạp vào Đảng trong kỳ.", en: "People admitted to the Party in the period." },
  dims: [GROUP],
  measures: ["count", "share", "attainment", "percent_change"],
  rules: [
    {
      name: "kết nạp <n> đảng viên",
      confidence: 0.95,
      accept: (figure) => (figure.eventIsNear && !figure.isPart ? readAdmitted(figure) : null),
    },
    { name: "kết nạp …, trong đó <n> là …", confidence: 0.9, accept: (figure) => (figure.isPart ? readAdmitted(figure) : null) },
    { name: "<n> đảng viên mới", confidence: 0.85, accept: (figure) => (figure.countable === "new_member" ? readAdmitted(figure) : null) },
    {
      name: "kết nạp … A <n>, B <n>",
      confidence: 0.8,
      accept: (figure) => (figure.hasStockWords && figure.relation === "plain" && !figure.isListed ? null : readAdmitted(figure)),
    },
  ],
};
