import { formatLink, parseLink } from "../compare/link.ts";
import { RATIOS, type Ratio } from "../compare/ratios.ts";
import { makeTable, neededFor } from "../compare/table.ts";
import { CODEBOOK } from "../extract/codebook.ts";
import { nearest } from "../language/nearest.ts";
import { publisherProvince } from "../language/publishers.ts";
import { readReference } from "../language/reference.ts";
import { WrongUse } from "../types/errors.ts";
import type { Indicator } from "../types/indicator.ts";
import type { ProvinceUnit } from "../types/province.ts";
import type { ArticleHead, FigureQuery, Store, StoredObservation } from "../types/store.ts";
import type { Table, TableSpec } from "../types/table.ts";

/** Both systems as units of a table, the 63 first. */
export function provinceUnits(): readonly ProvinceUnit[] {
  const { units63, units34 } = readReference("provinces");
  return [
    ...units63.map(({ id, name, validFrom, validTo, mergedInto, region6 }) => ({
      id,
      name,
      system: 63 as const,
      validFrom,
      validTo,
      mergedInto,
      region: region6,
    })),
    ...units34.map(({ id, name, validFrom, validTo, mergedFrom, region6 }) => ({
      id,
      name,
      system: 34 as const,
      validFrom,
      validTo,
      mergedFrom,
      region: region6,
    })),
  ];
}

/** Observations that stay in memory for the next table, as long as the store says the same: half a million take some 0.5 GB. */
const KEPT_OBSERVATIONS = 500_000;

/** Tables that stay in memory for the next call that asks the same. */
const KEPT_TABLES = 16;

interface Kept {
  readonly fingerprint: string;
  /** By permalink, the one asked for last at the end. */
  readonly tables: Map<string, Table>;
  /** By question, the one asked for last at the end. */
  readonly answers: Map<string, readonly StoredObservation[]>;
}

const kept = new WeakMap<object, Kept>();

/** What is kept of a store's answers, empty again when it says something else. */
function keptOf(store: TableStore): Kept {
  const fingerprint = store.fingerprint();
  const known = kept.get(store);
  if (known?.fingerprint === fingerprint) return known;
  const fresh: Kept = { fingerprint, tables: new Map(), answers: new Map() };
  kept.set(store, fresh);
  return fresh;
}

/** What a store answers, asked once. */
function observationsOf(store: TableStore, answers: Kept["answers"], query: FigureQuery): readonly StoredObservation[] {
  const key = JSON.stringify(query);
  const found = answers.get(key) ?? store.figures(query);
  answers.delete(key);
  answers.set(key, found);
  let total = [...answers.values()].reduce((sum, { length }) => sum + length, 0);
  for (const [oldest, { length }] of answers) {
    if (total <= KEPT_OBSERVATIONS || oldest === key) break;
    answers.delete(oldest);
    total -= length;
  }
  return found;
}

type TableStore = Pick<Store, "figures" | "fingerprint">;

/** The province whose paper or portal published an article; told by publisher and host, so looked up once for each. */
function homeFinder(): (head: ArticleHead) => string | null {
  const homes = new Map<string, string | null>();
  return ({ publisher, url }) => {
    const key = `${publisher} ${url.slice(0, url.indexOf("/", url.indexOf("//") + 2))}`;
    const known = homes.get(key);
    if (known !== undefined) return known;
    const home = publisherProvince(publisher, url);
    homes.set(key, home);
    return home;
  };
}

/** The comparison table of a question over what the store holds. Asked again while the store says the same, it is the same table. */
export function tableOf(store: TableStore, spec: TableSpec): Table {
  const { tables, answers } = keptOf(store);
  const link = formatLink([spec]);
  const table = tables.get(link) ?? makeAnew(store, answers, spec);
  tables.delete(link);
  tables.set(link, table);
  const [oldest] = tables.keys();
  if (tables.size > KEPT_TABLES && oldest !== undefined) tables.delete(oldest);
  return table;
}

function makeAnew(store: TableStore, kept: Kept["answers"], spec: TableSpec): Table {
  const levels = spec.totals === true ? (["province", "national", "region"] as const) : (["province"] as const);
  const answers = neededFor(spec).flatMap((needed) => levels.map((level) => observationsOf(store, kept, { ...needed, level })));
  const [only = [], ...others] = answers;
  const observations = others.length === 0 ? only : answers.flat();
  return makeTable({ spec, observations, provinces: provinceUnits(), homeOf: homeFinder() });
}

/** The measure that a table of an indicator shows when none is asked for: the first of its declaration. */
export function usualMeasure(code: string): TableSpec["measure"] {
  return findCountable(code)?.measures[0] ?? "count";
}

/** What a table can be about: an indicator of the codebook, or a ratio of two. */
export type Tabulated = Pick<Indicator, "code" | "kind" | "label" | "definition" | "dims" | "measures">;

const ofRatio = ({ code, label, definition, measure }: Ratio): Tabulated => ({
  code,
  kind: "flow",
  label,
  definition,
  dims: [],
  measures: [measure],
});

/** The ratios, as the pages and the command line show them beside the indicators. */
export const TABULATED_RATIOS: readonly Tabulated[] = RATIOS.map(ofRatio);

function findCountable(code: string): Tabulated | undefined {
  return [...CODEBOOK, ...TABULATED_RATIOS].find((one) => one.code === code);
}

/** The indicator or ratio of a code. Throws WrongUse with the nearest codes. */
export function tabulatedOf(code: string): Tabulated {
  const found = findCountable(code);
  if (found !== undefined) return found;
  const codes = [...CODEBOOK, ...TABULATED_RATIOS].map((one) => one.code);
  throw new WrongUse(
    `Không có chỉ số "${code}" trong bảng mã.`,
    `Có phải là ${nearest(code, codes).join(" hoặc ")}? Tất cả: ${codes.join(", ")}.`,
  );
}

/** The questions of a permalink, checked against the codebook. Throws WrongUse. */
export function questionsOf(link: string): readonly TableSpec[] {
  return parseLink(link).map(checkedSpec);
}

/** A question as it is, when its indicator has such dimensions and such a measure. Throws WrongUse. */
export function checkedSpec(spec: TableSpec): TableSpec {
  const { dims, measures } = tabulatedOf(spec.indicator);
  for (const [name, value] of Object.entries(spec.dims)) {
    const values = dims.find((dim) => dim.name === name)?.values.map(({ code }) => code) ?? [];
    if (!values.includes(value))
      throw new WrongUse(
        `Chỉ số ${spec.indicator} không có ${name}=${value}.`,
        `Các chiều: ${dims.map((dim) => dim.name).join(", ") || "không có"}.`,
      );
  }
  if (!measures.includes(spec.measure))
    throw new WrongUse(`Chỉ số ${spec.indicator} không có phép đo ${spec.measure}.`, `Các phép đo: ${measures.join(", ")}.`);
  if (spec.period === "term" && TABULATED_RATIOS.some(({ code }) => code === spec.indicator))
    throw new WrongUse(`Tỷ lệ ${spec.indicator} không tính cho nhiệm kỳ.`, "Chọn kỳ là năm, nửa năm, quý hoặc tháng.");
  return spec;
}
