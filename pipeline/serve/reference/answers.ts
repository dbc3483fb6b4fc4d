import { Hono } from "hono";
import type { Route } from "../route.ts";
import type { Services } from "../services.ts";

/** How much of an answer is shown. */
const SHOWN = { items: 1, characters: 80, lines: 16 };

/** A real answer, cut to what a reader needs to see its form. */
export interface ShownAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
  readonly isShortened: boolean;
}

const kept = new WeakMap<Services, { readonly key: string; readonly answers: ReadonlyMap<string, ShownAnswer> }>();

/** What the routes answer to these addresses now; asked once for each state of the data. */
export async function answersTo(
  addresses: readonly string[],
  routes: readonly Route[],
  services: Services,
): Promise<ReadonlyMap<string, ShownAnswer>> {
  const key = [services.dataVersion(), ...addresses].join("\n");
  const before = kept.get(services);
  if (before?.key === key) return before.answers;
  const app = new Hono();
  // An example that fails shows so; it must not take the page with it.
  app.onError((error, c) => c.text(error.name, 500));
  for (const route of routes) route.mount(app, services);
  const answers = new Map<string, ShownAnswer>();
  for (const address of addresses) answers.set(address, await shorten(await app.request(address)));
  kept.set(services, { key, answers });
  return answers;
}

async function shorten(response: Response): Promise<ShownAnswer> {
  const mediaType = response.headers.get("Content-Type")?.split(";")[0] ?? "";
  if (/^(?:image\/png|application\/(?:octet|vnd|zip))/u.test(mediaType)) {
    const { byteLength } = await response.arrayBuffer();
    return { status: response.status, mediaType, text: `(${byteLength} bytes)`, isShortened: true };
  }
  const text = await response.text();
  const shown = mediaType === "application/json" ? JSON.stringify(shortenJson(JSON.parse(text)), null, 2) : text;
  const lines = shown.split("\n").map(cutLine);
  const cut = lines.slice(0, SHOWN.lines).join("\n") + (lines.length > SHOWN.lines ? "\n…" : "");
  return { status: response.status, mediaType, text: cut, isShortened: cut !== text };
}

const cutLine = (line: string): string =>
  line.length > 2 * SHOWN.characters ? `${[...line].slice(0, 2 * SHOWN.characters).join("")}…` : line;

/** The value with its lists and texts cut. */
export function shortenJson(value: unknown): unknown {
  if (typeof value === "string") return value.length <= SHOWN.characters ? value : `${[...value].slice(0, SHOWN.characters).join("")}…`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, SHOWN.items).map(shortenJson);
    return value.length > SHOWN.items ? [...shown, `… +${value.length - SHOWN.items}`] : shown;
  }
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortenJson(inner)]));
  return value;
}
