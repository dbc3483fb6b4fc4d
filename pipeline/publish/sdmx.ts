import type { DataTable, Field, Value } from "../types/dataset.ts";

/** Versions of SDMX-CSV: 1.0 names the dataflow in one column, 2.0 the structure, its id and what to do with the row in three. */
export type SdmxVersion = "1.0" | "2.0";

const AGENCY = "DANGVU";
const FLOW_VERSION = "1.0.0";

/** The columns of a table that are dimensions, by their names in SDMX; with `REPORT` a figure said in several reports is told apart. */
const DIMENSIONS: Readonly<Record<string, string>> = {
  id: "REPORT_FIGURE",
  province: "REF_AREA",
  indicator: "INDICATOR",
  dims: "BREAKDOWN",
  measure: "MEASURE",
  status: "OBS_KIND",
  boundaries: "BOUNDARIES",
};

/** What becomes the time or the value, or says the same as they do. */
const TAKEN: ReadonlySet<string> = new Set(["year", "period", "period_from", "period_to", "period_at", "value"]);

/** A dimension has to say something. `_Z`: not applicable, `_T`: total, of the codes that SDMX recommends. */
const EMPTY: Readonly<Record<string, string>> = { BREAKDOWN: "_T", REF_AREA: "_Z" };

function lastDay(month: string): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

const firstOf = (date: string): string => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date);
const lastOf = (date: string): string => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? lastDay(date) : date);

/** Spans that SDMX has a name for, by first and last day without the year. */
const NAMED: Readonly<Record<string, string>> = {
  "01-01..12-31": "",
  "01-01..06-30": "-S1",
  "07-01..12-31": "-S2",
  "01-01..03-31": "-Q1",
  "04-01..06-30": "-Q2",
  "07-01..09-30": "-Q3",
  "10-01..12-31": "-Q4",
};

/**
 * A span as a time period of SDMX: `2014`, `2014-S1`, `2014-Q2`, `2014-05`, `2014-05-19`, else first day and length in days (`2014-01-01/P273D`). Null for one with
 * an open end, for which SDMX has no writing.
 */
export function timePeriod(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  const [first, last] = [firstOf(from), lastOf(to)];
  if (first === last) return first;
  const [year, month] = [first.slice(0, 4), first.slice(0, 7)];
  const named = last.startsWith(year) ? NAMED[`${first.slice(5)}..${last.slice(5)}`] : undefined;
  if (named !== undefined) return year + named;
  if (first === `${month}-01` && last === lastDay(month)) return month;
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return days > 0 ? `${first}/P${days}D` : null;
}

/** The key of a table's column as a time period of SDMX: `2014`, `2014-H1` is `2014-S1`, `2014-Q3`, `2014-07`; a term `2015-2020` is five years from its first (`2015-01-01/P5Y`). */
function timeOfColumn(key: string): string {
  const term = /^(\d{4})-(\d{4})$/u.exec(key);
  return term === null ? key.replace("-H", "-S") : `${term[1]}-01-01/P${Number(term[2]) - Number(term[1])}Y`;
}

/** Reads the time of a row. */
function timeReader(fields: readonly Field[]): (row: readonly Value[]) => string | null {
  const at = (name: string): number => fields.findIndex((field) => field.name === name);
  const [year, period, from, to, point] = [at("year"), at("period"), at("period_from"), at("period_to"), at("period_at")];
  const text = (value: Value | undefined): string | null => (value === undefined || value === null ? null : String(value));
  if (period !== -1)
    return (row) => {
      const key = text(row[period]);
      return key === null ? null : timeOfColumn(key);
    };
  if (point === -1) return (row) => text(row[year]);
  return (row) => {
    const day = text(row[point]);
    return day === null ? timePeriod(text(row[from]), text(row[to])) : timePeriod(day, day);
  };
}

/** The columns before the data, and what stands in them in every row. */
function structure(version: SdmxVersion, flow: string): { readonly names: readonly string[]; readonly values: readonly string[] } {
  if (version === "1.0") return { names: ["DATAFLOW"], values: [`${AGENCY}:${flow}(${FLOW_VERSION})`] };
  return { names: ["STRUCTURE", "STRUCTURE_ID", "ACTION"], values: ["dataflow", `${AGENCY}:${flow}(${FLOW_VERSION})`, "I"] };
}

const named = (name: string): Field => ({ name, type: "string", title: { vi: name, en: name } });

/**
 * A table of figures (`observations`, `cells`) as SDMX-CSV lays it out: structure, dimensions, TIME_PERIOD, OBS_VALUE, attributes. Rows without a value or a time that SDMX can
 * write (unknown, open ends) are left out: an observation there has to have both.
 */
export function sdmxTable(table: DataTable, version: SdmxVersion): DataTable {
  const { fields } = table;
  const places = fields.map((field, index) => ({ field, index }));
  const dimensions = places.filter(({ field }) => field.name in DIMENSIONS);
  const attributes = places.filter(({ field }) => !(field.name in DIMENSIONS) && !TAKEN.has(field.name));
  const value = fields.findIndex(({ name }) => name === "value");
  const head = structure(version, table.name.toUpperCase());
  const timeOf = timeReader(fields);
  const dimensionName = ({ field }: { field: Field }): string => DIMENSIONS[field.name] ?? field.name.toUpperCase();
  const names = [
    ...head.names,
    ...dimensions.map(dimensionName),
    "TIME_PERIOD",
    "OBS_VALUE",
    ...attributes.map(({ field }) => field.name.toUpperCase()),
  ];
  function* rows(): Generator<readonly Value[]> {
    for (const row of table.rows()) {
      const time = timeOf(row);
      if (time === null || typeof row[value] !== "number") continue;
      const key = dimensions.map((one) => row[one.index] ?? EMPTY[dimensionName(one)] ?? "_Z");
      yield [...head.values, ...key, time, row[value] as number, ...attributes.map(({ index }) => row[index] ?? null)];
    }
  }
  return { ...table, fields: names.map(named), primaryKey: [], foreignKeys: [], rows };
}
