import type { Context } from "hono";
import { type Lang, labelsOf } from "../labels/format.ts";
import type { Labels } from "../labels/vi.ts";
import type { Services } from "./services.ts";

/** What every page needs to know of its request: the services, the language and its words, and where it is. */
export interface View {
  readonly services: Services;
  readonly lang: Lang;
  readonly labels: Labels;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of the request. */
  readonly headers: Headers;
}

export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** The view of a request. Any language but English falls back to Vietnamese here; routes refuse it by name (query.ts). */
export function viewOf(context: Context, services: Services): View {
  const query = new URL(context.req.url).searchParams;
  const lang: Lang = query.get("lang") === "en" ? "en" : "vi";
  return { services, lang, labels: labelsOf(lang), path: context.req.path, query, headers: context.req.raw.headers };
}

/** Is this an address of the JSON API? `/api` itself is the page that describes it. */
export function isApi(path: string): boolean {
  return path.startsWith("/api/");
}

/** An address of our own with parameters, keeping the language; absent and empty parameters are left out. */
export function href(view: View, path: string, parameters: Parameters = {}): string {
  const [bare = "", fragment] = path.split("#");
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== "") query.set(name, String(value));
  if (view.lang === "en") query.set("lang", "en");
  const search = query.size === 0 ? "" : `?${query}`;
  return bare + search + (fragment === undefined ? "" : `#${fragment}`);
}

/** The page of this address in the other language. */
export function otherLanguageHref(view: View): string {
  const query = new URLSearchParams(view.query);
  query.delete("lang");
  if (view.lang === "vi") query.set("lang", "en");
  // "//elsewhere.example" would lead to another host.
  const path = view.path.replace(/^[/\\]+/, "/");
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The address when it is one a browser may be sent to (http or https, without a password), else null: what pages say of themselves is not trusted. */
export function safeHref(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, username, password, href: canonical } = new URL(url);
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "" ? canonical : null;
}
