import { html } from "hono/html";
import { formatNumber, formatTime } from "../../labels/format.ts";
import type { LastNight, RunDetail, RunLine } from "../../types/operation.ts";
import { type Html, renderPage } from "../layout.ts";
import { notFound } from "../problem.ts";
import { readQuery, wholeNumber } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import { href, type View } from "../view.ts";
import { durationText, renderReportTable, renderToDo, wordsOf } from "./parts.ts";
import { RunAnswer, RunsAnswer } from "./shapes.ts";

const PARAMETERS = {
  page: wholeNumber("trang", { from: 1, to: 10_000 }, 1),
  limit: wholeNumber("so", { from: 1, to: 100 }, 30),
};

/** A page of runs, newest first. */
interface RunsData {
  readonly runs: readonly RunLine[];
  readonly total: number;
  readonly lastNight: LastNight | null;
  readonly page: number;
  readonly limit: number;
}

export const runRoutes: readonly Route[] = [
  pageRoute({
    name: "listRuns",
    summary: { vi: "Các lượt chạy, mới nhất trước", en: "The runs, newest first" },
    page: "/luot-chay",
    api: "/runs",
    parameters: () => PARAMETERS,
    response: RunsAnswer,
    read: listRuns,
    render: renderRuns,
    toJson: ({ runs, total, lastNight }) => ({ runs, total, lastNight }),
  }),
  pageRoute({
    name: "readRun",
    summary: { vi: "Một lượt chạy với báo cáo của nó", en: "One run with its report" },
    page: "/luot-chay/:id",
    api: "/runs/:id",
    response: RunAnswer,
    read: (view, { id = "" }) => readRun(view, id),
    render: renderRun,
  }),
];

function listRuns(view: View): RunsData {
  const { page, limit } = readQuery(view, PARAMETERS);
  const { operation } = view.services;
  const { runs, total } = operation.runs({ limit, offset: (page - 1) * limit });
  return { runs, total, lastNight: operation.lastNight(view.lang), page, limit };
}

function readRun(view: View, id: string): RunDetail {
  readQuery(view, {});
  const run = view.services.operation.run(id, view.lang);
  if (run === null) throw notFound(view.lang);
  return run;
}

function renderRuns(view: View, data: RunsData): Html {
  const words = wordsOf(view);
  const of = Math.max(1, Math.ceil(data.total / data.limit));
  const main = html`<h1>${words.runs}</h1><p class="lead">${words.runsIntro}</p>
<p><a href="${href(view, "/nguon")}">${words.sources}</a></p>
${data.lastNight === null ? "" : renderLastNight(view, data.lastNight)}
${data.runs.length === 0 ? html`<p class="note">${words.noRuns}</p>` : renderTable(view, data.runs)}
${of === 1 ? "" : renderPaging(view, data.page, of)}`;
  return renderPage(view, {
    title: words.runs,
    main,
    section: "runs",
    json: href(view, "/luot-chay.json", { trang: data.page === 1 ? undefined : data.page }),
  });
}

function renderLastNight(view: View, { run, title, summary, todo, next, failed }: LastNight): Html {
  const words = wordsOf(view);
  return html`<section class="night${failed ? " bad" : ""}" aria-labelledby="night"><h2 id="night">${words.lastNight}</h2>
<p><strong>${title}</strong><br>${summary}</p>
<p>${todo.length === 0 ? words.nothingToDo : words.alarms(formatNumber(todo.length, view.lang))} <a href="${runHref(view, run)}">${words.openReport}</a></p>
${next === null ? "" : html`<p class="muted">${words.nextNight(formatTime(next, view.lang))}</p>`}</section>`;
}

const runHref = (view: View, id: string): string => href(view, `/luot-chay/${encodeURIComponent(id)}`);

function renderTable(view: View, runs: readonly RunLine[]): Html {
  const words = wordsOf(view);
  const n = (value: number): string => formatNumber(value, view.lang);
  const row = (run: RunLine) => html`<tr><th scope="row"><a href="${runHref(view, run.id)}">${formatTime(run.startedAt, view.lang)}</a></th>
<td>${words.jobs[run.job] ?? run.job}</td><td class="${run.outcome}">${words.outcomes[run.outcome]}${run.alarms === null || run.alarms === 0 ? "" : html` <span class="tag">${words.alarms(n(run.alarms))}</span>`}</td>
<td class="number">${n(run.newPages)}</td><td class="number">${n(run.figures)}</td><td class="number">${durationText(view, run.startedAt, run.finishedAt)}</td></tr>`;
  return html`<div class="scroll" role="region" aria-label="${words.table}" tabindex="0"><table class="plain runs"><caption class="hidden">${words.runs}</caption><thead><tr><th scope="col">${words.began}</th><th scope="col">${words.job}</th><th scope="col">${words.outcome}</th><th scope="col" class="number">${words.newPages}</th><th scope="col" class="number">${words.figures}</th><th scope="col" class="number">${words.took}</th></tr></thead>
<tbody>${runs.map(row)}</tbody></table></div>`;
}

function renderPaging(view: View, page: number, of: number): Html {
  const words = wordsOf(view);
  const to = (number: number): string => href(view, "/luot-chay", { trang: number === 1 ? undefined : number });
  return html`<nav class="paging" aria-label="${words.pagesLabel}">${page > 1 ? html`<a rel="prev" href="${to(page - 1)}">${words.previous}</a>` : ""}${page < of ? html`<a rel="next" href="${to(page + 1)}">${words.next}</a>` : ""}</nav>`;
}

function renderRun(view: View, run: RunDetail): Html {
  const words = wordsOf(view);
  const { report } = run;
  const title = report?.title ?? `${words.jobs[run.job] ?? run.job}, ${formatTime(run.startedAt, view.lang)}`;
  const body =
    report === null
      ? html`${renderFacts(view, run)}<p class="muted">${words.noReport}</p>`
      : html`<p class="lead">${report.summary}</p>${renderFacts(view, run)}${renderToDo(view, report.todo)}${report.tables.map(renderReportTable)}`;
  const main = html`<h1>${title}</h1>${body}${renderCounters(view, run)}`;
  const above = [{ href: href(view, "/luot-chay"), title: words.allRuns }];
  return renderPage(view, { title, main, section: "runs", above, json: href(view, `/api/v1/runs/${encodeURIComponent(run.id)}`) });
}

function renderFacts(view: View, { id, job, startedAt, finishedAt, outcome }: RunDetail): Html {
  const words = wordsOf(view);
  const row = (name: string, value: string | Html) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="facts">${row(words.job, words.jobs[job] ?? job)}${row(words.began, formatTime(startedAt, view.lang))}${finishedAt === null ? "" : row(words.took, durationText(view, startedAt, finishedAt))}${row(words.outcome, words.outcomes[outcome])}${row(words.run, html`<code>${id}</code>`)}</dl>`;
}

function renderCounters(view: View, { counters }: RunDetail): Html | "" {
  const rows = Object.entries(counters).sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return "";
  return html`<details><summary>${wordsOf(view).counters}</summary><dl class="counters">${rows.map(([name, count]) => html`<dt><code>${name}</code></dt><dd>${formatNumber(count, view.lang)}</dd>`)}</dl></details>`;
}
