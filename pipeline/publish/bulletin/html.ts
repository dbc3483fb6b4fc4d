import { bulletinFileWords } from "../../labels/bulletin-files.ts";
import type { BulletinText } from "../../types/bulletin.ts";
import { chartSvg } from "../charts/chart.ts";
import { escapeHtml } from "../html.ts";
import { HTML_STYLE } from "./html-style.ts";
import { type ChartDrawer, type Part, type PreparedText, prepareText, type Reference, type Words } from "./prepare.ts";

/** What a bulletin of HTML is drawn with, charts as pages have them unless told otherwise. */
export type HtmlOptions = Partial<Pick<ChartDrawer, "svg">>;

interface HtmlPage {
  readonly lang: BulletinText["lang"];
  readonly svg: ChartDrawer["svg"];
}

type PartOf<Kind extends Part["kind"]> = Extract<Part, { readonly kind: Kind }>;

/** The bulletin as one file of HTML that needs nothing else: charts as SVG, a style sheet inside, footnotes as links both ways. */
export function bulletinHtml(text: BulletinText, options: HtmlOptions = {}): string {
  const { lang, title } = prepareText(text);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${HTML_STYLE}</style>`;
  return `<!doctype html>\n<html lang="${lang}"><head>${head}</head>\n<body><main>\n${bulletinArticle(text, options)}</main></body></html>\n`;
}

/**
 * The same without head and style, to stand in a page: `article.bulletin`. Figures are `span[data-figure]` with their ids. The headings are h1 to h3. Marks of
 * footnotes are in brackets, as "1.234¹" copied to where there are no raised digits would be another number.
 */
export function bulletinArticle(text: BulletinText, options: HtmlOptions = {}): string {
  const prepared = prepareText(text);
  const page: HtmlPage = { lang: text.lang, svg: options.svg ?? chartSvg };
  const { title, subtitle, dateline, colophon } = prepared;
  const lines = [
    `<article class="bulletin">`,
    `<header><h1>${escapeHtml(title)}</h1><p class="subtitle">${escapeHtml(subtitle)}</p><p class="dateline">${escapeHtml(dateline)}</p></header>`,
    ...prepared.parts.map((part) => partHtml(part, page)),
    notesHtml(prepared, page),
    `<p class="colophon">${escapeHtml(colophon)}</p>`,
    "</article>",
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

function partHtml(part: Part, page: HtmlPage): string {
  switch (part.kind) {
    case "heading":
      return part.level === 1 ? `<h2>${escapeHtml(part.text)}</h2>` : `<h3>${escapeHtml(part.text)}</h3>`;
    case "paragraph":
      return `<p>${wordsHtml(part.words, page)}</p>`;
    case "quote":
      return `<blockquote><p>${wordsHtml(part.words, page)}</p></blockquote>`;
    case "list":
      return `<ul>${part.items.map((item) => `<li>${wordsHtml(item, page)}</li>`).join("")}</ul>`;
    case "table":
      return tableHtml(part, page);
    case "chart":
      return chartHtml(part, page);
  }
}

const ELEMENTS = { strong: "strong", emphasis: "em", mark: "mark" } as const;

function wordsHtml(words: readonly Words[], page: HtmlPage): string {
  return words.map((word) => wordHtml(word) + (word.reference === null ? "" : markHtml(word.reference, page))).join("");
}

function wordHtml({ text, style, href, figure }: Words): string {
  const linked = href === null ? escapeHtml(text) : `<a href="${escapeHtml(href)}" rel="noreferrer">${escapeHtml(text)}</a>`;
  const styled = style === null ? linked : `<${ELEMENTS[style]}>${linked}</${ELEMENTS[style]}>`;
  return figure === null ? styled : `<span data-figure="${escapeHtml(figure)}">${styled}</span>`;
}

function markHtml({ number, occurrence }: Reference, { lang }: HtmlPage): string {
  const name = bulletinFileWords(lang).note(number);
  return `<sup><a id="${markId(number, occurrence)}" href="#${noteId(number)}" role="doc-noteref" aria-label="${name}">[${number}]</a></sup>`;
}

const noteId = (number: number): string => `cc-${number}`;
const markId = (number: number, occurrence: number): string => `cc-${number}-${occurrence}`;

function notesHtml({ notes }: PreparedText, page: HtmlPage): string {
  if (notes.length === 0) return "";
  const words = bulletinFileWords(page.lang);
  const items = notes.map(({ words: note, mentions }, index) => {
    const number = index + 1;
    const back = Array.from({ length: mentions }, (_, mention) => {
      const occurrence = mention + 1;
      return `<a class="back" href="#${markId(number, occurrence)}" role="doc-backlink" aria-label="${words.back(number, occurrence)}">↩</a>`;
    });
    return `<li id="${noteId(number)}">${wordsHtml(note, page)} ${back.join(" ")}</li>`;
  });
  return `<section class="notes" role="doc-endnotes" aria-labelledby="cc"><h2 id="cc">${words.notes}</h2><ol>\n${items.join("\n")}\n</ol></section>`;
}

function tableHtml({ number, caption, head, rows, isNumber, note }: PartOf<"table">, page: HtmlPage): string {
  const id = `bang-${number}`;
  const title = `${bulletinFileWords(page.lang).table} ${number}. ${caption}`;
  const side = (column: number): string => (isNumber[column] === true ? ' class="number"' : "");
  const top = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("");
  const cell = (words: readonly Words[], column: number): string =>
    column === 0 ? `<th scope="row">${wordsHtml(words, page)}</th>` : `<td${side(column)}>${wordsHtml(words, page)}</td>`;
  const body = rows.map((row) => `<tr>${head.map((_, column) => cell(row[column] ?? [], column)).join("")}</tr>`).join("\n");
  const table = `<table><caption id="${id}">${escapeHtml(title)}</caption><thead><tr>${top}</tr></thead><tbody>\n${body}\n</tbody></table>`;
  const below = note === null ? "" : `\n<p class="table-note">${escapeHtml(note)}</p>`;
  return `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">${table}</div>${below}`;
}

function chartHtml({ number, caption, chart }: PartOf<"chart">, { lang, svg }: HtmlPage): string {
  const id = `bieu-do-${number}`;
  const title = `${bulletinFileWords(lang).chart} ${number}. ${caption}`;
  return `<figure aria-labelledby="${id}"><div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">${svg(chart)}</div><figcaption id="${id}">${escapeHtml(title)}</figcaption></figure>`;
}
