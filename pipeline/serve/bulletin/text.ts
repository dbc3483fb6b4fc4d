import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import { formatNumber } from "../../labels/format.ts";
import type { Block, BulletinText, Inline } from "../../types/bulletin.ts";
import { renderDrawing } from "../drawing.ts";
import type { Html } from "../layout.ts";
import { safeHref, type View } from "../view.ts";

/** Where a figure of the text leads; null where it leads nowhere. */
export type FigureLink = (figure: string) => string | null;

interface Pen {
  readonly view: View;
  readonly link: FigureLink;
  /** How often each footnote has been mentioned so far. */
  readonly mentions: Map<number, number>;
}

/** A bulletin as an article of a page, footnotes behind it; each figure leads where `link` says. Its title is the page's. */
export function renderText(view: View, text: BulletinText, link: FigureLink): Html {
  const pen: Pen = { view, link, mentions: new Map() };
  const blocks = text.blocks.map((block) => renderBlock(pen, block));
  return html`<article class="bulletin" lang="${text.lang}">
<header><h1>${text.title}</h1><p class="subtitle">${text.subtitle}</p><p class="dateline">${text.dateline}</p></header>
${blocks}
${renderNotes(pen, text.notes)}
<p class="muted colophon">${text.colophon}</p>
</article>`;
}

function renderBlock(pen: Pen, block: Block): Html {
  switch (block.kind) {
    case "heading":
      return block.level === 1 ? html`<h2>${block.text}</h2>` : html`<h3>${block.text}</h3>`;
    case "paragraph":
      return html`<p>${renderInlines(pen, block.inlines)}</p>`;
    case "quote":
      return html`<blockquote>${renderInlines(pen, block.inlines)}</blockquote>`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${renderInlines(pen, item)}</li>`)}</ul>`;
    case "table":
      return renderTable(pen, block);
    case "chart":
      return html`${renderDrawing(pen.view, block.chart)}<p class="muted">${block.caption}</p>`;
  }
}

function renderTable(pen: Pen, { caption, head, rows, isNumber, note }: Extract<Block, { kind: "table" }>): Html {
  const side = (at: number): Html | "" => (isNumber[at] === true ? html` class="number"` : "");
  const row = (cells: readonly (readonly Inline[])[]): Html =>
    html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${renderInlines(pen, cell)}</th>` : html`<td${side(at)}>${renderInlines(pen, cell)}</td>`))}</tr>`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="plain"><caption>${caption}</caption>
<thead><tr>${head.map((name, at) => html`<th scope="col"${side(at)}>${name}</th>`)}</tr></thead>
<tbody>${rows.map(row)}</tbody></table></div>${note === null ? "" : html`<p class="muted">${note}</p>`}`;
}

function renderInlines(pen: Pen, inlines: readonly Inline[]): readonly Html[] {
  return inlines.map((inline) => html`${renderWords(pen, inline)}${inline.note === undefined ? "" : renderMark(pen, inline.note)}`);
}

function renderWords({ link }: Pen, { text, figure, style, href }: Inline): Html {
  const address = href === undefined ? null : safeHref(href);
  const own = figure === undefined ? null : link(figure);
  const linked =
    own !== null
      ? html`<a class="told" href="${own}" data-figure="${figure ?? ""}">${text}</a>`
      : address === null
        ? html`${text}`
        : html`<a href="${address}" rel="noopener noreferrer">${text}</a>`;
  if (style === "strong") return html`<strong>${linked}</strong>`;
  if (style === "emphasis") return html`<em>${linked}</em>`;
  return style === "mark" ? html`<mark>${linked}</mark>` : linked;
}

function renderMark({ view, mentions }: Pen, note: number): Html {
  const mention = (mentions.get(note) ?? 0) + 1;
  mentions.set(note, mention);
  const number = formatNumber(note, view.lang);
  return html`<sup><a id="${`r${note}-${mention}`}" href="${`#n${note}`}" aria-label="${bulletinWords(view.lang).note(number)}">[${number}]</a></sup>`;
}

function renderNotes(pen: Pen, notes: BulletinText["notes"]): Html | "" {
  if (notes.length === 0) return "";
  const words = bulletinWords(pen.view.lang);
  const back = (note: number): Html | "" =>
    pen.mentions.has(note) ? html` <a href="${`#r${note}-1`}" aria-label="${`${words.backToText} (${note})`}">↩</a>` : "";
  const item = (inlines: readonly Inline[], at: number): Html =>
    html`<li id="${`n${at + 1}`}">${inlines.map((inline) => renderWords({ ...pen, link: () => null }, inline))}${back(at + 1)}</li>`;
  return html`<section class="notes" aria-labelledby="notes"><h2 id="notes">${words.notes}</h2><ol>${notes.map(item)}</ol></section>`;
}
