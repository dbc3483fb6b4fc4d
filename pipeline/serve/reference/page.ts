import { html } from "hono/html";
import { type ApiWords, apiWords } from "../../labels/api.ts";
import { type Html, renderPage } from "../layout.ts";
import type { ApiDocument, Operation } from "../openapi.ts";
import { siteAddress } from "../site-address.ts";
import { href, type View } from "../view.ts";
import type { ShownAnswer } from "./answers.ts";
import { findShared, renderCodeLists, renderParameters, type Shared } from "./parameters.ts";
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
  const told: Told = { answers, shared: findShared(groups.flatMap((group) => group.entries.map(({ operation }) => operation))) };
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
${group.entries.map((entry) => renderOperation(view, entry, told))}</section>`,
)}
${renderCodeLists(view, told.shared)}
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

/** What is told of operations beside their descriptions. */
interface Told {
  readonly answers: ReadonlyMap<string, ShownAnswer>;
  readonly shared: Shared;
}

function renderOperation(view: View, { path, method, operation }: Entry, { answers, shared }: Told): Html {
  const words = apiWords(view.lang);
  return html`<section class="operation"><h3 id="${operation.operationId}"><code>${method} ${path}</code></h3>
<p>${operation.summary}.${operation.security?.length !== 1 ? "" : html` <strong>${words.needsToken}</strong>`}</p>
${renderParameters(view, operation, shared)}
<p>${words.answer}: ${renderContent(operation.responses["200"])}${operation.requestBody === undefined ? "" : html`<br>${words.body}: ${renderContent(operation.requestBody)}`}</p>
${method === "GET" ? renderExample(view, operation, answers) : ""}</section>`;
}

/** What a response or a body of the description may come as, by media type. */
export function contentOf(response: unknown): Readonly<Record<string, { readonly schema: unknown }>> {
  return (response as { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }).content ?? {};
}

/** Media types, JSON with the shape that it has. */
function renderContent(response: unknown): Html {
  return html`${Object.entries(contentOf(response)).map(([type, { schema }], i) => {
    const id = shapeOf(schema);
    return html`${i === 0 ? "" : ", "}<code>${type}</code>${id === null ? "" : html` (<a href="${`#${shapeAnchor(id)}`}">${id}</a>)`}`;
  })}`;
}

function renderExample(view: View, operation: Operation, answers: ReadonlyMap<string, ShownAnswer>): Html {
  const words = apiWords(view.lang);
  const address = operation["x-example"];
  if (address === undefined) return operation.security === undefined ? html`<p class="muted">${words.noExample}</p>` : html``;
  const answer = answers.get(address);
  return html`<pre class="curl"><code>curl '<a href="${address}">${siteAddress(view)}${address}</a>'</code></pre>
${answer === undefined ? "" : html`<details><summary>${words.exampleAnswer}${answer.isShortened ? ` (${words.shortened})` : ""}<span class="hidden">: ${operation.operationId}</span></summary><pre tabindex="0" aria-label="${`${words.exampleAnswer}: ${operation.operationId}`}"><code>${answer.text}</code></pre></details>`}`;
}
