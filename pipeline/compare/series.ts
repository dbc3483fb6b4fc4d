import type { IndicatorCode } from "../types/observation.ts";
import type { Column, SeriesBreak, TableSpec } from "../types/table.ts";
import { columnsOf } from "./periods.ts";

interface BreakRule extends Pick<SeriesBreak, "note"> {
  /** The first day on which the new way holds, ISO. */
  readonly at: string;
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
    at: "2018-01-01",
    touches: ({ indicator }) => indicator === "orgs.rating",
    note: {
      vi: "Từ năm 2018 xếp loại tổ chức đảng theo bốn mức mới, bỏ mức “trong sạch, vững mạnh” (Quy định 132-QĐ/TW): không so với các năm trước.",
      en: "From 2018 organisations are rated on four new grades; “clean and strong” is gone (132-QĐ/TW): not comparable with earlier years.",
    },
  },
  {
    at: "2018-01-01",
    touches: ({ indicator }) => indicator === "members.rating",
    note: {
      vi: "Từ năm 2018 đổi thang xếp loại đảng viên (Quy định 132-QĐ/TW); mức “xuất sắc” có từ trước, nên khác biệt nhỏ hơn ở tổ chức đảng.",
      en: "From 2018 members are rated on a new scale (132-QĐ/TW); “excellent” existed before, so the break is weaker than for organisations.",
    },
  },
  {
    at: "2025-01-01",
    touches: isRating,
    note: {
      vi: "Từ năm 2025 xếp loại theo thang điểm 100, có cả xếp loại quý và nhiệm kỳ (Quy định 366-QĐ/TW): tên mức giữ nguyên, thước đo khác.",
      en: "From 2025 ratings use points out of 100, also by quarter and term (366-QĐ/TW): same names, another yardstick.",
    },
  },
  {
    at: "2025-07-01",
    touches: isOrgs,
    note: {
      vi: "Từ 01/7/2025 không còn cấp huyện, đảng bộ xã đứng trên tổ chức cơ sở đảng (Quy định 294-QĐ/TW): “tổ chức cơ sở đảng” đếm đối tượng khác.",
      en: "Since 2025-07-01 there is no district level and a commune committee stands above the grassroots (294-QĐ/TW): another thing is counted.",
    },
  },
  {
    at: "2025-07-01",
    touches: ({ boundaries }) => boundaries === "then",
    note: { vi: "Từ 01/7/2025, 63 tỉnh, thành phố còn 34.", en: "Since 2025-07-01 the 63 provinces are 34." },
  },
  {
    at: "2026-07-26",
    touches: isOrgs,
    note: {
      vi: "Từ 26/7/2026 đảng bộ xã lại là tổ chức cơ sở đảng, không còn “chi bộ cơ sở” (Quy định 208-QĐ/TW).",
      en: "Since 2026-07-26 a commune committee is a grassroots organisation again, and there is no “base cell” any more (208-QĐ/TW).",
    },
  },
  ...CONGRESS_YEARS.map(
    (year): BreakRule => ({
      at: `${year}-01-01`,
      // A column of a term is the five years' sum itself.
      touches: (spec) => isFlow(spec) && spec.period !== "term",
      note: {
        vi: "Năm đại hội các cấp: nhiều báo cáo cộng cả nhiệm kỳ năm năm.",
        en: "A year of congresses: many reports add up the five years of the term.",
      },
    }),
  ),
];

/** The column that the day lies in; of terms the one that has begun last, as it is the first that the new way touches. */
function columnAt(columns: readonly Column[], day: string): number {
  return columns.findLastIndex(({ from, to }) => from <= day && day <= to);
}

/** The breaks of codebook section 6 that touch the indicator and lie between two columns of the table, oldest first. */
export function findBreaks(spec: TableSpec, columns: readonly Column[] = columnsOf(spec)): readonly SeriesBreak[] {
  const shown = BREAKS.flatMap(({ at, note, touches }) => {
    const column = columnAt(columns, at);
    const key = columns[column]?.key;
    if (column < 1 || key === undefined || !touches(spec)) return [];
    const beforeYear = Number(at.slice(0, 4));
    return [{ column, found: (spec.period ?? "year") === "year" ? { beforeYear, note } : { beforeYear, note, beforePeriod: key } }];
  });
  return shown.sort((a, b) => a.column - b.column).map(({ found }) => found);
}
