import type { Context } from "hono";
import { html } from "hono/html";
import { type Lang, labelsOf } from "../labels/format.ts";
import { WrongUse } from "../types/errors.ts";
import { renderPage } from "./layout.ts";
import type { Services } from "./services.ts";
import { href, isApi, viewOf } from "./view.ts";

export type ProblemStatus = 400 | 404 | 405 | 500;

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

/** The problem of an address that leads nowhere. */
export function notFound(lang: Lang): RequestProblem {
  return new RequestProblem(404, labelsOf(lang).errors.explain[404]);
}

/** What an error means to the client: only what was thrown for the user's eyes shows its message, anything else is logged and named a 500. */
export function problemOf(error: unknown, services: Services, context: Context): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (error instanceof WrongUse) return new RequestProblem(400, `${error.message} ${error.hint}`);
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  services.log("error", "serve/failed", { method: context.req.method, path: context.req.path, cause });
  services.count("serve/500");
  return new RequestProblem(500, labelsOf(viewOf(context, services).lang).errors.explain[500]);
}

/** The answer for a problem: problem+json (RFC 9457) under /api, a page elsewhere. */
export function answerProblem(context: Context, services: Services, problem: RequestProblem): Response | Promise<Response> {
  context.header("Cache-Control", "no-store");
  if (isApi(context.req.path))
    return context.body(JSON.stringify(problemJson(context, services, problem)), problem.status, {
      "Content-Type": "application/problem+json; charset=utf-8",
    });
  return context.html(problemPage(context, services, problem), problem.status);
}

function problemJson(context: Context, services: Services, problem: RequestProblem) {
  const { labels } = viewOf(context, services);
  const { parameter } = problem;
  return {
    type: "about:blank",
    title: labels.errors.title[problem.status],
    status: problem.status,
    detail: problem.message,
    instance: context.req.path,
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
          <dt>${errors.parameter}</dt><dd><code>${parameter.name}</code></dd>
          <dt>${errors.seen}</dt><dd><code>${parameter.value}</code></dd>
          <dt>${errors.allowed}</dt><dd>${parameter.allowed}</dd>
        </dl>`;
  const main = html`<h1>${title}</h1><p class="lead">${problem.message}</p>${facts}<p><a href="${href(view, "/")}">${errors.backHome}</a></p>`;
  return renderPage(view, { title, main });
}
