import type { TableSpec } from "../../types/table.ts";
import { dimsText, indicatorLabel } from "../figures.ts";
import type { View } from "../view.ts";

/** What a table shows, in one line: indicator, dimensions, measure, status, boundaries. */
export function specText(view: View, spec: TableSpec): string {
  return [questionText(view, spec), view.labels.table.boundaryName(spec.boundaries)].join(" · ");
}

/** What is asked of each province: indicator, dimensions, measure, status. */
export function questionText(view: View, spec: Pick<TableSpec, "indicator" | "dims" | "measure" | "status">): string {
  const { measures, statuses } = view.labels;
  const words = [
    indicatorLabel(view, spec.indicator),
    dimsText(view, spec.indicator, spec.dims),
    measures[spec.measure],
    statuses[spec.status],
  ];
  return words.filter((word) => word !== "").join(" · ");
}
