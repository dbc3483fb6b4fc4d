import { html } from "hono/html";
import { articleHref } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";

/** How the figure at an offset was read, step by step. */
export interface Explanation {
  readonly article: string;
  readonly title: string;
  readonly offset: number;
  readonly steps: readonly string[];
}

/** The page that tells how a figure was read. */
export function renderExplanation(view: View, { article, title, offset, steps }: Explanation): Html {
  const { explain } = view.labels;
  const main = html`<h1>${explain.title}</h1>
<p class="lead">${explain.intro(title)}</p>
${steps.length === 0 ? html`<p class="note">${explain.nothing}</p>` : html`<ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
<p><a href="${articleHref(view, article, offset)}">${explain.back}</a></p>`;
  return renderPage(view, { title: explain.title, main, json: href(view, `/api/v1/articles/${article}/explain`, { offset }) });
}
