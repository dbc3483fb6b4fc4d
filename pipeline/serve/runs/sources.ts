import { html } from "hono/html";
import { formatDate, formatNumber, formatTime } from "../../labels/format.ts";
import { nightLabels } from "../../labels/night.ts";
import type { SourceDetail, SourceHealth, SourceNightLine, SourceState } from "../../types/operation.ts";
import { provinceName } from "../figures.ts";
import { type Html, renderLanguageField, renderPage } from "../layout.ts";
import { hostOf, renderExternal } from "../parts.ts";
import { notFound } from "../problem.ts";
import { oneOf, readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import type { Services } from "../services.ts";
import { href, type View } from "../view.ts";
import { renderToDo, wordsOf } from "./parts.ts";
import { SourceAnswer, SourcesAnswer } from "./shapes.ts";

/** What asks for attention first. */
const STATES: readonly SourceState[] = ["resting", "poor", "fine", "unknown", "off"];

function parametersOf({ provinces }: Services) {
  return {
    state: oneOf("tinhtrang", STATES, null),
    province: oneOf(
      "tinh",
      provinces.map(({ id }) => id),
      null,
    ),
  };
}

/** The sources of a question, and those there are. */
interface SourcesData {
  readonly sources: readonly SourceHealth[];
  readonly all: readonly SourceHealth[];
  readonly state: SourceState | null;
  readonly province: string | null;
}

export const sourceRoutes: readonly Route[] = [
  pageRoute({
    name: "listSources",
    summary: { vi: "Các nguồn và tình trạng", en: "The sources and how they do" },
    page: "/nguon",
    api: "/sources",
    parameters: parametersOf,
    response: SourcesAnswer,
    read: listSources,
    render: renderSources,
    toJson: ({ sources }) => ({ sources }),
  }),
  pageRoute({
    name: "readSource",
    summary: { vi: "Một nguồn, từng đêm", en: "One source, night by night" },
    page: "/nguon/:id",
    api: "/sources/:id",
    response: SourceAnswer,
    read: (view, { id = "" }) => readSource(view, id),
    render: renderSource,
  }),
];

function listSources(view: View): SourcesData {
  const { state, province } = readQuery(view, parametersOf(view.services));
  const order = ({ state: own }: SourceHealth): number => STATES.indexOf(own);
  const all = view.services.operation.sources().toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, "vi"));
  const sources = all.filter((source) => (state === null || source.state === state) && (province === null || source.province === province));
  return { sources, all, state, province };
}

function readSource(view: View, id: string): SourceDetail {
  readQuery(view, {});
  const source = view.services.operation.source(id, view.lang);
  if (source === null) throw notFound(view.lang);
  return source;
}

function renderSources(view: View, data: SourcesData): Html {
  const words = wordsOf(view);
  const n = (value: number): string => formatNumber(value, view.lang);
  const count = (fits: (source: SourceHealth) => boolean): string => n(data.all.filter(fits).length);
  const main = html`<h1>${words.sources}</h1><p class="lead">${words.sourcesIntro}</p>
${
  data.all.length === 0
    ? html`<p class="note">${words.noSources}</p>`
    : html`<p>${words.sourceTotals(
        n(data.all.length),
        count(({ enabled }) => enabled),
        count(({ state }) => state === "fine"),
      )}</p>${renderFilter(view, data)}${renderTable(view, data.sources)}`
}`;
  return renderPage(view, {
    title: words.sources,
    main,
    section: "runs",
    above: [{ href: href(view, "/luot-chay"), title: words.runs }],
    json: href(view, "/nguon.json", { tinhtrang: data.state ?? undefined, tinh: data.province ?? undefined }),
  });
}

function renderFilter(view: View, { all, state, province }: SourcesData): Html {
  const words = wordsOf(view);
  const option = (code: string, text: string, chosen: string | null) =>
    html`<option value="${code}"${code === chosen ? html` selected` : ""}>${text}</option>`;
  const count = (own: SourceState): string => formatNumber(all.filter((source) => source.state === own).length, view.lang);
  const homes = [...new Set(all.flatMap((source) => source.province ?? []))].map((id) => [id, provinceName(view, id) ?? id] as const);
  return html`<form class="choices" method="get" action="/nguon">${renderLanguageField(view)}
<div class="field"><label for="tinhtrang">${words.stateFilter}</label><select id="tinhtrang" name="tinhtrang"><option value="">${words.all}</option>${STATES.map((own) => option(own, `${words.states[own]} (${count(own)})`, state))}</select></div>
<div class="field"><label for="tinh">${words.province}</label><select id="tinh" name="tinh"><option value="">${words.all}</option>${homes.sort(([, a], [, b]) => a.localeCompare(b, "vi")).map(([id, name]) => option(id, name, province))}</select></div>
<button type="submit">${words.show}</button></form>`;
}

function renderTable(view: View, sources: readonly SourceHealth[]): Html {
  const words = wordsOf(view);
  const n = (value: number): string => formatNumber(value, view.lang);
  const row = (
    source: SourceHealth,
  ) => html`<tr><th scope="row"><a href="${href(view, `/nguon/${encodeURIComponent(source.id)}`)}">${source.name}</a></th>
<td>${provinceName(view, source.province) ?? words.national}</td><td>${renderState(view, source.state)}</td>
<td>${dayText(view, source.lastSuccess)}</td><td class="number">${n(source.newPages)}</td><td class="number">${n(source.failures)}</td><td class="number">${n(source.figures)}</td><td>${nextText(view, source)}</td></tr>`;
  return html`<div class="scroll" role="region" aria-label="${words.table}" tabindex="0"><table class="plain sources"><caption class="hidden">${words.sources}</caption><thead><tr><th scope="col">${words.source}</th><th scope="col">${words.province}</th><th scope="col">${words.state}</th><th scope="col">${words.lastSuccess}</th><th scope="col" class="number">${words.pages}</th><th scope="col" class="number">${words.failures}</th><th scope="col" class="number">${words.figures}</th><th scope="col">${words.nextVisit}</th></tr></thead>
<tbody>${sources.map(row)}</tbody></table></div>`;
}

const renderState = (view: View, state: SourceState): Html => html`<span class="state ${state}">${wordsOf(view).states[state]}</span>`;

const dayText = (view: View, at: string | null): string => (at === null ? wordsOf(view).never : formatTime(at, view.lang));

function nextText(view: View, { enabled, nextVisit }: SourceHealth): string {
  if (!enabled) return "";
  return nextVisit === null ? wordsOf(view).unplanned : formatTime(nextVisit, view.lang);
}

function renderSource(view: View, source: SourceDetail): Html {
  const words = wordsOf(view);
  const n = (value: number): string => formatNumber(value, view.lang);
  const row = (name: string, value: string | Html | null) =>
    value === null || value === "" ? "" : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const main = html`<h1>${source.name}</h1>
<p>${renderState(view, source.state)}</p>
<dl class="facts">
${row(words.kind, words.kinds[source.kind] ?? source.kind)}
${row(words.province, provinceName(view, source.province) ?? words.national)}
${row(words.home, renderExternal(source.home, hostOf(source.home)))}
${row(words.lastAsked, dayText(view, source.lastAsked))}
${row(words.lastSuccess, dayText(view, source.lastSuccess))}
${row(words.nextVisit, nextText(view, source))}
${row(words.pages, n(source.newPages))}
${row(words.failures, n(source.failures))}
${row(words.figures, n(source.figures))}
${row(words.checked, source.checked === null ? words.never : formatDate(source.checked, view.lang))}
${row(words.pace, words.paceText(n(source.paceSeconds)))}
${row(words.window, source.window)}
${row(words.note, source.note)}
</dl>
<p class="muted">${words.nights(n(source.nights))}</p>
${source.todo.length === 0 ? "" : renderToDo(view, source.todo)}
${renderFailures(view, source)}
<h2>${words.history}</h2>${source.history.length === 0 ? html`<p class="muted">${words.noHistory}</p>` : renderHistory(view, source.history)}`;
  return renderPage(view, {
    title: source.name,
    main,
    section: "runs",
    above: [
      { href: href(view, "/luot-chay"), title: words.runs },
      { href: href(view, "/nguon"), title: words.allSources },
    ],
    json: href(view, `/api/v1/sources/${encodeURIComponent(source.id)}`),
  });
}

function renderFailures(view: View, { failureKinds }: SourceDetail): Html | "" {
  if (failureKinds.length === 0) return "";
  const names = nightLabels(view.lang).failures;
  return html`<h2>${wordsOf(view).failureKinds}</h2><dl class="counters">${failureKinds.map(({ kind, count }) => html`<dt>${names[kind] ?? kind}</dt><dd>${formatNumber(count, view.lang)}</dd>`)}</dl>`;
}

function renderHistory(view: View, history: readonly SourceNightLine[]): Html {
  const words = wordsOf(view);
  const n = (value: number): string => formatNumber(value, view.lang);
  const row = (
    night: SourceNightLine,
  ) => html`<tr><th scope="row"><a href="${href(view, `/luot-chay/${encodeURIComponent(night.run)}`)}">${formatTime(night.startedAt, view.lang)}</a></th>
<td class="number">${n(night.fetched)}</td><td class="number">${n(night.newPages)}</td><td class="number">${n(night.changedPages)}</td><td class="number">${n(night.failed + night.refused)}</td><td class="number">${n(night.figures)}</td><td class="${night.stopped === null ? "" : "stopped"}">${night.stopped ?? ""}</td></tr>`;
  return html`<div class="scroll" role="region" aria-label="${words.table}" tabindex="0"><table class="plain"><caption class="hidden">${words.history}</caption><thead><tr><th scope="col">${words.night}</th><th scope="col" class="number">${words.fetched}</th><th scope="col" class="number">${words.newPages}</th><th scope="col" class="number">${words.changedPages}</th><th scope="col" class="number">${words.failures}</th><th scope="col" class="number">${words.figures}</th><th scope="col">${words.stopped}</th></tr></thead>
<tbody>${history.map(row)}</tbody></table></div>`;
}
