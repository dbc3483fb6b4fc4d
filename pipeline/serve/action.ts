import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type * as z from "zod";
import type { Label } from "../types/indicator.ts";
import { CLIENT_HEADER } from "./front/target.ts";
import type { Html } from "./layout.ts";
import { answerProblem, RequestProblem, usualProblem } from "./problem.ts";
import { type PathParts, PREFIX, type Route } from "./route.ts";
import type { Services } from "./services.ts";
import { type View, viewOf } from "./view.ts";

/** No form and no JSON of ours is longer. */
const MOST_BYTES = 16 * 1024;

/** What is sent to an action, checked. */
export interface Sent<Body> {
  readonly body: Body;
  readonly path: PathParts;
  /** The address of who asks, for limits; "" where the server does not know it. */
  readonly client: string;
}

interface Described<Body> {
  readonly name: string;
  readonly summary: Label;
  /** The shape of what is sent. */
  readonly body: z.ZodType<Body>;
}

/** Something that is done on JSON sent by POST to the API. */
export interface ActionRoute<Body> extends Described<Body> {
  /** `/review/decisions`: under /api/v1. */
  readonly api: string;
  readonly response: z.ZodType;
  /** Refuses who may not do it before what was sent is looked at. Throws RequestProblem. */
  readonly guard: (view: View) => void;
  /** Does it and returns the JSON answer. Throws RequestProblem. */
  readonly act: (view: View, sent: Sent<Body>) => unknown;
}

/** What a form leads to: a page of ours that is asked for next, or one shown at once. */
export type FormAnswer =
  | { readonly to: string; readonly cookie?: string }
  | { readonly show: Html | Promise<Html>; readonly status: 200 | 400 | 409 };

/** Something that is done on a form of ours. */
export interface FormRoute<Body> extends Described<Body> {
  readonly page: string;
  readonly act: (view: View, sent: Sent<Body>) => FormAnswer | Promise<FormAnswer>;
}

/** An action of the API: POST with JSON, answered with JSON. Others' pages cannot send it, as browsers ask before they send JSON elsewhere. */
export function actionRoute<Body>(route: ActionRoute<Body>): Route {
  const { name, summary, api, body, response, guard, act } = route;
  return {
    docs: { ...POST, name, summary, api, page: null, response, mediaTypes: ["application/json"], body },
    mount: (app, services) => {
      const path = PREFIX + api;
      app.post(path, limitOf(services), async (c) => {
        c.header("Cache-Control", "no-store");
        const view = viewOf(c, services);
        guard(view);
        assertMediaType(c, view, "application/json");
        const sent = checkBody(view, body, await readJson(c, view));
        return c.json((await act(view, sentOf(c, view, sent))) as object);
      });
    },
  };
}

/** A form: POST as browsers send it, from our own pages only, answered with the way to a page. */
export function formRoute<Body>(route: FormRoute<Body>): Route {
  const { name, summary, page, body, act } = route;
  return {
    docs: { ...POST, name, summary, api: null, page, response: null, mediaTypes: ["text/html"], body },
    mount: (app, services) => {
      app.post(page, limitOf(services), async (c) => {
        c.header("Cache-Control", "no-store");
        const view = viewOf(c, services);
        assertMediaType(c, view, "application/x-www-form-urlencoded");
        assertOwnPage(c, view);
        const answer = await act(view, sentOf(c, view, checkBody(view, body, await readForm(c, view))));
        if ("show" in answer) return c.html(await answer.show, answer.status);
        if (answer.cookie !== undefined) c.header("Set-Cookie", answer.cookie);
        return c.redirect(answer.to, 303);
      });
    },
  };
}

const POST = { method: "post" as const, parameters: () => ({}), isPrivate: true };

function limitOf(services: Services) {
  return bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) => answerProblem(c, services, usualProblem(viewOf(c, services).lang, 413)),
  });
}

function assertMediaType(c: Context, { lang }: View, wanted: string): void {
  const given = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (given !== wanted) throw usualProblem(lang, 415);
}

/**
 * Refuses forms of other sites' pages. Browsers say where a form comes from by `Sec-Fetch-Site`, older ones by `Origin`, which our own `no-referrer` makes "null":
 * what neither tells is left to the cookie, which is not sent across sites, and to the form's token.
 */
function assertOwnPage(c: Context, { lang }: View): void {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  const isForeign =
    site === undefined
      ? origin !== undefined && origin !== "null" && (!URL.canParse(origin) || new URL(origin).host !== c.req.header("host"))
      : site !== "same-origin" && site !== "none";
  if (isForeign) throw usualProblem(lang, 403);
}

async function readJson(c: Context, { lang }: View): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new RequestProblem(400, lang === "en" ? "What was sent is no JSON." : "Nội dung gửi lên không phải JSON.");
  }
}

/** The fields of a form; one that is sent twice is refused. */
async function readForm(c: Context, view: View): Promise<Readonly<Record<string, string>>> {
  const fields = [...new URLSearchParams(await c.req.text())];
  const names = fields.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw wrongField(view, twice);
  return Object.fromEntries(fields);
}

function checkBody<Body>(view: View, schema: z.ZodType<Body>, sent: unknown): Body {
  const checked = schema.safeParse(sent);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  throw wrongField(view, [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].map(String).join("."));
}

function wrongField({ lang }: View, field: string): RequestProblem {
  const name = [...field].slice(0, 80).join("");
  return new RequestProblem(400, lang === "en" ? `The field "${name}" is missing or wrong.` : `Trường “${name}” thiếu hoặc sai.`);
}

function sentOf<Body>(c: Context, view: View, body: Body): Sent<Body> {
  return { body, path: c.req.param() as PathParts, client: view.headers.get(CLIENT_HEADER) ?? "" };
}
