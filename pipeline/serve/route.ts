import type { Context, Hono } from "hono";
import type * as z from "zod";
import type { Label } from "../types/indicator.ts";
import type { Html } from "./layout.ts";
import type { Parameter } from "./query.ts";
import type { Services } from "./services.ts";
import { type View, viewOf } from "./view.ts";

/** The variable parts of an address by their names, decoded. */
export type PathParts = Readonly<Record<string, string>>;

/** What the reference of the API tells of a route. */
export interface RouteDocs {
  /** Name of the operation: `search`, `readArticle`. */
  readonly name: string;
  readonly summary: Label;
  readonly method: "get" | "post";
  /** Address under /api/v1, variable parts as `:id`; null for pages without data. */
  readonly api: string | null;
  readonly page: string | null;
  /** Query parameters, by the names of the API. */
  readonly parameters: (services: Services) => Readonly<Record<string, Parameter<unknown>>>;
  /** The shape of a JSON answer; null for files. */
  readonly response: z.ZodType | null;
  /** What a file route answers with. */
  readonly mediaTypes: readonly string[];
  /** The shape of what is sent, for POST. */
  readonly body: z.ZodType | null;
  /** The answer depends on who asks: it is kept nowhere. */
  readonly isPrivate?: boolean;
  /** Private, but answered without a token too: what it shows beside depends on who asks. */
  readonly isOpen?: boolean;
}

/** A route in the list of server.ts. */
export interface Route {
  readonly docs: RouteDocs;
  readonly mount: (app: Hono, services: Services) => void;
}

interface Described {
  readonly name: string;
  readonly summary: Label;
  readonly parameters?: (services: Services) => Readonly<Record<string, Parameter<unknown>>>;
}

/** A page and its data: one reading, shown as HTML, as JSON under the page's address with `.json`, and as JSON of the API. */
export interface PageRoute<Data> extends Described {
  /** `/tim`, `/bai/:id`. Parameters have their Vietnamese names here. */
  readonly page?: string;
  /** `/search`, `/articles/:id`: under /api/v1. */
  readonly api?: string;
  readonly response: z.ZodType;
  /** Reads the request and finds the data. Throws RequestProblem. */
  readonly read: (view: View, path: PathParts) => Data | Promise<Data>;
  readonly render?: (view: View, data: Data) => Html | Promise<Html>;
  /** What the JSON shows of the data where that is not all of it as it is. */
  readonly toJson?: (data: Data) => unknown;
  /** The answer depends on who asks: it is kept nowhere. */
  readonly isPrivate?: boolean;
  /** Private, but answered without a token too: what it shows beside depends on who asks. */
  readonly isOpen?: boolean;
}

export interface FileAnswer {
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream;
  readonly mediaType: string;
  /** Offered for saving under this name; shown in the browser without one. */
  readonly fileName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Something that is neither page nor JSON: CSV, SVG, Atom. A last part that is variable may have an ending (`/indicators/:code.atom`), which `read` does not
 * see; such a route stands in the list before the one without it.
 */
export interface FileRoute extends Described {
  /** Outside the API: `/ban-goc/:sha`. */
  readonly page?: string;
  readonly api?: string;
  readonly mediaTypes: readonly string[];
  readonly read: (view: View, path: PathParts) => FileAnswer | Promise<FileAnswer>;
}

/** Where the API begins. */
export const PREFIX = "/api/v1";
const TWIN = ".json";

/** The address of a page's JSON twin. */
export function twinOf(page: string): string {
  return page === "/" ? `/index${TWIN}` : `${page}${TWIN}`;
}

/** A page with its JSON twin and its place in the API. */
export function pageRoute<Data>(route: PageRoute<Data>): Route {
  const { page, api, read, render, toJson = (data: Data): unknown => data } = route;
  const begin = (c: Context, services: Services): View => {
    if (route.isPrivate === true) c.header("Cache-Control", "no-store");
    return viewOf(c, services);
  };
  const asJson = (services: Services) => async (c: Context) => c.json(toJson(await read(begin(c, services), partsOf(c))) as object);
  return {
    docs: {
      ...docsOf(route),
      response: route.response,
      mediaTypes: ["application/json"],
      isPrivate: route.isPrivate === true,
      isOpen: route.isOpen === true,
    },
    mount: (app, services) => {
      if (api !== undefined) app.get(PREFIX + api, asJson(services));
      if (page === undefined || render === undefined) return;
      app.get(page, async (c) => {
        if (isTwin(c)) return await asJson(services)(c);
        const view = begin(c, services);
        return c.html(await render(view, await read(view, partsOf(c))));
      });
      // The last part of an address that is variable takes the ending in; a fixed one needs its twin named.
      if (!/:[a-z]+$/iu.test(page)) app.get(twinOf(page), asJson(services));
    },
  };
}

/** A route that answers with a file. */
export function fileRoute(route: FileRoute): Route {
  const { page, api, read } = route;
  const answer = (services: Services) => async (c: Context) => {
    const { body, mediaType, fileName, headers } = await read(viewOf(c, services), withoutEnding(api ?? page ?? "", partsOf(c)));
    const saved = fileName === undefined ? {} : { "Content-Disposition": `attachment; filename="${fileName}"` };
    return c.body(body, 200, { "Content-Type": mediaType, ...saved, ...headers });
  };
  return {
    docs: { ...docsOf(route), response: null, mediaTypes: route.mediaTypes },
    mount: (app, services) => {
      if (api !== undefined) app.get(patternOf(PREFIX + api), answer(services));
      if (page !== undefined) app.get(patternOf(page), answer(services));
    },
  };
}

function docsOf({ name, summary, parameters, page, api }: Described & { readonly page?: string; readonly api?: string }) {
  const none = () => ({});
  return { name, summary, method: "get" as const, parameters: parameters ?? none, page: page ?? null, api: api ?? null, body: null };
}

/** `/indicators/:code.atom` as hono writes it. */
function patternOf(path: string): string {
  return path.replace(/:([a-z]+)\.([a-z]+)$/iu, (_, name: string, ending: string) => `:${name}{[^/]+\\.${ending}}`);
}

/** The parts of an address, the ending that the route names cut off its last. */
function withoutEnding(path: string, parts: PathParts): PathParts {
  const [, name, ending] = /:([a-z]+)(\.[a-z]+)$/iu.exec(path) ?? [];
  const value = name === undefined ? undefined : parts[name];
  return name === undefined || ending === undefined || value === undefined ? parts : { ...parts, [name]: value.slice(0, -ending.length) };
}

const isTwin = (c: Context): boolean => c.req.path.endsWith(TWIN);

/** The variable parts of the address, the ending of a twin cut off the last. */
function partsOf(c: Context): PathParts {
  const parts = Object.entries(c.req.param() as PathParts);
  // The ending of `/bai/:id/giai-thich.json` is in no part.
  const cut = (value: string, at: number) =>
    at === parts.length - 1 && isTwin(c) && value.endsWith(TWIN) ? value.slice(0, -TWIN.length) : value;
  return Object.fromEntries(parts.map(([name, value], at) => [name, cut(value, at)]));
}
