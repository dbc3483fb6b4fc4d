import * as z from "zod";
import type { FacetName, SearchFilters } from "../../types/search.ts";
import { oneOf, type Parameter, text, wholeNumber } from "../query.ts";
import { href, type Parameters, type View } from "../view.ts";

/** The order in which facets are shown. */
export const FACETS: readonly FacetName[] = ["province34", "province63", "year", "indicator", "document", "publisher", "trust"];

/** Values of one facet that a request may name: more are no choice any more. */
const MOST_VALUES = 20;
/** Pages by number lead so many hits deep; farther ones have the cost of all before them, and a cursor. */
export const DEEPEST = 10_000;
export const PAGE_SIZE = 20;

/** Commas part values; one that belongs to a value (a publisher's name) has a backslash before it. */
const PARTED = /(?:\\[\s\S]|[^\\,])+/gu;

/** The values of a list, each once. */
export function splitList(list: string): readonly string[] {
  const values = [...list.matchAll(PARTED)].map(([value]) => value.replace(/\\([\s\S])/gu, "$1").trim());
  return [...new Set(values.filter((value) => value !== ""))];
}

/** The writing of these values that `splitList` reads back. */
export function joinList(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/gu, "\\$&")).join(",");
}

/** A facet's values, parted by commas. */
function listOf(pageName: string, pattern: RegExp, example: string): Parameter<readonly string[]> {
  const schema = z
    .string()
    .max(2000)
    .transform(splitList)
    .pipe(z.array(z.string().max(200).regex(pattern)).max(MOST_VALUES));
  return {
    pageName,
    schema,
    fallback: [],
    allowed: (labels) => labels.errors.formed(example),
    json: { type: "string", maxLength: 2000 },
  };
}

/** The parameters that narrow, by their facets. */
const FILTERS = {
  province63: listOf("tinh63", /^63-\d{2}$/u, "63-20,63-24"),
  province34: listOf("tinh34", /^34-\d{2}$/u, "34-20,34-24"),
  year: listOf("nam", /^\d{4}$/u, "2019,2020"),
  publisher: listOf("bao", /\S/u, "Báo Nhân Dân,Báo Một\\, Hai"),
  indicator: listOf("chiso", /^[a-z0-9_.]+$/u, "members.admitted,members.total"),
  document: listOf("vb", /\S/u, "21-NQ/TW@2022-06-16,69-QĐ/TW"),
  trust: listOf("dotin", /^(?:ok|years_rewritten|scrambled)$/u, "ok,years_rewritten"),
} satisfies Readonly<Record<FacetName, Parameter<readonly string[]>>>;

/** What a search asks, without where one is in its answers; feeds of a search take the same. */
export const QUESTION = {
  query: text("q", 200),
  ...FILTERS,
};

export const PARAMETERS = {
  ...QUESTION,
  sort: oneOf("xep", ["relevance", "date"], "relevance"),
  page: wholeNumber("trang", { from: 1, to: DEEPEST / PAGE_SIZE }, 1),
  cursor: text("dau", 400),
  limit: wholeNumber("so", { from: 1, to: 100 }, PAGE_SIZE),
};

type ValuesOf<Shape> = { readonly [Key in keyof Shape]: Shape[Key] extends Parameter<infer Value> ? Value : never };
export type Question = ValuesOf<typeof QUESTION>;
export type Request = ValuesOf<typeof PARAMETERS>;

/** The filters of a question; facets without a value narrow nothing. */
export function filtersOf(question: Question): SearchFilters {
  return Object.fromEntries(FACETS.filter((facet) => question[facet].length > 0).map((facet) => [facet, question[facet]]));
}

/** Does it ask for anything? Filters alone do. */
export const asksAnything = (question: Question): boolean => question.query !== "" || FACETS.some((facet) => question[facet].length > 0);

/** The question with a value of a facet taken in, or out where it is in. */
export function toggled(request: Request, facet: FacetName, value: string): Request {
  const values = request[facet];
  const others = values.filter((one) => one !== value);
  return { ...fromStart(request), [facet]: others.length < values.length ? others : [...values, value] };
}

/** The question without these facets. */
export function without(request: Request, facets: readonly FacetName[]): Request {
  return { ...fromStart(request), ...Object.fromEntries(facets.map((facet) => [facet, []])) };
}

/** The same question from its first hit. */
export const fromStart = (request: Request): Request => ({ ...request, page: 1, cursor: "" });

/** A request as parameters by the names that pages or the API give them; what is not given has none. */
export function namedParameters(request: Partial<Request>, by: "page" | "api"): Parameters {
  const given = Object.entries(PARAMETERS).flatMap(([key, parameter]) => {
    const value = request[key as keyof Request];
    const isGiven = value !== undefined && value !== parameter.fallback && (!Array.isArray(value) || value.length > 0);
    const written = Array.isArray(value) ? joinList(value as readonly string[]) : String(value);
    return isGiven ? [[by === "page" ? parameter.pageName : key, written] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The page of a search. */
export const searchHref = (view: View, request: Partial<Request>): string => href(view, "/tim", namedParameters(request, "page"));

/** The answer of the API to a search. */
export const searchApiHref = (view: View, request: Partial<Request>): string =>
  href(view, "/api/v1/search", namedParameters(request, "api"));

/** The feed of new articles that a search finds. */
export function searchFeedHref(view: View, request: Partial<Request>): string {
  const { page: _, cursor: __, limit: ___, sort: ____, ...question } = request;
  return href(view, "/api/v1/search.atom", namedParameters(question, "api"));
}
