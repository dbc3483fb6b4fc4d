import * as z from "zod";
import type { Lang } from "../labels/format.ts";
import type { Labels } from "../labels/vi.ts";
import { RequestProblem } from "./problem.ts";
import { isApi, type View } from "./view.ts";

/** One query parameter: its name on pages (the API uses the key of the shape), how it is read, and in words what it may be. */
export interface Parameter<Value> {
  readonly pageName: string;
  readonly schema: z.ZodType<Value, string>;
  /** Taken when the parameter is absent or empty. */
  readonly fallback: Value;
  readonly allowed: (labels: Labels) => string;
  /** What the API's description says of its values; made from `schema` when absent. */
  readonly json?: ParameterJson;
}

/** A parameter's values as JSON Schema. */
export interface ParameterJson {
  readonly type: "string" | "integer" | "number";
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly format?: string;
}

type Shape = Readonly<Record<string, Parameter<unknown>>>;
type ValuesOf<S extends Shape> = { readonly [Key in keyof S]: S[Key] extends Parameter<infer Value> ? Value : never };

/** The parameter that every address takes. */
export const LANGUAGE: Parameter<Lang> = oneOf("lang", ["vi", "en"], "vi");
/** What links from elsewhere add to an address; it says nothing to us and must not break a page. */
const TRACKING = /^(utm_.{1,40}|fbclid|gclid|zarsrc)$/;

/** A parameter that takes one of the codes. */
export function oneOf<Code extends string, Fallback extends Code | null>(
  pageName: string,
  codes: readonly Code[],
  fallback: Fallback,
): Parameter<Code | Fallback> {
  const schema = z.string().transform((value, context): Code => {
    const found = codes.find((code) => code === value);
    if (found === undefined) context.addIssue("not a code");
    return found ?? (value as Code);
  });
  return { pageName, schema, fallback, allowed: () => codes.join(", "), json: { type: "string", enum: codes } };
}

/** A whole number between two ends, both allowed. */
export function wholeNumber(pageName: string, range: { readonly from: number; readonly to: number }, fallback: number): Parameter<number> {
  const schema = z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(range.from).max(range.to));
  const json: ParameterJson = { type: "integer", minimum: range.from, maximum: range.to };
  return { pageName, schema, fallback, allowed: (labels) => labels.errors.wholeNumber(String(range.from), String(range.to)), json };
}

/** A number between two ends, both allowed, with a point before its decimals; null when it is not given. */
export function decimal(pageName: string, range: { readonly from: number; readonly to: number }): Parameter<number | null> {
  const schema = z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,9})?$/)
    .transform(Number)
    .pipe(z.number().min(range.from).max(range.to));
  const json: ParameterJson = { type: "number", minimum: range.from, maximum: range.to };
  return { pageName, schema, fallback: null, allowed: (labels) => labels.errors.decimal(String(range.from), String(range.to)), json };
}

/** A text of a fixed form, as it is; null when it is not given. `example` shows what may be asked for. */
export function formed(pageName: string, pattern: RegExp, example: string): Parameter<string | null> {
  const schema = z.string().max(200).regex(pattern);
  return {
    pageName,
    schema,
    fallback: null,
    allowed: (labels) => labels.errors.formed(example),
    json: { type: "string", pattern: pattern.source, maxLength: 200 },
  };
}

/** Free text of limited length, spaces at its ends cut off. */
export function text(pageName: string, maximum: number): Parameter<string> {
  const schema = z.string().trim().max(maximum);
  return {
    pageName,
    schema,
    fallback: "",
    allowed: (labels) => labels.errors.text(String(maximum)),
    json: { type: "string", maxLength: maximum },
  };
}

/**
 * The parameters of a request, checked. Throws RequestProblem (400) naming the parameter, its value and what is allowed:
 * for a bad value, a repeated parameter, or one that the route does not know.
 */
export function readQuery<S extends Shape>(view: View, shape: S): ValuesOf<S> {
  const named = new Map(
    Object.entries({ ...shape, lang: LANGUAGE }).map(([key, parameter]) => [nameOf(view, key, parameter), { key, parameter }]),
  );
  for (const name of view.query.keys()) if (!named.has(name) && !TRACKING.test(name)) throw unknownParameter(view, name, [...named.keys()]);
  const values = [...named].map(([name, { key, parameter }]) => [key, readParameter(view, name, parameter)]);
  return Object.fromEntries(values) as ValuesOf<S>;
}

/** One parameter of a request, the others left unread: for when its value decides which others there are. */
export function readOne<Value>(view: View, key: string, parameter: Parameter<Value>): Value {
  return readParameter(view, nameOf(view, key, parameter), parameter);
}

function nameOf(view: View, key: string, parameter: Parameter<unknown>): string {
  return isApi(view.path) ? key : parameter.pageName;
}

function readParameter<Value>(view: View, name: string, parameter: Parameter<Value>): Value {
  const given = view.query.getAll(name);
  const allowed = parameter.allowed(view.labels);
  if (given.length > 1)
    throw new RequestProblem(400, view.labels.errors.repeated(name, allowed), { name, value: shorten(given.join(", ")), allowed });
  const value = given[0] ?? "";
  if (value === "") return parameter.fallback;
  const read = parameter.schema.safeParse(value);
  if (read.success) return read.data;
  throw new RequestProblem(400, view.labels.errors.badParameter(name, shorten(value), allowed), { name, value: shorten(value), allowed });
}

function unknownParameter(view: View, name: string, names: readonly string[]): RequestProblem {
  const allowed = names.join(", ");
  const shown = shorten(name);
  return new RequestProblem(400, view.labels.errors.unknownParameter(shown, allowed), {
    name: shown,
    value: shorten(view.query.get(name) ?? ""),
    allowed,
  });
}

/** A value from outside as messages show it: at most 80 characters, none cut in half. */
function shorten(value: string): string {
  const characters = [...value];
  return characters.length <= 80 ? value : `${characters.slice(0, 79).join("")}…`;
}
