import { html } from "hono/html";
import { articleWords } from "../../labels/article.ts";
import { formatDate, formatDayOf, formatNumber, formatTime } from "../../labels/format.ts";
import { type ArticleView, articleHref, dimsText, indicatorLabel, placeText, valueText } from "../figures.ts";
import { type Html, renderPage } from "../layout.ts";
import { hostOf, renderChecks, renderExternal } from "../parts.ts";
import { href, type View } from "../view.ts";
import { renderIssued } from "./issued.ts";
import { renderCitation, renderFigure } from "./lists.ts";
import { createTextRenderer, renderBlock } from "./text.ts";
import type { FigureChange, Version } from "./versions.ts";
import type { ArticleData } from "./view.ts";

/** The page of an article: its text with every figure and citation marked, and the lists that the marks lead to. */
export function renderArticlePage(view: View, data: ArticleData): Html {
  const { article: words } = view.labels;
  const renderText = createTextRenderer(view, data);
  const titleBlock = data.blocks.find(({ kind }) => kind === "title");
  const body = data.blocks.filter((block) => block !== titleBlock);
  const kicker = body.filter((block) => block.kind === "kicker" && block.end <= (titleBlock?.start ?? 0));
  const main = html`<div class="reading">
<article>
<header>
${kicker.map((block) => renderBlock(data, block, renderText))}
<h1>${titleBlock === undefined ? data.article.title : renderText(titleBlock)}</h1>
${renderFacts(view, data)}
${renderWarnings(view, data)}
</header>
<div class="text" lang="vi">${body.filter((block) => !kicker.includes(block)).map((block) => renderBlock(data, block, renderText))}</div>
</article>
<aside aria-label="${words.figures(formatNumber(data.figures.length, view.lang))}">
${data.document === null ? "" : renderIssued(view, data.document)}
${renderFigureList(view, data)}
${renderCitationList(view, data)}
${renderArticleChecks(view, data)}
${renderVersions(view, data)}
<p><a href="${href(view, `/bai/${data.article.id}/tuong-tu`)}">${articleWords(view.lang).similar}</a></p>
</aside>
</div>`;
  return renderPage(view, { title: data.article.title, main, json: href(view, `/api/v1/articles/${data.article.id}`) });
}

function renderFacts(view: View, data: ArticleData): Html {
  const { article: words, dateOrigins } = view.labels;
  const { article, byline, publishedFrom, place, carriers } = data;
  const original = carriers.find(({ id }) => id === article.reprintOf);
  const others = carriers.filter((carrier) => carrier !== original);
  const published =
    article.publishedAt === null
      ? words.noDate
      : `${formatDate(article.publishedAt, view.lang)} (${words.publishedFrom(dateOrigins[publishedFrom])})`;
  const row = (name: string, value: Html | string | null) => (value === null ? "" : html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">
${row(words.source, article.basedOn === null ? null : renderExternal(article.basedOn, hostOf(article.basedOn)))}
${row(words.page, renderExternal(article.url, hostOf(article.url)))}
${row(words.publisher, article.publisher)}
${row(words.published, published)}
${row(words.byline, byline)}
${original === undefined ? "" : row(words.reprintOf, renderCarriers(view, [original]))}
${others.length === 0 ? "" : row(original === undefined ? words.reprints : words.alsoIn, renderCarriers(view, others))}
${row(words.about, `${placeText(view, place.place)}${place.reason === "" ? "" : ` (${place.reason})`}`)}
${row(words.fetched, formatTime(article.fetchedAt, view.lang))}
${row(articleWords(view.lang).storedCopy, html`<a href="${data.storedCopy}" download rel="nofollow">${articleWords(view.lang).storedCopyLink}</a>`)}
</dl>`;
}

/** So many reprints are named; the rest are counted. */
const SHOWN_CARRIERS = 20;

/** Hosts, as a page that copies names the original's publisher as its own. */
function renderCarriers(view: View, carriers: readonly ArticleView[]): Html {
  const shown = carriers.slice(0, SHOWN_CARRIERS);
  const links = shown.map((carrier, i) => html`${i === 0 ? "" : ", "}<a href="${carrier.href}">${hostOf(carrier.url)}</a>`);
  const more = formatNumber(carriers.length - shown.length, view.lang);
  return html`${links}${shown.length === carriers.length ? "" : ` ${view.labels.article.reprintsMore(more)}`}`;
}

function renderWarnings(view: View, { article, versions }: ArticleData): Html {
  const { article: words, trust } = view.labels;
  const newest = versions.findLast(({ head }) => head.current);
  const old = html`<p class="note">${words.notCurrent} ${newest === undefined ? "" : html`<a href="${articleHref(view, newest.head.id)}">${words.toCurrent}</a>`}</p>`;
  const gone = article.goneAt === undefined ? "" : html`<p class="note">${words.gone(formatDayOf(article.goneAt, view.lang))}</p>`;
  return html`${article.trust === "ok" ? "" : html`<p class="note">${trust[article.trust]}</p>`}${article.current ? "" : old}${gone}`;
}

function renderFigureList(view: View, { figures }: ArticleData): Html {
  const { article: words } = view.labels;
  return html`<section aria-labelledby="figures"><h2 id="figures">${words.figures(formatNumber(figures.length, view.lang))}</h2>
${figures.length === 0 ? html`<p class="muted">${words.noFigures}</p>` : html`<ol class="figures">${figures.map((figure, index) => renderFigure(view, figure, index))}</ol>`}
</section>`;
}

function renderCitationList(view: View, { citations }: ArticleData): Html | "" {
  if (citations.length === 0) return "";
  return html`<section aria-labelledby="citations"><h2 id="citations">${view.labels.article.citations(formatNumber(citations.length, view.lang))}</h2>
<ol class="citations">${citations.map((citation, index) => renderCitation(view, citation, index))}</ol></section>`;
}

/** The checks that no figure shows beside itself. */
function renderArticleChecks(view: View, { checks, figures }: ArticleData): Html | "" {
  const shown = new Set(figures.flatMap(({ observation }) => observation.checks.map((check) => JSON.stringify(check))));
  const others = checks.filter((check) => !shown.has(JSON.stringify(check)));
  if (others.length === 0) return "";
  return html`<section aria-labelledby="checks"><h2 id="checks">${view.labels.article.checks}</h2>${renderChecks(view, others)}</section>`;
}

function renderVersions(view: View, { article, versions }: ArticleData): Html | "" {
  const { article: words } = view.labels;
  if (versions.length < 2) return "";
  const item = ({ head, changes }: Version) => html`<li>
<p>${head.id === article.id ? html`<strong>${formatTime(head.fetchedAt, view.lang)} (${words.thisVersion})</strong>` : html`<a href="${articleHref(view, head.id)}">${formatTime(head.fetchedAt, view.lang)}</a>`}</p>
${renderChanges(view, changes)}</li>`;
  return html`<section aria-labelledby="versions"><h2 id="versions">${words.versions}</h2><ol class="versions">${versions.map(item)}</ol></section>`;
}

function renderChanges(view: View, changes: Version["changes"]): Html {
  const { article: words } = view.labels;
  if (changes === null) return html`<p class="muted">${words.firstVersion}</p>`;
  if (changes.length === 0) return html`<p class="muted">${words.noChange}</p>`;
  return html`<p class="muted">${words.changed}:</p><ul>${changes.map((change) => html`<li>${changeText(view, change)}</li>`)}</ul>`;
}

function changeText(view: View, { kind, before, after }: FigureChange): Html {
  const figure = after ?? before;
  if (figure === null) return html``;
  const subject = [indicatorLabel(view, figure.indicator), dimsText(view, figure.indicator, figure.dims), placeText(view, figure.place)]
    .filter((word) => word !== "")
    .join(", ");
  const was = before === null ? "" : html`<del>${valueText(view, before)}</del>`;
  const is = after === null ? "" : html`<ins>${valueText(view, after)}</ins>`;
  return html`${view.labels.article.change[kind]}: ${subject}: ${was} ${is}`;
}
