import { html } from "hono/html";
import { documentWords } from "../../labels/document.ts";
import { formatNumber } from "../../labels/format.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";
import { type DocumentView, documentName, issuedText, issuerText } from "./view.ts";

/** Documents as a short list: number, what they are about, and how often they are cited. */
export function renderDocumentItems(view: View, documents: readonly DocumentView[]): Html {
  const item = (
    document: DocumentView,
  ) => html`<li><a href="${document.href}">${documentName(view, document)}</a>${titleText(view, document)}<br>
<span class="muted">${factsText(view, document)}</span></li>`;
  return html`<ul class="list documents">${documents.map(item)}</ul>`;
}

/** What it is about, unless its name says so already. */
function titleText(view: View, document: DocumentView): string {
  const { title } = document;
  return title === null || documentName(view, document).toLocaleLowerCase() === title.toLocaleLowerCase() ? "" : `: ${title}`;
}

function factsText(view: View, document: DocumentView): string {
  const words = documentWords(view.lang);
  const issued = issuedText(view, document);
  const number = (value: number) => formatNumber(value, view.lang);
  const cited = document.articles === 0 ? words.uncited : words.citedIn(number(document.articles), number(document.provinces));
  return [issuerText(view, document), issued === null ? words.noDay : words.issuedOn(issued), cited]
    .filter((part) => part !== null)
    .join(" · ");
}
