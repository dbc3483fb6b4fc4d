import { html } from "hono/html";
import { formatNumber, formatTime } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import { UnreadableDocument } from "../../types/errors.ts";
import { type FigureView, originText, periodText, placeText, sourceHref, valueText } from "../figures.ts";
import type { Html } from "../layout.ts";
import { hostOf, renderChecks, renderExternal, renderSentence } from "../parts.ts";
import { href, type View } from "../view.ts";
import { cellText } from "./rows.ts";
import type { CellView, TableView } from "./view.ts";

/** A figure with what lets a reader check it himself. */
export interface TracedFigure extends FigureView {
  /** Our stored copy of the page that it stands in; null where the body is lost. */
  readonly copy: string | null;
  /** Our page of how it was read. */
  readonly reading: string;
  /** How many other papers and addresses have the same report. */
  readonly carriers: number;
}

type Figures = readonly TracedFigure[];

/** A cell with every figure behind it traced; lists are cut, and say how many more there are. */
export interface CellCard extends Omit<CellView, "winner" | "others" | "dissent" | "inputs"> {
  readonly winner: TracedFigure | null;
  readonly others: Figures;
  readonly dissent: Figures;
  readonly inputs: readonly { readonly province: string; readonly name: string | null; readonly figure: TracedFigure }[];
  readonly more: { readonly others: number; readonly dissent: number };
}

/** A figure traced to its stored copy, its reading and its carriers. */
export function traceFigure(view: View, figure: FigureView): TracedFigure {
  const { store } = view.services;
  const { article, start } = figure.observation;
  const sha = store.article(article)?.article.page ?? null;
  return {
    ...figure,
    copy: sha === null || !isKept(view, sha) ? null : href(view, `/ban-goc/${sha}`),
    reading: href(view, `/bai/${encodeURIComponent(article)}/giai-thich`, { vitri: start }),
    carriers: Math.max(0, store.carriers(article).length - 1),
  };
}

function isKept(view: View, sha: string): boolean {
  try {
    return view.services.store.page(sha) !== null;
  } catch (error) {
    if (error instanceof UnreadableDocument) return false; // named: its body is lost
    throw error;
  }
}

export interface CardParts {
  readonly card: CellCard;
  readonly name: string;
  /** What the column is called. */
  readonly label: string;
  readonly spec: TableView["spec"];
}

/** What a cell says and where it comes from: the sentence, the source, our copy, the checks, other reports. */
export function renderCard(view: View, { card, name, label, spec }: CardParts): Html {
  const { table: words } = view.labels;
  const page = tablePageWords(view.lang);
  const inputs = card.inputs.map(({ figure }) => figure);
  return html`<div class="card-body"><p class="card-title">${label === String(card.year) ? words.details(name, label) : `${name}, ${label}`}: <strong>${cellText(card, spec.measure, view.lang)}</strong></p>
${card.isUnfinished ? html`<p>${page.unfinishedCell}</p>` : ""}${renderBeside(view, card)}
${card.formula === null ? "" : html`<p><strong>${words.formula}:</strong> ${card.formula}</p>`}${card.method === undefined ? "" : html`<p><strong>${page.method}:</strong> ${tableLabels(view.lang).method[card.method]}</p>`}
${card.missing.length === 0 ? "" : html`<p><strong>${words.missing}:</strong> ${card.missing.map(({ name: part, province }) => part ?? province).join(", ")}</p>`}${card.lacks === undefined ? "" : html`<p>${page.lacks[card.lacks]}</p>`}
${card.winner === null ? "" : renderFigure(view, card.winner)}
${card.agree > 1 ? html`<p>${words.agree(formatNumber(card.agree, view.lang))}</p>` : ""}
${renderFigures(view, words.inputs, { figures: inputs, more: 0 })}
${renderFigures(view, words.dissents, { figures: card.dissent, more: card.more.dissent })}
${renderFigures(view, words.others, { figures: card.others, more: card.more.others })}
${card.checks.length === 0 ? "" : renderChecks(view, card.checks)}</div>`;
}

/** What was asked for beside the value: the change on the year before and the rank. */
function renderBeside(view: View, { change, rank }: CellCard): Html | "" {
  if (change == null && rank === undefined) return "";
  const words = tableLabels(view.lang);
  const sign = (value: number) => `${value > 0 ? "+" : ""}${formatNumber(value, view.lang)}`;
  const percent = change?.percent == null ? "" : ` (${sign(change.percent)}%)`;
  const size = change == null ? "" : change.points === null ? `${sign(change.absolute ?? 0)}${percent}` : words.points(sign(change.points));
  const across = change?.across.map(({ note }) => html` <span class="muted">‡ ${note[view.lang]}</span>`) ?? "";
  return html`${change == null ? "" : html`<p><strong>${words.changes}:</strong> ${size}${across}</p>`}${rank === undefined ? "" : html`<p><strong>${words.ranks}:</strong> ${words.rank(rank.place, rank.of)}</p>`}`;
}

function renderFigures(view: View, heading: string, { figures, more }: { readonly figures: Figures; readonly more: number }): Html | "" {
  if (figures.length === 0) return "";
  const rest = more === 0 ? "" : html`<p class="muted">${tablePageWords(view.lang).more(formatNumber(more, view.lang))}</p>`;
  return html`<p class="card-part">${heading}</p>${figures.map((figure) => renderFigure(view, figure))}${rest}`;
}

function renderFigure(view: View, figure: TracedFigure): Html {
  const { article } = view.labels;
  const words = tablePageWords(view.lang);
  const { observation } = figure;
  const source = sourceHref(figure.article);
  return html`<div class="figure">
<p><a href="${figure.href}"><strong>${valueText(view, observation)}</strong></a> · ${placeText(view, observation.place)} · ${periodText(view, observation)}${figure.changesOriginal ? html` <span class="tag">${article.changesOriginal}</span>` : ""}</p>
${renderSentence(figure.sentence, observation)}
<p class="muted">${figure.article.title} (${originText(view, figure.article)})${source === null ? "" : html`. ${article.source}: ${renderExternal(source, hostOf(source))}`}</p>
<p class="muted trace"><a href="${figure.href}">${article.at}</a> · <a href="${figure.reading}">${words.howRead}</a>${figure.copy === null ? "" : html` · <a href="${figure.copy}">${words.copyOf}</a>`}</p>
<p class="muted">${figure.carriers === 0 ? "" : `${words.carriers(formatNumber(figure.carriers, view.lang))} `}${reviewText(view, figure)}</p>
</div>`;
}

function reviewText(view: View, { observation: { review } }: TracedFigure): string {
  const words = tablePageWords(view.lang);
  return review === undefined
    ? words.notReviewed
    : `${words.reviewed[review.verdict]} (${review.by}, ${formatTime(review.at, view.lang)}).`;
}
