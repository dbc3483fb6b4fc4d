import type { Context } from "hono";
import { html } from "hono/html";
import { type Lang, labelsOf } from "../labels/format.ts";
import { StoreAway, WrongUse } from "../types/errors.ts";
import { renderPage } from "./layout.ts";
import type { Services } from "./services.ts";
import type { ProblemAnswer } from "./shapes/problem.ts";
import { href, isApi, viewOf } from "./view.ts";

/** The statuses of problems; each has its title in labels/ (`errors.title`). */
export const PROBLEM_STATUSES = [400, 401, 403, 404, 405, 409, 413, 414, 415, 421, 429, 500, 503] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

/** The query parameter that a request got wrong, and what it may be. */
export interface WrongParameter {
  readonly name: string;
  readonly value: string;
  readonly allowed: string;
}

/** A request that cannot be answered; thrown by routes and turned into one answer by `answerProblem`. */
export class RequestProblem extends Error {
  readonly status: ProblemStatus;
  readonly parameter: WrongParameter | null;

  constructor(status: ProblemStatus, detail: string, parameter: WrongParameter | null = null) {
    super(detail);
    this.name = "RequestProblem";
    this.status = status;
    this.parameter = parameter;
  }
}

/** A request that would be answered later: too many of them, or the server is at its limit. */
export class BusyProblem extends RequestProblem {
  /** In seconds, whole ones. */
  readonly retryAfter: number;

  constructor(status: 429 | 503, lang: Lang, retryAfter: number) {
    super(status, explain(lang, status));
    this.name = "BusyProblem";
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}

/** The usual words for a status. */
function explain(lang: Lang, status: Exclude<ProblemStatus, 400>): string {
  return labelsOf(lang).errors.explain[status];
}

/** The problem of this status in its usual words. */
export function usualProblem(lang: Lang, status: Exclude<ProblemStatus, 400>): RequestProblem {
  return new RequestProblem(status, explain(lang, status));
}

/** The problem of an address that leads nowhere. */
export function notFound(lang: Lang): RequestProblem {
  return usualProblem(lang, 404);
}

/** A database that is started anew is back in so many seconds. */
const AWAY_SECONDS = 5;

/** What an error means to the client: only what was thrown for the user's eyes shows its message, anything else is logged and named a 500. */
export function problemOf(error: unknown, services: Services, context: Context): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (error instanceof WrongUse) return new RequestProblem(400, `${error.message} ${error.hint}`);
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  services.log("error", "serve/failed", { method: context.req.method, path: context.req.path, cause });
  const { lang } = viewOf(context, services);
  services.count(error instanceof StoreAway ? "serve/503" : "serve/500");
  return error instanceof StoreAway ? new BusyProblem(503, lang, AWAY_SECONDS) : usualProblem(lang, 500);
}

/** The answer for a problem: problem+json (RFC 9457) under /api, a page elsewhere. */
export function answerProblem(context: Context, services: Services, problem: RequestProblem): Response | Promise<Response> {
  context.header("Cache-Control", "no-store");
  if (problem instanceof BusyProblem) context.header("Retry-After", String(problem.retryAfter));
  if (isApi(context.req.path)) {
    if (problem.status === 401) context.header("WWW-Authenticate", 'Bearer realm="dangvu"');
    const body = problemJson(problem, { lang: viewOf(context, services).lang, instance: context.req.path });
    return context.body(JSON.stringify(body), problem.status, { "Content-Type": PROBLEM_JSON });
  }
  return context.html(problemPage(context, services, problem), problem.status);
}

/** Media type of problems under /api. */
export const PROBLEM_JSON = "application/problem+json; charset=utf-8";

/** A problem as RFC 9457 has it (`ProblemShape` of shapes/problem.ts), for the path asked for. */
export function problemJson(problem: RequestProblem, about: { readonly lang: Lang; readonly instance: string }): ProblemAnswer {
  const { parameter } = problem;
  return {
    type: "about:blank",
    title: labelsOf(about.lang).errors.title[problem.status],
    status: problem.status,
    detail: problem.message,
    instance: about.instance,
    ...(parameter === null ? {} : { parameter: parameter.name, value: parameter.value, allowed: parameter.allowed }),
  };
}

function problemPage(context: Context, services: Services, problem: RequestProblem) {
  const view = viewOf(context, services);
  const { errors } = view.labels;
  const title = errors.title[problem.status];
  const { parameter } = problem;
  const facts =
    parameter === null
      ? ""
      : html`<dl class="facts">
          <div><dt>${errors.parameter}</dt><dd><code>${parameter.name}</code></dd></div>
          <div><dt>${errors.seen}</dt><dd><code>${parameter.value}</code></dd></div>
          <div><dt>${errors.allowed}</dt><dd>${parameter.allowed}</dd></div>
        </dl>`;
  const main = html`<h1>${title}</h1><p class="lead">${problem.message}</p>${facts}<p><a href="${href(view, "/")}">${errors.backHome}</a></p>`;
  return renderPage(view, { title, main });
}
