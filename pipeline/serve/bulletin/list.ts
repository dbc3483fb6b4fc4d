import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import { formatNumber, formatTime } from "../../labels/format.ts";
import type { BulletinHead } from "../../types/bulletin-desk.ts";
import { type Html, renderPage } from "../layout.ts";
import { readQuery } from "../query.ts";
import { href, type View } from "../view.ts";
import { renderBulletinForm } from "./form.ts";
import { bulletinHref, LIST_PARAMETERS } from "./query.ts";

/** So many recent periods stand below the form. */
const MOST_PERIODS = 8;

/** A kept bulletin with the address of its page. */
export interface ListedBulletin extends BulletinHead {
  readonly href: string;
}

/** A page of the bulletins that are kept. */
export interface BulletinList {
  readonly bulletins: readonly ListedBulletin[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export function readList(view: View): BulletinList {
  const { page, limit } = readQuery(view, LIST_PARAMETERS);
  const { bulletins, total } = view.services.bulletins.list({ limit, offset: (page - 1) * limit });
  const pages = Math.max(1, Math.ceil(total / limit));
  return { bulletins: bulletins.map((head) => ({ ...head, href: bulletinHref(view, head.id) })), total, page, pages };
}

/** The page that asks for a bulletin and lists those that are kept. */
export function renderList(view: View, list: BulletinList): Html {
  const words = bulletinWords(view.lang);
  const main = html`<h1>${words.title}</h1>
<p class="lead">${words.intro}</p>
<section aria-labelledby="lam"><h2 id="lam">${words.make}</h2>${renderBulletinForm(view, null)}${renderPeriods(view)}</section>
<section aria-labelledby="da-luu"><h2 id="da-luu">${words.kept}</h2>
<p role="status">${list.total === 0 ? words.noneYet : words.total(formatNumber(list.total, view.lang))}</p>
${list.bulletins.length === 0 ? "" : html`<ul class="list">${list.bulletins.map((one) => renderItem(view, one))}</ul>`}
${renderPaging(view, list)}</section>`;
  return renderPage(view, { title: words.title, main, section: "bulletins", json: href(view, "/api/v1/bulletins") });
}

/** Periods that are worth a bulletin, one step away. */
function renderPeriods(view: View): Html | "" {
  const words = bulletinWords(view.lang);
  const periods = view.services.bulletins.choices().periods.slice(0, MOST_PERIODS);
  if (periods.length === 0) return "";
  const link = (period: string): Html =>
    html`<li><a href="${href(view, "/ban-tin/xem", { ky: period })}">${words.period(period.slice(5), period.slice(0, 4))}</a></li>`;
  return html`<p class="muted" id="gan-day">${words.recent}</p><ul class="periods" aria-labelledby="gan-day">${periods.map(link)}</ul>`;
}

function renderItem(view: View, head: ListedBulletin): Html {
  return html`<li><a href="${head.href}">${head.title}</a> <span class="muted">${head.subtitle}</span><br><span class="muted">${headText(view, head)}</span></li>`;
}

/** When and how a bulletin was made, and what it rests on. */
export function headText(view: View, { madeAt, origin, series, figures, leftOut, corrections }: BulletinHead): string {
  const words = bulletinWords(view.lang);
  const number = (count: number): string => formatNumber(count, view.lang);
  return [
    `${words.madeAt(formatTime(madeAt, view.lang))} ${words.origins[origin]}`,
    ...(series === null ? [] : [words.series(series.name, series.slot)]),
    words.figures(number(figures)),
    ...(leftOut === 0 ? [] : [words.leftOut(number(leftOut))]),
    ...(corrections === 0 ? [] : [words.corrected(number(corrections))]),
  ].join(" · ");
}

function renderPaging(view: View, { page, pages }: BulletinList): Html | "" {
  const words = bulletinWords(view.lang);
  if (pages < 2) return "";
  const to = (target: number) => href(view, "/ban-tin", { trang: target === 1 ? undefined : target });
  return html`<nav class="paging" aria-label="${words.pages}">
${page > 1 ? html`<a rel="prev" href="${to(Math.min(page - 1, pages))}">${words.previous}</a>` : ""}
<span>${words.page(formatNumber(Math.min(page, pages), view.lang), formatNumber(pages, view.lang))}</span>
${page < pages ? html`<a rel="next" href="${to(page + 1)}">${words.next}</a>` : ""}
</nav>`;
}
