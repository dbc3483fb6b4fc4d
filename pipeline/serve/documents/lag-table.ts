import { html } from "hono/html";
import { documentWords } from "../../labels/document.ts";
import { formatDate, formatNumber } from "../../labels/format.ts";
import type { Evidence, OwnDocument, ProvinceCiting } from "../../types/graph.ts";
import { articleHref, provinceName } from "../figures.ts";
import type { Html } from "../layout.ts";
import { renderMarked } from "../parts.ts";
import { provinceHref } from "../provinces/names.ts";
import type { View } from "../view.ts";
import { type DocumentData, documentHref } from "./view.ts";

/** The table of provinces that cite a document: first article, own documents that carry it out, and the sentences. */
export function renderLagTable(view: View, { citing }: DocumentData): Html {
  const { columns, lag } = documentWords(view.lang);
  return html`<div class="scroll" role="region" aria-label="${`${lag}: ${view.labels.table.scroll}`}" tabindex="0"><table class="plain lags">
<caption class="hidden">${lag}</caption>
<thead><tr><th scope="col">${columns.province}</th><th scope="col">${columns.first}</th><th scope="col" class="number">${columns.days}</th><th scope="col">${columns.own}</th><th scope="col" class="number">${columns.ownDays}</th><th scope="col">${columns.sentence}</th></tr></thead>
<tbody>${citing.map((one) => renderRow(view, one))}</tbody></table></div>`;
}

function renderRow(view: View, { province, first, own }: ProvinceCiting): Html {
  const words = documentWords(view.lang);
  const number = (days: number | null) => (days === null ? "–" : formatNumber(days, view.lang));
  const [earliest] = own;
  const name = provinceName(view, province) ?? province;
  return html`<tr><th scope="row"><a href="${provinceHref(view, province)}">${name}</a></th>
<td><a href="${evidenceHref(view, first.evidence)}">${first.published === null ? words.undated : formatDate(first.published, view.lang)}</a></td>
<td class="number">${number(first.days)}</td>
<td>${own.length === 0 ? html`<span class="muted">${words.noOwn}</span>` : own.map((document, i) => html`${i === 0 ? "" : html`<br>`}${renderOwn(view, document)}`)}</td>
<td class="number">${earliest === undefined ? "–" : daysText(view, earliest)}</td>
<td><details><summary>${words.details}<span class="hidden">: ${name}</span></summary>
${renderEvidence(view, first.evidence)}
${own.map((document) => renderEvidence(view, document.evidence))}</details></td></tr>`;
}

function renderOwn(view: View, { id, issued }: OwnDocument): Html {
  const sign = id.split("@")[0] ?? id;
  return html`<a href="${documentHref(view, id)}">${sign}</a>${issued === null ? "" : html` <span class="muted">${formatDate(issued, view.lang)}</span>`}`;
}

function daysText(view: View, { days, atMostDays }: OwnDocument): string {
  if (days !== null) return formatNumber(days, view.lang);
  return atMostDays === null ? "–" : documentWords(view.lang).atMost(formatNumber(atMostDays, view.lang));
}

function evidenceHref(view: View, { article, start }: Evidence): string {
  return articleHref(view, article.id, start);
}

function renderEvidence(view: View, evidence: Evidence): Html {
  const { sentence, quote, start, end, article } = evidence;
  const marked =
    sentence === null
      ? renderMarked(quote, [{ start: 0, end: quote.length }])
      : renderMarked(sentence.text, [{ start: start - sentence.start, end: end - sentence.start }]);
  const origin = [article.publisher, article.publishedAt === null ? null : formatDate(article.publishedAt, view.lang)]
    .filter((part) => part !== null)
    .join(", ");
  return html`<blockquote lang="vi">${marked}</blockquote><p class="muted"><a href="${evidenceHref(view, evidence)}">${article.title}</a>${origin === "" ? "" : ` · ${origin}`}</p>`;
}
