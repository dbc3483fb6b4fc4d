import type { IndicatorCode } from "../types/observation.ts";
import type { SeriesBreak, TableSpec } from "../types/table.ts";

interface BreakRule extends SeriesBreak {
  readonly touches: (spec: TableSpec) => boolean;
}

/** Codebook section 2, column "kind": everything else happens over time. */
const STOCKS: ReadonlySet<IndicatorCode> = new Set([
  "members.total",
  "orgs.total",
  "villages.without_members",
  "villages.without_cell",
  "cells.joint",
]);

const isOrgs = ({ indicator }: TableSpec): boolean => indicator.startsWith("orgs.");
const isRating = ({ indicator }: TableSpec): boolean => indicator === "orgs.rating" || indicator === "members.rating";
/** Is it counted over a span of time (admitted, disciplined, rated) rather than at a day? */
export const isFlow = ({ indicator }: Pick<TableSpec, "indicator">): boolean => !STOCKS.has(indicator);

/** Years in which congresses are held at all levels, and reports add up five years. */
const CONGRESS_YEARS = [2010, 2015, 2020, 2025];

/** Codebook section 6, oldest first. */
const BREAKS: readonly BreakRule[] = [
  {
    beforeYear: 2018,
    touches: ({ indicator }) => indicator === "orgs.rating",
    note: {
      vi: "Từ năm 2018 xếp loại tổ chức đảng theo bốn mức mới, bỏ mức “trong sạch, vững mạnh” (Quy định 132-QĐ/TW): không so với các năm trước.",
      en: "From 2018 organisations are rated on four new grades; “clean and strong” is gone (132-QĐ/TW): not comparable with earlier years.",
    },
  },
  {
    beforeYear: 2018,
    touches: ({ indicator }) => indicator === "members.rating",
    note: {
      vi: "Từ năm 2018 đổi thang xếp loại đảng viên (Quy định 132-QĐ/TW); mức “xuất sắc” có từ trước, nên khác biệt nhỏ hơn ở tổ chức đảng.",
      en: "From 2018 members are rated on a new scale (132-QĐ/TW); “excellent” existed before, so the break is weaker than for organisations.",
    },
  },
  {
    beforeYear: 2025,
    touches: isRating,
    note: {
      vi: "Từ năm 2025 xếp loại theo thang điểm 100, có cả xếp loại quý và nhiệm kỳ (Quy định 366-QĐ/TW): tên mức giữ nguyên, thước đo khác.",
      en: "From 2025 ratings use points out of 100, also by quarter and term (366-QĐ/TW): same names, another yardstick.",
    },
  },
  {
    beforeYear: 2025,
    touches: isOrgs,
    note: {
      vi: "Từ 01/7/2025 không còn cấp huyện, đảng bộ xã đứng trên tổ chức cơ sở đảng (Quy định 294-QĐ/TW): “tổ chức cơ sở đảng” đếm đối tượng khác.",
      en: "Since 2025-07-01 there is no district level and a commune committee stands above the grassroots (294-QĐ/TW): another thing is counted.",
    },
  },
  {
    beforeYear: 2025,
    touches: ({ boundaries }) => boundaries === "then",
    note: { vi: "Từ 01/7/2025, 63 tỉnh, thành phố còn 34.", en: "Since 2025-07-01 the 63 provinces are 34." },
  },
  {
    beforeYear: 2026,
    touches: isOrgs,
    note: {
      vi: "Từ 26/7/2026 đảng bộ xã lại là tổ chức cơ sở đảng, không còn “chi bộ cơ sở” (Quy định 208-QĐ/TW).",
      en: "Since 2026-07-26 a commune committee is a grassroots organisation again, and there is no “base cell” any more (208-QĐ/TW).",
    },
  },
  ...CONGRESS_YEARS.map(
    (year): BreakRule => ({
      beforeYear: year,
      touches: isFlow,
      note: {
        vi: "Năm đại hội các cấp: nhiều báo cáo cộng cả nhiệm kỳ năm năm.",
        en: "A year of congresses: many reports add up the five years of the term.",
      },
    }),
  ),
];

/** The breaks of codebook section 6 that touch the indicator and lie between two years of the table, oldest first. */
export function findBreaks(spec: TableSpec): readonly SeriesBreak[] {
  const shown = BREAKS.filter(({ beforeYear, touches }) => beforeYear > spec.years.from && beforeYear <= spec.years.to && touches(spec));
  return shown.map(({ beforeYear, note }) => ({ beforeYear, note })).sort((a, b) => a.beforeYear - b.beforeYear);
}
