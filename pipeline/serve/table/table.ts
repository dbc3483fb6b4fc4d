import type { Table } from "../../types/table.ts";
import { pageRoute, type Route } from "../route.ts";
import { TableAnswer } from "../shapes/tables.ts";
import type { View } from "../view.ts";
import { cellRoute } from "./cell.ts";
import { chartRoutes } from "./chart.ts";
import { embedRoutes } from "./embed.ts";
import { renderTablePage } from "./page.ts";
import { type Asked, readAsked, tableParameters } from "./query.ts";
import { exportRoutes } from "./take.ts";
import { viewTable } from "./view.ts";

/** What the page of tables shows; its JSON is made only where it is asked for. */
export interface Tables extends Asked {
  readonly view: View;
  /** One a question; never none. */
  readonly tables: readonly Table[];
}

export const tableRoutes: readonly Route[] = [
  pageRoute<Tables>({
    name: "table",
    summary: { vi: "Bảng so sánh các tỉnh", en: "A comparison table of provinces" },
    page: "/bang",
    api: "/table",
    parameters: tableParameters,
    response: TableAnswer,
    read: tablesOf,
    render: (view, shown) => renderTablePage(view, shown),
    toJson: tablesJson,
  }),
  cellRoute,
  ...exportRoutes,
  ...chartRoutes,
  ...embedRoutes,
];

function tablesOf(view: View): Tables {
  const { specs, look } = readAsked(view);
  return { view, specs, look, tables: specs.map((spec) => view.services.table(spec)) };
}

/** One table as it is, several as a list. */
function tablesJson({ view, tables }: Tables): unknown {
  const [first, ...others] = tables.map((table) => viewTable(view, table));
  return others.length === 0 ? first : { tables: [first, ...others] };
}
