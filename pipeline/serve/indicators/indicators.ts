import { findIndicator } from "../figures.ts";
import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import type { View } from "../view.ts";
import { type IndicatorList, renderIndicatorList } from "./list.ts";
import { renderIndicator } from "./page.ts";
import { IndicatorAnswer, IndicatorsAnswer } from "./shape.ts";
import { type IndicatorPage, viewIndicator, viewIndicatorPage } from "./view.ts";

export const indicatorRoutes: readonly Route[] = [
  pageRoute({
    name: "listIndicators",
    summary: { vi: "Các chỉ số", en: "The indicators" },
    page: "/chi-so",
    api: "/indicators",
    response: IndicatorsAnswer,
    read: listIndicators,
    render: renderIndicatorList,
  }),
  pageRoute({
    name: "readIndicator",
    summary: { vi: "Một chỉ số: định nghĩa, độ phủ, các năm", en: "One indicator: definition, coverage, series" },
    page: "/chi-so/:code",
    api: "/indicators/:code",
    response: IndicatorAnswer,
    read: (view, { code = "" }) => readIndicator(view, code),
    render: renderIndicator,
    toJson: ({ data }: IndicatorPage) => data,
  }),
];

function listIndicators(view: View): IndicatorList {
  readQuery(view, {});
  return { indicators: view.services.indicators.map((indicator) => viewIndicator(view, indicator)) };
}

function readIndicator(view: View, code: string): IndicatorPage {
  readQuery(view, {});
  const indicator = findIndicator(view, code);
  if (indicator === undefined) throw notFound(view.lang);
  return viewIndicatorPage(view, indicator);
}
