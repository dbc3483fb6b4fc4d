import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { isOrganisation, measured } from "../dims.ts";

const ORG_FORMS: ReadonlySet<string> = new Set(["reprimand", "warning", "dissolution"]);

function read(figure: Figure): Reading | null {
  if (figure.event !== "discipline" || !isOrganisation(figure)) return null;
  if (figure.form !== null && !ORG_FORMS.has(figure.form)) return null;
  if (figure.isPart && figure.form === null && figure.relation === "plain" && figure.decidedBy === null) return null;
  if (figure.relation === "attainment" || (figure.relation === "share" && figure.form === null)) return null;
  return measured(figure, figure.form === null ? {} : { form: figure.form });
}

export const orgs: Indicator = {
  code: "discipline.orgs",
  kind: "flow",
  hasDecider: true,
  label: { vi: "Tổ chức đảng bị thi hành kỷ luật", en: "Organisations disciplined" },
  definition: { vi: "Số tổ chức đảng bị kỷ luật trong kỳ, theo hình thức.", en: "Party organisations disciplined in the period, by form." },
  dims: [
    {
      name: "form",
      label: { vi: "Hình thức", en: "Form" },
      values: [
        { code: "reprimand", label: { vi: "khiển trách", en: "reprimand" } },
        { code: "warning", label: { vi: "cảnh cáo", en: "warning" } },
        { code: "dissolution", label: { vi: "giải tán", en: "dissolution" } },
      ],
    },
  ],
  measures: ["count", "share", "percent_change"],
  rules: [
    { name: "kỷ luật <n> tổ chức đảng", confidence: 0.95, accept: (figure) => (figure.form === null ? read(figure) : null) },
    { name: "khiển trách <n> tổ chức đảng", confidence: 0.9, accept: read },
  ],
};
