import { html } from "hono/html";
import { articleWords } from "../../labels/article.ts";
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
  const words = articleWords(view.lang);
  const main = html`<h1>${words.whyTitle}</h1>
<p class="lead">${words.whyIntro}</p>
${steps.length === 0 ? html`<p class="note">${words.whyNothing}</p>` : html`<ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>`}`;
  return renderPage(view, {
    title: `${words.whyTitle}: ${title}`,
    main,
    above: [{ href: articleHref(view, article, offset), title }],
    json: href(view, `/api/v1/articles/${article}/explain`, { offset }),
  });
}
