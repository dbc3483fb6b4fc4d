import { html } from "hono/html";
import type { Block } from "../../types/article.ts";
import type { Span } from "../../types/tokens.ts";
import { dimsText, indicatorLabel, offsetAnchor, placeText, valueText } from "../figures.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";
import { cutSegments, type Mark, type Segment } from "./marks.ts";
import type { ArticleData } from "./view.ts";

/** Renders runs of one article's text with its figures and citations marked. */
export type TextRenderer = (span: Span) => Html;

/** The anchor of a figure or citation in its list. */
export function listAnchor({ kind, index }: Pick<Mark, "kind" | "index">): string {
  return kind === "figure" ? `so-${index + 1}` : `van-ban-${index + 1}`;
}

/** A renderer for the text of this article; each place where a mark begins is an anchor, once. */
export function createTextRenderer(view: View, data: ArticleData): TextRenderer {
  const marks: Mark[] = [
    ...data.figures.map(({ observation: { start, end } }, index) => ({ kind: "figure" as const, index, start, end })),
    ...data.citations.map(({ start, end }, index) => ({ kind: "citation" as const, index, start, end })),
  ];
  return (span) => html`${cutSegments(span, marks).map((segment) => renderSegment(view, data, segment))}`;
}

function renderSegment(view: View, data: ArticleData, segment: Segment): Html | string {
  const words = data.text.slice(segment.start, segment.end);
  // The narrowest mark is the most telling one to lead to.
  const [first] = [...segment.marks].sort((a, b) => a.end - a.start - (b.end - b.start));
  if (first === undefined) return words;
  const title = segment.marks.map((mark) => markTitle(view, data, mark)).join("; ");
  const kind = segment.marks.some((mark) => mark.kind === "figure") ? "figure" : "citation";
  const anchor = segment.opens ? html` id="${offsetAnchor(segment.start)}"` : "";
  return html`<mark class="${kind}"${anchor} title="${title}"><a href="${`#${listAnchor(first)}`}">${words}</a></mark>`;
}

function markTitle(view: View, data: ArticleData, { kind, index }: Mark): string {
  if (kind === "citation") return data.citations[index]?.id ?? view.labels.article.unresolved;
  const observation = data.figures[index]?.observation;
  if (observation === undefined) return "";
  const subject = [indicatorLabel(view, observation.indicator), dimsText(view, observation.indicator, observation.dims)]
    .filter((word) => word !== "")
    .join(", ");
  return `${subject}: ${valueText(view, observation)}, ${placeText(view, observation.place)}`;
}

/** A block of the body as the element that it is. */
export function renderBlock(data: ArticleData, block: Block, renderText: TextRenderer): Html {
  switch (block.kind) {
    case "title":
    case "heading":
      return html`<h2>${renderText(block)}</h2>`;
    case "kicker":
    case "sapo":
      return html`<p class="${block.kind}">${renderText(block)}</p>`;
    case "list":
      return html`<ul>${linesOf(data.text, block).map((line) => html`<li>${renderText(line)}</li>`)}</ul>`;
    case "table":
      return renderTable(data, block, renderText);
    case "paragraph":
      return html`<p>${renderText(block)}</p>`;
  }
}

function renderTable(data: ArticleData, block: Block, renderText: TextRenderer): Html {
  const row = (line: Span) => html`<tr>${splitSpan(data.text, line, " | ").map((cell) => html`<td>${renderText(cell)}</td>`)}</tr>`;
  return html`<div class="scroll" role="region" aria-label="${data.article.title}" tabindex="0"><table class="plain"><tbody>${linesOf(data.text, block).map(row)}</tbody></table></div>`;
}

function linesOf(text: string, block: Span): Span[] {
  return splitSpan(text, block, "\n").filter(({ start, end }) => end > start);
}

/** The parts of a span between the separators in it. */
function splitSpan(text: string, span: Span, separator: string): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  for (let at = text.indexOf(separator, start); at !== -1 && at < span.end; at = text.indexOf(separator, start)) {
    parts.push({ start, end: at });
    start = at + separator.length;
  }
  parts.push({ start: Math.min(start, span.end), end: span.end });
  return parts;
}
