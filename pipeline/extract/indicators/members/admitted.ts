import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { groupDims, measured } from "../dims.ts";
import { GROUP } from "./groups.ts";

const PEOPLE: ReadonlySet<string | null> = new Set(["member", "new_member", "masses", "person", null]);

/** "41 công nhân được kết nạp": the group is counted itself, whatever noun stood before. */
const isGroupAlone = (figure: Figure): boolean => figure.group !== null && figure.eventIsNear && !figure.isCountedBehind;

/** Those admitted in a year are at most a fifth of all members; a greater bare percentage is one of a plan that the text leaves out. */
const MAX_SHARE_OF_MEMBERS = 20;

/** "kết nạp 358 đảng viên, đạt tỷ lệ 7,61%": the share that those admitted are of all members. */
function isShareOfMembers(figure: Figure): boolean {
  const isBesideNumber = figure.countable !== null && !figure.isCountedBehind && !figure.isPart;
  return figure.shareOf !== null || (isBesideNumber && figure.value <= MAX_SHARE_OF_MEMBERS);
}

function readAdmitted(figure: Figure): Reading | null {
  const isAdmission = figure.event === "admit" || (figure.countable === "new_member" && (figure.event === null || figure.event === "lift"));
  if (!isAdmission || figure.isUnnamedPart || !(PEOPLE.has(figure.countable) || isGroupAlone(figure))) return null;
  if (
    figure.countable === null &&
    figure.group === null &&
    !figure.isPercent &&
    !figure.eventIsNear &&
    figure.relation === "plain" &&
    figure.status !== "target"
  )
    return null;
  // A bare percentage under "kết nạp" is said of a plan, of a group, or of all members beside the number of those admitted.
  if (figure.relation === "share" && figure.group === null && !isShareOfMembers(figure)) return null;
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
