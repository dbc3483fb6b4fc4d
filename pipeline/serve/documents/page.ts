import { html } from "hono/html";
import { documentWords } from "../../labels/document.ts";
import { formatDate, formatNumber } from "../../labels/format.ts";
import { renderDrawing } from "../drawing.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";
import { lagChart } from "./lag-chart.ts";
import { renderLagTable } from "./lag-table.ts";
import { type DocumentData, type DocumentView, documentName, issuedText, issuerText } from "./view.ts";

/** The page of a document: what it is, who cites it, and how soon it is carried out. */
export function renderDocumentPage(view: View, data: DocumentData): Html {
  const { document } = data;
  const words = documentWords(view.lang);
  const name = documentName(view, document);
  const main = html`<h1>${name}</h1>
${document.title === null || document.title.toLocaleLowerCase() === name.toLocaleLowerCase() ? "" : html`<p class="lead">${capitalised(document.title)}</p>`}
${renderFacts(view, data)}
<p class="muted">${document.isRegistered ? words.official : words.unregistered}</p>
<section aria-labelledby="ai-dan"><h2 id="ai-dan">${words.whoCites}</h2>
${renderCounts(view, data)}
</section>
${data.lags.length === 0 ? "" : renderLags(view, data)}`;
  const encoded = encodeURIComponent(document.id);
  const feed = { href: href(view, `/api/v1/documents/${encoded}.atom`), title: words.feed(document.sign) };
  const boundaries = data.boundaries === "then" ? undefined : data.boundaries;
  return renderPage(view, {
    title: name,
    main,
    section: "documents",
    feed,
    json: href(view, `/api/v1/documents/${encoded}`, { boundaries }),
  });
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function renderFacts(view: View, { document }: DocumentData): Html {
  const { facts } = documentWords(view.lang);
  const row = (name: string, value: Html | string | null) => (value === null ? "" : html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const linked = (documents: readonly DocumentView[]) =>
    documents.length === 0
      ? null
      : html`${documents.map((one, i) => html`${i === 0 ? "" : "; "}<a href="${one.href}">${documentName(view, one)}</a>${one.title === null ? "" : ` (${one.title})`}`)}`;
  return html`<dl class="facts">
${row(facts.kind, document.kind === null ? null : view.labels.documentKinds[document.kind])}
${row(facts.issuer, issuerText(view, document))}
${row(facts.issued, issuedText(view, document) ?? documentWords(view.lang).noDay)}
${row(facts.term, document.term)}
${row(facts.session, document.session)}
${row(facts.aliases, document.aliases.length === 0 ? null : document.aliases.join("; "))}
${row(facts.replaces, linked(document.replaces))}
${row(facts.replacedBy, linked(document.replacedBy))}
${row(facts.ids, html`${document.ids.map((id, i) => html`${i === 0 ? "" : ", "}<code>${id}</code>`)}`)}
</dl>`;
}

function renderCounts(view: View, { document, withoutProvince }: DocumentData): Html {
  const words = documentWords(view.lang);
  const number = (value: number) => formatNumber(value, view.lang);
  if (document.articles === 0) return html`<p class="muted">${words.noCiting}</p>`;
  const counts = words.citing(number(document.mentions), number(document.articles), number(document.provinces));
  const span =
    document.firstCited === null
      ? ""
      : html` <span class="muted">${words.firstCited} ${formatDate(document.firstCited, view.lang)}${document.lastCited === null ? "" : ` – ${formatDate(document.lastCited, view.lang)}`}</span>`;
  return html`<p>${counts}${span}${withoutProvince === 0 ? "" : html`<br><span class="muted">${words.withoutProvince(number(withoutProvince))}</span>`}</p>
<p><a href="${href(view, "/tim", { q: document.sign })}">${words.searchAll}</a></p>`;
}

function renderLags(view: View, data: DocumentData): Html {
  const words = documentWords(view.lang);
  const chart = lagChart(view, data);
  const other = data.boundaries === "then" ? "now" : "then";
  const path = `/van-ban/${encodeURIComponent(data.document.id)}`;
  return html`<section aria-labelledby="do-tre"><h2 id="do-tre">${words.lag}</h2>
<p class="muted">${words.lagNote}${data.document.issued === null ? ` ${words.lagUnknown}` : ""}</p>
<p>${words.boundaries}: ${words.boundaryName(data.boundaries)} · <a href="${href(view, path, { ranhgioi: other === "then" ? undefined : other })}">${words.boundaryName(other)}</a></p>
${chart === null ? "" : html`${renderDrawing(view, chart)}`}
${chart !== null && chart.bars.length < data.lags.length ? html`<p class="muted">${words.chartMore(formatNumber(chart.bars.length, view.lang))}</p>` : ""}
${renderLagTable(view, data)}
</section>`;
}
