import { html } from "hono/html";
import { type ApiWords, apiWords } from "../../labels/api.ts";
import { type Html, renderPage } from "../layout.ts";
import type { ApiDocument, ApiParameter, Operation } from "../openapi.ts";
import { siteAddress } from "../site-address.ts";
import { href, type View } from "../view.ts";
import type { ShownAnswer } from "./answers.ts";
import { renderShapes, shapeAnchor, shapeOf } from "./shapes.ts";

interface Entry {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** The reference of the API: conventions, every operation with a real example, and the shapes. */
export function renderReference(view: View, document: ApiDocument, answers: ReadonlyMap<string, ShownAnswer>): Html {
  const words = apiWords(view.lang);
  const entries = entriesOf(document);
  const groups = document.tags.map(({ name }) => ({ name, entries: entries.filter(({ operation }) => operation.tags.includes(name)) }));
  const json = href(view, "/api/v1/openapi.json");
  const main = html`<div class="api"><h1>${words.title}</h1>
<p class="lead">${words.intro}</p>
<p><a class="button" href="${json}">${words.document}</a></p>
<section aria-labelledby="rules"><h2 id="rules">${words.rulesTitle}</h2>
<dl class="pairs">${words.rules.map(({ name, text }) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl></section>
<nav class="contents" aria-labelledby="contents"><h2 id="contents">${words.contents}</h2>
${groups.map((group) => renderContents(words, group))}</nav>
${groups.map(
  (
    group,
  ) => html`<section aria-labelledby="${`group-${group.name}`}"><h2 id="${`group-${group.name}`}">${words.tags[group.name] ?? group.name}</h2>
${group.entries.map((entry) => renderOperation(view, entry, answers))}</section>`,
)}
${renderShapes(view, document.components.schemas)}</div>`;
  return renderPage(view, { title: words.title, main, section: "api", json });
}

/** The operations of a description, with their addresses. */
export function entriesOf(document: ApiDocument): Entry[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}

function renderContents(words: ApiWords, group: { readonly name: string; readonly entries: readonly Entry[] }): Html {
  return html`<h3>${words.tags[group.name] ?? group.name}</h3><ul>${group.entries.map(
    ({ path, method, operation }) =>
      html`<li><a href="${`#${operation.operationId}`}"><code>${method} ${path}</code></a> <span class="muted">${operation.summary}</span></li>`,
  )}</ul>`;
}

function renderOperation(view: View, { path, method, operation }: Entry, answers: ReadonlyMap<string, ShownAnswer>): Html {
  const words = apiWords(view.lang);
  const parameters = operation.parameters.filter((parameter): parameter is ApiParameter => "name" in parameter);
  return html`<section class="operation"><h3 id="${operation.operationId}"><code>${method} ${path}</code></h3>
<p>${operation.summary}.${operation.security?.length !== 1 ? "" : html` <strong>${words.needsToken}</strong>`}</p>
${parameters.length === 0 ? html`<p class="muted">${words.noParameters}</p>` : renderParameters(words, parameters, operation.operationId)}
<p>${words.answer}: ${renderContent(operation.responses["200"])}${operation.requestBody === undefined ? "" : html`<br>${words.body}: ${renderContent(operation.requestBody)}`}</p>
${method === "GET" ? renderExample(view, operation, answers) : ""}</section>`;
}

function renderParameters(words: ApiWords, parameters: readonly ApiParameter[], operation: string): Html {
  const row = ({ name, in: where, description, schema }: ApiParameter) => html`<tr><th scope="row"><code>${name}</code></th>
<td>${where === "path" ? html`${description} <span class="muted">(${words.inAddress})</span>` : html`${description}<br><span class="muted">${renderValues(schema)}</span>`}</td>
<td>${schema.default === undefined ? "" : html`<code>${shownDefault(schema.default)}</code>`}</td></tr>`;
  return html`<div class="scroll" role="region" aria-label="${`${words.parameters}: ${operation}`}" tabindex="0"><table class="plain"><caption class="hidden">${words.parameters}: ${operation}</caption>
<thead><tr><th scope="col">${words.parameter}</th><th scope="col">${words.values}</th><th scope="col">${words.fallback}</th></tr></thead>
<tbody>${parameters.map(row)}</tbody></table></div>`;
}

/** A long list of codes is behind a line that opens. */
function renderValues(schema: ApiParameter["schema"]): Html | string {
  const codes = schema.enum;
  if (!Array.isArray(codes)) return String(schema.description ?? "");
  const shown = html`${codes.map((code, i) => html`${i === 0 ? "" : ", "}<code>${String(code)}</code>`)}`;
  return codes.length <= 8
    ? shown
    : html`<details><summary><code>${String(codes[0])}</code>, <code>${String(codes[1])}</code>, … (${codes.length})</summary>${shown}</details>`;
}

const shownDefault = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Media types, JSON with the shape that it has. */
function renderContent(response: unknown): Html {
  const content = (response as { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }).content ?? {};
  return html`${Object.entries(content).map(([type, { schema }], i) => {
    const id = shapeOf(schema);
    return html`${i === 0 ? "" : ", "}<code>${type}</code>${id === null ? "" : html` (<a href="${`#${shapeAnchor(id)}`}">${id}</a>)`}`;
  })}`;
}

function renderExample(view: View, operation: Operation, answers: ReadonlyMap<string, ShownAnswer>): Html {
  const words = apiWords(view.lang);
  const address = operation["x-example"];
  if (address === undefined) return operation.security === undefined ? html`<p class="muted">${words.noExample}</p>` : html``;
  const answer = answers.get(address);
  return html`<p>${words.example}: <a href="${address}"><code>${readable(address)}</code></a></p>
<pre class="curl" tabindex="0" aria-label="${`${words.curl}: ${operation.operationId}`}"><code>curl '${siteAddress(view)}${address}'</code></pre>
${answer === undefined ? "" : html`<details><summary>${words.exampleAnswer}${answer.isShortened ? ` (${words.shortened})` : ""}<span class="hidden">: ${operation.operationId}</span></summary><pre tabindex="0" aria-label="${`${words.exampleAnswer}: ${operation.operationId}`}"><code>${answer.text}</code></pre></details>`}`;
}

const readable = (address: string): string => {
  try {
    return decodeURI(address);
  } catch (cause) {
    // An address that is no UTF-8 is shown as it is written.
    if (cause instanceof URIError) return address;
    throw cause;
  }
};
