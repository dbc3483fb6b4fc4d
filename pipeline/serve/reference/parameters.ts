import { html } from "hono/html";
import { type ApiWords, apiWords } from "../../labels/api.ts";
import type { Html } from "../layout.ts";
import type { ApiParameter, Operation } from "../openapi.ts";
import type { View } from "../view.ts";

/** What operations have in common, told once on the page. */
export interface Shared {
  /** By the name of an operation: an earlier one of which it takes every query parameter too. */
  readonly base: ReadonlyMap<string, Operation>;
  /** Long lists of codes by what they are written as, numbered from 1. */
  readonly lists: ReadonlyMap<string, { readonly number: number; readonly codes: readonly unknown[] }>;
}

/** Fewer parameters than these are told again rather than looked up. */
const FEWEST_SHARED = 3;
const MOST_CODES = 8;

/** The parameters of an operation, without those that all have. */
export function parametersOf({ parameters }: Operation): ApiParameter[] {
  return parameters.filter((parameter): parameter is ApiParameter => "name" in parameter);
}

/** What these operations have in common, in the order in which the page has them. */
export function findShared(operations: readonly Operation[]): Shared {
  const written = operations.map((operation) => ({ operation, query: new Set(queryOf(operation).map((one) => JSON.stringify(one))) }));
  const base = written.flatMap(({ operation, query }, at) => {
    const fits = written
      .slice(0, at)
      .filter((earlier) => earlier.query.size >= FEWEST_SHARED && [...earlier.query].every((one) => query.has(one)));
    const [most] = fits.sort((a, b) => b.query.size - a.query.size);
    return most === undefined ? [] : [[operation.operationId, most.operation] as const];
  });
  const codes = operations.flatMap(queryOf).flatMap(({ schema }) => (isLong(schema.enum) ? [schema.enum] : []));
  const distinct = new Map(codes.map((list) => [JSON.stringify(list), list]));
  return { base: new Map(base), lists: new Map([...distinct].map(([key, list], i) => [key, { number: i + 1, codes: list }])) };
}

const queryOf = (operation: Operation): ApiParameter[] => parametersOf(operation).filter((parameter) => parameter.in === "query");

const isLong = (codes: unknown): codes is readonly unknown[] => Array.isArray(codes) && codes.length > MOST_CODES;

/** The parameters of an operation as a list, those that an earlier one tells of left to it. */
export function renderParameters(view: View, operation: Operation, shared: Shared): Html {
  const words = apiWords(view.lang);
  const base = shared.base.get(operation.operationId);
  const told = new Set(base === undefined ? [] : queryOf(base).map((one) => JSON.stringify(one)));
  const own = parametersOf(operation).filter((one) => !told.has(JSON.stringify(one)));
  if (own.length === 0 && base === undefined) return html`<p class="muted">${words.noParameters}</p>`;
  const also = base === undefined ? "" : html`<p>${words.sameParameters} <a href="${`#${base.operationId}`}">${base.operationId}</a>.</p>`;
  return html`${also}${own.length === 0 ? "" : renderList(words, own, shared)}`;
}

function renderList(words: ApiWords, own: readonly ApiParameter[], shared: Shared): Html {
  const row = ({ name, in: where, description, schema }: ApiParameter) =>
    html`<dt>${name}</dt><dd>${description} <span class="muted">${where === "path" ? words.inAddress : renderValues(schema, shared)}${schema.default === undefined ? "" : html`; ${words.fallback}: ${shownDefault(schema.default)}`}</span></dd>`;
  return html`<dl class="fields parameters">${own.map(row)}</dl>`;
}

function renderValues(schema: ApiParameter["schema"], { lists }: Shared): Html | string {
  const codes = schema.enum;
  if (!Array.isArray(codes)) return String(schema.description ?? "");
  const list = lists.get(JSON.stringify(codes));
  if (list === undefined) return codes.map(String).join(", ");
  return html`<a href="${`#codes-${list.number}`}">${String(codes[0])}, ${String(codes[1])}… (${codes.length})</a>`;
}

function renderCodes(codes: readonly unknown[]): Html {
  return html`<code>${codes.map(String).join(", ")}</code>`;
}

/** The long lists of codes, each once. */
export function renderCodeLists(view: View, { lists }: Shared): Html | "" {
  if (lists.size === 0) return "";
  return html`<section aria-labelledby="codes"><h2 id="codes">${apiWords(view.lang).codes}</h2>
<dl class="pairs">${[...lists.values()].map(({ number, codes }) => html`<dt id="${`codes-${number}`}">${String(codes[0])}… (${codes.length})</dt><dd>${renderCodes(codes)}</dd>`)}</dl></section>`;
}

const shownDefault = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
