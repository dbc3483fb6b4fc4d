import { WrongUse } from "../types/errors.ts";
import type { Dims, Measure } from "../types/observation.ts";
import type { Boundaries, PeriodKind, TableSpec } from "../types/table.ts";
import { columnsOf } from "./periods.ts";

/**
 * The permalink of a table: a query string that asks for the same table on the command line, the pages and the API. Its words are written for good: what stands
 * for what, and what is meant when a word is absent, never changes; new words may come. The order is fixed, and what is usual is left out, so that one question has
 * one link:
 *
 *     i=orgs.rating~grade.tsvm~kind.grassroots~share&y=2010-2020&b=now
 *
 * `i` (one for each table side by side): the code, then dimensions by name, measure (absent: count), `target` (absent: results). `y`: years. `b=now`: the provinces
 * of today (absent: of the time). `p`: half, quarter, month, term (absent: year). `c=1`: with changes. `r`: ranks, high or low first. `t=1`: with the country and its
 * regions. `u=1`: also what is not to be trusted.
 */
const KEYS = ["i", "y", "b", "p", "c", "r", "t", "u"] as const;
type Key = (typeof KEYS)[number];

const MEASURES: readonly Measure[] = ["count", "share", "attainment", "points", "percent_change"];
const PERIODS: readonly PeriodKind[] = ["year", "half", "quarter", "month", "term"];
const BOUNDARIES: readonly Boundaries[] = ["then", "now"];
/** What pages add to an address of their own (how the table is looked at: serve/table/look.ts), or others to ours. */
const PASSED_OVER = /^(?:lang|xem|cot|goc|voi|xep|ghim|loc|utm_.{1,40}|fbclid|gclid|zarsrc)$/u;
const CODE = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/u;
const DIM = /^([a-z][a-z0-9_]*)\.([a-z0-9_]+)$/u;
const [FIRST_YEAR, LAST_YEAR] = [1930, 2100];
/** Years by months for forty years; no table needs more. */
const MOST_COLUMNS = 480;
const MOST_ITEMS = 10;
const EXAMPLE = "Viết như i=orgs.rating~grade.tsvm~share&y=2010-2020&b=now; dangvu table … --permalink in ra đường dẫn của một bảng.";

function itemText({ indicator, dims, measure, status }: TableSpec): string {
  const named = Object.entries(dims).map(([name, value]) => `${name}.${value}`);
  return [indicator, ...named.sort(), ...(measure === "count" ? [] : [measure]), ...(status === "target" ? [status] : [])].join("~");
}

/** The permalink of a table, or of several side by side; years, boundaries and what is asked for beside the cells are those of the first. Throws nothing; "" for none. */
export function formatLink(specs: readonly TableSpec[]): string {
  const [first] = specs;
  if (first === undefined) return "";
  const { years, boundaries, period, changes, ranks, totals, untrusted } = first;
  return [
    ...specs.map((spec) => `i=${itemText(spec)}`),
    `y=${years.from === years.to ? years.from : `${years.from}-${years.to}`}`,
    ...(boundaries === "then" ? [] : [`b=${boundaries}`]),
    ...(period === undefined || period === "year" ? [] : [`p=${period}`]),
    ...(changes ? ["c=1"] : []),
    ...(ranks === undefined ? [] : [`r=${ranks}`]),
    ...(totals ? ["t=1"] : []),
    ...(untrusted ? ["u=1"] : []),
  ].join("&");
}

/**
 * The questions that a permalink asks, one a table; `parseLink(formatLink(specs))` are the same questions. Takes a whole address too, words in any order, and the usual ones
 * written out. Throws WrongUse for a word or value that is not known.
 */
export function parseLink(text: string): readonly TableSpec[] {
  const query = new URLSearchParams(text.slice(text.indexOf("?") + 1).split("#")[0] ?? "");
  for (const key of query.keys()) {
    if (!KEYS.includes(key as Key) && !PASSED_OVER.test(key)) throw new WrongUse(`Đường dẫn của bảng có "${shorten(key)}" lạ.`, EXAMPLE);
  }
  const items = query.getAll("i");
  if (items.length === 0 || items.length > MOST_ITEMS)
    throw new WrongUse(`Đường dẫn của bảng phải có từ 1 đến ${MOST_ITEMS} chỉ số (i=…).`, EXAMPLE);
  const frame = readFrame((key) => readOnce(query, key));
  const columns = columnsOf(frame).length;
  if (columns > MOST_COLUMNS) throw new WrongUse(`Bảng có ${columns} cột, quá ${MOST_COLUMNS}.`, "Chọn ít năm hơn hoặc kỳ dài hơn.");
  return items.map((item) => ({ ...readItem(item), ...frame }));
}

function readOnce(query: URLSearchParams, key: Key): string | null {
  const [value, ...others] = query.getAll(key);
  if (others.length > 0) throw new WrongUse(`Đường dẫn của bảng có "${key}" hai lần.`, EXAMPLE);
  return value ?? null;
}

type Frame = Omit<TableSpec, "indicator" | "dims" | "measure" | "status">;

function readFrame(read: (key: Key) => string | null): Frame {
  const choice = <T extends string>(key: Key, values: readonly T[]): T | null => {
    const value = read(key);
    const found = values.find((one) => one === value) ?? null;
    if (value !== null && found === null)
      throw new WrongUse(`"${key}=${shorten(value)}" không đọc được.`, `Có thể viết: ${values.join(", ")}.`);
    return found;
  };
  const flag = (key: Key): boolean => choice(key, ["0", "1"]) === "1";
  const period = choice("p", PERIODS) ?? "year";
  const ranks = choice("r", ["high", "low"] as const);
  return {
    years: readYears(read("y") ?? ""),
    boundaries: choice("b", BOUNDARIES) ?? "then",
    ...(period === "year" ? {} : { period }),
    ...(flag("c") ? { changes: true as const } : {}),
    ...(ranks === null ? {} : { ranks }),
    ...(flag("t") ? { totals: true as const } : {}),
    ...(flag("u") ? { untrusted: true as const } : {}),
  };
}

function readYears(text: string): TableSpec["years"] {
  const match = /^(\d{4})(?:-(\d{4}))?$/u.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || from > to || from < FIRST_YEAR || to > LAST_YEAR)
    throw new WrongUse(
      `"y=${shorten(text)}" không đọc được.`,
      `Viết hai năm như y=2010-2020, hoặc một năm, từ ${FIRST_YEAR} đến ${LAST_YEAR}.`,
    );
  return { from, to };
}

function readItem(text: string): Pick<TableSpec, "indicator" | "dims" | "measure" | "status"> {
  const [indicator = "", ...words] = text.split("~");
  const dims: Record<string, string | boolean> = {};
  let measure: Measure = "count";
  let status: TableSpec["status"] = "actual";
  for (const word of words) {
    const dim = DIM.exec(word);
    if (dim !== null) dims[dim[1] ?? ""] = truthOf(dim[2] ?? "");
    else if (MEASURES.includes(word as Measure)) measure = word as Measure;
    else if (word === "target" || word === "actual") status = word;
    else throw new WrongUse(`"${shorten(word)}" trong "i=${shorten(text)}" không đọc được.`, EXAMPLE);
  }
  if (!CODE.test(indicator)) throw new WrongUse(`"${shorten(indicator)}" không phải mã chỉ số.`, EXAMPLE);
  return { indicator, dims: dims satisfies Dims, measure, status };
}

const truthOf = (value: string): string | boolean => (value === "true" ? true : value === "false" ? false : value);

/** A value from outside as messages show it. */
function shorten(value: string): string {
  const characters = [...value];
  return characters.length <= 60 ? value : `${characters.slice(0, 59).join("")}…`;
}
