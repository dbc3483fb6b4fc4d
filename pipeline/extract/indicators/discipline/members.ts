import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { measured } from "../dims.ts";

const MEMBER_FORMS: ReadonlySet<string> = new Set(["reprimand", "warning", "removal", "expulsion"]);

/** Expulsion and removal fall on people only, reprimand and warning on organisations too: there the noun decides. */
function isPeople(figure: Figure): boolean {
  if (figure.countable === "member") return true;
  if (figure.countable === "person") return figure.form !== null || figure.eventIsNear;
  return (
    figure.countable === null &&
    (figure.form !== null || figure.shareOf === "members" || (figure.eventIsNear && figure.relation === "percent_change"))
  );
}

function readDisciplined(figure: Figure): Reading | null {
  if (figure.event !== "discipline" || !isPeople(figure)) return null;
  if (figure.form !== null && !MEMBER_FORMS.has(figure.form)) return null;
  if (figure.isPart && figure.form === null && figure.relation === "plain" && figure.decidedBy === null) return null;
  if (figure.relation === "share" && figure.form === null && figure.shareOf === null) return null;
  if (figure.relation === "attainment" || (figure.relation === "share" && figure.isUnnamedPart)) return null;
  return measured(figure, figure.form === null ? {} : { form: figure.form });
}

export const members: Indicator = {
  code: "discipline.members",
  kind: "flow",
  hasDecider: true,
  label: { vi: "Đảng viên bị thi hành kỷ luật", en: "Members disciplined" },
  definition: {
    vi: "Số đảng viên bị kỷ luật trong kỳ, theo hình thức. Xóa tên không phải là kỷ luật.",
    en: "Members disciplined in the period, by form. Striking off the rolls is no discipline.",
  },
  dims: [
    {
      name: "form",
      label: { vi: "Hình thức", en: "Form" },
      values: [
        { code: "reprimand", label: { vi: "khiển trách", en: "reprimand" } },
        { code: "warning", label: { vi: "cảnh cáo", en: "warning" } },
        { code: "removal", label: { vi: "cách chức", en: "removal from office" } },
        { code: "expulsion", label: { vi: "khai trừ", en: "expulsion" } },
      ],
    },
  ],
  measures: ["count", "share", "percent_change"],
  rules: [
    { name: "kỷ luật <n> đảng viên", confidence: 0.95, accept: (figure) => (figure.form === null ? readDisciplined(figure) : null) },
    { name: "khiển trách <n>", confidence: 0.9, accept: readDisciplined },
  ],
};
