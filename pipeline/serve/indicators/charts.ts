import { formatNumber } from "../../labels/format.ts";
import { indicatorWords } from "../../labels/indicator.ts";
import { siteWords } from "../../labels/site.ts";
import type { LineChart, TileMap } from "../../types/chart.ts";
import type { Table } from "../../types/table.ts";
import type { ProvinceSeries } from "../../types/table-views.ts";
import { provinceName } from "../figures.ts";
import { provinceHref } from "../provinces/names.ts";
import type { View } from "../view.ts";
import type { IndicatorAnswers } from "./view.ts";

/** As many lines as can be told apart and labelled at their ends. */
export const SHOWN_LINES = 8;

type System = TileMap["system"];

/** In how many years each province of a system has a value; null where none has. */
export function coverageMap(view: View, system: System, { perProvince }: IndicatorAnswers): TileMap | null {
  const words = indicatorWords(view.lang);
  const years = new Map(perProvince.map((one) => [one.province, one.years]));
  const standing = view.services.provinces.filter((unit) => unit.system === system && isMapped(unit));
  const known = perProvince.filter(({ province }) => standing.some(({ id }) => id === province));
  const [most] = known;
  if (most === undefined) return null;
  const number = (value: number) => formatNumber(value, view.lang);
  return {
    kind: "tiles",
    system,
    lang: view.lang,
    title: words.coverageMap[system],
    description: words.coverageDescription(number(known.length), number(standing.length), most.name, number(most.years)),
    unit: words.coverageUnit,
    source: "",
    tiles: standing.map(({ id, name }) => {
      const count = years.get(id) ?? null;
      return {
        province: id,
        name,
        value: count,
        text: count === null ? "" : words.coverageYears(number(count)),
        href: provinceHref(view, id),
      };
    }),
  };
}

/** Hà Tây, gone in 2008, has no tile. */
function isMapped({ system, validTo }: { readonly system: System; readonly validTo?: string | null }): boolean {
  return system === "34" || validTo === undefined || validTo === null || validTo >= "2025";
}

/** A unit of today beside one of the 63 of the same name is told from it by when it begins. */
function lineName(view: View, { province, name }: ProvinceSeries): string {
  const own = provinceName(view, province) ?? name;
  return province.startsWith("34-") ? `${own} (34)` : own;
}

/** The provinces with most years as lines; null where none has a value. */
export function linesOf(view: View, table: Table, title: string): LineChart | null {
  const words = indicatorWords(view.lang);
  const series = view.services.views
    .series(table)
    .toSorted((a, b) => b.points.length - a.points.length || (a.province < b.province ? -1 : 1))
    .slice(0, SHOWN_LINES);
  if (series.length === 0) return null;
  const columns = table.columns ?? table.years.map((year) => ({ key: String(year), year }));
  const names = series.map((one) => lineName(view, one));
  return {
    kind: "lines",
    lang: view.lang,
    title: words.seriesTitle(title),
    description: words.seriesDescription(names.join(", "), columns[0]?.key ?? "", columns.at(-1)?.key ?? ""),
    unit: view.labels.measures[table.spec.measure],
    source: table.data === undefined ? siteWords(view.lang).table : words.source(formatNumber(table.data.observations, view.lang)),
    columns: columns.map(({ key }) => ({ key, label: key })),
    series: series.map((one, i) => ({
      name: names[i] ?? one.name,
      segments: one.segments.map((segment) =>
        segment.map(({ key, value, isUnfinished }) => ({ key, value, ...(isUnfinished ? { isUnfinished: true } : {}) })),
      ),
    })),
    breaks: table.breaks.map(({ beforeYear, beforePeriod, note }) => ({
      beforeKey: beforePeriod ?? String(beforeYear),
      note: note[view.lang],
    })),
  };
}
