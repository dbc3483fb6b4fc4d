import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import { formatNumber } from "../../labels/format.ts";
import type { BulletinSpec } from "../../types/bulletin.ts";
import type { BulletinDesk, BulletinFormat, UsedFigure } from "../../types/bulletin-desk.ts";
import { type Html, renderLanguageField, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";
import { renderFigures, renderUse } from "./figures.ts";
import { renderBulletinForm } from "./form.ts";
import { BULLETIN_PARAMETERS, bulletinQuery, readBulletin } from "./query.ts";
import { renderText } from "./text.ts";

/** What a page offers to take away. */
export const OFFERED: readonly BulletinFormat[] = ["docx", "html", "md"];

/** A bulletin before it is made. */
export type Preview = ReturnType<BulletinDesk["draft"]> & { readonly spec: BulletinSpec };

/** Throws RequestProblem (400), and WrongUse for names that are none and a period without figures. */
export function readPreview(view: View): Preview {
  const spec = readBulletin(view);
  return { ...view.services.bulletins.draft(spec), spec };
}

/** The page on which a bulletin is looked at, figures are struck out, and from which it is taken away. */
export function renderPreview(view: View, preview: Preview): Html {
  const words = bulletinWords(view.lang);
  const { text, spec, figures, facts } = preview;
  const known = new Set(figures.map(({ figure }) => figure.id));
  const summary = [
    words.figures(formatNumber(figures.length, view.lang)),
    ...(facts.leftOut === 0 ? [] : [words.leftOut(formatNumber(facts.leftOut, view.lang))]),
    ...(facts.corrections.length === 0 ? [] : [words.corrected(formatNumber(facts.corrections.length, view.lang))]),
  ].join(" · ");
  const main = html`<p class="muted" role="status">${words.preview}: ${summary}</p>
<details class="change"><summary>${words.change}</summary>${renderBulletinForm(view, spec)}</details>
<div class="with-figures">
${renderText(view, text, (figure) => (known.has(figure) ? `#s-${figure}` : null))}
${renderChoice(view, preview)}
</div>`;
  return renderPage(view, { title: text.title, main, section: "bulletins", scripts: ["bulletin"], json: apiHref(view, spec) });
}

/** The same in the API. */
function apiHref(view: View, spec: BulletinSpec): string {
  const query = bulletinQuery(view, spec);
  const named = Object.entries(BULLETIN_PARAMETERS).map(([key, { pageName }]) => [key, query[pageName]] as const);
  return href(view, "/api/v1/bulletins/preview", Object.fromEntries(named));
}

/** One form: its figures make another preview, its other buttons take this one away, with what is ticked struck out. */
function renderChoice(view: View, { spec, figures, struck }: Preview): Html {
  const words = bulletinWords(view.lang);
  const { bo: _bo, ...asked } = bulletinQuery(view, spec);
  const fields = Object.entries(asked).map(([name, value]) =>
    value === undefined ? "" : html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const take = (value: string, label: string, isQuiet: boolean): Html =>
    html`<button type="submit" formmethod="post" formaction="/ban-tin/xuat" name="dang" value="${value}"${isQuiet ? html` class="quiet"` : ""}>${label}</button>`;
  return html`<form class="figures-form" action="/ban-tin/xem" method="get">
${fields}${renderLanguageField(view)}
<section aria-labelledby="tai-ve"><h2 id="tai-ve">${words.take}</h2>
<p class="buttons">${OFFERED.map((format, at) => take(format, words.formats[format], at > 0))}${take("", words.keep, true)}</p>
<p class="muted">${words.takeNote}</p></section>
<section aria-labelledby="chon-so"><h2 id="chon-so">${words.choice}</h2>
<p class="muted">${words.choiceNote}</p>
${struck.length === 0 ? "" : html`<h3>${words.struck}</h3><ul class="figure-list">${struck.map((used) => renderRow(view, used, true))}</ul>`}
${renderFigures(view, figures, (used) => renderRow(view, used, false))}
<p class="update"><button type="submit" class="quiet">${words.update}</button> <span class="muted" data-chosen="${words.chosen}" role="status"></span></p>
</section></form>`;
}

function renderRow(view: View, used: UsedFigure, isStruck: boolean): Html {
  const { id } = used.figure;
  return html`<li id="${`s-${id}`}"><label class="box"><input type="checkbox" name="${`bo-${id}`}" value="1"${isStruck ? html` checked` : ""}> <span><span class="hidden">${bulletinWords(view.lang).strike}</span> ${renderUse(view, used)}</span></label></li>`;
}
