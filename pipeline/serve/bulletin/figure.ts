import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import { formatDayOf, formatFigure } from "../../labels/format.ts";
import type { AnswerToday, FigureExplained } from "../../types/bulletin-desk.ts";
import type { ArticleHead } from "../../types/store.ts";
import { articleHref, originText, sourceHref, valueText } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { renderExternal, renderMarked, renderSentence } from "../parts.ts";
import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import type { PathParts } from "../route.ts";
import { href, type View } from "../view.ts";
import { questionText, useText } from "./figures.ts";
import { bulletinHref } from "./query.ts";

/** A figure of a kept bulletin, then and now. Throws RequestProblem (404). */
export function readFigure(view: View, { id = "", figure = "" }: PathParts): FigureExplained {
  readQuery(view, {});
  const found = view.services.bulletins.explain(id, figure);
  if (found === null) throw notFound(view.lang);
  return found;
}

/** "Where does this number come from?": the sentence and source as they were, and what the store says now. */
export function renderFigure(view: View, explained: FigureExplained): Html {
  const words = bulletinWords(view.lang);
  const { head, figure, uses } = explained;
  const { observation, article, sentence, doubts } = figure;
  const main = html`<h1>${words.explainTitle}</h1>
<p class="lead"><strong>${valueText(view, observation)}</strong> ${questionText(view, observation)}</p>
<section aria-labelledby="trong"><h2 id="trong">${words.inBulletin}</h2>
<p><a href="${bulletinHref(view, head.id)}">${head.title}</a></p><ul>${uses.map((use) => html`<li>${useText(view, use)}${use.value.formula === null ? "" : html`<br><span class="muted">${words.derived} ${use.value.formula}</span>`}</li>`)}</ul></section>
<section aria-labelledby="khi-lam"><h2 id="khi-lam">${words.whenMade}</h2>
${renderSentence(sentence, observation)}
${renderSource(view, article)}
${doubts.length === 0 ? "" : html`<p>${doubts.map((doubt) => html`<span class="tag">${words.doubts[doubt]}</span> `)}</p>`}
<p class="muted">${words.provenance(head.rules, head.version, head.fingerprint.slice(0, 12))}</p></section>
${renderToday(view, explained)}`;
  const above = [{ href: bulletinHref(view, head.id), title: head.title }];
  const json = href(view, `/api/v1/bulletins/${head.id}/figures/${figure.id}`);
  return renderPage(view, { title: words.explainTitle, main, section: "bulletins", above, json });
}

function renderSource(view: View, article: ArticleHead): Html {
  const words = bulletinWords(view.lang);
  const source = sourceHref(article);
  const external = source === null ? html`${article.title}` : renderExternal(source, article.title);
  return html`<p>${external}<br><span class="muted">${originText(view, article)}, ${words.retrieved(formatDayOf(article.fetchedAt, view.lang))}</span></p>`;
}

function renderToday(view: View, { today, uses }: FigureExplained): Html {
  const words = bulletinWords(view.lang);
  const { state, observation, article, note } = today;
  return html`<section aria-labelledby="bay-gio"><h2 id="bay-gio">${words.now}</h2>
<p class="${state === "same" ? "state same" : "note"}">${words.states[state]}${note === null ? "" : html` ${words.reviewNote(note)}`}</p>
${observation === null || state === "same" ? "" : html`<p>${words.asRead} <strong>${valueText(view, observation)}</strong></p><blockquote>${renderMarked(observation.quote, [])}</blockquote>`}
${article === null ? "" : html`<p><a href="${articleHref(view, article.id, observation?.start)}">${words.article}: ${article.title}</a></p>`}
<ul>${uses.map((use) => html`<li>${words.asAnswer} (${use.name}, ${use.column.key}): <strong>${answerText(view, use.today, use.spec.measure)}</strong></li>`)}</ul></section>`;
}

function answerText(view: View, answer: AnswerToday | null, measure: FigureExplained["uses"][number]["spec"]["measure"]): string {
  return answer === null ? bulletinWords(view.lang).noAnswer : formatFigure({ ...answer, measure }, view.lang);
}
