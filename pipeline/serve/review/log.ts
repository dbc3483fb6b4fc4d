import { html } from "hono/html";
import { formatNumber, formatTime } from "../../labels/format.ts";
import { reviewPageLabels } from "../../labels/review-page.ts";
import type { DecisionEntry, DecisionPage } from "../../types/review.ts";
import { articleHref } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { readQuery } from "../query.ts";
import { href, type View } from "../view.ts";
import { figureText, renderDecideForm } from "./case.ts";
import { LOG_PARAMETERS } from "./parameters.ts";
import { signedIn } from "./session.ts";
import { renderDeskBar } from "./sign-in.ts";

/** A page of the log of decisions, which everybody may read. */
export interface LogData {
  readonly log: DecisionPage;
  readonly page: number;
  readonly limit: number;
}

/** The page of the log that a request asks for. Throws RequestProblem. */
export function readLog(view: View): LogData {
  const { page, limit } = readQuery(view, LOG_PARAMETERS);
  return { log: view.services.review.decisions({ limit, offset: (page - 1) * limit }), page, limit };
}

/** The log as a page; who is signed in can take decisions back here. */
export function renderLog(view: View, { log, page, limit }: LogData): Html {
  const words = reviewPageLabels(view.lang);
  const who = signedIn(view);
  const formToken = who?.formToken ?? null;
  const bar =
    who === null || formToken === null
      ? html`<p><a href="${href(view, "/soat")}">${words.title}</a></p>`
      : renderDeskBar(view, { name: who.reviewer.name, formToken });
  const of = Math.max(1, Math.ceil(log.total / limit));
  const main = html`<h1>${words.log}</h1><p class="lead">${words.logIntro}</p>${bar}
${log.entries.length === 0 ? html`<p class="muted">${words.logEmpty}</p>` : html`<ol class="log">${log.entries.map((entry) => renderEntry(view, entry, { formToken, page }))}</ol>`}
${of === 1 ? "" : renderPaging(view, page, of)}`;
  return renderPage(view, {
    title: words.log,
    main,
    section: "review",
    json: href(view, "/soat/nhat-ky.json", { trang: page === 1 ? undefined : page }),
  });
}

interface Place {
  readonly formToken: string | null;
  readonly page: number;
}

function renderEntry(view: View, { decision, before, after, state, article }: DecisionEntry, { formToken, page }: Place): Html {
  const words = reviewPageLabels(view.lang);
  const { id, verdict, by, at, why, reading } = decision;
  const desk = { formToken: formToken ?? "", place: { trang: page === 1 ? undefined : page }, next: "nhat-ky" };
  const fields = html`<input type="hidden" name="why" value="${words.undoWhy}"><button class="quiet" type="submit" aria-label="${`${words.withdraw}: ${figureText(view, reading)}`}">${words.withdraw}</button>`;
  const isOpen = formToken !== null && (state === "applied" || state === "passage_gone");
  const told = (name: string, figure: DecisionEntry["before"]) =>
    html`<div><dt>${name}</dt><dd>${figure === null ? words.nothing : figureText(view, figure)}</dd></div>`;
  return html`<li><p><strong>${words.stored[verdict]}</strong> · ${by} · <time datetime="${at}">${formatTime(at, view.lang)}</time> · <span class="tag">${words.state[state]}</span></p>
<blockquote lang="vi"><mark>${reading.quote}</mark></blockquote>
<dl class="facts"><div><dt>${words.why}</dt><dd>${why}</dd></div>${told(words.before, before)}${told(words.after, after)}</dl>
<p><a href="${articleHref(view, article)}"><code>${id}</code></a></p>
${isOpen ? renderDecideForm(view, { id, article, verdict: "withdraw", seen: at, desk }, fields) : ""}</li>`;
}

function renderPaging(view: View, page: number, of: number): Html {
  const words = reviewPageLabels(view.lang);
  const to = (number: number): string => href(view, "/soat/nhat-ky", { trang: number === 1 ? undefined : number });
  const n = (value: number): string => formatNumber(value, view.lang);
  return html`<nav class="paging" aria-label="${words.pages}">${page > 1 ? html`<a rel="prev" href="${to(page - 1)}">${words.previous}</a>` : ""}<span>${words.page(n(page), n(of))}</span>${page < of ? html`<a rel="next" href="${to(page + 1)}">${words.next}</a>` : ""}</nav>`;
}
