import type { Dim, Figure } from "../../../types/indicator.ts";

/** Which kind of inspection an event is; null for an event that is none. */
export function inspectionKind(figure: Figure): "inspection" | "signs" | "supervision" | "both" | null {
  if (figure.event === "inspect") return "inspection";
  if (figure.event === "inspect_signs") return "signs";
  if (figure.event === "supervise") return "supervision";
  return figure.event === "inspect_both" ? "both" : null;
}

/** A share is one only of a whole that its words name: "99% tổ chức cơ sở đảng"; "đạt 100%" may be of a plan. */
export const hasNamedWhole = (figure: Figure): boolean => figure.relation !== "share" || figure.isCountedBehind;

const VALUES = {
  inspection: { code: "inspection", label: { vi: "kiểm tra", en: "inspection" } },
  signs: { code: "signs", label: { vi: "kiểm tra khi có dấu hiệu vi phạm", en: "on signs of violation" } },
  supervision: { code: "supervision", label: { vi: "giám sát", en: "supervision" } },
  both: { code: "both", label: { vi: "kiểm tra, giám sát", en: "inspection and supervision" } },
};

const label = { vi: "Loại", en: "Kind" };

/** Codebook section 2: kinds of inspected bodies and people, and of sessions, which do not tell signs apart. */
export const KIND: Dim = { name: "kind", label, values: [VALUES.inspection, VALUES.signs, VALUES.supervision, VALUES.both] };
export const SESSION_KIND: Dim = { name: "kind", label, values: [VALUES.inspection, VALUES.supervision, VALUES.both] };
