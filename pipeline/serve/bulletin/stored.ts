import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import { formatNumber } from "../../labels/format.ts";
import type { BulletinDesk, BulletinHead } from "../../types/bulletin-desk.ts";
import { type Html, renderPage } from "../layout.ts";
import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import { href, type View } from "../view.ts";
import { renderFigures, renderUse } from "./figures.ts";
import { headText } from "./list.ts";
import { figureHref, fileHref, previewHref } from "./query.ts";
import { renderText } from "./text.ts";

export type StoredPage = NonNullable<ReturnType<BulletinDesk["find"]>>;

/** A kept bulletin. Throws RequestProblem (404). */
export function readStored(view: View, id: string): StoredPage {
  readQuery(view, {});
  const found = view.services.bulletins.find(id);
  if (found === null) throw notFound(view.lang);
  return found;
}

/** The page of a kept bulletin: its files, its words as they were, and its figures, each with the way to where it came from. */
export function renderStored(view: View, { head, text, figures }: StoredPage): Html {
  const words = bulletinWords(view.lang);
  const known = new Set(figures.map(({ figure }) => figure.id));
  const link = (figure: string): string => figureHref(view, head.id, figure);
  const main = html`<p class="muted">${headText(view, head)}</p>
${renderFiles(view, head)}
<p><a href="${previewHref(view, head.spec)}">${words.make}: ${words.preview.toLocaleLowerCase(view.lang)}</a></p>
<div class="with-figures">
${renderText(view, text, (figure) => (known.has(figure) ? link(figure) : null))}
<section class="figures-form" aria-labelledby="so-lieu"><h2 id="so-lieu">${words.figuresOf}</h2><p class="muted">${words.figuresNote}</p>
${renderFigures(view, figures, (used) => html`<li><a href="${link(used.figure.id)}">${renderUse(view, used)}</a></li>`)}</section>
</div>
<p class="muted origin">${words.provenance(head.rules, head.version, head.fingerprint.slice(0, 12))}</p>`;
  return renderPage(view, { title: text.title, main, section: "bulletins", json: href(view, `/api/v1/bulletins/${head.id}`) });
}

/** The files that the bulletin was written to. */
function renderFiles(view: View, { id, files }: BulletinHead): Html | "" {
  const words = bulletinWords(view.lang);
  if (files.length === 0) return "";
  const size = (bytes: number): string => `${formatNumber(Math.max(1, Math.round(bytes / 1000)), view.lang)} kB`;
  return html`<p class="buttons">${files.map(({ format, bytes }) => html`<a class="button" href="${fileHref(view, id, format)}" download>${words.formats[format]} · ${size(bytes)}</a>`)}</p>`;
}
