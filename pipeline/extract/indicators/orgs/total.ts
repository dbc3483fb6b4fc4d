import type { Figure, Indicator, Reading } from "../../../types/indicator.ts";
import { isOrganisation, kindDims, measured } from "../dims.ts";
import { KIND } from "./kinds.ts";

function readTotal(figure: Figure): Reading | null {
  if (!isOrganisation(figure) || figure.countable === "org") return null;
  if (
    figure.numerator !== undefined ||
    figure.hasOtherPredicate ||
    figure.isUnnamedPart ||
    figure.grade !== null ||
    figure.group !== null ||
    figure.isRatedWhole ||
    figure.form !== null ||
    figure.isPercent ||
    figure.subset
  )
    return null;
  if (figure.relation !== "plain" && figure.relation !== "change") return null;
  return measured(figure, kindDims(figure));
}

const isUngoverned = (figure: Figure): boolean => figure.event === null || figure.event === "lift" || figure.event === "represent";

export const total: Indicator = {
  code: "orgs.total",
  kind: "stock",
  label: { vi: "Số tổ chức đảng", en: "Party organisations" },
  definition: { vi: "Số tổ chức đảng theo loại vào một ngày.", en: "Party organisations by kind on a day." },
  dims: [KIND],
  measures: ["count"],
  rules: [
    {
      name: "có <n> TCCSĐ",
      confidence: 0.9,
      accept: (figure) => (isUngoverned(figure) && (figure.hasStockWords || figure.isPart) ? readTotal(figure) : null),
    },
    {
      name: "<n> TCCSĐ với <n> đảng viên",
      confidence: 0.75,
      accept: (figure) => (isUngoverned(figure) && figure.isCountedBehind ? readTotal(figure) : null),
    },
    {
      name: "số TCCSĐ tăng <n>",
      confidence: 0.75,
      accept: (figure) => (isUngoverned(figure) && figure.relation === "change" ? readTotal(figure) : null),
    },
  ],
};
