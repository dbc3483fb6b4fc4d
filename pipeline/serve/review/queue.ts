import { html } from "hono/html";
import { formatNumber, formatTime } from "../../labels/format.ts";
import { reviewPageLabels } from "../../labels/review-page.ts";
import type { QueuePage, QueueQuery, ReviewCase } from "../../types/review.ts";
import { indicatorLabel, provinceName } from "../figures.ts";
import { type Html, renderLanguageField, renderPage } from "../layout.ts";
import { usualProblem } from "../problem.ts";
import { readQuery } from "../query.ts";
import { createSentenceFinder } from "../sentences.ts";
import { href, type Parameters, type View } from "../view.ts";
import { renderCase, renderDecideForm, renderReasons } from "./case.ts";
import { queueParameters } from "./parameters.ts";
import { type SignedIn, signedIn } from "./session.ts";
import { renderDeskBar, renderSignIn } from "./sign-in.ts";

/** A page of the queue for who is signed in; without one nobody is. */
export interface QueueData {
  readonly who: SignedIn | null;
  readonly queue: QueuePage | null;
  readonly asked: QueueQuery;
  readonly page: number;
  readonly limit: number;
  /** The decision that was made last. */
  readonly done: string;
}

/** The page of the queue that a request asks for. Throws RequestProblem. */
export async function readQueue(view: View): Promise<QueueData> {
  const { indicator, province, kind, page, limit, done } = readQuery(view, queueParameters(view.services));
  const asked = {
    ...(indicator === null ? {} : { indicator }),
    ...(province === null ? {} : { province }),
    ...(kind === null ? {} : { kind }),
  };
  const who = signedIn(view);
  const queue = who === null ? null : await view.services.review.queue(asked, { limit, offset: (page - 1) * limit });
  return { who, queue, asked, page, limit, done };
}

/** The queue as the API answers it. Throws RequestProblem (401) for nobody. */
export function queueJson(view: View, { queue }: QueueData) {
  if (queue === null) throw usualProblem(view.lang, 401);
  return queue.state === "building" ? queue : { ...queue, items: queue.items.map((item) => caseJson(view, item)) };
}

/** A case with its mark. */
export const caseJson = (view: View, item: ReviewCase) => ({ ...item, mark: view.services.review.markOf(item) });

/** The queue as a page: the way in for nobody. */
export function renderQueue(view: View, data: QueueData): Html {
  const words = reviewPageLabels(view.lang);
  const { who, queue } = data;
  if (who === null || queue === null || who.formToken === null) return renderSignIn(view);
  const bar = renderDeskBar(view, { name: who.reviewer.name, formToken: who.formToken });
  const body = queue.state === "building" ? renderBuilding(view, queue.done) : renderReady(view, data, queue, who.formToken);
  const main = html`<h1>${words.title}</h1>${bar}${body}`;
  return renderPage(view, {
    title: words.title,
    main,
    section: "review",
    scripts: ["review"],
    json: href(view, "/soat.json", placeOf(data)),
  });
}

/** Filters and page as parameters of the page. */
function placeOf({ asked, page }: QueueData): Parameters {
  return { chiso: asked.indicator, tinh: asked.province, loai: asked.kind, trang: page === 1 ? undefined : page };
}

function renderBuilding(view: View, done: number): Html {
  return html`<p class="note" id="building" role="status">${reviewPageLabels(view.lang).building(formatNumber(done, view.lang))}</p>`;
}

type Ready = Extract<QueuePage, { state: "ready" }>;

function renderReady(view: View, data: QueueData, queue: Ready, formToken: string): Html {
  const findSentence = createSentenceFinder(view.services.store);
  const place = placeOf(data);
  const { items } = queue;
  const cases = items.map((item, index) => renderCase(view, item, { formToken, place, next: items[index + 1]?.id ?? "", findSentence }));
  return html`${renderProgress(view, data, queue)}
${renderDone(view, data, formToken)}
${renderFilters(view, data, queue)}
${items.length === 0 ? renderEmpty(view, data) : html`<div class="cases">${cases}</div>`}
${renderPaging(view, data, queue)}
${renderReasons(view)}
${renderKeys(view)}`;
}

function renderProgress(view: View, { asked }: QueueData, { total, all, decided, madeAt }: Ready): Html {
  const words = reviewPageLabels(view.lang);
  const n = (value: number): string => formatNumber(value, view.lang);
  return html`<p class="progress"><progress max="${all + decided || 1}" value="${decided}" aria-label="${words.progressLabel}"></progress>
<span>${words.progress(n(all), n(decided))}${Object.keys(asked).length === 0 ? "" : ` ${words.filtered(n(total))}`} <span class="muted">${words.madeAt(formatTime(madeAt, view.lang))}</span></span></p>`;
}

/** What was decided last, with the way back. */
function renderDone(view: View, data: QueueData, formToken: string): Html | "" {
  const words = reviewPageLabels(view.lang);
  if (data.done === "") return "";
  const decision = view.services.review.lastOf(data.done);
  if (decision === null || decision.by !== data.who?.reviewer.name) return "";
  const { id, article, at, verdict, reading } = decision;
  const said = `${words.stored[verdict]}: ${indicatorLabel(view, reading.indicator)}, ${formatNumber(reading.value, view.lang)}.`;
  const undo = html`<input type="hidden" name="why" value="${words.undoWhy}"><button class="quiet" type="submit" data-key="u">${words.undo}</button>`;
  const desk = { formToken, place: placeOf(data), next: id };
  return html`<div class="done" role="status"><p>${said}</p>${verdict === "withdraw" ? "" : renderDecideForm(view, { id, article, verdict: "withdraw", seen: at, desk }, undo)}</div>`;
}

interface Filter {
  readonly name: string;
  readonly label: string;
  readonly chosen: string | undefined;
  readonly options: Ready["facets"]["kinds"];
  readonly nameOf: (code: string) => string;
}

function renderFilters(view: View, { asked }: QueueData, { facets }: Ready): Html {
  const words = reviewPageLabels(view.lang);
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const filters: readonly Filter[] = [
    { name: "loai", label: words.kind, chosen: asked.kind, options: facets.kinds, nameOf: (code) => kinds[code] ?? code },
    {
      name: "chiso",
      label: words.indicator,
      chosen: asked.indicator,
      options: facets.indicators,
      nameOf: (code) => indicatorLabel(view, code),
    },
    {
      name: "tinh",
      label: words.province,
      chosen: asked.province,
      options: facets.provinces,
      nameOf: (code) => provinceName(view, code) ?? code,
    },
  ];
  return html`<form class="choices" method="get" action="/soat" aria-label="${words.filters}">${renderLanguageField(view)}${filters.map((filter) => renderFilter(view, filter))}<button type="submit">${words.filter}</button></form>`;
}

function renderFilter(view: View, { name, label, chosen, options, nameOf }: Filter): Html {
  const all = options.some(({ code }) => code === chosen) || chosen === undefined ? options : [{ code: chosen, count: 0 }, ...options];
  const option = ({ code, count }: Filter["options"][number]) =>
    html`<option value="${code}"${code === chosen ? html` selected` : ""}>${nameOf(code)} (${formatNumber(count, view.lang)})</option>`;
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${reviewPageLabels(view.lang).all}</option>${all.map(option)}</select></div>`;
}

function renderEmpty(view: View, { asked, page }: QueueData): Html {
  const words = reviewPageLabels(view.lang);
  const isNarrowed = Object.keys(asked).length > 0 || page > 1;
  return html`<p class="note">${isNarrowed ? words.emptyFiltered : words.empty}</p>${isNarrowed ? html`<p><a href="${href(view, "/soat")}">${words.allOfQueue}</a></p>` : ""}`;
}

function renderPaging(view: View, data: QueueData, { total }: Ready): Html | "" {
  const words = reviewPageLabels(view.lang);
  const of = Math.max(1, Math.ceil(total / data.limit));
  if (of === 1) return "";
  const to = (page: number): string =>
    href(view, "/soat", { ...placeOf(data), trang: page === 1 ? undefined : page, so: data.limit === 10 ? undefined : data.limit });
  const n = (value: number): string => formatNumber(value, view.lang);
  return html`<nav class="paging" aria-label="${words.pages}">${data.page > 1 ? html`<a rel="prev" href="${to(data.page - 1)}">${words.previous}</a>` : ""}<span>${words.page(n(data.page), n(of))}</span>${data.page < of ? html`<a rel="next" href="${to(data.page + 1)}">${words.next}</a>` : ""}</nav>`;
}

function renderKeys(view: View): Html {
  const words = reviewPageLabels(view.lang);
  return html`<details class="keys" id="keys"><summary>${words.keys}</summary><dl class="pairs">${words.keyHelp.map(([keys, meaning]) => html`<dt><kbd>${keys}</kbd></dt><dd>${meaning}</dd>`)}</dl></details>`;
}
