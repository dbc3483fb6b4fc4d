import { html } from "hono/html";
import { documentWords } from "../../labels/document.ts";
import { formatNumber } from "../../labels/format.ts";
import { provinceName } from "../figures.ts";
import { type Html, renderLanguageField, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";
import { renderDocumentItems } from "./items.ts";
import { type AskedDocuments, DOCUMENT_KINDS, ISSUER_GROUPS, pageParameters, SORTS } from "./query.ts";
import type { DocumentView } from "./view.ts";

/** A page of the list of documents. */
export interface DocumentList {
  readonly asked: AskedDocuments;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly documents: readonly DocumentView[];
}

/** The page that lists documents, with a form that narrows it. */
export function renderDocumentList(view: View, list: DocumentList): Html {
  const words = documentWords(view.lang);
  const main = html`<h1>${words.title}</h1>
<p class="lead">${words.intro}</p>
${renderForm(view, list.asked)}
<p role="status">${list.total === 0 ? words.none : words.found(formatNumber(list.total, view.lang))}</p>
${list.documents.length > 0 ? renderDocumentItems(view, list.documents) : list.total === 0 ? "" : html`<p>${words.beyond}</p>`}
${renderPaging(view, list)}`;
  const { so, loai, noi, tinh, dan, xep } = pageParameters(list.asked);
  const json = href(view, "/api/v1/documents", {
    ...{ words: so, kind: loai, group: noi, issuedBy: tinh, citedBy: dan, sort: xep },
    page: list.page === 1 ? undefined : list.page,
  });
  return renderPage(view, { title: words.title, main, section: "documents", json });
}

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly chosen: string | undefined;
  readonly options: readonly (readonly [string, string])[];
}

function renderChoice(view: View, { name, label, chosen, options }: Choice): Html {
  const option = ([value, text]: readonly [string, string]) =>
    html`<option value="${value}"${value === (chosen ?? "") ? html` selected` : ""}>${text}</option>`;
  const all: readonly (readonly [string, string])[] = name === "xep" ? options : [["", documentWords(view.lang).any], ...options];
  return html`<div class="field"><label for="${`chon-${name}`}">${label}</label><select id="${`chon-${name}`}" name="${name}">${all.map(option)}</select></div>`;
}

function renderForm(view: View, { query }: AskedDocuments): Html {
  const words = documentWords(view.lang);
  const kinds = DOCUMENT_KINDS.map((kind) => [kind, view.labels.documentKinds[kind]] as const);
  const groups = ISSUER_GROUPS.map((group) => [group, words.groups[group]] as const);
  const sorts = SORTS.map((sort) => [sort, words.sorts[sort]] as const);
  const kept = (name: string, value: string | undefined) =>
    value === undefined ? "" : html`<input type="hidden" name="${name}" value="${value}">`;
  return html`<form class="choices" action="/van-ban" method="get">
<div class="field wide"><label for="so">${words.words}</label><input id="so" name="so" type="search" maxlength="100" value="${query.words ?? ""}" placeholder="${words.wordsHint}" autocomplete="off"></div>
${renderChoice(view, { name: "loai", label: words.kind, chosen: query.kind, options: kinds })}
${renderChoice(view, { name: "noi", label: words.issuer, chosen: query.group, options: groups })}
${renderChoice(view, { name: "xep", label: words.sort, chosen: query.sort, options: sorts })}
${kept("tinh", query.issuedBy)}${kept("dan", query.citedBy)}${renderLanguageField(view)}<button type="submit">${words.submit}</button>
</form>
${renderNarrowed(view, query)}`;
}

/** The province that the list is narrowed to, with a way out of it. */
function renderNarrowed(view: View, { issuedBy, citedBy }: AskedDocuments["query"]): Html | "" {
  const words = documentWords(view.lang);
  const told = [
    issuedBy === undefined ? [] : [`${words.province}: ${provinceName(view, issuedBy)}`],
    citedBy === undefined ? [] : [`${words.citedBy}: ${provinceName(view, citedBy)}`],
  ].flat();
  if (told.length === 0) return "";
  return html`<p><span class="tag">${told.join(" · ")}</span> <a href="${href(view, "/van-ban")}">${words.any}</a></p>`;
}

function renderPaging(view: View, { asked, page, pages }: DocumentList): Html | "" {
  const words = documentWords(view.lang);
  if (pages < 2) return "";
  const to = (target: number) => href(view, "/van-ban", { ...pageParameters(asked), trang: target === 1 ? undefined : target });
  const shown = Math.min(page, pages);
  return html`<nav class="paging" aria-label="${words.pages}">
${page > 1 ? html`<a rel="prev" href="${to(page > pages ? pages : page - 1)}">${words.previous}</a>` : ""}
<span>${words.page(formatNumber(shown, view.lang), formatNumber(pages, view.lang))}</span>
${page < pages ? html`<a rel="next" href="${to(page + 1)}">${words.next}</a>` : ""}
</nav>`;
}
