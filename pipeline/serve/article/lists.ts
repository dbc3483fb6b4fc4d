import { html } from "hono/html";
import { articleWords } from "../../labels/article.ts";
import { formatNumber } from "../../labels/format.ts";
import type { Citation } from "../../types/citation.ts";
import type { Observation } from "../../types/observation.ts";
import { documentHref } from "../documents/view.ts";
import {
  dimsText,
  type FigureView,
  findIndicator,
  fractionText,
  indicatorLabel,
  offsetAnchor,
  periodText,
  placeText,
  qualifierText,
  valueText,
} from "../figures.ts";
import type { Html } from "../layout.ts";
import { renderChecks, renderSentence } from "../parts.ts";
import { tableHref, tableMeasures } from "../table/query.ts";
import { href, type View } from "../view.ts";
import { listAnchor } from "./text.ts";
import type { ArticleData } from "./view.ts";

/** A figure of the article's list: what it says, linked to its place in the text, and below that how it is known. */
export function renderFigure(view: View, figure: FigureView, index: number): Html {
  const { observation } = figure;
  const subject = [indicatorLabel(view, observation.indicator), dimsText(view, observation.indicator, observation.dims)]
    .filter((word) => word !== "")
    .join(", ");
  const qualifiers = qualifierText(view, observation);
  return html`<li id="${listAnchor({ kind: "figure", index })}">
<p><a href="${`#${offsetAnchor(observation.start)}`}"><strong>${valueText(view, observation)}</strong></a> ${subject}${qualifiers === "" ? "" : html` <span class="tag">${qualifiers}</span>`}<br>
<span class="muted">${placeText(view, observation.place)} · ${periodText(view, observation)}</span></p>
${renderFailed(view, figure)}
<details><summary>${view.labels.article.details}<span class="hidden">: ${valueText(view, observation)} ${subject}</span></summary>${renderDetails(view, figure)}</details>
</li>`;
}

/** A check that fails is shown at once, not only among the details. */
function renderFailed(view: View, { observation }: FigureView): Html | "" {
  const failed = observation.checks.filter(({ holds }) => !holds);
  return failed.length === 0 ? "" : renderChecks(view, failed);
}

function renderDetails(view: View, { observation, sentence }: FigureView): Html {
  const { article: words, levels, steps } = view.labels;
  const fraction = fractionText(view, observation);
  const row = (name: string, value: Html | string) => html`<dt>${name}</dt><dd>${value}</dd>`;
  const held = observation.checks.filter(({ holds }) => holds);
  return html`<p class="card-part">${words.sentence}</p>${renderSentence(sentence, observation)}
<dl class="pairs">
${row(words.quote, html`<q>${observation.quote}</q>`)}
${row(words.offsets, `${observation.start}–${observation.end}`)}
${row(words.place, `${placeText(view, observation.place)} (${levels[observation.place.level]})`)}
${row(words.period, periodText(view, observation))}
${fraction === null ? "" : row(words.fraction, fraction)}
${row(words.confidence, `${formatNumber(Math.round(observation.confidence * 100), view.lang)}%`)}
${row(words.rule, html`<code>${observation.rule}</code>`)}
</dl>
${observation.links.length === 0 ? "" : html`<p class="card-part">${words.steps}</p><ul>${observation.links.map(({ what, reason }) => html`<li>${steps[what]}: ${reason}</li>`)}</ul>`}
${held.length === 0 ? "" : renderChecks(view, held)}
<p><a href="${href(view, `/bai/${observation.article}/giai-thich`, { vitri: observation.start })}">${words.explain}</a></p>
${renderTableLink(view, observation)}`;
}

/** The table that the figure may stand in: those of provinces' results and targets. */
function renderTableLink(view: View, observation: Observation): Html | "" {
  const { indicator, dims, measure, status, place, period } = observation;
  if (place.level !== "province" || period === null || status === "change") return "";
  if (!tableMeasures(findIndicator(view, indicator)).includes(measure)) return "";
  return html`<p><a href="${tableHref(view, { indicator, dims, measure, status })}">${articleWords(view.lang).figureTable}</a></p>`;
}

/** A mention of a document in the article's list. */
export function renderCitation(view: View, citation: ArticleData["citations"][number], index: number): Html {
  const { article: words, bases } = view.labels;
  const name =
    citation.id === null
      ? words.unresolved
      : html`<a href="${documentHref(view, citation.id)}" title="${articleWords(view.lang).documentPage}"><code>${citation.id}</code></a>`;
  return html`<li id="${listAnchor({ kind: "citation", index })}">
<p><a href="${`#${offsetAnchor(citation.start)}`}"><q>${citation.quote}</q></a><br>
<span class="muted">${documentText(view, citation)}${name} (${bases[citation.basis]})</span><br>
<a href="${href(view, "/tim", { q: searchWords(citation) })}" aria-label="${`${words.searchCitation}: ${citation.quote}`}">${words.searchCitation}</a></p></li>`;
}

function documentText(view: View, { documentKind, title }: Citation): string {
  const words = [
    documentKind === undefined ? undefined : view.labels.documentKinds[documentKind],
    title === undefined ? undefined : `“${title}”`,
  ];
  return words.flatMap((word) => (word === undefined ? [] : [`${word} `])).join("");
}

/** The number with its sign, which every mention shares; the words of this mention where there is none. At most what the search takes. */
function searchWords({ id, number, quote }: Citation): string {
  const sign = id === null || number === null ? quote : (id.split("@")[0] ?? quote);
  return [...sign].slice(0, 100).join("");
}
