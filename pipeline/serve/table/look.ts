import * as z from "zod";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Labels } from "../../labels/vi.ts";
import { oneOf, type Parameter, text } from "../query.ts";

export const TABLE_VIEWS = ["table", "map", "bars", "lines", "slope", "scatter"] as const;
export type TableViewName = (typeof TABLE_VIEWS)[number];

/** How tables are looked at; the question is the same. */
export interface Look {
  readonly view: TableViewName;
  /** Key of the column that map, bars and scatter show and that a slope leads to; null: the fullest one. */
  readonly column: string | null;
  /** The column that a slope comes from; null: the first full one. */
  readonly base: string | null;
  /** The second indicator of a scatter, as items of permalinks are written: `orgs.rating~grade.tsvm~share`. */
  readonly against: string | null;
  /** `name`, or a column's key, "-" before it for the largest first; null: as provinces are usually listed. */
  readonly sort: string | null;
  /** Ids of provinces that stand first. */
  readonly pins: readonly string[];
  /** Only provinces whose name has these letters. */
  readonly name: string;
}

export const PLAIN_LOOK: Look = { view: "table", column: null, base: null, against: null, sort: null, pins: [], name: "" };

const COLUMN = String.raw`\d{4}(?:-(?:H[12]|Q[1-4]|\d{2}|\d{4}))?`;
const MOST_PINS = 63;
const MOST_NAME = 60;

function pattern(pageName: string, expression: RegExp, allowed: (labels: Labels) => string): Parameter<string | null> {
  return { pageName, schema: z.string().regex(expression), fallback: null, allowed };
}

/** The labels know their language only by being its labels. */
const wordsOf = (labels: Labels) => tablePageWords(labels.site.otherLanguage === "English" ? "vi" : "en");

const PINS: z.ZodType<readonly string[], string> = z
  .string()
  .regex(/^(?:63|34)-\d{2}(?:,(?:63|34)-\d{2}){0,199}$/u)
  .transform((value) => [...new Set(value.split(","))])
  .refine((pins) => pins.length <= MOST_PINS);

/** The parameters of a look. In permalinks they have their Vietnamese names everywhere. */
export const LOOK_PARAMETERS = {
  view: oneOf("xem", TABLE_VIEWS, "table"),
  column: pattern("cot", new RegExp(`^${COLUMN}$`, "u"), (labels) => wordsOf(labels).columnCode),
  base: pattern("goc", new RegExp(`^${COLUMN}$`, "u"), (labels) => wordsOf(labels).columnCode),
  against: pattern("voi", /^[a-z][a-z0-9_.~]{0,199}$/u, (labels) => wordsOf(labels).itemCode),
  sort: pattern("xep", new RegExp(`^(?:name|-?${COLUMN})$`, "u"), (labels) => wordsOf(labels).sortCode),
  pins: { pageName: "ghim", schema: PINS, fallback: [], allowed: (labels) => wordsOf(labels).pinsCode } satisfies Parameter<
    readonly string[]
  >,
  name: text("loc", MOST_NAME),
} as const;

/** A look as words of an address, what is usual left out; "" for the plain one. */
export function lookQuery({ view, column, base, against, sort, pins, name }: Look): string {
  const words = {
    xem: view === "table" ? null : view,
    cot: column,
    goc: base,
    voi: against,
    xep: sort,
    ghim: pins.length === 0 ? null : pins.join(","),
    loc: name === "" ? null : name,
  };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(words)) if (value !== null) query.set(key, value);
  return readable(query);
}

/** A query string with the marks that need no escape left as they are. */
export function readable(query: URLSearchParams): string {
  return query.toString().replaceAll("%7E", "~").replaceAll("%2C", ",");
}
